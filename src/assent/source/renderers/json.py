"""One JSON array of all diagnostics, for programs; its members are described in docs/commands.md."""

from __future__ import annotations

import json as standard
from collections.abc import Iterable

from assent.source.diagnostic import Diagnostic
from assent.source.text import Span


def json(diagnostics: Iterable[Diagnostic]) -> str:
    """The listing as an array, an empty one where there is nothing to say."""
    return standard.dumps([_entry(diagnostic) for diagnostic in diagnostics], indent=2, ensure_ascii=False) + "\n"


def _entry(diagnostic: Diagnostic) -> dict[str, object]:
    return {
        "code": diagnostic.code,
        "severity": diagnostic.severity,
        "message": diagnostic.message,
        **place(diagnostic.span),
        "label": diagnostic.label,
        "help": diagnostic.help,
        **({"accepted": diagnostic.accepted} if diagnostic.accepted else {}),
        **({"examples": list(diagnostic.examples)} if diagnostic.examples else {}),
        **({"up_to": list(diagnostic.up_to)} if diagnostic.up_to else {}),
        "others": [{**place(label.span), "message": label.message} for label in diagnostic.others],
    }


def place(span: Span) -> dict[str, object]:
    """Where it is; lines and columns are counted from 1, in characters, the end not included."""
    end_line, end_column = span.source.line_column(span.end)
    return {
        "path": span.source.path,
        "line": span.line,
        "column": span.column,
        "end_line": end_line,
        "end_column": end_column,
    }
