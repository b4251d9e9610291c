"""Leaves apart from how they are written: "12 weeks" is 84 days, a literal is its value, `not all of` is `any of`."""

from __future__ import annotations

from dataclasses import replace

from assent.language.expressions import (
    AllOf,
    AnyOf,
    Argument,
    AtLeastOf,
    Calculated,
    Cases,
    Changed,
    Count,
    Elapsed,
    Expression,
    Extent,
    FieldValue,
    LatestField,
    Leaf,
    Named,
    Not,
    Operand,
    Recent,
    Shifted,
    Test,
    Titled,
)
from assent.language.operators import find
from assent.language.values import Period


def normal(leaf: Leaf) -> Leaf:
    """A leaf that every leaf of the same meaning and shape has in common."""
    match leaf:
        case Test(_, operand, argument):
            return replace(leaf, operand=_operand(operand), argument=_argument(argument))
        case Count(window=window, where=where, pattern=pattern):
            return replace(
                leaf,
                window=_period(window),
                where=_condition(where),
                pattern=None if pattern is None else replace(pattern, period=normal_period(pattern.period)),
            )


def normal_period(period: Period) -> Period:
    """A period in days or in months."""
    if period.days is not None:
        return Period(period.days, "days")
    return Period(period.months or 0, "months")


def _inward(expression: Expression, *, negated: bool) -> Expression:
    """The same truth with every `not` on a test, no group of one, and normal leaves."""
    match expression:
        case Test() | Count():
            leaf, opposite = _without_negation(normal(expression))
            return Not(leaf) if opposite is not negated else leaf
        case Named() | Cases():
            return Not(expression) if negated else expression
        case Not(part):
            return _inward(part, negated=not negated)
        case Titled(_, part):
            return _inward(part, negated=negated)
        case AllOf(parts) | AnyOf(parts):
            kind = AllOf if isinstance(expression, AllOf) is not negated else AnyOf
            turned = tuple(_inward(part, negated=negated) for part in parts)
            return turned[0] if len(turned) == 1 else kind(turned)
        case AtLeastOf(number, parts):
            turned = tuple(_inward(part, negated=negated) for part in parts)
            return AtLeastOf(len(parts) - number + 1 if negated else number, turned)


# Operators that are the negation of another: on a field of an element that is counted, the two are one test.
_OPPOSITE = {"is not": "is", "<": ">=", "<=": ">"}


def _without_negation(leaf: Leaf) -> tuple[Leaf, bool]:
    """A leaf with the operator that its own is the negation of, and whether it is."""
    if not isinstance(leaf, Test) or not isinstance(leaf.operand, FieldValue) or leaf.operand.field.not_done:
        return leaf, False  # of what was not done, neither a test nor its opposite is met
    if isinstance(leaf.argument, Operand):
        return leaf, False  # nor against a value that there is none of, as the latest of no elements
    if leaf.operator.symbol in _OPPOSITE:
        row = leaf.operator
        other = find(row.takes, _OPPOSITE[row.symbol], row.argument, row.units)
        if other is not None:
            return replace(leaf, operator=other), True
    return leaf, False


def _condition(condition: Expression | None) -> Expression | None:
    return None if condition is None else _inward(condition, negated=False)


def _period(period: Period | None) -> Period | None:
    return None if period is None else normal_period(period)


def _argument(argument: Argument | Operand | None) -> Argument | Operand | None:
    if not isinstance(argument, Argument):
        return None if argument is None else _operand(argument)
    value = normal_period(argument.value) if isinstance(argument.value, Period) else argument.value
    return Argument(value, "")


def _operand(operand: Operand) -> Operand:
    if isinstance(operand, Extent | LatestField):
        return replace(operand, window=_period(operand.window), where=_condition(operand.where))
    if isinstance(operand, Calculated):
        return replace(operand, id="", title="")
    if isinstance(operand, Recent):
        return replace(operand, window=normal_period(operand.window))
    if isinstance(operand, Changed):
        return replace(operand, operand=_operand(operand.operand), written="")
    if isinstance(operand, Shifted):
        return Shifted(_operand(operand.operand), normal_period(operand.period))
    if isinstance(operand, Elapsed):
        return replace(operand, operand=_operand(operand.operand))
    return operand
