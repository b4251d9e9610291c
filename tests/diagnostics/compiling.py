"""A page's example, checked as `assent check` checks a project."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

from assent.cli.checking import check_selection
from assent.cli.finding import Selection
from assent.project import Project
from assent.source.diagnostic import Diagnostic
from diagnostics.pages import Example

MAIN = "policies/page.assent"


def compile_example(example: Example) -> tuple[Diagnostic, ...]:
    """Every diagnostic of an example and the files beside it, in order of place."""
    with TemporaryDirectory() as name:
        root = Path(name)
        for path, text in {**example.companions, MAIN: example.text}.items():
            file = root / path
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(text.encode())
        project = Project(root, root / "policies")
        return check_selection(Selection(project, tuple(entry.path for entry in project.entries), True)).diagnostics


def listing(found: tuple[Diagnostic, ...]) -> list[str]:
    """Diagnostics as a page lists them: `error[unknown-name]: …`."""
    return [f"{diagnostic.severity}[{diagnostic.code}]: {diagnostic.message}" for diagnostic in found]
