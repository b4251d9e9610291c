"""How many of some elements count by their dates, for the interpreter: one function, a case a pattern."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from typing import assert_never

from assent.language.expressions import Pattern
from assent.language.operators.dates import window_start


def most(pattern: Pattern, days: Sequence[int]) -> int:
    """How many elements of these dates (in order) the pattern counts.

    The one rule for months: the earlier date is held against the later one minus the period.
    """
    if not days:
        return 0
    before = [window_start(pattern.period, day) for day in days]
    match pattern.kind:
        case "within any":
            return max(at + 1 - bisect_left(days, before[at]) for at in range(len(days)))
        case "closer than":
            return max(at + 1 - bisect_right(days, before[at], hi=at) for at in range(len(days)))
        case "no more than apart":
            rows = [1]
            for earlier, start in zip(days, before[1:], strict=False):
                rows.append(rows[-1] + 1 if earlier >= start else 1)
            return max(rows)
        case "at least apart":
            picked = 1
            last = days[0]
            for day, start in zip(days, before, strict=True):
                if last <= start:
                    picked, last = picked + 1, day
            return picked
        case _:
            assert_never(pattern.kind)
