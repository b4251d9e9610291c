"""Tests that hold a value against another: facts, fields, fields of latest elements, dates so long before others."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from assent.check.rules.beside import is_comparable
from assent.check.subject import kind_of
from assent.language import shorthand
from assent.language.expressions import (
    Argument,
    AsOf,
    Changed,
    Elapsed,
    Expression,
    Fact,
    FactValue,
    FieldValue,
    LatestField,
    Operand,
    Test,
)
from assent.language.operands import type_of
from assent.language.operators import OPERATORS
from assent.language.types import Choice, Collection, Date, Number, Scale, Type
from assent.language.values import Period, Unit
from strategies.choices import Choices
from strategies.literals import period

_SIDES = ("number", "scale", "date", "another")
ROWS_OF = {
    kind: tuple(row for row in OPERATORS if row.takes == kind and row.argument in _SIDES)
    for kind in {row.takes for row in OPERATORS}
}


def since(choose: Choices, operand: Operand, others: Sequence[Operand]) -> Test:
    """A test of the time since a date: against a number, or against another value."""
    unit: Unit = choose.one(("years", "months", "weeks", "days"))
    elapsed = Elapsed(unit, operand)
    fitting = [one for one in others if is_comparable(type_of(elapsed), type_of(one)) and one != operand]
    if fitting and choose.chance(2):
        return Test(choose.one(ROWS_OF["number"]), elapsed, choose.one(fitting))
    number = choose.one((1, 3, 18, 50))
    return Test(choose.one(ROWS_OF["number"]), elapsed, Argument(number, str(Period(number, unit))))


def beside(choose: Choices, operand: Operand, type: Type, others: Sequence[Operand]) -> Expression | None:
    """A test of an operand against one of the others that can be, or None where there is none."""
    kind = kind_of(type)
    options = type.options if isinstance(type, Choice | Scale) else ()
    fitting = [one for one in others if one != operand and is_comparable(type, _type_of(one))]
    fitting = [one for one in fitting if isinstance(one, LatestField) or _name_of(one) not in options]
    if isinstance(type, Date) and choose.chance(2):
        return _around(choose, operand, fitting)
    if kind is None or not fitting:
        return None
    if isinstance(type, Number) and choose.chance(2):
        return _changed(choose, operand, type, choose.one(fitting))
    return Test(choose.one(ROWS_OF[kind]), operand, choose.one(fitting))


def _changed(choose: Choices, operand: Operand, type: Number, other: Operand) -> Test:
    """A test of how much a number lies below or above another, in percent of it or in its unit."""
    row = choose.one([row for row in ROWS_OF["number"] if row.symbol in (">=", ">", "<=", "<")])
    percent = type.unit != "%" and choose.chance(2)
    by = choose.one((5, Decimal("2.5"), 50, 100)) if percent else choose.one((1, 2, Decimal("0.5")))
    unit = "%" if percent else "points" if type.unit == "%" else type.unit
    return Test(row, operand, Changed(other, by, choose.chance(2), percent, f"{by} {unit}".strip()))


def _around(choose: Choices, operand: Operand, others: Sequence[Operand]) -> Expression:
    """A window before or after another date, or so long before or after it, or before the request."""
    length = period(choose)
    if not others or choose.chance(3):
        return shorthand.so_long_before(operand, length, AsOf(), strictly=choose.chance(2))
    other = choose.one(others)
    match choose.one(("before", "after", "long before", "long after")):
        case "before":
            return shorthand.within_before(operand, length, other)
        case "after":
            return shorthand.within_after(operand, length, other)
        case "long before":
            return shorthand.so_long_before(operand, length, other, strictly=choose.chance(2))
        case _:
            return shorthand.so_long_before(other, length, operand, strictly=choose.chance(2))


def values_of(known: Sequence[Fact]) -> list[Operand]:
    """Every value outside an element that another can be held against."""
    return list(_values(known))


def _values(known: Sequence[Fact]) -> Iterator[Operand]:
    for fact in known:
        if not isinstance(fact.type, Collection):
            yield FactValue(fact)
        elif fact.type.complete and fact.type.dated_by is not None and not fact.type.episodes:
            yield from (LatestField(fact, field, at) for at, field in enumerate(fact.type.fields))


def _name_of(operand: Operand) -> str:
    assert isinstance(operand, FactValue | FieldValue)
    return operand.fact.name if isinstance(operand, FactValue) else operand.field.name


def _type_of(operand: Operand) -> Type:
    assert isinstance(operand, FactValue | FieldValue | LatestField)
    return operand.fact.type if isinstance(operand, FactValue) else operand.field.type
