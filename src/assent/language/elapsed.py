"""How much time has passed since a date: whole completed days, weeks, months or years.

This module uses the standard library alone and stands, word for word, in every generated checker. The
interpreter counts by itself, so that tests compare two ways of counting.
"""

from __future__ import annotations

from datetime import date
from typing import Any

from assent.language.calendar import months_before
from assent.language.nothing import NOTHING


def elapsed_days(day: Any, length: int, as_of: int) -> Any:
    """How many stretches of `length` days have passed since a day; NOTHING where it is still to come."""
    if day is None or day is NOTHING:
        return day
    return (as_of - day) // length if day <= as_of else NOTHING


def elapsed_months(day: Any, length: int, as_of: int) -> Any:
    """How many stretches of `length` months have passed since a day; NOTHING where it is still to come."""
    if day is None or day is NOTHING:
        return day
    if day > as_of:
        return NOTHING
    first, last = date.fromordinal(day), date.fromordinal(as_of)
    months = (last.year - first.year) * 12 + last.month - first.month
    return (months if day <= months_before(as_of, months) else months - 1) // length
