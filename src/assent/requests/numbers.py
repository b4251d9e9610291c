"""Reading the numbers of a request: decimals as they were written, in the unit of their fact or converted to it.

This module uses the standard library alone and stands, word for word, in every generated checker.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction
from typing import Any

from assent.language.exact import exact
from assent.requests.findings import (
    LARGEST_NUMBER,
    LONGEST_TEXT,
    MOST_DIGITS,
    Findings,
    is_mapping,
    listed,
    quoted,
)
from assent.requests.reading import NOT_DONE, unwrapped
from assent.requests.slips import SAID_FOR_UNKNOWN, meant_number

_NUMERAL = re.compile(r"-?[0-9]{1,30}(?:\.[0-9]{1,30})?")
_IN_A_UNIT = re.compile(r"(-?[0-9]{1,30}(?:\.[0-9]{1,30})?) ?([^\s0-9.-][^\n]{0,40})")

# The units in which a number may also be stated, each with how it becomes one in the unit of its fact: times the
# first number over the second, and the third over the fourth more.
Others = Mapping[str, tuple[int, int, int, int]]


def read_number(
    value: Any,
    path: str,
    found: Findings,
    low: int | Decimal | None,
    high: int | Decimal | None,
    unit: str,
    others: Others | None = None,
) -> int | Decimal | Fraction | None:
    """The decimal that was written, in its range; a text only with the unit, or one that is converted to it."""
    if value is None:
        return None
    if (
        type(value) is int
        and -LARGEST_NUMBER <= value <= LARGEST_NUMBER
        and value >= (0 if low is None else low)
        and (high is None or value <= high)
    ):
        return value
    if is_mapping(value):
        value, path = unwrapped(value, path, found)
        if value is None:
            return None
    stated, converted = _number(value, unit), _IN_A_UNIT.fullmatch(value) if isinstance(value, str) else None
    number: int | Decimal | Fraction | None = stated
    if stated is None and converted is not None and others is not None and (other := others.get(converted[2])):
        stated = Decimal(converted[1])
        number = exact(Fraction(stated) * Fraction(other[0], other[1]) + Fraction(other[2], other[3]))
    if stated is None or number is None:
        found.fault(path, _number_expected(value, low, high, unit, others))
    elif number < -LARGEST_NUMBER or number > LARGEST_NUMBER or _digits(stated) > MOST_DIGITS:
        found.fault(path, f"expected a number of at most {MOST_DIGITS} digits")
    elif (low is not None and number < low) or (high is not None and number > high):
        hundredfold = exact(Fraction(number) * 100)
        part = unit == "%" and 0 < number < 1 and low is not None and low <= hundredfold <= (high or 100)
        meant = f"; did you mean `{_in_full(hundredfold)}`?" if part and not isinstance(hundredfold, Fraction) else ""
        found.fault(path, _number_expected(value, low, high, unit) + meant)
    else:
        if number < 0 and low is None and others and all(not how[2] for how in others.values()):
            found.note(
                path, f"{quoted(value)} is less than 0, and no range of this fact says that it may be; is it right?"
            )
        return number
    return None


def read_whole(
    value: Any,
    path: str,
    found: Findings,
    low: int | Decimal | None,
    high: int | Decimal | None,
    unit: str,
    others: Others | None = None,
) -> int | None:
    """A whole number in its range, however it was written: `3.0` is 3, and `3.7` is refused."""
    faults = len(found.faults)
    number = read_number(value, path, found, low, high, unit, others)
    if number is None:
        refused = found.faults[faults:]
        found.faults[faults:] = [(at, said.replace("a number", "a whole number", 1)) for at, said in refused]
        return None
    if number != int(number):
        if is_mapping(value):
            value, path = value["value"], f"{path}.value"
        found.fault(path, _number_expected(value, low, high, unit).replace("a number", "a whole number", 1))
        return None
    return int(number)


def _number(value: Any, unit: str) -> int | Decimal | None:
    """The number that a value is, of whatever size, or None."""
    if isinstance(value, bool):
        return None
    if isinstance(value, int):
        return int(value)
    if isinstance(value, float):
        value = Decimal(float.__repr__(value))  # the shortest decimal that is this float, which is what was written
    elif isinstance(value, str):
        text = value.removesuffix(unit).removesuffix(" ") if unit and value.endswith(unit) else ""
        if not _NUMERAL.fullmatch(text):
            return None
        value = Decimal(text)
    if not isinstance(value, Decimal) or not value.is_finite():
        return None
    return value or value.copy_abs()


def _digits(number: int | Decimal) -> int:
    """How many digits a number has in plain notation; an int within bounds always has few enough."""
    if isinstance(number, int):
        return 1
    exponent = number.as_tuple().exponent
    assert isinstance(exponent, int)
    return max(number.adjusted(), 0) + 1 + max(-exponent, 0)


def _number_expected(
    value: Any, low: int | Decimal | None, high: int | Decimal | None, unit: str, others: Others | None = None
) -> str:
    within = f" from {_in_full(low)} to {_in_full(high)}" if low is not None and high is not None else ""
    within = within or (f" of at least {_in_full(low)}" if low is not None else "")
    within = within or (f" of at most {_in_full(high)}" if high is not None else "")
    after = ""
    if isinstance(value, str):
        written = value.strip()
        if _NUMERAL.fullmatch(written) and (written[0] != "0" or written[:2] in ("0", "0.")):
            after = f", a text; write {quoted(written)} without quotes"
        elif meant := meant_number(value, unit, others or (), high):
            after = meant
        elif unit and len(written) <= LONGEST_TEXT and written.casefold() not in (NOT_DONE, *SAID_FOR_UNKNOWN):
            after = f"; as a text, write it as `6 {unit}`"
            if others and _IN_A_UNIT.fullmatch(written):
                after = f"; it may be stated in {listed((unit, *others))}"
    return f"expected a number{within}{' in ' + unit if unit else ''}, not {quoted(value)}{after}"


def _in_full(number: int | Decimal) -> str:
    return format(number, "f") if isinstance(number, Decimal) else str(number)
