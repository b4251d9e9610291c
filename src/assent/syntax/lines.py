"""The lines of a text and how deep they stand, without regard to what they say."""

from __future__ import annotations

import re

from assent.syntax.keywords import KEYWORDS, SOFT_KEYWORDS
from assent.syntax.layout import TAB
from assent.syntax.stumble import END
from assent.syntax.tree import Place

_WORD = re.compile(r"\w+|\S")


class Lines:
    """A text whose last line has an end."""

    __slots__ = ("text",)

    def __init__(self, text: str) -> None:
        self.text = text

    def start(self, at: int) -> int:
        """Where the line around a place begins."""
        return self.text.rfind("\n", 0, at) + 1

    def stop(self, at: int) -> int:
        """Where the line around a place ends: the place of its line end."""
        stop = self.text.find("\n", at)
        return stop if stop >= 0 else len(self.text) - 1

    def words(self, at: int) -> Place:
        """The line around a place, from its first character that is no space to its last."""
        start, stop = self.start(at), self.stop(at)
        line = self.text[start:stop]
        first = start + len(line) - len(line.lstrip())
        return first, max(first, start + len(line.rstrip()))

    def column(self, at: int) -> int:
        """The column at which the line around a place begins."""
        start = self.start(at)
        return len(self.text[start : self.words(at)[0]].expandtabs(TAB))

    def block_stop(self, at: int, column: int) -> int:
        """The end of the last of the lines that follow the one around a place and stand deeper than a column."""
        stop = next_stop = self.stop(at)
        while next_stop + 1 < len(self.text):
            start, next_stop = next_stop + 1, self.stop(next_stop + 1)
            if self.text[start:next_stop].strip():
                if self.column(start) <= column:
                    break
                stop = next_stop
        return stop

    def kinds_at(self, at: int) -> frozenset[str]:
        """The terminals that the word at a place may be."""
        match = _WORD.match(self.text, at)
        if match is None:
            return frozenset({END})
        word = match[0]
        if word in KEYWORDS:
            return frozenset({word.upper()})
        if word in SOFT_KEYWORDS:
            return frozenset({word.upper(), "NAME"})
        if word == '"':
            return frozenset({"STRING", "LONG_STRING"})
        if word.isdigit():
            return frozenset({"NUMBER"})
        return frozenset({"NAME"}) if word.isidentifier() else frozenset()
