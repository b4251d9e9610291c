"""What follows from the assumptions of a policy: each by itself, on requests on which it is surely met."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, partial

from assent.analyse.encode.terms import Term
from assent.analyse.places import first_line, place_of
from assent.analyse.questions.clauses import decides, decides_alone
from assent.analyse.replay import Replayed
from assent.analyse.session import Answer, Example, Impossible
from assent.analyse.subject import Found, Said, Subject, undecided
from assent.language.expressions import Expression
from assent.language.policy import Assumption, Clause
from assent.source.catalogue import Code
from assent.source.diagnostic import Label

CONTRADICTORY = Code("contradictory-assumptions", "error", "assumptions that no request satisfies")
FOLLOWS = Code(
    "follows-from-assumption", "warning", "a clause that does less, or more, than it seems, if an assumption is so"
)
CODES = (CONTRADICTORY, FOLLOWS)

_MEND = "change its test, or accept this with a reason"


def contradictory(subject: Subject) -> Said:
    """Whether the assumptions can be so together; that is the answer, too."""
    assumptions = subject.policy.assumptions
    met = {str(at): _met(subject, one) for at, one in enumerate(assumptions)}
    tests = [one.test for one in assumptions]
    answer = subject.session.can(
        met.values(), lambda replayed: all(replayed.truth(test) is True for test in tests), small=False
    )
    if (open := undecided("whether the assumptions can all be so", answer)) is not None:
        return Said((open,), answer)
    if not isinstance(answer, Impossible):
        return Said((), answer)
    responsible = subject.session.in_the_way([], met) or tuple(met)
    *others, last = (assumptions[int(at)] for at in responsible)
    found = CONTRADICTORY.at(
        first_line(last.span),
        "no request satisfies this assumption"
        if not others
        else "no request satisfies this assumption and " + ("that" if len(others) == 1 else "those") + " above",
        label="assumed here",
        others=tuple(Label(first_line(one.span), "and here") for one in others),
        help="change one of them: what follows from what is never so says nothing of any request",
    )
    return Said((found,), answer)


def follows(place: int, subject: Subject) -> Said:
    """What is so on requests on which an assumption, by its place, is met, and is not so on all."""
    return Said(tuple(_follows(subject, subject.policy.assumptions[place])))


def _follows(subject: Subject, assumption: Assumption) -> Iterator[Found]:
    met = _met(subject, assumption)
    answer = _approved(subject, assumption, ())
    if (open := undecided(f"whether anything can be approved, assuming `{assumption.written}`", answer)) is not None:
        yield open
    if isinstance(answer, Impossible):
        yield _nothing_approved(subject, assumption, met, answer.bounds)
        return
    assumed = _Assumed(subject, assumption)
    kept = list(subject.kept)
    for clause in reversed(subject.kept):
        others = [one for one in kept if one.id != clause.id]
        answer = assumed.can_decide(clause, others)
        question = f"whether `{clause.id}` decides anything, assuming `{assumption.written}`"
        if (open := undecided(question, answer)) is not None:
            yield open
        if isinstance(answer, Impossible):
            kept.remove(clause)
            yield _report(assumption, subject, clause, "changes no outcome", answer.bounds)
        elif isinstance(answer, Example) and assumed.only_where_excepted(clause, others):
            yield _report(
                assumption, subject, clause, "changes an outcome only where another clause makes an exception"
            )


def _approved(subject: Subject, assumption: Assumption, lifted: Sequence[Expression]) -> Answer:
    """Whether a request is approved on which an assumption is met, and surely none of some exceptions is."""
    truth = subject.session.encoded.expressions.truth
    return subject.session.can(
        [_met(subject, assumption), subject.session.encoded.outcomes["approve"], *(truth(one).unmet for one in lifted)],
        lambda replayed: (
            replayed.outcome == "approve"
            and replayed.truth(assumption.test) is True
            and all(replayed.truth(one) is False for one in lifted)
        ),
        small=False,
    )


@dataclass(frozen=True)
class _Assumed:
    """What clauses decide on requests on which an assumption is met."""

    subject: Subject
    assumption: Assumption

    def can_decide(self, clause: Clause, others: list[Clause]) -> Answer:
        """Whether a clause decides an outcome beside others."""
        return self._can_decide(clause, others, self.assumption, ())

    def only_where_excepted(self, clause: Clause, others: list[Clause]) -> bool:
        """Whether, where surely no exception of another clause applies, a clause decides nothing, by the assumption."""
        lifted = [one.unless for one in others if one.unless is not None]
        return (
            bool(lifted)
            and isinstance(self._can_decide(clause, others, self.assumption, lifted), Impossible)
            and isinstance(self._can_decide(clause, others, None, lifted), Example)
        )

    @cached_property
    def _start(self) -> tuple[Replayed, ...]:
        """A request to start from, which is approved without any exception."""
        lifted = [one.unless for one in self.subject.kept if one.unless is not None]
        answer = _approved(self.subject, self.assumption, lifted)
        return (self.subject.session.replayed(answer.request),) if isinstance(answer, Example) else ()

    def _can_decide(
        self, clause: Clause, others: list[Clause], assumption: Assumption | None, lifted: Sequence[Expression]
    ) -> Answer:
        alone = partial(decides, {one.id for one in (*others, clause)}, clause)

        def shows(replayed: Replayed) -> bool:
            if not alone(replayed) or any(replayed.truth(one) is not False for one in lifted):
                return False
            return assumption is None or replayed.truth(assumption.test) is True

        def terms() -> list[Term]:
            truth = self.subject.session.encoded.expressions.truth
            assumed = [] if assumption is None else [_met(self.subject, assumption)]
            decisive = decides_alone(self.subject, others, self.subject.session.encoded.effects[clause.id])
            return [decisive, *assumed, *(truth(one).unmet for one in lifted)]

        also = [] if assumption is None else [assumption.test]
        return self.subject.can([clause.id], shows, terms, also=also, first=self._start)


def _nothing_approved(subject: Subject, assumption: Assumption, met: Term, bounds: tuple[str, ...]) -> Found:
    responsible = subject.in_the_way([met])
    says = f"nothing can be approved, assuming `{assumption.written}`"
    if not responsible:  # not said which clauses, where finding out takes too long
        return FOLLOWS.at(first_line(assumption.span), says, label="assumed here", help=_MEND, up_to=bounds)
    names = " and ".join(f"`{id}`" for id in responsible)
    return FOLLOWS.at(
        place_of(subject.policy, responsible[0]),
        f"{says}: {names} {_sees(responsible)} to it",
        label="no such request gets past this",
        others=_labels(subject, assumption, responsible[1:]),
        help=_MEND,
        up_to=bounds,
    )


def _sees(ids: tuple[str, ...]) -> str:
    return "see" if len(ids) > 1 else "sees"


def _report(assumption: Assumption, subject: Subject, clause: Clause, says: str, bounds: tuple[str, ...] = ()) -> Found:
    return FOLLOWS.at(
        place_of(subject.policy, clause.id),
        f"`{clause.id}` {says}, assuming `{assumption.written}`",
        label="such requests come out the same without it",
        others=_labels(subject, assumption, ()),
        help=_MEND,
        up_to=bounds,
    )


def _labels(subject: Subject, assumption: Assumption, ids: tuple[str, ...]) -> tuple[Label, ...]:
    because = Label(first_line(assumption.span), "assumed here")
    return (*(Label(place_of(subject.policy, id), "and this") for id in ids), because)


def _met(subject: Subject, assumption: Assumption) -> Term:
    return subject.session.encoded.expressions.truth(assumption.test).met
