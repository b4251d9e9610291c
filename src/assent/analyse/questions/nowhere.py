"""What stands in a requirement and leads to no approval: an alternative that another clause rules out, a condition."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from assent.analyse.encode.terms import Term
from assent.analyse.places import place_of, words
from assent.analyse.replay import Replayed
from assent.analyse.session import Impossible
from assent.analyse.subject import Found, Said, Subject, undecided
from assent.language.expressions import AllOf, AnyOf, AtLeastOf, Expression, Titled, parts_of
from assent.language.policy import Clause
from assent.source.catalogue import Code
from assent.source.diagnostic import Label

LEADS_NOWHERE = Code("leads-nowhere", "warning", "an alternative, or a condition, with which nothing is approved")
CODES = (LEADS_NOWHERE,)


def leads_nowhere(place: int, subject: Subject) -> Said:
    """Whether any request is approved on which an alternative of a requirement, by its place, or its `when` is met."""
    clause = subject.policy.clauses[place]
    if clause.verb not in ("require", "submit") or clause.id in subject.idle:
        return Said()
    return Said(tuple(_asked(subject, clause)))


def _asked(subject: Subject, clause: Clause) -> Iterator[Found]:
    conditions = () if clause.when is None else (clause.when,)
    own = () if clause.unless is None else (clause.body,)  # where it has no exception, nothing at all is approved
    for part in (*conditions, *own, *_alternatives(clause.body)):
        met = subject.session.encoded.expressions.truth(part).met
        approved = partial(_approved, subject, met)
        answer = subject.can([clause.id], partial(_shows, part), approved, also=[part])
        said = words(subject.policy, part)
        if (open := undecided(f"whether anything is approved with “{said}” in `{clause.id}`", answer)) is not None:
            yield open
        if isinstance(answer, Impossible):
            yield _report(subject, clause, said, subject.in_the_way([met]), answer.bounds)


def _approved(subject: Subject, met: Term) -> list[Term]:
    return [subject.session.encoded.outcomes["approve"], met]


def _shows(part: Expression, replayed: Replayed) -> bool:
    return replayed.truth(part) is True and replayed.outcome == "approve"


def _alternatives(expression: Expression) -> Iterator[Expression]:
    """The parts of which any is enough, or some are; what is negated asks for something else."""
    if isinstance(expression, AnyOf | AtLeastOf):
        yield from expression.parts
    if isinstance(expression, AllOf | AnyOf | AtLeastOf | Titled):
        for part in parts_of(expression):
            yield from _alternatives(part)


def _report(subject: Subject, clause: Clause, said: str, by: tuple[str, ...], bounds: tuple[str, ...]) -> Found:
    others = [id for id in by if id != clause.id]
    names = " and ".join(f"`{id}`" for id in others)
    because = f": {names} {'stand' if len(others) > 1 else 'stands'} in the way" if others else ""
    return LEADS_NOWHERE.at(
        place_of(subject.policy, clause.id),
        f"nothing is approved with “{said}” in `{clause.id}`{because}",
        label="no request on which it is met is approved",
        others=tuple(Label(place_of(subject.policy, id), "this stands in its way") for id in others),
        help="leave it out; or, if it is meant to lead to an approval, let the others make an exception for it",
        up_to=bounds,
    )
