"""What was found, in words: values as reasons show them, and why a leaf lacks evidence.

This module uses the standard library alone and stands, word for word, in every generated checker.
"""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import Any

from assent.evaluate.tally import Tally
from assent.language.calendar import format_day
from assent.language.duration import Duration
from assent.language.exact import exact_text
from assent.language.extent import Extent, days_of
from assent.language.nothing import NOTHING


def show_yes_no(value: Any) -> str:
    return _show(value, "yes" if value else "no")


def show_judgement(value: Any) -> str:
    return "not attested" if value is None else "yes" if value else "no"


def show_number(value: Any, unit: str = "") -> str:
    if not isinstance(value, int | Decimal | Fraction):
        return _show(value, "")
    return f"{exact_text(value)} {unit}" if unit else exact_text(value)


def show_scale(value: Any, options: tuple[str, ...]) -> str:
    return options[value] if isinstance(value, int) else _show(value, "")


def show_text(value: Any) -> str:
    return _show(value, str(value))


def show_day(value: Any) -> str:
    return format_day(value) if isinstance(value, int) else _show(value, "")


def show_document(value: Any) -> str:
    return _show(
        value, "does not exist" if value is False else f"dated {format_day(value)}" if value is not None else ""
    )


def show_duration(value: Any) -> str:
    return value.stated if isinstance(value, Duration) else _show(value, "")


def _show(value: Any, text: str) -> str:
    return "not stated" if value is None else "there is none" if value is NOTHING else text


def show_done(value: Any, shown: str, none: str = "not done") -> str:
    """A value as it is shown, or that there is none because it was not done."""
    return none if value is NOTHING else shown


def show_recent(value: Any, shown: str, day: int | None) -> str:
    """A measured value with the day it is of."""
    if value is None or value is NOTHING:
        return shown
    return f"{shown}, without its date" if day is None else f"{shown} on {format_day(day)}"


def show_count(counted: Tally | None, complete: bool, how: str = "") -> str:
    """A count: "3", or "1 to 3" where some are only half known; "submitted" where there may be more.

    `how` is how they lie to one another: "3 within 12 months".
    """
    if counted is None:
        return "not stated"
    text = str(counted.sure) if counted.sure == counted.may else f"{counted.sure} to {counted.may}"
    if how:
        text = f"{'no two' if how.startswith('less than') and counted.may < 2 else text} {how}"
    if not complete:
        text += " submitted"
    asides = [
        f"{number} {what}"
        for number, what in (
            (counted.undated, "without a date"),
            (counted.rough, "with a detail left out or too rough"),
            (counted.older, "too old"),
            (counted.later, "after the date of the request"),
        )
        if number
    ]
    return f"{text} ({', '.join(asides)})" if asides else text


def show_extent(value: Extent | None) -> str:
    """How long episodes last: "42 days", or "42 to 60 days" where some are only half known."""
    if value is None:
        return "not stated"
    low = days_of(value.total, value.sure)
    high = low if value.may is None else days_of(value.total, value.may)
    if value.undated:
        text = f"at least {low} days" if value.may is not None and low else f"{low} days"
    else:
        text = f"{low} days" if low == high else f"{low} to {high} days"
    text = "1 day" if text == "1 days" else text
    asides = [
        f"{number} {what}"
        for number, what in (
            (value.undated, "without all its dates"),
            (value.rough, "with a detail left out or too rough"),
        )
        if number
    ]
    submitted = " submitted" if value.may is None else ""
    return f"{text}{submitted} ({', '.join(asides)})" if asides else f"{text}{submitted}"


def why_extent(value: Extent | None, truth: bool | None, enough_without_window: bool | None) -> str:
    """Why a test of how long episodes last matters, the first that holds."""
    if value is None:
        return "not stated"
    if value.undated:
        return "no date"
    if value.rough or (truth is None and value.may is not None):
        return "too rough"
    return "too old" if enough_without_window and value.sure != value.whole else "not enough"


def show_withheld(value: Any) -> str:
    """What a reason says of a sensitive value where it is not asked to show it."""
    return "not stated" if value is None else "stated (sensitive)"


def show_beside(shown: str, *others: tuple[str, str]) -> str:
    """A value with those that it is held against, each as its label and its value."""
    return f"{shown} ({'; '.join(f'{label}: {value}' for label, value in others)})" if others else shown


def why_beside(why: str, value: Any, *others: Any) -> str:
    """Why one of several values that a test needs lacks evidence: not where it is there, and another is not."""
    return "" if value is not None and None in others else why


def why_value(value: Any) -> str:
    """Why a test of a plain value matters: it was not stated, or not done, or it is not enough."""
    return "not stated" if value is None else "not done" if value is NOTHING else "not enough"


def why_recent(value: Any, day: int | None, first: int, as_of: int) -> str:
    """Why a test of a measured value matters, which has to be of a day from `first` to `as_of`."""
    if value is None or value is NOTHING:
        return why_value(value)
    if day is None:
        return "no date"
    return "too old" if day < first else "not yet" if day > as_of else "not enough"


def why_duration(truth: bool | None, value: Any) -> str:
    """Why a test of a duration matters: not stated, stated too roughly to be held against it, or not enough."""
    return "not stated" if value is None else "too rough" if truth is None else "not enough"


def why_day(value: Any, as_of: int, window: bool) -> str:
    """Why a test of a date, or of a document's date, matters."""
    if value is None:
        return "not stated"
    if value is False:
        return "does not exist"
    if value is NOTHING or not isinstance(value, int):
        return "not enough"
    return "not yet" if value > as_of else "too old" if window else "not enough"


def why_count(counted: Tally | None, at_least: int | None) -> str:
    """Why a count matters, the first that holds."""
    if counted is None:
        return "not stated"
    if counted.undated:
        return "no date"
    if counted.rough:
        return "too rough"
    if at_least is None or counted.sure >= at_least or counted.sure + counted.older + counted.later < at_least:
        return "not enough"  # there are too few at any date, or too many
    return "too old" if counted.older else "not yet"


def why_latest(elements: Any, value: Any, dated_by: int) -> str:
    """Why a test of the latest element's field matters."""
    if elements is None:
        return "not stated"
    if value is not None:
        return "not enough"
    return "no date" if any(element[dated_by] is None for element in elements) else "too rough"


def duration_hint(truth: bool | None, value: Any) -> str:
    """What settles a duration that was stated too roughly: its dates."""
    return " (stating its dates would settle it)" if truth is None and value is not None else ""
