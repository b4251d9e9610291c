"""Small pieces of the subset of Python that checkers are written in: literals, days, and what kind a type is."""

from __future__ import annotations

import ast
from collections.abc import Callable, Mapping
from decimal import Decimal
from fractions import Fraction
from typing import Any, get_args

from assent.language.expressions import (
    AsOf,
    Calculated,
    Changed,
    Elapsed,
    Extent,
    FactValue,
    FieldValue,
    LatestField,
    Operand,
    Pattern,
    PatternKind,
    Recent,
    Shifted,
    Test,
)
from assent.language.operands import inputs_of, may_be_not_done, sides_of, unchanged
from assent.language.operators import Kind
from assent.language.operators.done import DONE
from assent.language.types import (
    Choice,
    Code,
    Date,
    Document,
    DurationType,
    Judgement,
    Number,
    Scale,
    Type,
    YesNo,
)
from assent.language.values import Period, Unit


class OutsideSubset(Exception):
    """Something that the subset does not have: where, and what."""

    def __init__(self, node: ast.AST | None, why: str = "") -> None:
        line = getattr(node, "lineno", None)
        said = why or f"`{ast.unparse(node)[:60] if node is not None else ''}` is outside the subset that is read"
        super().__init__(f"line {line}: {said}" if line else said)
        self.why = str(self)


def innermost(operand: Operand) -> Operand | None:
    """The value that a side is worked out from; None of the date of the request."""
    if isinstance(operand, Shifted):
        return innermost(operand.operand)
    return None if isinstance(operand, AsOf) else operand


def type_of(operand: Operand) -> Type | None:
    """The type of what an operand stands for; None for a length of time that was summed up."""
    match operand:
        case FactValue(fact) | Recent(fact):
            return fact.type
        case FieldValue(field) | LatestField(_, field):
            return field.type
        case AsOf() | Shifted():
            return Date()
        case Changed(inner):
            return type_of(inner)
        case Calculated(unit=unit):
            return Number(unit=unit)
        case Elapsed(unit):
            return Number(unit=unit, whole=True)
        case Extent():
            return None


def ways_to_be_none(test: Test) -> list[bool]:
    """Whether a test is not met where one of these is so: each has its words in `_WAYS`."""
    sides = sides_of(test)
    return [
        any(isinstance(one, LatestField) for one in inputs_of(test)),
        test.operator.symbol != DONE and any(may_be_not_done(side) for side in sides),
        any(isinstance(unchanged(side), Elapsed) for side in sides),
        isinstance(test.argument, Changed) and test.argument.percent,
    ]


# How the negation of a test names those ways, in their order: the first of them is said last.
_WAYS = (
    ", or none on the list",
    ", or not done",
    ", or the date is still to come",
    ", or that is not more than 0",
)


def without_ways(says: str) -> tuple[str, list[bool]]:
    """What a test says without the ways in which there may be no value, and which of them it names."""
    named = []
    for way in _WAYS:
        named.append(says.endswith(way))
        says = says.removesuffix(way)
    return says, named


def kind_of(type: Type | None) -> Kind:
    """The kind of operand that a type is in the table of operators."""
    kinds: Mapping[Callable[..., Any], Kind] = {
        YesNo: "yes/no",
        Judgement: "yes/no",
        Number: "number",
        Scale: "scale",
        Choice: "choice",
        Code: "code",
        Date: "date",
        Document: "document",
        DurationType: "duration",
    }
    return kinds.get(type.__class__, "extent")


def pattern_of(node: ast.expr, kind: str, days: ast.expr, months: ast.expr) -> Pattern | None:
    if not kind:
        return None
    for known in get_args(PatternKind):
        if known == kind:
            period = Period(whole(months), "months") if is_none(days) else Period(whole(days), "days")
            return Pattern(known, period)
    raise OutsideSubset(node)


def name_of(node: ast.expr) -> str:
    if isinstance(node, ast.Name):
        return node.id
    raise OutsideSubset(node)


def is_none(node: ast.expr) -> bool:
    return isinstance(node, ast.Constant) and node.value is None


def whole(node: ast.expr) -> int:
    value = constant(node)
    if isinstance(value, int) and not isinstance(value, bool):
        return value
    raise OutsideSubset(node)


def constant(node: ast.expr) -> Any:
    match node:
        case ast.Constant(value):
            return value
        case ast.UnaryOp(ast.USub(), ast.Constant(int(value))):
            return -value
        case ast.Call(ast.Name("Decimal"), [ast.Constant(str(text))], []):
            try:
                return Decimal(text)
            except ArithmeticError as error:
                raise OutsideSubset(node) from error
        case ast.Call(ast.Name("Fraction"), [over, ast.Constant(int(under))], []) if under:
            return Fraction(whole(over), under)
        case _:
            raise OutsideSubset(node)


def unit_of(unit: str) -> Unit:
    return "days" if unit == "days" else "months"


def start_of(node: ast.expr) -> Period:
    match node:
        case ast.BinOp(ast.Name("as_of"), ast.Sub(), days):
            return Period(whole(days), "days")
        case ast.Call(ast.Name("months_before"), [ast.Name("as_of"), months], []):
            return Period(whole(months), "months")
        case _:
            raise OutsideSubset(node)


def end_of(node: ast.expr) -> Period:
    match node:
        case ast.BinOp(ast.Name("as_of"), ast.Add(), days):
            return Period(whole(days), "days")
        case ast.Call(ast.Name("months_after"), [ast.Name("as_of"), months], []):
            return Period(whole(months), "months")
        case _:
            raise OutsideSubset(node)
