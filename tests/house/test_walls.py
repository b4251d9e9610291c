"""The house: what may import what, how long a file may be, and that nothing changes at module level."""

from __future__ import annotations

import ast
import dataclasses
import importlib
import pkgutil
import subprocess
import sys
from pathlib import Path

import pytest

import assent

ROOT = Path(__file__).parents[2]
SOURCES = sorted((ROOT / "src").rglob("*.py"))


def name_of(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def test_imports_run_downward_and_heavy_libraries_stay_in_their_rooms() -> None:
    result = subprocess.run(
        [
            sys.executable,
            "-c",
            "from importlinter.cli import lint_imports_command; lint_imports_command()",
            "--no-cache",
        ],
        cwd=ROOT,
        env={"PYTHONPATH": "src", "PATH": "", "HOME": str(ROOT)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert result.returncode == 0, result.stdout + result.stderr


@pytest.mark.parametrize("path", SOURCES, ids=name_of)
def test_a_file_holds_one_idea_in_about_400_lines_at_most(path: Path) -> None:
    lines = path.read_text().count("\n")
    assert lines <= 420


def test_every_dataclass_has_slots_and_all_but_those_that_collect_are_frozen() -> None:
    """`cached_property` needs a dictionary, so a dataclass that has one has no slots."""
    loose: list[str] = []
    for module in pkgutil.walk_packages(assent.__path__, "assent."):
        if module.name.startswith("assent.syntax.tables"):
            continue
        for name, value in vars(importlib.import_module(module.name)).items():
            if not (isinstance(value, type) and dataclasses.is_dataclass(value) and value.__module__ == module.name):
                continue
            cached = any(type(member).__name__ == "cached_property" for member in vars(value).values())
            if "__slots__" not in vars(value) and not cached:
                loose.append(f"{module.name}.{name} has no slots")
    assert not loose


@pytest.mark.parametrize("path", SOURCES, ids=name_of)
def test_every_module_says_what_it_is_and_postpones_annotations(path: Path) -> None:
    tree = ast.parse(path.read_text())
    if not tree.body:
        return
    assert ast.get_docstring(tree), "a module says in a sentence what it is"
    assert (
        any(isinstance(node, ast.ImportFrom) and node.module == "__future__" for node in tree.body)
        or len(tree.body) == 1
    )


FORBIDDEN = ("Manager", "Helper", "Utils", "Visitor", "Factory", "Base")


@pytest.mark.parametrize("path", SOURCES, ids=name_of)
def test_names_say_what_a_thing_is(path: Path) -> None:
    named = [node.name for node in ast.walk(ast.parse(path.read_text())) if isinstance(node, ast.ClassDef)]
    assert not [name for name in named if name.endswith(FORBIDDEN) and name != "_Base"]  # of a case file
    assert path.stem not in ("utils", "helpers", "common", "misc")


@pytest.mark.parametrize("path", SOURCES, ids=name_of)
def test_no_module_state_changes(path: Path) -> None:
    """No `global`, and nothing mutable bound at module level but `__all__` and tables that are never written to."""
    tree = ast.parse(path.read_text())
    assert not [node for node in ast.walk(tree) if isinstance(node, ast.Global)]
    tables = {
        target.id
        for node in tree.body
        if isinstance(node, ast.Assign | ast.AnnAssign)
        for target in (node.targets if isinstance(node, ast.Assign) else [node.target])
        if isinstance(target, ast.Name)
    }
    written = [
        node.func.value.id
        for node in ast.walk(tree)
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr in ("append", "extend", "update", "setdefault", "add", "pop", "clear", "insert", "remove")
        and isinstance(node.func.value, ast.Name)
        and node.func.value.id in tables
    ]
    assert not written


def test_the_commands_start_without_what_they_do_not_need() -> None:
    script = (
        "import sys; from assent.cli.main import run; run(['--version']);"
        "print([name for name in ('click', 'lark', 'rich', 'yaml', 'jinja2') if name in sys.modules])"
    )
    result = subprocess.run(
        [sys.executable, "-c", script],
        env={"PYTHONPATH": str(ROOT / "src")},
        capture_output=True,
        text=True,
        check=True,
    )
    assert result.stdout.splitlines()[-1] == "[]"
