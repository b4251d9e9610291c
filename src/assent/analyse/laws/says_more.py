"""Whether one request says as much as another, or more, by what the reader makes of both.

It says again, of values, what `fuller` tells the solver: an example of a law that is broken has to pass it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any

from assent.analyse.replay import Replayed
from assent.language.calendar import months_before
from assent.language.duration import Duration
from assent.language.expressions import Fact
from assent.language.operands import day_of
from assent.language.types import Collection

# So many elements that are not as they were are paired with others.
_MOST = 12


def says_more(one: Replayed, more: Replayed) -> bool:
    """Whether a request states all that another does, each as it is, or in more detail."""
    facts = [value for fact in one.policy.facts for value in ((fact, day_of(fact)) if fact.measured else (fact,))]
    before, after = one.read.facts, more.read.facts
    same_day = one.read.as_of == more.read.as_of
    return same_day and all(_as_much(fact, before.get(fact.name), after.get(fact.name)) for fact in facts)


def _as_much(fact: Fact, value: Any, other: Any) -> bool:
    if isinstance(fact.type, Collection) and isinstance(value, tuple) and isinstance(other, tuple):
        enough = len(other) == len(value) if fact.type.complete else len(other) >= len(value)
        return enough and _each(value, other)
    return is_detailed(value, other)


def is_detailed(value: Any, other: Any) -> bool:
    """Whether a value is as it was, or stated where it was not, or by dates where it was a quantity."""
    if value is None:
        return True
    if isinstance(value, Duration) and isinstance(other, Duration):
        return value[1:] == other[1:] or _lasts(value, other)
    return type(value) is type(other) and bool(value == other)


def _lasts(quantity: Duration, dates: Duration) -> bool:
    if quantity.first is not None or dates.first is None or dates.last is None:
        return False
    if quantity.days is not None:
        return quantity.days == dates.last - dates.first
    return dates.first == months_before(dates.last, quantity.months or 0)


def _each(elements: Sequence[tuple[Any, ...]], others: Sequence[tuple[Any, ...]]) -> bool:
    """Whether each element is one of the others, in as much detail or more, each of them taken once.

    Those that stand in both are one another: where another pairing is right, so is that. Of what is left there may be
    too many to be paired, as the solver may give thousands; then it is not known, and nothing is shown.
    """
    before, after = Counter(elements), Counter(others)
    left, right = list((before - after).elements()), list((after - before).elements())
    return len(left) <= _MOST and _paired(left, right)


def _paired(left: list[tuple[Any, ...]], right: list[tuple[Any, ...]]) -> bool:
    if not left:
        return True
    first, *rest = left
    for at, other in enumerate(right):
        fits = all(is_detailed(value, stated) for value, stated in zip(first, other, strict=True))
        if fits and _paired(rest, [*right[:at], *right[at + 1 :]]):
            return True
    return False
