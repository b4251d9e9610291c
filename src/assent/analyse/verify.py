"""Verifying a policy: every question that is asked of it without being asked."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from assent.analyse import accepted
from assent.analyse.questions import approvable, assumed, clauses, facts, parts, properties
from assent.analyse.session import Impossible, Session
from assent.analyse.solver import TIMEOUT
from assent.analyse.subject import Found, Subject
from assent.language.policy import Policy
from assent.language.properties import Never
from assent.source.catalogue import Code

# In this order: what one question finds idle, the later ones leave out.
QUESTIONS: tuple[Callable[[Subject], Iterator[Found]], ...] = (
    approvable.nothing_approved,
    clauses.never_applies,
    clauses.superfluous,
    parts.idle_parts,
    facts.facts_that_stand_out,
    assumed.what_is_assumed,
)


def verify(policy: Policy, *, timeout: float = TIMEOUT) -> Iterator[Found]:
    """What the solver finds in a policy, accepted or not, and which questions it could not decide."""
    return accepted.with_acceptances(policy, _found(policy, timeout))


def _found(policy: Policy, timeout: float) -> Iterator[Found]:
    asked = [one.test for one in policy.assumptions]
    asked += [one.test for one in policy.properties if isinstance(one, Never)]
    subject = Subject(Session(policy, asked, timeout=timeout))
    yield from properties.what_has_to_hold(subject)
    for question in QUESTIONS:
        yield from question(subject)
        if isinstance(subject.approved, Impossible):
            return  # where nothing can be approved, hardly anything else can matter


def verify_codes() -> tuple[Code, ...]:
    """Every code that verifying can report."""
    return tuple(
        code for stage in (properties, approvable, clauses, parts, facts, assumed, accepted) for code in stage.CODES
    )
