"""Every example of `docs/requests.md` is read, and every message in it is the one that is given."""

from __future__ import annotations

import json
import re
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from assent.api import compile_text
from assent.evaluate.decide import outcome
from assent.evaluate.decision import Rejected
from assent.generate.schema.emit import emit
from assent.requests.cases import faults_against, read_cases
from assent.requests.files import requests_of
from assent.requests.read import read_request

PAGE = (Path(__file__).parents[3] / "docs" / "requests.md").read_text(encoding="utf-8")


def blocks(kind: str) -> list[str]:
    return re.findall(rf"^```{kind}\n(.*?)^```$", PAGE, re.MULTILINE | re.DOTALL)


def lines(kind: str) -> list[str]:
    return [line for block in blocks(kind) for line in block.splitlines()]


POLICY = compile_text(blocks("assent")[0]).policy
SCHEMA = Draft202012Validator(json.loads(emit(POLICY)["request.schema.json"]))


def stated(line: str) -> dict[str, Any]:
    (source,) = requests_of(BytesIO(line.encode()), "page", ending=".yaml")
    assert source.fault is None
    return {"as_of": "2026-03-15", "facts": source.request}


@pytest.mark.parametrize("text", blocks("yaml request"))
def test_requests(text: str) -> None:
    (source,) = requests_of(BytesIO(text.encode()), "page", ending=".yaml")
    assert read_request(POLICY, source.request).faults == ()


@pytest.mark.parametrize("line", lines("yaml accepted"))
def test_accepted(line: str) -> None:
    assert read_request(POLICY, stated(line)).faults == ()
    assert SCHEMA.is_valid(stated(line))


@pytest.mark.parametrize("line", lines("yaml rejected"))
def test_rejected(line: str) -> None:
    faults = read_request(POLICY, stated(line)).faults
    assert [f"{path}: {message}" for path, message in faults] == [line.split("# ", 1)[1]]


def test_every_type_has_examples() -> None:
    named = {line.split(":")[0] for line in lines("yaml accepted")}
    assert named == {fact.name for fact in POLICY.facts}


@pytest.mark.parametrize("text", blocks("yaml cases"))
def test_cases(text: str) -> None:
    cases, faults = read_cases(text, "page")
    assert faults == ()
    assert cases is not None
    assert faults_against(cases, POLICY) == ()
    for case in cases.cases:
        try:
            found = outcome(POLICY, case.request)
        except Rejected:
            found = "rejected"
        assert found == case.expected.outcome
