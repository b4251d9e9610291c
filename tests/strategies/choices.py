"""Drawing from Hypothesis without building a strategy a draw, which is what makes large examples slow."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import TypeVar

from hypothesis import strategies as st

T = TypeVar("T")


@cache
def _up_to(highest: int) -> st.SearchStrategy[int]:
    return st.integers(0, highest)


@dataclass(frozen=True, slots=True)
class Choices:
    """Choices that Hypothesis makes, and shrinks: the first option of each is the simplest."""

    draw: st.DrawFn

    def number(self, low: int, high: int) -> int:
        """A whole number, both ends included."""
        return low + self.draw(_up_to(high - low))

    def one(self, options: Sequence[T]) -> T:
        """One of the options; list one twice for it to come twice as often."""
        return options[self.number(0, len(options) - 1)]

    def chance(self, of: int) -> bool:
        """True one time in `of`."""
        return self.number(0, of - 1) == of - 1

    def some(self, options: Sequence[T], least: int, most: int) -> tuple[T, ...]:
        """Between `least` and `most` different options, in any order."""
        left = list(options)
        return tuple(left.pop(self.number(0, len(left) - 1)) for _ in range(self.number(least, min(most, len(left)))))
