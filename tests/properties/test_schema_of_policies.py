"""The schema of requests accepts whatever the checker of a random policy accepts."""

from __future__ import annotations

import json
from datetime import date
from decimal import Decimal
from typing import Any

from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from assent.generate.schema.emit import emit
from assent.language.policy import Policy
from assent.requests.read import read_request
from properties.profile import examples
from strategies.corruptions import corrupted
from strategies.policies import policies
from strategies.requests import requests


@examples(60)
@given(st.data())
def test_what_the_checker_accepts_the_schema_accepts(data: st.DataObject) -> None:
    policy = data.draw(policies(depth=1, most_clauses=2))
    validator = Draft202012Validator(json.loads(emit(policy)["request.schema.json"], parse_float=Decimal))
    for _ in range(5):
        request = _as_json(data.draw(requests(policy)))
        assert read_request(policy, request).faults == ()
        assert [error.message for error in validator.iter_errors(request)] == []


@examples(60)
@given(st.data())
def test_what_the_schema_rejects_the_checker_rejects(data: st.DataObject) -> None:
    policy = data.draw(policies(depth=1, most_clauses=2))
    validator = Draft202012Validator(json.loads(emit(policy)["request.schema.json"], parse_float=Decimal))
    for _ in range(5):
        request = data.draw(corrupted(policy, data.draw(requests(policy))))
        try:
            request = _as_json(request)
        except ValueError:
            continue  # JSON cannot say it
        if not validator.is_valid(request):
            assert read_request(policy, request).faults != ()


@examples(40)
@given(st.data())
def test_a_name_that_is_not_declared_is_rejected_by_both(data: st.DataObject) -> None:
    policy = data.draw(policies(depth=1, most_clauses=2))
    validator = Draft202012Validator(json.loads(emit(policy)["request.schema.json"], parse_float=Decimal))
    request = _as_json(data.draw(requests(policy)))
    for wrong in (
        {**request, "junk": 1},
        {**request, "facts": {**request["facts"], policy.facts[0].name + "_junk": True}},
        {**request, "policy": policy.id + "_junk"},
        {**request, "as_of": "2026-1-1"},
        {key: value for key, value in request.items() if key != "as_of"},
        {key: value for key, value in request.items() if key != "facts"},
    ):
        assert not validator.is_valid(wrong)
        assert read_request(policy, wrong).faults != ()


@examples(5)
@given(policies(depth=0))
def test_it_is_a_schema(policy: Policy) -> None:
    Draft202012Validator.check_schema(json.loads(emit(policy)["request.schema.json"]))


def _as_json(value: Any) -> Any:
    """A value as it comes out of JSON whose numbers are read as decimals; an error where JSON has no such value."""
    match value:
        case None | bool() | int() | str():
            return value
        case float() | Decimal():
            number = Decimal(str(value))
            if not number.is_finite():
                raise ValueError(value)
            # To JSON Schema 3.0 is an integer; the library knows that of floats, not of decimals.
            return int(number) if abs(number.adjusted()) < 100 and number == number.to_integral_value() else number
        case date() if type(value) is date:
            return value.isoformat()
        case list() | tuple():
            return [_as_json(part) for part in value]
        case dict() if all(isinstance(key, str) for key in value):
            return {key: _as_json(part) for key, part in value.items()}
        case _:
            raise ValueError(value)
