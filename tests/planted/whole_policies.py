"""Faults in what a policy is as a whole: who stands behind it, its versions, and what it varies."""

from __future__ import annotations

from planted.checks import Check, agreement, conformance, reading

Row = tuple[str, str, str, str, Check]

WHOLE: tuple[Row, ...] = (
    (
        "overdue on the last day of a review",
        "evaluate.decision",
        "self.as_of > due",
        "self.as_of >= due",
        conformance("governance"),
    ),
    (
        "a draft that is silent",
        "evaluate.decision",
        "if self.rejected is None and self._policy.draft:",
        "if False:",
        conformance("governance"),
    ),
    (
        "a checker that does not know that it is a draft",
        "generate.python.emit",
        "if governance.draft else []",
        "if False else []",
        agreement,
    ),
    (
        "a checker that does not know when a review is due",
        "generate.python.emit",
        "if governance.review_by is not None:",
        "if False:",
        conformance("governance", "generated"),
    ),
    (
        "the day of a review is forgotten",
        "check.lower.headers",
        "literals.day(problems, review.day) if review else None",
        "None",
        reading,
    ),
)
