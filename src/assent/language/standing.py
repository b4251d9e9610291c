"""What two policies say otherwise of themselves, apart from what they decide."""

from __future__ import annotations

from collections.abc import Iterator

from assent.language.calendar import format_day
from assent.language.policy import Policy, Procedure
from assent.source.record import record


@record
class Aside:
    """Something that is said of the old policy, and otherwise of the new one: `about` what, and what of each."""

    about: str
    old: str
    new: str


def asides(old: Policy, new: Policy) -> tuple[Aside, ...]:
    """What decisions carry, or rest on, that changes beside outcomes and grants."""
    were, are = (dict(_said(policy)) for policy in (old, new))
    return tuple(Aside(about, said, are[about]) for about, said in were.items() if said != are[about])


def _said(policy: Policy) -> Iterator[tuple[str, str]]:
    governance, authorization = policy.governance, policy.authorization
    yield "status of every decision", "draft" if governance.draft else "active"
    yield "to be reviewed by", "no day" if governance.review_by is None else format_day(governance.review_by)
    yield "procedures covered", "; ".join(map(_procedure, policy.procedures)) or "none named"
    yield "values that are not shown", ", ".join(fact.name for fact in policy.facts if fact.sensitive) or "none"
    yield "how to appeal", (authorization.appeal if authorization else "") or "not said"


def _procedure(procedure: Procedure) -> str:
    return " ".join(part for part in (procedure.system, procedure.code, procedure.title) if part)
