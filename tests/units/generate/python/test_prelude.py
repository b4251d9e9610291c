"""The small functions that every checker carries, held against the tables of the meaning."""

from __future__ import annotations

from datetime import date, datetime
from itertools import product
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from assent.evaluate.tally import Tally
from assent.generate.python.prelude import (
    all_of,
    any_of,
    at_least_of,
    between_counted,
    code_matches,
    is_plain,
    is_provided,
    is_within,
    not_,
    plain_day,
)
from assent.language.calendar import LAST_DAY, parse_day
from assent.language.operators import find

TRUTHS = (True, False, None)
DAY = date(2026, 3, 15).toordinal()


@pytest.mark.parametrize("parts", list(product(TRUTHS, repeat=3)), ids=str)
def test_connectives(parts: tuple[bool | None, ...]) -> None:
    """Each is what all ways of settling the unknown parts agree on."""
    settled = [tuple(one) for one in product(*[(part,) if part is not None else (True, False) for part in parts])]

    def agreed(outcomes: list[bool]) -> bool | None:
        return outcomes[0] if len(set(outcomes)) == 1 else None

    assert all_of(*parts) is agreed([all(one) for one in settled])
    assert any_of(*parts) is agreed([any(one) for one in settled])
    for number in range(1, 4):
        assert at_least_of(number, *parts) is agreed([sum(one) >= number for one in settled])


def test_connectives_of_nothing() -> None:
    assert (all_of(), any_of()) == (True, False)


def test_not() -> None:
    assert (not_(True), not_(False), not_(None)) == (False, True, None)


def test_documents() -> None:
    assert [is_provided(day, DAY) for day in (False, DAY - 1, DAY, DAY + 1)] == [False, True, True, False]
    days = (False, DAY - 8, DAY - 7, DAY, DAY + 1)
    assert [is_within(day, DAY - 7, DAY) for day in days] == [False, False, True, True, False]


@pytest.mark.parametrize("code", ["M54", "M54.5", "M54.50", "M55", ""])
@pytest.mark.parametrize("pattern", ["M54.5", "M54*", "*", "M54.5*"])
def test_codes_match_as_the_row_says(code: str, pattern: str) -> None:
    row = find("code", "is", "code")
    assert row is not None
    assert code_matches(code, pattern) is row.meaning(code, pattern, DAY)


@pytest.mark.parametrize(
    ("sure", "may", "truth"),
    [(0, 0, False), (0, 1, None), (1, 1, True), (2, 2, True), (1, 3, None), (3, 3, False), (2, 3, None), (0, 5, None)],
)
def test_between(sure: int, may: int, truth: bool | None) -> None:
    assert between_counted(1, 2, Tally(sure, may, 0, 0, 0, 0)) is truth
    assert between_counted(1, 2, None) is None


TEXTS = st.one_of(
    st.dates().map(str),
    st.from_regex(r"[0-9]{4}-?(W[0-9]{2}|[0-9]{2})-?[0-9]{0,2}", fullmatch=True),
    st.text(alphabet="0123456789-W٣ +", max_size=12),
)


@given(TEXTS)
@example("2026-W11-7")
@example("20260315")
@example("2026-03-15T00:00")
@example("+026-03-15")
@example("2026-02-30")
@example("٢٠٢٦-03-15")
@example("2026-03-1\x00")
@example("\ud800026-03-15")
def test_a_plain_day_is_what_the_calendar_reads(text: str) -> None:
    assert plain_day(text, LAST_DAY) == (parse_day(text) or 0)


@pytest.mark.parametrize("value", [None, 5, True, date(2026, 3, 15), datetime(2026, 3, 15), b"2026-03-15", [], {}, ""])  # noqa: DTZ001
def test_nothing_else_is_a_plain_day(value: Any) -> None:
    assert plain_day(value, LAST_DAY) == 0


def test_a_day_after_the_last_is_not_plain() -> None:
    assert [plain_day("2026-03-15", last) for last in (DAY - 1, DAY, DAY + 1)] == [0, DAY, DAY]


@pytest.mark.parametrize(
    ("request_", "plain"),
    [
        ({"as_of": 1, "facts": 2}, True),
        ({"as_of": 1, "facts": 2, "policy": "p", "id": "R-1"}, True),
        ({"as_of": 1, "facts": 2, "policy": None, "id": None}, True),
        ({"facts": 2, "policy": "p"}, True),
        ({"as_of": 1, "facts": 2, "policy": "q"}, False),
        ({"as_of": 1, "facts": 2, "policy": 5}, False),
        ({"as_of": 1, "facts": 2, "id": 5}, False),
        ({"as_of": 1, "facts": 2, "id": "é"}, False),
        ({"as_of": 1, "facts": 2, "id": "x" * 101}, False),
        ({"as_of": 1, "facts": 2, "ID": "x"}, False),
    ],
)
def test_what_needs_no_reader(request_: dict[str, Any], plain: bool) -> None:
    assert is_plain(request_, "p") is plain
