"""Expressions as terms. What the solver is not told about may be anything: that makes more possible, never less."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import assert_never

import z3

from assent.analyse.encode import lists
from assent.analyse.encode.operators import encode
from assent.analyse.encode.space import Inexpressible, Space
from assent.analyse.encode.symbols import Slot, Symbol
from assent.analyse.encode.terms import Term, conj, disj
from assent.analyse.encode.truth import Truth, all_of, any_of, at_least_of, not_
from assent.language.expressions import (
    AllOf,
    AnyOf,
    AtLeastOf,
    Count,
    Expression,
    Fact,
    FactValue,
    FieldValue,
    LatestField,
    Leaf,
    Literal,
    Named,
    Not,
    Operand,
    Test,
    Titled,
    fact_of,
    parts_of,
)
from assent.language.types import Judgement

Asked = Callable[[Leaf], bool]


class Expressions:
    """The expressions of one policy over a space; `named` is what its ids stand for."""

    def __init__(self, space: Space, named: Mapping[str, Expression]) -> None:
        self.space = space
        self.named = named
        self._truths: dict[str, Truth] = {}
        self._leaves: dict[Leaf, Truth] = {}
        self._seen: dict[int, tuple[Expression, Truth]] = {}
        self._latest: dict[LatestField, Symbol] = {}

    def truth(self, expression: Expression) -> Truth:
        """The truth of an expression."""
        known = self._seen.get(id(expression))
        if known is None:
            known = self._seen[id(expression)] = (expression, self._truth(expression))
        return known[1]

    def _truth(self, expression: Expression) -> Truth:
        match expression:
            case Test() | Count():
                if expression not in self._leaves:
                    self._leaves[expression] = self._leaf(expression)
                return self._leaves[expression]
            case Not(part):
                return not_(self.truth(part))
            case AllOf(parts):
                return all_of([self.truth(part) for part in parts])
            case AnyOf(parts):
                return any_of([self.truth(part) for part in parts])
            case AtLeastOf(number, parts):
                return at_least_of(number, [self.truth(part) for part in parts])
            case Named(id):
                return self.name(id)
            case Titled(_, part):
                return self.truth(part)
            case _:
                assert_never(expression)

    def name(self, id: str) -> Truth:
        """The truth of a definition or a clause."""
        if id not in self._truths:
            self._truths[id] = self._shared(id, self.truth(self.named[id]))
        return self._truths[id]

    def _shared(self, id: str, truth: Truth) -> Truth:
        """The truth under names of its own, so that what is named often is written once."""
        parts = []
        for word, term in (("met", truth.met), ("not met", truth.unmet)):
            if isinstance(term, bool):
                parts.append(term)
                continue
            name = z3.FreshBool(f"{id} {word}")
            self.space.demand(name == term)
            parts.append(name)
        return Truth(*parts)

    def awaits(self, expression: Expression, asked: Asked) -> Term:
        """Whether an expression is unknown and, of the leaves that matter in it, one is as asked."""
        match expression:
            case Test() | Count():
                return self.truth(expression).unknown if asked(expression) else False
            case Named(id):
                return self.awaits(self.named[id], asked)
            case _:
                inside = disj(*(self.awaits(part, asked) for part in parts_of(expression)))
                return conj(self.truth(expression).unknown, inside)

    def _leaf(self, leaf: Leaf) -> Truth:
        try:
            if isinstance(leaf, Count):
                where = leaf.where
                condition = None if where is None else (lambda slot: self._inside(where, leaf.fact, slot))
                return lists.count(leaf, self.space, condition)
            return encode(leaf.operator, self._symbol(leaf.operand), _literal(leaf), self.space)
        except Inexpressible as inexpressible:
            self.space.untold[inexpressible.why] = None
            known, holds = z3.FreshBool("known"), z3.FreshBool("holds")
            return Truth(conj(known, holds), conj(known, z3.Not(holds)))

    def _symbol(self, operand: Operand) -> Symbol:
        match operand:
            case FactValue(fact):
                return self.space.fact(fact)
            case LatestField():
                if operand not in self._latest:
                    self._latest[operand] = lists.latest(operand, self.space)
                return self._latest[operand]
            case FieldValue():
                raise AssertionError("fields are asked about inside counts only")
            case _:
                assert_never(operand)

    def _inside(self, condition: Expression, fact: Fact, slot: Slot) -> Truth:
        """The truth of a count's condition, of the elements of one slot."""
        match condition:
            case Test(row, FieldValue(_, position)):
                return encode(row, self.space.field(fact, slot, position), _literal(condition), self.space)
            case Not(part):
                return not_(self._inside(part, fact, slot))
            case AllOf(parts):
                return all_of([self._inside(part, fact, slot) for part in parts])
            case AnyOf(parts):
                return any_of([self._inside(part, fact, slot) for part in parts])
            case AtLeastOf(number, parts):
                return at_least_of(number, [self._inside(part, fact, slot) for part in parts])
            case Test() | Count() | Named() | Titled():
                raise Inexpressible("the solver does not know every test in a condition of a count")
            case _:
                assert_never(condition)


def is_for_provider(leaf: Leaf) -> bool:
    """Whether a provider is asked about a leaf, and not a clinician."""
    return not isinstance(fact_of(leaf).type, Judgement)


def _literal(test: Test) -> Literal | None:
    return None if test.argument is None else test.argument.value
