"""What the expressions of a policy need to be evaluated, named ones included: facts, the date, who can answer."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from assent.language.expressions import (
    AsOf,
    Calculated,
    Changed,
    Count,
    Elapsed,
    Expression,
    Extent,
    LatestField,
    Leaf,
    Operand,
    Recent,
    Shifted,
    leaves_of,
    named_in,
)
from assent.language.operands import day_of, is_judged, sides_of, values_of
from assent.language.policy import Policy

# Stands for what an approval is, among the ids: no id is empty.
GRANTS = ""


@dataclass(frozen=True, slots=True)
class Needs:
    """The facts asked about, in the order of declaration, with their days; whether the date is; who could answer."""

    facts: tuple[str, ...]
    as_of: bool
    judgements: bool
    others: bool

    @property
    def mixed(self) -> bool:
        """Whether both a clinician and a provider may be asked."""
        return self.judgements and self.others


NOTHING_NEEDED = Needs((), as_of=False, judgements=False, others=False)


def needs_of(policy: Policy) -> Mapping[str, Needs]:
    """What each definition and each clause needs, by its id, and what an approval is, where that depends on facts."""
    named = policy.named
    order = {one.name: at for at, fact in enumerate(policy.facts) for one in (day_of(fact), fact)}
    found = {id: _needs(_reached(expression, named), order) for id, expression in named.items()}
    if policy.conditions or policy.requested:
        leaves = [leaf for expression in policy.conditions for leaf in _reached(expression, named)]
        found[GRANTS] = _needs(leaves, order, tuple(fact.name for fact in policy.requested))
    return found


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


def _needs(leaves: list[Leaf], order: Mapping[str, int], others: tuple[str, ...] = ()) -> Needs:
    facts = {*others, *(fact.name for leaf in leaves for fact in values_of(leaf))}
    judged = {is_judged(leaf) for leaf in leaves}
    return Needs(
        tuple(sorted(facts, key=lambda name: (order[name], name))),
        any(_asks_the_date(leaf) for leaf in leaves),
        True in judged,
        False in judged,
    )


def _asks_the_date(leaf: Leaf) -> bool:
    if isinstance(leaf, Count) or any(_is_dated(side) for side in sides_of(leaf)):
        return True
    return isinstance(leaf.operator.python, str) and "as_of" in leaf.operator.python


def _is_dated(operand: Operand) -> bool:
    """Whether the value of an operand depends on the date of the request."""
    while isinstance(operand, Shifted | Changed):
        operand = operand.operand
    if isinstance(operand, Calculated):
        return any(_is_dated(one) for one in operand.values)
    return isinstance(operand, LatestField | Extent | Recent | AsOf | Elapsed)
