"""How much a number lies below or above another: `weight at least 5 % below baseline_weight`."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

from assent.check.lower import against, literals
from assent.check.lower.context import Context
from assent.check.rules import amounts, changes
from assent.check.subject import Subject
from assent.language import units
from assent.language.exact import exact
from assent.language.expressions import Argument, Changed, Expression, Test
from assent.language.operators import find
from assent.language.phrases import SIGNS_OF_CHANGE
from assent.language.types import Number
from assent.language.values import number_text
from assent.syntax import tree as t


def changed(context: Context, node: t.Change, subject: Subject) -> Expression | None:
    """The comparison with so much below or above another value; None with the mistake reported."""
    if not isinstance(subject.type, Number) or subject.operand is None:
        changes.no_number(context.problems, node, subject)
        return None
    found = against.right(context, subject, "<", node.other, node.at)
    if found is None:
        return None
    if isinstance(found.argument, Argument):
        changes.from_a_number(context.problems, node, subject)
        return None
    amount = _amount(context, node, subject, subject.type)
    row = find("number", SIGNS_OF_CHANGE[node.side][node.how], "number")
    if amount is None or row is None:
        return None
    by, percent, written = amount
    return Test(row, subject.operand, Changed(found.argument, by, node.side == "above", percent, written))


def _amount(
    context: Context, node: t.Change, subject: Subject, type: Number
) -> tuple[int | Decimal | Fraction, bool, str] | None:
    """By how much, whether in percent, and as it is written."""
    problems, unit = context.problems, node.amount.rest
    percent = unit is not None and unit.word == "%"
    if (unit is None and type.unit) or (percent and type.unit == "%"):
        changes.unclear_amount(problems, node, subject, type.unit)
        return None
    points = type.unit == "%" and unit is not None and unit.word == "points"
    how = units.conversion(unit.word, type.unit) if unit is not None and not (percent or points) else units.SAME
    if how is None:
        amounts.wrong_unit(problems, subject, node.amount)
        return None
    read = literals.number(problems, node.amount.word)
    if read is None or not changes.can_be(problems, node, read, percent=percent):
        return None
    by = read if how is units.SAME else exact(Fraction(read) * how.factor)
    return by, percent, f"{number_text(read)} {unit.word}" if unit is not None else number_text(read)
