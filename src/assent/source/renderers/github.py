"""Annotations as a GitHub workflow's log takes them: `::error file=…,line=…::message`."""

from __future__ import annotations

from collections.abc import Iterable

from assent.source.diagnostic import Diagnostic
from assent.source.renderers.cells import safe


def github(diagnostics: Iterable[Diagnostic]) -> str:
    """The listing, a workflow command a line."""
    return "".join(f"{_command(diagnostic)}\n" for diagnostic in diagnostics)


def _command(diagnostic: Diagnostic) -> str:
    span = diagnostic.span
    end_line, end_column = span.source.line_column(max(span.start, span.end - 1))
    properties = {
        "file": span.source.path,
        "line": str(span.line),
        "col": str(span.column),
        "endLine": str(end_line),
        "endColumn": str(end_column + 1),
        "title": diagnostic.code,
    }
    said = ",".join(f"{name}={_property(value)}" for name, value in properties.items())
    text = "\n".join(
        filter(
            None,
            (
                diagnostic.message,
                f"accepted: {diagnostic.accepted}"
                if diagnostic.accepted
                else diagnostic.help and f"help: {diagnostic.help}",
                *(f"up to: {one}" for one in diagnostic.up_to),
            ),
        )
    )
    level = "notice" if diagnostic.accepted else diagnostic.severity
    return f"::{level} {said}::{_data(text)}"


def _data(text: str) -> str:
    text = "\n".join(map(safe, text.splitlines()))
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
