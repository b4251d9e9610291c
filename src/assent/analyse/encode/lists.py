"""Counts and the latest element, as terms over the slots of a list."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from itertools import combinations

import z3

from assent.analyse.encode.space import Inexpressible, Space, alike
from assent.analyse.encode.symbols import Lasting, Listed, Plain, Slot, Symbol
from assent.analyse.encode.terms import Term, choose, conj, disj, neg, total
from assent.analyse.encode.truth import Truth, all_of, known_if
from assent.language.expressions import Count, Fact, LatestField
from assent.language.types import Collection

Condition = Callable[[Slot], Truth]


def count(leaf: Count, listed: Symbol, space: Space, where: Condition | None) -> Truth:
    """The count as an interval, from the elements that surely fit to those that may, held against its bounds."""
    if leaf.pattern is not None or leaf.per is not None:
        raise Inexpressible("the solver does not know how events lie to one another, or counts per value of a field")
    assert isinstance(listed, Listed) and isinstance(leaf.fact.type, Collection)
    fits = [(slot.number, _fits(leaf, leaf.fact, leaf.fact.type, slot, space, where)) for slot in listed.slots]
    low = _counted((number, fit.met) for number, fit in fits)
    high = _counted((number, neg(fit.unmet)) for number, fit in fits)
    bounds: list[Truth] = []
    if leaf.at_least is not None:
        too_few = high < leaf.at_least if leaf.fact.type.complete else False
        bounds.append(Truth(low >= leaf.at_least, too_few))
    if leaf.at_most is not None:
        bounds.append(Truth(high <= leaf.at_most if leaf.fact.type.complete else False, low > leaf.at_most))
    truth = all_of(bounds)
    return Truth(conj(listed.known, truth.met), conj(listed.known, truth.unmet))


def _counted(parts: Iterable[tuple[Term, Term]]) -> Term:
    return total(choose(fits, number, z3.IntVal(0)) for number, fits in parts)


def _fits(leaf: Count, fact: Fact, type: Collection, slot: Slot, space: Space, where: Condition | None) -> Truth:
    truths: list[Truth] = []
    if type.dated_by is not None:
        day = space.field(fact, slot, type.dated_by)
        assert isinstance(day, Plain)
        inside = day.value <= space.as_of
        if leaf.window is not None:
            inside = conj(inside, day.value >= space.calendar.back(space.as_of, leaf.window))
        truths.append(known_if(day.known, inside))
    if where is not None:
        truths.append(where(slot))
    return all_of(truths)


def latest(operand: LatestField, listed: Symbol, space: Space) -> Plain | Lasting:
    """The field of the latest element up to the date of the request."""
    if operand.earliest or operand.window is not None or operand.where is not None:
        raise Inexpressible("the solver does not know the earliest, or the latest of some")
    fact, at = operand.fact, operand.position
    assert isinstance(listed, Listed) and isinstance(fact.type, Collection) and fact.type.dated_by is not None
    present, days, values = [], [], []
    for slot in listed.slots:
        day = space.field(fact, slot, fact.type.dated_by)
        assert isinstance(day, Plain)
        present.append(slot.number > 0)
        days.append(day)
        values.append(space.field(fact, slot, at))
    past = [conj(there, day.known, day.value <= space.as_of) for there, day in zip(present, days, strict=True)]
    undated = [conj(there, neg(day.known)) for there, day in zip(present, days, strict=True)]
    has_past, last = disj(*past), z3.FreshInt(f"latest {fact.name}")
    space.demand(
        *(z3.Implies(one, day.value <= last) for one, day in zip(past, days, strict=True)),
        z3.Implies(has_past, disj(*(conj(one, day.value == last) for one, day in zip(past, days, strict=True)))),
    )
    candidates = [disj(open, conj(one, day.value == last)) for open, one, day in zip(undated, past, days, strict=True)]
    found = space.declare(operand.field.type, f"latest {fact.name}.{operand.field.name}", fact.name, operand.field.name)
    assert isinstance(found, Plain | Lasting)
    agree = _agree(candidates, values, [slot.number for slot in listed.slots])
    space.demand(
        *(
            z3.Implies(conj(agree, one, value.known), alike(value, found))
            for one, value in zip(candidates, values, strict=True)
        )
    )
    stated = conj(listed.known, has_past, agree)
    not_done = disj(*(conj(one, value.nothing) for one, value in zip(candidates, values, strict=True)))
    no_element = conj(listed.known, neg(has_past), neg(disj(*undated)))
    return replace(found, known=conj(stated, neg(not_done)), nothing=disj(no_element, conj(stated, not_done)))


def _agree(candidates: list[Term], values: list[Plain | Lasting], numbers: list[Term]) -> Term:
    """Whether all candidates for the latest element state one value."""
    several = total(choose(one, number, z3.IntVal(0)) for one, number in zip(candidates, numbers, strict=True)) > 1
    agree = []
    for candidate, value in zip(candidates, values, strict=True):
        agree.append(disj(neg(candidate), value.known, value.nothing))
        if isinstance(value, Lasting):  # a quantity may yet be stated by its dates, and then differ
            agree.append(neg(conj(candidate, several, neg(value.dated))))
    for (one, value), (other, second) in combinations(zip(candidates, values, strict=True), 2):
        both_done = conj(neg(value.nothing), neg(second.nothing), alike(value, second))
        agree.append(disj(neg(one), neg(other), conj(value.nothing, second.nothing), both_done))
    return conj(*agree)
