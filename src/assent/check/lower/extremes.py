"""From `highest visit.score >= 4` to the counts that it stands for."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from assent.check.lower import operands
from assent.check.lower.context import Context
from assent.check.rules import extremes, names
from assent.language import shorthand
from assent.language.expressions import Count, Expression, leaves_of
from assent.language.types import Collection, Date, DurationType, Number, Scale
from assent.language.values import Period
from assent.syntax import tree as t

Lower = Callable[[Context, t.Test], Expression | None]


def extreme(
    context: Context,
    node: t.Comparison | t.OneOf | t.Band,
    window: Period | None,
    where: Expression | None,
    lower: Lower,
) -> Expression | None:
    """A test of the highest or the lowest value of a field; `lower` lowers the same test of one element's field."""
    operand = node.operand
    subject = operands.collection(context, operand.name)
    fact = context.scope.fact(operand.name.word)
    if subject is None or fact is None or operand.latest_field is None or not operand.latest_field.word:
        return None
    assert isinstance(fact.type, Collection)
    if not operands.dated(context, subject, needed=window is not None):
        return None
    found = fact.type.field(operand.latest_field.word)
    if found is None:
        names.unknown_field(context.problems, context.scope, fact, operand.latest_field)
        return None
    if not isinstance(found[1].type, Number | Scale | Date | DurationType):
        extremes.without_order(context.problems, operand, found[1], subject.others)
        return None
    if found[1].not_done:
        extremes.may_be_not_done(context.problems, operand, subject.others)
        return None
    field = t.Operand(operand.latest_field, None, "", operand.at)
    test = lower(context.inside(fact), replace(node, operand=field))
    if test is None:
        return None
    expanded = shorthand.extreme(operand.which == "highest", fact, window, where, test)
    counts = [leaf for leaf in leaves_of(expanded) if isinstance(leaf, Count)]
    if not fact.type.complete and (context.negated or any(count.at_most is not None for count in counts)):
        extremes.extreme_of_evidence(context.problems, fact, node.at, subject.others)
        return None
    return expanded
