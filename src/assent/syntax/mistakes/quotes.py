"""Mistakes with quoted texts: quotes that are missing, wrong, or around what needs none."""

from __future__ import annotations

import re

from lark import Token

from assent.source.catalogue import Code
from assent.source.diagnostic import Diagnostic
from assent.source.text import SourceText, Span
from assent.syntax.before import CURLY_QUOTES
from assent.syntax.stumble import CHARACTER, Stumble, shortened

UNCLOSED_QUOTE = Code("unclosed-quote", "error", "a text whose closing quote is missing")
UNCLOSED_LONG_TEXT = Code("unclosed-long-text", "error", 'a long text whose closing `"""` is missing')
INNER_QUOTES = Code("inner-quotes", "error", "quotes inside a quoted text")
SINGLE_QUOTES = Code("single-quotes", "error", "a text in single quotes")
UNQUOTED_TEXT = Code("unquoted-text", "error", "a title or a sentence without quotes")
MISSING_TITLE = Code("missing-title", "error", "a statement without its title, or a fact without its question")
SECOND_TEXT = Code("second-text", "error", "two texts under an overview or a notice")
QUOTED_VALUE = Code("quoted-value", "error", "a number, a date or a name in quotes")

CODES = (
    UNCLOSED_QUOTE, UNCLOSED_LONG_TEXT, INNER_QUOTES, SINGLE_QUOTES, UNQUOTED_TEXT, MISSING_TITLE, SECOND_TEXT,
    QUOTED_VALUE,
)  # fmt: skip

_CALLED = {
    "POLICY": "policy",
    "VOCABULARY": "vocabulary",
    "DEFINE": "definition",
    "SECTION": "section",
    "REQUIRE": "requirement",
    "EXCLUDE": "exclusion",
    "REVIEW": "review",
    "SUBMIT": "clause",
}
_VALUES = frozenset({"NAME", "NUMBER", "DATE", "VERSION_NUMBER", "CODE"})
_TEXTS = frozenset({"STRING", "LONG_STRING"})
_HOLD_A_TEXT = frozenset({"OVERVIEW", "NOTICE"})
_SINGLE = re.compile(r"'([^'\n]*)'?")


def swallowed_from(text: str, token: Token) -> int | None:
    """Where a long text runs on into lines that are less deep than its own: before the first of them."""
    start = token.start_pos or 0
    line_start = text.rfind("\n", 0, start) + 1
    column = len(text[line_start:start]) - len(text[line_start:start].lstrip())
    for line in re.finditer(r"\n([ \t]*)(?=[^\s])", str(token)):
        if len(line[1]) < column and not str(token).startswith('"""', line.end()):
            return start + line.start()
    return None


def unclosed_long_text(source: SourceText, start: int) -> Diagnostic:
    """A long text that is opened and never closed."""
    return UNCLOSED_LONG_TEXT.at(
        Span(source, start, start + 3),
        'this long text has no closing `"""`',
        label="it begins here",
        help='put `"""` on a line of its own after its last line',
    )


def _unclosed(stumble: Stumble) -> Diagnostic | None:
    if stumble.kind != CHARACTER or not stumble.word.startswith('"'):
        return None
    if stumble.word.startswith('"""'):
        return unclosed_long_text(stumble.source, stumble.start)
    span = stumble.span_to_end
    if bent := next((mark for mark in "”“„" if mark in stumble.rest), None):
        return CURLY_QUOTES.at(
            span,
            "one of these quotes is curly, as a word processor makes them",
            label=f"`{bent}` does not close it",
            help='use straight quotes on both sides: `"…"`',
        )
    return UNCLOSED_QUOTE.at(
        span,
        "this text has no closing quote",
        label="it begins here",
        help='put `"` at its end, on the same line; a text of several lines stands between `"""` and `"""`',
    )


def _inner(stumble: Stumble) -> Diagnostic | None:
    last = stumble.last
    if last is None or last.type != "STRING" or last.end_pos != stumble.start or '"' not in stumble.rest:
        return None
    return INNER_QUOTES.at(
        Span(stumble.source, last.start_pos or 0, stumble.start + len(stumble.rest)),
        "this text has quotes inside its quotes",
        label="it seems to end in the middle",
        help='write each quote inside a text as `\\"`',
    )


def _single(stumble: Stumble) -> Diagnostic | None:
    if stumble.kind != CHARACTER or not stumble.word.startswith("'"):
        return None
    match = _SINGLE.match(stumble.rest)
    assert match
    return SINGLE_QUOTES.at(
        Span(stumble.source, stumble.start, stumble.start + match.end()),
        "this text is in single quotes",
        help=f'use double quotes: `"{shortened(match[1])}"`',
    )


def _missing_title(stumble: Stumble) -> Diagnostic | None:
    first = stumble.first
    if not stumble.at_line_end or first is None or "STRING" not in stumble.accepts:
        return None
    if first.type in _CALLED and set(stumble.kinds) <= {first.type, "NAME"}:
        name = stumble.line[1] if len(stumble.line) > 1 else None
        title = _title_from(name) if name else "A title"
        return MISSING_TITLE.at(
            stumble.span,
            f"this {_CALLED[first.type]} has no title",
            help=f'give it a title in quotes: `{stumble.written} "{title}"`',
        )
    if first.type == "NAME":
        return MISSING_TITLE.at(
            stumble.span,
            f"the fact `{shortened(first)}` has no question",
            help=f'say in quotes what is asked: `{stumble.written} "{_title_from(first)}"`',
        )
    return None


def _title_from(name: str) -> str:
    words = shortened(name).replace("_", " ").strip()
    return words[:1].upper() + words[1:]


def _unquoted(stumble: Stumble) -> Diagnostic | None:
    rest = stumble.rest
    if (
        "STRING" not in stumble.accepts
        or stumble.at_line_end
        or not stumble.line
        or not rest[:1].isalnum()
        or '"' in rest
    ):
        return None
    span = stumble.span_to_end
    if stumble.block == "VALUE_SET":
        return UNQUOTED_TEXT.at(
            span,
            "a line holds one code, and after it words about it in quotes",
            help="write each code on a line of its own, or a range such as `M54.0 to M54.9`",
        )
    return UNQUOTED_TEXT.at(
        span, "this text is not in quotes", help=f"put quotes around it: `{stumble.fixed(span, _quoted(rest))}`"
    )


def _unquoted_block(stumble: Stumble) -> Diagnostic | None:
    """The text of an overview or a notice without any quotes, or a second one below the first."""
    if stumble.line or stumble.at_line_end:
        return None
    if stumble.accepts == {"_DEDENT"} and stumble.kind in _TEXTS and stumble.block in _HOLD_A_TEXT:
        return SECOND_TEXT.at(
            stumble.span,
            f"a second text stands under `{stumble.block.lower()}`, which holds one",
            help='put both between one `"""` above and one `"""` below them',
        )
    if not stumble.accepts <= _TEXTS or not stumble.word[:1].isalnum():
        return None
    return UNQUOTED_TEXT.at(
        stumble.span_to_end,
        "this text is not in quotes",
        help='put `"""` on a line above it and on a line below it',
    )


def _quoted(words: str) -> str:
    return f'"{words}"'


def _quoted_value(stumble: Stumble) -> Diagnostic | None:
    if stumble.kind != "STRING" or not stumble.accepts & _VALUES or stumble.last_kind in _CALLED or not stumble.line:
        return None
    if stumble.last_kind in {"BAR", "LESS", "DOTS"} and stumble.rest == stumble.word:
        return None  # the fact's question, and before it an option or a number is missing
    bare = stumble.word[1:-1].strip()
    return QUOTED_VALUE.at(
        stumble.span,
        f"`{stumble.said}` is in quotes, which are for titles and sentences",
        help=f"write it without quotes: `{stumble.fixed(stumble.span, bare)}`"
        if bare
        else "write a value without quotes",
    )


RULES = (_unclosed, _inner, _single, _missing_title, _unquoted, _unquoted_block, _quoted_value)
