"""From `at least 6 weeks of therapy` to a test of how long episodes last."""

from __future__ import annotations

from assent.check.lower import literals, operands
from assent.check.lower.context import Context
from assent.check.rules import episodes
from assent.check.scope import Declared
from assent.language.expressions import Argument, Expression, Extent, Fact, Test
from assent.language.operators import find
from assent.language.types import Collection
from assent.syntax import tree as t

SIGNS = {"at least": ">=", "at most": "<="}


def lasting(context: Context, node: t.Lasting, where: Expression | None, *, sound: bool) -> Expression | None:
    """How long the episodes of a list or of evidence last. `sound` is False where the condition had a mistake."""
    problems = context.problems
    length = literals.period(problems, node.period)
    window = literals.period(problems, node.window) if node.window else None
    gap = literals.period(problems, node.gaps) if node.gaps else None
    declared = operands.find(context, node.name)
    if declared is None:
        return None
    fact = declared.what if isinstance(declared, Declared) else None
    label = context.scope.declaration_of(node.name.word)
    if not isinstance(fact, Fact) or not isinstance(fact.type, Collection) or not fact.type.episodes:
        episodes.not_episodes(problems, node, fact if isinstance(fact, Fact) else None, label)
        return None
    if not fact.type.complete and episodes.bound_on_evidence(problems, node, label, negated=context.negated):
        return None
    if node.gaps and gap is not None and gap.days is None:
        episodes.gap_in_months(problems, node.gaps)
        return None
    if length is None or (node.window and window is None) or (node.gaps and gap is None) or not sound:
        return None
    row = find("extent", SIGNS[node.form], "period", literals.units_of(length))
    assert row is not None
    allowed = None if not node.consecutive else gap.days if gap else 0
    return Test(row, Extent(fact, allowed, window, where), Argument(length, str(length)))
