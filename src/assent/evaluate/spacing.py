"""Counting elements by how they lie to one another, and by the values of a field.

This module uses the standard library alone and stands, word for word, in every generated checker. The
interpreter counts by itself (`patterns`), so that tests compare two ways of counting.
"""

from __future__ import annotations

from typing import Any

from assent.evaluate.tally import Condition, Elements, Tally, tally
from assent.language.calendar import months_before


def pattern_tally(
    elements: Elements | None,
    dated_by: int | None,
    first: int | None,
    as_of: int,
    kind: str,
    days: int | None,
    months: int | None,
    per: int | None,
    where: Condition | None = None,
) -> Tally | None:
    """A tally whose `sure` and `may` are what a pattern counts of those elements.

    `kind` is "within any", "no more than apart", "at least apart", "closer than", or "" for all of them; its
    length is `days` or `months`. With `per`, the position of a field, it is the most of any one of its values.
    """
    if elements is None:
        return None
    sure: list[tuple[Any, int | None]] = []
    may: list[tuple[Any, int | None]] = []
    for element in elements:
        fits = True if where is None else where(element)
        day = None if dated_by is None else element[dated_by]
        if fits is False or (day is not None and (day > as_of or (first is not None and day < first))):
            continue
        value = 0 if per is None else element[per]
        may.append((value, day))
        if fits and (day is not None or dated_by is None):
            sure.append((value, day))
    counted = tally(elements, dated_by, first, as_of, where)
    assert counted is not None
    least = [_length(kind, days, months, group) for group in _by_value(sure)]
    if per is not None and any(value is None for value, _ in sure):
        least.append(1)
    unknown = [day for value, day in may if value is None]
    most = [_length(kind, days, months, [*group, *unknown]) for group in _by_value(may) or [[]]]
    return counted._replace(sure=max(least, default=0), may=max(most))


def _by_value(found: list[tuple[Any, int | None]]) -> list[list[int | None]]:
    """The days of each value that is known."""
    groups: dict[Any, list[int | None]] = {}
    for value, day in found:
        if value is not None:
            groups.setdefault(value, []).append(day)
    return list(groups.values())


def _length(kind: str, days: int | None, months: int | None, found: list[int | None]) -> int:
    """What a pattern counts of elements with these days; one without its day may lie anywhere."""
    if not kind:
        return len(found)
    known = sorted([day for day in found if day is not None])
    unknown = len(found) - len(known)
    if kind == "no more than apart" and unknown:
        return len(found)
    return _pattern(kind, days, months, known) + unknown


def _pattern(kind: str, days: int | None, months: int | None, known: list[int]) -> int:
    """One pass over days in order. `oldest` is the first day of the stretch, the row or the pick that goes on."""
    best = current = oldest = 0
    picked: int | None = None
    for at, day in enumerate(known):
        start = day - days if days is not None else months_before(day, months or 0)
        if kind == "no more than apart":
            current = current + 1 if at and known[at - 1] >= start else 1
        elif kind == "at least apart":
            if picked is None or picked <= start:
                current, picked = current + 1, day
        else:
            while known[oldest] < start or (kind == "closer than" and known[oldest] == start):
                oldest += 1
            current = at + 1 - oldest
        best = max(best, current)
    return best
