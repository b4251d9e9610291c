"""`.ci/run`: what has to hold before a change is taken in, tried with a `make` that does as the test says."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]

MAKE = """#!/usr/bin/env bash
for last; do :; done
echo "make $last in $VENV" >> "$LOG"
case "$last" in
  demo) exit "${DEMO:-0}" ;;
  test) echo "${SAID:-5 passed in 0.1s}"; [ -z "${TOUCH:-}" ] || echo changed > "$TOUCH"; exit "${TEST:-0}" ;;
  check) exit "${CHECK:-0}" ;;
esac
"""


def ci(place: Path, **environment: str) -> tuple[subprocess.CompletedProcess[str], list[str]]:
    """Run the script in a clone of nothing, with that `make`."""
    tree = place / "tree"
    (tree / ".ci").mkdir(parents=True)
    shutil.copy(ROOT / ".ci/run", tree / ".ci/run")
    (place / "bin").mkdir()
    (place / "bin/make").write_text(MAKE)
    (place / "bin/make").chmod(0o755)
    for arguments in (["init", "-q"], ["add", "."]):
        subprocess.run(["git", *arguments], cwd=tree, check=True)
    log = place / "log"
    log.touch()
    result = subprocess.run(
        [tree / ".ci/run"],
        env={"PATH": f"{place / 'bin'}:{os.environ['PATH']}", "LOG": str(log), "VENV": "ours", **environment},
        cwd=place,
        capture_output=True,
        text=True,
        check=False,
    )
    return result, log.read_text().splitlines()


def test_demo_test_and_check_run_in_a_new_environment_and_pytests_last_words_are_shown(tmp_path: Path) -> None:
    result, log = ci(tmp_path)
    assert result.returncode == 0, result.stderr
    assert [line.split()[1] for line in log] == ["demo", "test", "check"]
    environments = {line.split()[3] for line in log}
    assert len(environments) == 1
    assert environments != {"ours"}
    assert not Path(environments.pop()).parent.exists(), "and nothing is left of it"
    assert result.stdout.rstrip().endswith("5 passed in 0.1s")


@pytest.mark.parametrize("step", ["DEMO", "TEST", "CHECK"])
def test_a_step_that_fails_fails_the_run(tmp_path: Path, step: str) -> None:
    assert ci(tmp_path, **{step: "2"})[0].returncode != 0


@pytest.mark.parametrize("said", ["no tests ran in 0.01s", "3 skipped in 0.1s", "nothing"])
def test_a_run_without_a_test_fails(tmp_path: Path, said: str) -> None:
    result, _ = ci(tmp_path, SAID=said)
    assert result.returncode != 0
    assert "no test ran" in result.stderr


def test_a_run_that_changes_the_tree_fails(tmp_path: Path) -> None:
    result, _ = ci(tmp_path, TOUCH="left-behind.txt")
    assert result.returncode != 0
    assert "left-behind.txt" in result.stderr
