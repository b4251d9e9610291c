"""How long episodes last: their stretches of time, surely and at most, held against a threshold.

This module uses the standard library alone and stands, word for word, in every generated checker.
"""

from __future__ import annotations

from typing import NamedTuple

from assent.language.calendar import months_before, shortest_and_longest

# Stretches from one day to another, in order, none touching the next.
Runs = tuple[tuple[int, int], ...]


class Extent(NamedTuple):
    """`sure` are the runs of the episodes that surely count, `may` those of all that may (None: no end to them).

    `total` says that they are added up; else the longest counts. `whole` are the sure runs without the
    window; `undated` and `rough` say how many episodes only may count, for a date or a detail left out.
    """

    total: bool
    sure: Runs
    may: Runs | None
    whole: Runs
    undated: int
    rough: int


def without_window(extent: Extent | None) -> Extent | None:
    """What surely counts, as if there were no window."""
    return None if extent is None else extent._replace(sure=extent.whole)


def days_of(total: bool, runs: Runs) -> int:
    """The days of all runs, or of the longest. From one day to the next is one day, as for any duration."""
    lengths = [last - first for first, last in runs]
    return sum(lengths) if total else max(lengths, default=0)


def lasts_days(extent: Extent | None, days: int) -> bool | None:
    """Whether the episodes last `days` days or longer; None where that is unknown."""
    if extent is None:
        return None
    if days_of(extent.total, extent.sure) >= days:
        return True
    return None if extent.may is None or days_of(extent.total, extent.may) >= days else False


def lasts_months(extent: Extent | None, months: int) -> bool | None:
    """Whether the episodes last `months` months or longer; None where that is unknown.

    A run is held against the months by its own dates. A total is a number of days: it is long enough where
    one run is, or where it has as many days as so many months can have.
    """
    if extent is None:
        return None
    shortest, longest = shortest_and_longest(months)
    if _some_run(extent.sure, months, 0) or (extent.total and days_of(True, extent.sure) >= longest):
        return True
    if extent.may is None:
        return None
    if extent.total:
        possible = days_of(True, extent.may) >= shortest and _some_run(_hull(extent.may), months, 0)
    else:
        possible = _some_run(extent.may, months, 0)
    return None if possible else False


def lasts_at_most_days(extent: Extent | None, days: int) -> bool | None:
    """Whether the episodes last `days` days or less; None where that is unknown."""
    longer = lasts_days(extent, days + 1)
    return None if longer is None else not longer


def lasts_at_most_months(extent: Extent | None, months: int) -> bool | None:
    """Whether the episodes last `months` months or less; None where that is unknown."""
    if extent is None:
        return None
    shortest, longest = shortest_and_longest(months)
    if _some_run(extent.sure, months, 1) or (extent.total and days_of(True, extent.sure) > longest):
        return False
    if extent.may is None:
        return None
    if extent.total:
        possible = days_of(True, extent.may) > shortest and _some_run(_hull(extent.may), months, 1)
    else:
        possible = _some_run(extent.may, months, 1)
    return None if possible else True


def _some_run(runs: Runs, months: int, more: int) -> bool:
    """Whether a run lasts the months, by its own dates, and `more` days besides."""
    return any(first + more <= months_before(last, months) for first, last in runs)


def _hull(runs: Runs) -> Runs:
    """One stretch from the first day of all runs to the last."""
    return ((runs[0][0], runs[-1][1]),) if runs else ()
