"""From a model of the solver to a request as one would write it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from fractions import Fraction
from typing import Any, assert_never

import z3

from assent.analyse.encode.space import Space
from assent.analyse.encode.symbols import Lasting, Listed, Paper, Plain, Slot, Symbol
from assent.analyse.encode.terms import Term, total
from assent.analyse.solver import Model
from assent.language.calendar import format_day
from assent.language.expressions import Fact
from assent.language.operands import day_of
from assent.language.types import Choice, Code, Collection, Date, Judgement, Number, Scale, YesNo
from assent.requests.reading import NOT_DONE

ATTESTED_BY = "a clinician"
_MOST_DECIMALS = 15
_FEW = 40

# So many digits are exact in Python's decimals, unasked, and no more than a request may state.
_MOST_DIGITS = 28

# Numbers that nobody has trouble writing down, where it has to be others than the solver came up with.
_ORDINARY = 10**12


class Unstatable(Exception):
    """A value that no request can state; `why` is a phrase for people."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


class NoDecimal(Unstatable):
    """A number that is no decimal, though another that is one may do as well."""


def decimals(space: Space, *others: Symbol) -> Iterator[tuple[Term, ...]]:
    """What makes every number one that a request can state: of one decimal, of three, of six; of few digits first."""
    beside = [one.value for one in others if isinstance(one, Plain)]
    reals = [term for term in (*_values(space), *beside) if z3.is_real(term)]
    scales = (10, 1_000, 1_000_000) if reals else ()
    ordinary = tuple(z3.And(term >= -_ORDINARY, term <= _ORDINARY) for term in reals)
    for bounds in (ordinary, ()):
        yield from ((*(z3.IsInt(term * scale) for term in reals), *bounds) for scale in scales)


def wishes(space: Space, *others: Symbol) -> Iterator[tuple[Term, ...]]:
    """What makes a request easy to read, and another one with `others`: short lists, whole numbers."""
    if lists := short(space, *others):
        yield lists
        yield short(space, *others, most=_FEW)  # where 12 visits are asked for
    reals = [term for term in _values(space) if z3.is_real(term)]
    if reals:
        yield tuple(z3.IsInt(term) for term in reals)
        yield tuple(z3.IsInt(term * 10) for term in reals)


def short(space: Space, *others: Symbol, most: int | None = None) -> tuple[Term, ...]:
    """What makes lists short: at most so many elements, or no more than there are kinds of them."""
    symbols = [*(symbol for _, symbol in space.facts.values()), *others]
    listed = (symbol for symbol in symbols if isinstance(symbol, Listed))
    return tuple(total(slot.number for slot in one.slots) <= (most or len(one.slots)) for one in listed)


def _values(space: Space) -> Iterator[Term]:
    for _, symbol in space.facts.values():
        if isinstance(symbol, Plain):
            yield symbol.value
        elif isinstance(symbol, Listed):
            yield from (
                field.value for slot in symbol.slots for field in slot.fields.values() if isinstance(field, Plain)
            )


def request_of(space: Space, model: Model) -> dict[str, Any]:
    """The request that a model stands for."""
    reading = _Reading(model)
    facts: dict[str, Any] = {}
    for fact, symbol in space.facts.values():
        if reading.holds(symbol.nothing):
            facts[fact.name] = NOT_DONE
        elif reading.holds(symbol.known):
            facts[fact.name] = reading.stated(fact, symbol)
    return {"as_of": format_day(reading.whole(space.as_of)), "facts": _with_days(facts)}


def _with_days(facts: dict[str, Any]) -> dict[str, Any]:
    """The facts, each with the day it is of beside it; a day of nothing is not stated."""
    found = {name: value for name, value in facts.items() if "." not in name}
    for name, day in facts.items():
        fact, _, _ = name.partition(".")
        if "." in name and found.get(fact, NOT_DONE) != NOT_DONE:
            found[fact] = {"value": found[fact], "on": day}
    return found


def stated_as(
    space: Space, fact: Fact, symbol: Symbol, model: Model, days: Mapping[str, tuple[Fact, Symbol]] | None = None
) -> Any:
    """What a request states of a fact whose symbol this is, with its day; None where it is not known.

    The day is that of the first request, where `days` say no other.
    """
    reading = _Reading(model)
    if not reading.holds(symbol.known) and not reading.holds(symbol.nothing):
        return None
    facts = {fact.name: reading.stated(fact, symbol)}
    name = day_of(fact).name
    day = (days or {}).get(name) or space.facts.get(name)
    if day is not None and reading.holds(day[1].known):
        facts[day[0].name] = reading.stated(*day)
    return _with_days(facts)[fact.name]


class _Reading:
    def __init__(self, model: Model) -> None:
        self._model = model

    def holds(self, term: Term) -> bool:
        return term if isinstance(term, bool) else z3.is_true(self._model.eval(term, model_completion=True))

    def whole(self, term: Term) -> int:
        return int(self._model.eval(term, model_completion=True).as_long())

    def stated(self, fact: Fact, symbol: Symbol) -> Any:
        if self.holds(symbol.nothing):
            return NOT_DONE
        match symbol:
            case Plain():
                return self.plain(symbol)
            case Paper(_, exists, day):
                return format_day(self.whole(day)) if self.holds(exists) else False
            case Lasting():
                return self.lasting(symbol)
            case Listed(_, slots):
                assert isinstance(fact.type, Collection)
                names = [field.name for field in fact.type.fields]
                return [element for slot in slots for element in self.elements(slot, names, fact.type.episodes)]
            case _:
                assert_never(symbol)

    def elements(self, slot: Slot, names: list[str], episodes: bool) -> Iterator[dict[str, Any]]:
        element = {
            names[at]: self.field(field)
            for at, field in sorted(slot.fields.items())
            if self.holds(field.known) or self.holds(field.nothing)
        }
        if episodes and "from" in element and "to" in element and element["to"] < element["from"]:
            element["to"] = element["from"]  # of an episode to come, which is read as one that ends today
        for _ in range(self.whole(slot.number)):
            yield dict(element)

    def field(self, symbol: Plain | Lasting) -> Any:
        if self.holds(symbol.nothing):
            return NOT_DONE
        return self.lasting(symbol) if isinstance(symbol, Lasting) else self.plain(symbol)

    def plain(self, symbol: Plain) -> Any:
        match symbol.type:
            case YesNo():
                return self.holds(symbol.value)
            case Judgement(role):
                by = {"name": ATTESTED_BY, "role": role} if role else ATTESTED_BY
                return {"value": self.holds(symbol.value), "by": by}
            case Number():
                return self.number(symbol.value)
            case Scale(options) | Choice(options):
                return options[self.whole(symbol.value)]
            case Code(system):
                assert symbol.kinds is not None
                code = symbol.kinds.samples[self.whole(symbol.value)]
                if not code:
                    raise Unstatable(f"no code of {system} was found that tells the patterns of the policy apart so")
                return code
            case Date():
                return format_day(self.whole(symbol.value))
            case _:
                raise AssertionError("no other type has a plain value")

    def number(self, term: Term) -> int | Decimal:
        value = self._model.eval(term, model_completion=True)
        if z3.is_algebraic_value(value):
            raise NoDecimal("it would take a number that no decimal and no fraction is")
        exact = Fraction(value.as_long()) if z3.is_int_value(value) else Fraction(value.as_fraction())
        if exact.denominator == 1:
            return int(exact)
        places = next((places for places in range(1, _MOST_DECIMALS + 1) if (exact * 10**places).denominator == 1), 0)
        if not places:
            raise NoDecimal(f"it would take the number {exact}, which no decimal is")
        digits = int(exact * 10**places)
        if abs(digits) >= 10**_MOST_DIGITS:
            raise NoDecimal("it would take a number of more digits than a request may state")
        return Decimal(digits).scaleb(-places)

    def lasting(self, symbol: Lasting) -> Any:
        if self.holds(symbol.dated):
            return {"from": format_day(self.whole(symbol.first)), "to": format_day(self.whole(symbol.last))}
        if not self.holds(symbol.in_days):
            months = self.whole(symbol.months)
            return f"{months} {'month' if months == 1 else 'months'}"
        halves = self.whole(symbol.halves)
        return f"{halves // 2}{'.5' if halves % 2 else ''} days"
