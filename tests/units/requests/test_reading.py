"""Each type's reader: what it takes on both sides of every rule, and what it says of what it does not."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from types import MappingProxyType
from typing import Any

import pytest

from assent.language.duration import Duration
from assent.requests.findings import Findings, quoted
from assent.requests.read import reader_of
from every_type import TYPES, day

AS_OF, JAN_1 = day("2026-03-15"), day("2026-01-01")


def read(name: str, raw: Any) -> tuple[Any, list[tuple[str, str]], list[tuple[str, str]]]:
    found = Findings(AS_OF)
    reader, *arguments = reader_of(TYPES[name])
    return reader(raw, f"facts.{name}", found, *arguments), found.faults, found.notes


ACCEPTED = [
    *[("pregnant", raw, value) for raw, value in [(True, True), (False, False), ("yes", True), ("no", False)]],
    ("necessary", {"value": True, "by": "A. B., PT"}, True),
    ("necessary", {"value": "no", "by": "A. B., PT", "on": "2026-03-15", "source": "chart"}, False),
    ("necessary", {"value": None}, None),
    ("score", 0, 0),
    ("score", 10, 10),
    ("score", Decimal("9.99"), Decimal("9.99")),
    ("score", Decimal("10.00"), Decimal("10.00")),
    ("score", 0.1, Decimal("0.1")),
    ("score", -0.0, Decimal("0.0")),
    ("score", Decimal("1E+1"), 10),
    ("score", {"value": 6, "on": "2026-03-01", "source": "chart", "by": "A. B."}, 6),
    ("score", {"value": 6, "on": None, "source": None, "by": None}, 6),
    ("score", {"value": None, "source": "chart"}, None),
    ("score", MappingProxyType({"value": 6}), 6),
    ("ratio", 0.1, Decimal("0.1")),
    ("ratio", Decimal("0.35"), Decimal("0.35")),
    ("ratio", Decimal("0." + "1" * 29), Decimal("0." + "1" * 29)),
    ("bmi", 10**30 - 1, 10**30 - 1),
    ("bmi", -(10**30 - 1), -(10**30 - 1)),
    ("bmi", "41 kg/m2", 41),
    ("bmi", "41kg/m2", 41),
    ("bmi", "-41.50 kg/m2", Decimal("-41.50")),
    ("weight", "500 kg", 500),
    ("level", "none", 0),
    ("level", "moderate", 2),
    ("side", "left", "left"),
    ("side", {"value": "right"}, "right"),
    ("diagnosis", "M54.50", "M54.50"),
    ("diagnosis", "M54", "M54"),
    ("own_code", "any thing", "any thing"),
    ("own_code", "x" * 100, "x" * 100),
    ("onset", "2026-03-15", AS_OF),
    ("onset", date(2026, 3, 15), AS_OF),
    ("onset", "2024-02-29", day("2024-02-29")),
    ("onset", "0001-01-01", 1),
    ("onset", {"value": "2026-03-15", "source": "chart"}, AS_OF),
    ("report", "2026-03-15", AS_OF),
    ("report", date(2026, 3, 15), AS_OF),
    ("report", False, False),
    ("report", {"date": "2026-03-15"}, AS_OF),
    ("report", {"date": date(2026, 3, 15), "reference": "DOC 1"}, AS_OF),
    ("report", {"date": "2026-03-15", "reference": None}, AS_OF),
    ("report", {"value": False, "source": "chart"}, False),
    ("report", {"value": {"date": "2026-03-15", "reference": "DOC 1"}, "by": "x"}, AS_OF),
    ("report", {"value": None}, None),
    ("xray", [], ()),
    ("xray", ["2026-01-01", {"date": "2026-01-02"}, {}, {"date": None}], ((JAN_1,), (JAN_1 + 1,), (None,), (None,))),
    ("xray", (date(2026, 1, 1),), ((JAN_1,),)),
    ("xray", {"value": ["2026-01-01"], "source": "radiology"}, ((JAN_1,),)),
    ("xray", [{"date": {"value": "2026-01-01", "source": "radiology"}}], ((JAN_1,),)),
    ("visit", [{}], ((None, None, None, None, None),)),
    ("visit", [{"kind": "home", "score": 3, "date": "2026-01-01", "useful": "yes"}], (("home", 3, None, JAN_1, True),)),
]  # fmt: skip


@pytest.mark.parametrize(("name", "raw", "value"), ACCEPTED, ids=lambda part: ascii(quoted(part))[:40])
def test_accepted(name: str, raw: Any, value: Any) -> None:
    assert read(name, raw) == (value, [], [])
    assert type(read(name, raw)[0]) is type(value) or isinstance(value, int)


@pytest.mark.parametrize("name", TYPES)
def test_null_is_unknown(name: str) -> None:
    assert read(name, None) == (None, [], [])


DURATIONS = [
    ("14 weeks", {"days": 98}),
    ("1 week", {"days": 7}),
    ("0 days", {"days": 0}),
    ("1 day", {"days": 1}),
    ("2.5 weeks", {"days": Decimal("17.5")}),
    ("2.0 weeks", {"days": 14}),
    ("0.142857 weeks", {"days": Decimal("0.999999")}),
    ("1.500000 days", {"days": Decimal("1.5")}),
    ("3 months", {"months": 3}),
    ("3.0 months", {"months": 3}),
    ("1 month", {"months": 1}),
    ("2 years", {"months": 24}),
    ("1 year", {"months": 12}),
    ("999999999999999 years", {"months": 999999999999999 * 12}),
]


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


def test_time_is_counted_up_to_the_date_of_the_request() -> None:
    assert read("care", {"from": "2026-03-10", "to": "2026-04-01"})[0].last == AS_OF
    later = read("care", {"from": "2026-03-16", "to": "2026-04-01"})
    assert later[0].first == later[0].last
    assert [path for path, _ in later[2]] == ["facts.care.from", "facts.care.to"]


HUGE = 10**5000
REJECTED = [
    ("pregnant", 1, "", "expected yes or no, not `1`"),
    ("pregnant", 0, "", "yes or no"),
    ("pregnant", "Yes", "", "did you mean `yes`?"),
    ("pregnant", "true", "", "expected yes or no, not `true`"),
    ("pregnant", "", "", "an empty text"),
    ("pregnant", ["yes"], "", "a list"),
    ("pregnant", {"value": 1}, ".value", "yes or no"),
    ("pregnant", {"value": {"value": True}}, ".value", "a mapping"),
    ("pregnant", {}, "", "expected `value`"),
    ("pregnant", {"vlaue": True}, ".vlaue", "did you mean `value`?"),
    ("pregnant", {"value": True, "when": "2026-01-01"}, ".when", "expected `value`, `on`, `source` or `by`"),
    ("pregnant", {"value": True, "on": "soon"}, ".on", "YYYY-MM-DD"),
    ("pregnant", {"value": True, "source": ""}, ".source", "expected a text"),
    ("pregnant", {"value": True, "source": 5}, ".source", "expected a text, not `5`"),
    ("pregnant", {"value": True, "by": "   "}, ".by", "expected a text"),
    ("pregnant", {"value": True, "source": "x" * 10_001}, ".source", "at most 10000 characters"),
    ("pregnant", {"value": True, "source": "\ud800"}, ".source", "all of them whole"),
    ("necessary", True, "", 'who made it, {value: yes, by: "…"}'),
    ("necessary", False, "", "who made it"),
    ("necessary", "yes", "", "who made it"),
    ("necessary", {"value": True}, "", "expected `by`"),
    ("necessary", {"value": False, "by": None}, "", "expected `by`"),
    ("necessary", {"by": "A. B."}, "", "expected `value`"),
    ("necessary", {"value": True, "by": {"name": "A. B."}}, ".by", "expected a text"),
    ("score", -1, "", "expected a number from 0 to 10, not `-1`"),
    ("score", 11, "", "expected a number from 0 to 10, not `11`"),
    ("score", Decimal("10.0000000001"), "", "from 0 to 10"),
    ("score", -5e-324, "", "at most 30 digits"),
    ("score", True, "", "expected a number from 0 to 10, not `true`"),
    ("score", "6", "", "not `6`, a text; write `6` without quotes"),
    ("score", "six", "", "not `six`"),
    ("score", "\u0666", "", "expected a number"),
    ("score", float("nan"), "", "not `nan`"),
    ("score", float("inf"), "", "not `inf`"),
    ("score", Decimal("sNaN"), "", "not `sNaN`"),
    ("score", Decimal("-Infinity"), "", "not `-Infinity`"),
    ("score", HUGE, "", "at most 30 digits"),
    ("score", -HUGE, "", "at most 30 digits"),
    ("score", Decimal(HUGE), "", "at most 30 digits"),
    ("score", Decimal("1E+999999"), "", "at most 30 digits"),
    ("score", Decimal("1E-999999"), "", "at most 30 digits"),
    ("score", 1 + 1j, "", "a value of another kind (`complex`)"),
    ("score", {"value": 11}, ".value", "from 0 to 10"),
    ("ratio", Decimal("0.0999"), "", "from 0.1 to 0.35"),
    ("ratio", Decimal("0.3501"), "", "from 0.1 to 0.35"),
    ("ratio", Decimal("0." + "1" * 30), "", "at most 30 digits"),
    ("bmi", 10**30, "", "at most 30 digits"),
    ("bmi", "41", "", "expected a number in kg/m2, not `41`, a text; write `41` without quotes"),
    ("bmi", "41 kg", "", "as a text, write it as `6 kg/m2`"),
    ("bmi", "41  kg/m2", "", "kg/m2"),
    ("bmi", "4e1 kg/m2", "", "kg/m2"),
    ("bmi", "9" * 31 + " kg/m2", "", "kg/m2"),
    ("weight", "501 kg", "", "from 0 to 500"),
    ("level", "Mild", "", "did you mean `mild`?"),
    ("level", "", "", "expected `none`, `mild` or `moderate`"),
    ("level", 1, "", "expected `none`, `mild` or `moderate`, not `1`"),
    ("side", "middle", "", "expected `left` or `right`, not `middle`"),
    ("side", True, "", "expected `left` or `right`, not `true`"),
    ("diagnosis", "m54.5", "", "expected a code of ICD10"),
    ("diagnosis", "M54*", "", "such as M54.50"),
    ("diagnosis", "M54.50\n", "", "expected a code of ICD10"),
    ("diagnosis", "M5\u0664.5", "", "expected a code of ICD10"),
    ("diagnosis", 97110, "", "in quotes, not `97110`"),
    ("own_code", "", "", "expected a code of LOCAL"),
    ("own_code", " x", "", "expected a code of LOCAL"),
    ("own_code", "x" * 101, "", "expected a code of LOCAL"),
    ("own_code", "a\u202eb", "", "`a\\u202eb`"),
    ("onset", "2026-02-29", "", "there is no day `2026-02-29` in the calendar"),
    ("onset", "0000-01-01", "", "there is no day"),
    ("onset", "2026-2-9", "", "YYYY-MM-DD"),
    ("onset", "20260209", "", "YYYY-MM-DD"),
    ("onset", "2026-W09-1", "", "YYYY-MM-DD"),
    ("onset", "2026-03-15T00:00:00", "", "YYYY-MM-DD"),
    ("onset", " 2026-03-15", "", "YYYY-MM-DD"),
    ("onset", "\u0662026-03-15", "", "YYYY-MM-DD"),
    ("onset", datetime(2026, 3, 15), "", "a date with a time"),  # noqa: DTZ001
    ("onset", 20260315, "", "not `20260315`"),
    ("onset", False, "", "not `false`"),
    ("report", True, "", "give its date"),
    ("report", "yes", "", "`false` if it does not exist"),
    ("report", {"value": True}, ".value", "give its date"),
    ("report", {}, "", "expected `date`"),
    ("report", {"reference": "DOC 1"}, "", "expected `date`"),
    ("report", {"date": None}, "", "expected `date`"),
    ("report", {"date": False}, ".date", "YYYY-MM-DD"),
    ("report", {"date": "2026-03-15", "reference": 7}, ".reference", "expected a text"),
    ("report", {"date": "2026-03-15", "by": "x"}, ".by", "expected `date` or `reference`"),
    ("care", 14, "", "expected how long, such as `14 weeks`"),
    ("care", "14", "", "expected how long"),
    ("care", "12 wekks", "", "did you mean `12 weeks`?"),
    ("care", "12weeks", "", "did you mean `12 weeks`?"),
    ("care", "12 Weeks", "", "did you mean `12 weeks`?"),
    ("care", "12 kg", "", "write days, weeks, months or years"),
    ("care", "-2 weeks", "", "expected how long"),
    ("care", "2.5 months", "", "whole numbers"),
    ("care", "2.5 years", "", "whole numbers"),
    ("care", "2.5000001 weeks", "", "expected how long"),
    ("care", "1000000000000000 days", "", "expected how long"),
    ("care", "\u0661\u0664 weeks", "", "expected how long"),
    ("care", "14 weeks\n", "", "expected how long"),
    ("care", {}, "", "expected `from`"),
    ("care", {"to": "2026-03-01"}, "", "expected `from`"),
    ("care", {"from": "2026-03-02", "to": "2026-03-01"}, ".to", "on or after `from`, 2026-03-02, not `2026-03-01`"),
    ("care", {"from": "2026-05-02", "to": "2026-05-01"}, ".to", "on or after `from`"),
    ("care", {"from": "2026-03-01", "to": None}, ".to", "leave `to` out"),
    ("care", {"from": "2026-02-30"}, ".from", "no day"),
    ("care", {"form": "2026-02-03"}, ".form", "did you mean `from`?"),
    ("care", {"from": "2026-02-03", "until": "2026-02-04"}, ".until", "expected `from` or `to`"),
    ("care", {"from": "2026-02-03", "on": "2026-02-04"}, ".on", "unknown key `on`"),
    ("xray", "2026-01-01", "", "expected a list"),
    ("xray", {}, "", "expected `value`"),
    ("xray", {"date": "2026-01-01"}, ".date", "unknown key `date`"),
    ("xray", {1, 2}, "", "a value of another kind (`set`)"),
    ("xray", ["2026-01-01", None], "[1]", "`{}` if nothing is known of it"),
    ("xray", [["2026-01-01"]], "[0]", "not a list"),
    ("xray", [{"day": "2026-01-01"}], "[0].day", "expected `date`"),
    ("xray", [{"value": "2026-01-01"}], "[0].value", "expected `date`"),
    ("xray", ["2026-01-01"] * 100_001, "", "at most 100000 elements, not 100001"),
    ("visit", ["2026-01-01"], "[0]", "expected a mapping with `kind`"),
    ("visit", [{}, {"scores": 3}], "[1].scores", "did you mean `score`?"),
    ("visit", [{"score": 11}], "[0].score", "from 0 to 10"),
    ("visit", [{"stay": {"from": "2026-02-02", "to": "2026-02-01"}}], "[0].stay.to", "on or after"),
]


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
