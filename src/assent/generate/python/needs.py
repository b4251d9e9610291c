"""What an expression needs to be evaluated, named ones included: facts, the date of the request, judgements."""

from __future__ import annotations

from dataclasses import dataclass

from assent.language.expressions import Count, Expression, LatestField, Test, fact_of, leaves_of, named_in
from assent.language.policy import Policy
from assent.language.types import Judgement


@dataclass(frozen=True, slots=True)
class Needs:
    """The facts that are asked about, whether the date of the request is, and who could answer."""

    facts: frozenset[str]
    as_of: bool
    judgements: bool
    others: bool

    def parameters(self, policy: Policy) -> list[str]:
        """The facts' names, in the order of their declaration."""
        return [fact.name for fact in policy.facts if fact.name in self.facts]

    @property
    def mixed(self) -> bool:
        """Whether both a clinician and a provider may be asked."""
        return self.judgements and self.others


def needs_of(expression: Expression, policy: Policy) -> Needs:
    """What an expression needs."""
    named = policy.named
    seen: set[str] = set()
    waiting = [expression]
    facts: set[str] = set()
    as_of = judgements = others = False
    while waiting:
        node = waiting.pop()
        for leaf in leaves_of(node):
            fact = fact_of(leaf)
            facts.add(fact.name)
            if isinstance(fact.type, Judgement):
                judgements = True
            else:
                others = True
            as_of = as_of or _asks_the_date(leaf)
        for id in named_in(node):
            if id not in seen:
                seen.add(id)
                waiting.append(named[id])
    return Needs(frozenset(facts), as_of, judgements, others)


def _asks_the_date(leaf: Test | Count) -> bool:
    if isinstance(leaf, Count) or isinstance(leaf.operand, LatestField):
        return True
    return isinstance(leaf.operator.python, str) and "as_of" in leaf.operator.python
