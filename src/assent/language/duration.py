"""How long something lasted, as it was stated: between two dates, or as a quantity.

Against dates every threshold is exact. A quantity of days or weeks against a threshold of months (or the
other way round) is an interval of lengths, and the comparison is unknown unless all of them agree.
This module uses the standard library alone and stands, word for word, in every generated checker.
"""

from __future__ import annotations

from decimal import Decimal
from typing import NamedTuple

from assent.language.calendar import format_day, months_before, shortest_and_longest


# Named tuples, here and in what else a checker carries: a dataclass cannot be made in a module that nobody
# has registered, as one loaded by its path is, and takes longer to fill.
class Duration(NamedTuple):
    """A stated duration. Exactly one form is set: `first` and `last` (days), `days`, or `months`.

    `stated` is how the request said it, for reasons.
    """

    stated: str
    first: int | None = None
    last: int | None = None
    days: int | Decimal | None = None
    months: int | None = None


def between(first: int, last: int) -> Duration:
    """The duration between two days; none at all where `last` is before `first`."""
    last = max(first, last)
    days = last - first
    stated = f"{days} {'day' if days == 1 else 'days'} (from {format_day(first)} to {format_day(last)})"
    return Duration(stated, first=first, last=last)


def _days(duration: Duration) -> tuple[int | Decimal, int | Decimal]:
    """The fewest and the most days that the duration can be."""
    if duration.first is not None and duration.last is not None:
        length = duration.last - duration.first
        return length, length
    if duration.days is not None:
        return duration.days, duration.days
    return shortest_and_longest(duration.months or 0)


def at_least_days(duration: Duration | None, days: int) -> bool | None:
    """Whether it lasted `days` days or longer; None where that is unknown."""
    if duration is None:
        return None
    low, high = _days(duration)
    return True if low >= days else None if high >= days else False


def more_than_days(duration: Duration | None, days: int) -> bool | None:
    """Whether it lasted longer than `days` days; None where that is unknown."""
    if duration is None:
        return None
    low, high = _days(duration)
    return True if low > days else None if high > days else False


def at_least_months(duration: Duration | None, months: int) -> bool | None:
    """Whether it lasted `months` calendar months or longer; None where that is unknown."""
    if duration is None:
        return None
    if duration.first is not None and duration.last is not None:
        return duration.first <= months_before(duration.last, months)
    if duration.months is not None:
        return duration.months >= months
    low, high = shortest_and_longest(months)
    days = duration.days or 0
    return True if days >= high else None if days >= low else False


def more_than_months(duration: Duration | None, months: int) -> bool | None:
    """Whether it lasted longer than `months` calendar months; None where that is unknown."""
    if duration is None:
        return None
    if duration.first is not None and duration.last is not None:
        return duration.first < months_before(duration.last, months)
    if duration.months is not None:
        return duration.months > months
    low, high = shortest_and_longest(months)
    days = duration.days or 0
    return True if days > high else None if days > low else False


def at_most_days(duration: Duration | None, days: int) -> bool | None:
    """Whether it lasted `days` days or less; None where that is unknown."""
    longer = more_than_days(duration, days)
    return None if longer is None else not longer


def less_than_days(duration: Duration | None, days: int) -> bool | None:
    """Whether it lasted less than `days` days; None where that is unknown."""
    long_enough = at_least_days(duration, days)
    return None if long_enough is None else not long_enough


def at_most_months(duration: Duration | None, months: int) -> bool | None:
    """Whether it lasted `months` calendar months or less; None where that is unknown."""
    longer = more_than_months(duration, months)
    return None if longer is None else not longer


def less_than_months(duration: Duration | None, months: int) -> bool | None:
    """Whether it lasted less than `months` calendar months; None where that is unknown."""
    long_enough = at_least_months(duration, months)
    return None if long_enough is None else not long_enough
