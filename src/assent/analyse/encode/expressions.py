"""Expressions as terms. What the solver is not told about may be anything: that makes more possible, never less."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from functools import cached_property, partial
from typing import assert_never

import z3

from assent.analyse.encode import lists
from assent.analyse.encode.elapsed import elapsed, since
from assent.analyse.encode.episodes import Lengths, held, lengths
from assent.analyse.encode.follows import follows
from assent.analyse.encode.normal import normal
from assent.analyse.encode.operators import calculated, changed, encode, encode_beside, recent
from assent.analyse.encode.space import Inexpressible, Space
from assent.analyse.encode.symbols import Listed, Plain, Slot, Symbol
from assent.analyse.encode.terms import Term, conj, disj, neg
from assent.analyse.encode.truth import Truth, all_of, any_of, at_least_of, by_case, known_if, not_
from assent.analyse.encode.written import Written
from assent.language.expressions import (
    AllOf,
    AnyOf,
    AsOf,
    AtLeastOf,
    Calculated,
    Cases,
    Changed,
    Count,
    Elapsed,
    Expression,
    Extent,
    Fact,
    FactValue,
    FieldValue,
    LatestField,
    Leaf,
    Named,
    Not,
    Operand,
    Recent,
    Shifted,
    Test,
    Titled,
    leaves_of,
    named_in,
    parts_of,
)
from assent.language.operands import day_of, facts_of, inputs_of, is_judged, may_have_no_case
from assent.language.operators import find
from assent.language.types import Collection, Date
from assent.language.values import Period

Asked = Callable[[Leaf], bool]


class Expressions:
    """The expressions of one policy over a space; `named` is what its ids stand for.

    `written` is what was told before, for another policy over the same space. In a variation some ids stand for
    something else, or some facts have a value of their own (`facts`); what it has in common with the original is
    taken from there, and nothing of it is written down for good.
    """

    def __init__(
        self,
        space: Space,
        named: Mapping[str, Expression],
        *,
        written: Written | None = None,
        facts: Mapping[str, Symbol] | None = None,
        truths: Mapping[str, Truth] | None = None,
    ) -> None:
        self.space = space
        self.named = named
        self.written = Written() if written is None else written
        self._facts = facts or {}
        self._own = Written()
        self._varies = truths is not None
        self._truths: dict[str, Truth] = dict(truths or {})
        self._seen: dict[int, tuple[Expression, Truth]] = {}

    def varied(
        self, changed: Mapping[str, Expression], facts: Mapping[str, Symbol] | None = None
    ) -> tuple[Expressions, frozenset[str]]:
        """A variation, and the ids whose results may differ in it."""
        facts = facts or {}
        affected = frozenset(
            id
            for id, (ids, asked) in self._entered.items()
            if id in changed or ids & changed.keys() or asked & facts.keys()
        )
        same = {id: self.name(id) for id in self.named if id not in affected}
        named = {**self.named, **changed}
        return Expressions(self.space, named, written=self.written, facts=facts, truths=same), affected

    @cached_property
    def _entered(self) -> dict[str, tuple[frozenset[str], frozenset[str]]]:
        """The ids that each id names, itself or through others, and the facts that it asks about so."""
        found: dict[str, tuple[frozenset[str], frozenset[str]]] = {}

        def enter(id: str) -> tuple[frozenset[str], frozenset[str]]:
            if id not in found:
                inner = [(frozenset((one,)), *enter(one)) for one in named_in(self.named[id])]
                ids = frozenset().union(*(one | ids for one, ids, _ in inner))
                asked = frozenset(fact.name for leaf in leaves_of(self.named[id]) for fact in facts_of(leaf))
                found[id] = (ids, asked.union(*(facts for _, _, facts in inner)))
            return found[id]

        for id in self.named:
            enter(id)
        return found

    @cached_property
    def _naming(self) -> dict[str, set[str]]:
        found: dict[str, set[str]] = {id: {id} for id in self.named}
        for id, (ids, _) in self._entered.items():
            for named in ids:
                found[named].add(id)
        return found

    def naming(self, id: str) -> AbstractSet[str]:
        """What names a definition or a clause, itself or through others; and that itself."""
        return self._naming[id]

    def facts_asked(self, id: str) -> frozenset[str]:
        """The facts that a definition or a clause asks about, itself or through what it names."""
        return self._entered[id][1]

    def ids_asked(self, id: str) -> frozenset[str]:
        """The definitions and clauses that a definition or a clause names, itself or through others."""
        return self._entered[id][0]

    def facts_in(self, expression: Expression) -> frozenset[str]:
        """The facts that an expression asks about, itself or through what it names."""
        own = frozenset(fact.name for leaf in leaves_of(expression) for fact in facts_of(leaf))
        return own.union(*(self.facts_asked(id) for id in named_in(expression)))

    def truth(self, expression: Expression) -> Truth:
        """The truth of an expression."""
        known = self._seen.get(id(expression))
        if known is None:
            known = self._seen[id(expression)] = (expression, self._truth(expression))
        return known[1]

    def _truth(self, expression: Expression) -> Truth:
        match expression:
            case Test() | Count():
                known = self._written_of(facts_of(expression)).leaves
                leaf = normal(expression)
                if leaf not in known:
                    known[leaf] = self._leaf(leaf)
                    self.space.demand(*follows(leaf, known[leaf], known))
                return known[leaf]
            case Not(part):
                return not_(self.truth(part))
            case AllOf(parts):
                return all_of([self.truth(part) for part in parts])
            case AnyOf(parts):
                return any_of([self.truth(part) for part in parts])
            case AtLeastOf(number, parts):
                return at_least_of(number, [self.truth(part) for part in parts])
            case Cases(cases=cases):
                truths = [(self.truth(when), self.truth(then)) for when, then in cases]
                return by_case(truths, may_be_none=may_have_no_case(expression))
            case Named(id):
                return self.name(id)
            case Titled(_, part):
                return self.truth(part)
            case _:
                assert_never(expression)

    def _written_of(self, facts: Iterable[Fact]) -> Written:
        """Where what asks about some facts is written: for good, or, of facts with a value of their own, for here."""
        return self._own if any(fact.name in self._facts for fact in facts) else self.written

    def name(self, id: str) -> Truth:
        """The truth of a definition or a clause."""
        if id not in self._truths:
            self._truths[id] = self._shared(id, self.truth(self.named[id]))
        return self._truths[id]

    def _shared(self, id: str, truth: Truth) -> Truth:
        """The truth under names of its own, so that what is named often is written once."""
        if self._varies:
            return truth
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
            case Cases(cases=cases):
                conditions = [self.awaits(when, asked) for when, _ in cases]
                tests = [conj(neg(self.truth(when).unmet), self.awaits(then, asked)) for when, then in cases]
                return conj(self.truth(expression).unknown, disj(*conditions, *tests))
            case _:
                inside = disj(*(self.awaits(part, asked) for part in parts_of(expression)))
                return conj(self.truth(expression).unknown, inside)

    def _leaf(self, leaf: Leaf) -> Truth:
        try:
            if isinstance(leaf, Count):
                condition = self.condition(leaf.where, leaf.fact)
                return lists.count(leaf, self.symbol(leaf.fact), self.space, condition)
            return self._test(leaf, self.operand)
        except Inexpressible as inexpressible:
            self.space.untold[inexpressible.why] = None
            known, holds = z3.FreshBool("known"), z3.FreshBool("holds")
            if is_open(leaf):
                return Truth(known, False)
            if _is_plain(leaf):  # whatever it says, it is unknown exactly where a fact in it is
                known = conj(*(self.symbol(fact).known for fact in facts_of(leaf)))
            opposite = _opposite(leaf)
            if opposite is not None:
                return not_(self.truth(opposite))
            return known_if(known, holds)

    def symbol(self, fact: Fact) -> Symbol:
        """The symbol of a fact."""
        own = self._facts.get(fact.name)
        return self.space.fact(fact) if own is None else own

    def operand(self, operand: Operand) -> Symbol:
        """The symbol of an operand, fields of elements aside."""
        match operand:
            case FactValue(fact):
                return self.symbol(fact)
            case LatestField():
                known = self._written_of(_asked_in(operand)).latest
                if operand not in known:
                    condition = self.condition(operand.where, operand.fact)
                    known[operand] = lists.latest(operand, self.symbol(operand.fact), self.space, condition)
                return known[operand]
            case Recent(fact, window):
                return recent(self.symbol(fact), self.symbol(day_of(fact)), window, self.space)
            case Calculated():
                return calculated(operand, {one: self.operand(one) for one in operand.values})
            case Elapsed(unit, inner):
                return elapsed(self.operand(inner), unit, self.space)
            case Changed(inner):
                return changed(self.operand(inner), operand)
            case AsOf():
                return Plain(Date(), True, self.space.as_of)
            case Shifted(inner, period):
                return self._shifted(self.operand(inner), period)
            case Extent():
                raise AssertionError("how long episodes last is held against a length of time only")
            case FieldValue():
                raise AssertionError("fields are asked about inside counts only")
            case _:
                assert_never(operand)

    def _test(self, test: Test, symbol_of: Callable[[Operand], Symbol]) -> Truth:
        """A test of an operand, held against a literal or against another operand."""
        if isinstance(test.argument, Operand):
            return encode_beside(test.operator, symbol_of(test.operand), symbol_of(test.argument))
        literal = None if test.argument is None else test.argument.value
        if isinstance(test.operand, Extent):
            return held(test.operator, self._lengths(test.operand), literal, self.space)
        if isinstance(test.operand, Elapsed) and isinstance(literal, int | Decimal | Fraction):
            return since(test.operator, symbol_of(test.operand.operand), test.operand.unit, literal, self.space)
        return encode(test.operator, symbol_of(test.operand), literal, self.space)

    def _lengths(self, operand: Extent) -> Lengths:
        known = self._written_of(_asked_in(operand)).extents
        if operand not in known:
            listed = self.symbol(operand.fact)
            assert isinstance(listed, Listed)
            condition = self.condition(operand.where, operand.fact)
            known[operand] = lengths(operand, listed, self.space, condition)
        return known[operand]

    def condition(self, where: Expression | None, fact: Fact) -> Callable[[Slot], Truth] | None:
        """A condition of the elements of a list, as it is asked of those of one slot."""
        return None if where is None else partial(self.inside, where, fact)

    def _shifted(self, day: Symbol, period: Period) -> Symbol:
        assert isinstance(day, Plain)
        return replace(day, value=self.space.calendar.back(day.value, period))

    def in_slot(self, fact: Fact, slot: Slot, operand: Operand) -> Symbol:
        """The symbol of an operand in a count's condition, of the elements of one slot."""
        match operand:
            case FieldValue(_, position):
                return self.space.field(fact, slot, position)
            case Shifted(inner, period):
                return self._shifted(self.in_slot(fact, slot, inner), period)
            case Elapsed(unit, inner):
                return elapsed(self.in_slot(fact, slot, inner), unit, self.space)
            case Changed(inner):
                return changed(self.in_slot(fact, slot, inner), operand)
            case _:
                return self.operand(operand)

    def inside(self, condition: Expression, fact: Fact, slot: Slot) -> Truth:
        """The truth of a count's condition, of the elements of one slot."""
        match condition:
            case Test():
                return self._test(condition, partial(self.in_slot, fact, slot))
            case Not(part):
                return not_(self.inside(part, fact, slot))
            case AllOf(parts):
                return all_of([self.inside(part, fact, slot) for part in parts])
            case AnyOf(parts):
                return any_of([self.inside(part, fact, slot) for part in parts])
            case AtLeastOf(number, parts):
                return at_least_of(number, [self.inside(part, fact, slot) for part in parts])
            case Count() | Named() | Titled() | Cases():
                raise Inexpressible("the solver does not know every test in a condition of a count")
            case _:
                assert_never(condition)


def _asked_in(operand: LatestField | Extent) -> Iterator[Fact]:
    """The facts that a value of a list's elements is worked out from: the list, and those that its condition names."""
    yield operand.fact
    for test in leaves_of(operand.where) if operand.where is not None else ():
        yield from facts_of(test)


def _opposite(leaf: Leaf) -> Leaf | None:
    """The test that a leaf is the negation of, where no value in it can be one that there surely is not."""
    if isinstance(leaf, Count) or leaf.operator.symbol != "is not":
        return None
    if not _is_plain(leaf):
        return None
    row = find(leaf.operator.takes, "is", leaf.operator.argument)
    return None if row is None else replace(leaf, operator=row)


def _is_plain(leaf: Leaf) -> bool:
    """Whether a leaf is a test of facts that are known or unknown, and nothing else."""
    inputs = inputs_of(leaf)
    facts = all(isinstance(one, FactValue) and not one.fact.not_done for one in inputs)
    return isinstance(leaf, Test) and not leaf.operator.sees_unknown and facts


def is_open(leaf: Leaf) -> bool:
    """Whether a leaf counts evidence, of which there is never surely too little."""
    return isinstance(leaf, Count) and isinstance(leaf.fact.type, Collection) and not leaf.fact.type.complete


def is_for_provider(leaf: Leaf) -> bool:
    """Whether a provider is asked about a leaf, and not a clinician."""
    return not is_judged(leaf)
