"""Slow and plain ways to work out what the language works out quickly."""

from __future__ import annotations

import calendar
from collections.abc import Iterable
from datetime import date
from functools import cache

Truth = bool | None


def months_earlier(day: date, months: int) -> date | None:
    """So many calendar months earlier, month by month; None before year 1."""
    return _moved(day, -months)


def months_later(day: date, months: int) -> date | None:
    """So many calendar months later, month by month; None after year 9999."""
    return _moved(day, months)


def _moved(day: date, months: int) -> date | None:
    year, month = day.year, day.month
    for _ in range(abs(months)):
        month += 1 if months > 0 else -1
        if month == 13:
            year, month = year + 1, 1
        elif month == 0:
            year, month = year - 1, 12
    if not 1 <= year <= 9999:
        return None
    return date(year, month, min(day.day, calendar.monthrange(year, month)[1]))


@cache
def lengths_of(months: int) -> frozenset[int]:
    """Every length in days that so many calendar months can have, over a whole cycle of leap years."""
    lengths = set()
    first = date(1999, 12, 31).toordinal() + 1 + 146097
    for end in range(first, first + 146097):
        earlier = months_earlier_at_once(date.fromordinal(end), months)
        lengths.add(end - earlier.toordinal())
    return frozenset(lengths)


def months_earlier_at_once(day: date, months: int) -> date:
    """As `months_earlier`, in one step, for days well inside the calendar; a test compares the two."""
    year, month = divmod(day.year * 12 + day.month - 1 - months, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def agreed(answers: Iterable[bool]) -> Truth:
    """What all answers say; None where they differ."""
    found = set(answers)
    return found.pop() if len(found) == 1 else None
