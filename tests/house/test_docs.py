"""What the documents say is there: every path, every command, every `make` target."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest

from assent.cli.group import COMMANDS

ROOT = Path(__file__).parents[2]
DOCUMENTS = [ROOT / "README.md", ROOT / "CHANGELOG.md", *sorted((ROOT / "docs").rglob("*.md"))]

_LINK = re.compile(r"\]\(([^)#:\s]+)(?:#[^)]*)?\)")
# A path in backticks that begins with a folder of this project, without a placeholder in it.
_PATH = re.compile(r"`((?:src|docs|tests|grammar|policies|requirements|generated|\.ci)/[^`\s<>*…{}]*)`")
# The tutorial's reader has a project of their own.
_THEIRS = re.compile(r".*\bknee_brace\b")


def name_of(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


@pytest.mark.parametrize("document", DOCUMENTS, ids=name_of)
def test_every_link_leads_somewhere(document: Path) -> None:
    text = without_code(document.read_text())
    assert not [link for link in _LINK.findall(text) if not (document.parent / link).exists()]


@pytest.mark.parametrize("document", DOCUMENTS, ids=name_of)
def test_every_path_that_is_named_exists(document: Path) -> None:
    if document.parent.name == "diagnostics":
        return  # their examples are projects of their own
    paths = [path for path in _PATH.findall(without_code(document.read_text())) if not _THEIRS.match(path)]
    assert not [path for path in paths if not (ROOT / path).exists()]


@pytest.mark.parametrize("document", DOCUMENTS, ids=name_of)
def test_every_command_that_is_named_exists(document: Path) -> None:
    named = set(re.findall(r"`assent ([a-z]+)[^`]*`", without_code(document.read_text())))
    named |= set(re.findall(r"^(?:\$ )?assent ([a-z]+)\b", document.read_text(), re.MULTILINE))
    assert named <= set(COMMANDS)


@pytest.mark.parametrize("document", DOCUMENTS, ids=name_of)
def test_every_target_of_make_that_is_named_exists(document: Path) -> None:
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(), re.MULTILINE))
    assert set(re.findall(r"(?:^|`)make ([a-z]+)", document.read_text(), re.MULTILINE)) <= targets


def test_make_alone_lists_its_targets() -> None:
    said = subprocess.run(["make", "--silent"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    for target in ("demo", "test", "check", "bench"):
        assert f"make {target}" in said


def test_nothing_in_the_tree_names_a_place_of_one_machine() -> None:
    found = subprocess.run(
        ["git", "grep", "-nIE", r"(/home/|/Users/|/root/)[a-z]"], cwd=ROOT, capture_output=True, text=True, check=False
    ).stdout.splitlines()
    assert not [line for line in found if not line.startswith("tests/house/test_docs.py")]


def without_code(text: str) -> str:
    """A document without its fenced blocks."""
    return re.sub(r"^```.*?^```$", "", text, flags=re.MULTILINE | re.DOTALL)
