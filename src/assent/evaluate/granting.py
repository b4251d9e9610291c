"""What an approval grants, from the lines that offer it: the largest that applies, up to what was requested.

This module uses the standard library alone and stands, word for word, in every generated checker.
"""

from __future__ import annotations

from typing import NamedTuple

from assent.evaluate.trace import Trace, reason_of
from assent.language.calendar import format_day, months_after


class Offer(NamedTuple):
    """A line that grants something, evaluated.

    `trace` is its condition's, None where there is none; `what` it grants, in words, and its `size`: an amount of
    a `unit`, or the rank of one of `options`. `requested` is what was asked for, of the fact called `ask`.
    """

    trace: Trace | None
    what: str
    size: int | None = None
    unit: str = ""
    options: tuple[str, ...] = ()
    ask: str = ""
    requested: int | None = None
    pathway: str = ""


class Granted(NamedTuple):
    """What was granted of one thing: `result` is "granted", "less" (than was requested) or "open"."""

    what: str
    amount: int | None
    unit: str
    until: str | None
    pathway: str | None
    requested: int | str | None
    result: str
    why: str


def granted_of(offers: tuple[Offer, ...], as_of: int) -> tuple[Granted, ...]:
    """What is granted, in the order of the lines. Lines of one unit, or of one scale, are about one thing."""
    things: dict[object, list[Offer]] = {}
    for at, offer in enumerate(offers):
        unit = offer.unit.removesuffix("s")
        things.setdefault((unit, offer.options) if offer.size is not None else at, []).append(offer)
    found = (_granted(lines, as_of) for lines in things.values())
    return tuple(granted for granted in found if granted is not None)


def is_settled(granted: tuple[Granted, ...]) -> bool:
    """Whether nothing of what is granted is less than was requested, or open."""
    return all(one.result == "granted" for one in granted)


def _granted(lines: list[Offer], as_of: int) -> Granted | None:
    """What is granted of one thing: by the line that grants most of those that apply."""
    applying = [line for line in lines if line.trace is None or line.trace.truth is True]
    unknown = [line for line in lines if line.trace is not None and line.trace.truth is None]
    if not applying and not unknown:
        return None
    if not applying:
        what = " or ".join(dict.fromkeys(line.what for line in unknown))
        return Granted(what, None, unknown[0].unit, None, None, None, "open", _open(unknown))
    best = max(applying, key=_size)
    more = [line for line in unknown if _size(line) > _size(best)]
    asked = best.requested
    size = best.size if best.size is None or asked is None else max(min(best.size, asked), 0)
    result, why = "granted", f"more may be granted: {_open(more)}" if more else ""
    if best.ask and asked is None:
        result, why = "open", f"{best.ask}: not stated; up to {best.what} can be granted"
    elif best.size is not None and asked is not None and asked > best.size:
        result = "less"
        why = f"{best.ask}: {_shown(best, asked)}; {best.what} can be granted" + (f"; {why}" if why else "")
    return Granted(
        best.what if size == best.size else _shown(best, size),
        None if best.options else size,
        best.unit,
        _until(best.unit, size, as_of),
        best.pathway or None,
        best.options[asked] if best.options and asked is not None else asked,
        result,
        why,
    )


def _size(line: Offer) -> int:
    return line.size or 0


def _shown(line: Offer, size: int | None) -> str:
    """An amount or an option, in words."""
    assert size is not None
    if line.options:
        return line.options[size].replace("_", " ")
    return f"{size} {line.unit.removesuffix('s') if size == 1 else line.unit}"


def _open(lines: list[Offer]) -> str:
    """Why it is open whether lines apply: what their conditions wait for."""
    reasons = (reason_of("require", line.trace).removesuffix(".") for line in lines if line.trace is not None)
    return "; ".join(dict.fromkeys(reasons))


def _until(unit: str, size: int | None, as_of: int) -> str | None:
    """The last day of a granted stretch of time, that day included; None for anything else."""
    days = {"day": 1, "week": 7}.get(unit.removesuffix("s"))
    months = {"month": 1, "year": 12}.get(unit.removesuffix("s"))
    if size is None or (days is None and months is None):
        return None
    return format_day(as_of + size * days if days is not None else months_after(as_of, size * (months or 0)))


def last_day(ends: tuple[int, ...]) -> str:
    """The last day of an authorization, which is the latest of its ends."""
    return format_day(max(ends))


def end_if(truth: bool | None, end: int) -> int:
    """An end that holds only where its condition is met."""
    return end if truth else 0
