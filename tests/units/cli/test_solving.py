"""What every command that asks the solver does where it is not installed, and where it takes too long."""

from __future__ import annotations

import json
from importlib import util

import pytest

from assent.analyse.solver import Solver, Undecided
from units.cli.commands import Workspace
from units.cli.test_needed import FACTS

COMMANDS = {
    "verify": ("verify",),
    "ask": ("ask", "splint", "can: approve"),
    "diff": ("diff", "splint", "splint"),
    "prove": ("prove", "splint"),
    "build": ("build", "--prove"),
    "decide": ("decide", "splint", "request.json", "--what-is-needed"),
}


@pytest.fixture
def ready(place: Workspace) -> Workspace:
    assert place.assent("build").code == 0
    facts = {**FACTS, "pain": None}
    place.write("request.json", json.dumps({"as_of": "2026-03-15", "facts": {k: v for k, v in facts.items() if v}}))
    return place


@pytest.mark.parametrize("command", COMMANDS)
def test_without_a_solver_it_says_how_to_get_one(
    ready: Workspace, command: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    find = util.find_spec
    monkeypatch.setattr("assent.cli.solving.find_spec", lambda name: None if name == "z3" else find(name))
    said = ready.assent(*COMMANDS[command])
    assert said.code == 1
    assert "pip install 'assent[verify]'" in said.err


@pytest.mark.parametrize("command", COMMANDS)
def test_what_takes_too_long_is_not_decided(ready: Workspace, command: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def model(self: Solver, *terms: object, **wanted: object) -> None:
        raise Undecided("the solver did not answer within 1 seconds")

    monkeypatch.setattr(Solver, "model", model)
    said = ready.assent(*COMMANDS[command], "--timeout", "1")
    assert said.code == (1 if command == "build" else 3)
    if command != "build":  # which says that it is not proved, and that `assent prove` says why
        assert "not decided" in said.out + said.err
        assert "the solver did not answer within 1 seconds" in said.out + said.err


@pytest.mark.parametrize("command", ["verify", "ask", "diff", "prove", "decide"])
@pytest.mark.parametrize("timeout", ["0", "-1", "soon"])
def test_a_time_out_has_to_be_some_time(ready: Workspace, command: str, timeout: str) -> None:
    assert ready.assent(*COMMANDS[command], "--timeout", timeout).code == 2
