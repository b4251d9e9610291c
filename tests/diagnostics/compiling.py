"""A page's example, checked as `assent check` checks a project."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

from assent.analyse.verify import verify
from assent.cli.building import build
from assent.cli.checking import check_selection
from assent.cli.finding import Selection
from assent.loading import compile_file
from assent.project import Project
from assent.source.diagnostic import Diagnostic, by_place
from diagnostics.pages import BUILT, Example

MAIN = "policies/page.assent"


def compile_example(example: Example) -> tuple[Diagnostic, ...]:
    """Every diagnostic of an example and the files beside it, in order of place."""
    with TemporaryDirectory() as name:
        root = Path(name)
        _write(root, {path: text for path, text in example.companions.items() if path != BUILT})
        if BUILT in example.companions:
            _write(root, {MAIN: example.companions[BUILT]})
            build(Project(root, root / "policies"), None, progress=lambda _: None)
        _write(root, {MAIN: example.text})
        project = Project(root, root / "policies")
        return check_selection(Selection(project, tuple(entry.path for entry in project.entries), True)).diagnostics


def verify_example(example: Example) -> tuple[Diagnostic, ...]:
    """Every diagnostic of an example, and what the solver finds in it, in order of place."""
    found = compile_example(example)
    assert not [one for one in found if one.is_error], found
    with TemporaryDirectory() as name:
        file = Path(name) / "page.assent"
        file.write_text(example.text, "utf-8")
        policy = compile_file(file).policy
    assert policy is not None
    verified = [one for one in verify(policy) if isinstance(one, Diagnostic)]
    return tuple(sorted([*found, *verified], key=lambda one: by_place(one)[1:]))


def _write(root: Path, texts: dict[str, str]) -> None:
    for path, text in texts.items():
        file = root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(text.encode())


def listing(found: tuple[Diagnostic, ...]) -> list[str]:
    """Diagnostics as a page lists them: `error[unknown-name]: …`."""
    return [f"{diagnostic.severity}[{diagnostic.code}]: {diagnostic.message}" for diagnostic in found]
