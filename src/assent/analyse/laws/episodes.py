"""What is expected of how long episodes last, from those that surely count to all that may.

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
from assent.analyse.encode.terms import Term, choose, conj, disj, neg, total
from assent.analyse.laws.choices import are_a_row
from assent.analyse.laws.sides import ByTests, Expected, ago
from assent.language.calendar import shortest_and_longest
from assent.language.expressions import Extent, Test
from assent.language.types import Collection
from assent.language.values import Period

# Of so many episodes it is looked into how they lie: one more than it takes to tell a run from two.
EPISODES = 4


@dataclass(frozen=True, slots=True)
class Stretch:
    """An episode in the window: whether it counts, and its first and last day there."""

    counts: Term
    begin: Term
    end: Term


def of_extent(test: Test, extent: Extent, expressions: Expressions) -> Iterator[Expected]:
    """How long episodes last, in total or in a row, against a length of time; raises ByTests."""
    period, longer, listed = _asked(test, extent, expressions)
    sure, may = _stretches(extent, listed, expressions)
    reached, _ = _reached(sure, extent.gap, period, int(longer), expressions.space)
    yield Expected(neg(listed.known), truth=None)
    yield Expected(conj(listed.known, reached), not longer)
    if _may_be_more(extent):
        yield Expected(conj(listed.known, neg(reached)), truth=None)
    else:
        _, possible = _reached(may, extent.gap, period, int(longer), expressions.space)
        yield Expected(conj(listed.known, neg(possible)), longer)


def where_open(test: Test, extent: Extent, expressions: Expressions) -> Iterator[Expected]:
    """Where those that surely count do not last so long, and all that may do: of fewer episodes, for both are asked."""
    if _may_be_more(extent):
        return
    period, longer, listed = _asked(test, extent, expressions)
    sure, may = _stretches(extent, listed, expressions)
    reached, _ = _reached(sure, extent.gap, period, int(longer), expressions.space)
    _, possible = _reached(may, extent.gap, period, int(longer), expressions.space)
    yield Expected(conj(listed.known, neg(reached), possible), truth=None)


def _asked(test: Test, extent: Extent, expressions: Expressions) -> tuple[Period, bool, Listed]:
    """The length of time that is asked about, whether it is the most that may be, and the list; raises ByTests."""
    period = None if test.literal is None else test.literal.value
    if not isinstance(period, Period) or test.operator.symbol not in (">=", "<="):
        raise ByTests("how long episodes last, against another value")
    listed = expressions.symbol(extent.fact)
    assert isinstance(listed, Listed)
    return period, test.operator.symbol == "<=", listed


def _may_be_more(extent: Extent) -> bool:
    """Of evidence there may be more than was stated."""
    assert isinstance(extent.fact.type, Collection)
    return not extent.fact.type.complete


def _stretches(extent: Extent, listed: Listed, expressions: Expressions) -> tuple[list[Stretch], list[Stretch]]:
    """What the episodes come to in the window: those that surely count, from when to when they say, and all that may.

    What is not known of their days is as early, or as late, as can be.
    """
    space = expressions.space
    condition = expressions.condition(extent.where, extent.fact)
    sure, may = [], []
    for slot in listed.slots:
        first, last = space.field(extent.fact, slot, 0), space.field(extent.fact, slot, 1)
        assert isinstance(first, Plain) and isinstance(last, Plain)
        begin, end = choose(first.known, first.value, z3.IntVal(1)), choose(last.known, last.value, space.as_of)
        if extent.window is not None:
            low = ago(space, extent.window)
            begin = z3.If(begin <= low - 1, low, begin)
        fits = None if condition is None else condition(slot)
        there = conj(slot.number >= 1, begin <= end)
        surely = conj(there, first.known, last.known, True if fits is None else fits.met)
        sure.append(Stretch(surely, begin, end))
        may.append(Stretch(there if fits is None else conj(there, neg(fits.unmet)), begin, end))
    return sure, may


def _reached(
    stretches: Sequence[Stretch], gap: int | None, period: Period, more: int, space: Space
) -> tuple[Term, Term]:
    """Whether they surely last so long, and so many days besides, and whether they may."""
    if period.days is None:
        return _months(stretches, gap, period, more, space)
    reached = _last_days(stretches, gap, period.days + more)
    return reached, reached


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
) -> tuple[Term, Term]:
    """Whether they surely last so many months, and whether they may: months have no one length in days."""

    def lasts(row: Sequence[Stretch]) -> Term:
        return disj(*(first + more <= space.calendar.back(last, period) for first, last in _ends(row)))

    by_dates = disj(*(conj(_is_run(row, gap or 0), lasts(row)) for row in _choices(stretches)))
    if gap is not None:
        return by_dates, by_dates
    shortest, longest = shortest_and_longest(period.months or 0)
    surely = disj(by_dates, _last_days(stretches, None, longest + more))
    long_enough = _last_days(stretches, None, shortest + more)
    # From the first day of all to the last: the one is of one episode, the other of the same or of one more.
    spread = disj(*(conj(*(one.counts for one in row), lasts(row)) for row in _choices(stretches) if len(row) <= 2))
    return surely, conj(long_enough, spread)


def _choices(stretches: Sequence[Stretch]) -> Iterator[tuple[Stretch, ...]]:
    for size in range(1, len(stretches) + 1):
        yield from combinations(stretches, size)


def _ends(row: Sequence[Stretch]) -> Iterator[tuple[Term, Term]]:
    """Each first day with each last day of a row: the earliest and the latest are among them."""
    return ((first.begin, last.end) for first, last in product(row, row))


def _is_run(row: Sequence[Stretch], gap: int) -> Term:
    """Whether they count, and each but the first begins no more than a gap after one that begins before it ends."""
    near = are_a_row([one.begin for one in row], lambda at, place: row[at].begin - row[place].end - 1 <= gap)
    return conj(*(one.counts for one in row), near)


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
