"""What is expected of the window of a measured value, and of which element is picked: told by their days alone.

A test of a value is in its window the test of that value, whatever its day; a day outside, the value is unknown. A
test of an element that is picked is the test of its own value.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from assent.analyse.encode.expressions import Expressions
from assent.analyse.encode.normal import normal
from assent.analyse.encode.space import alike
from assent.analyse.encode.symbols import Lasting, Listed, Plain, Symbol
from assent.analyse.encode.terms import Term, conj, disj, neg
from assent.analyse.encode.truth import Truth, certain
from assent.analyse.encode.written import Written
from assent.analyse.laws.sides import Expected, ago
from assent.language.expressions import (
    FactValue,
    LatestField,
    Leaf,
    Operand,
    Recent,
    Test,
    condition_of,
    leaves_of,
)
from assent.language.operands import day_of, inputs_of
from assent.language.types import Collection


def has_window(leaf: Leaf) -> bool:
    """Whether a test is of a measured value in a window, or names an element that is picked, in one or not."""
    return any(_picked(leaf)) or (isinstance(leaf, Test) and isinstance(leaf.operand, Recent))


def of_windows(leaf: Leaf, expressions: Expressions) -> Iterator[tuple[Truth, Expected]]:
    """What is expected of each window and each pick in a test, with the test's truth."""
    truth = expressions.truth(leaf)
    if isinstance(leaf, Test) and isinstance(leaf.operand, Recent):
        yield from ((truth, one) for one in _of_recent(leaf, leaf.operand, expressions))
    for picked in _picked(leaf):
        yield from ((truth, one) for one in _of_picked(leaf, picked, expressions))


def _picked(leaf: Leaf) -> Iterator[LatestField]:
    yield from (one for one in inputs_of(normal(leaf)) if isinstance(one, LatestField))


def _of_recent(test: Test, recent: Recent, expressions: Expressions) -> Iterator[Expected]:
    """In the window a test of the value, whatever its day; outside, and of no day, of a value that is unknown."""
    day, value, space = expressions.symbol(day_of(recent.fact)), expressions.symbol(recent.fact), expressions.space
    assert isinstance(day, Plain) and isinstance(value, Plain)
    low = ago(space, recent.window)
    inside = conj(day.known, low <= day.value, day.value <= space.as_of)
    outside = disj(neg(day.known), day.value <= low - 1, day.value >= space.as_of + 1)
    whatever_day = expressions.truth(replace(test, operand=FactValue(recent.fact)))
    yield from _as_in(whatever_day, inside)
    beside = [expressions.operand(test.argument)] if isinstance(test.argument, Operand) else []
    done = (neg(one.nothing) for one in (value, *beside))
    yield Expected(conj(outside, *done), truth=None)


@dataclass(frozen=True, slots=True)
class _Element:
    """The elements of one slot: how many, whether they are surely among those that are asked for, and surely not."""

    number: Term
    is_among: Term
    is_not: Term
    day: Plain
    value: Plain | Lasting


def _of_picked(leaf: Leaf, picked: LatestField, expressions: Expressions) -> Iterator[Expected]:
    """What a test comes out as with the value of the element that is picked, with one that is unknown, with none."""
    listed, space = expressions.symbol(picked.fact), expressions.space
    assert isinstance(listed, Listed)
    elements = list(_elements(picked, listed, expressions))
    if not elements:
        return

    def with_value(value: Symbol) -> Truth:
        return Expressions(space, expressions.named, written=Written(latest={picked: value})).truth(leaf)

    open: list[Term] = [neg(listed.known)]
    for at, one in enumerate(elements):
        others = [*elements[:at], *elements[at + 1 :]]
        given = conj(listed.known, one.is_among, _is_first_of_all(one, others, earliest=picked.earliest))
        rivals = [
            conj(_may_come_before(one, other, earliest=picked.earliest), neg(_agree(one, other))) for other in others
        ]
        settled = neg(disj(*rivals, _is_too_rough(one)))
        yield from _as_in(with_value(one.value), conj(given, settled))
        open.append(conj(given, neg(settled)))
    none_is_sure = conj(*(neg(one.is_among) for one in elements))
    no_element = conj(*(one.is_not for one in elements))
    open.append(conj(listed.known, none_is_sure, neg(no_element)))
    some = elements[0].value
    yield from _as_in(with_value(replace(some, known=False, nothing=False)), disj(*open))
    if picked in _on_a_side(leaf):  # no comparison with what there is none of is met
        yield Expected(conj(listed.known, no_element), truth=False)
    else:
        yield from _as_in(with_value(replace(some, known=False, nothing=True)), conj(listed.known, no_element))


def _on_a_side(leaf: Leaf) -> frozenset[Operand]:
    """What a test itself holds against something, and not the condition in it."""
    condition = condition_of(normal(leaf))
    inside = () if condition is None else (one for test in leaves_of(condition) for one in inputs_of(test))
    return frozenset(inputs_of(normal(leaf))).difference(inside)


def _elements(picked: LatestField, listed: Listed, expressions: Expressions) -> Iterator[_Element]:
    space, type = expressions.space, picked.fact.type
    assert isinstance(type, Collection) and type.dated_by is not None
    condition = expressions.condition(picked.where, picked.fact)
    for slot in listed.slots:
        day, value = (space.field(picked.fact, slot, at) for at in (type.dated_by, picked.position))
        assert isinstance(day, Plain)
        inside = [day.value <= space.as_of]
        if picked.window is not None:
            inside.append(day.value >= ago(space, picked.window))
        fits = certain(True) if condition is None else condition(slot)
        is_among = conj(slot.number >= 1, day.known, *inside, fits.met)
        is_not = disj(slot.number <= 0, conj(day.known, neg(conj(*inside))), fits.unmet)
        yield _Element(slot.number, is_among, is_not, day, value)


def _is_first_of_all(one: _Element, others: Sequence[_Element], *, earliest: bool) -> Term:
    """Whether no other that surely is among those that are asked for comes before it."""
    return conj(*(disj(neg(other.is_among), _not_before(other, one, earliest=earliest)) for other in others))


def _not_before(one: _Element, other: _Element, *, earliest: bool) -> Term:
    return one.day.value >= other.day.value if earliest else one.day.value <= other.day.value


def _may_come_before(one: _Element, other: _Element, *, earliest: bool) -> Term:
    """Whether another may be picked in its place: one that may be among them, of the same day, a better one or none."""
    return conj(neg(other.is_not), disj(neg(other.day.known), _not_before(one, other, earliest=earliest)))


def _agree(one: _Element, other: _Element) -> Term:
    """Whether the values of two elements are surely one."""
    same = [one.value.known, other.value.known, alike(one.value, other.value)]
    if isinstance(one.value, Lasting) and isinstance(other.value, Lasting):
        same += [one.value.dated, other.value.dated]
    return disj(conj(*same), conj(one.value.nothing, other.value.nothing))


def _is_too_rough(one: _Element) -> Term:
    """Of a quantity of time that several elements state, each may yet be stated by dates, and they may differ then."""
    value = one.value
    return conj(one.number >= 2, value.known, neg(value.dated)) if isinstance(value, Lasting) else False


def _as_in(truth: Truth, given: Term) -> Iterator[Expected]:
    """That a test comes out as another one, where it is told of one."""
    for where, expected in ((truth.met, True), (truth.unmet, False), (truth.unknown, None)):
        together = conj(given, where)
        if together is not False:
            yield Expected(together, expected)
