"""A row of the operator table: everything there is to know about one operator, in one place."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Literal

from assent.source.record import record

Kind = Literal["yes/no", "number", "scale", "choice", "code", "date", "document", "duration", "extent"]
ArgumentKind = Literal["none", "number", "scale", "choice", "code", "date", "period", "another"]


@record
class Unsupported:
    """What a target cannot spell, and why."""

    why: str


@record
class Operator:
    """One operator on one kind of operand.

    name      its identity in the canonical form: "number >="
    symbol    how an author writes it: ">=", "is", "within the last" ("" where the operand stands alone)
    takes     the kind of its operand; a judgement is asked like a yes/no fact
    argument  the kind of its argument: of a literal, or of another operand of that kind; "another" is
              another operand alone
    meaning   (value, argument, as_of) -> True, False or None; `value` is never None unless
              `sees_unknown`; dates are days (`language.calendar`)
    python    its spelling in generated Python: {0} the operand, {1} the argument (whole days or months
              for a period, see `units`), `as_of` in scope. It must be False or True where {0} is
              known, or, with `sees_unknown`, also None
    opposite  the spelling of its negation in generated Python, where {0} is known ("" where
              `sees_unknown`)
    phrase    what it says, after the operand's label and a colon: "at least {1}"
    negated   what its negation says: "less than {1}"
    units     for a period argument: "days" or "months", which rows come in pairs for
    sees_unknown  the function itself rules on unknown values, and may answer None for a known one
              (a rough duration); else an unknown operand makes the result unknown
    """

    name: str
    symbol: str
    takes: Kind
    argument: ArgumentKind
    meaning: Callable[[Any, Any, int], bool | None]
    python: str | Unsupported
    opposite: str
    phrase: str
    negated: str
    units: Literal["", "days", "months"] = ""
    sees_unknown: bool = False
