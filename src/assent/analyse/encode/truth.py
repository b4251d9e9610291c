"""Met, not met, unknown, as two terms: whether it is surely met, and whether it is surely not. Never both."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import z3

from assent.analyse.encode.terms import Term, as_term, conj, disj, neg


@dataclass(frozen=True, slots=True)
class Truth:
    """The truth of an expression over all requests."""

    met: Term
    unmet: Term

    @property
    def unknown(self) -> Term:
        return conj(neg(self.met), neg(self.unmet))


UNKNOWN = Truth(met=False, unmet=False)


def certain(term: Term) -> Truth:
    """What is met or not met, and never unknown."""
    return Truth(term, neg(term))


def known_if(known: Term, term: Term) -> Truth:
    """What is as `term` says where `known`, else unknown."""
    return Truth(conj(known, term), conj(known, neg(term)))


def not_(part: Truth) -> Truth:
    """Kleene's negation."""
    return Truth(part.unmet, part.met)


def all_of(parts: Sequence[Truth]) -> Truth:
    """Kleene's conjunction."""
    return Truth(conj(*(part.met for part in parts)), disj(*(part.unmet for part in parts)))


def any_of(parts: Sequence[Truth]) -> Truth:
    """Kleene's disjunction."""
    return Truth(disj(*(part.met for part in parts)), conj(*(part.unmet for part in parts)))


def by_case(cases: Sequence[tuple[Truth, Truth]], *, may_be_none: bool) -> Truth:
    """What the tests of the cases that may hold agree on; not met where no case may hold.

    With `may_be_none` it is met only where a case surely holds.
    """
    some = disj(*(when.met if may_be_none else neg(when.unmet) for when, _ in cases))
    met = conj(*(disj(when.unmet, then.met) for when, then in cases))
    return Truth(conj(some, met), conj(*(disj(when.unmet, then.unmet) for when, then in cases)))


def at_least_of(number: int, parts: Sequence[Truth]) -> Truth:
    """Met when `number` parts are; not met when fewer than that can still be."""
    fewest = len(parts) - number + 1
    if number <= 0 or fewest <= 0:
        return certain(number <= 0)
    return Truth(_so_many(number, [part.met for part in parts]), _so_many(fewest, [part.unmet for part in parts]))


def _so_many(number: int, parts: list[Term]) -> Term:
    if number == 1:
        return disj(*parts)
    if number == len(parts):
        return conj(*parts)
    return z3.PbGe([(as_term(part), 1) for part in parts], number)
