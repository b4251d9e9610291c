"""The generated checker says what the interpreter says, word for word; and what is generated is the same everywhere."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assent.generate import TARGETS
from assent.language.canonical import canonical, digest
from assent.language.policy import Policy
from deciding import checker_text, interpreted, load
from properties.profile import examples
from strategies.corruptions import corrupted
from strategies.policies import policies
from strategies.printing import source_text, text_of, vocabulary_texts
from strategies.reading import can_be_met, policy_of
from strategies.requests import requests

TESTS = Path(__file__).parents[1]


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


@examples(60)
@given(st.data())
def test_the_checker_rejects_as_the_interpreter_does(data: st.DataObject) -> None:
    policy = data.draw(policies(depth=2))
    decide = interpreted(policy)
    module = load(checker_text(policy))
    for _ in range(5):
        request = data.draw(corrupted(policy, data.draw(requests(policy))))
        expected = decide(request)
        assert module.decide(request).to_json() == expected
        if expected["rejected"] is None:
            assert module.outcome(request) == expected["outcome"]
            continue
        with pytest.raises(module.Rejected) as rejected:
            module.outcome(request)
        assert rejected.value.faults == tuple((fault["path"], fault["message"]) for fault in expected["rejected"])


@examples(15)
@given(policies())
def test_what_is_generated_is_the_same_text_each_time(policy: Policy) -> None:
    for target in TARGETS:
        assert target.emit(policy) == target.emit(policy)


SCRIPT = """
import json, sys
from properties.test_agreement import fingerprint
from strategies.reading import can_be_met, policy_of
given = json.load(sys.stdin)
print(fingerprint(policy_of(*given)))
"""


def fingerprint(policy: Policy) -> str:
    """A hash over everything that is generated for a policy."""
    made = {f"{target.name}/{name}": text for target in TARGETS for name, text in target.emit(policy).items()}
    return hashlib.sha256(repr(sorted(made.items())).encode()).hexdigest()


@pytest.mark.parametrize("seed", ["0", "1", "4242"])
def test_what_is_generated_does_not_depend_on_the_hashes_of_a_process(seed: str) -> None:
    import json

    policy = _large_policy()
    given = json.dumps([text_of(policy), vocabulary_texts(policy), source_text(policy)])
    environment = {**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": os.pathsep.join([str(TESTS), *sys.path])}
    done = subprocess.run(
        [sys.executable, "-c", SCRIPT], input=given, capture_output=True, text=True, env=environment, check=True
    )
    assert done.stdout.strip() == fingerprint(policy)


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
