"""A policy as it is verified: its clauses, which of them decide nothing of their own, and what a change changes."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import z3

from assent.analyse.changes import LeftOut
from assent.analyse.encode.effects import Effect, outcomes_of
from assent.analyse.encode.symbols import Symbol
from assent.analyse.encode.terms import Term, conj, disj, neg, same
from assent.analyse.polarity import sides
from assent.analyse.replay import BEST_LAST, Replayed
from assent.analyse.session import Answer, Example, Impossible, NotDecided, Session, Shows, ShowsPair
from assent.evaluate.trace import outcome_of
from assent.language.expressions import Expression, Fact, named_in, titles_in
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


@dataclass(frozen=True, slots=True)
class Said:
    """What came of a question.

    Findings; an answer that other questions build on; clauses that decide nothing, and facts that are asked in parts
    which change nothing.
    """

    found: tuple[Found, ...] = ()
    answer: Answer | None = None
    idle: frozenset[str] = frozenset()
    idle_facts: frozenset[str] = frozenset()


Question = Callable[["Subject"], Said]


@dataclass(frozen=True, slots=True)
class Granted:
    """What is asked for what an approval grants: facts, definitions and clauses, and pathways by their titles."""

    facts: frozenset[str]
    ids: frozenset[str]
    pathways: frozenset[str]


@dataclass(frozen=True)
class Subject:
    """A policy under examination; `idle` are clauses without which every outcome would be the same."""

    session: Session
    idle: frozenset[str] = frozenset()

    @property
    def policy(self) -> Policy:
        return self.session.policy

    @cached_property
    def kept(self) -> tuple[Clause, ...]:
        """The clauses that decide something."""
        return tuple(clause for clause in self.policy.clauses if clause.id not in self.idle)

    @cached_property
    def pushes(self) -> Mapping[str, frozenset[bool]]:
        """Of each fact that a kept clause asks, whether a yes, or more of it, helps there, harms, or both."""
        found: dict[str, frozenset[bool]] = {}
        for clause in self.kept:
            for name, helps in sides(clause, self.session.encoded.expressions.named):
                found[name] = found.get(name, frozenset()) | {helps}
        return found

    @cached_property
    def granted(self) -> Granted:
        """What an approval grants by: it changes no outcome, and is not idle for that."""
        conditions = self.policy.conditions
        expressions = self.session.encoded.expressions
        named = frozenset(id for one in conditions for id in named_in(one))
        requested = () if self.policy.authorization is None else self.policy.authorization.grants
        return Granted(
            facts=frozenset(name for one in conditions for name in expressions.facts_in(one))
            | frozenset(grant.requested.name for grant in requested if grant.requested is not None),
            ids=named.union(*(expressions.ids_asked(id) for id in named)),
            pathways=frozenset(title for one in conditions for title in titles_in(one)),
        )

    @cached_property
    def exceptions(self) -> frozenset[str]:
        """The definitions that serve as exceptions, and as nothing else."""
        inside: set[str] = set()
        elsewhere: set[str] = set()
        for clause in self.policy.clauses:
            inside |= set(named_in(clause.unless)) if clause.unless is not None else set()
            for part in (clause.body, clause.when):
                elsewhere |= set(named_in(part)) if part is not None else set()
        return frozenset(inside - elsewhere)

    def without(self, id: str) -> Subject:
        """The same where one clause more is idle."""
        return Subject(self.session, self.idle | {id})

    def effects(self, clauses: Iterable[Clause]) -> list[Effect]:
        """What clauses call for."""
        return [self.session.encoded.effects[clause.id] for clause in clauses]

    def in_the_way(self, given: Sequence[Term] = ()) -> tuple[str, ...]:
        """Clauses that never let a request pass together, on requests of which something is `given`: as few as do."""
        parts = {clause.id: self.session.encoded.effects[clause.id].none for clause in self.policy.clauses}
        return self.session.in_the_way(given, parts)

    def can(
        self,
        about: Sequence[str],
        shows: Shows,
        terms: Callable[[], Iterable[Term]],
        *,
        also: Iterable[Expression] = (),
        first: Sequence[Replayed] = (),
    ) -> Answer:
        """As the session's `can`, of what some clauses do; the example is not to be shown, nor need it be small.

        Requests around those that are known are tried before, the `first` ones first, with other values of what the
        clauses ask about and what is asked about `also`. The terms are made where the solver has to be asked.
        """
        asked = {name for one in also for name in self.session.encoded.expressions.facts_in(one)}
        for replayed in self.session.around.requests(about, asked, first):
            if shows(replayed):
                self.session.around.helped()
                return Example(replayed.request)
        answer = self.session.can(terms(), shows, small=False)
        if isinstance(answer, Example):
            self.session.around.know(self.session.replayed(answer.request), about)
        return answer

    def can_with(self, fact: Fact, shows: ShowsPair, answered: Callable[[], Answer]) -> Answer:
        """As `can`, of requests with two values of a fact; `answered` is asked where none that are tried show it."""
        asking = [clause.id for clause in self.session.nearby.asking([fact.name]) if clause.id not in self.idle]
        for first, second in self.session.around.pairs(asking, fact.name):
            if shows(first, second):
                return Example(first.request, second.request)
        return answered()

    def outcome(self, replayed: Replayed) -> str:
        """The outcome by the clauses that decide something."""
        return outcome_of([effect for id, effect in replayed.called.items() if id not in self.idle])

    def changes(self, left_out: LeftOut, *, known: bool) -> Answer:
        """Whether any outcome is another where something is left out: on requests on which it is `known`, or on all."""
        affected = self.session.encoded.expressions.naming(left_out.id)
        clauses = [clause for clause in self.kept if clause.id in affected]
        if not clauses:
            return Impossible()
        named = {**self.session.named, left_out.id: left_out.whole}

        def shows(replayed: Replayed) -> bool:
            truth = replayed.truth(left_out.part)
            if truth is left_out.neutral or (known and truth is None):
                return False
            other = replayed.under(named)
            ours, theirs = ([one.effect(clause) for clause in clauses] for one in (replayed, other))
            if ours == theirs:
                return False
            rest = [effect for id, effect in replayed.called.items() if id not in affected and id not in self.idle]
            return outcome_of([*rest, *ours]) != outcome_of([*rest, *theirs])

        def terms() -> list[Term]:
            others = self.effects(clause for clause in self.kept if clause.id not in affected)
            return self._differs_without(left_out, clauses, others, known=known)

        return self.can([clause.id for clause in clauses], shows, terms)

    def sees_to(self, left_out: LeftOut, *, known: bool) -> tuple[str, ...]:
        """So few clauses that with them no outcome is another where something is left out; none, where it does nothing.

        Nor where that takes too long to find out.
        """
        affected = self.session.encoded.expressions.naming(left_out.id)
        clauses = [clause for clause in self.kept if clause.id in affected]
        if not clauses:
            return ()
        # What each of the others calls for, or nothing at all.
        marks = {clause.id: z3.FreshBool(clause.id) for clause in self.kept if clause.id not in affected}
        others = [_where(mark, self.session.encoded.effects[id]) for id, mark in marks.items()]
        return self.session.in_the_way(self._differs_without(left_out, clauses, others, known=known), dict(marks))

    def _differs_without(
        self, left_out: LeftOut, clauses: Sequence[Clause], others: list[Effect], *, known: bool
    ) -> list[Term]:
        """That the outcome is another where something is left out of what some clauses ask, beside the others."""
        expressions, _ = self.session.encoded.expressions.varied({left_out.id: left_out.whole})
        theirs = [self.session.encoded.effect_in(expressions, clause) for clause in clauses]
        given = [neg(self.session.encoded.expressions.truth(left_out.part).unknown)] if known else []
        return [_differ(self.effects(clauses), theirs, others), *given]

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


def _where(mark: Term, effect: Effect) -> Effect:
    """What is called for where a mark holds, and nothing where it does not."""
    return Effect(conj(mark, effect.deny), conj(mark, effect.pend), conj(mark, effect.review))


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
