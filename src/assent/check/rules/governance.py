"""Who stands behind a policy: lines of the header that contradict one another, or say what there is no word for."""

from __future__ import annotations

from assent.check.problems import Problems
from assent.language.calendar import format_day
from assent.source.catalogue import Code
from assent.source.diagnostic import Label
from assent.syntax.tree import Approved, Name, ReviewBy, Status

UNKNOWN_STATUS = Code("unknown-status", "error", "a status other than `draft`")
APPROVED_DRAFT = Code("approved-draft", "warning", "a draft that says it was approved")
APPROVED_LATE = Code("approved-late", "warning", "a version that was approved after it took effect")
REVIEW_BEFORE_EFFECTIVE = Code("review-before-effective", "error", "a review that is due before the version applies")
CODES = (UNKNOWN_STATUS, APPROVED_DRAFT, APPROVED_LATE, REVIEW_BEFORE_EFFECTIVE)


def unknown_status(problems: Problems, word: Name) -> None:
    """`status final`."""
    problems.add(
        UNKNOWN_STATUS,
        word.at,
        f"there is no status `{word.word}`",
        label="the only status is `draft`",
        help="write `status draft` while the policy is not approved, and leave the line out once it is",
    )


def approved_draft(problems: Problems, line: Approved, status: Status) -> None:
    """`approved by …` beside `status draft`."""
    problems.add(
        APPROVED_DRAFT,
        line.at,
        "this version is approved, and a draft as well",
        label="approved here",
        others=(Label(problems.span(status.at), "a draft here"),),
        help="leave `status draft` out once the version is approved; until then, leave the approval out",
    )


def approved_late(problems: Problems, line: Approved, effective: int) -> None:
    """`approved by "…" on` a day after the first one on which the version decides."""
    problems.add(
        APPROVED_LATE,
        line.at,
        f"this version takes effect on {format_day(effective)}, before it is approved on {line.on.word}",
        label="approved on a later day",
        help=f"mend the date if it is mistaken, or let the version take effect on {line.on.word}",
    )


def review_before_effective(problems: Problems, line: ReviewBy, effective: int) -> None:
    """`review by` a day before the version takes effect."""
    problems.add(
        REVIEW_BEFORE_EFFECTIVE,
        line.at,
        f"the review is due by {line.day.word}, before this version takes effect on {format_day(effective)}",
        label="overdue from the first day on",
        help="write the day by which this version is to be looked at again",
    )
