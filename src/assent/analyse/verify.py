"""Verifying a policy: every question that is asked of it without being asked.

In an order in which later ones leave out what earlier ones find idle; those of one step do not depend on one another.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import partial

from assent.analyse import accepted
from assent.analyse.asking import Ask, Known, asked_apart, asked_here
from assent.analyse.places import owners_of
from assent.analyse.processes import Lost, processes
from assent.analyse.questions import approvable, assumed, clauses, facts, nowhere, parts, properties
from assent.analyse.session import Example, Impossible
from assent.analyse.solver import TIMEOUT
from assent.analyse.subject import Found, Open, Question, Said, Subject
from assent.language.policy import Policy
from assent.source.catalogue import Code

# A policy of fewer clauses is looked into by one process, where there are other policies for the others.
_MANY = 100


def verify(policy: Policy, *, timeout: float = TIMEOUT, ask: Ask | None = None) -> Iterator[Found]:
    """What the solver finds in a policy, accepted or not, and which questions it could not decide."""
    return accepted.with_acceptances(policy, _found(policy, ask or asked_here(policy, timeout)))


def verify_each(
    policies: Sequence[Policy], *, timeout: float, jobs: int, step: Callable[[Policy], None]
) -> Iterator[list[Found]]:
    """What is found in each of some policies, by so many processes. `step` is called with each before it is awaited.

    Each is looked into by one process; but where there are fewer policies than processes, and in one of many clauses,
    questions are asked side by side.
    """
    with processes(jobs) as side:
        begun = [
            None
            if jobs > 1 and (len(policies) < jobs or len(policy.clauses) >= _MANY)
            # This process has the policy at hand, in others it is made anew of what is sent there.
            else side.begin(_whole, policy, timeout)
            for policy in policies
        ]
        for policy, whole in zip(policies, begun, strict=True):
            step(policy)
            try:
                yield list(verify(policy, ask=asked_apart(policy, timeout, side))) if whole is None else whole.answer()
            except Lost as lost:
                yield [Open(f"what the solver finds in `{policy.id}`", lost.why)]


def _whole(policy: Policy, timeout: float) -> list[Found]:
    return list(verify(policy, timeout=timeout))


def _found(policy: Policy, ask: Ask) -> Iterator[Found]:
    said = ask(Known(), [*_by_place(properties.what_has_to_hold, policy.properties), approvable.nothing_approved])
    yield from _all(said)
    known = Known(said[-1].answer)
    if isinstance(known.approved, Impossible):
        return  # where nothing can be approved, hardly anything else can matter

    said = ask(known, _by_place(clauses.never_applies, policy.clauses))
    yield from _all(said)
    known = known.besides(said)

    kept = [place for place, clause in enumerate(policy.clauses) if clause.id not in known.idle]
    said = ask(known, [partial(clauses.can_decide, place) for place in kept])
    answers = {policy.clauses[place].id: one.answer for place, one in zip(kept, said, strict=True)}
    doubtful = {id: answer for id, answer in answers.items() if answer and not isinstance(answer, Example)}
    said = ask(known, [partial(clauses.superfluous, doubtful)] if doubtful else [])
    yield from _all(said)
    decided = {id: answer.request for id, answer in answers.items() if isinstance(answer, Example)}
    known = replace(known.besides(said), decided=decided)

    inside = [partial(parts.idle_parts, one.id) for one in owners_of(policy) if one.id not in known.idle]
    directions = [partial(facts.wrong_direction, fact.name) for fact in policy.facts]
    ways = _by_place(nowhere.leads_nowhere, policy.clauses)
    said = ask(known, [*inside, *ways, *directions, assumed.contradictory])
    yield from _all(said)

    idle_facts = frozenset[str]().union(*(one.idle_facts for one in said))
    mattering = [partial(facts.cannot_matter, fact.name) for fact in policy.facts if fact.name not in idle_facts]
    possible = not isinstance(said[-1].answer, Impossible)
    following = _by_place(assumed.follows, policy.assumptions) if possible else []
    yield from _all(ask(known, [*mattering, *following]))


def _by_place(question: Callable[[int, Subject], Said], things: Sequence[object]) -> list[Question]:
    return [partial(question, place) for place in range(len(things))]


def _all(said: Sequence[Said]) -> Iterator[Found]:
    for one in said:
        yield from one.found


def verify_codes() -> tuple[Code, ...]:
    """Every code that verifying can report."""
    return tuple(
        code
        for stage in (properties, approvable, clauses, parts, nowhere, facts, assumed, accepted)
        for code in stage.CODES
    )
