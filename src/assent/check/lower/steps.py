"""From `step therapy with drug_trial for 3 months at 15 mg/week` to the count that it stands for."""

from __future__ import annotations

from collections.abc import Callable

from assent.check.lower import literals, operands
from assent.check.lower.context import Context
from assent.check.rules import steps
from assent.language import shorthand
from assent.language.expressions import Expression, Fact
from assent.language.types import Choice, Collection, DurationType, Field, Number
from assent.syntax import tree as t

Lower = Callable[[Context, t.Test], Expression | None]


def step_therapy(
    context: Context, node: t.Step, where: Expression | None, lower: Lower, *, sound: bool
) -> Expression | None:
    """A drug that failed, long enough and at the dose, or was not tolerated, or is contraindicated."""
    window = literals.period(context.problems, node.window) if node.window else None
    subject = operands.collection(context, node.name)
    fact = context.scope.fact(node.name.word)
    if subject is None or fact is None or not operands.dated(context, subject, needed=node.window is not None):
        return None
    assert isinstance(fact.type, Collection)
    if not _has_fields(context, node, fact, fact.type):
        return None
    if not fact.type.complete and context.negated:
        steps.never_failed(context.problems, node, subject.others)
        return None
    inside = context.inside(fact)

    def result(option: str) -> t.Comparison:
        word = t.NumberWord(option, node.name.at)
        return t.Comparison(_field("result", node), "is", t.Value("name", word, None, node.name.at), node.at)

    failed: list[t.Test] = [result("failed")]
    if node.taken is not None:
        taken = t.Value("number", node.taken.amount, node.taken.unit, node.taken.at)
        failed.append(t.Comparison(_field("taken", node), ">=", taken, node.taken.at))
    if node.dose is not None:
        failed.append(t.Comparison(_field("dose", node), ">=", node.dose, node.dose.at))
    spared = [lower(inside, result(option)) for option in steps.SPARED]
    demanded = [lower(inside, test) for test in failed]
    found = [one for one in (*spared, *demanded) if one is not None]
    if not sound or len(found) < len(spared) + len(demanded) or (node.window and window is None):
        return None
    return shorthand.step_therapy(fact, window, where, tuple(found[: len(spared)]), tuple(found[len(spared) :]))


def _field(name: str, node: t.Step) -> t.Operand:
    return t.Operand(t.Name(name, node.name.at), None, "", node.name.at)


def _has_fields(context: Context, node: t.Step, fact: Fact, type: Collection) -> bool:
    """Whether the records have the fields that step therapy asks about; reported where not."""
    fields = {field.name: field for field in type.fields}
    lacking = [name for name, is_there in _wanted(node, fields) if not is_there]
    if lacking:
        steps.fields_lacking(context.problems, node, fact, lacking, context.scope.declaration_of(fact.name))
    return not lacking


def _wanted(node: t.Step, fields: dict[str, Field]) -> list[tuple[str, bool]]:
    kinds = {name: field.type for name, field in fields.items()}
    result = kinds.get("result")
    found = [("result", isinstance(result, Choice) and {"failed", *steps.SPARED} <= set(result.options))]
    if node.taken is not None:
        found.append(("taken", isinstance(kinds.get("taken"), DurationType)))
    if node.dose is not None:
        found.append(("dose", isinstance(kinds.get("dose"), Number)))
    return found
