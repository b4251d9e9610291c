"""Every example of the meaning, on every target."""

from __future__ import annotations

from typing import Any

import pytest

from conformance.reading import ConformanceCase, Document, documents
from deciding import TARGETS, Decide, meanings
from laws import broken_laws

DOCUMENTS = list(documents())


@pytest.mark.parametrize("target", TARGETS)
@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda document: document.name)
def test_conforms(document: Document, target: str) -> None:
    decide = TARGETS[target](document.policy)
    wrong = [
        f"{case.name}: {difference}" for case in document.cases for difference in differences(document, case, decide)
    ]
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda document: document.name)
def test_the_meaning_alone(document: Document) -> None:
    """The interpreter, without the evaluated trees that explain a decision."""
    for case in document.cases:
        if "clauses" in case.expected:
            found = meanings(document.policy, case.request)
            assert {id: found[id] for id in case.expected["clauses"]} == case.expected["clauses"], case.name


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda document: document.name)
def test_targets_say_the_same(document: Document) -> None:
    """Reasons included, which the data leave out."""
    first, *others = [make(document.policy) for make in TARGETS.values()]
    for case in document.cases:
        for other in others:
            assert other(case.request) == first(case.request), case.name


def differences(document: Document, case: ConformanceCase, decide: Decide) -> list[str]:
    """What a decision has other than the case expects, and the laws it breaks."""
    decision = decide(case.request)
    if decision["rejected"] and "rejected" not in case.expected:
        return [f"rejected: {decision['rejected']}"]
    found, expected = found_of(decision), dict(case.expected)
    if "missing" in expected:
        expected["missing"] = [_entry(entry) for entry in expected["missing"]]
    for key in ("clauses", "effects", "reasons", "pathways"):
        if key in expected:
            assert expected[key].keys() <= found[key].keys(), f"{case.name}: {expected[key].keys() - found[key].keys()}"
            found[key] = {id: result for id, result in found[key].items() if id in expected[key]}
    for key in ("notes", "rejected"):
        found[key] = sorted(found[key])
        if key in expected:
            expected[key] = sorted(expected[key])
    wrong = [
        f"{key}: expected {value!r}, found {found[key]!r}" for key, value in expected.items() if found[key] != value
    ]
    return wrong + broken_laws(document.policy, decision)


def found_of(decision: dict[str, Any]) -> dict[str, Any]:
    """A decision in the form of a case."""
    return {
        "outcome": decision["outcome"],
        "clauses": {clause["id"]: clause["result"] for clause in decision["clauses"]},
        "effects": {clause["id"]: clause["effect"] for clause in decision["clauses"]},
        "reasons": {clause["id"]: clause["reason"] for clause in decision["clauses"]},
        "pathways": {
            clause["id"]: {pathway["title"]: pathway["result"] for pathway in clause.get("pathways", ())}
            for clause in decision["clauses"]
        },
        "missing": [
            {"fact": entry["fact"], "of": entry["of"], "why": entry["why"], "clauses": entry["clauses"]}
            for entry in decision["missing"]
        ],
        "notes": [note["path"] for note in decision["notes"]],
        "valid_until": decision["valid_until"],
        "needs_clinician": decision["needs_clinician"],
        "granted": [
            {key: value for key, value in one.items() if value is not None and value != ""}
            for one in decision["granted"] or ()
        ],
        "status": decision["policy_status"],
        "rejected": [fault["path"] for fault in decision["rejected"] or ()],
    }


def _entry(entry: dict[str, Any]) -> dict[str, Any]:
    return {"fact": entry["fact"], "of": entry.get("of", "provider"), "why": entry["why"], "clauses": entry["clauses"]}
