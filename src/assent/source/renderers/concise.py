"""One line a diagnostic, as editors and greps like it: `path:line:column: error[code]: message`."""

from __future__ import annotations

from collections.abc import Iterable

from assent.source.diagnostic import Diagnostic
from assent.source.renderers.cells import safe


def concise(diagnostics: Iterable[Diagnostic]) -> str:
    """The listing, a line each."""
    return "".join(f"{_line(diagnostic)}\n" for diagnostic in diagnostics)


def _line(diagnostic: Diagnostic) -> str:
    span = diagnostic.span
    place = f"{span.source.path}:{span.line}:{span.column}"
    return safe(f"{place}: {diagnostic.kind}[{diagnostic.code}]: {diagnostic.message}")
