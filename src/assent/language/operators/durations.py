"""Operators that hold a duration against a period. They rule on unknown and on rough values themselves."""

from __future__ import annotations

from collections.abc import Callable

from assent.language import duration
from assent.language.operators.row import Operator
from assent.language.values import Period

Comparison = Callable[[duration.Duration | None, int], bool | None]


def _row(
    symbol: str, name: str, in_days: Comparison, in_months: Comparison, phrase: str, negated: str
) -> tuple[Operator, ...]:
    def days(value: duration.Duration | None, period: Period, as_of: int) -> bool | None:
        assert period.days is not None
        return in_days(value, period.days)

    def months(value: duration.Duration | None, period: Period, as_of: int) -> bool | None:
        assert period.months is not None
        return in_months(value, period.months)

    shared = {"symbol": symbol, "phrase": phrase, "negated": negated}
    return (
        Operator(
            name=f"duration {symbol} (days)",
            takes="duration",
            argument="period",
            meaning=days,
            python=f"{name}_days({{0}}, {{1}})",
            opposite="",
            units="days",
            sees_unknown=True,
            **shared,
        ),
        Operator(
            name=f"duration {symbol} (months)",
            takes="duration",
            argument="period",
            meaning=months,
            python=f"{name}_months({{0}}, {{1}})",
            opposite="",
            units="months",
            sees_unknown=True,
            **shared,
        ),
    )


ROWS = (
    *_row(">=", "at_least", duration.at_least_days, duration.at_least_months, "at least {1}", "less than {1}"),
    *_row(">", "more_than", duration.more_than_days, duration.more_than_months, "more than {1}", "at most {1}"),
    *_row("<=", "at_most", duration.at_most_days, duration.at_most_months, "at most {1}", "more than {1}"),
    *_row("<", "less_than", duration.less_than_days, duration.less_than_months, "less than {1}", "at least {1}"),
)
