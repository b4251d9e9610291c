"""Counts and the latest element, as terms over the slots of a list."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from itertools import combinations

import z3

from assent.analyse.encode.patterns import Some, reaches
from assent.analyse.encode.space import Inexpressible, Space, alike
from assent.analyse.encode.symbols import Lasting, Listed, Plain, Slot, Symbol
from assent.analyse.encode.terms import Term, choose, conj, disj, neg, total
from assent.analyse.encode.truth import Truth, all_of, known_if
from assent.language.expressions import Count, Fact, LatestField
from assent.language.types import Collection

Condition = Callable[[Slot], Truth]


def count(leaf: Count, listed: Symbol, space: Space, where: Condition | None) -> Truth:
    """The count as an interval, from the elements that surely fit to those that may, held against its bounds."""
    assert isinstance(listed, Listed) and isinstance(leaf.fact.type, Collection)
    if leaf.per is not None and leaf.fact.type.fields[leaf.per].not_done:
        raise Inexpressible("the solver does not count by the values of a field that may not have been done")
    low, high = [], []
    for slot in listed.slots:
        fit = _fits(leaf, leaf.fact, leaf.fact.type, slot, space, where)
        at = leaf.fact.type.dated_by
        day = None if at is None else space.field(leaf.fact, slot, at)
        value = None if leaf.per is None else space.field(leaf.fact, slot, leaf.per)
        assert day is None or isinstance(day, Plain)
        low.append(Some(slot.number, fit.met, day, value))
        high.append(Some(slot.number, neg(fit.unmet), day, value))
    bounds: list[Truth] = []
    for number, turned in ((leaf.at_least, False), (None if leaf.at_most is None else leaf.at_most + 1, True)):
        if number is None:
            continue
        surely = reaches(number, low, leaf.pattern, space, sure=True)
        never = neg(reaches(number, high, leaf.pattern, space, sure=False)) if leaf.fact.type.complete else False
        bounds.append(Truth(never, surely) if turned else Truth(surely, never))
    truth = all_of(bounds)
    return Truth(conj(listed.known, truth.met), conj(listed.known, truth.unmet))


def _fits(
    leaf: Count | LatestField, fact: Fact, type: Collection, slot: Slot, space: Space, where: Condition | None
) -> Truth:
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


def latest(operand: LatestField, listed: Symbol, space: Space, where: Condition | None) -> Plain | Lasting:
    """The field of the latest element up to the date of the request, or the earliest, of those that are asked for."""
    fact, at = operand.fact, operand.position
    assert isinstance(listed, Listed) and isinstance(fact.type, Collection) and fact.type.dated_by is not None
    sure, open, days, values = [], [], [], []
    for slot in listed.slots:
        day = space.field(fact, slot, fact.type.dated_by)
        assert isinstance(day, Plain)
        fit = _fits(operand, fact, fact.type, slot, space, where)
        sure.append(conj(slot.number > 0, fit.met))
        open.append(conj(slot.number > 0, neg(fit.unmet)))
        days.append(day)
        values.append(space.field(fact, slot, at))
    word = "earliest" if operand.earliest else "latest"
    some, best = disj(*sure), z3.FreshInt(f"{word} {fact.name}")
    not_after = [best <= day.value if operand.earliest else day.value <= best for day in days]
    space.demand(
        *(z3.Implies(one, before) for one, before in zip(sure, not_after, strict=True)),
        z3.Implies(some, disj(*(conj(one, day.value == best) for one, day in zip(sure, days, strict=True)))),
    )
    candidates = []
    for one, day in zip(open, days, strict=True):
        rivals = day.value <= best if operand.earliest else day.value >= best
        candidates.append(conj(one, disj(neg(day.known), rivals)))
    type = space.declared_field(fact, at).type
    found = space.declare(type, f"{word} {fact.name}.{operand.field.name}", fact.name, operand.field.name)
    assert isinstance(found, Plain | Lasting)
    agree = _agree(candidates, values, [slot.number for slot in listed.slots])
    space.demand(
        *(
            z3.Implies(conj(some, agree, one, value.known), alike(value, found))
            for one, value in zip(candidates, values, strict=True)
        )
    )
    stated = conj(listed.known, some, agree)
    not_done = disj(*(conj(one, value.nothing) for one, value in zip(candidates, values, strict=True)))
    no_element = conj(listed.known, neg(disj(*open)))
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
