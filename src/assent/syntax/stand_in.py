"""What is put in the place of a line that could not be read, so that the lines around it keep their sense.

A stand-in keeps the names and quoted texts of the line, so that what refers to them elsewhere is not
called unknown; the rest of it has no words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from lark import Token

from assent.source.suggest import nearest
from assent.syntax.keywords import KEYWORDS

# What a line that begins with this word is made of, as far as it must be.
_HEADS: dict[str, tuple[str, ...]] = {
    "policy": ("POLICY", "NAME", "STRING"),
    "vocabulary": ("VOCABULARY", "NAME", "STRING"),
    "section": ("SECTION", "STRING"),
    "define": ("DEFINE", "NAME", "STRING"),
    "parameter": ("PARAMETER", "NAME", "STRING"),
    "table": ("TABLE", "NAME", "STRING"),
    "calculated": ("CALCULATED", "NAME", "STRING"),
    "value": ("VALUE_SET", "NAME", "NAME", "STRING"),
    "require": ("REQUIRE", "NAME", "STRING"),
    "exclude": ("EXCLUDE", "NAME", "STRING"),
    "review": ("REVIEW", "NAME", "STRING"),
    "submit": ("SUBMIT", "NAME", "STRING"),
    "overview": ("OVERVIEW",),
    "notice": ("NOTICE",),
    "facts": ("FACTS",),
    "authorization": ("AUTHORIZATION",),
}
# Words that begin a line inside a clause and hold no test: such a line is left out.
_REMARKS = ("because", "note", "accepts")

# What stands below a line with one of these is about the fields of an element, and is left out with its line.
_OF_FIELDS = re.compile(r"\b(?:where|with|whose|having)\b")
# A titled line over a block, which may be meant as a pathway.
_WAY = re.compile(r'(?:[A-Za-z]+(?: +[\w.]+)? *)?:? *"[^"\n]*" *:?$')
_NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")
_STRING = re.compile(r'"(?!"")(?:[^"\\\n]|\\[^\n])*"')


def stand_ins(written: str, start: int, *, has_block: bool) -> Iterator[tuple[Token, ...]]:
    """The tokens that could stand for a line, likeliest first; the grammar says which of them may stand there.

    `written` is the line from its first word on, `start` its place, and `has_block` whether deeper lines follow.
    """
    first = written.split(maxsplit=1)[0] if written.strip() else ""
    has_tests = has_block and not _OF_FIELDS.search(written)
    if first == "replace":
        rest = written.removeprefix(first).lstrip()
        replaced = stand_ins(rest, start + len(written) - len(rest), has_block=has_block)
        yield from ((Token("REPLACE", first, start, end_pos=start + len(first)), *tokens) for tokens in replaced)
        return
    word = first if first in KEYWORDS else nearest(first, (*_HEADS, "unless", "cites", *_REMARKS, "uses")) or first
    if word in _HEADS:
        yield _tokens(_HEADS[word], written, start)
    if word in {"unless", "when"}:
        yield _tokens((word.upper(), "ALL", "OF") if has_tests else (word.upper(), "NAME"), "", start)
    if first in {"either", "or"} and _STRING.search(written):
        yield _tokens((first.upper(), "STRING"), written, start)
    elif has_block and _WAY.match(written):
        yield _tokens(("OR", "STRING"), written, start)
        yield _tokens(("EITHER", "STRING"), written, start)
    if word == "uses" and (names := [name for name in _NAME.finditer(written) if name[0] not in KEYWORDS][1:]):
        yield _uses(names, start)
    if word == "cites":
        yield _tokens(("CITES", "STRING"), written, start)
    if word in {"cites", *_REMARKS}:
        return
    if has_tests:
        yield _tokens(("ALL", "OF"), "", start)
    yield _tokens(("NAME",), "", start)
    if first not in KEYWORDS:
        yield _fact(("NAME", "LIST", "OF", "STRING") if has_block else ("NAME", "NAME", "STRING"), written, start)


def block_stand_in(accepts: frozenset[str], start: int) -> tuple[Token, ...] | None:
    """The tokens that could stand for all lines of a block which may hold these, or None where nothing can."""
    if "STRING" in accepts:
        kinds: tuple[str, ...] = ("STRING",)
    elif "VALID" in accepts:
        kinds = ("NOTE", "STRING")
    elif "NOT" in accepts:
        kinds = ("NAME",)
    elif "NAME" in accepts:
        kinds = ("NAME", "NAME", "STRING")
    else:
        return None
    return _tokens(kinds, "", start)


def _tokens(kinds: tuple[str, ...], written: str, start: int) -> tuple[Token, ...]:
    names = list(_NAME.finditer(_STRING.sub(lambda text: " " * len(text[0]), written)))[1:]
    texts = list(_STRING.finditer(written))
    empty = Token("NAME", "", start, end_pos=start)
    made: list[Token] = []
    for kind in kinds:
        if kind == "NAME" and names and names[0][0] not in KEYWORDS:
            match = names.pop(0)
            made.append(Token(kind, match[0], start + match.start(), end_pos=start + match.end()))
        elif kind == "STRING" and texts:
            match = texts.pop(0)
            made.append(Token(kind, match[0], start + match.start(), end_pos=start + match.end()))
        else:
            made.append(empty.update(kind, '""' if kind == "STRING" else kind.lower() if kind != "NAME" else ""))
    return tuple(made)


def _fact(kinds: tuple[str, ...], written: str, start: int) -> tuple[Token, ...]:
    name = _NAME.match(written)
    tokens = _tokens(kinds, "", start)
    if name is None or name[0] in KEYWORDS:
        return tokens
    return (Token("NAME", name[0], start, end_pos=start + name.end()), *tokens[1:])


def _uses(names: list[re.Match[str]], start: int) -> tuple[Token, ...]:
    tokens = [Token("USES", "uses", start, end_pos=start)]
    for number, name in enumerate(names):
        if number:
            tokens.append(Token("COMMA", ",", start + name.start(), end_pos=start + name.start()))
        tokens.append(Token("NAME", name[0], start + name.start(), end_pos=start + name.end()))
    return tuple(tokens)
