"""Choices that Hypothesis makes, without a strategy built for each of them, which is what makes large examples slow."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
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
    """Choices among a few things; `pick` gives a number from 0 to the one it is given.

    Hypothesis shrinks them: the first option of each is the simplest.
    """

    pick: Callable[[int], int]

    @staticmethod
    def of(draw: st.DrawFn) -> Choices:
        """Choices that Hypothesis makes."""
        return Choices(lambda highest: draw(_up_to(highest)))

    @staticmethod
    def at_random(chance: random.Random) -> Choices:
        """Choices that chance makes."""
        return Choices(lambda highest: chance.randint(0, highest))

    def number(self, low: int, high: int) -> int:
        """A whole number, both ends included."""
        return low + self.pick(high - low)

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
