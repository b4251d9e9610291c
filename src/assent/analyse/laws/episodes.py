"""What is expected of how long episodes last, where of each it is certain whether it counts, and from when to when.

Runs are looked for among all choices of episodes, in no order; the encoding goes through them once, by their days.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations, product

import z3

from assent.analyse.encode.expressions import Expressions
from assent.analyse.encode.space import Space
from assent.analyse.encode.symbols import Listed, Plain
from assent.analyse.encode.terms import Term, conj, disj, neg, total
from assent.analyse.laws.sides import ByTests, Expected, ago
from assent.language.calendar import shortest_and_longest
from assent.language.expressions import Extent, Test
from assent.language.types import Collection
from assent.language.values import Period


@dataclass(frozen=True, slots=True)
class Stretch:
    """An episode in the window: whether it counts, and its first and last day there."""

    counts: Term
    begin: Term
    end: Term


def of_extent(test: Test, extent: Extent, expressions: Expressions) -> Iterator[Expected]:
    """How long episodes last, in total or in a row, against a length of time; raises ByTests."""
    period = None if test.literal is None else test.literal.value
    if not isinstance(period, Period) or test.operator.symbol not in (">=", "<="):
        raise ByTests("how long episodes last, against another value")
    type, space = extent.fact.type, expressions.space
    assert isinstance(type, Collection)
    given, stretches = _stretches(extent, expressions)
    longer = test.operator.symbol == "<="
    if period.days is not None:
        reached = _last_days(stretches, extent.gap, period.days + longer)
        answers: list[tuple[Term, bool | None]] = [(reached, True), (neg(reached), False)]
    else:
        answers = list(_months(stretches, extent.gap, period, int(longer), space))
    for where, is_reached in answers:
        met = None if is_reached is None else is_reached is not longer
        yield Expected(conj(given, where), met, open=met is False and not type.complete)


def _stretches(extent: Extent, expressions: Expressions) -> tuple[Term, list[Stretch]]:
    """Where of each episode all is certain that matters, and what the episodes come to in the window."""
    listed, space = expressions.symbol(extent.fact), expressions.space
    assert isinstance(listed, Listed)
    condition = expressions.condition(extent.where, extent.fact)
    certain, found = [listed.known], []
    for slot in listed.slots:
        first, last = space.field(extent.fact, slot, 0), space.field(extent.fact, slot, 1)
        assert isinstance(first, Plain) and isinstance(last, Plain)
        begin = first.value
        if extent.window is not None:
            low = ago(space, extent.window)
            begin = z3.If(first.value <= low - 1, low, first.value)
        fits = None if condition is None else condition(slot)
        stated = conj(first.known, last.known, True if fits is None else fits.met)
        certain.append(disj(slot.number == 0, stated, False if fits is None else fits.unmet))
        found.append(Stretch(conj(slot.number >= 1, stated, begin <= last.value), begin, last.value))
    return conj(*certain), found


def _last_days(stretches: Sequence[Stretch], gap: int | None, days: int) -> Term:
    """Whether they last so many days: some of them in a row, or all together."""
    if gap is not None:
        return disj(
            *(
                conj(_is_run(row, gap), disj(*(last - first >= days for first, last in _ends(row))))
                for row in _choices(stretches)
            )
        )
    return disj(*(conj(_are_runs(rows), total(_length(row) for row in rows) >= days) for rows in _rows(stretches)))


def _months(
    stretches: Sequence[Stretch], gap: int | None, period: Period, more: int, space: Space
) -> Iterator[tuple[Term, bool | None]]:
    """Where they last so many months, where they do not, and where that is open: months have no one length in days."""

    def lasts(row: Sequence[Stretch]) -> Term:
        return disj(*(first + more <= space.calendar.back(last, period) for first, last in _ends(row)))

    by_dates = disj(*(conj(_is_run(row, gap or 0), lasts(row)) for row in _choices(stretches)))
    if gap is not None:
        yield by_dates, True
        yield neg(by_dates), False
        return
    shortest, longest = shortest_and_longest(period.months or 0)
    surely = disj(by_dates, _last_days(stretches, None, longest + more))
    long_enough = _last_days(stretches, None, shortest + more)
    # From the first day of all to the last.
    spread = disj(*(conj(*(one.counts for one in row), lasts(row)) for row in _choices(stretches) if len(row) <= 2))
    yield surely, True
    yield conj(long_enough, spread, neg(surely)), None
    yield neg(long_enough), False
    yield neg(spread), False


def _choices(stretches: Sequence[Stretch]) -> Iterator[tuple[Stretch, ...]]:
    for size in range(1, len(stretches) + 1):
        yield from combinations(stretches, size)


def _ends(row: Sequence[Stretch]) -> Iterator[tuple[Term, Term]]:
    """Each first day with each last day of a row: the earliest and the latest are among them."""
    return ((first.begin, last.end) for first, last in product(row, row))


def _is_run(row: Sequence[Stretch], gap: int) -> Term:
    """Whether they count, and each but the first begins no more than a gap after one that begins before it ends."""
    joined = []
    for at, one in enumerate(row):
        before = [
            (other, other.begin <= one.begin if place < at else other.begin <= one.begin - 1)
            for place, other in enumerate(row)
            if place != at
        ]
        follows = (conj(begins_before, one.begin - other.end - 1 <= gap) for other, begins_before in before)
        joined.append(disj(conj(*(neg(begins_before) for _, begins_before in before)), *follows))
    return conj(*(one.counts for one in row), *joined)


def _rows(stretches: Sequence[Stretch]) -> Iterator[tuple[tuple[Stretch, ...], ...]]:
    """All ways of putting some of them into rows."""
    if not stretches:
        yield ()
        return
    one, *others = stretches
    for rows in _rows(others):
        yield rows
        yield ((one,), *rows)
        for at, row in enumerate(rows):
            yield (*rows[:at], (one, *row), *rows[at + 1 :])


def _are_runs(rows: Sequence[Sequence[Stretch]]) -> Term:
    """Whether each row is a run, and a day without treatment lies between any two of them."""
    apart = (
        disj(one.begin - other.end - 1 >= 1, other.begin - one.end - 1 >= 1)
        for row, second in combinations(rows, 2)
        for one, other in product(row, second)
    )
    return conj(*(_is_run(row, 0) for row in rows), *apart)


def _length(row: Sequence[Stretch]) -> Term:
    first, last = row[0].begin, row[0].end
    for one in row[1:]:
        first, last = z3.If(one.begin < first, one.begin, first), z3.If(one.end > last, one.end, last)
    return last - first
