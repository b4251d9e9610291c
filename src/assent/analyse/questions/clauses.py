"""Clauses that decide nothing: those that never apply or never fail, and those that others make superfluous."""

from __future__ import annotations

from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from functools import partial

import z3

from assent.analyse.encode.effects import Effect
from assent.analyse.encode.terms import Term, as_term, conj, disj, neg
from assent.analyse.places import place_of
from assent.analyse.replay import Replayed
from assent.analyse.session import Answer, Impossible
from assent.analyse.subject import Found, Said, Subject, undecided
from assent.evaluate.trace import outcome_of
from assent.language.expressions import Count, Expression, Recent, leaves_of, named_in
from assent.language.operands import inputs_of
from assent.language.policy import Clause, Policy
from assent.language.types import Collection
from assent.source.catalogue import Code
from assent.source.diagnostic import Label

NEVER_APPLIES = Code("never-applies", "warning", "an exclusion or a review that no request meets")
NEVER_FAILS = Code("never-fails", "warning", "a requirement that no request can fail")
SUPERFLUOUS = Code(
    "superfluous-clause", "warning", "a clause that changes no outcome, because others see to it already"
)
CODES = (NEVER_APPLIES, NEVER_FAILS, SUPERFLUOUS)


def never_applies(place: int, subject: Subject) -> Said:
    """An exclusion or a review that is never met, or a requirement that is never not met, by its place."""
    clause = subject.policy.clauses[place]
    if clause.verb == "submit" or (clause.verb == "require" and _only_asks(subject, clause.id)):
        return Said()  # of evidence there may always be more, and a value may be too old: it asks, and never denies
    requires = clause.verb == "require"
    answer = subject.can(
        [clause.id], partial(_is, clause.whole, not requires), partial(_being, subject, clause, not requires)
    )
    word = "fail" if requires else "apply"
    if (open := undecided(f"whether `{clause.id}` can {word}", answer)) is not None:
        return Said((open,))
    if not isinstance(answer, Impossible):
        return Said()
    found = (NEVER_FAILS if requires else NEVER_APPLIES).at(
        place_of(subject.policy, clause.id),
        f"`{clause.id}` can never {word}: whatever is known of a request, it {'is' if requires else 'is not'} met",
        label=f"no request makes it {word}",
        help="leave it out, or change its test",
        up_to=answer.bounds,
    )
    return Said((found,), idle=frozenset((clause.id,)))


def can_decide(place: int, subject: Subject) -> Said:
    """Whether a clause decides an outcome beside all others that are kept: so it does beside fewer of them, too."""
    return Said(answer=_can_decide(subject, subject.policy.clauses[place]))


def superfluous(answers: Mapping[str, Answer], subject: Subject) -> Said:
    """Clauses without which every outcome would be the same, the last ones first.

    `answers` are those to whether a clause can decide beside all others, where that was not shown.
    """
    found: list[Found] = []
    whole = subject
    for clause in reversed(whole.kept):
        if clause.id not in answers:
            continue
        # Of two that call for the same, one has to stay.
        answer = answers[clause.id] if subject is whole else _can_decide(subject, clause)
        if (open := undecided(f"whether `{clause.id}` decides anything", answer)) is not None:
            found.append(open)
        if isinstance(answer, Impossible):
            found.append(_superfluous(clause, _implied_by(subject, clause), subject.policy, answer.bounds))
            subject = subject.without(clause.id)
    return Said(tuple(found), idle=subject.idle - whole.idle)


def _superfluous(clause: Clause, by: tuple[str, ...], policy: Policy, bounds: tuple[str, ...]) -> Found:
    names = " and ".join(f"`{id}`" for id in by) or "others"  # not said which, where finding out takes too long
    calls = "calls" if len(by) == 1 else "call"
    return SUPERFLUOUS.at(
        place_of(policy, clause.id),
        f"`{clause.id}` changes no outcome: what it calls for, {names} {calls} for too",
        label="every outcome would be the same without it",
        others=tuple(Label(place_of(policy, id), "this sees to it") for id in by),
        help="leave it out, or change its test",
        up_to=bounds,
    )


def _can_decide(subject: Subject, clause: Clause) -> Answer:
    kept = {one.id for one in subject.kept}
    return subject.can([clause.id], partial(decides, kept, clause), partial(_decisive, subject, clause))


def _is(expression: Expression, truth: bool, replayed: Replayed) -> bool:
    return replayed.truth(expression) is truth


def _being(subject: Subject, clause: Clause, truth: bool) -> list[Term]:
    return [subject.session.being(clause.id, truth)]


def _decisive(subject: Subject, clause: Clause) -> list[Term]:
    others = [one for one in subject.kept if one.id != clause.id]
    return [decides_alone(subject, others, subject.session.encoded.effects[clause.id])]


def decides(kept: AbstractSet[str], clause: Clause, replayed: Replayed) -> bool:
    """Whether the outcome by some clauses would be another without one of them."""
    effect = replayed.effect(clause)
    if effect is None:
        return False
    called = replayed.called.items()
    without: list[str | None] = [effect for id, effect in called if id in kept and id != clause.id]
    return outcome_of([*without, effect]) != outcome_of(without)


def decides_alone(subject: Subject, others: list[Clause], effect: Effect) -> Term:
    """That a clause calls for something, and none of the others for that or for what comes before it."""
    called = subject.effects(others)
    undenied = neg(disj(*(one.deny for one in called)))
    unpended = conj(undenied, neg(disj(*(one.pend for one in called))))
    unreviewed = conj(unpended, neg(disj(*(one.review for one in called))))
    return disj(conj(effect.deny, undenied), conj(effect.pend, unpended), conj(effect.review, unreviewed))


def _implied_by(subject: Subject, clause: Clause) -> tuple[str, ...]:
    """So few of the others that, with them, a clause decides nothing."""
    effect = subject.session.encoded.effects[clause.id]
    others = [one for one in subject.kept if one.id != clause.id]
    deny, pend, review = z3.FreshBool("deny"), z3.FreshBool("pend"), z3.FreshBool("review")
    common = disj(conj(deny, effect.deny), conj(pend, effect.pend), conj(review, effect.review))
    parts = {}
    for other, one in zip(others, subject.effects(others), strict=True):
        parts[other.id] = conj(
            z3.Implies(deny, as_term(neg(one.deny))),
            z3.Implies(pend, as_term(conj(neg(one.deny), neg(one.pend)))),
            z3.Implies(review, as_term(one.none)),
        )
    return subject.session.in_the_way([common], parts)


def _only_asks(subject: Subject, id: str) -> bool:
    """Whether it counts evidence, or holds a measured value against how recent it is."""
    named = subject.session.encoded.expressions.named

    def counts(expression: Expression) -> bool:
        for leaf in leaves_of(expression):
            if isinstance(leaf, Count) and isinstance(leaf.fact.type, Collection) and not leaf.fact.type.complete:
                return True
            if any(isinstance(one, Recent) for one in inputs_of(leaf)):
                return True
        return any(counts(named[other]) for other in named_in(expression))

    return counts(named[id])
