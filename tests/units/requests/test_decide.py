"""Deciding by the reference: outcomes, validity, rejection, and decisions that do not change afterwards."""

from __future__ import annotations

import json
import pickle
from typing import Any

import pytest

from assent.evaluate.decide import decide, outcome
from assent.evaluate.decision import Rejected
from assent.language import expressions
from assent.language.expressions import Expression, FactValue
from assent.language.operators import find
from assent.language.policy import Citation, Clause, Policy, Verb
from assent.language.values import Period
from every_type import FACTS, MET, NOT_MET, policy

BY_NAME = {fact.name: fact for fact in FACTS}


def clause(id: str, verb: Verb, body: Expression) -> Clause:
    return Clause(id, verb, id.title(), "Criteria", body, cites=(Citation("first"), Citation("second")))


def holds(name: str) -> Expression:
    operator = find("yes/no", "", "none")
    assert operator is not None
    return expressions.Test(operator, FactValue(BY_NAME[name]))


def one_of_each(**changes: Any) -> Policy:
    clauses = (
        clause("asked", "require", holds("pregnant")),
        clause("never", "exclude", NOT_MET),
        clause("judged", "review", NOT_MET),
        clause("handed_in", "submit", MET),
    )
    return policy(clauses=clauses, **changes)


def request(**facts: Any) -> dict[str, Any]:
    return {"as_of": "2026-03-15", "id": "R-1", "facts": facts}


def test_the_whole_of_a_decision() -> None:
    decision = decide(one_of_each(), request(), digest="sha256:0")
    whole = decision.to_json()
    assert json.loads(json.dumps(whole)) == whole
    assert {key: value for key, value in whole.items() if key not in ("clauses", "missing")} == {
        "format": 1,
        "policy": "hand_made",
        "version": "1.0.0",
        "digest": "sha256:0",
        "policy_status": "active",
        "request": "R-1",
        "as_of": "2026-03-15",
        "outcome": "pend",
        "needs_clinician": False,
        "valid_until": None,
        "granted": None,
        "notes": [],
        "rejected": None,
    }
    assert [(one["id"], one["kind"], one["result"], one["effect"], one["cites"]) for one in whole["clauses"]] == [
        ("asked", "require", "unknown", "pend", ["first", "second"]),
        ("never", "exclude", "not met", None, ["first", "second"]),
        ("judged", "review", "not met", None, ["first", "second"]),
        ("handed_in", "submit", "met", None, ["first", "second"]),
    ]
    assert whole["missing"] == [
        {"fact": "pregnant", "ask": "Pregnant", "of": "provider", "why": "not stated", "clauses": ["asked"]}
    ]


@pytest.mark.parametrize(
    ("verb", "body", "expected", "needs_clinician"),
    [
        ("require", MET, "approve", False),
        ("require", NOT_MET, "deny", True),
        ("exclude", MET, "deny", True),
        ("exclude", NOT_MET, "approve", False),
        ("review", MET, "review", True),
        ("review", NOT_MET, "approve", False),
        ("submit", MET, "approve", False),
        ("submit", NOT_MET, "pend", False),
        ("require", holds("pregnant"), "pend", False),
        ("require", holds("necessary"), "review", True),
        ("submit", holds("necessary"), "pend", False),
    ],
)
def test_outcomes(verb: Verb, body: Expression, expected: str, needs_clinician: bool) -> None:
    made = policy(clauses=(clause("only", verb, body),))
    decision = decide(made, request(), digest="")
    assert (decision.outcome, decision.needs_clinician) == (expected, needs_clinician)
    assert outcome(made, request()) == expected


@pytest.mark.parametrize(
    ("valid", "as_of", "until"),
    [
        (None, "2026-03-15", None),
        (Period(1, "days"), "2026-03-15", "2026-03-16"),
        (Period(90, "days"), "2026-03-15", "2026-06-13"),
        (Period(2, "weeks"), "2026-12-25", "2027-01-08"),
        (Period(3, "months"), "2026-11-30", "2027-02-28"),
        (Period(3, "months"), "2027-11-30", "2028-02-29"),
        (Period(1, "years"), "2028-02-29", "2029-02-28"),
        (Period(1, "days"), "9999-12-30", "9999-12-31"),
    ],
)
def test_valid_until(valid: Period | None, as_of: str, until: str | None) -> None:
    made = one_of_each(valid=valid)
    assert decide(made, request(pregnant=True) | {"as_of": as_of}, digest="").valid_until == until
    assert decide(made, request(pregnant=False) | {"as_of": as_of}, digest="").valid_until is None


def test_a_rejected_request() -> None:
    decision = decide(one_of_each(), request(score=11, pregnent=True, onset="2027-01-01"), digest="")
    whole = decision.to_json()
    assert (whole["outcome"], whole["needs_clinician"], whole["valid_until"]) == (None, False, None)
    assert (whole["clauses"], whole["missing"], whole["notes"]) == ([], [], [])
    assert (whole["request"], whole["as_of"]) == ("R-1", "2026-03-15")
    assert [fault["path"] for fault in whole["rejected"]] == ["facts.pregnent", "facts.score"]
    with pytest.raises(Rejected) as raised:
        outcome(one_of_each(), request(score=11, pregnent=True))
    assert [path for path, _ in raised.value.faults] == ["facts.pregnent", "facts.score"]


def test_a_request_without_a_date_echoes_none() -> None:
    assert decide(one_of_each(), {"as_of": "soon", "facts": {}}, digest="").to_json()["as_of"] is None


def test_notes_come_with_the_decision() -> None:
    notes = decide(one_of_each(), request(pregnant=True, onset="2026-03-16"), digest="").to_json()["notes"]
    assert notes == [
        {"path": "facts.onset", "message": "2026-03-16 is after the date of the request, 2026-03-15"},
    ]


def test_a_decision_has_captured_what_it_used() -> None:
    asked = request(pregnant=True, xray=[{"date": "2026-01-01"}], visit=[{"kind": "home"}])
    decision = decide(one_of_each(), asked, digest="")
    asked["facts"]["pregnant"] = False
    asked["facts"]["xray"][0]["date"] = "never"
    asked["facts"].clear()
    asked.clear()
    whole = decision.to_json()
    assert (whole["outcome"], whole["request"], whole["clauses"][0]["result"]) == ("approve", "R-1", "met")


def test_a_decision_cannot_be_changed_by_its_holder() -> None:
    for asked in (request(pregnant=True), request(pregnant=3)):
        decision = decide(one_of_each(), asked, digest="sha256:0")
        before = decision.to_json()
        open_to_see = [name for name in dir(decision) if not name.startswith("_")]
        assert "outcome" in open_to_see
        for name in (*open_to_see, "anything"):
            with pytest.raises(AttributeError):
                setattr(decision, name, "approve")
            with pytest.raises(AttributeError):
                delattr(decision, name)
        assert decision.to_json() == before


def test_a_decision_can_be_handed_to_another_process() -> None:
    for asked in (request(pregnant=True), request(pregnant=3)):
        decision = decide(one_of_each(), asked, digest="sha256:0")
        assert pickle.loads(pickle.dumps(decision)).to_json() == decision.to_json()
