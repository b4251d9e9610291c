"""The solver at work on one space of requests: what is asked of it, and how long it may take.

A question is put in three steps, from what is quick to what is slow. First with the calendar told roughly: if there
is no such request, there is none under the calendar either. Then on a few certain dates. Only if there is none on
them, under the calendar in full.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from typing import Any

import z3

from assent.analyse.encode.space import Space
from assent.analyse.encode.terms import Term, as_term

TIMEOUT = 30.0

# Days on which stretches of months are as short, and as long, as they can be.
_NOTABLE = ((2026, 3, 31), (2026, 8, 31), (2027, 2, 28), (2028, 2, 29), (2028, 3, 31), (2026, 12, 31), (2027, 6, 30))

Model = Any
Wish = tuple[Term, ...]


class Undecided(Exception):
    """The solver gave no answer; `why` is a phrase for people."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


class Solver:
    """Asks questions of one space, one after the other, and keeps what it learns.

    `day` is the date that examples have by preference.
    """

    def __init__(self, space: Space, day: int, *, timeout: float = TIMEOUT) -> None:
        self.space = space
        self._timeout = timeout
        self._days = [day, *(one for one in (date(*parts).toordinal() for parts in _NOTABLE) if space.includes(one))]
        self._solver = z3.Solver()
        self._solver.set("timeout", max(1, int(timeout * 1000)))
        self._solver.set("random_seed", 0)

    def model(self, *terms: Term, wishes: Iterable[Wish] = (), short: Wish = ()) -> Model | None:
        """A request on which all of the terms hold, or None where there is none; raises Undecided.

        Of the wishes, as many are fulfilled as can be, the earlier ones first. What is `short` is looked at first.
        """
        if any(term is False for term in terms):
            return None
        self._solver.add(*self.space.take_demands())
        with self._supposed(terms):
            if not self._holds():
                return None
            for layer in self._layers(short):
                with self._supposed(layer):
                    if self._holds():
                        return self._best(self._solver.model(), iter(wishes))
        return None

    def _best(self, found: Model, wishes: Iterator[Wish]) -> Model:
        for wish in wishes:
            with self._supposed(wish):
                if self._holds():
                    return self._best(self._solver.model(), wishes)
        return found

    def responsible(self, common: Sequence[Term], parts: dict[str, Term]) -> tuple[str, ...] | None:
        """Parts, by their names, that cannot all hold along with what is common; None where they can."""
        self._solver.add(*self.space.take_demands())
        marks = {name: z3.FreshBool(name) for name in parts}
        marked = [z3.Implies(marks[name], as_term(term)) for name, term in parts.items()]
        with self._supposed([*common, *marked]):
            if not self._holds(marks.values()):
                return self._least(marks)
            with self._supposed(self.space.calendar.exact):
                return None if self._holds(marks.values()) else self._least(marks)

    def _least(self, marks: dict[str, Term]) -> tuple[str, ...]:
        """Of the marks that cannot hold together, so few that none of them can be done without."""
        named = {str(term) for term in self._solver.unsat_core()}
        left = [name for name, mark in marks.items() if str(mark) in named]
        for name in list(left):
            without = [marks[one] for one in left if one != name]
            if not self._holds(without):
                left.remove(name)
        return tuple(left)

    def _layers(self, short: Wish) -> Iterator[list[Term]]:
        for day in self._days:
            layer = [self.space.as_of == day, *self.space.calendar.at(self.space.as_of, day)]
            if short and day == self._days[0]:
                yield [*layer, *short]
            yield layer
            if not self.space.calendar.shifts:
                break
        yield self.space.calendar.exact

    @contextmanager
    def _supposed(self, terms: Iterable[Term]) -> Iterator[None]:
        self._solver.push()
        try:
            self._solver.add(*(as_term(term) for term in terms))
            yield
        finally:
            self._solver.pop()

    def _holds(self, assumptions: Iterable[Term] = ()) -> bool:
        answer = self._solver.check(*assumptions)
        if answer == z3.unknown:
            reason = self._solver.reason_unknown()
            if reason in ("timeout", "canceled"):
                raise Undecided(f"the solver did not answer within {self._timeout:g} seconds")
            raise Undecided(f"the solver gave up ({reason})")
        return bool(answer == z3.sat)
