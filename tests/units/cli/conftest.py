"""A project to run commands in."""

from __future__ import annotations

from pathlib import Path

import pytest

from units.cli.commands import CASES, POLICY, SOURCE, VOCABULARY, Workspace


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Workspace:
    """A project of one policy, one vocabulary, one source document and one case file."""
    for name in ("NO_COLOR", "FORCE_COLOR", "ASSENT_DEBUG"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.chdir(tmp_path)
    workspace = Workspace(tmp_path, capsys)
    workspace.write("policies/hand.assent", VOCABULARY)
    workspace.write("policies/splint.assent", POLICY)
    workspace.write("policies/sources/splint.txt", SOURCE)
    workspace.write("policies/cases/splint.yaml", CASES)
    return workspace
