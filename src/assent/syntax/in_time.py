"""Tests of when something was: in a window of the request, or around another date."""

from __future__ import annotations

from assent.source.record import record
from assent.syntax.leaf import Operand, PeriodNode, Place, Value, place


@record
class Within:
    """`operand within the last 12 months`; with `ahead`, `within the next`."""

    operand: Operand
    period: PeriodNode
    ahead: bool
    at: Place = place()


@record
class Around:
    """`operand within 6 months before other`, `at least 6 months after other`, `more than 6 months ago`.

    `how` is "within", "at least" or "more than", `side` "before", "after" or "ago" (then without `other`).
    """

    operand: Operand
    how: str
    period: PeriodNode
    side: str
    other: Value | Operand | None
    at: Place = place()
