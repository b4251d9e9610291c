"""Can anything be approved at all?"""

from __future__ import annotations

from assent.analyse.places import first_line, place_of
from assent.analyse.session import Impossible
from assent.analyse.subject import Found, Said, Subject, undecided
from assent.source.catalogue import Code
from assent.source.diagnostic import Label

NEVER_APPROVED = Code("nothing-approved", "error", "a policy that approves no request, and the clauses that see to it")
CODES = (NEVER_APPROVED,)


def nothing_approved(subject: Subject) -> Said:
    """A policy that approves nothing; the answer is a request that is approved, if there is one."""
    answer = subject.session.approved
    if isinstance(answer, Impossible):
        return Said((_report(subject, answer.bounds),), answer)
    open = undecided("whether anything can be approved", answer)
    return Said(() if open is None else (open,), answer)


def _report(subject: Subject, bounds: tuple[str, ...]) -> Found:
    responsible = subject.in_the_way()
    if len(responsible) == 2:
        message = f"nothing can be approved: `{responsible[0]}` and `{responsible[1]}` contradict one another"
    elif len(responsible) == 1:
        message = f"nothing can be approved: no request satisfies `{responsible[0]}`"
    else:
        message = "nothing can be approved: no request satisfies all of its clauses"
    place = place_of(subject.policy, responsible[0]) if responsible else first_line(subject.policy.span)
    others = tuple(Label(place_of(subject.policy, id), "and this") for id in responsible[1:])
    return NEVER_APPROVED.at(
        place,
        message,
        label="no request gets past this" if len(responsible) == 1 else "this",
        others=others,
        help="change one of them, or give it an exception",
        up_to=bounds,
    )
