"""How long episodes last, for the interpreter: their stretches of time, merged where they touch."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from assent.language.extent import Extent, Runs
from assent.language.operators.dates import window_start
from assent.language.values import Period

Truth = bool | None


def extent_of(
    episodes: Sequence[tuple[Any, ...]],
    fits: Sequence[Truth],
    gap: int | None,
    window: Period | None,
    *,
    complete: bool,
    as_of: int,
) -> Extent:
    """The runs of those that surely fit, and of those that may; what is not known of an episode's days is any time."""
    start = window_start(window, as_of) if window else 1
    sure, may, whole = [], [], []
    undated = rough = 0
    for (first, last, *_), fit in zip(episodes, fits, strict=True):
        days = (max(first or start, start), min(as_of if last is None else last, as_of))
        if fit is False or days[0] > days[1]:
            if fit and first is not None and last is not None:
                whole.append((first, min(last, as_of)))
            continue
        may.append(days)
        if first is None or last is None:
            undated += 1
        elif fit is None:
            rough += 1
        else:
            sure.append(days)
            whole.append((first, min(last, as_of)))
    allowed = gap or 0
    most = merged(may, allowed) if complete else None
    return Extent(gap is None, merged(sure, allowed), most, merged(whole, allowed), undated, rough)


def merged(stretches: Sequence[tuple[int, int]], allowed: int) -> Runs:
    """Stretches joined where no more than the allowed days without treatment lie between them."""
    runs: list[tuple[int, int]] = []
    for first, last in sorted(stretches):
        if first > last:
            continue
        if runs and first - runs[-1][1] - 1 <= allowed:
            runs[-1] = (runs[-1][0], max(runs[-1][1], last))
        else:
            runs.append((first, last))
    return tuple(runs)
