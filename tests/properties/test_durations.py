"""Comparisons of durations, against every length that a duration can have."""

from __future__ import annotations

import operator
from collections.abc import Callable
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assent.language.duration import Duration, between
from assent.language.operators import find
from assent.language.values import Period
from properties.oracle import Truth, agreed, lengths_of, months_earlier
from properties.profile import examples

COMPARE: dict[str, Callable[[object, object], bool]] = {
    ">=": operator.ge,
    ">": operator.gt,
    "<=": operator.le,
    "<": operator.lt,
}
SYMBOLS = st.sampled_from(sorted(COMPARE))
MONTHS = (1, 2, 3, 6, 11, 12, 13, 18, 24, 36, 48, 120)


def held(duration: Duration | None, symbol: str, period: Period) -> Truth:
    """What the table says of a duration held against a period."""
    row = find("duration", symbol, "period", "days" if period.days is not None else "months")
    assert row is not None
    return row.meaning(duration, period, 738_000)


@pytest.mark.parametrize("months", MONTHS)
@pytest.mark.parametrize("symbol", COMPARE)
def test_days_against_months_hold_only_where_every_length_agrees(symbol: str, months: int) -> None:
    lengths = lengths_of(months)
    for days in range(min(lengths) - 3, max(lengths) + 4):
        for exact in (days, Decimal(days) + Decimal("0.5")):
            duration = Duration("", days=exact)
            expected = agreed(COMPARE[symbol](exact, length) for length in lengths)
            assert held(duration, symbol, Period(months, "months")) is expected, (exact, months)


@pytest.mark.parametrize("months", [0, *MONTHS])
@pytest.mark.parametrize("symbol", COMPARE)
def test_months_against_days_hold_only_where_every_length_agrees(symbol: str, months: int) -> None:
    lengths = lengths_of(months) if months else frozenset({0})
    for days in range(max(1, min(lengths) - 3), max(lengths) + 4):
        duration = Duration("", months=months)
        expected = agreed(COMPARE[symbol](length, days) for length in lengths)
        assert held(duration, symbol, Period(days, "days")) is expected, (months, days)


@examples(300)
@given(SYMBOLS, st.integers(0, 2000), st.integers(1, 2000))
def test_one_kind_of_unit_is_exact(symbol: str, stated: int, asked: int) -> None:
    assert held(Duration("", days=stated), symbol, Period(asked, "days")) is COMPARE[symbol](stated, asked)
    assert held(Duration("", days=stated), symbol, Period(asked, "weeks")) is COMPARE[symbol](stated, asked * 7)
    assert held(Duration("", months=stated), symbol, Period(asked, "months")) is COMPARE[symbol](stated, asked)
    assert held(Duration("", months=stated), symbol, Period(asked, "years")) is COMPARE[symbol](stated, asked * 12)


@examples(300)
@given(SYMBOLS, st.integers(700_000, 760_000), st.integers(0, 4000), st.integers(1, 140))
def test_dates_are_exact(symbol: str, last: int, days: int, asked: int) -> None:
    duration = between(last - days, last)
    assert held(duration, symbol, Period(asked, "days")) is COMPARE[symbol](days, asked)
    earlier = months_earlier(date.fromordinal(last), asked)
    assert earlier
    # The longer it lasted, the earlier it began.
    assert held(duration, symbol, Period(asked, "months")) is COMPARE[symbol](-(last - days), -earlier.toordinal())


@examples(200)
@given(SYMBOLS, st.integers(0, 800), st.integers(1, 30), st.integers(700_000, 760_000), st.booleans())
def test_dates_of_that_length_only_settle_a_quantity(
    symbol: str, days: int, months: int, last: int, whole: bool
) -> None:
    quantity = Duration("", months=days // 30) if whole else Duration("", days=days)
    first = months_earlier(date.fromordinal(last), days // 30).toordinal() if whole else last - days  # type: ignore[union-attr]
    for period in (Period(months, "months"), Period(max(1, months * 30 - 1), "days")):
        rough, exact = held(quantity, symbol, period), held(between(first, last), symbol, period)
        assert exact is not None
        assert rough in (None, exact)


@pytest.mark.parametrize("symbol", COMPARE)
@pytest.mark.parametrize("period", [Period(12, "weeks"), Period(3, "months")])
def test_no_duration_is_unknown(symbol: str, period: Period) -> None:
    assert held(None, symbol, period) is None


@examples(100)
@given(st.integers(700_000, 760_000), st.integers(1, 900), st.integers(1, 40))
def test_no_time_is_less_than_any_period(last: int, later: int, amount: int) -> None:
    none_at_all = between(last + later, last)
    for unit in ("days", "months"):
        period = Period(amount, unit)  # type: ignore[arg-type]
        assert [held(none_at_all, symbol, period) for symbol in (">=", ">", "<=", "<")] == [False, False, True, True]
