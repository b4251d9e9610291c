"""The checker that chooses among the versions of a policy."""

from __future__ import annotations

import importlib
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest

from assent.generate.python.chooser import emit_chooser
from assent.generate.python.emit import emit
from assent.language.canonical import digest
from assent.language.policy import Policy
from every_type import policy

FIRST = replace(policy(effective="2026-01-01", until="2026-06-30"), version="1.0.0")
SECOND = replace(policy(effective="2026-07-01", until="2026-12-31"), version="1.1.0")
THIRD = replace(policy(effective="2027-03-01"), version="10")


def write(folder: Path, versions: list[Policy]) -> None:
    """The folder of a policy, as a build makes it."""
    for version in versions:
        place = folder / f"v{version.version.replace('.', '_')}"
        place.mkdir(parents=True)
        (place / "checker.py").write_text(emit(version)["checker.py"], encoding="utf-8")
    (folder / "checker.py").write_text(emit_chooser(versions)["checker.py"], encoding="utf-8")


@pytest.fixture
def chooser(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Any]:
    write(tmp_path / "chosen_policy", [SECOND, THIRD, FIRST])
    monkeypatch.syspath_prepend(str(tmp_path))
    yield importlib.import_module("chosen_policy.checker")
    for name in [name for name in sys.modules if name.split(".")[0] == "chosen_policy"]:
        del sys.modules[name]


def on(as_of: Any) -> dict[str, Any]:
    return {"as_of": as_of, "facts": {}}


@pytest.mark.parametrize(
    ("as_of", "version"),
    [
        ("2026-01-01", "1.0.0"),
        ("2026-06-30", "1.0.0"),
        ("2026-07-01", "1.1.0"),
        ("2026-12-31", "1.1.0"),
        ("2027-03-01", "10"),
        ("2999-01-01", "10"),
        (date(2026, 7, 1), "1.1.0"),
    ],
    ids=str,
)
def test_the_version_in_force_decides(chooser: Any, as_of: Any, version: str) -> None:
    decision = chooser.decide(on(as_of)).to_json()
    assert (decision["version"], decision["outcome"]) == (version, "approve")
    assert chooser.outcome(on(as_of)) == "approve"


@pytest.mark.parametrize(
    ("as_of", "version", "said"),
    [
        ("2025-12-31", "1.0.0", "2025-12-31 is before 2026-01-01, the first day of this policy"),
        ("2027-01-01", "1.1.0", "2027-01-01 is after 2026-12-31, the last day of this policy"),
        ("2027-02-28", "1.1.0", "2027-02-28 is after 2026-12-31, the last day of this policy"),
        ("2026-02-30", "10", "2026-02-30"),
        ("20260715", "10", "YYYY-MM-DD"),
        (datetime(2026, 7, 1), "10", "a date with a time"),  # noqa: DTZ001
        (None, "10", "YYYY-MM-DD"),
    ],
    ids=str,
)
def test_where_none_is_in_force_the_request_is_rejected_with_dates(
    chooser: Any, as_of: Any, version: str, said: str
) -> None:
    decision = chooser.decide(on(as_of))
    assert decision.outcome is None
    assert decision.to_json()["version"] == version
    assert [path for path, _ in decision.rejected] == ["as_of"]
    assert said in decision.rejected[0][1]
    with pytest.raises(chooser.Rejected) as rejected:
        chooser.outcome(on(as_of))
    assert rejected.value.faults == decision.rejected


@pytest.mark.parametrize("request_", [None, 5, "x", []], ids=str)
def test_what_is_no_request_is_rejected(chooser: Any, request_: Any) -> None:
    assert chooser.decide(request_).rejected


def test_one_version_is_handed_every_request(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(tmp_path / "only_one", [FIRST])
    monkeypatch.syspath_prepend(str(tmp_path))
    checker = importlib.import_module("only_one.checker")
    assert checker.decide(on("2026-02-01")).outcome == "approve"
    assert "2026-06-30" in checker.decide(on("2026-07-01")).rejected[0][1]


def test_it_names_its_versions() -> None:
    text = emit_chooser([THIRD, FIRST])["checker.py"]
    for version in (FIRST, THIRD):
        assert version.version in text
        assert digest(version) in text
    assert "from 2026-01-01 to 2026-06-30" in text
    assert emit_chooser([FIRST, THIRD])["checker.py"] == text


def test_linter_and_type_checker_have_nothing_to_say(tmp_path: Path) -> None:
    write(tmp_path / "several", [FIRST, SECOND, THIRD])
    write(tmp_path / "single", [FIRST])
    for tool in (
        ["ruff", "check", "--isolated", "--no-cache", "several/checker.py", "single/checker.py"],
        ["mypy", "--strict", "--cache-dir", "/dev/null", "-p", "several", "-p", "single"],
    ):
        ran = subprocess.run([sys.executable, "-m", *tool], cwd=tmp_path, check=False, capture_output=True, text=True)
        assert ran.returncode == 0, ran.stdout + ran.stderr
