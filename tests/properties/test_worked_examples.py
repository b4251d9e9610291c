"""`cases.yaml`: it reads back, it holds on every target, and it has a case on each side of every test of a policy."""

from __future__ import annotations

import pytest
from hypothesis import given

from assent.evaluate.interpreter import Case, meaning
from assent.generate.cases.candidates import candidates
from assent.generate.cases.emit import emit
from assent.language.code_systems import CODE_SYSTEMS
from assent.language.expressions import Argument, Changed, Count, Extent, Fact, FactValue, LatestField, Leaf, leaves_of
from assent.language.expressions import Test as Comparison
from assent.language.operands import inputs_of
from assent.language.operators import find
from assent.language.operators.options import code_matches
from assent.language.policy import Policy
from assent.language.types import Code, Collection
from assent.requests.cases import CaseFile, faults_against, read_cases
from assent.requests.read import read_request
from conformance.reading import documents
from deciding import TARGETS
from properties.profile import examples
from strategies.approved import physical_therapy
from strategies.policies import policies
from walking import roots

KNOWN = [document.policy for document in documents()]


@examples(60)
@given(policies(depth=2, most_clauses=2))
def test_the_examples_of_a_policy_hold(policy: Policy) -> None:
    cases = _cases(policy)
    for make in TARGETS.values():
        decide = make(policy)
        for case in cases.cases:
            decision = decide(case.request)
            assert decision["outcome"] == case.expected.outcome, case.name
            results = {clause["id"]: clause["result"] for clause in decision["clauses"]}
            assert {id: results[id] for id in case.expected.clauses} == case.expected.clauses, case.name
            missing = tuple(entry["fact"] for entry in decision["missing"])
            assert missing == (case.expected.missing or ()), case.name


@pytest.mark.parametrize("policy", [physical_therapy(), *KNOWN], ids=lambda policy: policy.title)
def test_there_is_an_example_on_each_side_of_every_test(policy: Policy) -> None:
    cases = _cases(policy)
    reads = [read_request(policy, case.request) for case in cases.cases]
    for leaf in {leaf for root in roots(policy) for leaf in leaves_of(root) if not _is_about_its_latest(leaf)}:
        seen = {meaning(leaf, Case(read.as_of, read.facts, {})) for read in reads}
        assert {True, None if _is_open(leaf) else False} <= seen, leaf


@pytest.mark.parametrize("system", CODE_SYSTEMS)
def test_examples_of_codes_are_codes_of_their_system(system: str) -> None:
    pattern = {"CPT": "971*", "ICD10": "M17.*", "HCPCS": "E*", "LOINC": "72*", "LOCAL": "x*", "CDT": "D01*"}.get(system)
    row = find("code", "is", "code")
    assert row is not None
    asked = Argument(pattern, pattern) if pattern else Argument("1", "1")
    fact = Fact("f", Code(system), "F")
    test = Comparison(row, FactValue(fact), asked)
    *fitting, other = candidates(fact, (test,) if pattern else (), Case(738_000, {}, {}))
    assert CODE_SYSTEMS[system].fits(other.raw) and not (pattern and code_matches(other.raw, pattern))
    for candidate in fitting:
        assert CODE_SYSTEMS[system].fits(candidate.raw) and code_matches(candidate.raw, asked.text)


def _is_about_its_latest(leaf: Leaf) -> bool:
    """Whether a leaf holds the elements of a list against the latest of them, or that one against a change from the
    earliest: for these, examples of one element are too plain."""
    if isinstance(leaf, Comparison) and isinstance(leaf.argument, Changed):
        return isinstance(leaf.operand, LatestField) and any(
            isinstance(one, LatestField) and one.fact == leaf.operand.fact for one in inputs_of(leaf)[1:]
        )
    return isinstance(leaf, Count) and any(
        isinstance(one, LatestField) and one.fact == leaf.fact for one in inputs_of(leaf)
    )


def _is_open(leaf: Leaf) -> bool:
    """Whether a leaf can never surely fail, being a count of evidence, or the time that it lasts."""
    asked = leaf if isinstance(leaf, Count) else leaf.operand
    type = asked.fact.type if isinstance(asked, Count | Extent) else None
    return isinstance(type, Collection) and not type.complete


def _cases(policy: Policy) -> CaseFile:
    """The worked examples of a policy, read back."""
    cases, faults = read_cases(emit(policy)["cases.yaml"], "cases.yaml")
    assert faults == () and cases is not None
    assert faults_against(cases, policy) == ()
    assert len({case.name for case in cases.cases}) == len(cases.cases)
    return cases
