"""From the conditions under which facts are asked to expressions."""

from __future__ import annotations

from collections.abc import Sequence

from assent.check.lower import elements
from assent.check.lower.context import Context
from assent.check.rules import applies as rules
from assent.check.rules import references
from assent.check.scope import Scope
from assent.language.expressions import leaves_of
from assent.language.types import Judgement, YesNo
from assent.syntax import tree as t


def conditions(context: Context, nodes: Sequence[t.FactNode]) -> None:
    """Lower the conditions of these facts into the scope, each after those of the facts that it names."""
    problems, scope = context.problems, context.scope
    given: dict[str, tuple[t.FactNode, t.Test]] = {}
    for node in nodes:
        fact = scope.fact(node.name.word)
        if node.applies is None or fact is None or node.name.word in given:
            continue
        if isinstance(fact.type, YesNo | Judgement):
            given[node.name.word] = (node, node.applies)
        else:
            rules.condition_on_value(problems, node, node.applies, fact.type)
    edges = {name: _named_in(scope, test, given) for name, (_, test) in given.items()}
    order, circles = references.in_order(edges)
    for circle in circles[: references.MOST_CIRCLES]:
        references.circular(problems, scope, edges, circle)
    in_circles = {name for circle in circles for name in circle}
    for name in order:
        node, test = given[name]
        if name in in_circles or rules.names_condition(problems, scope, node, test):
            continue
        condition = elements.lower(context, test)
        if condition is None:
            continue
        if sum(1 for _ in leaves_of(condition)) > rules.MOST_TESTS:
            rules.long_condition(problems, node, test)
        elif rules.can_be_asked(problems, node, test, condition):
            scope.conditions[name] = condition


def _named_in(scope: Scope, test: t.Test, given: dict[str, tuple[t.FactNode, t.Test]]) -> dict[str, t.Name]:
    """The facts with conditions that a condition names, with the place where it first does."""
    found: dict[str, t.Name] = {}
    for name in references.names_in((test,)):
        if name.word in given and scope.fact(name.word) is not None:
            found.setdefault(name.word, name)
    return found
