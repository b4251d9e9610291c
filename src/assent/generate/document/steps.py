"""How an outcome is reached: one step for each outcome that the policy's own clauses can call for."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from assent.generate.document.text import one_line
from assent.generate.document.wording import OUTCOMES
from assent.language.expressions import leaves_of
from assent.language.operands import is_judged
from assent.language.policy import Authorization, Policy, Verb


@dataclass(frozen=True, slots=True)
class Ground:
    """What leads to an outcome: a heading, and the clauses it speaks of (none where it speaks of all)."""

    title: str
    clauses: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Step:
    """One question on the way, its grounds, and the outcome that ends the way there. The last step asks nothing."""

    kind: str
    question: str
    grounds: tuple[Ground, ...]
    outcome: str
    then: str


def steps(policy: Policy, numbers: Mapping[str, str]) -> tuple[Step, ...]:
    """The steps in the order in which they are taken: deny, pend, review, approve."""

    def clauses(verb: Verb) -> tuple[str, ...]:
        return tuple(f"{numbers[part.id]} {one_line(part.title)}" for part in policy.clauses if part.verb == verb)

    required, excluded = clauses("require"), clauses("exclude")
    reviewed, submitted = clauses("review"), clauses("submit")
    found: list[Step] = []
    if required or excluded:
        asked = (
            "Is a criterion not met, or does an exclusion apply?"
            if required and excluded
            else "Is a criterion not met?"
            if required
            else "Does an exclusion apply?"
        )
        grounds = (*_ground("Required, not met", required), *_ground("Exclusion that applies", excluded))
        found.append(_step("deny", asked, grounds, "A clinician decides"))
    if required or excluded or reviewed or submitted:
        grounds = _ground("To submit, not provided", submitted)
        if required or excluded or reviewed:
            grounds += (Ground("Any other clause left open by what was stated"),)
        found.append(_step("pend", "Is anything that is needed missing?", grounds, "The provider can send it"))
    judged = any(is_judged(leaf) for body in policy.named.values() for leaf in leaves_of(body))
    if reviewed or judged:
        grounds = _ground("Review that applies", reviewed)
        if judged:
            grounds += (Ground("Any clause in which only a clinician’s judgement is open"),)
        found.append(_step("review", "Is a clinician’s judgement called for?", grounds, "A clinician decides"))
    found.append(_step("approve", "", (), _validity(policy.authorization)))
    return tuple(found)


def _validity(authorization: Authorization | None) -> str:
    """For how long an approval is valid, and whether that may be longer."""
    if authorization is None or authorization.valid is None:
        return "Nothing stands against it"
    return f"Valid for {authorization.valid}{', or longer' if authorization.longer else ''}"


def _ground(title: str, clauses: tuple[str, ...]) -> tuple[Ground, ...]:
    return (Ground(title, clauses),) if clauses else ()


def _step(kind: str, question: str, grounds: tuple[Ground, ...], then: str) -> Step:
    return Step(kind, question, grounds, OUTCOMES[kind].name, then)
