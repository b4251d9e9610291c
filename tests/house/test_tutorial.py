"""The tutorial, followed to the letter: its files written, its commands run, what it shows compared with what comes."""

import re
import shlex
from collections.abc import Callable
from pathlib import Path

import pytest

from assent.cli import main

TUTORIAL = Path(__file__).parents[2] / "docs" / "tutorial.md"
STEP = re.compile(r"<!-- (file|run): (.+?) -->\n```\w*\n(.*?)^```$", re.MULTILINE | re.DOTALL)
BLOCK = re.compile(r"^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
Run = Callable[[str], str]
AS_OF = "as_of: 2026-03-15\nfacts:\n"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "policies" / "cases").mkdir(parents=True)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("NO_COLOR", "1")
    return tmp_path


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Run:
    def run_command(command: str) -> str:
        main.run(shlex.split(command)[1:])
        captured = capsys.readouterr()
        return captured.err + captured.out

    return run_command


def last_policy() -> str:
    return [text for kind, text in BLOCK.findall(TUTORIAL.read_text(encoding="utf-8")) if kind == "assent"][-1]


def test_every_step_shows_what_the_tutorial_shows(folder: Path, run: Run) -> None:
    steps = STEP.findall(TUTORIAL.read_text(encoding="utf-8"))
    assert [kind for kind, _, _ in steps].count("run") >= 4
    for kind, what, text in steps:
        if kind == "file":
            (folder / what).write_text(text, encoding="utf-8")
        else:
            shown = text.splitlines()[1:]  # without the line that calls it
            output = run(what).splitlines()
            assert [line for line in shown if line.strip() and line not in output] == [], "\n".join(output)


@pytest.mark.parametrize(
    ("facts", "outcome"),
    [
        ("exercise: {from: 2026-01-20}\n  instability: yes\n  prescription: 2026-02-01", "Approve"),
        ("exercise: {from: 2026-01-20}\n  instability: yes\n  prescription: 2025-12-15", "Approve"),
        ("exercise: {from: 2026-01-20}\n  instability: yes\n  prescription: 2025-12-14", "Pend"),
        ("exercise: 41 days\n  instability: yes", "Recommended: deny; a clinician decides"),
        ("exercise: 42 days\n  instability: yes", "Pend"),
        ("exercise: {from: 2026-02-01}\n  instability: yes", "Pend"),
        ("exercise: {from: 2026-02-02}\n  instability: yes", "Recommended: deny; a clinician decides"),
    ],
)
def test_the_changes_of_step_three(folder: Path, run: Run, facts: str, outcome: str) -> None:
    blocks = BLOCK.findall(TUTORIAL.read_text(encoding="utf-8"))
    policy = next(text for kind, text in blocks if kind == "assent")
    (folder / "policies" / "knee_brace.assent").write_text(policy, encoding="utf-8")
    (folder / "request.yaml").write_text(f"{AS_OF}  {facts}\n", encoding="utf-8")
    assert outcome in run("assent decide knee_brace request.yaml").splitlines()[1]


def test_a_judgement_alone_is_for_a_clinician(folder: Path, run: Run) -> None:
    (folder / "policies" / "knee_brace.assent").write_text(last_policy(), encoding="utf-8")
    (folder / "request.yaml").write_text(
        f"{AS_OF}  exercise: 3 weeks\n  instability: yes\n  prescription: 2026-03-01\n", encoding="utf-8"
    )
    assert "Review" in run("assent decide knee_brace request.yaml").splitlines()[1]


def test_building_and_the_cases(folder: Path, run: Run) -> None:
    (folder / "policies" / "knee_brace.assent").write_text(last_policy(), encoding="utf-8")
    cases = [text for kind, text in BLOCK.findall(TUTORIAL.read_text(encoding="utf-8")) if kind == "yaml"][-1]
    (folder / "policies" / "cases" / "knee_brace.yaml").write_text(cases, encoding="utf-8")
    assert "7 files written" in run("assent build")
    assert (folder / "generated" / "knee_brace" / "v1_1_0" / "policy.html").is_file()
    assert "2 cases, all as expected" in run("assent test")
