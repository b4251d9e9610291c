"""The test of how much a number lies below or above another."""

from __future__ import annotations

from assent.source.record import record
from assent.syntax.leaf import Operand, Place, Value, place


@record
class Change:
    """`operand at least 5 % below other`.

    `how` is "at least", "at most", "more than" or "less than", `side` "below" or "above".
    """

    operand: Operand
    how: str
    amount: Value
    side: str
    other: Value | Operand
    at: Place = place()
