"""A request as demands on the solver: each fact what the request states, and nothing else."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import Any

import z3

from assent.analyse.encode.days import shifted
from assent.analyse.encode.space import Space
from assent.analyse.encode.symbols import Lasting, Listed, Paper, Plain, Symbol
from assent.analyse.encode.terms import neg, number
from assent.language.calendar import LAST_DAY
from assent.language.duration import Duration
from assent.language.elapsed import elapsed_months
from assent.language.expressions import Fact
from assent.language.nothing import NOTHING
from assent.language.operators.options import code_matches
from assent.language.types import Choice, Code, Collection, Date
from assent.requests.read import Read


def pinned(space: Space, read: Read, *, free: frozenset[str] = frozenset()) -> list[Any]:
    """What holds of the one request that was read, and of no other but for the facts that are `free`.

    Dates that are shifted are as the calendar has them.
    """
    terms: list[Any] = [space.as_of == read.as_of]
    days: dict[Any, int] = {space.as_of: read.as_of}
    for fact, symbol in space.facts.values():
        if fact.name not in free:
            terms += as_stated(fact, symbol, read, days)
    stated = set(days.values())
    for (day, months), found in space.calendar.shifts.items():
        # A day that is worked out from others is one of those that are stated, where it is any.
        for one in [days[day]] if day in days else stated:
            terms.append(z3.Implies(day == one, found == shifted(one, months)))
    for (day, later), found in space.calendar.between.items():
        for one in [days[day]] if day in days else stated:
            months_ago = elapsed_months(one, 1, read.as_of) if one <= read.as_of else 0
            terms.append(z3.Implies(z3.And(day == one, later == read.as_of), found == months_ago))
    return terms


def as_stated(fact: Fact, symbol: Symbol, read: Read, days: dict[Any, int]) -> list[Any]:
    """What holds where one fact is what the request states; `days` gathers its dates."""
    value = read.facts.get(fact.name)
    if isinstance(symbol, Listed):
        assert isinstance(fact.type, Collection)
        return _listed(symbol, in_order(fact.type, value), days)
    return pin(symbol, value, days)


def in_order(type: Collection, value: Any) -> Any:
    """Elements in the order of their dates, as the slots of a list may have to be."""
    at = type.dated_by
    if value is None or at is None:
        return value
    unknown = 1 if type.episodes else LAST_DAY
    return sorted(value, key=lambda element: unknown if element[at] is None else element[at])


def _listed(symbol: Listed, value: Any, days: dict[Any, int]) -> list[Any]:
    if value is None:
        return [z3.Not(symbol.known)]
    assert len(value) <= len(symbol.slots)
    terms: list[Any] = [symbol.known]
    for at, slot in enumerate(symbol.slots):
        terms.append(slot.number == (1 if at < len(value) else 0))
        if at < len(value):
            for position, field in slot.fields.items():
                terms += pin(field, value[at][position], days)
    return terms


def pin(symbol: Symbol, value: Any, days: dict[Any, int]) -> list[Any]:
    """What holds where a symbol has this value, and none where it is None; `days` gathers its dates."""
    if value is None:
        return [neg(symbol.known), neg(symbol.nothing)]
    if value is NOTHING:
        return [symbol.nothing]
    if isinstance(symbol, Plain) and isinstance(symbol.type, Date):
        days[symbol.value] = value
    if isinstance(symbol, Lasting) and value.last is not None:
        days[symbol.last] = value.last
    return [symbol.known, *_value(symbol, value)]


def _value(symbol: Symbol, value: Any) -> list[Any]:
    match symbol, value:
        case Paper(), False:
            return [z3.Not(symbol.exists)]
        case Paper(), _:
            return [symbol.exists, symbol.day == value]
        case Lasting(), Duration(first=int(first), last=int(last)):
            return [symbol.dated, symbol.first == first, symbol.last == last]
        case Lasting(), Duration(months=int(months)):
            return [z3.Not(symbol.dated), z3.Not(symbol.in_days), symbol.months == months]
        case Lasting(), Duration(days=days):
            halves = Decimal(days or 0) * 2
            whole = int(halves) if halves == int(halves) else int(days or 0) * 2 + 1
            return [z3.Not(symbol.dated), symbol.in_days, symbol.halves == whole]
        case Plain(type=Choice(options)), str():
            return [symbol.value == options.index(value)]
        case Plain(type=Code(), kinds=kinds), str() if kinds is not None:
            every = {pattern for fits in kinds.fits for pattern in fits}
            fits = frozenset(pattern for pattern in every if code_matches(value, pattern))
            return [symbol.value == kinds.fits.index(fits)]
        case Plain(), bool():
            return [symbol.value == value]
        case Plain(), int() | Decimal() | Fraction():
            return [symbol.value == number(value)]
        case _:
            raise AssertionError((symbol, value))
