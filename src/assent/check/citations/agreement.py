"""Whether a quantity of a quote and a threshold of a clause say the same: by meaning, not by letters."""

from __future__ import annotations

import re
from collections.abc import Iterable
from decimal import Decimal

from assent.check.citations.quantities import Quantity
from assent.check.citations.thresholds import Threshold
from assent.check.citations.units import TIME, length
from assent.source.record import record

_DENIES = re.compile(
    r"\b(?:not|no|none|never|nor|without|exclud\w*|exclusions?|except\w*|unless|deni\w*|deny|ineligible"
    r"|contraindicat\w*|cannot|lack\w*|fails? to)\b",
    re.IGNORECASE,
)


@record
class _End:
    """One end of a stretch: "at least 12" has a lower one. `lower` is None where only the number is said."""

    value: Decimal
    lower: bool | None
    open: bool


def denies(text: str, quantities: tuple[Quantity, ...]) -> bool:
    """Whether a text speaks of what is not covered, so that its quantities may stand the other way round in a test."""
    kept, at = [], 0
    for quantity in quantities:
        # The "no" of "no more than 20" is the quantity's own.
        kept.append(text[at : quantity.start])
        at = max(at, quantity.end)
    return _DENIES.search(" ".join([*kept, text[at:]])) is not None


def comparable(quantity: Quantity, threshold: Threshold) -> bool:
    """Whether the two are of one dimension, so that one could be meant for the other: "12 weeks" and "3 months" are."""
    match threshold.kind:
        case "time":
            return quantity.is_time
        case "count":
            return not quantity.unit
        case "number":
            age = quantity.unit == "years" and not threshold.unit
            return (quantity.unit == threshold.unit or age) and not quantity.noun


def is_met_by(quantity: Quantity, thresholds: Iterable[Threshold], *, turned: bool) -> bool:
    """Whether every end of a quantity is an end of some threshold."""
    wanted = _ends(quantity)
    there = tuple(thresholds)
    return all(any(_same(quantity, end, threshold, turned) for threshold in there) for end in wanted)


def is_said_by(threshold: Threshold, quantities: Iterable[tuple[Quantity, bool]]) -> bool:
    """Whether every end of a threshold is an end of some quantity (each with whether it may be turned round)."""
    there = tuple(quantities)
    return all(
        any(
            _matches(end, other, quantity, threshold, turned or threshold.turned)
            for quantity, turned in there
            for end in _ends(quantity)
        )
        for other in _ends_of(threshold)
    )


def _same(quantity: Quantity, end: _End, threshold: Threshold, turned: bool) -> bool:
    return any(_matches(end, other, quantity, threshold, turned or threshold.turned) for other in _ends_of(threshold))


def _matches(end: _End, other: _End, quantity: Quantity, threshold: Threshold, turned: bool) -> bool:
    for unit, threshold_unit in _common_units(quantity, threshold):
        value, wanted = _in(end.value, unit), _in(other.value, threshold_unit)
        if value is None or wanted is None:
            continue
        if _equal(_End(value, end.lower, end.open), _End(wanted, other.lower, other.open), quantity, threshold, turned):
            return True
    return False


def _equal(end: _End, other: _End, quantity: Quantity, threshold: Threshold, turned: bool) -> bool:
    if threshold.kind == "count":
        end, other = _whole(end), _whole(other)
    if end.lower is None or other.lower is None:
        return end.value == other.value
    if (end.lower, end.value, end.open) == (other.lower, other.value, other.open):
        return True
    if turned and end.lower is not other.lower:
        # "at least 30" and "less than 30" part the numbers at one place.
        if threshold.kind == "count":
            flipped = _whole(_End(other.value, end.lower, not other.open))
            return end.value == flipped.value
        return end.value == other.value and (end.open is not other.open or quantity.window or threshold.window)
    # Ages are told in whole years: "50 to 77" includes the last day before the 78th birthday.
    full_years = quantity.unit == "years" and quantity.low is not None and end.lower is False
    return (
        full_years
        and other.lower is False
        and other.open
        and not end.open
        and other.value == _next_year(end, threshold)
    )


def _next_year(end: _End, threshold: Threshold) -> Decimal:
    return end.value + (12 if threshold.kind == "time" else 1)


def _whole(end: _End) -> _End:
    """The same end over whole numbers, itself in: "more than 3" is "at least 4"."""
    if not end.open or end.lower is None or end.value != end.value.to_integral_value():
        return end
    return _End(end.value + (1 if end.lower else -1), end.lower, False)


def _ends(quantity: Quantity) -> tuple[_End, ...]:
    if not quantity.said:
        assert quantity.low is not None
        return (_End(quantity.low, None, False),)
    return _both(quantity.low, quantity.high, quantity.low_open, quantity.high_open)


def _ends_of(threshold: Threshold) -> tuple[_End, ...]:
    if not threshold.said:
        assert threshold.low is not None
        return (_End(threshold.low, None, False),)
    return _both(threshold.low, threshold.high, threshold.low_open, threshold.high_open)


def _both(low: Decimal | None, high: Decimal | None, low_open: bool, high_open: bool) -> tuple[_End, ...]:
    ends = []
    if low is not None:
        ends.append(_End(low, True, low_open))
    if high is not None:
        ends.append(_End(high, False, high_open))
    return tuple(ends)


def _in(value: Decimal, unit: str) -> Decimal | None:
    if unit == "as written":
        return value
    stretch = length(value, unit)
    return stretch[1] if stretch is not None else None


def _common_units(quantity: Quantity, threshold: Threshold) -> tuple[tuple[str, str], ...]:
    """The pairs of units in which the two can be held against each other; "as written" leaves a number as it is."""
    unit, other = quantity.unit, threshold.unit
    is_time = unit in TIME or unit == "hours"
    match threshold.kind:
        case "time":
            in_days = ("days", "weeks", "hours")
            same = is_time and (unit in in_days) == (other in in_days)
            return ((unit, other),) if same else ()
        case "count":
            return () if is_time or unit == "%" else (("as written", "as written"),)
        case "number":
            if is_time and other in TIME:
                return ((unit, other),)
            # An age in years may be a number without a unit; "12 weeks" is not the number 12.
            same = not unit or unit == other or (not other and (not is_time or unit == "years"))
            return (("as written", "as written"),) if same else ()
