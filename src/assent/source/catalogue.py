"""Every diagnostic code: its name, its severity, and what it is about in one line.

A code's page is `docs/diagnostics/<code>.md`, whose examples are its tests.
The codes of each stage stand in a tuple beside that stage's checks, and meet here by name only.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from assent.source.diagnostic import Diagnostic, Label, Severity
from assent.source.record import record
from assent.source.text import Span


@record
class Code:
    """A kind of mistake: `name` is what users see and look up, `summary` one line for a listing."""

    name: str
    severity: Severity
    summary: str

    def at(
        self,
        span: Span,
        message: str,
        *,
        label: str = "",
        others: tuple[Label, ...] = (),
        help: str = "",
        examples: tuple[Mapping[str, Any], ...] = (),
        up_to: tuple[str, ...] = (),
    ) -> Diagnostic:
        """A diagnostic of this kind at a place."""
        return Diagnostic(self.name, self.severity, message, span, label, others, help, examples=examples, up_to=up_to)
