"""Each type's reader: what it takes on both sides of every rule, and what it says of what it does not."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Mapping
from datetime import date
from typing import Any

import pytest

from assent.language.duration import Duration
from assent.requests.findings import Findings, quoted
from assent.requests.read import read_request, reader_of
from checking import policy_of
from every_type import TYPES, day
from stated import ACCEPTED, AS_OF, DURATIONS, REJECTED


def read(name: str, raw: Any) -> tuple[Any, list[tuple[str, str]], list[tuple[str, str]]]:
    found = Findings(AS_OF)
    reader, *arguments = reader_of(TYPES[name])
    return reader(raw, f"facts.{name}", found, *arguments), found.faults, found.notes


@pytest.mark.parametrize(("name", "raw", "value"), ACCEPTED, ids=lambda part: ascii(quoted(part))[:40])
def test_accepted(name: str, raw: Any, value: Any) -> None:
    found, faults, notes = read(name, raw)
    assert (found, faults) == (value, [])
    assert all(said.endswith(("is it right?", "is the year right?")) for _, said in notes)
    assert type(read(name, raw)[0]) is type(value) or isinstance(value, int)


@pytest.mark.parametrize("name", TYPES)
def test_null_is_unknown(name: str) -> None:
    assert read(name, None) == (None, [], [])


@pytest.mark.parametrize(("raw", "held"), DURATIONS)
def test_durations(raw: str, held: dict[str, Any]) -> None:
    assert read("care", raw) == (Duration(raw, **held), [], [])
    assert read("care", {"value": raw, "source": "chart"}) == (Duration(raw, **held), [], [])


@pytest.mark.parametrize(
    ("raw", "first", "last"),
    [
        ({"from": "2026-03-15"}, "2026-03-15", "2026-03-15"),
        ({"from": "2026-01-01"}, "2026-01-01", "2026-03-15"),
        ({"from": "2026-01-01", "to": "2026-01-01"}, "2026-01-01", "2026-01-01"),
        ({"from": "2026-01-01", "to": "2026-03-14"}, "2026-01-01", "2026-03-14"),
        ({"from": date(2026, 1, 1), "to": date(2026, 3, 15)}, "2026-01-01", "2026-03-15"),
    ],
)
def test_stretches(raw: Mapping[str, Any], first: str, last: str) -> None:
    value, faults, notes = read("care", raw)
    assert (value.first, value.last, faults, notes) == (day(first), day(last), [], [])


LATER = [
    ("onset", "2026-03-16", "facts.onset"),
    ("onset", {"value": "2026-03-16"}, "facts.onset.value"),
    ("report", "2026-03-16", "facts.report"),
    ("report", {"date": "2026-03-16"}, "facts.report.date"),
    ("score", {"value": 6, "on": "2026-03-16"}, "facts.score.on"),
    ("xray", ["2026-03-15", "2026-03-16"], "facts.xray[1]"),
    ("visit", [{"date": "2026-03-16"}], "facts.visit[0].date"),
    ("visit", [{"score": {"value": 3, "on": "2026-03-16"}}], "facts.visit[0].score.on"),
    ("care", {"from": "2026-03-16"}, "facts.care.from"),
    ("care", {"from": "2026-01-01", "to": "2026-03-16"}, "facts.care.to"),
]


@pytest.mark.parametrize(("name", "raw", "path"), LATER)
def test_what_lies_after_the_request_is_noted_and_kept(name: str, raw: Any, path: str) -> None:
    value, faults, notes = read(name, raw)
    assert value is not None
    assert faults == []
    assert [at for at, _ in notes] == [path]
    assert notes[0][1].startswith("2026-03-16 is after the date of the request, 2026-03-15")


@pytest.mark.parametrize(
    ("name", "raw", "paths"),
    [
        ("onset", "1790-05-01", ["facts.onset"]),
        ("onset", "1897-01-01", []),
        ("report", "1790-05-01", ["facts.report"]),
        ("report", {"date": "1790-05-01"}, ["facts.report.date"]),
        ("xray", ["1790-05-01"], ["facts.xray[0]"]),
        ("score", {"value": 6, "on": "1790-05-01"}, ["facts.score.on"]),
        ("bmi", -1, ["facts.bmi"]),
        ("bmi", {"value": "-1.5 kg/m2"}, ["facts.bmi.value"]),
        ("bmi", 0, []),
        ("points", -1, []),
    ],
)
def test_what_is_surely_a_slip_is_noted_and_kept(name: str, raw: Any, paths: list[str]) -> None:
    value, faults, notes = read(name, raw)
    assert value is not None
    assert faults == []
    assert [at for at, _ in notes] == paths
    assert all("less than 0" in said or "more than 130 years before" in said for _, said in notes)


def test_dates_are_not_long_before_a_request_without_a_date() -> None:
    found = Findings()
    reader, *arguments = reader_of(TYPES["onset"])
    assert reader("2026-03-15", "facts.onset", found, *arguments) is not None
    assert found.notes == []


@pytest.mark.parametrize(
    ("name", "by", "says"),
    [
        ("own_view", {"name": "A. B.", "role": "reviewer"}, "a provider’s to make and was made by a reviewer"),
        ("review_view", {"name": "A. B.", "role": "provider"}, "a reviewer’s to make and was made by a provider"),
        ("own_view", "A. B.", "does not say in which role it was made"),
        ("own_view", {"name": "A. B."}, "does not say in which role it was made"),
    ],
)
def test_a_judgement_by_someone_of_another_role_stays_open_and_is_noted(name: str, by: Any, says: str) -> None:
    for value in (True, False):
        found, faults, notes = read(name, {"value": value, "by": by})
        assert (found, faults) == (None, [])
        assert [at for at, _ in notes] == [f"facts.{name}.by"]
        assert says in notes[0][1]


def test_time_is_counted_up_to_the_date_of_the_request() -> None:
    assert read("care", {"from": "2026-03-10", "to": "2026-04-01"})[0].last == AS_OF
    later = read("care", {"from": "2026-03-16", "to": "2026-04-01"})
    assert later[0].first == later[0].last
    assert [path for path, _ in later[2]] == ["facts.care.from", "facts.care.to"]


@pytest.mark.parametrize(("name", "raw", "where", "says"), REJECTED, ids=lambda part: ascii(quoted(part))[:40])
def test_rejected(name: str, raw: Any, where: str, says: str) -> None:
    _, faults, _ = read(name, raw)
    assert [path for path, _ in faults] == [f"facts.{name}{where}"]
    assert says in faults[0][1]


@pytest.mark.parametrize(("name", "raw", "where", "says"), REJECTED, ids=lambda part: ascii(quoted(part))[:40])
def test_messages_are_one_short_line(name: str, raw: Any, where: str, says: str) -> None:
    for _, message in read(name, raw)[1]:
        assert message.isprintable()
        assert not message.endswith(".")
        assert len(message) < 200


def test_every_fault_is_found_in_order() -> None:
    value, faults, _ = read("visit", [{"kind": "ward", "scores": 1}, None, {"date": "soon", "score": 11}])
    assert value is None
    assert [path for path, _ in faults] == [
        "facts.visit[0].scores",
        "facts.visit[0].kind",
        "facts.visit[1]",
        "facts.visit[2].score",
        "facts.visit[2].date",
    ]


def test_what_is_read_does_not_change_with_the_request() -> None:
    raw: dict[str, Any] = {"value": [{"kind": "home", "stay": {"from": "2026-01-01"}}], "source": "chart"}
    before = read("visit", raw)[0]
    kept = hash(before)
    raw["value"][0]["kind"] = "office"
    raw["value"].append({})
    assert hash(before) == kept
    assert before[0][0] == "home"


def test_a_mapping_of_any_kind_is_one() -> None:
    assert read("score", OrderedDict(value=6)) == (6, [], [])


class Shouting(str):
    """A text that lies about itself."""

    __slots__ = ()

    def __str__(self) -> str:
        return "LOUD"


def test_texts_are_taken_for_what_they_hold() -> None:
    side = read("side", Shouting("left"))[0]
    assert (side, type(side)) == ("left", str)
    assert type(read("diagnosis", Shouting("M54"))[0]) is str
    assert read("onset", Shouting("2026-03-15"))[0] == AS_OF
    assert read("care", Shouting("14 weeks"))[0] == Duration("14 weeks", days=98)


@pytest.mark.parametrize("said", ["n/a", "N/A", "none", "not measured", "not_done", "Not performed"])
def test_what_people_write_for_not_done_is_answered_with_it(said: str) -> None:
    policy = policy_of(
        'policy p "P"\n  version 1.0.0\n  effective 2026-01-01\nfacts\n  po2 1..500 mm Hg or not done "PaO2"\n'
        'require low "Low"\n  po2 <= 55 mm Hg\n'
    )
    ((path, message),) = read_request(policy, {"as_of": "2026-03-15", "facts": {"po2": said}}).faults
    assert path == "facts.po2"
    assert message.endswith("; did you mean `not done`?")
