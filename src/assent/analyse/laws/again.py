"""The values that tests hold against thresholds, worked out once more: without what tells them to the solver.

What a request states itself, and the element that is picked, are the symbols that the solver is told of;
`windows.py` says what is expected of the day of the one, and of which element the other is.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

import z3

from assent.analyse.encode.space import Space
from assent.analyse.encode.symbols import Plain, Symbol
from assent.analyse.encode.terms import Term, conj, disj, neg
from assent.analyse.laws.sides import ByTests
from assent.language.expressions import Calculated, Changed, Elapsed, Operand, Shifted
from assent.language.types import Number

SymbolOf = Callable[[Operand], Symbol]


def worked_out(operand: Operand, symbol_of: SymbolOf, space: Space) -> Symbol:
    """The symbol of an operand; raises ByTests."""
    match operand:
        case Shifted(inner, period):
            day = worked_out(inner, symbol_of, space)
            assert isinstance(day, Plain)
            return replace(day, value=space.calendar.back(day.value, period))
        case Calculated():
            return _sum_of_products(operand, symbol_of)
        case Elapsed():
            raise ByTests("time since a date, against another value")
        case Changed():
            raise ByTests("a number so much below or above another one, in another place than on the right")
        case _:
            return symbol_of(operand)


def _sum_of_products(operand: Calculated, symbol_of: SymbolOf) -> Plain:
    parts, added = [], []
    for product in operand.products:
        value: Term = _exactly(product.number)
        for one in product.over:
            parts.append(_number(one, symbol_of))
            value = value * _real(parts[-1].value)
        for one in product.under:
            parts.append(_number(one, symbol_of))
            value = value / _real(parts[-1].value)
        added.append(value)
    nothing = disj(*(one.nothing for one in parts))
    known = conj(neg(nothing), *(one.known for one in parts))
    return Plain(Number(unit=operand.unit), known, z3.Sum(added), nothing=nothing)


def _number(operand: Operand, symbol_of: SymbolOf) -> Plain:
    symbol = symbol_of(operand)
    assert isinstance(symbol, Plain)
    return symbol


def _exactly(number: int | Decimal | Fraction) -> Term:
    exact = Fraction(number)
    return z3.Q(exact.numerator, exact.denominator)


def _real(term: Term) -> Term:
    return z3.ToReal(term) if z3.is_int(term) else term
