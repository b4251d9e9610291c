"""How much time has passed since a date, as terms."""

from __future__ import annotations

import math
from decimal import Decimal
from fractions import Fraction

import z3

from assent.analyse.encode.space import Inexpressible, Space
from assent.analyse.encode.symbols import Plain, Symbol
from assent.analyse.encode.terms import Term, conj, disj, neg
from assent.analyse.encode.truth import Truth
from assent.language.calendar import LAST_DAY
from assent.language.operators import Operator
from assent.language.types import Number
from assent.language.values import Period, Unit


def since(row: Operator, day: Symbol, unit: Unit, literal: int | Decimal | Fraction, space: Space) -> Truth:
    """The whole units since a day, against a number: so many have passed where the day is at least that long ago."""
    assert isinstance(day, Plain)
    floor, ceiling = math.floor(literal), math.ceil(literal)
    reached = {number: _passed(day.value, number, unit, space) for number in (floor, ceiling, floor + 1)}
    equal = conj(reached[floor], neg(reached[floor + 1])) if floor == ceiling else False
    signs = {
        ">=": reached[ceiling],
        ">": reached[floor + 1],
        "<": neg(reached[ceiling]),
        "<=": neg(reached[floor + 1]),
        "is": equal,
        "is not": neg(equal),
    }
    if row.symbol not in signs:
        raise Inexpressible(f"the solver does not know `{row.name}` of the time since a date")
    return _of_past(day, signs[row.symbol], space)


def _of_past(day: Plain, holds: Term, space: Space) -> Truth:
    """What holds of a day that has come; of one that is still to come, nothing does."""
    past = conj(neg(day.nothing), day.value <= space.as_of)
    known = day.known
    return Truth(conj(known, past, holds), disj(day.nothing, conj(known, neg(conj(past, holds)))))


def _passed(day: Term, number: int, unit: Unit, space: Space) -> Term:
    if number <= 0:
        return True
    period = Period(number, unit)
    if (period.days or 28 * (period.months or 0)) > LAST_DAY:
        return False
    return day <= space.calendar.back(space.as_of, period)


def elapsed(day: Symbol, unit: Unit, space: Space) -> Plain:
    """The whole units since a day, as a number."""
    assert isinstance(day, Plain)
    length = Period(1, unit)
    if length.days is not None:
        value = (space.as_of - day.value) / z3.IntVal(length.days)
    else:
        value = space.calendar.months_between(day.value, space.as_of) / z3.IntVal(length.months)
    to_come = conj(day.known, day.value > space.as_of)
    return Plain(Number(unit=unit, whole=True), conj(day.known, neg(to_come)), value, disj(day.nothing, to_come))
