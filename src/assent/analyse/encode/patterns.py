"""Counts of elements by how they lie to one another, and by the values of a field.

The slots of such a list are in the order of their dates (`Space` sees to it), so that each rule is one pass.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import z3

from assent.analyse.encode.space import Space, alike
from assent.analyse.encode.symbols import Lasting, Plain
from assent.analyse.encode.terms import Term, choose, conj, disj, neg, total
from assent.language.expressions import Pattern


@dataclass(frozen=True, slots=True)
class Some:
    """Elements of one slot: how many there are, whether they count, their day, and the value they are grouped by."""

    number: Term
    counts: Term
    day: Plain | None
    value: Plain | Lasting | None

    @property
    def counted(self) -> Term:
        """How many of them count."""
        return choose(self.counts, self.number, z3.IntVal(0))


def reaches(number: int, elements: Sequence[Some], pattern: Pattern | None, space: Space, *, sure: bool) -> Term:
    """Whether so many elements are counted. Of `sure` ones every date is known; where a value is not, it may be any."""
    if number <= 0:
        return True
    if not elements or elements[0].value is None:
        return _of_one(number, elements, pattern, space, sure=sure)
    groups = [_of_one(number, _alike(one, elements, sure=sure), pattern, space, sure=sure) for one in elements]
    if sure and number == 1:
        groups.append(total(one.counted for one in elements) >= 1)
    return disj(*groups)


def _alike(one: Some, elements: Sequence[Some], *, sure: bool) -> list[Some]:
    """Those that have one's value, and those that may have."""
    assert one.value is not None
    found = []
    for other in elements:
        assert other.value is not None
        same = conj(one.value.known, other.value.known, alike(one.value, other.value))
        fits = same if sure else disj(neg(other.value.known), same)
        found.append(replace(other, counts=conj(other.counts, fits)))
    return found


def _of_one(number: int, elements: Sequence[Some], pattern: Pattern | None, space: Space, *, sure: bool) -> Term:
    if pattern is None:
        return total(one.counted for one in elements) >= number
    dated, undated = [], []
    for one in elements:
        assert one.day is not None
        dated.append(replace(one, counts=one.counts if sure else conj(one.counts, one.day.known)))
        if not sure:
            undated.append(replace(one, counts=conj(one.counts, neg(one.day.known))).counted)
    anywhere = total(undated)
    match pattern.kind:
        case "within any" | "closer than":
            return disj(*(most + anywhere >= number for most in _stretches(dated, pattern, space)))
        case "at least apart":
            return _picked(dated, pattern, space) + anywhere >= number
        case "no more than apart":
            rows = disj(*(row >= number for row in _rows(dated, pattern, space)))
            if sure:
                return rows
            # One without its date may join all rows to one.
            joined = total(one.counted for one in elements) >= number
            return disj(conj(anywhere > 0, joined), conj(anywhere == 0, rows))


def _stretches(dated: Sequence[Some], pattern: Pattern, space: Space) -> list[Term]:
    """How many lie in the stretch that ends on the day of each slot."""
    found = []
    for at, last in enumerate(dated):
        assert last.day is not None
        back = space.calendar.back(last.day.value, pattern.period)
        inside = []
        for one in dated[: at + 1]:
            assert one.day is not None
            begun = one.day.value > back if pattern.kind == "closer than" else one.day.value >= back
            inside.append(replace(one, counts=conj(one.counts, begun)).counted)
        found.append(total(inside))
    return found


def _rows(dated: Sequence[Some], pattern: Pattern, space: Space) -> list[Term]:
    """How many are in a row up to each slot."""
    found: list[Term] = []
    any_before: Term = False
    before: Term = z3.IntVal(0)
    row: Term = z3.IntVal(0)
    for one in dated:
        assert one.day is not None
        there = conj(one.counts, one.number > 0)
        linked = conj(any_before, before >= space.calendar.back(one.day.value, pattern.period))
        row = _step(space, "row", z3.If(there, choose(linked, row, z3.IntVal(0)) + one.number, row))
        before = _step(space, "day before", z3.If(there, one.day.value, before))
        any_before = disj(any_before, there)
        found.append(row)
    return found


def _picked(dated: Sequence[Some], pattern: Pattern, space: Space) -> Term:
    """How many can be picked, the first one first: no other choice picks more."""
    any_before: Term = False
    before: Term = z3.IntVal(0)
    picked: Term = z3.IntVal(0)
    for one in dated:
        assert one.day is not None
        far = disj(neg(any_before), before <= space.calendar.back(one.day.value, pattern.period))
        takes = conj(one.counts, one.number > 0, far)
        picked = _step(space, "picked", picked + choose(takes, z3.IntVal(1), z3.IntVal(0)))
        before = _step(space, "last picked", choose(takes, one.day.value, before))
        any_before = disj(any_before, takes)
    return picked


def _step(space: Space, name: str, term: Term) -> Term:
    """A number under a name of its own, so that what is built on it is written once."""
    found = z3.FreshInt(name)
    space.demand(found == term)
    return found
