"""The generated checker says what the interpreter says, word for word; and what is generated is the same everywhere."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assent.evaluate.decide import decide
from assent.generate import TARGETS
from assent.language.canonical import canonical, digest
from assent.language.policy import Policy
from conformance.reading import documents
from deciding import Decide, checker_text, interpreted, load
from properties.profile import examples
from strategies.approved import approved, physical_therapy
from strategies.choices import Choices
from strategies.corruptions import corrupted
from strategies.policies import policies
from strategies.printing import source_text, text_of, vocabulary_texts
from strategies.reading import can_be_met, policy_of
from strategies.requests import requests, variation

TESTS = Path(__file__).parents[1]
KNOWN = [document.policy for document in documents()]


@examples(120)
@given(st.data())
def test_the_checker_decides_as_the_interpreter_does(data: st.DataObject) -> None:
    policy = data.draw(policies())
    decide = interpreted(policy)
    module = load(checker_text(policy))
    for _ in range(5):
        request = data.draw(requests(policy))
        expected = decide(request)
        assert module.decide(request).to_json() == expected
        assert module.outcome(request) == expected["outcome"]


@examples(100)
@given(st.data())
def test_the_checker_decides_as_the_interpreter_does_on_the_conformance_policies(data: st.DataObject) -> None:
    policy = data.draw(st.sampled_from(KNOWN))
    decide, module = _both(policy)
    for _ in range(10):
        request = data.draw(requests(policy))
        expected = decide(request)
        assert module.decide(request).to_json() == expected
        assert module.outcome(request) == expected["outcome"]


@examples(150)
@given(st.data())
def test_the_checker_decides_as_the_interpreter_does_near_an_approval(data: st.DataObject) -> None:
    """A policy of many clauses denies most requests, so that what comes after in `outcome` is hardly tried."""
    policy = physical_therapy()
    base, (decide, module) = approved(policy), _both(policy)
    assert decide(base)["outcome"] == module.outcome(base) == "approve"
    for _ in range(5):
        request = variation(Choices.of(data.draw), policy, base)
        expected = decide(request)
        assert module.decide(request).to_json() == expected
        assert module.outcome(request) == expected["outcome"]


@cache
def _both(policy: Policy) -> tuple[Decide, Any]:
    return interpreted(policy), load(checker_text(policy))


@examples(60)
@given(st.data())
def test_the_checker_rejects_as_the_interpreter_does(data: st.DataObject) -> None:
    policy = data.draw(policies(depth=2))
    key, withheld = digest(policy), interpreted(policy)
    module = load(checker_text(policy))
    for _ in range(5):
        request = data.draw(corrupted(policy, data.draw(requests(policy))))
        expected: Any = decide(policy, request, digest=key).to_json(show_sensitive=True)
        assert module.decide(request).to_json(show_sensitive=True) == expected
        assert module.decide(request).to_json() == withheld(request)
        if expected["rejected"] is None:
            assert module.outcome(request) == expected["outcome"]
            continue
        with pytest.raises(module.Rejected) as rejected:
            module.outcome(request)
        told = tuple((fault["path"], fault["message"]) for fault in withheld(request)["rejected"])
        assert rejected.value.faults == told


@examples(15)
@given(policies())
def test_what_is_generated_is_the_same_text_each_time(policy: Policy) -> None:
    for target in TARGETS:
        assert target.emit(policy) == target.emit(policy)


SCRIPT = """
import hashlib, json, sys
from assent.generate import TARGETS
from strategies.reading import policy_of
policy = policy_of(*json.load(sys.stdin))
made = {f"{target.name}/{name}": text for target in TARGETS for name, text in target.emit(policy).items()}
print(json.dumps({name: hashlib.sha256(text.encode()).hexdigest() for name, text in made.items()}))
"""


def test_what_is_generated_does_not_depend_on_the_hashes_of_a_process() -> None:
    policy = _large_policy()
    given = json.dumps([text_of(policy), vocabulary_texts(policy), source_text(policy)])
    assert _fingerprint_elsewhere(given, "0") == _fingerprint_elsewhere(given, "4242")


def _fingerprint_elsewhere(given: str, seed: str) -> dict[str, str]:
    """The hashes of everything that another process generates for a policy."""
    environment = {**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": os.pathsep.join([str(TESTS), *sys.path])}
    done = subprocess.run(
        [sys.executable, "-c", SCRIPT], input=given, capture_output=True, text=True, env=environment, check=True
    )
    hashes: dict[str, str] = json.loads(done.stdout)
    return hashes


def _large_policy() -> Policy:
    """The largest of some random policies."""
    found: list[Policy] = []

    @examples(30)
    @given(policies().filter(can_be_met))
    def look(policy: Policy) -> None:
        found.append(policy)

    look()
    largest = max(found, key=lambda policy: len(str(canonical(policy))))
    read = policy_of(text_of(largest), vocabulary_texts(largest), source_text(largest))
    assert digest(read) == digest(largest)
    return read
