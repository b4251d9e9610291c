"""How long episodes last, of which some are only half known.

This module uses the standard library alone and stands, word for word, in every generated checker. The
interpreter does the same by itself (`runs`), so that tests compare two ways of doing it.
"""

from __future__ import annotations

from assent.evaluate.tally import Condition, Elements
from assent.language.extent import Extent, Runs


def lasting(
    elements: Elements | None,
    complete: bool,
    gap: int | None,
    start: int | None,
    as_of: int,
    where: Condition | None = None,
) -> Extent | None:
    """How long the episodes last from day `start` to `as_of`; None where the account is unknown.

    `gap` is None for their days in total, else how many days without treatment break no run.
    """
    if elements is None:
        return None
    since = 1 if start is None else start
    sure: list[tuple[int, int]] = []
    may: list[tuple[int, int]] = []
    whole: list[tuple[int, int]] = []
    undated = rough = 0
    for element in elements:
        fits = True if where is None else where(element)
        if fits is False:
            continue
        first, last = element[0], element[1]
        known = first is not None and last is not None
        end = as_of if last is None or last > as_of else last
        begin = since if first is None or first < since else first
        if fits and known and first <= end:
            whole.append((first, end))
        if begin > end:
            continue
        may.append((begin, end))
        if not known:
            undated += 1
        elif fits is None:
            rough += 1
        else:
            sure.append((begin, end))
    total, between = gap is None, gap or 0
    most = _joined(may, between) if complete else None
    return Extent(total, _joined(sure, between), most, _joined(whole, between), undated, rough)


def _joined(stretches: list[tuple[int, int]], gap: int) -> Runs:
    """The stretches, one where less than so many days lie between them: counted open and shut along the calendar."""
    marks = sorted([mark for first, last in stretches for mark in ((first, 0), (last + gap + 1, 1))])
    runs: list[tuple[int, int]] = []
    open_now = begin = 0
    for day, shuts in marks:
        if not open_now:
            begin = day
        open_now += -1 if shuts else 1
        if not open_now:
            runs.append((begin, day - gap - 1))
    return tuple(runs)
