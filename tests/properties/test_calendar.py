"""The one date rule, against a calendar that counts day by day."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import example, given
from hypothesis import strategies as st

from assent.evaluate.decide import valid_until
from assent.evaluate.interpreter import Case
from assent.language.calendar import (
    LAST_DAY,
    format_day,
    month_length,
    months_after,
    months_before,
    parse_day,
    shortest_and_longest,
)
from assent.language.policy import Authorization
from assent.language.values import Period
from properties.oracle import months_earlier, months_earlier_at_once, months_later
from properties.profile import examples

DAYS = st.one_of(
    st.integers(1, LAST_DAY), st.sampled_from([1, 59, 60, LAST_DAY, LAST_DAY - 1, date(2000, 2, 29).toordinal()])
)
MONTHS = st.one_of(st.integers(1, 40), st.integers(1, 2400))


@examples(300)
@given(DAYS, MONTHS)
def test_months_before_is_the_day_of_the_earlier_month_or_its_last(day: int, months: int) -> None:
    earlier = months_earlier(date.fromordinal(day), months)
    assert months_before(day, months) == (earlier.toordinal() if earlier else 0)


@examples(300)
@given(DAYS, MONTHS)
def test_months_after_is_the_day_of_the_later_month_or_its_last(day: int, months: int) -> None:
    later = months_later(date.fromordinal(day), months)
    assert months_after(day, months) == (later.toordinal() if later else LAST_DAY + 1)


def test_every_day_of_two_leap_cycles_by_one_month() -> None:
    for day in range(date(1896, 1, 1).toordinal(), date(1905, 1, 1).toordinal()):
        then = date.fromordinal(day)
        before, after = months_earlier(then, 1), months_later(then, 1)
        assert before and months_before(day, 1) == before.toordinal()
        assert after and months_after(day, 1) == after.toordinal()


@examples(200)
@given(st.integers(800_000, LAST_DAY), MONTHS)
def test_both_ways_of_going_back_agree(day: int, months: int) -> None:
    assert months_earlier_at_once(date.fromordinal(day), months) == months_earlier(date.fromordinal(day), months)


@examples(300)
@given(DAYS, MONTHS)
def test_forward_and_back_meet_unless_a_month_was_too_short(day: int, months: int) -> None:
    there = months_after(day, months)
    if there > LAST_DAY:
        return
    back = months_before(there, months)
    assert back <= day
    assert back == day or date.fromordinal(there).day < date.fromordinal(day).day


@examples(300)
@given(DAYS, st.integers(1, 3), MONTHS)
def test_earlier_stays_earlier(day: int, step: int, months: int) -> None:
    later = min(day + step, LAST_DAY)
    assert months_before(day, months) <= months_before(later, months)
    assert months_before(day, months + 1) <= months_before(day, months)
    assert months_before(day, months) < day


def test_the_shortest_and_longest_stretch_over_the_whole_calendar() -> None:
    """All 4,800 months of a cycle of leap years, from each of the days on which clamping can differ."""
    starts = [date(year, month, 1) for year in range(2000, 2400) for month in range(1, 13)]
    ends = [day for start in starts for day in _last_days(start)]
    for months in (*range(1, 26), 36, 48, 120, 216, 1199, 1200, 1201):
        lengths = {(end - months_earlier_at_once(end, months)).days for end in ends}
        assert shortest_and_longest(months) == (min(lengths), max(lengths)), months


def _last_days(start: date) -> list[date]:
    """The first day of a month, and its last four."""
    last = start + timedelta(days=month_length(start.year, start.month) - 1)
    return [start, *(last - timedelta(days=back) for back in range(4))]


@examples(200)
@given(st.integers(0, 5000), st.integers(0, 3))
def test_a_whole_cycle_of_leap_years_has_one_length(months: int, cycles: int) -> None:
    low, high = shortest_and_longest(months)
    longer = shortest_and_longest(months + 4800 * cycles)
    assert longer == (low + 146097 * cycles, high + 146097 * cycles)


@examples(300)
@given(st.text(alphabet="0123456789-+W TZ٣.", max_size=12))
@example("2026-02-29")
@example("2024-02-29")
@example("2026-W01-1")
@example("20260101")
@example("2026-1-01")
@example("0000-01-01")
@example("٢٠٢٦-٠١-٠١")
@example(" 2026-01-1")
@example("2026-01-01\n")
def test_a_date_is_year_month_day_and_nothing_else(text: str) -> None:
    day = parse_day(text)
    if day is None:
        assert not _is_a_date(text)
    else:
        assert format_day(day) == text and _is_a_date(text)


def _is_a_date(text: str) -> bool:
    parts = text.split("-")
    if [len(part) for part in parts] != [4, 2, 2] or not all(part.isascii() and part.isdigit() for part in parts):
        return False
    year, month, day = map(int, parts)
    return year >= 1 and 1 <= month <= 12 and 1 <= day <= month_length(year, month)


@examples(200)
@given(st.integers(700_000, 800_000), st.integers(1, 60), st.sampled_from(["days", "weeks", "months", "years"]))
def test_an_approval_is_valid_for_its_period(as_of: int, amount: int, unit: str) -> None:
    then = date.fromordinal(as_of)
    period = Period(amount, unit)  # type: ignore[arg-type]
    match unit:
        case "days" | "weeks":
            expected = then + timedelta(**{unit: amount})
        case _:
            later = months_later(then, amount * (12 if unit == "years" else 1))
            assert later
            expected = later
    assert valid_until(Authorization("A", period), Case(as_of, {}, {})) == expected.isoformat()
