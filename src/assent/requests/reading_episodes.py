"""Reading episodes: what began, on which day it ended, and what else is said of it.

This module uses the standard library alone and stands, word for word, in every generated checker.
"""

from __future__ import annotations

from typing import Any

from assent.language.calendar import format_day
from assent.requests.findings import Findings, is_mapping
from assent.requests.reading import read_collection


def read_episodes(
    value: Any, path: str, found: Findings, fields: tuple[tuple[Any, ...], ...]
) -> tuple[tuple[Any, ...], ...] | None:
    """The episodes of a list or of evidence, each with its first and its last day before its other fields.

    One that has begun and no end goes on up to the date of the request. No episode runs past that.
    """
    elements = read_collection(value, path, found, fields, False)
    if elements is None:
        return None
    stated, place = (value["value"], f"{path}.value") if is_mapping(value) else (value, path)
    faults = len(found.faults)
    episodes = tuple([_episode(stated[at], element, f"{place}[{at}]", found) for at, element in enumerate(elements)])
    return episodes if len(found.faults) == faults else None


def _episode(stated: Any, element: tuple[Any, ...], path: str, found: Findings) -> tuple[Any, ...]:
    first, last, *rest = element
    if last is None and "to" in stated:
        found.fault(f"{path}.to", "expected the date on which it ended; leave `to` out if it has not")
    elif first is not None and last is not None and last < first:
        found.fault(f"{path}.to", f"expected a date on or after `from`, {format_day(first)}, not `{format_day(last)}`")
    if last is None:
        return first, None if first is None else found.as_of, *rest
    return first, min(last, found.as_of), *rest
