"""Whatever a request is, it gives a decision or faults: nothing raises, and everything it gives can be written down."""

from __future__ import annotations

import json
from datetime import date
from decimal import Decimal
from io import BytesIO
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from assent.evaluate.decide import decide
from assent.generate.python.emit import emit
from assent.language.canonical import digest
from assent.language.values import Period
from assent.requests.cases import read_cases
from assent.requests.files import requests_of
from assent.requests.findings import Findings
from assent.requests.read import reader_of
from assent.requests.reading import WRAPPER_KEYS
from every_type import FACTS, TYPES, policy
from stated import ACCEPTED, DURATIONS, REJECTED

POLICY = policy(until="2030-12-31", valid=Period(90, "days"))
WORDS = [
    *("value", "on", "source", "by", "date", "reference", "from", "to", "kind", "score", "stay", "useful"),
    *("policy", "as_of", "id", "facts", "hand_made", "2026-03-15", "2026-02-30"),
    *("yes", "left", "14 weeks", "2.5 months", "41 kg/m2", "M54.5"),
]
ANY_TEXT = st.text(st.characters(exclude_categories=()), max_size=50)
KEYS = st.one_of(st.sampled_from([*WORDS, *TYPES]), ANY_TEXT, st.integers(), st.none(), st.dates())
SCALARS = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.integers(-(10**40), 10**40),
    st.floats(),
    st.decimals(),
    st.decimals(allow_nan=False, allow_infinity=False),
    st.sampled_from(WORDS),
    ANY_TEXT,
    st.dates(),
    st.datetimes(),
    st.binary(max_size=5),
    st.just(object()),
)
ANYTHING = st.recursive(
    SCALARS,
    lambda inner: st.one_of(
        st.lists(inner, max_size=4),
        st.dictionaries(KEYS, inner, max_size=4),
        st.dictionaries(st.sampled_from(WRAPPER_KEYS), inner, max_size=4),
        st.lists(inner, max_size=3).map(tuple),
    ),
    max_leaves=12,
)
FACTS_OF = st.dictionaries(st.one_of(st.sampled_from([fact.name for fact in FACTS]), KEYS), ANYTHING, max_size=6)
REQUESTS = st.one_of(
    ANYTHING,
    st.builds(
        lambda as_of, facts, rest: {**rest, "as_of": as_of, "facts": facts},
        st.one_of(st.just("2026-03-15"), st.dates().map(str), ANYTHING),
        st.one_of(FACTS_OF, FACTS_OF, ANYTHING),
        st.dictionaries(st.sampled_from(["policy", "id", "facts"]), ANYTHING, max_size=2),
    ),
)


@settings(max_examples=400, deadline=None)
@given(REQUESTS)
def test_any_request_gives_a_decision_or_faults(request: Any) -> None:
    whole = decide(POLICY, request, digest="sha256:0").to_json()
    json.dumps(whole, ensure_ascii=False, allow_nan=False).encode()
    assert (whole["outcome"] is None) == bool(whole["rejected"])
    assert whole["outcome"] in (None, "approve")
    for said in [*(whole["rejected"] or ()), *whole["notes"]]:  # type: ignore[misc]
        assert said["path"].isprintable()
        assert said["message"].isprintable()
        assert len(said["path"]) < 400
        assert len(said["message"]) < 400
    assert decide(POLICY, request, digest="sha256:0").to_json() == whole


def _checker() -> Any:
    checker: dict[str, Any] = {"__name__": "checker"}
    exec(compile(emit(POLICY)["checker.py"], "checker.py", "exec"), checker)
    return checker["decide"]


CHECKER = _checker()


@settings(max_examples=400, deadline=None)
@given(REQUESTS)
def test_a_generated_checker_reads_the_same(request: Any) -> None:
    assert CHECKER(request).to_json() == decide(POLICY, request, digest=digest(POLICY)).to_json()


STATED = [(name, raw) for name, raw, *_ in (*ACCEPTED, *REJECTED)] + [("care", raw) for raw, _ in DURATIONS]


def test_a_generated_checker_reads_every_kind_of_value_the_same() -> None:
    for name, raw in STATED:
        request = {"as_of": "2026-03-15", "facts": {name: raw}}
        assert CHECKER(request).to_json() == decide(POLICY, request, digest=digest(POLICY)).to_json()


def _immutable(value: Any) -> bool:
    if isinstance(value, tuple):
        return all(_immutable(part) for part in value)
    return value is None or type(value) in (bool, int, str, Decimal) or type(value).__name__ == "Duration"


@settings(max_examples=400, deadline=None)
@given(st.sampled_from(FACTS), ANYTHING)
def test_any_fact_is_read(fact: Any, raw: Any) -> None:
    found = Findings(date(2026, 3, 15).toordinal())
    read, *arguments = reader_of(fact.type)
    value = read(raw, "facts.x", found, *arguments)
    assert found.faults or _immutable(value)
    assert raw is None or value is not None or found.faults or isinstance(raw, dict)


@settings(max_examples=300, deadline=None)
@given(st.one_of(st.binary(max_size=200), ANY_TEXT.map(lambda text: text.encode(errors="surrogatepass"))), st.data())
def test_any_file_is_read(content: bytes, data: st.DataObject) -> None:
    ending = data.draw(st.sampled_from(["", ".yaml", ".json", ".ndjson"]))
    results = list(requests_of(BytesIO(content), "f", ending=ending))
    for result in results:
        assert result.fault is None or (result.request is None and result.fault.isprintable())
    if ending == ".ndjson":
        assert len(results) == sum(1 for line in content.removeprefix(b"\xef\xbb\xbf").split(b"\n") if line.strip())
    else:
        assert results


YAML_BITS = [*["base", "cases", "name", "expect", "a", "1"], *"{}[],'\"|", ": ", "- ", "\n", "\n  ", "&a ", "*a", "!t "]


@settings(max_examples=300, deadline=None)
@given(st.one_of(st.lists(st.sampled_from(YAML_BITS), max_size=30).map("".join), ANY_TEXT))
def test_any_case_file_is_read(text: str) -> None:
    cases, faults = read_cases(text, "c.yaml")
    assert (cases is None) == bool(faults)
    for fault in faults:
        assert str(fault).isprintable()
        assert fault.line >= 1
