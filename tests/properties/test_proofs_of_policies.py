"""Every policy of `policies/`: what is generated of it is proved, wrong thresholds are refuted, all is decided."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from assent.analyse.mutation import Mutant, mutants_of
from assent.analyse.questions.same import EXPLAINED, STATED, Compared, prove_checker
from assent.analyse.questions.sentences import AROUND, prove_document
from assent.analyse.session import Example
from assent.generate.document.emit import emit
from assent.language.policy import Policy
from assent.loading import compile_file
from assent.requests.read import read_request
from deciding import checker_text

POLICIES = Path(__file__).parents[2] / "policies"

# So many wrong policies are made of each one, spread over all that one could be: proving takes a second or so each.
PLANTED = 3

# What is compared to the letter is another text in every one of them.
COMPARED = (STATED, EXPLAINED, AROUND)


@cache
def compiled(path: Path) -> Policy | None:
    return compile_file(path).policy


def policy_of(path: Path) -> Policy:
    policy = compiled(path)
    assert policy is not None
    return policy


FILES = [path for path in sorted(POLICIES.glob("*.assent")) if path.read_text("utf-8").find("\npolicy ") >= 0]


def compared(policy: Policy, other: Policy) -> dict[str, list[Compared]]:
    """What the artefacts of another policy are found to be, held against a policy."""
    pages, ours = emit(other), emit(policy)
    return {
        "checker.py": list(prove_checker(policy, checker_text(other).encode(), generated=checker_text(policy))),
        "policy.md": list(prove_document(policy, pages["policy.md"].encode(), generated=ours["policy.md"])),
        "policy.html": list(
            prove_document(policy, pages["policy.html"].encode(), generated=ours["policy.html"], html=True)
        ),
    }


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_what_is_generated_is_proved(path: Path) -> None:
    policy = policy_of(path)
    for name, parts in compared(policy, policy).items():
        assert parts and not [one for one in parts if not one.is_proved], name


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_wrong_threshold_is_refuted_by_a_request_that_is_decided_otherwise(path: Path) -> None:
    policy = policy_of(path)
    refuted = 0
    for mutant in planted(policy):
        for parts in compared(policy, mutant.policy).values():
            answers = [one.answer for one in parts if not one.is_proved and one.what not in COMPARED]
            assert all(isinstance(answer, Example) for answer in answers), (mutant.change, answers)
            for answer in answers:
                assert isinstance(answer, Example) and not read_request(policy, answer.request).faults
            refuted += bool(answers)
    assert refuted >= PLANTED  # some of the changes mean the same: a band that another one goes on from


def planted(policy: Policy) -> Iterator[Mutant]:
    """Changes of thresholds, spread over the policy."""
    every = [one for one in mutants_of(policy) if " for " in one.change and "left out" not in one.change]
    numbers = [one for one in every if any(character.isdigit() for character in one.change)]
    chosen = numbers if len(numbers) >= PLANTED else every
    yield from chosen[:: max(1, len(chosen) // PLANTED)][:PLANTED]
