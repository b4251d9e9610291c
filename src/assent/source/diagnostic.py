"""A diagnostic is a value: what is wrong, where, and how to mend it. Rendering lives in `source.renderers`."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Literal

from assent.source.record import record
from assent.source.text import Span

Severity = Literal["error", "warning"]


@record
class Label:
    """Another place that matters, and what is to be seen there."""

    span: Span
    message: str


@record
class Diagnostic:
    """One mistake in a policy or a vocabulary.

    `code` is a name from `source.catalogue`, which also fixes the severity; `message` is one terse
    sentence without a full stop, the author's own words in backticks; `label` says what is wrong at
    the underlined place; `help` says what to write instead. Where the source accepts it, `accepted` is the
    reason that it gives: such a finding is listed, and counts for nothing. `examples` are whole requests that show
    it, as a request file states them; `up_to` says how far lists were looked into, where that has an end.
    """

    code: str
    severity: Severity
    message: str
    span: Span
    label: str = ""
    others: tuple[Label, ...] = ()
    help: str = ""
    accepted: str = ""
    examples: tuple[Mapping[str, Any], ...] = ()
    up_to: tuple[str, ...] = ()

    @property
    def is_error(self) -> bool:
        return self.severity == "error"

    @property
    def kind(self) -> str:
        """What a reader is shown before the code: `error`, `warning`, or `accepted`."""
        return "accepted" if self.accepted else self.severity


def by_place(diagnostic: Diagnostic) -> tuple[str, int, int, str]:
    """The sort key of a listing: by file, by place, errors before warnings at one place."""
    span = diagnostic.span
    return (span.source.path, span.start, 0 if diagnostic.is_error else 1, diagnostic.code)
