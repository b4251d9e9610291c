"""Values with which one test of an expression decides it: what stands beside the test is settled so that it is open."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from random import Random
from typing import Any

from assent.evaluate.interpreter import Case, Truth, meaning
from assent.language.expressions import (
    AllOf,
    AnyOf,
    AtLeastOf,
    Cases,
    Count,
    Expression,
    Leaf,
    Named,
    Not,
    Test,
    Titled,
)
from assent.language.operands import facts_of
from assent.requests.read import Read

# A value as a request states it, and as it is read.
Stated = tuple[Any, Read]


class Aimed:
    """Draws values for the facts of expressions. `values_of` has those of a fact that are worth trying on a day."""

    def __init__(
        self, random: Random, named: Mapping[str, Expression], values_of: Callable[[str], Sequence[Stated]], case: Case
    ) -> None:
        self._random = random
        self._named = named
        self._values_of = values_of
        self._case = case
        self._fitting: dict[tuple[int, Truth], list[dict[str, Stated]]] = {}

    def drawn(self, expression: Expression) -> dict[str, Stated]:
        """Values with which a test, somewhere in an expression, is likely to decide it."""
        values: dict[str, Stated] = {}
        node = expression
        while not isinstance(node, Test | Count | Cases):
            match node:
                case Named(id):
                    node = self._named[id]
                case Not(part) | Titled(_, part):
                    node = part
                case AllOf(parts) | AnyOf(parts) | AtLeastOf(_, parts):
                    at = self._random.randrange(len(parts))
                    others = [part for other, part in enumerate(parts) if other != at]
                    self._random.shuffle(others)
                    met = node.number - 1 if isinstance(node, AtLeastOf) else len(others) * isinstance(node, AllOf)
                    for position, other in enumerate(others):
                        self._settle(other, position < met, values)
                    node = parts[at]
        self._settle(node, self._random.choice((True, False, None)), values)
        return values

    def _settle(self, expression: Expression, truth: Truth, values: dict[str, Stated]) -> None:
        """Add values with which an expression is likely to have a truth."""
        match expression:
            case Test() | Count():
                if fitting := self._that_fit(expression, truth):
                    values |= self._random.choice(fitting)
            case Not(part):
                self._settle(part, None if truth is None else not truth, values)
            case Titled(_, part):
                self._settle(part, truth, values)
            case Named(id):
                self._settle(self._named[id], truth, values)
            case AllOf(parts):
                self._settle_each(parts if truth else [self._random.choice(parts)], truth, values)
            case AnyOf(parts):
                self._settle_each([self._random.choice(parts)] if truth else parts, truth, values)
            case AtLeastOf(number, parts):
                self._settle_each(self._random.sample(parts, number) if truth else parts, truth, values)
            case Cases(cases=cases):
                self._settle(self._random.choice(cases)[1], truth, values)

    def _settle_each(self, parts: Iterable[Expression], truth: Truth, values: dict[str, Stated]) -> None:
        for part in parts:
            self._settle(part, truth, values)

    def _that_fit(self, leaf: Leaf, truth: Truth) -> list[dict[str, Stated]]:
        """Single values of a leaf's facts with which it has a truth, where all else is as it was; none if it has."""
        key = (id(leaf), truth)
        if key not in self._fitting and meaning(leaf, self._case) is truth:
            self._fitting[key] = []
        if key not in self._fitting:
            each = [(fact.name, stated) for fact in facts_of(leaf) for stated in self._values_of(fact.name)]
            self._fitting[key] = [{name: stated} for name, stated in each if self._truth(leaf, name, stated) is truth]
        return self._fitting[key]

    def _truth(self, leaf: Leaf, name: str, stated: Stated) -> Truth:
        facts = {**{fact.name: self._case.facts.get(fact.name) for fact in facts_of(leaf)}, name: None}
        return meaning(leaf, Case(self._case.as_of, {**facts, **stated[1].facts}, self._named))
