"""Requests that say more than others, as terms: what was stated stays as it is, and more is stated besides.

semantics.md says what stating more is: a fact that was not stated, the day of a measured value, a date or a field
that was left out of an element, dates in place of a quantity of time that last exactly as long, and of evidence
further elements. What is unknown in the one may have any value in the other: so the two share their values, and only
what is known of them differs.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

import z3

from assent.analyse.encode.space import Space, alike
from assent.analyse.encode.symbols import Lasting, Listed, Plain, Slot, Symbol
from assent.analyse.encode.terms import Term, conj, disj, neg
from assent.language.calendar import shortest_and_longest
from assent.language.expressions import Fact, Leaf, Test, condition_of, leaves_of
from assent.language.types import Collection
from assent.language.values import Period

# So many months at least a quantity is told the length of, for thresholds in days.
_FEW_MONTHS = 2


class Fuller:
    """What facts are on a request that says more, so far as some tests can tell; `given` is what is then so.

    `as_stated` is so besides where no quantity of time is stated by dates then: an example of that is surely one.
    """

    def __init__(self, space: Space, leaves: Iterable[Leaf]) -> None:
        self._space = space
        self._periods = {period for leaf in leaves for period in _thresholds(leaf)}
        self.given: list[Term] = []
        self.as_stated: list[Term] = []

    def symbol(self, fact: Fact, one: Symbol) -> Symbol:
        """A fact's other symbol; the tests have to be encoded before, so that it is known what they ask of elements."""
        if not isinstance(one, Listed):
            return self._value(one)
        assert isinstance(fact.type, Collection)
        known = self._at_least(one.known)
        if fact.type.episodes:
            other = self._space.another(fact)
            assert isinstance(other, Listed)
            self.given.append(disj(neg(one.known), conj(*self._episodes(fact, one, other))))
            return replace(other, known=known)
        return Listed(known, tuple(self._slot(slot, fact.type) for slot in one.slots))

    def _slot(self, slot: Slot, type: Collection) -> Slot:
        """The same elements in more detail; of evidence there may be more."""
        number = slot.number
        if not type.complete:
            number = z3.FreshInt("as many or more")
            self.given.append(slot.number <= number)
        return Slot(number, {at: self._field(symbol) for at, symbol in slot.fields.items()})

    def _field(self, symbol: Plain | Lasting) -> Plain | Lasting:
        found = self._value(symbol)
        assert isinstance(found, Plain | Lasting)
        return found

    def _value(self, one: Symbol) -> Symbol:
        known, nothing = self._at_least(one.known), self._at_least(one.nothing) if one.nothing is not False else False
        self.given.append(disj(neg(known), neg(nothing)))
        if not isinstance(one, Lasting):
            return replace(one, known=known, nothing=nothing)
        dated, in_days = z3.FreshBool("then by dates"), z3.FreshBool("then in days")
        other = replace(one, known=known, nothing=nothing, dated=dated, in_days=in_days)
        by_dates = conj(neg(one.dated), dated, *_as_long(self._space, one, other, self._periods))
        as_it_was = disj(neg(one.known), conj(dated == one.dated, in_days == one.in_days))
        self.given.append(disj(as_it_was, by_dates))
        self.as_stated.append(as_it_was)
        return other

    def _at_least(self, known: Term) -> Term:
        then = z3.FreshBool("then known")
        self.given.append(disj(neg(known), then))
        return then

    def _episodes(self, fact: Fact, one: Listed, more: Listed) -> Iterator[Term]:
        """Each kind of episode is then one kind of the other list: in what order they stand may change.

        What is not known of their days is told as early, and as late, as can be; the kinds stand in the order of it.
        Where they stand in no order, each is what it was: which becomes which would be a great many ways of the same.
        """
        if not self._space.asked.in_order(fact.name):
            for slot, other in zip(one.slots, more.slots, strict=True):
                yield from self._episode(fact, slot, other)
            return
        becomes = [[z3.FreshBool("becomes") for _ in more.slots] for _ in one.slots]
        for row in (*becomes, *zip(*becomes, strict=True)):
            yield z3.PbEq([(cell, 1) for cell in row], 1)
        for row, slot in zip(becomes, one.slots, strict=True):
            for cell, other in zip(row, more.slots, strict=True):
                yield disj(neg(cell), conj(*self._episode(fact, slot, other)))

    def _episode(self, fact: Fact, slot: Slot, other: Slot) -> Iterator[Term]:
        assert isinstance(fact.type, Collection)
        yield slot.number == other.number if fact.type.complete else slot.number <= other.number
        for at, one in list(slot.fields.items()):
            more = self._space.field(fact, other, at)
            same = alike(one, more)
            if isinstance(one, Lasting) and isinstance(more, Lasting):
                same = disj(same, conj(neg(one.dated), more.dated, *_as_long(self._space, one, more, self._periods)))
            yield disj(neg(one.known), conj(more.known, same))
            yield disj(neg(one.nothing), more.nothing)


def _as_long(space: Space, one: Lasting, dates: Lasting, periods: set[Period]) -> Iterator[Term]:
    """What is so of dates that last exactly as long as a quantity, so far as thresholds tell lengths apart."""
    length = dates.last - dates.first
    yield disj(neg(one.in_days), one.halves == 2 * length)
    for months in sorted({period.months for period in periods if period.months}):
        back = space.calendar.shifted(dates.last, -months)
        yield disj(one.in_days, one.months != months, dates.first == back)
        yield disj(one.in_days, one.months <= months, dates.first < back)
        yield disj(one.in_days, one.months >= months, dates.first > back)
    most = max((period.days // 28 + 1 for period in periods if period.days is not None), default=0) + _FEW_MONTHS
    for months in range(most):
        low, high = shortest_and_longest(months)
        yield disj(one.in_days, one.months != months, conj(low <= length, length <= high))
    yield disj(one.in_days, one.months < most, length >= shortest_and_longest(most)[0])


def _thresholds(leaf: Leaf) -> Iterator[Period]:
    condition = condition_of(leaf)
    tests: Sequence[Leaf] = (leaf, *(leaves_of(condition) if condition is not None else ()))
    for test in tests:
        if isinstance(test, Test) and test.literal is not None and isinstance(test.literal.value, Period):
            yield test.literal.value
