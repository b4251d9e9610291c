"""What some expressions ask of each fact: how many kinds of element its lists need, and which codes they tell apart.

A list is encoded as a few slots, each a kind of element with the number of them. That is no bound where it can be
avoided: whatever a count asks comes out the same when, of all that fit it, only as many are kept as its bounds can
tell apart, and elements that fit the same counts can be taken for copies of one. How elements lie to one another,
and how long they last, is looked into with a few kinds of element, and answers say so.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from assent.analyse.encode.normal import normal
from assent.language.expressions import (
    AsOf,
    Calculated,
    Changed,
    Count,
    Elapsed,
    Expression,
    Extent,
    FactValue,
    FieldValue,
    LatestField,
    Leaf,
    Operand,
    Recent,
    Shifted,
    Test,
    leaves_of,
)
from assent.language.operands import inputs_of
from assent.language.values import Period

# So many kinds of element at most; beyond that, answers are up to this bound, and say so.
MOST_SLOTS = 10

# So many kinds of element for each question of how they lie to one another, or of how long they last.
_FEW = 3

# A fact by its name, or a field of its elements.
Thing = tuple[str, str]


@dataclass(slots=True)
class Demands:
    """What is asked of facts, gathered from expressions.

    Of a list that is held against a `longer` one, twice as many elements have to be kept: of those that it has, and
    of those that are there besides. How many ways there are to fit some counts is the same. Where requests are held
    against others that say more of the same elements, those too are asked `twice`, once as they were and once as they
    are then, and each way to fit before goes with each way to fit after; a few kinds are looked into of those that
    have an order.
    """

    counts: dict[str, dict[tuple[Period | None, Expression | None], int]] = field(default_factory=dict)
    latest: dict[str, set[LatestField]] = field(default_factory=dict)
    ordered: dict[str, dict[Expression | Extent, int]] = field(default_factory=dict)
    patterns: dict[Thing, set[str]] = field(default_factory=dict)
    least_slots: int = 0
    longer: frozenset[str] = frozenset()
    twice: bool = False

    def in_order(self, name: str) -> bool:
        """Whether the slots of a list stand in the order of their dates."""
        return name in self.ordered

    def add(self, expressions: Iterable[Expression]) -> None:
        """Gather what these expressions ask; what they name is not entered."""
        for expression in expressions:
            for leaf in leaves_of(expression):
                self._leaf(normal(leaf))

    def _leaf(self, leaf: Leaf) -> None:
        if isinstance(leaf, Count):
            tells_apart = max(leaf.at_least or 0, 0 if leaf.at_most is None else leaf.at_most + 1)
            if leaf.pattern is not None or leaf.per is not None:
                spread = leaf.pattern is not None and leaf.pattern.kind == "at least apart"
                self.ordered.setdefault(leaf.fact.name, {})[leaf] = tells_apart if spread else _FEW
            named = self.counts.setdefault(leaf.fact.name, {})
            key = (leaf.window, leaf.where)
            named[key] = max(named.get(key, 0), tells_apart)
            self._condition(leaf.where, leaf.fact.name)
        for one in inputs_of(leaf):
            if isinstance(one, LatestField):
                self.latest.setdefault(one.fact.name, set()).add(one)
                self._condition(one.where, one.fact.name)
            elif isinstance(one, Extent):
                self.ordered.setdefault(one.fact.name, {})[one] = _FEW
                self._condition(one.where, one.fact.name)
        if isinstance(leaf, Test):
            self._pattern(leaf, "")

    def _condition(self, where: Expression | None, element: str) -> None:
        for test in leaves_of(where) if where is not None else ():
            if isinstance(test, Test):
                self._pattern(test, element)

    def _pattern(self, test: Test, element: str) -> None:
        if test.operator.argument == "code" and test.literal is not None:
            self.patterns.setdefault(thing_of(test.operand, element), set()).add(str(test.literal.value))

    def slots(self, name: str) -> tuple[int, bool]:
        """How many slots the list of a name gets, and whether that is as good as any number."""
        counts, kept = self.counts.get(name, {}), 2 if self.twice or name in self.longer else 1
        ways = 3 ** (len(counts) * (2 if self.twice else 1)) - 1
        wanted = min(kept * sum(counts.values()), ways)
        picked = self.latest.get(name, ())
        wanted += kept * (2 * len(picked) + len({(one.earliest, one.window, one.where) for one in picked}))
        ordered = self.ordered.get(name, {})
        if ordered:
            few = min(wanted, 2) + (2 if name in self.longer else 1) * sum(ordered.values())
            return max(min(few, _FEW if self.twice else MOST_SLOTS), self.least_slots), False
        enough = wanted <= MOST_SLOTS
        return max(min(wanted, MOST_SLOTS), self.least_slots), enough or self.least_slots >= wanted


def thing_of(operand: Operand, element: str = "") -> Thing:
    """What an operand's value is one of: a fact, or a field of the elements of one."""
    match operand:
        case FieldValue(asked):
            return element, asked.name
        case LatestField(fact, asked):
            return fact.name, asked.name
        case FactValue(fact) | Recent(fact) | Extent(fact):
            return fact.name, ""
        case AsOf() | Shifted() | Elapsed() | Changed() | Calculated():
            raise AssertionError("a value that is worked out is no thing by itself")
