"""Tests that hold a fact against another value, as tests against a literal: what the other is taken to be.

Each fact that others are held against has one value that examples of all of them start from.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from math import floor
from typing import Any

from assent.evaluate.interpreter import Case, operand_value
from assent.language.calendar import format_day
from assent.language.code_systems import CODE_SYSTEMS
from assent.language.exact import exact
from assent.language.expressions import (
    Argument,
    Calculated,
    Changed,
    Count,
    Elapsed,
    Fact,
    FactValue,
    FieldValue,
    LatestField,
    Leaf,
    Operand,
    Recent,
    Shifted,
    Test,
    leaves_of,
)
from assent.language.nothing import NOTHING
from assent.language.operands import day_of, facts_of, inputs_of, sides_of, type_of
from assent.language.operators import find
from assent.language.operators.dates import window_end, window_start
from assent.language.phrases import named
from assent.language.types import Choice, Code, Date, Number, Scale, Type
from assent.language.values import Period, number_text

_USUAL_NUMBER = 5
_USUAL_DAYS = 60


def usual(type: Type, as_of: int) -> Any:
    """The value that examples start from, as the readers hold it; None for what is never held against another."""
    match type:
        case Number(low, high):
            at_most = _USUAL_NUMBER if high is None else min(high, _USUAL_NUMBER)
            return at_most if low is None else max(low, at_most)
        case Scale():
            return 0
        case Choice(options):
            return options[0]
        case Code(system):
            return CODE_SYSTEMS[system].longest[0] if system in CODE_SYSTEMS else "A1"
        case Date():
            return as_of - _USUAL_DAYS
        case _:
            return None


def usual_case(leaves: tuple[Leaf, ...], given: Case) -> Case:
    """The given case, in which every other fact that tests hold against another has its usual value."""
    facts = {
        one.fact.name: usual(one.fact.type, given.as_of)
        for leaf in leaves
        for one in inputs_of(leaf)
        if isinstance(one, FactValue | Recent)
    }
    facts |= {
        day_of(one.fact).name: given.as_of for leaf in leaves for one in inputs_of(leaf) if isinstance(one, Recent)
    }
    return Case(given.as_of, {**facts, **given.facts}, {})


def beside(leaves: tuple[Leaf, ...], about: Fact, as_of: int) -> dict[str, Any]:
    """The usual values of the fields of a list that something is calculated of, as a request states them."""
    tests = [leaf for leaf in leaves if isinstance(leaf, Test)]
    calculated = [one for test in tests for one in sides_of(test) if isinstance(one, Calculated)]
    return {
        value.field.name: usual(value.field.type, as_of)
        for one in calculated
        for value in one.values
        if isinstance(value, LatestField) and value.fact == about
    }


def against_literals(leaves: tuple[Leaf, ...], given: Case, about: Fact | FieldValue) -> tuple[Leaf, ...]:
    """The leaves that ask about a fact or a field, those that hold it against another value made literal."""
    return tuple(found for leaf in leaves for found in _literal(leaf, usual_case((leaf,), given), about))


def _literal(leaf: Leaf, case: Case, about: Fact | FieldValue) -> Iterator[Leaf]:
    """A leaf that asks about something as tests of that thing against literals, what is calculated solved for it."""
    for found in _against_a_literal(leaf, case, about):
        if isinstance(found, Test) and isinstance(found.operand, Calculated):
            if found.literal is not None:
                yield from _solved(found, found.operand, found.literal, case, about)
            elif found.argument is None:  # `is done`, of which each value in it is asked
                yield from (replace(found, operand=one) for one in found.operand.values if is_about(one, about))
        else:
            yield found


def _against_a_literal(leaf: Leaf, case: Case, about: Fact | FieldValue) -> Iterator[Leaf]:
    if isinstance(leaf, Count) and leaf.fact != about:
        for test in leaves_of(leaf.where) if leaf.where is not None else ():
            if isinstance(test, Test) and about in facts_of(test):
                yield from _literal(test, case, about)
    elif isinstance(leaf, Count) or not isinstance(leaf.argument, Operand):
        yield from [leaf] if isinstance(leaf, Count) or leaf.literal is None else _since(leaf, leaf.literal, case)
    elif is_about(leaf.operand, about):
        literal = _against(leaf, leaf.operand, _value(leaf.argument, case), named(leaf.argument))
        assert literal.literal is not None
        yield from _since(literal, literal.literal, case)
    else:
        value, other = _value(leaf.operand, case), leaf.argument
        while isinstance(other, Shifted | Changed):
            value = window_end(other.period, value) if isinstance(other, Shifted) else _unchanged(value, other)
            other = other.operand
        row = leaf.operator
        row = find(row.takes, _MIRRORED.get(row.symbol, row.symbol), row.argument) or row
        yield _against(replace(leaf, operator=row), other, value, named(leaf.operand))


def _solved(
    test: Test, operand: Calculated, argument: Argument, case: Case, about: Fact | FieldValue
) -> Iterator[Test]:
    """A test of a calculated value, as one of a value in it: where the others are as they are taken to be.

    A value that stands in more than one product, or twice in one, is not solved for.
    """
    one = next((one for one in operand.values if is_about(one, about)), None)
    having = [product for product in operand.products if one in (*product.over, *product.under)]
    if one is None or len(having) != 1 or [*having[0].over, *having[0].under].count(one) != 1:
        return
    values = {other: Fraction(_value(other, case)) for other in operand.values if other != one}
    rest, size = Fraction(0), Fraction(1)
    for product in operand.products:
        found = Fraction(product.number)
        for other in product.over:
            found *= values.get(other, Fraction(1))
        for other in product.under:
            found /= values.get(other, Fraction(1))
        if product is having[0]:
            size = found
        else:
            rest += found
    assert isinstance(argument.value, int | Decimal | Fraction)
    wanted = Fraction(argument.value) - rest
    if not size or (one in having[0].under and not wanted):
        return
    solved = size / wanted if one in having[0].under else wanted / size
    yield _against(test, one, exact(solved), "")


def _since(test: Test, literal: Argument, case: Case) -> Iterator[Test]:
    """A test of the time since a date, as tests of that date: the days on which one unit more is complete."""
    row = find("date", "<=", "date")
    if not isinstance(test.operand, Elapsed) or row is None or not isinstance(literal.value, int):
        yield test
        return
    for number in (literal.value, literal.value + 1):
        if number > 0:
            day = window_start(Period(number, test.operand.unit), case.as_of)
            yield Test(row, test.operand.operand, Argument(day, f"{format_day(day)}, {number} {test.operand.unit} ago"))


_MIRRORED = {">=": "<=", ">": "<", "<=": ">=", "<": ">"}


def _value(operand: Operand, case: Case) -> Any:
    """What another value is taken to be; a field, or what no example states or there is none of, is as usual."""
    match operand:
        case Shifted(inner, period):
            return window_start(period, _value(inner, case))
        case FieldValue():
            return usual(operand.field.type, case.as_of)
        case _:
            value = operand_value(operand, case)
            return usual(type_of(operand), case.as_of) if value is None or value is NOTHING else value


def _unchanged(value: Any, change: Changed) -> Any:
    """The number that another is so much below or above."""
    if not change.percent:
        return exact(Fraction(value) - Fraction(change.number))
    return exact(Fraction(value) * 100 / Fraction(change.number)) if change.number else value


def is_about(operand: Operand, about: Fact | FieldValue) -> bool:
    """Whether an operand is a fact or a field, or worked out from it."""
    if isinstance(operand, Calculated):
        return any(is_about(one, about) for one in operand.values)
    while isinstance(operand, Shifted | Elapsed | Changed):
        operand = operand.operand
    return operand == about or (isinstance(operand, FactValue | Recent | LatestField) and operand.fact == about)


def _against(test: Test, operand: Operand, value: Any, text: str) -> Test:
    """The test against a literal, which reads as the other value; a number, as a number in its unit."""
    if isinstance(type := type_of(operand), Number):
        value = floor(value) if type.whole else value
        text = f"{number_text(value)} {type.unit}".strip()
    return replace(test, operand=operand, argument=Argument(value, text))
