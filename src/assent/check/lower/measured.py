"""From a test of a measured value and a window after it to a test of that value where its day is in the window."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from assent.check.lower import literals, operands
from assent.check.lower.context import Context
from assent.check.rules import measures, not_done
from assent.language import shorthand
from assent.language.expressions import (
    AllOf,
    AnyOf,
    Cases,
    Expression,
    Fact,
    FactValue,
    Not,
    Recent,
    Test,
)
from assent.language.operators.truth import HOLDS
from assent.language.values import Period
from assent.syntax import tree as t

Held = t.Comparison | t.OneOf | t.Band | t.Change


def recently(
    context: Context, node: t.Selected, test: Held, lower: Callable[[Context, t.Test], Expression | None]
) -> Expression | None:
    """`pain_score >= 4 within the last 30 days`."""
    assert node.window is not None
    window = literals.period(context.problems, node.window)
    lowered = lower(context, test)
    declared = operands.find(context, test.operand.name) if lowered is not None else None
    fact = declared.what if declared is not None else None
    if lowered is None or window is None:
        return None
    if not isinstance(fact, Fact):
        if declared is not None:
            measures.of_no_day(context.problems, node, test.operand.name, declared)
        return None
    if not fact.measured:
        measures.not_measured(context.problems, node, context.scope, fact)
        return None
    if context.negated and not isinstance(test, t.Change):
        not_done.under_not(context.problems, test, lowered)
    return _of_recent(context, lowered, fact, window)


def held_recently(context: Context, fact: Fact, window: Period, at: t.Place) -> Expression:
    """`active_infection within the last 30 days`: a measured yes/no fact, yes and of a day in the window."""
    test = Test(HOLDS, Recent(fact, window))
    condition = context.scope.conditions.get(fact.name)
    return test if condition is None else shorthand.asked_when(condition, context.places.mark(test, at))


def _of_recent(context: Context, expression: Expression, fact: Fact, window: Period) -> Expression:
    """The tests of a fact in what one comparison came to, those of a case's condition aside."""
    found = _changed(context, expression, fact, window)
    at = context.places.of(expression)
    return found if at is None else context.places.mark(found, at)


def _changed(context: Context, expression: Expression, fact: Fact, window: Period) -> Expression:
    match expression:
        case Test():
            recent = replace(expression, operand=Recent(fact, window))
            return recent if expression.operand == FactValue(fact) else expression
        case Not(part):
            return Not(_of_recent(context, part, fact, window))
        case AllOf(parts) | AnyOf(parts):
            return type(expression)(tuple(_of_recent(context, part, fact, window) for part in parts))
        case Cases(id, cases):
            turned = []
            for when, then in cases:
                test = _of_recent(context, then, fact, window)
                assert isinstance(test, Test | Not)
                turned.append((when, test))
            return Cases(id, tuple(turned))
        case _:
            raise AssertionError("a comparison comes to tests of its operand")
