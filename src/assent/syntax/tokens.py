"""What the parser hands over as nodes are built: tokens and places, names and words of them, quoted texts."""

from __future__ import annotations

import re
import textwrap
from typing import Any

from lark import Token

from assent.syntax.leaf import Name, NumberWord, Place

# What the parser hands over: tokens, nodes already built, and None for an optional part left out.
Parts = list[Any]

_ESCAPED = re.compile(r"\\([\\\"])")
_LINE_END = re.compile(r"\r+\n")


def end(part: Any) -> int:
    return (part.end_pos or 0) if isinstance(part, Token) else int(part.at[1])


def start(part: Any) -> int:
    return (part.start_pos or 0) if isinstance(part, Token) else int(part.at[0])


def at(parts: Parts) -> Place:
    """The place from the first part that is there to the last."""
    first = next(part for part in parts if part is not None)
    last = next(part for part in reversed(parts) if part is not None)
    return start(first), end(last)


def name(token: Token) -> Name:
    return Name(str(token), (token.start_pos or 0, token.end_pos or 0))


def word(token: Token | None) -> NumberWord | None:
    return None if token is None else sure(token)


def sure(token: Token) -> NumberWord:
    """A word as written; of several (`mm Hg`, `or not done`) the spaces between them may be any."""
    return NumberWord(" ".join(token.split()), (token.start_pos or 0, token.end_pos or 0))


def words(token: Token) -> str:
    """The words of a token, one space between them."""
    return " ".join(token.split())


def unquote(raw: str) -> str:
    """The text between quotes. `\\"` is a quote and `\\\\` a backslash; any other backslash is itself."""
    if raw.startswith('"""'):
        return textwrap.dedent(_LINE_END.sub("\n", raw[3:-3]).rstrip()).strip("\n")
    return _ESCAPED.sub(r"\1", raw[1:-1])
