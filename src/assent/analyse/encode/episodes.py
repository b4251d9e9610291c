"""How long episodes last, as terms: the slots of the list in the order of their first days, joined to runs.

`language.extent` says what is compared; here are the runs of the episodes that surely count, and of all that may.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import z3

from assent.analyse.encode.space import Inexpressible, Space
from assent.analyse.encode.symbols import Listed, Plain, Slot
from assent.analyse.encode.terms import Term, choose, conj, disj, neg
from assent.analyse.encode.truth import Truth
from assent.language.calendar import shortest_and_longest
from assent.language.expressions import Extent
from assent.language.operators import Operator
from assent.language.types import Collection
from assent.language.values import Period

Condition = Callable[[Slot], Truth]


@dataclass(frozen=True, slots=True)
class Runs:
    """Runs so far as each slot: whether there is one, its first and its last day; and the days of all."""

    steps: tuple[tuple[Term, Term, Term], ...]
    first: Term
    days: Term

    def last_days(self, total: bool, days: int) -> Term:
        """Whether they last so many days: all together, or one of them."""
        if days <= 0:
            return True
        if total:
            return self.days >= days
        return disj(*(conj(there, end - begin >= days) for there, begin, end in self.steps))

    def last_months(self, months: int, more: int, space: Space) -> Term:
        """Whether one of them lasts so many months by its own dates, and so many days besides."""
        shifted = space.calendar.shifted
        return disj(*(conj(there, begin + more <= shifted(end, -months)) for there, begin, end in self.steps))

    def hull_lasts(self, months: int, more: int, space: Space) -> Term:
        """The same of one stretch from the first day to the last."""
        if not self.steps:
            return False
        there, _, end = self.steps[-1]
        return conj(there, self.first + more <= space.calendar.shifted(end, -months))


@dataclass(frozen=True, slots=True)
class Lengths:
    """Episodes as they are held against a length of time; `may` is None where there may be more than were stated."""

    known: Term
    total: bool
    sure: Runs
    may: Runs | None


def lengths(operand: Extent, listed: Listed, space: Space, where: Condition | None) -> Lengths:
    """The runs that an operand is about."""
    type = operand.fact.type
    assert isinstance(type, Collection)
    start = None if operand.window is None else space.calendar.back(space.as_of, operand.window)
    sure, may = [], []
    for slot in listed.slots:
        first, last = (space.field(operand.fact, slot, at) for at in (0, 1))
        assert isinstance(first, Plain) and isinstance(last, Plain)
        begin = first.value if start is None else z3.If(first.value < start, start, first.value)
        fit = Truth(met=True, unmet=False) if where is None else where(slot)
        there = conj(slot.number > 0, begin <= last.value)
        sure.append((conj(there, fit.met, first.known, last.known), begin, last.value))
        may.append((conj(there, neg(fit.unmet)), begin, last.value))
    most = _joined(may, operand.gap or 0, space) if type.complete else None
    return Lengths(listed.known, operand.gap is None, _joined(sure, operand.gap or 0, space), most)


def _joined(stretches: list[tuple[Term, Term, Term]], gap: int, space: Space) -> Runs:
    """Stretches, in the order of their first days, joined where no more than so many days lie between them."""
    there: Term = False
    # Where there is no run yet, some day: whatever is counted back from has to be one.
    begin: Term = space.as_of
    end: Term = space.as_of
    done: Term = z3.IntVal(0)
    hull: Term = z3.IntVal(0)
    steps = []
    for counts, first, last in stretches:
        joins = conj(there, first - end - 1 <= gap)
        later = z3.If(last > end, last, end)
        hull = choose(conj(counts, neg(there)), first, hull)
        done = choose(conj(counts, there, neg(joins)), done + end - begin, done)
        begin, end = (
            _named(space, "begin", choose(conj(counts, neg(joins)), first, begin)),
            _named(space, "end", choose(counts, choose(joins, later, last), end)),
        )
        there = disj(there, counts)
        steps.append((there, begin, end))
    return Runs(tuple(steps), hull, done + choose(there, end - begin, z3.IntVal(0)))


def _named(space: Space, name: str, term: Term) -> Term:
    found = z3.FreshInt(name)
    space.demand(found == term)
    return found


def held(row: Operator, found: Lengths, argument: object, space: Space) -> Truth:
    """A row of the table for how long episodes last."""
    if not isinstance(argument, Period) or row.symbol not in (">=", "<="):
        raise Inexpressible(f"the solver does not know `{row.name}`")
    longer = row.symbol == "<="
    if argument.days is not None:
        truth = _days(found, argument.days + longer)
    else:
        truth = _months(found, argument.months or 0, int(longer), space)
    truth = Truth(truth.unmet, truth.met) if longer else truth
    return Truth(conj(found.known, truth.met), conj(found.known, truth.unmet))


def _days(found: Lengths, days: int) -> Truth:
    possible = True if found.may is None else found.may.last_days(found.total, days)
    return Truth(found.sure.last_days(found.total, days), neg(possible))


def _months(found: Lengths, months: int, more: int, space: Space) -> Truth:
    """Whether they last so many months, or longer than that (`more` 1)."""
    shortest, longest = shortest_and_longest(months)
    reached = found.sure.last_months(months, more, space)
    if found.total:
        reached = disj(reached, found.sure.last_days(True, longest + more))
    if found.may is None:
        return Truth(reached, False)
    if found.total:
        hull = found.may.hull_lasts(months, more, space)
        possible = conj(found.may.last_days(True, shortest + more), hull)
    else:
        possible = found.may.last_months(months, more, space)
    return Truth(reached, neg(possible))
