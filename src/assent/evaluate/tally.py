"""Counting elements of which some are only half known, and finding the latest.

This module uses the standard library alone and stands, word for word, in every generated checker. The
interpreter counts by itself, so that tests compare two ways of counting.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple

from assent.language.duration import Duration
from assent.language.nothing import NOTHING

Elements = tuple[tuple[Any, ...], ...]
Condition = Callable[[tuple[Any, ...]], bool | None]


class Tally(NamedTuple):
    """How many elements surely count (`sure`) and how many may (`may`, the sure ones among them).

    The rest tells why others do not: `undated` and `rough` may count but for a date or a detail that was
    left out; `older` and `later` would count but lie outside the window, or after the date of the request.
    """

    sure: int
    may: int
    undated: int
    rough: int
    older: int
    later: int


def tally(
    elements: Elements | None, dated_by: int | None, first: int | None, as_of: int, where: Condition | None = None
) -> Tally | None:
    """Count the elements from day `first` to `as_of` that satisfy `where`; None where the account is unknown.

    `dated_by` is the position of the date in an element, None where elements have no date; `first` is
    None where no window was asked for.
    """
    if elements is None:
        return None
    sure = may = undated = rough = older = later = 0
    for element in elements:
        fits = True if where is None else where(element)
        if fits is False:
            continue
        day = None if dated_by is None else element[dated_by]
        if day is not None and day > as_of:
            later += 1
        elif day is not None and first is not None and day < first:
            older += 1
        else:
            may += 1
            if day is None and dated_by is not None:
                undated += 1
            elif fits is None:
                rough += 1
            else:
                sure += 1
    return Tally(sure, may, undated, rough, older, later)


def at_least_counted(number: int, counted: Tally | None) -> bool | None:
    """At least `number` elements of a list, which is the whole account."""
    if counted is None:
        return None
    return True if counted.sure >= number else None if counted.may >= number else False


def at_most_counted(number: int, counted: Tally | None) -> bool | None:
    """At most `number` elements of a list, which is the whole account."""
    if counted is None:
        return None
    return True if counted.may <= number else None if counted.sure <= number else False


def at_least_submitted(number: int, counted: Tally | None) -> bool | None:
    """At least `number` pieces of evidence: there may be more than were submitted, so never not met."""
    return True if counted is not None and counted.sure >= number else None


def latest(
    elements: Elements | None,
    dated_by: int,
    position: int,
    as_of: int,
    first: int | None = None,
    earliest: bool = False,
    where: Condition | None = None,
) -> Any:
    """The field at `position` of the latest element from day `first` to `as_of` that satisfies `where`.

    With `earliest`, of the earliest one. None where that is unknown (candidates tie, or one that only may
    count could be later, and their fields differ); NOTHING where there is surely no such element.
    """
    if elements is None:
        return None
    best: int | None = None
    open_ones: list[tuple[int | None, Any]] = []
    for element in elements:
        day = element[dated_by]
        if day is not None and (day > as_of or (first is not None and day < first)):
            continue
        fits = True if where is None else where(element)
        if fits is False:
            continue
        open_ones.append((day, element[position]))
        if fits and day is not None and (best is None or (day < best if earliest else day > best)):
            best = day
    if best is None:
        return None if open_ones else NOTHING
    values = [value for day, value in open_ones if day is None or (day <= best if earliest else day >= best)]
    if len(values) > 1 and any(isinstance(value, Duration) and value.first is None for value in values):
        return None  # a quantity may yet be stated by its dates, and then differ
    return values[0] if all(value is not None and value == values[0] for value in values) else None
