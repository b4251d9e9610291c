"""Operators on dates (and on a document's date): held against a date, and inside a window that looks back or ahead."""

from __future__ import annotations

import operator
from collections.abc import Callable

from assent.language.calendar import months_after, months_before
from assent.language.operators.row import Operator
from assent.language.values import Period


def window_start(period: Period, as_of: int) -> int:
    """The first day of the window that looks back a period from `as_of`; both ends are in it."""
    if period.days is not None:
        return as_of - period.days
    assert period.months is not None
    return months_before(as_of, period.months)


def window_end(period: Period, as_of: int) -> int:
    """The last day of the window that looks ahead a period from `as_of`; both ends are in it."""
    if period.days is not None:
        return as_of + period.days
    assert period.months is not None
    return months_after(as_of, period.months)


def _ahead(value: int, period: Period, as_of: int) -> bool:
    return as_of <= value <= window_end(period, as_of)


def _within(value: int, period: Period, as_of: int) -> bool:
    return window_start(period, as_of) <= value <= as_of


def _against_a_date(symbol: str, opposite: str, phrase: str, negated: str) -> Operator:
    meaning: Callable[[int, int], bool] = {
        ">=": operator.ge,
        ">": operator.gt,
        "<=": operator.le,
        "<": operator.lt,
        "is": operator.eq,
        "is not": operator.ne,
    }[symbol]
    python = {"is": "==", "is not": "!="}
    return Operator(
        name=f"date {symbol}",
        symbol=symbol,
        takes="date",
        argument="date",
        meaning=lambda value, day, as_of: meaning(value, day),
        python=f"{{0}} {python.get(symbol, symbol)} {{1}}",
        opposite=f"{{0}} {python.get(opposite, opposite)} {{1}}",
        phrase=phrase,
        negated=negated,
    )


def _window(units: str, start: str) -> tuple[Operator, ...]:
    return (
        Operator(
            name=f"date within the last ({units})",
            symbol="within the last",
            takes="date",
            argument="period",
            meaning=_within,
            python=f"{start} <= {{0}} <= as_of",
            opposite=f"not {start} <= {{0}} <= as_of",
            phrase="within the last {1}",
            negated="not within the last {1}",
            units="days" if units == "days" else "months",
        ),
        Operator(
            name=f"document within the last ({units})",
            symbol="within the last",
            takes="document",
            argument="period",
            meaning=lambda value, period, as_of: value is not False and _within(value, period, as_of),
            python=f"is_within({{0}}, {start}, as_of)",
            opposite=f"not is_within({{0}}, {start}, as_of)",
            phrase="provided, dated within the last {1}",
            negated="not provided with a date within the last {1}",
            units="days" if units == "days" else "months",
        ),
    )


def _window_ahead(units: str, end: str) -> Operator:
    return Operator(
        name=f"date within the next ({units})",
        symbol="within the next",
        takes="date",
        argument="period",
        meaning=_ahead,
        python=f"as_of <= {{0}} <= {end}",
        opposite=f"not as_of <= {{0}} <= {end}",
        phrase="within the next {1}",
        negated="not within the next {1}",
        units="days" if units == "days" else "months",
    )


ROWS = (
    _against_a_date(">=", "<", "on or after {1}", "before {1}"),
    _against_a_date(">", "<=", "after {1}", "on or before {1}"),
    _against_a_date("<=", ">", "on or before {1}", "after {1}"),
    _against_a_date("<", ">=", "before {1}", "on or after {1}"),
    _against_a_date("is", "is not", "on {1}", "not on {1}"),
    _against_a_date("is not", "is", "not on {1}", "on {1}"),
    *_window("days", "as_of - {1}"),
    *_window("months", "months_before(as_of, {1})"),
    _window_ahead("days", "as_of + {1}"),
    _window_ahead("months", "months_after(as_of, {1})"),
)
