"""The laws that every policy obeys, on random policies and random requests."""

from __future__ import annotations

import copy
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assent.evaluate import decide as reference
from assent.language.canonical import digest
from assent.language.policy import Policy
from conformance.reading import documents
from deciding import generated, interpreted, meanings
from laws import broken_laws
from properties.profile import examples
from strategies.corruptions import corrupted
from strategies.policies import policies
from strategies.requests import fuller, requests
from walking import all_traits, traits

KNOWN = [document.policy for document in documents()]


@examples(100)
@given(st.data())
def test_every_valid_request_has_one_outcome_by_the_rules(data: st.DataObject) -> None:
    policy = data.draw(policies())
    decide = interpreted(policy)
    for _ in range(5):
        request = data.draw(requests(policy))
        decision = decide(request)
        assert decision["rejected"] is None
        assert broken_laws(policy, decision) == []
        assert decide(request) == decision
        assert meanings(policy, request) == {clause["id"]: clause["result"] for clause in decision["clauses"]}
        assert reference.outcome(policy, request) == decision["outcome"]


@examples(150)
@given(st.data())
def test_information_only_ever_settles_things(data: st.DataObject) -> None:
    policy = data.draw(st.one_of(policies(), st.sampled_from(KNOWN)))
    decide = interpreted(policy)
    for _ in range(4):
        request = data.draw(requests(policy))
        before = decide(request)
        for _ in range(3):
            request = data.draw(fuller(policy, request))
            after = decide(request)
            assert after["rejected"] is None
            for then, now in zip(before["clauses"], after["clauses"], strict=True):
                assert then["result"] in ("unknown", now["result"]), then["id"]
            before = after


@examples(40)
@given(st.data())
def test_a_decision_has_captured_what_it_used(data: st.DataObject) -> None:
    policy = data.draw(policies())
    request = data.draw(requests(policy))
    for target in (interpreted, generated):
        assert target(policy)(copy.deepcopy(request)) == _decided_then_changed(policy, target, copy.deepcopy(request))


def _decided_then_changed(policy: Policy, target: Any, request: Any) -> Any:
    """The decision as it reads after the request was emptied to the last element."""
    from deciding import checker_text, load

    module = load(checker_text(policy)) if target is generated else None
    decision = module.decide(request) if module else reference.decide(policy, request, digest=digest(policy))
    _empty(request)
    return decision.to_json()


def _empty(value: Any) -> None:
    if isinstance(value, dict):
        for part in value.values():
            _empty(part)
        value.clear()
    elif isinstance(value, list):
        for part in value:
            _empty(part)
        value.clear()


@examples(80)
@given(st.data())
def test_a_request_with_a_fault_gets_no_outcome_and_nothing_is_raised(data: st.DataObject) -> None:
    policy = data.draw(policies())
    decide = interpreted(policy)
    for _ in range(5):
        request = data.draw(corrupted(policy, data.draw(requests(policy))))
        decision = decide(request)
        assert broken_laws(policy, decision) == []
        if decision["rejected"] is None:
            assert reference.outcome(policy, request) == decision["outcome"]
            continue
        with pytest.raises(reference.Rejected) as rejected:
            reference.outcome(policy, request)
        assert rejected.value.faults == tuple((fault["path"], fault["message"]) for fault in decision["rejected"])


def test_random_policies_reach_every_part_of_the_language() -> None:
    seen: set[str] = set()

    @examples(1500)
    @given(policies())
    def look(policy: Policy) -> None:
        seen.update(traits(policy))

    look()
    assert all_traits() - seen == set()
