"""Signs that other languages use and this one does not."""

from __future__ import annotations

import re

from assent.source.catalogue import Code
from assent.source.diagnostic import Diagnostic
from assent.source.text import Span
from assent.syntax.mistakes.mixed import grouped
from assent.syntax.stumble import CHARACTER, Stumble, shortened

FOREIGN_CONNECTIVE = Code("foreign-connective", "error", "a sign for «and», «or» or «not»")
FOREIGN_COMMENT = Code("foreign-comment", "error", "a comment as other languages write it")
BRACKETS = Code("brackets", "error", "brackets of any kind")
STRAY_PUNCTUATION = Code("stray-punctuation", "error", "a colon, a comma, a full stop or the like that has no place")
BULLET = Code("bullet", "error", "a bullet or a number before a line, as in a list of prose")

CODES = (FOREIGN_CONNECTIVE, FOREIGN_COMMENT, BRACKETS, STRAY_PUNCTUATION, BULLET)

_CONNECTIVES = {"&&": "and", "&": "and", "||": "or", "|": "or", "!": "not", "~": "not", "+": "and"}
_CONNECTIVE = re.compile(r"[&|!~+]+")
# One test in brackets.
_ALONE = re.compile(r"[(\[{]\s*((?:(?!\s(?:and|or)\s)[^()\[\]{}\n])+?)\s*[)\]}]")
_CLOSED = re.compile(r"[(\[{][^\n]*[)\]}]$")
_COMMENTS = ("//", "/*", "--", "<!--", "%%")
_NAMES = {":": "colon", ";": "semicolon", ",": "comma", ".": "full stop"}


def _comment(stumble: Stumble) -> Diagnostic | None:
    if not stumble.rest.startswith(_COMMENTS):
        return None
    return FOREIGN_COMMENT.at(
        stumble.span_to_end, f"`{stumble.rest[:2]}` begins no comment here", help="begin a comment with `#`"
    )


def _connective(stumble: Stumble) -> Diagnostic | None:
    match = _CONNECTIVE.match(stumble.rest)
    word = _CONNECTIVES.get(match[0]) if match else None
    if match is None or word is None or not (stumble.line or word == "not"):
        return None
    return FOREIGN_CONNECTIVE.at(
        Span(stumble.source, stumble.start, stumble.start + match.end()),
        f"`{match[0]}` is not a sign of the language",
        help=f"write the word `{word}`",
    )


def _brackets(stumble: Stumble) -> Diagnostic | None:
    if stumble.kind != CHARACTER or stumble.word[:1] not in set("()[]{}"):
        return None
    help = "put what belongs together under a line `all of` or `any of`, or give it a name with `define`"
    if stumble.block == "CALCULATED":
        help = (
            "multiply out what is in them, for `*` and `/` come before `+` and `-`: `(a + b) * c` is `a * c + b * c`; "
            "what divides by a sum is asked for as a fact of its own"
        )
    elif blocks := grouped(stumble.written):
        help = blocks
    elif (alone := _ALONE.match(stumble.rest)) and "NAME" in stumble.accepts:
        end = stumble.start + alone.end()
        help = f"leave them out: `{stumble.fixed(Span(stumble.source, stumble.start, end), alone[1])}`"
    elif stumble.line and "NAME" not in stumble.accepts and _CLOSED.match(stumble.rest):
        help = (
            "leave them out, and say what is in them in a `note`, or with `#` before it where it is for authors alone"
        )
    return BRACKETS.at(
        Span(stumble.source, stumble.start, stumble.start + 1), "brackets have no meaning here", help=help
    )


def _bullet(stumble: Stumble) -> Diagnostic | None:
    mark = re.match(r"(?:[-*•·–—▪◦]|\d+[.)]|[A-Za-z][.)])(?=\s)", stumble.written)
    if mark is None or stumble.start > stumble.line_start + mark.end():
        return None
    return BULLET.at(
        Span(stumble.source, stumble.line_start, stumble.line_start + mark.end()),
        f"`{mark[0]}` stands before this line, as in a list",
        help="leave it out: each line is an item already",
    )


def _punctuation(stumble: Stumble) -> Diagnostic | None:
    name = _NAMES.get(stumble.word[:1])
    if name is None:
        return None
    at_end = stumble.start + len(stumble.word) >= stumble.line_start + len(stumble.written)
    span = Span(stumble.source, stumble.start, stumble.start + 1)
    if at_end:
        help = f"leave it out: `{stumble.fixed(stumble.span, '')}`"
    elif name == "comma":
        help = "join tests with `and` or `or`, or write them under `all of` or `any of`, one a line"
    elif "IS" in stumble.accepts and (value := stumble.rest[1:].strip()):
        fact = stumble.written[: stumble.start - stumble.line_start].strip()
        plain = {"yes": fact, "true": fact, "no": f"not {fact}", "false": f"not {fact}"}.get(value.lower())
        help = f"write `{shortened(plain or f'{fact} is {value}')}`"
    elif name == "semicolon":
        help = "write what follows on a line of its own"
    else:
        help = f"leave it out: `{stumble.fixed(span, '')}`"
    return STRAY_PUNCTUATION.at(span, f"a {name} has no place here", help=help)


RULES = (_comment, _bullet, _connective, _brackets, _punctuation)
