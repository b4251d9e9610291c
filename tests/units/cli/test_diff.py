"""`assent diff`: the same, stricter, looser or both, with requests that both policies have decided."""

from __future__ import annotations

import json
from typing import Any

import pytest

from units.cli.commands import POLICY, VOCABULARY, Workspace


def compared(place: Workspace, old: str, new: str, vocabulary: str = VOCABULARY) -> dict[str, Any]:
    """The difference that a change of the policy makes, as JSON."""
    assert old in POLICY
    place.write("draft/policies/splint.assent", POLICY.replace(old, new))
    place.write("draft/policies/hand.assent", vocabulary)
    place.write("draft/policies/sources/splint.txt", "Symptoms must last for at least 6 weeks.\n")
    said = place.assent("diff", "policies/splint.assent", "draft/policies/splint.assent", "--json")
    found: dict[str, Any] = json.loads(said.out)
    assert said.code == (3 if found["verdict"] == "not decided" else 0)
    return found


@pytest.mark.parametrize(
    ("old", "new", "verdict"),
    [
        ("pain >= 4", "pain >= 4", "same"),
        ("pain >= 4", "not pain < 4", "same"),
        ("symptoms >= 6 weeks", "symptoms >= 42 days", "same"),
        ("pain >= 4", "pain >= 5", "stricter"),
        ("pain >= 4", "pain > 3", "looser"),
        ("pain >= 4", "pain from 3 to 8", "both"),
        ("exclude infected", "review infected", "looser"),
        ("    examination provided", "    examination within the last 6 months", "stricter"),
    ],
)
def test_which_way_it_goes(place: Workspace, old: str, new: str, verdict: str) -> None:
    assert compared(place, old, new)["verdict"] == verdict


def test_each_example_comes_out_as_it_is_said_to(place: Workspace) -> None:
    found = compared(place, "pain >= 4", "pain from 3 to 8")
    (severity,) = [clause for clause in found["clauses"] if clause["verdict"] != "same"]
    assert severity["id"] == "severity" and severity["verdict"] == "both"
    shown = [pair for pair in found["outcomes"] if pair["answer"] == "yes"]
    assert {(pair["old"], pair["new"]) for pair in shown} >= {("approve", "deny"), ("deny", "approve")}
    for pair in shown:
        place.write("example.json", json.dumps(pair["request"]))
        for policy, outcome in (("policies", pair["old"]), ("draft/policies", pair["new"])):
            decided = place.assent("decide", f"{policy}/splint.assent", "example.json", "--json")
            assert json.loads(decided.out)["outcome"] == outcome


def test_clauses_that_come_and_go_are_named(place: Workspace) -> None:
    found = compared(place, "exclude infected", "exclude infection_now")
    assert (found["added"], found["removed"], found["verdict"]) == (["infection_now"], ["infected"], "same")


def test_a_fact_of_another_type_is_explained_and_the_rest_compared(place: Workspace) -> None:
    found = compared(place, "pain >= 4", "pain >= 5", VOCABULARY.replace("0..10  ", "0..100 "))
    assert (found["verdict"], found["other_types"]) == ("not decided", ["pain"])
    assert {clause["id"]: clause["verdict"] for clause in found["clauses"]}["severity"] == "not decided"
    assert {clause["id"]: clause["verdict"] for clause in found["clauses"]}["symptoms_last"] == "same"


def test_for_people(place: Workspace) -> None:
    compared(place, "pain >= 4", "pain >= 5")
    said = place.assent("diff", "policies/splint.assent", "draft/policies/splint.assent")
    assert "splint 1.0.0 → splint 1.0.0: the new one is stricter" in said.out
    assert "from approve to deny, for example:" in said.out
    assert "pain: 4" in said.out
