"""Every request there is, as terms: its date, and of each fact whether it is stated and what as."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from typing import assert_never

import z3

from assent.analyse.encode.codes import Kinds, kinds_of
from assent.analyse.encode.days import Calendar
from assent.analyse.encode.demands import Demands
from assent.analyse.encode.symbols import Lasting, Listed, Paper, Plain, Slot, Symbol
from assent.analyse.encode.terms import Term, conj, disj, neg, number, total
from assent.language.calendar import LAST_DAY
from assent.language.expressions import Fact
from assent.language.types import (
    Choice,
    Code,
    Collection,
    Date,
    Document,
    DurationType,
    Field,
    Judgement,
    Number,
    Scale,
    Type,
    YesNo,
)
from assent.requests.findings import LARGEST_NUMBER, LONGEST_LIST

# The longest that a request may state a quantity of time to be: fifteen digits of years.
_LONGEST = 10**15 - 1


class Inexpressible(Exception):
    """Something that the solver is not told about; `why` is a phrase for an answer."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


class Space:
    """Every request with a date from `first` to `last`.

    Facts are encoded when they are first asked for. `demands` is what the expressions at hand ask of them;
    `bounds` collects how far lists are looked into, and `untold` what the solver is not told about.
    """

    def __init__(self, first: int, last: int, demands: Demands) -> None:
        self.calendar = Calendar()
        self.asked = demands
        self.facts: dict[str, tuple[Fact, Symbol]] = {}
        self.bounds: dict[str, None] = {}
        self.untold: dict[str, None] = {}
        self.as_of = z3.Int("as_of")
        self._first, self._last = first, last
        self._demands: list[Term] = [z3.And(first <= self.as_of, self.as_of <= last)]
        self._kinds: dict[tuple[str, str, str], Kinds] = {}

    def take_demands(self) -> list[Term]:
        """What every request satisfies, so far as it was not taken before."""
        taken = [*self._demands, *self.calendar.demands]
        self._demands.clear()
        self.calendar.demands.clear()
        return taken

    def includes(self, day: int) -> bool:
        """Whether a request can have this date."""
        return self._first <= day <= self._last

    def demand(self, *terms: Term) -> None:
        """Let every request satisfy these."""
        self._demands += [term for term in terms if term is not True]

    def fact(self, fact: Fact) -> Symbol:
        """The symbol of a fact."""
        if fact.name not in self.facts:
            self.facts[fact.name] = (fact, self.another(fact))
        return self.facts[fact.name][1]

    def another(self, fact: Fact) -> Symbol:
        """A further symbol of a fact, for another value of it."""
        if isinstance(fact.type, Collection):
            return self._listed(fact)
        return self._done_or_not(self.declare(fact.type, fact.name, fact.name), fact.name, fact.not_done)

    def longer(self, listed: Listed) -> Listed:
        """The same list with as many of each kind of element, or more."""
        slots = tuple(Slot(z3.FreshInt("as many or more"), slot.fields) for slot in listed.slots)
        self.demand(*(more.number >= slot.number for more, slot in zip(slots, listed.slots, strict=True)))
        self.demand(total(slot.number for slot in slots) <= LONGEST_LIST)
        return Listed(z3.FreshBool("the longer list is known"), slots)

    def field(self, listed: Fact, slot: Slot, at: int) -> Plain | Lasting:
        """The symbol of a field of a slot's elements."""
        if at not in slot.fields:
            field = self.declared_field(listed, at)
            symbol = self.declare(field.type, f"{listed.name}.{field.name}", listed.name, field.name)
            assert isinstance(symbol, Plain | Lasting)
            done = self._done_or_not(symbol, f"{listed.name}.{field.name}", field.not_done)
            assert isinstance(done, Plain | Lasting)
            slot.fields[at] = done
        return slot.fields[at]

    def declared_field(self, listed: Fact, at: int) -> Field:
        """A field of a list, as it is declared here: of two policies, what both take of it."""
        declared, _ = self.facts.get(listed.name, (listed, None))
        assert isinstance(declared.type, Collection)
        return declared.type.fields[at]

    def _done_or_not(self, symbol: Symbol, name: str, not_done: bool) -> Symbol:
        """A symbol that may also be none, where a request may state that it was not done."""
        if not not_done:
            return symbol
        nothing = z3.FreshBool(f"{name} was not done")
        self.demand(disj(neg(symbol.known), neg(nothing)))
        return replace(symbol, nothing=nothing)

    def kinds(self, type: Code, fact: str, field: str = "") -> Kinds:
        """The kinds of code that are told apart of a fact, or of a field of its elements."""
        key = (type.system, fact, field)
        if key not in self._kinds:
            self._kinds[key] = kinds_of(type.system, self.asked.patterns.get((fact, field), ()))
        return self._kinds[key]

    def declare(self, type: Type, name: str, fact: str, field: str = "") -> Symbol:
        """A new symbol of a type; `fact` and `field` say of what."""
        known = z3.FreshBool(f"{name} is known")
        match type:
            case YesNo() | Judgement():
                return Plain(type, known, z3.FreshBool(name))
            case Number(low, high, _, whole):
                value = z3.FreshInt(name) if whole else z3.FreshReal(name)
                self.demand(value >= number(-LARGEST_NUMBER if low is None else low))
                self.demand(value <= number(LARGEST_NUMBER if high is None else high))
                return Plain(type, known, value)
            case Scale(options) | Choice(options):
                return Plain(type, known, self._whole(name, 0, len(options) - 1))
            case Code():
                kinds = self.kinds(type, fact, field)
                return Plain(type, known, self._whole(name, 0, len(kinds.samples) - 1), kinds=kinds)
            case Date():
                return Plain(type, known, self._whole(name, 1, LAST_DAY))
            case Document():
                return Paper(known, z3.FreshBool(f"{name} exists"), self._whole(name, 1, LAST_DAY))
            case DurationType():
                return self._lasting(known, name)
            case Collection():
                raise AssertionError("a list is encoded with the fact that it is of")
            case _:
                assert_never(type)

    def _whole(self, name: str, low: int, high: int) -> Term:
        value = z3.FreshInt(name)
        self.demand(z3.And(low <= value, value <= high))
        return value

    def _lasting(self, known: Term, name: str) -> Lasting:
        dated, in_days = z3.FreshBool(f"{name} by dates"), z3.FreshBool(f"{name} in days")
        first, last = self._whole(f"{name} from", 1, LAST_DAY), self._whole(f"{name} to", 1, LAST_DAY)
        self.demand(first <= last, disj(last <= self.as_of, last == first))
        halves = self._whole(f"{name} halves", 0, 2 * 7 * _LONGEST)
        months = self._whole(f"{name} months", 0, 12 * _LONGEST)
        return Lasting(known, dated, in_days, first, last, halves, months)

    def _listed(self, fact: Fact) -> Listed:
        number_of, enough = self.asked.slots(fact.name)
        slots = tuple(Slot(z3.FreshInt(f"{fact.name} {at}"), {}) for at in range(number_of))
        self.demand(*(slot.number >= 0 for slot in slots))
        self.demand(total(slot.number for slot in slots) <= LONGEST_LIST)
        if not enough:
            self.bounds[f"lists of {fact.name} are considered up to {number_of} different elements"] = None
        self._dates_of(fact, slots)
        return Listed(z3.FreshBool(f"{fact.name} is known"), slots)

    def _dates_of(self, fact: Fact, slots: tuple[Slot, ...]) -> None:
        """What the dates of elements are to one another: of one episode, and of one slot and the next.

        No episode runs past the date of the request. A first day that is not known may be any day, as early as
        can be, and a last day as late. Which slot is which matters to nothing, so that any order will do.
        """
        assert isinstance(fact.type, Collection)
        if fact.type.episodes:
            for slot in slots:
                first, last = self.field(fact, slot, 0), self.field(fact, slot, 1)
                assert isinstance(first, Plain) and isinstance(last, Plain)
                self.demand(
                    z3.Implies(first.known, last.known),
                    z3.Or(first.known, first.value == 1),
                    z3.Or(last.known, last.value == self.as_of),
                    last.value <= self.as_of,
                    z3.Or(first.value <= last.value, last.value == self.as_of),
                )
        if self.asked.in_order(fact.name) and fact.type.dated_by is not None:
            days = [self.field(fact, slot, fact.type.dated_by) for slot in slots]
            for one, other in pairwise(days):
                assert isinstance(one, Plain) and isinstance(other, Plain)
                self.demand(one.value <= other.value)


def alike(one: Plain | Lasting, other: Plain | Lasting) -> Term:
    """Whether two known values of one type are equal."""
    match one, other:
        case Plain(), Plain():
            return one.value == other.value
        case Lasting(), Lasting():
            by_dates = conj(one.first == other.first, one.last == other.last)
            return conj(
                one.dated == other.dated,
                one.in_days == other.in_days,
                z3.If(one.dated, by_dates, z3.If(one.in_days, one.halves == other.halves, one.months == other.months)),
            )
        case _:
            raise AssertionError("values of two types are never compared")
