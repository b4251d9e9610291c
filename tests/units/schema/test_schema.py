"""The schema of requests accepts what the readers accept, and rejects what JSON Schema can express."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator, validators

from assent.generate.schema.emit import emit
from assent.language.code_systems import CODE_SYSTEMS
from assent.language.expressions import Fact
from assent.language.types import Choice, Code, Collection, Field, Number, Scale
from assent.language.values import Period
from assent.requests.read import read_request
from every_type import FACTS, TYPES, policy
from stated import ACCEPTED, DURATIONS, REJECTED

POLICY = policy(until="2030-12-31", valid=Period(90, "days"))
TEXT = emit(POLICY)["request.schema.json"]


def is_whole(_: object, value: object) -> bool:
    """What JSON Schema calls an integer: a number without a fraction, `3.0` too; the library sees none in a Decimal."""
    if isinstance(value, Decimal):
        return value.is_finite() and value == int(value)
    return (isinstance(value, int) and not isinstance(value, bool)) or (isinstance(value, float) and value.is_integer())


WHOLE_AWARE = validators.extend(
    Draft202012Validator, type_checker=Draft202012Validator.TYPE_CHECKER.redefine("integer", is_whole)
)
VALIDATOR = WHOLE_AWARE(json.loads(TEXT, parse_float=Decimal))

# What no schema says, and docs/requests.md lists: the readers alone reject it.
INEXPRESSIBLE = (
    re.compile(r"there is no day"),
    re.compile(r"on or after `from`"),
    re.compile(r"(first|last) day of this policy"),
    re.compile(r"at most 30 digits"),  # after the point: those before it are a range
    re.compile(r"all of them whole"),
    re.compile(r"^expected a number from .* not `-?[0-9.]+ ?(kg|lb|oz|g)`"),  # the range of a number that is a text
    re.compile(r"^expected a code of LOCAL .* not `.*\\u"),  # what does not print
)


def is_json(value: Any) -> bool:
    """Whether a value can come out of JSON, and a validator can hold it."""
    match value:
        case str() | bool() | None:
            return True
        case int():
            return abs(value) < 10**1000
        case float():
            return abs(value) < float("inf")
        case Decimal():
            return value.is_finite() and abs(value.adjusted()) < 1000
        case list():
            return len(value) < 1000 and all(is_json(part) for part in value)
        case dict():
            return all(isinstance(key, str) and is_json(part) for key, part in value.items())
        case _:
            return False


def compare(request: Any) -> None:
    faults = read_request(POLICY, request).faults
    if VALIDATOR.is_valid(request):
        for _, message in faults:
            assert any(reason.search(message) for reason in INEXPRESSIBLE), (request, message)
    else:
        assert faults, request


def asked(name: str, raw: Any) -> dict[str, Any]:
    return {"as_of": "2026-03-15", "facts": {name: raw}}


def test_it_is_a_schema() -> None:
    Draft202012Validator.check_schema(json.loads(TEXT))
    assert json.loads(TEXT)["$id"] == "urn:assent:request:hand_made:1.0.0"


def test_the_text_is_the_same_each_time() -> None:
    assert emit(POLICY) == {"request.schema.json": TEXT}
    assert TEXT.endswith("}\n")
    assert list(json.loads(TEXT)["properties"]["facts"]["properties"]) == [fact.name for fact in FACTS]


def test_facts_are_titled_with_their_questions() -> None:
    facts = json.loads(TEXT)["properties"]["facts"]["properties"]
    assert {name: fact["title"] for name, fact in facts.items()} == {fact.name: fact.label for fact in FACTS}
    assert facts["score"]["description"] == "A number from 0 to 10"


def test_only_what_is_used_is_defined() -> None:
    small = json.loads(emit(policy(facts=()))["request.schema.json"])
    assert list(small["$defs"]) == ["date"]
    assert set(re.findall(r"#/\$defs/(\w+)", TEXT)) == set(json.loads(TEXT)["$defs"])


@pytest.mark.parametrize(("name", "raw"), [(name, raw) for name, raw, _ in ACCEPTED if is_json(raw)])
def test_what_is_read_is_accepted(name: str, raw: Any) -> None:
    assert VALIDATOR.is_valid(asked(name, raw))


@pytest.mark.parametrize("raw", [raw for raw, _ in DURATIONS])
def test_durations_are_accepted(raw: str) -> None:
    assert VALIDATOR.is_valid(asked("care", raw))


@pytest.mark.parametrize("name", TYPES)
def test_null_is_accepted(name: str) -> None:
    assert VALIDATOR.is_valid(asked(name, None))


# Python's `$` lets a line end after it; in JSON Schema it does not.
JSON_REJECTED = [(name, raw) for name, raw, _, _ in REJECTED if is_json(raw) and raw not in ("14 weeks\n", "M54.50\n")]


@pytest.mark.parametrize(("name", "raw"), JSON_REJECTED, ids=lambda part: ascii(part)[:40])
def test_what_is_rejected_is_not_accepted(name: str, raw: Any) -> None:
    compare(asked(name, raw))


GOOD: dict[str, Any] = {"as_of": "2026-03-15", "facts": {}}


@pytest.mark.parametrize(
    ("request_", "accepted"),
    [
        (GOOD, True),
        (GOOD | {"policy": "hand_made", "id": "R-1"}, True),
        (GOOD | {"policy": None, "id": None}, True),
        (GOOD | {"id": 17}, True),
        (GOOD | {"id": True}, False),
        (GOOD | {"id": 1.5}, False),
        (GOOD | {"id": 10**30}, False),
        (GOOD | {"id": "x" * 10_001}, False),
        (GOOD | {"policy": "other"}, False),
        (GOOD | {"as_of": None}, False),
        (GOOD | {"as_of": "2026-13-01"}, False),
        (GOOD | {"as_of": "0000-12-01"}, False),
        (GOOD | {"facts": None}, False),
        (GOOD | {"facts": []}, False),
        (GOOD | {"facts": {"pregnent": True}}, False),
        (GOOD | {"fact": {}}, False),
        ({"as_of": "2026-03-15"}, False),
        ({"facts": {}}, False),
        ([], False),
    ],
    ids=lambda part: str(part)[:60],
)
def test_the_envelope(request_: Any, accepted: bool) -> None:
    assert VALIDATOR.is_valid(request_) is accepted
    assert (not read_request(POLICY, request_).faults) is accepted


DATES = st.one_of(
    st.dates(date(2019, 1, 1), date(2031, 1, 1)).map(str),
    st.sampled_from(["2026-02-30", "2026-3-1", "0000-01-01", "2026-03-15T00:00", "soon", ""]),
)
LONG = st.sampled_from([10_000, 10_001]).map(lambda length: "x" * length)
TEXTS = st.one_of(st.sampled_from(["chart", "", " "]), LONG)
NUMBERS = st.one_of(
    st.integers(-2, 12),
    st.decimals(-1, 11, allow_nan=False),
    st.floats(-1, 11),
    st.integers(-(10**31), 10**31),
    st.sampled_from(["180 lb", "180lb", "1103 lb", "70 cm", "41 kg/m^2", "2 oz", "2  oz", "-1 g"]),
    st.sampled_from(["6", "41 kg/m2", "41kg", "501 kg", "-1 kg", "4 1 kg", "1e3 kg/m2", "1.50 kg/m2"]),
    st.sampled_from(["3.0 points", "3.5 points", "12points"]),
)
QUANTITIES = st.builds(
    "{}{}{}".format,
    st.sampled_from(["0", "14", "2.5", "2.0", "-1", "1.1234567", "9" * 15, "9" * 16, ""]),
    st.sampled_from([" ", "", "  "]),
    st.sampled_from(["day", "days", "week", "weeks", "month", "months", "year", "years", "Weeks", "hours"]),
)
STRETCHES = st.fixed_dictionaries({}, optional={"from": DATES, "to": st.one_of(DATES, st.none()), "until": DATES})
DOCUMENTS = st.fixed_dictionaries({}, optional={"date": DATES, "reference": TEXTS, "by": TEXTS})
OPTIONS = ["yes", "no", "Yes", "left", "right", "none", "mild", "office"]
CODES = ["M54.5", "m54", "M54.50000", " a", "a b", "a\u202eb"]
WORDS = st.sampled_from([*OPTIONS, *CODES])
SCALARS = st.one_of(st.none(), st.booleans(), DATES, TEXTS, NUMBERS, QUANTITIES, STRETCHES, DOCUMENTS, WORDS)


FIELDS: Mapping[str, st.SearchStrategy[Any]] = {
    "kind": WORDS,
    "score": NUMBERS,
    "stay": st.one_of(QUANTITIES, STRETCHES),
    "date": DATES,
    "useful": st.booleans(),
    "day": DATES,
}
TEXTS_OR_NONE, DATES_OR_NONE = st.one_of(TEXTS, st.none()), st.one_of(DATES, st.none())
ROLES = st.sampled_from(["provider", "reviewer", None, "nurse"])
ATTESTERS = st.fixed_dictionaries({}, optional={"name": TEXTS_OR_NONE, "role": ROLES, "on": DATES_OR_NONE})
BY = st.one_of(TEXTS_OR_NONE, ATTESTERS)
BESIDE = st.fixed_dictionaries(
    {}, optional={"on": DATES_OR_NONE, "source": TEXTS_OR_NONE, "by": BY, "with": st.just(1)}
)


@st.composite
def wrapped(draw: st.DrawFn, kind: str) -> Any:
    """What may be stated of a fact or a field, rightly or wrongly, with more or less beside it."""
    likely = LIKELY[kind] if kind in LIKELY else FIELDS[kind]
    value = draw(draw(st.sampled_from([likely, likely, likely, SCALARS])))
    match draw(st.integers(0, 3)):
        case 0:
            return {"value": value, **draw(BESIDE)}
        case 1 if draw(st.booleans()):
            return draw(BESIDE)
        case _:
            return value


@st.composite
def elements(draw: st.DrawFn) -> Any:
    """An element of a list, rightly or wrongly stated."""
    names = draw(st.sampled_from([["date"], [*FIELDS][:-1], [*FIELDS][:-1], [*FIELDS], []]))
    if not names:
        return draw(SCALARS)
    return {name: draw(wrapped(name)) for name in names if draw(st.booleans())}


LISTS = st.lists(elements(), max_size=3)
LIKELY: Mapping[str, st.SearchStrategy[Any]] = {
    "pregnant": st.one_of(st.booleans(), st.sampled_from(["yes", "no", "Yes", "true", 1])),
    **dict.fromkeys(
        ("necessary", "own_view", "review_view"), st.one_of(st.booleans(), st.sampled_from(["yes", "maybe"]))
    ),
    **dict.fromkeys(("score", "bmi", "weight", "visits", "points"), NUMBERS),
    "ratio": st.decimals("0.05", "0.4", places=3),
    "level": st.sampled_from(["none", "mild", "moderate", "severe"]),
    "side": st.sampled_from(["left", "right", "Left"]),
    **dict.fromkeys(("diagnosis", "own_code"), st.sampled_from(CODES)),
    "onset": DATES,
    "report": st.one_of(DATES, DOCUMENTS, st.booleans()),
    "care": st.one_of(QUANTITIES, STRETCHES),
    "xray": LISTS,
    "visit": LISTS,
}


@settings(max_examples=60, deadline=None)
@given(st.data())
@pytest.mark.parametrize("name", TYPES)
def test_accepted_by_the_schema_is_accepted_by_the_readers_and_back(name: str, data: st.DataObject) -> None:
    compare(asked(name, data.draw(wrapped(name))))


UNITS = ["%", "kg/m2", "mg/dL", "10^9/L", "(a|b)", "mm Hg", "°C", "a.b*", "[x]", "\\d", "$", "µg"]


@pytest.mark.parametrize("unit", UNITS)
def test_units_stand_for_themselves(unit: str) -> None:
    made = policy(facts=(Fact("x", Number(unit=unit), "X"),))
    validator = Draft202012Validator(json.loads(emit(made)["request.schema.json"]))
    raws = {f"5 {unit}": True, f"5{unit}": True, "5 ": False, f"5 {unit}x": False, "5 1": False}
    for raw, accepted in raws.items():
        assert validator.is_valid(asked("x", raw)) is accepted
        assert (not read_request(made, asked("x", raw)).faults) is accepted


HOSTILE = ['"quoted"', "back\\slash", "</script>", "{{ x }}", "\u202ertl", "line\nbreak", "\\u00005", "é\u2028"]


@pytest.mark.parametrize("words", HOSTILE)
def test_texts_of_the_policy_stay_texts(words: str) -> None:
    type = Collection((Field("kind", Choice((words, "b")), words),), complete=True)
    made = policy(facts=(Fact("x", type, words), Fact("y", Scale((words, "b")), words)))
    schema = json.loads(emit(made)["request.schema.json"])
    assert schema["properties"]["facts"]["properties"]["x"]["title"] == words
    assert Draft202012Validator(schema).is_valid({"as_of": "2026-03-15", "facts": {"x": [{"kind": words}], "y": words}})


@pytest.mark.parametrize("bound", ["0.1", "0.30000000000000000001", "123456789.000000001", "0.000001", "-0.50"])
def test_bounds_are_written_as_decimals(bound: str) -> None:
    made = policy(facts=(Fact("x", Number(Decimal(bound), Decimal(10**9)), "X"),))
    text = emit(made)["request.schema.json"]
    assert f'"minimum": {bound}' in text
    json.loads(text)


SHAPED = st.from_regex(r"[A-Z]?[0-9]{1,5}[.-]?[0-9A-Z]{0,5}", fullmatch=True)


@pytest.mark.parametrize("system", sorted(CODE_SYSTEMS))
@given(code=st.one_of(SHAPED, st.sampled_from(["97110", "E0601", "D0120", "72514-3", "0573-0164-70", "x*"])))
@settings(max_examples=50, deadline=None)
def test_codes(system: str, code: str) -> None:
    made = policy(facts=(Fact("x", Code(system), "X"),))
    validator = Draft202012Validator(json.loads(emit(made)["request.schema.json"]))
    assert validator.is_valid(asked("x", code)) == (not read_request(made, asked("x", code)).faults)
