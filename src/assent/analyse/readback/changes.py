"""From the words for so much below or above another number to a test of the core."""

from __future__ import annotations

import re
from fractions import Fraction

from assent.language.exact import exact, exact_text
from assent.language.expressions import Changed, Operand, Test
from assent.language.operators import find
from assent.language.types import Number
from assent.language.units import conversion

CHANGED = re.compile(
    r"(?P<how>at least|more than|at most|less than) (?P<number>\d+(?:\.\d+)?)(?: (?P<unit>[^(“]+?))?"
    r"(?: \((?P<also>[^()]+)\))? (?P<side>below|above) (?P<other>(?:“|the ).+)"
)
# Written apart from the table that sentences are made with: a wrong word there must not be read back as right.
_ABOVE = {"at least": ">=", "more than": ">", "at most": "<=", "less than": "<"}
_BELOW = {"at least": "<=", "more than": "<", "at most": ">=", "less than": ">"}
_OPPOSITE = {">=": "<", ">": "<=", "<=": ">", "<": ">="}


def changed_test(operand: Operand, type: Number, other: Operand, found: re.Match[str], *, negated: bool) -> Test | None:
    """A number held against so much below or above another; None where the amount cannot be told.

    With `negated`, the test of which the words are the negation.
    """
    above, unit = found["side"] == "above", found["unit"] or ""
    by, percent = Fraction(found["number"]), unit == "%"
    if not percent and not (type.unit == "%" and unit == "points"):
        into = conversion(unit, type.unit)
        if into is None:
            return None
        by *= into.factor
    if found["also"] not in (None, f"{exact_text(exact(by))} {type.unit}"):
        return None
    sign = (_ABOVE if above else _BELOW)[found["how"]]
    row = find("number", _OPPOSITE[sign] if negated else sign, "number")
    if row is None:
        return None
    return Test(row, operand, Changed(other, exact(by), above, percent, ""))
