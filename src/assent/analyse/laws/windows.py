"""What is expected of the windows of a measured value and of an element that is picked: of their first and last days.

A test of a value is in its window the test of that value, whatever its day; a day outside, there is no such value.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from assent.analyse.encode.expressions import Expressions
from assent.analyse.encode.normal import normal
from assent.analyse.encode.symbols import Listed, Plain
from assent.analyse.encode.terms import Term, conj, disj, neg
from assent.analyse.encode.truth import Truth
from assent.analyse.encode.written import Written
from assent.analyse.laws.sides import Expected, ago
from assent.language.expressions import Count, FactValue, LatestField, Leaf, Operand, Recent, Test
from assent.language.operands import day_of, inputs_of
from assent.language.types import Collection


def has_window(leaf: Leaf) -> bool:
    """Whether a test is of a measured value in a window, or of an element picked out of one."""
    return isinstance(leaf, Test) and (isinstance(leaf.operand, Recent) or any(_picked(leaf)))


def of_windows(leaf: Leaf, expressions: Expressions) -> Iterator[Expected]:
    """What is expected of each window in a test of a value."""
    if isinstance(leaf, Test):
        if isinstance(leaf.operand, Recent):
            yield from _of_recent(leaf, leaf.operand, expressions)
        for picked in _picked(leaf):
            yield from _of_picked(leaf, picked, expressions)


def _picked(leaf: Leaf) -> Iterator[LatestField]:
    if not isinstance(leaf, Count):
        yield from (one for one in inputs_of(normal(leaf)) if isinstance(one, LatestField) and one.window is not None)


def _of_recent(test: Test, recent: Recent, expressions: Expressions) -> Iterator[Expected]:
    """In the window a test of the value, whatever its day; outside, of a value that is unknown."""
    day, value, space = expressions.symbol(day_of(recent.fact)), expressions.symbol(recent.fact), expressions.space
    assert isinstance(day, Plain) and isinstance(value, Plain)
    low = ago(space, recent.window)
    there = conj(value.known, neg(value.nothing), day.known)
    inside = conj(there, low <= day.value, day.value <= space.as_of)
    outside = conj(there, disj(day.value <= low - 1, day.value >= space.as_of + 1))
    whatever_day = expressions.truth(replace(test, operand=FactValue(recent.fact)))
    yield from _as_in(whatever_day, inside)
    beside = [expressions.operand(test.argument)] if isinstance(test.argument, Operand) else []
    yield Expected(conj(outside, *(neg(one.nothing) for one in beside)), truth=None)


def _of_picked(leaf: Leaf, picked: LatestField, expressions: Expressions) -> Iterator[Expected]:
    """Of one element alone: in the window a test of its own value, and outside the test of none, which is not met."""
    listed, type, space = expressions.symbol(picked.fact), picked.fact.type, expressions.space
    assert isinstance(listed, Listed) and isinstance(type, Collection) and type.dated_by is not None
    assert picked.window is not None
    if not listed.slots:
        return
    slot, *others = listed.slots
    day = space.field(picked.fact, slot, type.dated_by)
    assert isinstance(day, Plain)
    alone = conj(listed.known, slot.number == 1, *(one.number == 0 for one in others), day.known)
    low = ago(space, picked.window)
    condition = expressions.condition(picked.where, picked.fact)
    fits = True if condition is None else condition(slot).met
    value = space.field(picked.fact, slot, picked.position)
    other = Expressions(space, expressions.named, written=Written(latest={picked: value}))
    yield from _as_in(other.truth(leaf), conj(alone, fits, low <= day.value, day.value <= space.as_of, value.known))
    yield Expected(conj(alone, disj(day.value <= low - 1, day.value >= space.as_of + 1)), truth=False)


def _as_in(truth: Truth, given: Term) -> Iterator[Expected]:
    yield Expected(conj(given, truth.met), truth=True)
    yield Expected(conj(given, truth.unmet), truth=False)
