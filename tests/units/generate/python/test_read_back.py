"""A checker's functions are read back, from their syntax alone, into the expressions they were made from.

(That `outcome` and `decide`, which are held to the grammar here, mean the same is for the tests that run them.)
"""

from __future__ import annotations

import ast
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings

from assent.language.policy import Clause, Policy
from checker_reader import Reader, form
from checking import policy_of
from deciding import checker_text
from strategies.policies import policies

ROOT = Path(__file__).parents[4]


def check(policy: Policy) -> None:
    """Everything of a policy's checker that the page describes can be read, and says what the policy says."""
    text = checker_text(policy)
    if not policy.clauses:
        return
    reader = Reader(text, policy)
    things = [*policy.definitions, *policy.clauses]
    for node, thing in zip(reader.own, things, strict=True):
        body = thing.whole if isinstance(thing, Clause) else thing.body
        assert reader.expression(node) == form(body)
    outcome, decide = reader.functions[len(things) : len(things) + 2]
    assert (outcome.name, decide.name) == ("outcome", "decide")
    assert "raise Rejected(without_quotes(found.faults, _ABOUT.sensitive))" in ast.unparse(outcome.body[2])
    reader.steps(outcome.body[3:], answers=True)
    reader.decide(decide, policy)
    for node in reader.functions:
        if node.name.startswith("_awaits_provider_"):
            reader.steps(node.body[1:], answers=False)


def test_physical_therapy_is_read_back() -> None:
    texts = [(ROOT / "policies" / f"{name}.assent").read_text() for name in ("physical_therapy", "musculoskeletal")]
    check(policy_of(*texts))


def test_the_benchmark_is_read_back() -> None:
    check(policy_of((ROOT / "tests" / "benchmarks" / "flat.assent").read_text()))


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(policies())
def test_random_policies_are_read_back(policy: Policy) -> None:
    check(policy)


def test_another_threshold_is_seen() -> None:
    policy = policy_of((ROOT / "tests" / "benchmarks" / "flat.assent").read_text())
    text = checker_text(policy).replace("conservative_days >= 84", "conservative_days >= 83", 1)
    reader = Reader(text, policy)
    assert reader.expression(reader.own[0]) != form(policy.clauses[0].whole)


@pytest.mark.parametrize(
    "foreign",
    ["return True if a else b", "for a in b: pass", "return eval('1')", "return a + 1", "return a and b"],
)
def test_what_is_outside_the_grammar_is_refused(foreign: str) -> None:
    policy = policy_of((ROOT / "tests" / "benchmarks" / "flat.assent").read_text())
    reader = Reader(checker_text(policy), policy)
    node = ast.parse(f"def f():\n    'x'\n    {foreign}").body[0]
    assert isinstance(node, ast.FunctionDef)
    with pytest.raises((AssertionError, KeyError)):
        reader.expression(node)
