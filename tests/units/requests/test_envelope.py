"""What stands around the facts, and in which order faults are told."""

from __future__ import annotations

from datetime import date, datetime
from types import MappingProxyType
from typing import Any

import pytest

from assent.language.calendar import LAST_DAY, months_after
from assent.language.values import Period
from assent.requests.read import last_as_of, read_request
from every_type import day, policy

GOOD: dict[str, Any] = {"policy": "hand_made", "as_of": "2026-03-15", "id": "R-1", "facts": {"pregnant": False}}


@pytest.mark.parametrize(
    "change",
    [
        {},
        {"policy": None},
        {"id": None},
        {"id": 17},
        {"id": ""},
        {"id": 10**30 - 1},
        {"id": "x" * 10_000},
        {"id": "日本語 </script>"},
        {"as_of": date(2026, 3, 15)},
        {"facts": {}},
        {"facts": MappingProxyType({"pregnant": False})},
    ],
    ids=str,
)
def test_accepted(change: dict[str, Any]) -> None:
    read = read_request(policy(), GOOD | change)
    assert read.faults == ()
    assert read.as_of == day("2026-03-15")
    assert read.as_of_text == "2026-03-15"
    assert read.id == (GOOD | change)["id"]


def test_only_date_and_facts_are_needed() -> None:
    assert read_request(policy(), {"as_of": "2026-03-15", "facts": {}}).faults == ()


@pytest.mark.parametrize(
    ("change", "path", "says"),
    [
        ({"policy": "other"}, "policy", "expected `hand_made`"),
        ({"policy": "hand_made@1.0.0"}, "policy", "not `hand_made@1.0.0`"),
        ({"policy": ["hand_made"]}, "policy", "not a list"),
        ({"as_of": None}, "as_of", "expected the date that the request is decided for"),
        ({"as_of": "2026-02-29"}, "as_of", "there is no day"),
        ({"as_of": "15.03.2026"}, "as_of", "YYYY-MM-DD"),
        ({"as_of": datetime(2026, 3, 15)}, "as_of", "a date with a time"),  # noqa: DTZ001
        ({"as_of": {"value": "2026-03-15"}}, "as_of", "not a mapping"),
        ({"as_of": "2025-12-31"}, "as_of", "2025-12-31 is before 2026-01-01, the first day of this policy"),
        ({"as_of": "2027-01-01"}, "as_of", "2027-01-01 is after 2026-12-31, the last day of this policy"),
        ({"id": True}, "id", "expected a text or a whole number"),
        ({"id": 1.5}, "id", "expected a text or a whole number"),
        ({"id": 10**30}, "id", "at most 30 digits"),
        ({"id": "x" * 10_001}, "id", "at most 10000 characters"),
        ({"id": "\udc00"}, "id", "all of them whole"),
        ({"facts": None}, "facts", "expected the facts, each by its name (`{}` if none is known)"),
        ({"facts": []}, "facts", "not a list"),
        ({"fact": {}}, "fact", "did you mean `facts`?"),
        ({"as-of": "2026-03-15"}, '["as-of"]', "did you mean `as_of`?"),
        ({"facts": {"pregnent": True}}, "facts.pregnent", "did you mean `pregnant`?"),
        ({"facts": {"x y": True}}, 'facts["x y"]', "no fact of this policy is called `x y`"),
        ({"facts": {5: True}}, 'facts["5"]', "no fact of this policy is called `5`"),
        ({"facts": {None: True}}, 'facts["null"]', "no fact of this policy"),
        ({"facts": {'"]\u202e': True}}, 'facts["\']\\u202e"]', "no fact of this policy"),
        ({"facts": {"x" * 500: True}}, 'facts["' + "x" * 39 + '…"]', "no fact of this policy"),
    ],
    ids=lambda part: ascii(part)[:50],
)
def test_rejected(change: dict[str, Any], path: str, says: str) -> None:
    faults = read_request(policy(until="2026-12-31"), GOOD | change).faults
    assert [at for at, _ in faults] == [path]
    assert says in faults[0][1]


@pytest.mark.parametrize("as_of", ["2026-01-01", "2026-12-31"])
def test_both_ends_of_a_policy_are_in_force(as_of: str) -> None:
    assert read_request(policy(until="2026-12-31"), GOOD | {"as_of": as_of}).faults == ()


@pytest.mark.parametrize("request_", [None, 3, "request", [], [GOOD], {1, 2}])
def test_what_is_no_request(request_: Any) -> None:
    read = read_request(policy(), request_)
    assert [path for path, _ in read.faults] == [""]
    assert (read.id, read.as_of_text) == (None, None)


def test_as_of_is_echoed_where_it_is_a_date() -> None:
    assert read_request(policy(), GOOD | {"as_of": "2025-12-31"}).as_of_text == "2025-12-31"
    assert read_request(policy(), GOOD | {"as_of": date(2025, 12, 31)}).as_of_text == "2025-12-31"
    assert read_request(policy(), GOOD | {"as_of": "2026-02-30"}).as_of_text is None


def test_every_fault_in_order() -> None:
    request = {"fact": {}, "policy": "other", "id": [], "facts": {"visit": 1, "zzz": 1, "score": 11, "pregnant": 1}}
    paths = [path for path, _ in read_request(policy(), request).faults]
    assert paths == ["fact", "policy", "as_of", "id", "facts.zzz", "facts.pregnant", "facts.score", "facts.visit"]


def test_notes_are_in_the_order_of_declaration() -> None:
    facts = {"xray": ["2026-04-01"], "onset": "2026-04-02", "care": {"from": "2026-01-01", "to": "2026-04-03"}}
    notes = read_request(policy(), GOOD | {"facts": facts}).notes
    assert [path for path, _ in notes] == ["facts.onset", "facts.care.to", "facts.xray[0]"]


@pytest.mark.parametrize(
    ("valid", "last"),
    [
        (None, "9999-12-31"),
        (Period(1, "days"), "9999-12-30"),
        (Period(2, "weeks"), "9999-12-17"),
        (Period(1, "months"), "9999-11-30"),
        (Period(10, "months"), "9999-02-28"),
        (Period(2, "years"), "9997-12-31"),
    ],
)
def test_an_authorization_ends_in_the_calendar(valid: Period | None, last: str) -> None:
    made = policy(valid=valid)
    assert last_as_of(made) == day(last)
    assert read_request(made, GOOD | {"as_of": last}).faults == ()
    if valid is not None:
        after = day(last) + 1
        months = valid.months
        assert (months_after(after, months) if months else after + (valid.days or 0)) == LAST_DAY + 1
        faults = read_request(made, GOOD | {"as_of": date.fromordinal(after)}).faults
        assert [path for path, _ in faults] == ["as_of"]


def test_a_validity_beyond_the_calendar_rejects_every_request() -> None:
    for valid in (Period(10**9, "days"), Period(10**9, "months")):
        faults = read_request(policy(valid=valid), GOOD).faults
        assert [path for path, _ in faults] == ["as_of"]


def test_many_unknown_names_are_told_quickly_and_whole() -> None:
    facts = {f"pregnant{number}": 1 for number in range(20_000)}
    faults = read_request(policy(), GOOD | {"facts": facts}).faults
    assert len(faults) == 20_000
    assert sum("did you mean" in message for _, message in faults) == 20
