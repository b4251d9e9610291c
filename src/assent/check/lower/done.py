"""`pao2 is done` and `pao2 is not done`: whether a value was measured at all."""

from __future__ import annotations

from assent.check.lower.context import Context
from assent.check.rules import not_done
from assent.check.subject import Subject, kind_of
from assent.language import shorthand
from assent.language.expressions import Expression, FactValue, Not, Test
from assent.language.operands import may_be_not_done
from assent.language.operators import find
from assent.language.operators.done import DONE, WORDS
from assent.language.types import Choice, Collection, Scale
from assent.syntax import tree as t

_WORD = "done"


def is_asked(context: Context, subject: Subject, node: t.Comparison) -> bool:
    """Whether a comparison asks for `done`, and no option, field or fact is called so."""
    value = node.value
    if node.symbol not in ("is", "is not") or not isinstance(value, t.Value):
        return False
    if value.kind != "name" or value.rest is not None or value.word.word != _WORD:
        return False
    if isinstance(subject.type, Scale | Choice) and not set(WORDS).isdisjoint(subject.type.options):
        return False
    element = context.element.type if context.element is not None else None
    is_field = isinstance(element, Collection) and element.field(_WORD) is not None
    return not is_field and _WORD not in context.scope.names


def tested(context: Context, node: t.Comparison, subject: Subject) -> Expression | None:
    """The test, or its negation; what is always done is a mistake."""
    kind = kind_of(subject.type)
    row = find(kind, DONE, "none") if kind is not None else None
    if row is None or subject.operand is None or not may_be_not_done(subject.operand):
        not_done.always_done(context.problems, node, subject)
        return None
    test: Expression = Test(row, subject.operand)
    condition = context.scope.conditions.get(subject.words) if isinstance(subject.operand, FactValue) else None
    if condition is not None:
        test = shorthand.done_where_asked(condition, context.places.mark(test, node.at))
    return test if node.symbol == "is" else Not(test)
