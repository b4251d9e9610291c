"""A policy as it is verified: its clauses, which of them decide nothing of their own, and what a change changes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from assent.analyse.encode.effects import Effect, outcomes_of
from assent.analyse.encode.symbols import Symbol
from assent.analyse.encode.terms import Term, conj, disj, neg, same
from assent.analyse.replay import BEST_LAST, Replayed
from assent.analyse.session import Answer, Impossible, NotDecided, Session
from assent.evaluate.trace import outcome_of
from assent.language.expressions import Fact
from assent.language.policy import Clause, Policy
from assent.source.diagnostic import Diagnostic


@dataclass(frozen=True, slots=True)
class Open:
    """A question that was not decided, and why."""

    question: str
    because: str


@dataclass(frozen=True, slots=True)
class Proved:
    """A property that holds of every request of a policy; `bounds` say how far that was looked into."""

    policy: str
    property: str
    bounds: tuple[str, ...] = ()


Found = Diagnostic | Open | Proved


@dataclass
class Subject:
    """A policy under examination.

    `idle` are clauses without which every outcome would be the same, `idle_facts` what is asked in parts of which
    that has been said.
    """

    session: Session
    idle: set[str] = field(default_factory=set)
    idle_facts: set[str] = field(default_factory=set)

    @property
    def policy(self) -> Policy:
        return self.session.policy

    @cached_property
    def approved(self) -> Answer:
        """A request that is approved, if there is one."""
        return self.session.can_come_out("approve")

    @property
    def kept(self) -> tuple[Clause, ...]:
        """The clauses that decide something."""
        return tuple(clause for clause in self.policy.clauses if clause.id not in self.idle)

    @cached_property
    def facts(self) -> dict[str, Fact]:
        """The facts by their names."""
        return {fact.name: fact for fact in self.policy.facts}

    def effects(self, clauses: Iterable[Clause]) -> list[Effect]:
        """What clauses call for."""
        return [self.session.encoded.effects[clause.id] for clause in clauses]

    def in_the_way(self, given: Sequence[Term] = ()) -> tuple[str, ...]:
        """Clauses that never let a request pass together, on requests of which something is `given`: as few as do."""
        parts = {clause.id: self.session.encoded.effects[clause.id].none for clause in self.policy.clauses}
        return self.session.solver.responsible(given, parts) or ()

    def outcome(self, replayed: Replayed) -> str:
        """The outcome by the clauses that decide something."""
        return outcome_of([replayed.effects[clause.id] for clause in self.kept])

    def changes(self, id: str, policy: Policy, given: Iterable[Term] = ()) -> Answer:
        """Whether any outcome is another in a policy in which what `id` stands for has changed."""
        named = policy.named
        expressions, affected = self.session.encoded.expressions.varied({id: named[id]})
        clauses = [clause for clause in self.kept if clause.id in affected]
        if not clauses:
            return Impossible()
        varied = [self.session.encoded.effect_in(expressions, clause) for clause in clauses]
        others = self.effects(clause for clause in self.kept if clause.id not in affected)
        differs = _differ(self.effects(clauses), varied, others)

        def shows(replayed: Replayed) -> bool:
            other = Replayed(policy, replayed.request, named)
            return self.outcome(replayed) != self.outcome(other)

        return self.session.can([differs, *given], shows, small=False)

    def outcomes_with(self, others: Mapping[Fact, Symbol]) -> tuple[Mapping[str, Term], Mapping[str, Term]]:
        """The outcomes as they are, and as they are with other values of some facts."""
        symbols = {fact.name: other for fact, other in others.items()}
        expressions, affected = self.session.encoded.expressions.varied({}, symbols)
        ours, theirs = [], []
        for clause in self.kept:
            effect = self.session.encoded.effects[clause.id]
            ours.append(effect)
            changed = clause.id in affected
            theirs.append(self.session.encoded.effect_in(expressions, clause) if changed else effect)
        return outcomes_of(ours), outcomes_of(theirs)


def _differ(ours: list[Effect], theirs: list[Effect], others: list[Effect]) -> Term:
    """Whether the outcome differs, where some clauses call for this or for that and the others for the same."""
    denied = disj(*(effect.deny for effect in others))
    pended = disj(*(effect.pend for effect in others))
    reviewed = disj(*(effect.review for effect in others))
    deny, denies = (disj(*(effect.deny for effect in group)) for group in (ours, theirs))
    pend, pends = (disj(*(effect.pend for effect in group)) for group in (ours, theirs))
    review, reviews = (disj(*(effect.review for effect in group)) for group in (ours, theirs))
    by_review = conj(neg(reviewed), neg(same(review, reviews)))
    by_pend = conj(neg(pended), disj(neg(same(pend, pends)), conj(neg(pend), neg(pends), by_review)))
    return conj(neg(denied), disj(neg(same(deny, denies)), conj(neg(deny), neg(denies), by_pend)))


def is_better(ours: Mapping[str, Term], theirs: Mapping[str, Term]) -> Term:
    """Whether the second outcome is nearer to an approval than the first."""
    ranks = range(1, len(BEST_LAST))
    below = [disj(*(ours[outcome] for outcome in BEST_LAST[:rank])) for rank in ranks]
    reached = [disj(*(theirs[outcome] for outcome in BEST_LAST[rank:])) for rank in ranks]
    return disj(*(conj(one, other) for one, other in zip(below, reached, strict=True)))


def undecided(question: str, answer: Answer) -> Open | None:
    """What to say of an answer that is none."""
    return Open(question, answer.because) if isinstance(answer, NotDecided) else None
