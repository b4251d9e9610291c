"""`assent decide`: requests in every form, versions by date, and everything that can be wrong."""

from __future__ import annotations

import io
import json
import sys
from typing import Any

import pytest

from units.cli.commands import REQUEST, Workspace


def facts(place: Workspace, **changed: Any) -> str:
    stated = {
        "symptoms": "8 weeks",
        "pain": 6,
        "infection": False,
        "expected": {"value": True, "by": "A therapist"},
        "examination": "2026-02-01",
    }
    return json.dumps({"as_of": "2026-03-15", "id": "R-1", "facts": {**stated, **changed}})


@pytest.mark.parametrize(
    ("changed", "headline", "outcome"),
    [
        ({}, "Approve, valid until 2026-06-13", "approve"),
        ({"pain": 3}, "Recommended: deny; a clinician decides", "deny"),
        ({"pain": None}, "Pend: more has to be known", "pend"),
        ({"expected": None}, "Review: a clinician decides", "review"),
    ],
)
def test_each_outcome_has_its_headline(place: Workspace, changed: dict[str, Any], headline: str, outcome: str) -> None:
    place.write("request.json", facts(place, **changed))
    said = place.assent("decide", "splint", "request.json")
    assert (said.code, said.err) == (0, ""), "an outcome is no failure, whichever it is"
    lines = said.out.splitlines()
    assert lines[0] == "R-1 · Night splint (splint 1.0.0) · as of 2026-03-15"
    assert lines[1].strip().startswith(headline)
    data = json.loads(place.assent("decide", "splint", "request.json", "--json").out)
    assert data["outcome"] == outcome
    assert lines[-1].strip() == data["digest"]


def test_a_clause_in_the_way_says_its_whole_reason_and_who_is_asked(place: Workspace) -> None:
    place.write("request.json", facts(place, pain=None, symptoms="5 weeks"))
    out = place.assent("decide", "splint", "request.json").out
    assert "    ✗ not met         Symptoms last\n" in out
    assert "Symptoms, up to the date of the request: 5 weeks; at least 6 weeks are needed." in " ".join(out.split())
    assert "✓ does not apply  Infection" in out
    place.write("request.json", facts(place, pain=None, expected=None))
    out = place.assent("decide", "splint", "request.json").out
    assert "Pain score [pain]: not stated; ask the provider (for: Severity)" in out
    assert "Expected to respond [expected]: not stated; a clinician has to attest it (for: Expectation)" in out


def test_full_says_every_reason_in_full(place: Workspace) -> None:
    place.edit("policies/hand.assent", "Examination by a therapist", "Examination by a therapist, " + "and more " * 9)
    place.write("request.json", facts(place))
    assert "…" in place.assent("decide", "splint", "request.json").out
    assert "…" not in place.assent("decide", "splint", "request.json", "--full").out


def test_yaml_json_and_lines_of_json_give_one_decision(place: Workspace) -> None:
    place.write("a.yaml", REQUEST)
    place.write("b.json", facts(place))
    place.write("c.ndjson", facts(place) + "\n" + facts(place) + "\n")
    said = place.assent("decide", "splint", "a.yaml", "b.json", "c.ndjson", "--json")
    lines = said.out.splitlines()
    assert said.code == 0
    assert len(lines) == 4
    assert len(set(lines)) == 1


def test_standard_input(place: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(REQUEST.encode())))
    assert "Approve" in place.assent("decide", "splint", "-").out


def test_a_rejected_request_says_every_fault_on_stderr_and_the_others_are_decided(place: Workspace) -> None:
    place.write("bad.yaml", "as_of: 2026-03-15\nfacts: {pian: 3, symptoms: 12 wekks}\n")
    place.write("good.yaml", REQUEST)
    said = place.assent("decide", "splint", "good.yaml", "bad.yaml")
    assert said.code == 1
    assert "Approve" in said.out and "Rejected" not in said.out
    assert "bad.yaml · Night splint" in said.err
    assert "facts.pian: " in said.err and "did you mean `pain`?" in said.err
    assert "facts.symptoms: " in said.err
    assert said.err.endswith("assent: 1 of 2 requests rejected\n")


def test_json_keeps_the_order_and_a_line_a_request_whatever_is_wrong(place: Workspace) -> None:
    place.write("all.ndjson", "\n".join([facts(place), "{broken", facts(place, pain=99), facts(place)]))
    said = place.assent("decide", "splint", "all.ndjson", "nowhere.yaml", "--json")
    decisions = [json.loads(line) for line in said.out.splitlines()]
    assert said.code == 1
    assert [decision["outcome"] for decision in decisions] == ["approve", None, None, "approve", None]
    assert [bool(decision["rejected"]) for decision in decisions] == [False, True, True, False, True]
    assert "all.ndjson:2" in said.err and "facts.pain" in said.err and "nowhere.yaml" in said.err


def versions(place: Workspace) -> None:
    newer = place.read("policies/splint.assent").replace("1.0.0", "2.0.0").replace("2026-01-01", "2026-07-01")
    place.write("policies/splint_2.assent", newer.replace("pain >= 4", "pain >= 7"))
    place.edit("policies/splint.assent", "2026-01-01", "2026-01-01 to 2026-06-30")
    place.write("request.json", facts(place))
    place.write("later.json", facts(place).replace("2026-03-15", "2026-07-01"))
    place.write("never.json", facts(place).replace("2026-03-15", "2025-12-31"))


def decided(place: Workspace, *arguments: str) -> dict[str, Any]:
    data: dict[str, Any] = json.loads(place.assent("decide", *arguments, "--json").out)
    return data


def test_the_version_in_force_on_the_date_of_the_request_decides(place: Workspace) -> None:
    versions(place)
    assert decided(place, "splint", "request.json")["version"] == "1.0.0"
    assert decided(place, "splint", "later.json")["version"] == "2.0.0"
    rejected = decided(place, "splint", "never.json")
    assert (rejected["version"], rejected["outcome"]) == ("1.0.0", None)
    assert rejected["rejected"][0]["path"] == "as_of"


@pytest.mark.parametrize("policy", ["splint@1.0.0", "policies/splint.assent"])
def test_a_version_that_was_named_says_which_other_one_applies(place: Workspace, policy: str) -> None:
    versions(place)
    assert decided(place, policy, "request.json")["outcome"] == "approve"
    rejected = decided(place, policy, "later.json")
    assert rejected["version"] == "1.0.0"
    assert rejected["rejected"][0]["message"].endswith("; version 2.0.0 applies")


def test_a_gap_between_versions_decides_nothing(place: Workspace) -> None:
    versions(place)
    place.edit("policies/splint.assent", "2026-06-30", "2026-06-29")
    said = place.assent("decide", "splint", "request.json")
    assert said.code == 1
    assert "error[gap-between-versions]" in said.err
    assert decided(place, "splint@1.0.0", "request.json")["outcome"] == "approve", "a version by itself is sound"


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("splnt", "request.json"), "there is no policy `splnt`: did you mean `splint`?"),
        (("splint@3.0.0", "request.json"), "`splint` has no version 3.0.0: there is 1.0.0 (from 2026-01-01)"),
        (("policies/nowhere.assent", "request.json"), "`policies/nowhere.assent` does not exist"),
        (("./policies", "request.json"), "`./policies` is a folder"),
        (("policies/hand.assent", "request.json"), "is a vocabulary, not a policy"),
        (("splint",), "Missing argument"),
        (("splint", "request.json", "--josn"), "--josn"),
    ],
)
def test_wrong_usage(place: Workspace, arguments: tuple[str, ...], words: str) -> None:
    place.write("request.json", facts(place))
    said = place.assent("decide", *arguments)
    assert (said.code, said.out) == (2, "")
    assert words in said.err


@pytest.mark.parametrize("policy", ["splint", "policies/splint.assent", "splint@1.0.0"])
def test_a_policy_with_errors_decides_nothing(place: Workspace, policy: str) -> None:
    place.edit("policies/splint.assent", "pain >= 4", "pian >= 4")
    place.write("request.json", facts(place))
    said = place.assent("decide", policy, "request.json")
    assert (said.code, said.out) == (1, "")
    assert "error[unknown-name]" in said.err
    assert f"assent: `{policy}` has errors, so it decides nothing" in said.err


def test_a_request_for_another_policy_is_rejected(place: Workspace) -> None:
    place.write("request.yaml", "policy: knee\n" + REQUEST)
    assert "policy: " in place.assent("decide", "splint", "request.yaml").err


def test_evidence_that_could_command_a_terminal_is_only_text(place: Workspace) -> None:
    place.write("request.json", json.dumps({"as_of": "2026-03-15", "id": "\x1b[31mR", "facts": {"pain": "\x1b[2J"}}))
    said = place.assent("decide", "splint", "request.json")
    assert "\x1b" not in said.out + said.err


def test_a_narrow_terminal_still_shows_everything(place: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("assent.cli.decide.width_of", lambda stream: 40)
    place.write("request.json", facts(place, pain=2))
    out = place.assent("decide", "splint", "request.json", "--full").out
    assert "at least 4 is needed" in " ".join(out.split())


def test_a_draft_and_a_review_that_is_overdue_are_said_under_the_outcome(place: Workspace) -> None:
    place.edit("policies/splint.assent", "\n  effective", "\n  status draft\n  review by 2026-03-14\n  effective")
    place.write("request.json", facts(place))
    out = place.assent("decide", "splint", "request.json").out
    assert out.splitlines()[2:4] == [
        "  Version 1.0.0 is a draft: nothing may rest on this outcome.",
        "  The review of this policy was due by 2026-03-14.",
    ]
    assert "Notes" not in out
    data = json.loads(place.assent("decide", "splint", "request.json", "--json").out)
    assert (data["policy_status"], [note["path"] for note in data["notes"]]) == ("draft", ["policy", "policy"])


def test_sensitive_values_are_shown_only_where_asked_for(place: Workspace) -> None:
    text = (
        'policy private "Private"\n  version 1.0.0\n  effective 2026-01-01\n'
        'facts\n  load  0..1000 sensitive  "Viral load"\nrequire high "High"\n  load >= 200\n'
    )
    place.write("policies/private.assent", text)
    place.write("request.json", json.dumps({"as_of": "2026-03-15", "facts": {"load": 123}}))
    for form in ((), ("--json",), ("--full",)):
        assert "123" not in place.assent("decide", "private", "request.json", *form).out
        assert "Viral load: 123" in place.assent("decide", "private", "request.json", "--show-sensitive", *form).out
    place.write("request.json", json.dumps({"as_of": "2026-03-15", "facts": {"load": 1234}}))
    hidden, shown = (place.assent("decide", "private", "request.json", *more) for more in ((), ("--show-sensitive",)))
    assert hidden.code == shown.code == 1
    assert "1234" not in hidden.err
    assert "1234" in shown.err
