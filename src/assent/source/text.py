"""Text as it was written, and places in it."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import accumulate


class SourceText:
    """One file's text: its path for people, its characters, and where its lines begin.

    Compared by identity: two reads of one file are two texts.
    """

    __slots__ = ("_starts", "path", "text")

    def __init__(self, path: str, text: str) -> None:
        self.path = path
        self.text = text
        self._starts: list[int] | None = None

    def _line_starts(self) -> list[int]:
        if self._starts is None:
            starts = [0]
            find = self.text.find
            at = find("\n")
            while at != -1:
                starts.append(at + 1)
                at = find("\n", at + 1)
            self._starts = starts
        return self._starts

    def line_column(self, offset: int) -> tuple[int, int]:
        """The line and column of an offset, both counted from 1, in characters."""
        starts = self._line_starts()
        line = bisect_right(starts, offset)
        return line, offset - starts[line - 1] + 1

    def line(self, number: int) -> str:
        """The text of a line (counted from 1), without its line end."""
        starts = self._line_starts()
        start = starts[number - 1]
        end = starts[number] - 1 if number < len(starts) else len(self.text)
        return self.text[start:end].rstrip("\r")

    def span(self, start: int, end: int) -> Span:
        """A stretch of it."""
        return Span(self, start, end)

    def __repr__(self) -> str:
        return f"SourceText({self.path!r})"


class JoinedText(SourceText):
    """Several texts one after another, each from its beginning in `starts`. A stretch of it is one of theirs."""

    __slots__ = ("_parts", "starts")

    def __init__(self, parts: Sequence[SourceText]) -> None:
        super().__init__(parts[0].path, "\n".join(part.text for part in parts))
        lengths = accumulate((len(part.text) + 1 for part in parts), initial=0)
        self.starts = tuple(lengths)[:-1]
        self._parts = tuple(parts)

    def span(self, start: int, end: int) -> Span:
        at = bisect_right(self.starts, start) - 1
        return Span(self._parts[at], start - self.starts[at], end - self.starts[at])


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of a text, from `start` up to but not including `end` (offsets in characters)."""

    source: SourceText = field(repr=False)
    start: int
    end: int

    @property
    def text(self) -> str:
        return self.source.text[self.start : self.end]

    @property
    def line(self) -> int:
        return self.source.line_column(self.start)[0]

    @property
    def column(self) -> int:
        return self.source.line_column(self.start)[1]

    def to(self, other: Span) -> Span:
        """The stretch from the beginning of this one to the end of the other."""
        return Span(self.source, self.start, max(self.end, other.end))
