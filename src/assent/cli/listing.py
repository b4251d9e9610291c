"""Diagnostics as a command writes them, in the format that was asked for."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from assent import __version__
from assent.cli.terminal import wants_colour, width_of, write

if TYPE_CHECKING:
    from assent.source.catalogue import Code
    from assent.source.diagnostic import Diagnostic

FORMATS = ("full", "concise", "json", "sarif", "github")

# These are read by programs: one document on stdout, with nothing else there.
DOCUMENTS = ("json", "sarif", "github")


def list_diagnostics(diagnostics: Sequence[Diagnostic], *, format: str = "full", codes: Iterable[Code] = ()) -> None:
    """Write diagnostics: documents to stdout, what people read to stderr. `codes` are known besides the checks'."""
    match format:
        case "full" if diagnostics:
            from assent.source.renderers.full import frame, full

            if wants_colour(sys.stderr):
                for diagnostic in diagnostics:
                    write(sys.stderr, [*frame(diagnostic, width=width_of(sys.stderr)), []])
            else:
                sys.stderr.write(full(diagnostics))
        case "full":
            return
        case "concise":
            from assent.source.renderers.concise import concise

            sys.stderr.write(concise(diagnostics))
        case "json":
            from assent.source.renderers.json import json

            sys.stdout.write(json(diagnostics))
        case "sarif":
            from assent.check.codes import all_codes
            from assent.source.renderers.sarif import sarif

            summaries = {code.name: code.summary for code in (*all_codes(), *codes)}
            sys.stdout.write(sarif(diagnostics, version=__version__, summaries=summaries))
        case "github":
            from assent.source.renderers.github import github

            sys.stdout.write(github(diagnostics))
        case _:
            raise AssertionError(format)


def counted(diagnostics: Iterable[Diagnostic]) -> str:
    """How many errors and warnings: "1 error, 2 warnings", "no errors", or "no errors, 3 accepted"."""
    kinds = [diagnostic.kind for diagnostic in diagnostics]
    errors, warnings, accepted = (kinds.count(kind) for kind in ("error", "warning", "accepted"))
    parts = [number_of(errors, "error")] if errors or not warnings else []
    parts += [number_of(warnings, "warning")] if warnings else []
    parts += [f"{accepted} accepted"] if accepted else []
    return ", ".join(parts)


def number_of(number: int, noun: str) -> str:
    """A number with its noun: "no errors", "1 error", "2 errors", "3 policies"."""
    plural = noun[:-1] + "ies" if noun.endswith("y") else noun + "s"
    return f"{number or 'no'} {noun if number == 1 else plural}"
