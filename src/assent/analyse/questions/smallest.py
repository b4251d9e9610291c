"""The smallest sets of further facts by which a request that waits could come to an outcome.

They are looked for one after another, the smallest first: each time with as few facts as can be, of which not all
of any set that was found before are stated. So none contains another one, and from none of them can a fact be left
out. Each is an example that has been decided.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

import z3

from assent.analyse.encode.terms import Term, as_term, disj, neg
from assent.analyse.gathered import Left
from assent.analyse.questions.ways import Asked
from assent.analyse.session import Answer, Example, NotDecided

# So many sets are shown for an outcome: enough to choose from, and few enough to read.
MOST_SETS = 5


@dataclass(frozen=True, slots=True)
class Found:
    """Sets of facts with values that do it, the smallest first; whether there are more; and why that is not known."""

    sets: tuple[Mapping[str, Any], ...] = ()
    are_more: bool = False
    open: str = ""


@dataclass(frozen=True, slots=True)
class Smallest:
    """Looks for examples that state as few further facts as can be; `said` has of each of those that it is stated."""

    asked: Asked
    left: Left
    pins: Sequence[Term]
    said: Mapping[str, Term]
    given: Mapping[str, Any]

    def sets(self, outcome: str) -> Found:
        """Up to so many sets of facts that come to an outcome, none of which contains another."""
        found: list[Mapping[str, Any]] = []
        beside: list[Term] = []
        while len(found) < MOST_SETS:
            answer = self._fewest(outcome, beside, least=len(found[-1]) if found else 1)
            if isinstance(answer, NotDecided):
                return Found(tuple(found), open=answer.because)
            stated = self._beyond(answer) if isinstance(answer, Example) else {}
            if not stated:
                return Found(tuple(found))
            found.append(stated)
            beside.append(disj(*(neg(self.said[name]) for name in stated)))
        more = self._can(outcome, beside, small=False)
        return Found(tuple(found), isinstance(more, Example), more.because if isinstance(more, NotDecided) else "")

    def _fewest(self, outcome: str, beside: Sequence[Term], least: int) -> Answer:
        """An example with as few further facts as can be; fewer than the `least` there are not."""
        answer = self._can(outcome, beside)
        while isinstance(answer, Example):
            number = len(self._beyond(answer))
            if number <= least:
                break
            fewer = z3.PbLe([(as_term(one), 1) for one in self.said.values()], number - 1)
            better = self._can(outcome, [*beside, fewer])
            if not isinstance(better, Example) or len(self._beyond(better)) >= number:
                break
            answer = better
        return answer

    def _can(self, outcome: str, beside: Sequence[Term], *, small: bool = True) -> Answer:
        session = self.asked.session
        terms = [*self.pins, *beside, session.encoded.outcomes[outcome]]
        return session.can(terms, partial(self.asked.comes_to, outcome, self.left), small=small, given=self.given)

    def _beyond(self, answer: Example) -> dict[str, Any]:
        """What an example states besides what was stated."""
        before, after = self.asked.first.read.facts, self.asked.session.replayed(answer.request).read.facts
        said = {}
        for name in answer.request["facts"]:
            value = self.asked.said(name, answer.request)
            same = all(before.get(one) == after.get(one) for one in (name, f"{name}.on"))
            if name not in self.given and not same and value != self.asked.request["facts"].get(name):
                said[name] = value
        return said
