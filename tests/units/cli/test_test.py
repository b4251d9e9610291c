"""`assent test`: cases on every target, and what they have seen."""

from __future__ import annotations

from typing import Any

import pytest

from assent.cli import solving, targets
from units.cli.commands import Workspace


def test_cases_that_come_out_as_expected(place: Workspace) -> None:
    said = place.assent("test")
    assert (said.code, said.err) == (0, "")
    lines = [" ".join(line.split()) for line in said.out.splitlines()]
    assert lines[0] == "policies/cases/splint.yaml: 2 cases, all as expected"
    assert "outcomes: 1 approve, 1 deny" in lines
    assert "symptoms_last 1 1 never" in lines
    assert "infected never 2 never" in lines
    assert lines[-1] == "0 of 5 clauses seen met, not met and unknown"


def test_a_case_that_comes_out_otherwise_says_what_differs_and_where(place: Workspace) -> None:
    place.edit("policies/cases/splint.yaml", "{symptoms_last: not met}", "{symptoms_last: met, severity: met}")
    place.edit("policies/cases/splint.yaml", "outcome: deny", "outcome: pend, missing: [pain]")
    said = place.assent("test")
    assert said.code == 1
    assert "policies/cases/splint.yaml:12: Too short" in said.err
    assert "outcome: expected pend, got deny" in said.err
    assert "symptoms_last: expected met, got not met (Symptoms, up to the date of the request: 5 weeks" in said.err
    assert "missing: expected pain, got nothing" in said.err
    assert "on: interpreter, checker" in said.err
    assert "2 cases, 1 failed" in said.out


def test_a_target_that_differs_from_the_interpreter_fails(place: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    real = targets.checker

    def wrong(version: Any) -> targets.Decide:
        decide = real(version)
        return lambda request: {**decide(request), "valid_until": "2099-01-01"}

    monkeypatch.setattr(targets, "checker", wrong)
    said = place.assent("test")
    assert said.code == 1
    assert "differs from the interpreter" in said.err
    assert "valid_until: " in said.err and "on: checker" in said.err


def test_a_rejected_request_can_be_expected(place: Workspace) -> None:
    case = "  - {name: Out of range, as_of: 2026-03-15, facts: {pain: 11}, expect: {outcome: rejected}}\n"
    place.write("policies/cases/splint.yaml", place.read("policies/cases/splint.yaml") + case)
    assert place.assent("test").code == 0


def test_each_case_runs_on_the_version_in_force(place: Workspace) -> None:
    newer = place.read("policies/splint.assent").replace("1.0.0", "2.0.0").replace("2026-01-01", "2026-07-01")
    place.write("policies/splint_2.assent", newer.replace("pain >= 4", "pain >= 7"))
    place.edit("policies/splint.assent", "2026-01-01", "2026-01-01 to 2026-06-30")
    case = "  - {name: Later, as_of: 2026-07-01, facts: {examination: 2026-06-30}, expect: {outcome: deny}}\n"
    place.write("policies/cases/splint.yaml", place.read("policies/cases/splint.yaml") + case)
    assert place.assent("test").code == 0


@pytest.mark.parametrize(
    ("path", "text", "words"),
    [
        ("splint.yaml", "cases: [", "policies/cases/splint.yaml:"),
        ("splint.yaml", "cases: []\n", "at least one case"),
        ("splint.yaml", b"\xff", "it is not text in UTF-8"),
        ("splnt.yaml", "cases: []\n", "there is no policy `splnt`: did you mean `splint`?"),
        (
            "splint.yaml",
            "cases: [{name: A, as_of: 2026-03-15, expect: {outcome: deny, clauses: {sevrity: met}}}]\n",
            "the policy has no clause `sevrity`",
        ),
    ],
)
def test_a_case_file_with_mistakes_is_not_run(place: Workspace, path: str, text: str | bytes, words: str) -> None:
    place.write(f"policies/cases/{path}", text)
    said = place.assent("test")
    assert said.code == 1
    assert words in said.err


def test_cases_of_a_policy_with_errors(place: Workspace) -> None:
    place.edit("policies/splint.assent", "pain >= 4", "pian >= 4")
    said = place.assent("test")
    assert said.code == 1
    assert "error[unknown-name]" in said.err
    assert "`splint` has errors, so its cases cannot be run" in said.err


def test_no_cases_are_no_success(place: Workspace) -> None:
    (place.root / "policies/cases/splint.yaml").unlink()
    said = place.assent("test")
    assert said.code == 1
    assert "there are no cases" in said.err


@pytest.mark.parametrize(
    ("said_of_all", "code", "words"),
    [
        ("never approve when infection", 0, "splint 1.0.0: 1 property tried on 400 random requests, none broken"),
        ("never approve when pain >= 4", 1, "splint 1.0.0: 1 property tried on 400 random requests, 1 broken"),
    ],
)
@pytest.mark.parametrize("paths", [(), ("policies/splint.assent",), ("policies",)])
def test_what_must_always_hold_is_tried_without_cases_too(
    place: Workspace, said_of_all: str, code: int, words: str, paths: tuple[str, ...]
) -> None:
    place.edit("policies/splint.assent", 'section "Coverage', f'{said_of_all}\n\nsection "Coverage')
    (place.root / "policies/cases/splint.yaml").unlink()
    said = place.assent("test", *paths)
    assert said.code == code
    assert "splint: no cases, for there is no policies/cases/splint.yaml" in said.out
    assert words in said.out
    assert (f"policies/splint.assent:7: {said_of_all}" in said.err) is bool(code)


def test_a_policy_without_cases_is_tried_beside_one_that_has_some(place: Workspace) -> None:
    other = place.read("policies/splint.assent").replace("policy splint", "policy brace")
    other = other.replace('section "Coverage', 'never approve when pain >= 4\n\nsection "Coverage')
    place.write("policies/brace.assent", other)
    said = place.assent("test")
    assert said.code == 1
    assert "policies/cases/splint.yaml: 2 cases, all as expected" in said.out
    assert "brace: no cases, for there is no policies/cases/brace.yaml" in said.out
    assert "policies/brace.assent:7: never approve when pain >= 4" in said.err
    assert place.assent("test", "policies/cases/splint.yaml").code == 0
    assert "splint.yaml" not in place.assent("test", "policies/brace.assent").out


def test_a_policy_without_cases_that_has_errors_is_no_success(place: Workspace) -> None:
    other = place.read("policies/splint.assent").replace("policy splint", "policy brace")
    place.write("policies/brace.assent", other.replace("pain >= 4", "pian >= 4"))
    said = place.assent("test")
    assert said.code == 1
    assert "`brace` has errors, so it cannot be tested" in said.err


@pytest.mark.parametrize(
    "path", [".", "policies", "policies/cases", "policies/splint.assent", "policies/cases/splint.yaml"]
)
def test_a_path_names_the_cases_that_belong_to_it(place: Workspace, path: str) -> None:
    said = place.assent("test", path)
    assert said.code == 0
    assert "2 cases, all as expected" in said.out


def test_coverage_says_which_tests_no_case_shows_to_decide(place: Workspace) -> None:
    said = place.assent("test", "--coverage")
    lines = [" ".join(line.split()) for line in said.out.splitlines()]
    assert "Symptoms, up to the date of the request: at least 6 weeks shown shown" in lines
    assert "Pain score: at least 4 shown never" in lines
    assert lines[-1] == "1 of 5 tests shown to decide alone, met and not met"
    assert said.code == 0


def test_proposed_cases_pass_and_close_the_gaps(place: Workspace) -> None:
    said = place.assent("test", "--generate")
    assert (said.code, said.err) == (0, "")
    assert "proposed in policies/cases/splint.proposed.yaml" in said.out
    proposed = place.read("policies/cases/splint.proposed.yaml").split("cases:\n", 1)[1]
    assert place.assent("test").code == 0  # the proposed file is no case file yet
    place.write("policies/cases/splint.yaml", place.read("policies/cases/splint.yaml") + proposed)
    said = place.assent("test", "--coverage")
    assert said.code == 0
    assert said.out.splitlines()[-1] == "  5 of 5 tests shown to decide alone, met and not met"


def test_a_proposed_case_says_what_it_shows(place: Workspace) -> None:
    place.assent("test", "--generate")
    lines = place.read("policies/cases/splint.proposed.yaml").splitlines()
    assert lines[:3] == [
        "# Proposed by `assent test --generate`: what the policy does today. Is it right?",
        "cases:",
        "  # splint 1.0.0",
    ]
    names = [at for at, line in enumerate(lines) if line.startswith("  - name: ")]
    said = {line.removeprefix("  #   ") for line in lines if line.startswith("  #   ")}
    assert "severity: Pain score: at least 4, not met" in said
    assert "infected: Active infection: yes, met" in said
    for at in names:  # a case is called after the first that it shows, and what is said above it is what it shows
        above = next(before for before in range(at, 0, -1) if lines[before].startswith("  # Shows"))
        assert lines[at] == f'  - name: "{lines[above + 1].removeprefix("  #   ")} (1.0.0)"'
        several = at - above > 2
        assert lines[above] == f"  # Shows that {'each of these' if several else 'this'} alone decides:"


def test_what_was_proposed_before_is_not_overwritten(place: Workspace) -> None:
    place.write("policies/cases/splint.proposed.yaml", "cases: []  # what I have thought about\n")
    said = place.assent("test", "--generate")
    assert said.code == 1
    assert "`policies/cases/splint.proposed.yaml` is there already" in said.err
    assert "move its cases to `policies/cases/splint.yaml`, or delete it, and run this again" in said.err
    assert "what I have thought about" in place.read("policies/cases/splint.proposed.yaml")


def test_cases_of_several_versions_are_proposed_side_by_side(place: Workspace) -> None:
    newer = place.read("policies/splint.assent").replace("1.0.0", "2.0.0").replace("2026-01-01", "2026-07-01")
    place.write("policies/splint_2.assent", newer.replace("pain >= 4", "pain >= 7"))
    place.edit("policies/splint.assent", "2026-01-01", "2026-01-01 to 2026-06-30")
    case = "  - {name: Later, as_of: 2026-07-01, facts: {examination: 2026-06-30}, expect: {outcome: deny}}\n"
    place.write("policies/cases/splint.yaml", place.read("policies/cases/splint.yaml") + case)
    assert place.assent("test", "--generate").code == 0
    proposed = place.read("policies/cases/splint.proposed.yaml")
    assert proposed.index("  # splint 1.0.0\n") < proposed.index("  # splint 2.0.0\n")
    assert proposed.count("cases:\n") == 1
    place.write("policies/cases/splint.yaml", place.read("policies/cases/splint.yaml") + proposed.split("cases:\n")[1])
    assert place.assent("test").code == 0


def test_a_changed_block_is_named_by_how_it_begins(place: Workspace) -> None:
    place.edit("policies/splint.assent", "    pain >= 4\n", "    any of\n      pain >= 4\n      pain >= 3\n")
    said = place.assent("test", "--mutate")
    block = "severity “Severity” (policies/splint.assent:13): the block that begins with “Pain score: at least 4”"
    assert f"{block}: `all of` for `any of`\n" in said.out


def test_a_proposed_case_has_a_name_of_its_own(place: Workspace) -> None:
    """What was proposed before may have been changed until it shows nothing any more: its name is taken still."""
    place.assent("test", "--generate")
    proposed = place.read("policies/cases/splint.proposed.yaml").split("cases:\n")[1]
    (place.root / "policies/cases/splint.proposed.yaml").unlink()
    name = next(line for line in proposed.splitlines() if "name: " in line).removeprefix("  - name: ").strip('"')
    place.edit("policies/cases/splint.yaml", "name: Too short", f'name: "{name}"')
    place.assent("test", "--generate")
    assert f'  - name: "{name}, case 2"\n' in place.read("policies/cases/splint.proposed.yaml")


def test_a_living_mutant_is_a_problem_and_is_shown(place: Workspace) -> None:
    said = place.assent("test", "--mutate")
    assert said.code == 1
    assert (
        "✗ alive: severity “Severity” (policies/splint.assent:13): “Pain score: at least 4”: `>` for `>=`" in said.out
    )
    assert "pain: 4" in said.out


def test_without_the_solver_it_is_said_how_to_get_it(place: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(solving, "find_spec", lambda name: None)
    said = place.assent("test", "--mutate")
    assert said.code == 1
    assert "pip install 'assent[verify]'" in said.err
