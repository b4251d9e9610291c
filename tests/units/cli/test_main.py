"""How the command takes what it is given, and how it ends."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

import assent
from assent.cli import check
from assent.cli.group import COMMANDS
from units.cli.commands import Workspace

ENVIRONMENT = {**os.environ, "PYTHONPATH": str(Path(assent.__file__).parents[1])}
COMMAND = [sys.executable, "-c", "from assent.cli.main import main; main()"]


@pytest.mark.parametrize("option", ["--version", "-V"])
def test_the_version(place: Workspace, option: str) -> None:
    assert place.assent(option).out == f"assent {assent.__version__}\n"


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_has_help_with_examples(place: Workspace, name: str) -> None:
    said = place.assent(name, "--help")
    assert said.code == 0
    assert f"Usage: assent {name}" in said.out
    assert f"\n    assent {name}" in said.out.partition("Examples:")[2]


def test_the_help_lists_every_command(place: Workspace) -> None:
    out = place.assent("--help").out
    assert all(f"\n  {name} " in out for name in COMMANDS)


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["chek"], "there is no command `chek`: did you mean `check`?"),
        (["frobnicate"], "the commands are check, build, decide, fmt, verify, ask, diff, prove, test"),
        (["--frobnicate"], "--frobnicate"),
        (["check", "--format", "xml"], "xml"),
        (["check", "nowhere"], "`nowhere` does not exist\n"),
        *(
            ([command, "splint"], "the policy `splint` is in `policies/splint.assent`")
            for command in ("check", "build", "test", "verify", "fmt")
        ),
        (["build", "--chek"], "--chek"),
    ],
)
def test_wrong_usage_is_2_and_said_on_stderr(place: Workspace, arguments: list[str], words: str) -> None:
    said = place.assent(*arguments)
    assert (said.code, said.out) == (2, "")
    assert words in said.err


def test_no_project_here(
    place: Workspace, monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory
) -> None:
    monkeypatch.chdir(tmp_path_factory.mktemp("empty"))
    for arguments in (["check"], ["build"], ["fmt"], ["test"], ["decide", "splint", "x.yaml"], ["check", "."]):
        said = place.assent(*arguments)
        assert said.code == 2
        assert "Error: " in said.err


def test_a_fault_of_our_own_shows_no_traceback_and_no_evidence(
    place: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(paths: object) -> None:
        raise KeyError("pain score of a patient")

    monkeypatch.setattr(check, "select", fail)
    said = place.assent("check")
    assert said.code == 1
    assert "internal error: KeyError in " in said.err
    assert "ASSENT_DEBUG=1" in said.err
    assert "patient" not in said.err and "Traceback" not in said.err
    monkeypatch.setenv("ASSENT_DEBUG", "1")
    with pytest.raises(KeyError):
        place.assent("check")


def test_an_interrupt_ends_quietly(place: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupt(paths: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(check, "select", interrupt)
    said = place.assent("check")
    assert said.code == 130
    assert said.err.strip() == "assent: stopped"


def test_a_reader_that_has_seen_enough_is_no_error(place: Workspace) -> None:
    requests = place.write("many.ndjson", '{"as_of": "2026-03-15", "facts": {}}\n' * 300)
    process = subprocess.Popen(
        [*COMMAND, "decide", "splint", str(requests)],
        cwd=place.root,
        env=ENVIRONMENT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    assert process.stdout is not None and process.stderr is not None
    process.stdout.readline()
    process.stdout.close()
    said = process.stderr.read()
    process.stderr.close()
    assert process.wait() == 141, "as a program that the system's signal ended"
    assert said == b""


def test_what_is_written_is_utf8_whatever_the_locale_says(place: Workspace) -> None:
    place.edit("policies/hand.assent", "Pain score", "Schmerzmaß 漢字")
    place.write("request.yaml", "as_of: 2026-03-15\nfacts: {}\n")
    environment = {**ENVIRONMENT, "LC_ALL": "C", "PYTHONCOERCECLOCALE": "0", "PYTHONUTF8": "0"}
    result = subprocess.run(
        [*COMMAND, "decide", "splint", "request.yaml"], cwd=place.root, env=environment, capture_output=True, check=True
    )
    assert "Schmerzmaß 漢字" in result.stdout.decode("utf-8")
