"""What does a change change? Two policies, the old and the new, over the same requests."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Literal

from assent.analyse.encode.effects import Effect, EncodedPolicy
from assent.analyse.encode.terms import Term, conj, disj, neg
from assent.analyse.outline import Outline
from assent.analyse.replay import Replayed
from assent.analyse.session import Answer, Example, Impossible, NotDecided, Session, Shows
from assent.analyse.solver import TIMEOUT
from assent.language.expressions import Fact
from assent.language.policy import Policy

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

    `outcomes` has each pair of different outcomes, old and new. `apart` are facts whose types differ: the
    policies cannot be asked the same, so that nothing is said of the outcomes, nor of clauses that ask them.
    """

    whole: Direction
    outcomes: Mapping[tuple[str, str], Answer]
    clauses: tuple[Changed, ...]
    added: tuple[str, ...]
    removed: tuple[str, ...]
    apart: tuple[str, ...]


def difference(old: Policy, new: Policy, *, timeout: float = TIMEOUT) -> Difference:
    """Compare two policies on the same requests, whatever the dates on which each is in force."""
    apart = tuple(_apart(old, new))
    ours, theirs = [clause.id for clause in old.clauses], [clause.id for clause in new.clauses]
    both = _Both(*_over_the_same(old, new), apart, timeout)
    changed = tuple(Changed(id, both.of_clause(id)) for id in ours if id in theirs)
    pairs = {(one, other): both.of_outcomes(one, other) for one in BEST_LAST for other in BEST_LAST if one != other}
    worse = [answer for (one, other), answer in pairs.items() if BEST_LAST.index(other) < BEST_LAST.index(one)]
    better = [answer for (one, other), answer in pairs.items() if BEST_LAST.index(other) > BEST_LAST.index(one)]
    return Difference(
        Direction(_any(worse), _any(better)),
        pairs,
        changed,
        tuple(id for id in theirs if id not in ours),
        tuple(id for id in ours if id not in theirs),
        apart,
    )


def _any(answers: list[Answer]) -> Answer:
    """An example if there is one; none only if each says so."""
    for kind in (Example, NotDecided):
        for answer in answers:
            if isinstance(answer, kind):
                return answer
    bounds = {bound: None for answer in answers if isinstance(answer, Impossible) for bound in answer.bounds}
    return Impossible(tuple(bounds))


def _apart(old: Policy, new: Policy) -> Iterator[str]:
    known = {fact.name: _answer(fact) for fact in old.facts}
    yield from (fact.name for fact in new.facts if known.get(fact.name, _answer(fact)) != _answer(fact))


def _answer(fact: Fact) -> tuple[object, ...]:
    """What a request may state of a fact."""
    return fact.type, fact.not_done, fact.measured


def _over_the_same(old: Policy, new: Policy) -> tuple[Policy, Policy]:
    """Both policies with the facts and the days of either."""
    facts: dict[str, Fact] = {fact.name: fact for fact in (*new.facts, *old.facts)}
    first = min(old.effective, new.effective)
    until = None if old.until is None or new.until is None else max(old.until, new.until)
    same = {"facts": tuple(facts.values()), "effective": first, "until": until}
    return replace(old, **same), replace(new, **same)  # type: ignore[arg-type]


@dataclass(frozen=True)
class _Both:
    old: Policy
    new: Policy
    apart: tuple[str, ...]
    timeout: float

    @cached_property
    def session(self) -> Session:
        return Session(self.old, self.new.named.values(), timeout=self.timeout)

    @cached_property
    def other(self) -> EncodedPolicy:
        return EncodedPolicy(self.new, self.session.space, like=self.session.encoded)

    @cached_property
    def outline(self) -> tuple[Outline, EncodedPolicy, EncodedPolicy]:
        """Both policies over every truth that their tests can have: what is so of those needs no list, and no date."""
        outline = Outline(self.old, timeout=self.timeout)
        old, new = outline.policies((self.old, self.new))
        return outline, old, new

    def replayed(self, first: Replayed) -> Replayed:
        """A request as the new policy decides it."""
        return Replayed(self.new, first.request, self.other.expressions.named)

    def of_outcomes(self, one: str, other: str) -> Answer:
        """Whether a request that comes out as one can come out as the other."""
        if self.apart:
            return NotDecided(self._told_apart(self.apart))
        outline, old, new = self.outline
        if outline.rules_out(old.outcomes[one], new.outcomes[other]):
            return Impossible()
        terms = [self.session.encoded.outcomes[one], self.other.outcomes[other]]
        return self.session.can(terms, lambda first: first.outcome == one and self.replayed(first).outcome == other)

    def of_clause(self, id: str) -> Direction:
        """Which way the effect of a clause changes."""
        asked = self.session.encoded.expressions.facts_asked(id) | self.other.expressions.facts_asked(id)
        apart = tuple(name for name in self.apart if name in asked)
        if apart:
            return Direction(NotDecided(self._told_apart(apart)), NotDecided(self._told_apart(apart)))
        return Direction(
            self._gets_worse(id, 0, 1, lambda first: self._change(first, id) < 0),
            self._gets_worse(id, 1, 0, lambda first: self._change(first, id) > 0),
        )

    def _gets_worse(self, id: str, one: int, other: int, shows: Shows) -> Answer:
        """Whether a clause can come out worse in one of the two policies than in the other."""
        outline, *outlined = self.outline
        if outline.rules_out(_worse(outlined[one].effects[id], outlined[other].effects[id])):
            return Impossible()
        told = (self.session.encoded, self.other)
        return self.session.can([_worse(told[one].effects[id], told[other].effects[id])], shows)

    def _change(self, first: Replayed, id: str) -> int:
        return _RANK[self.replayed(first).effects[id]] - _RANK[first.effects[id]]

    @staticmethod
    def _told_apart(names: tuple[str, ...]) -> str:
        listed = " and ".join(f"`{name}`" for name in names)
        are = "is" if len(names) == 1 else "are"
        return f"{listed} {are} of another type in the new policy, or of one that may be `not done` or is `measured`"


def _worse(ours: Effect, theirs: Effect) -> Term:
    """Whether the second effect is farther from an approval than the first."""
    return disj(
        conj(theirs.deny, neg(ours.deny)),
        conj(theirs.pend, disj(ours.review, ours.none)),
        conj(theirs.review, ours.none),
    )
