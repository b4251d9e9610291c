"""What the expressions of a policy need to be evaluated, named ones included: facts, the date, who can answer."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from assent.language.expressions import Count, Expression, Extent, LatestField, Leaf, fact_of, leaves_of, named_in
from assent.language.policy import Policy
from assent.language.types import Judgement


@dataclass(frozen=True, slots=True)
class Needs:
    """The facts that are asked about, in the order of declaration; whether the date is; who could answer."""

    facts: tuple[str, ...]
    as_of: bool
    judgements: bool
    others: bool

    @property
    def mixed(self) -> bool:
        """Whether both a clinician and a provider may be asked."""
        return self.judgements and self.others


def needs_of(policy: Policy) -> Mapping[str, Needs]:
    """What each definition and each clause needs, by its id."""
    named = policy.named
    order = {fact.name: at for at, fact in enumerate(policy.facts)}
    return {id: _needs(_reached(expression, named), order) for id, expression in named.items()}


def _reached(expression: Expression, named: Mapping[str, Expression]) -> list[Leaf]:
    """The leaves of an expression and of everything it names."""
    seen: set[str] = set()
    waiting = [expression]
    leaves: list[Leaf] = []
    while waiting:
        node = waiting.pop()
        leaves += leaves_of(node)
        for id in named_in(node):
            if id not in seen:
                seen.add(id)
                waiting.append(named[id])
    return leaves


def _needs(leaves: list[Leaf], order: Mapping[str, int]) -> Needs:
    facts = {fact_of(leaf).name for leaf in leaves}
    judged = {isinstance(fact_of(leaf).type, Judgement) for leaf in leaves}
    return Needs(
        tuple(sorted(facts, key=order.__getitem__)),
        any(_asks_the_date(leaf) for leaf in leaves),
        True in judged,
        False in judged,
    )


def _asks_the_date(leaf: Leaf) -> bool:
    if isinstance(leaf, Count) or isinstance(leaf.operand, LatestField | Extent):
        return True
    return isinstance(leaf.operator.python, str) and "as_of" in leaf.operator.python
