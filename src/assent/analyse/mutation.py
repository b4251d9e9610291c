"""Mutants: a policy with one threshold, unit, connective or exception changed, or one plain test turned round.

Whatever tells a policy from all of its mutants has looked at each of its numbers and words.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any, assert_never

from assent.language.calendar import LAST_DAY, format_day
from assent.language.exact import exact_text
from assent.language.expressions import (
    AllOf,
    AnyOf,
    Argument,
    AtLeastOf,
    Cases,
    Changed,
    Count,
    Expression,
    FactValue,
    Named,
    Not,
    Recent,
    Test,
    Titled,
)
from assent.language.operators import find
from assent.language.operators.done import DONE
from assent.language.operators.options import EITHER, code_beside
from assent.language.places import Place, places_of, with_expression
from assent.language.policy import Policy
from assent.language.types import Choice, Number, Scale, Type
from assent.language.values import Period, Unit, number_text


@dataclass(frozen=True, slots=True)
class Mutant:
    """A policy that says one thing otherwise: where, what stood there, and in which words it is changed."""

    place: Place
    was: Expression
    change: str
    policy: Policy


# One step past a threshold, and the sign that leaves out or takes in the threshold itself.
_SIGNS = {">=": ">", ">": ">=", "<=": "<", "<": "<=", "is": "is not", "is not": "is"}
_UNITS: dict[Unit, tuple[Unit, ...]] = {
    "days": ("weeks",),
    "weeks": ("days", "months"),
    "months": ("weeks", "years"),
    "years": ("months",),
}


def mutants_of(policy: Policy) -> Iterator[Mutant]:
    """Every mutant of a policy, in the order of its places."""
    negated = set()
    for place, expression in places_of(policy):
        seen = {expression}
        if isinstance(expression, Not):
            negated.add(replace(place, path=(*place.path, 0)))
        for change, changed in (*_changes(expression), *([] if place in negated else _turned(expression))):
            if changed not in seen:
                seen.add(changed)
                yield Mutant(place, expression, change, with_expression(policy, place, changed))
        if place.part != "body" and not place.path:
            what = "the exception" if place.part == "unless" else "the condition"
            yield Mutant(place, expression, f"{what} left out", with_expression(policy, place, None))


def _changes(expression: Expression) -> Iterator[tuple[str, Expression]]:
    match expression:
        case Test():
            yield from _test_changes(expression)
        case Count():
            yield from _count_changes(expression)
        case Not(part):
            asks_done = isinstance(part, Test) and part.operator.symbol == DONE
            yield "`is done` for `is not done`" if asks_done else "`not` left out", part
        case AllOf(parts):
            yield "`any of` for `all of`", AnyOf(parts)
        case AnyOf(parts):
            yield "`all of` for `any of`", AllOf(parts)
        case AtLeastOf(number, parts):
            for other in (number - 1, number + 1):
                if 1 <= other <= len(parts):
                    yield f"`at least {other} of` for `at least {number} of`", AtLeastOf(other, parts)
        case Named() | Titled() | Cases():
            return
        case _:
            assert_never(expression)


def _turned(expression: Expression) -> Iterator[tuple[str, Expression]]:
    """The negation of a test that holds nothing against its value. Below a `not`, that is left out instead."""
    if isinstance(expression, Test) and expression.argument is None:
        asks_done = expression.operator.symbol == DONE
        yield "`is not done` for `is done`" if asks_done else "`not` put in", Not(expression)


def _test_changes(test: Test) -> Iterator[tuple[str, Expression]]:
    row, argument = test.operator, test.argument
    sign = _SIGNS.get(row.symbol)
    other = find(row.takes, sign, row.argument, row.units) if sign else None
    if other is not None:
        yield f"`{sign}` for `{row.symbol}`", replace(test, operator=other)
    if isinstance(test.operand, Recent):
        for window in _periods(test.operand.window):
            nearer = replace(test.operand, window=window)
            yield f"within the last {window} for {test.operand.window}", replace(test, operand=nearer)
    if isinstance(argument, Changed):
        for by in (by for by in (argument.by - 1, argument.by + 1) if by > 0):
            unit = argument.written.partition(" ")[2]
            near = replace(argument, by=by, written=f"{exact_text(by)} {unit}".strip())
            yield f"`{near.written}` for `{argument.written}`", replace(test, argument=near)
    if not isinstance(argument, Argument):
        return
    for changed in _arguments(test, argument):
        units = _units_of(changed.value)
        changed_row = find(row.takes, row.symbol, row.argument, units)
        if changed_row is not None:
            yield f"`{changed.text}` for `{argument.text}`", replace(test, operator=changed_row, argument=changed)


def _units_of(value: object) -> str:
    if not isinstance(value, Period):
        return ""
    return "days" if value.days is not None else "months"


def _arguments(test: Test, argument: Argument) -> Iterator[Argument]:
    """Literals next to one."""
    value, type = argument.value, _type_of(test)
    match test.operator.argument, value:
        case "period", Period():
            yield from (Argument(period, str(period)) for period in _periods(value))
        case "number", (int() | Decimal()) as number:
            step: int | Decimal = 1
            if isinstance(number, Decimal):
                exponent = number.as_tuple().exponent
                step = Decimal(1).scaleb(exponent if isinstance(exponent, int) and exponent < 0 else 0)
            unit = argument.text.removeprefix(number_text(number))
            for near in (number - step, number + step):
                if _is_inside(near, type):
                    yield Argument(near, number_text(near) + unit)
        case "date", int(day):
            for near_day in (day - 1, day + 1):
                if 1 <= near_day <= LAST_DAY:
                    yield Argument(near_day, format_day(near_day))
        case "scale", int(rank) if isinstance(type, Scale):
            for near_rank in (rank - 1, rank + 1):
                if 0 <= near_rank < len(type.options):
                    yield Argument(near_rank, type.options[near_rank])
        case "choice", str(option) if isinstance(type, Choice):
            options = type.options
            following = options[(options.index(option) + 1) % len(options)]
            yield Argument(following, following)
        case "code", str(pattern):
            yield from (Argument(near, near) for near in _patterns(pattern))


def _patterns(pattern: str) -> Iterator[str]:
    """What codes may be mistaken for: a range that ends or begins elsewhere, a `*` more or less, one code fewer."""
    if EITHER in pattern:
        each = pattern.split(EITHER)
        yield from (EITHER.join(each[:at] + each[at + 1 :]) for at in (0, len(each) - 1))
        return
    low, to, high = pattern.partition(" to ")
    if not to:
        yield pattern[:-1] if pattern.endswith("*") else f"{pattern}*"
    for first, last in ((low, code_beside(high, -1)), (low, code_beside(high, 1)), (code_beside(low, 1), high)):
        if to and first <= last and (first, last) != (low, high):
            yield f"{first} to {last}"


def _type_of(test: Test) -> Type | None:
    operand: Any = test.operand
    if isinstance(operand, FactValue | Recent):
        return operand.fact.type
    found: Type | None = operand.field.type if hasattr(operand, "field") else None
    return found


def _is_inside(number: int | Decimal, type: Type | None) -> bool:
    if not isinstance(type, Number):
        return True
    return (type.low is None or number >= type.low) and (type.high is None or number <= type.high)


def _periods(period: Period) -> Iterator[Period]:
    for amount in (period.amount - 1, period.amount + 1):
        if amount >= 1:
            yield Period(amount, period.unit)
    for unit in _UNITS[period.unit]:
        yield Period(period.amount, unit)


def _count_changes(count: Count) -> Iterator[tuple[str, Expression]]:
    low, high = count.at_least, count.at_most
    for change, changed in _bounds(low, high):
        yield change, replace(count, at_least=changed[0], at_most=changed[1])
    if count.window is not None:
        for period in _periods(count.window):
            yield f"within the last {period} for {count.window}", replace(count, window=period)
        yield f"within the last {count.window} left out", replace(count, window=None)
    if count.pattern is not None:
        for period in _periods(count.pattern.period):
            pattern = replace(count.pattern, period=period)
            yield f"{period} for {count.pattern.period}", replace(count, pattern=pattern)
    if count.per is not None:
        yield "`per` left out", replace(count, per=None)
    if count.where is not None:
        yield "`where` left out", replace(count, where=None)


Bounds = tuple[int | None, int | None]


def _bounds(low: int | None, high: int | None) -> Iterator[tuple[str, Bounds]]:
    """Bounds next to those of a count: never such that any number does, or none."""
    least = 1 if high is None else 0
    for near in (low - 1, low + 1) if low is not None else ():
        if near >= least and (high is None or near <= high):
            yield f"at least {near} for {low}", (near, high)
    for near in (high - 1, high + 1) if high is not None else ():
        if near >= (low or 0):
            yield f"at most {near} for {high}", (low, near)
