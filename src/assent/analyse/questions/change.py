"""What does a change change? Two policies, the old and the new, over the same requests."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from assent.analyse.both import Both
from assent.analyse.encode.effects import Effect
from assent.analyse.encode.terms import Term, conj, disj, neg
from assent.analyse.questions.granted import Grants, compare_grants
from assent.analyse.replay import Replayed
from assent.analyse.session import Answer, Example, Impossible, NotDecided
from assent.analyse.shared import FactChange, changes_of_facts, declared_once
from assent.analyse.solver import TIMEOUT
from assent.language.policy import Policy
from assent.language.standing import Aside, asides

BEST_LAST = ("deny", "pend", "review", "approve")
_RANK: Mapping[str | None, int] = {"deny": 0, "pend": 1, "review": 2, None: 3}

Verdict = Literal["same", "stricter", "looser", "both", "not decided"]


@dataclass(frozen=True, slots=True)
class Direction:
    """Requests that come out worse (`stricter`) and better (`looser`): an example of each, or that there is none."""

    stricter: Answer
    looser: Answer

    @property
    def verdict(self) -> Verdict:
        if isinstance(self.stricter, Example):
            return "both" if isinstance(self.looser, Example) else _or_open("stricter", self.looser)
        if isinstance(self.looser, Example):
            return _or_open("looser", self.stricter)
        return "not decided" if NotDecided in (type(self.stricter), type(self.looser)) else "same"


def _or_open(verdict: Verdict, other: Answer) -> Verdict:
    return "not decided" if isinstance(other, NotDecided) else verdict


@dataclass(frozen=True, slots=True)
class Changed:
    """A clause that both policies have: which way its own effect changes."""

    id: str
    direction: Direction


@dataclass(frozen=True, slots=True)
class Difference:
    """What changes from the old policy to the new one.

    `outcomes` has each pair of different outcomes, old and new; `grants` is about the requests that both approve.
    `facts` are those that the two declare otherwise: what is said is said of what a request may state to both.
    `only_old` and `only_new` are declared by one of them alone; `asides` are other things that decisions say.
    """

    whole: Direction
    outcomes: Mapping[tuple[str, str], Answer]
    grants: Grants
    clauses: tuple[Changed, ...]
    added: tuple[str, ...]
    removed: tuple[str, ...]
    facts: tuple[FactChange, ...]
    only_old: tuple[str, ...]
    only_new: tuple[str, ...]
    asides: tuple[Aside, ...]

    @property
    def apart(self) -> tuple[str, ...]:
        """The facts of which there is nothing to compare."""
        return tuple(change.name for change in self.facts if change.common is None)

    @property
    def is_restricted(self) -> bool:
        """Whether there are requests that only one of the two accepts, so that nothing is said of them."""
        return any(change.is_restricting for change in self.facts)

    @property
    def verdict(self) -> Verdict | Literal["same outcomes"]:
        """The verdict as a whole: "the same" only where nothing changes that a decision carries."""
        if self.whole.verdict != "same":
            return self.whole.verdict
        is_all = not (self.is_restricted or self.only_old or self.only_new or self.asides)
        return "same" if is_all and self.grants.verdict == "same" else "same outcomes"

    @property
    def is_decided(self) -> bool:
        """Whether it was decided which way outcomes and grants change."""
        return "not decided" not in (self.whole.verdict, self.grants.verdict)


def difference(old: Policy, new: Policy, *, timeout: float = TIMEOUT) -> Difference:
    """Compare two policies on the same requests, whatever the dates on which each is in force."""
    ours, theirs = [clause.id for clause in old.clauses], [clause.id for clause in new.clauses]
    both = Both(old, new, changes_of_facts(old, new), timeout)
    changed = tuple(Changed(id, _of_clause(both, id)) for id in ours if id in theirs)
    pairs = {(one, other): _of_outcomes(both, one, other) for one in BEST_LAST for other in BEST_LAST if one != other}
    worse = [answer for (one, other), answer in pairs.items() if BEST_LAST.index(other) < BEST_LAST.index(one)]
    better = [answer for (one, other), answer in pairs.items() if BEST_LAST.index(other) > BEST_LAST.index(one)]
    return Difference(
        Direction(_any(worse), _any(better)),
        pairs,
        compare_grants(both),
        changed,
        tuple(id for id in theirs if id not in ours),
        tuple(id for id in ours if id not in theirs),
        both.changes,
        *declared_once(old, new),
        asides(old, new),
    )


def _any(answers: list[Answer]) -> Answer:
    """An example if there is one; none only if each says so."""
    for kind in (Example, NotDecided):
        for answer in answers:
            if isinstance(answer, kind):
                return answer
    bounds = {bound: None for answer in answers if isinstance(answer, Impossible) for bound in answer.bounds}
    return Impossible(tuple(bounds))


def _of_outcomes(both: Both, one: str, other: str) -> Answer:
    """Whether a request that comes out as one can come out as the other."""
    outline, old, new = both.outline
    if outline.rules_out(old.outcomes[one], new.outcomes[other]):
        return Impossible()
    asked = both.facts_asked(*(clause.id for policy in both.told for clause in policy.clauses))
    terms = [both.encoded[0].outcomes[one], both.encoded[1].outcomes[other]]
    return both.can(terms, lambda first, second: (first.outcome, second.outcome) == (one, other), asked)


def _of_clause(both: Both, id: str) -> Direction:
    """Which way the effect of a clause changes."""

    def change(first: Replayed, second: Replayed) -> int:
        return _RANK[second.effects[id]] - _RANK[first.effects[id]]

    def gets_worse(one: int, other: int, sign: int) -> Answer:
        outline, *outlined = both.outline
        if outline.rules_out(_worse(outlined[one].effects[id], outlined[other].effects[id])):
            return Impossible()
        term = _worse(both.encoded[one].effects[id], both.encoded[other].effects[id])
        return both.can([term], lambda first, second: sign * change(first, second) > 0, both.facts_asked(id))

    return Direction(gets_worse(0, 1, -1), gets_worse(1, 0, 1))


def _worse(ours: Effect, theirs: Effect) -> Term:
    """Whether the second effect is farther from an approval than the first."""
    return disj(
        conj(theirs.deny, neg(ours.deny)),
        conj(theirs.pend, disj(ours.review, ours.none)),
        conj(theirs.review, ours.none),
    )
