"""The one date rule: civil dates as whole days, months clamped to the end of the month.

A day is its number in the Gregorian calendar (`datetime.date.toordinal`), so that comparing dates and
adding weeks is arithmetic on whole numbers. This module uses the standard library alone and stands,
word for word, in every generated checker.
"""

from __future__ import annotations

from datetime import date

LAST_DAY = date.max.toordinal()
_from_iso = date.fromisoformat


def parse_day(text: str) -> int | None:
    """The day that `YYYY-MM-DD` names, or None for any other text or an impossible date."""
    if len(text) != 10 or text[4] != "-" or text[7] != "-":
        return None  # `fromisoformat` knows shorter forms, and weeks
    try:
        return _from_iso(text).toordinal()
    except ValueError:
        return None


def format_day(day: int) -> str:
    """A day as `YYYY-MM-DD`."""
    return date.fromordinal(day).isoformat()


def months_before(day: int, months: int) -> int:
    """The day `months` calendar months earlier, clamped to the end of its month; 0 before year 1."""
    start = date.fromordinal(day)
    index = start.year * 12 + start.month - 1 - months
    return _clamped(index, start.day) if index >= 12 else 0


def months_after(day: int, months: int) -> int:
    """The day `months` calendar months later, clamped to the month's end; one past the last day after year 9999."""
    start = date.fromordinal(day)
    index = start.year * 12 + start.month - 1 + months
    return _clamped(index, start.day) if index < 120000 else LAST_DAY + 1


def _clamped(index: int, day_of_month: int) -> int:
    year, month = divmod(index, 12)
    return date(year, month + 1, min(day_of_month, month_length(year, month + 1))).toordinal()


def month_length(year: int, month: int) -> int:
    """The number of days in a month (1 to 12)."""
    if month == 2:
        return 29 if year % 4 == 0 and (year % 100 != 0 or year % 400 == 0) else 28
    return 30 if month in (4, 6, 9, 11) else 31


def shortest_and_longest(months: int) -> tuple[int, int]:
    """The fewest and the most days that `months` calendar months can be, over the whole calendar.

    A length is `end - (end minus months)` under the clamped rule: 3 months are 89 to 92 days. Leap
    years recur every 400 years; among all 4,800 starting months these four already show both
    extremes of every stretch (found by search; a test compares them with all 4,800).
    """
    cycles, rest = divmod(months, 4800)
    if months <= 0 or rest == 0:
        return max(cycles, 0) * 146097, max(cycles, 0) * 146097
    lengths = []
    for year, month in ((1903, 2), (1903, 4), (1903, 6), (2097, 2)):
        end_year, end_month = divmod(year * 12 + month - 1 + rest, 12)
        whole = _month_start(year * 12 + month - 1 + rest) - _month_start(year * 12 + month - 1)
        clamped = month_length(end_year, end_month + 1) - month_length(year, month)
        lengths += [whole, whole + max(0, clamped)]
    return cycles * 146097 + min(lengths), cycles * 146097 + max(lengths)


def _month_start(index: int) -> int:
    """The day number of the first of a month, `index` being 12 * year + month - 1; any year."""
    year, month = divmod(index, 12)
    year -= month < 2
    month = (month - 2) % 12
    return 365 * year + year // 4 - year // 100 + year // 400 + (153 * month + 2) // 5
