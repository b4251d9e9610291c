"""The lines of the block in which a line stands, as they are written."""

from __future__ import annotations

import re

from assent.source.record import record

_COMMENT = re.compile(r'(?:"(?:[^"\\\n]|\\[^\n])*"|[^"#\n])*')
# A block longer than this is looked at as far as this, to either side.
MOST = 200


@record
class Line:
    """A line: where its first word begins, how far in that stands, and its words without a comment."""

    start: int
    column: int
    words: str


def siblings(text: str, start: int) -> tuple[Line, ...]:
    """The lines around the one whose first word begins at `start`, as far as none is less deep than that."""
    line = text.rfind("\n", 0, start) + 1
    column = start - line
    above: list[Line] = []
    at = line
    while at > 0 and len(above) < MOST:
        at = text.rfind("\n", 0, at - 1) + 1
        one = _line(text, at)
        if one is not None and one.column < column:
            break
        if one is not None:
            above.append(one)
    below: list[Line] = []
    at = line
    while at < len(text) and len(below) < MOST:
        one = _line(text, at)
        if one is not None and one.column < column:
            break
        if one is not None:
            below.append(one)
        at = (text.find("\n", at) + 1) or len(text)
    return (*reversed(above), *below)


def above(text: str, start: int) -> Line | None:
    """The line with words above the one in which a place lies."""
    at = text.rfind("\n", 0, start) + 1
    while at > 0:
        at = text.rfind("\n", 0, at - 1) + 1
        one = _line(text, at)
        if one is not None:
            return one
    return None


def _line(text: str, at: int) -> Line | None:
    """The line that begins at a place; None for one without words."""
    end = text.find("\n", at)
    whole = text[at : len(text) if end < 0 else end]
    column = len(whole) - len(whole.lstrip(" \t"))
    match = _COMMENT.match(whole, column)
    words = (match[0] if match else "").rstrip()
    return Line(at + column, column, words) if words else None
