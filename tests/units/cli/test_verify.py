"""`assent verify`: what it finds, and how it ends."""

from __future__ import annotations

import json
from importlib import util

import pytest

from assent.analyse.solver import Solver, Undecided
from units.cli.commands import Workspace

BRIEF = """\
  exclude brief "Brief"
    not symptoms_last
    accepts superfluous-clause because "Said twice."

"""


def test_a_policy_in_order(place: Workspace) -> None:
    said = place.assent("verify")
    assert (said.code, said.err) == (0, "")
    assert "1 policy verified: no errors" in said.out


def test_what_is_found_stands_on_stderr_and_fails_where_it_is_an_error(place: Workspace) -> None:
    place.edit(
        "policies/splint.assent",
        "  exclude infected",
        '  exclude brief "Brief"\n    not symptoms_last\n\n  exclude infected',
    )
    said = place.assent("verify")
    assert said.code == 0
    assert "warning[superfluous-clause]: `brief` changes no outcome" in said.err
    assert place.assent("verify", "--strict").code == 1
    place.edit("policies/splint.assent", "    not symptoms_last", "    symptoms_last")
    said = place.assent("verify")
    assert said.code == 1
    assert (
        "error[nothing-approved]: nothing can be approved: `symptoms_last` and `brief` contradict one another"
        in said.err
    )


def test_json_is_one_array_of_diagnostics(place: Workspace) -> None:
    assert json.loads(place.assent("verify", "--format", "json").out) == []
    place.edit("policies/splint.assent", "symptoms >= 6 weeks", "symptoms <= 6 weeks")
    (found,) = json.loads(place.assent("verify", "--format", "json").out)
    assert found["code"] == "direction-looks-wrong"
    assert "as of 2026-03-15" in found["help"]
    sarif = json.loads(place.assent("verify", "--format", "sarif").out)
    assert "direction-looks-wrong" in json.dumps(sarif["runs"][0]["tool"])


def test_what_is_accepted_is_listed_with_its_reason_and_fails_nothing(place: Workspace) -> None:
    place.edit("policies/splint.assent", "  exclude infected", BRIEF + "  exclude infected")
    said = place.assent("verify", "--strict")
    assert said.code == 0
    assert "accepted[superfluous-clause]: `brief` changes no outcome" in said.err
    assert "= because: Said twice." in said.err
    assert "1 policy verified: no errors, 1 accepted" in said.out
    assert "accepted[superfluous-clause]" in place.assent("verify", "--format", "concise").err
    (found,) = json.loads(place.assent("verify", "--format", "json").out)
    assert (found["code"], found["accepted"]) == ("superfluous-clause", "Said twice.")
    (result,) = json.loads(place.assent("verify", "--format", "sarif").out)["runs"][0]["results"]
    assert result["suppressions"] == [{"kind": "inSource", "justification": "Said twice."}]
    assert place.assent("verify", "--format", "github").out.startswith("::notice ")


def test_what_is_accepted_and_not_found_is_reported_once_all_is_decided(
    place: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    accepts = '    accepts idle-test because "So."'
    place.edit("policies/splint.assent", "  exclude infected", BRIEF.rstrip() + f"\n{accepts}\n\n  exclude infected")
    said = place.assent("verify", "--strict")
    assert said.code == 1
    assert "warning[stale-acceptance]: `brief` accepts `idle-test`, and nothing of the kind is found there" in said.err

    def model(self: Solver, *terms: object, **wanted: object) -> None:
        raise Undecided("the solver did not answer within 30 seconds")

    monkeypatch.setattr(Solver, "model", model)
    assert "stale-acceptance" not in place.assent("verify").err


def test_a_policy_with_errors_is_not_verified(place: Workspace) -> None:
    place.edit("policies/splint.assent", "pain >= 4", "pian >= 4")
    said = place.assent("verify")
    assert said.code == 1
    assert "error[unknown-name]" in said.err
    assert "no policies verified" in said.out


def test_what_is_not_decided_is_said_and_never_passes_for_fine(
    place: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    def model(self: Solver, *terms: object, **wanted: object) -> None:
        raise Undecided("the solver did not answer within 30 seconds")

    monkeypatch.setattr(Solver, "model", model)
    said = place.assent("verify")
    assert said.code == 3
    assert "not decided: whether anything can be approved, because the solver did not answer within 30 s" in said.err


def test_without_a_solver_it_says_how_to_get_one(place: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    find = util.find_spec
    monkeypatch.setattr("assent.cli.solving.find_spec", lambda name: None if name == "z3" else find(name))
    said = place.assent("verify")
    assert said.code == 1
    assert "pip install 'assent[verify]'" in said.err


def test_a_time_out_has_to_be_some_time(place: Workspace) -> None:
    assert place.assent("verify", "--timeout", "0").code == 2
