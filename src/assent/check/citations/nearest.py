"""The passage of the source that a quote most resembles, and where the two differ."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from assent.check.citations.document import Document
from assent.source.record import record

if TYPE_CHECKING:
    from difflib import SequenceMatcher

_WORD = re.compile(r"\w+")
_TOKEN = re.compile(r"\w+|[^\w\s]")

# Bounds that keep a failing quote cheap however long the source is.
_MOST_CANDIDATES = 5
_MOST_TOKENS = 300
_TOO_COMMON = 400
_LEAST_LIKENESS = 0.4


@record
class Difference:
    """How a quote differs from a passage: in words, what it `said`, and from where to where of the passage."""

    message: str
    said: str
    start: int
    end: int


class Passages:
    """The passages of a document, indexed by their words when the first quote is not found."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._index: dict[str, list[int]] | None = None

    def nearest(self, wanted: str) -> tuple[int, int] | None:
        """The passage most like a text, as a stretch of the normalised document, or None where none is like it."""
        if self._index is None:
            self._index = self._built()
        words = set(_WORD.findall(wanted[:4000].casefold()))
        shared: Counter[int] = Counter()
        for word in sorted(words):
            passages = self._index.get(word, [])
            if len(passages) <= _TOO_COMMON:
                for passage in passages:
                    shared[passage] += 2 if len(passages) < 20 else 1
        text = self._document.normal.text
        tokens = _TOKEN.findall(wanted)[:_MOST_TOKENS]
        best: tuple[float, tuple[int, int]] | None = None
        for passage, _ in sorted(shared.items(), key=lambda item: (-item[1], item[0]))[:_MOST_CANDIDATES]:
            start, end = self._document.passages[passage]
            likeness = _likeness(tokens, _TOKEN.findall(text, start, min(end, start + 4000))[:_MOST_TOKENS])
            if best is None or likeness > best[0]:
                best = likeness, (start, end)
        return best[1] if best and best[0] >= _LEAST_LIKENESS else None

    def _built(self) -> dict[str, list[int]]:
        index: dict[str, list[int]] = {}
        text = self._document.normal.text
        for passage, (start, end) in enumerate(self._document.passages):
            for word in set(_WORD.findall(text[start : min(end, start + 4000)].casefold())):
                index.setdefault(word, []).append(passage)
        return index


def _matcher(quote: list[str], passage: list[str]) -> SequenceMatcher[str]:
    from difflib import SequenceMatcher  # only of a quote that is not there is that asked

    return SequenceMatcher(None, quote, passage, autojunk=False)


def _likeness(quote: list[str], passage: list[str]) -> float:
    """How much of the quote is in the passage, in order; of two passages that hold as much, the shorter."""
    if not quote or not passage:
        return 0.0
    matcher = _matcher([word.casefold() for word in quote], [word.casefold() for word in passage])
    same = sum(block.size for block in matcher.get_matching_blocks())
    return same / len(quote) - len(passage) / 100_000


def describe_difference(quote: str, passage: str) -> Difference:
    """The first difference between a quote and the passage it resembles, in words an author can act on."""
    left = list(_TOKEN.finditer(quote))[:_MOST_TOKENS]
    right = list(_TOKEN.finditer(passage))[:_MOST_TOKENS]
    matcher = _matcher([token.group() for token in left], [token.group() for token in right])
    for tag, left_from, left_to, right_from, right_to in matcher.get_opcodes():
        if tag == "equal" or (tag == "insert" and left_from in (0, len(left))):
            # What the passage has before or after the quoted words is no difference.
            continue
        said = quote[left[left_from].start() : left[left_to - 1].end()] if left_to > left_from else ""
        there = passage[right[right_from].start() : right[right_to - 1].end()] if right_to > right_from else ""
        if there:
            start, end = right[right_from].start(), right[right_to - 1].end()
        else:
            beside = right[min(right_from, len(right) - 1)]
            start, end = beside.start(), beside.end()
        return Difference(_told(said, there), said, start, end)
    return Difference("the spacing or the punctuation differs", "", 0, len(passage))


def _told(said: str, there: str) -> str:
    said, there = _short(said), _short(there)
    if not there:
        return f"it does not say `{said}`"
    if not said:
        return f"it says `{there}` in between"
    if said.casefold() == there.casefold():
        return f"it writes `{there}`, not `{said}`"
    return f"it says `{there}`, not `{said}`"


def _short(text: str) -> str:
    return text if len(text) <= 60 else text[:58].rsplit(" ", 1)[0] + " …"
