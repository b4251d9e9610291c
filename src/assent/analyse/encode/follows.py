"""What follows from one test of a list for another: 6 weeks of treatment within 3 months are 5 weeks within 6 months.

The solver could find that out by itself, element by element, and takes long over it. That it is so of every list is
argued here, and held against what the solver is told of lists by tests.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from assent.analyse.encode.terms import Term, disj, neg
from assent.analyse.encode.truth import Truth, not_
from assent.language.calendar import shortest_and_longest
from assent.language.expressions import Count, Expression, Extent, Fact, Leaf, Pattern, Test
from assent.language.values import Period


@dataclass(frozen=True, slots=True)
class Reached:
    """That some elements come to so much, or more: so many of them, or a time that they last and `more` days.

    `gap` is that of the longest run; without one (None) episodes are added up.
    """

    fact: Fact
    window: Period | None
    where: Expression | None
    number: int = 0
    pattern: Pattern | None = None
    per: int | None = None
    lasts: Period | None = None
    gap: int | None = None
    more: int = 0


def follows(leaf: Leaf, truth: Truth, others: Mapping[Leaf, Truth]) -> Iterator[Term]:
    """What the truth of a leaf and those of others are to one another, whatever is stated; all of them are normal."""
    found = _reached(leaf, truth)
    if found is None:
        return
    one, truth = found
    for other_leaf, other_truth in others.items():
        other = _reached(other_leaf, other_truth)
        if other is not None and other_leaf != leaf:
            if implies(one, other[0]):
                yield from _as_far(truth, other[1])
            if implies(other[0], one):
                yield from _as_far(other[1], truth)


def _as_far(one: Truth, other: Truth) -> Iterator[Term]:
    yield from (disj(neg(one.met), other.met), disj(neg(other.unmet), one.unmet))


def _reached(leaf: Leaf, truth: Truth) -> tuple[Reached, Truth] | None:
    """What a leaf asks to be reached, with the truth of that: `at most 3` asks that 4 are not."""
    match leaf:
        case Count(fact, int(number), None, window, where, pattern, per):
            return Reached(fact, window, where, number, pattern, per), truth
        case Count(fact, None, int(most), window, where, pattern, per):
            return Reached(fact, window, where, most + 1, pattern, per), not_(truth)
        case Test(operator, Extent(fact, gap, window, where)) if leaf.literal is not None:
            period = leaf.literal.value
            if isinstance(period, Period) and operator.symbol == ">=":
                return Reached(fact, window, where, lasts=period, gap=gap), truth
            if isinstance(period, Period) and operator.symbol == "<=":
                return Reached(fact, window, where, lasts=period, gap=gap, more=1), not_(truth)
    return None


def implies(one: Reached, other: Reached) -> bool:
    """Whether a list that surely reaches the one surely reaches the other, and where it may, it may reach that.

    All that the one looks at, the other does. More elements never make fewer of what is counted: neither in a stretch,
    nor in a row, nor of those that can be picked; and a run that begins no later and ends no earlier is no shorter.
    """
    looked_at = one.fact == other.fact and _is_within(one.window, other.window) and other.where in (None, one.where)
    if not looked_at or (one.lasts is None) is not (other.lasts is None):
        return False
    if one.lasts is None or other.lasts is None:
        of_one_value = other.per in (None, one.per)
        return one.number >= other.number and of_one_value and _is_nearer(one.pattern, other.pattern)
    return _is_run_of(one, other) and _lasts_as_long(one.lasts, one.more, other.lasts, other.more)


def _is_within(window: Period | None, longer: Period | None) -> bool:
    return longer is None or (window is not None and _is_as_long(longer, window))


def _is_as_long(one: Period, other: Period) -> bool:
    """Whether a period is, on every day from which it is counted, as long as another, or longer."""
    return _range(one)[0] >= _range(other)[1] or (one.days is None and one.months == other.months)


def _range(period: Period) -> tuple[int, int]:
    return shortest_and_longest(period.months or 0) if period.days is None else (period.days, period.days)


def _is_nearer(one: Pattern | None, other: Pattern | None) -> bool:
    """Whether what lies as the one asks lies as the other does."""
    if other is None:
        return True
    if one is None or one.kind != other.kind:
        return False
    if one.kind == "at least apart":
        return _is_as_long(one.period, other.period)
    return _is_as_long(other.period, one.period)


def _is_run_of(one: Reached, other: Reached) -> bool:
    """Whether days that count for the one count for the other: a day in a gap counts in a run, and in no total."""
    if other.gap is None:
        return not one.gap
    return one.gap is not None and one.gap <= other.gap


def _lasts_as_long(one: Period, more: int, other: Period, other_more: int) -> bool:
    """Whether a stretch of the one and `more` days, by its own dates, lasts the other and so many more."""
    if one.days is None and one.months == other.months:
        return more >= other_more
    return _range(one)[0] + more >= _range(other)[1] + other_more
