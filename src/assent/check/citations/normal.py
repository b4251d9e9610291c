"""A text as it is compared: markup gone, whitespace folded, quotes alike, and where each character came from.

Every decision looks at the neighbouring characters only, so that a stretch cut out of a document
normalises as it did inside it. That is what lets a quote be found by plain search.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from functools import lru_cache

from assent.source.record import record

# A stretch in which nothing needs care: it is copied whole.
_PLAIN = re.compile(r"[A-Za-z0-9.,;:()'\"/%$#@!?+=^{}]++(?:[ -][A-Za-z0-9.,;:()'\"/%$#@!?+=^{}]++)*+")

_TAGS = "b|i|u|em|strong|small|sup|sub|br|p|span|div|a|li|ul|ol|h[1-6]|table|thead|tbody|tr|td|th|code|mark|font"
_BREAKS = re.compile(r"</?(?:br|p|div|li|ul|ol|h[1-6]|table|thead|tbody|tr|td|th)\b", re.IGNORECASE)

_PIECE = re.compile(
    rf"""
      (?P<space>\s+)
    | (?P<plain>{_PLAIN.pattern})
    | (?P<marks>\*+|_+|`+|~~+)
    | (?P<bar>(?<!\S)\|+(?!\S))
    | (?P<link>\]\([^()\s]{{0,500}}\))
    | (?P<open>!?\[(?=[^\[\]\n]{{0,200}}\]\([^()\s]{{0,500}}\)))
    | (?P<tag></?(?:{_TAGS})(?:\s[^<>\n]{{0,200}})?/?>)
    | (?P<entity>&(?:[A-Za-z]{{2,8}}|\#\d{{1,6}}|\#x[0-9A-Fa-f]{{1,5}});)
    | (?P<dashes>[-\u2010-\u2015\u2212]+)
    | (?P<escape>\\(?=[!-/:-@\[-`{{-~]))
    | (?P<other>.)
    """,
    re.VERBOSE | re.DOTALL,
)

_ALIKE = {
    **dict.fromkeys("\u2018\u2019\u201a\u201b\u2039\u203a\u2032\u00b4\u02bc", "'"),
    **dict.fromkeys("\u201c\u201d\u201e\u201f\u00ab\u00bb\u2033", '"'),
}


@record
class Normal:
    """A normalised text. Piece `i` begins at `_at[i]` and came from `_begin[i]` to `_end[i]` of the text as written."""

    text: str
    _at: tuple[int, ...]
    _begin: tuple[int, ...]
    _end: tuple[int, ...]

    def written(self, start: int, end: int) -> tuple[int, int]:
        """Where the stretch from `start` to `end` stands in the text as written."""
        if not self._at:
            return 0, 0
        if end <= start:
            begin, _ = self._character(min(start, len(self.text) - 1))
            return begin, begin
        return self._character(start)[0], self._character(end - 1)[1]

    def _character(self, offset: int) -> tuple[int, int]:
        piece = bisect_right(self._at, offset) - 1
        until = self._at[piece + 1] if piece + 1 < len(self._at) else len(self.text)
        begin, end = self._begin[piece], self._end[piece]
        if end - begin == until - self._at[piece]:
            begin += offset - self._at[piece]
            return begin, begin + 1
        return begin, end


class Writer:
    """Puts a normalised text together from stretches of one written text; it writes a space between them."""

    def __init__(self, source: str) -> None:
        self.length = 0
        self._source = source
        self._parts: list[str] = []
        self._at: list[int] = []
        self._begin: list[int] = []
        self._end: list[int] = []
        self._gap: tuple[int, int] | None = None

    def add(self, start: int, end: int) -> tuple[int, int]:
        """Append the stretch from `start` to `end`; answers where it now stands."""
        source = self._source
        if self.length:
            self._gap = self._gap or (max(start - 1, 0), start)
        before = self.length
        first = len(self._at)
        at = start
        while at < end:
            piece = _PIECE.match(source, at, end)
            assert piece is not None
            self._take(piece)
            at = piece.end()
        # The space between stretches belongs to neither.
        if len(self._at) > first and before:
            before += 1
        return min(before, self.length), self.length

    def _take(self, piece: re.Match[str]) -> None:
        start, end = piece.span()
        match piece.lastgroup:
            case "plain":
                self._put(piece.group(), start, end)
            case "space":
                self._gap = self._gap or (start, end)
            case "tag":
                if _BREAKS.match(piece.group()):
                    self._gap = self._gap or (start, end)
            case "marks":
                if kept := _kept_marks(self._source, start, end):
                    self._put(kept, start, end)
            case "dashes":
                self._put("-", start, end)
            case "entity":
                from html import unescape  # a large table, which few sources need

                self._put_characters(unescape(piece.group()), start, end)
            case "other":
                self._put_characters(piece.group(), start, end)
            case _:
                pass

    def _put_characters(self, characters: str, start: int, end: int) -> None:
        for character in characters:
            if character.isspace():
                self._gap = self._gap or (start, end)
                continue
            for one in _form(character):
                self._put(one, start, end)

    def _put(self, characters: str, start: int, end: int) -> None:
        if self._gap is not None:
            if self.length:
                self._append(" ", *self._gap)
            self._gap = None
        self._append(characters, start, end)

    def _append(self, characters: str, start: int, end: int) -> None:
        self._parts.append(characters)
        self._at.append(self.length)
        self._begin.append(start)
        self._end.append(end)
        self.length += len(characters)

    def finish(self) -> Normal:
        """The text put together so far."""
        return Normal("".join(self._parts), tuple(self._at), tuple(self._begin), tuple(self._end))


def normalise(text: str) -> Normal:
    """The normal form of a text that has no lists or headings of its own."""
    writer = Writer(text)
    writer.add(0, len(text))
    return writer.finish()


def _kept_marks(source: str, start: int, end: int) -> str:
    """What a run of `*`, `_`, `~` or backticks stands for: nothing where it is emphasis."""
    run = source[start:end]
    before = source[start - 1] if start else " "
    after = source[end] if end < len(source) else " "
    inside_word = before.isalnum() and after.isalnum()
    if run[0] == "`":
        return "'" if inside_word and len(run) == 1 else ""
    if run[0] == "_":
        return run if inside_word else ""
    alone = before.isspace() and after.isspace()
    return run if len(run) == 1 and (inside_word or alone) else ""


@lru_cache(maxsize=4096)
def _form(character: str) -> str:
    """The form in which a character is compared: ligatures and accents taken apart, invisible characters gone."""
    if character in _ALIKE:
        return _ALIKE[character]
    if character.isascii():
        return "" if unicodedata.category(character) == "Cc" else character
    if unicodedata.category(character) in ("Cf", "Cc"):
        return ""
    if "VULGAR FRACTION" in unicodedata.name(character, ""):
        return character
    apart = unicodedata.normalize("NFKD", character)
    return character if any(one.isspace() for one in apart) else apart
