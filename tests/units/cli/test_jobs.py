"""`--jobs`: however many processes look, what is found and proved is the same; and none of it where one ends."""

from __future__ import annotations

from typing import NoReturn

import pytest

from assent.analyse.processes import Begun, Lost, Processes
from units.cli.commands import Workspace

BRIEF = """\
  exclude brief "Brief"
    not symptoms_last
    accepts superfluous-clause because "Said twice."

"""


@pytest.fixture
def ending(monkeypatch: pytest.MonkeyPatch) -> None:
    def begin(*_: object) -> Begun[object]:
        return Begun(lost)

    def lost() -> NoReturn:
        raise Lost

    monkeypatch.setattr(Processes, "begin", begin)


@pytest.mark.parametrize("jobs", ["2", "3"])  # a policy each; and questions of one side by side
def test_what_is_found_does_not_depend_on_how_many_look(place: Workspace, jobs: str) -> None:
    place.edit("policies/splint.assent", "  exclude infected", f"{BRIEF}  exclude infected")
    place.write(
        "policies/second.assent", place.read("policies/splint.assent").replace("policy splint", "policy second")
    )
    one, several = (place.assent("verify", "--jobs", number) for number in ("1", jobs))
    assert (one.code, one.out, one.err) == (several.code, several.out, several.err)
    assert "2 policies verified: no errors, 2 accepted" in one.out


def test_a_policy_whose_process_ended_is_not_decided(place: Workspace, ending: None) -> None:
    said = place.assent("verify", "--jobs", "2")
    assert said.code == 3
    assert "not decided: what the solver finds in `splint`, because the process that worked on it ended" in said.err


def test_what_is_proved_does_not_depend_on_how_many_look(place: Workspace) -> None:
    assert place.assent("build").code == 0
    one = place.assent("prove", "splint")
    record = place.read("generated/splint/v1_0_0/proof.json")
    several = place.assent("prove", "splint", "--jobs", "2")
    assert (one.code, one.out, one.err) == (several.code, several.out, several.err) and one.code == 0
    assert place.read("generated/splint/v1_0_0/proof.json") == record
    assert place.assent("build", "--check", "--prove", "--jobs", "2").code == 0


def test_what_is_proved_by_a_process_that_ended_is_not_decided(place: Workspace, ending: None) -> None:
    assert place.assent("build").code == 0
    said = place.assent("prove", "splint", "--jobs", "2")
    assert said.code == 3
    assert "not decided: what is to be proved of `splint`, because the process that worked on it ended" in said.err
    built = place.assent("build", "--prove", "--jobs", "2")
    assert built.code == 1 and "policies/splint.assent is not proved: the process that worked on it ended" in built.err
