"""Who stands behind a policy, and how long its word is good: all that is said of that, in the policy itself."""

from __future__ import annotations

from assent.source.record import record


@record
class Approval:
    """Who approved a version, and on which day."""

    by: str
    on: int


@record
class Governance:
    """The owner, the approvals, the last day before a review is overdue, and whether the version is a draft.

    What was not written is "", nothing, or None. Days are those of `language.calendar`.
    """

    owner: str = ""
    approvals: tuple[Approval, ...] = ()
    review_by: int | None = None
    draft: bool = False
