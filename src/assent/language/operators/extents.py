"""Operators that hold how long episodes last against a period. They rule on what is only half known themselves."""

from __future__ import annotations

from collections.abc import Callable

from assent.language import extent
from assent.language.operators.row import Operator
from assent.language.values import Period

Comparison = Callable[[extent.Extent | None, int], bool | None]


def _row(
    symbol: str, name: str, in_days: Comparison, in_months: Comparison, phrase: str, negated: str
) -> tuple[Operator, ...]:
    def days(value: extent.Extent | None, period: Period, as_of: int) -> bool | None:
        assert period.days is not None
        return in_days(value, period.days)

    def months(value: extent.Extent | None, period: Period, as_of: int) -> bool | None:
        assert period.months is not None
        return in_months(value, period.months)

    shared = {"symbol": symbol, "phrase": phrase, "negated": negated}
    return (
        Operator(
            name=f"extent {symbol} (days)",
            takes="extent",
            argument="period",
            meaning=days,
            python=f"{name}_days({{0}}, {{1}})",
            opposite="",
            units="days",
            sees_unknown=True,
            **shared,
        ),
        Operator(
            name=f"extent {symbol} (months)",
            takes="extent",
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
    *_row(">=", "lasts", extent.lasts_days, extent.lasts_months, "at least {1}", "less than {1}"),
    *_row(
        "<=", "lasts_at_most", extent.lasts_at_most_days, extent.lasts_at_most_months, "at most {1}", "more than {1}"
    ),
)
