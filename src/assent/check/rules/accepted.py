"""Findings of `assent verify` that a clause accepts, and that no finding is called by."""

from __future__ import annotations

from assent.check.problems import Problems
from assent.language.findings import FINDINGS
from assent.source.catalogue import Code
from assent.source.suggest import nearest
from assent.syntax.tree import Name

UNKNOWN_FINDING = Code("unknown-finding", "error", "`accepts` with a word that is the code of no finding")
CODES = (UNKNOWN_FINDING,)


def unknown_finding(problems: Problems, name: Name) -> None:
    """`accepts superfluous_clause because "…"`."""
    near = nearest(name.word.replace("_", "-"), FINDINGS)
    problems.add(
        UNKNOWN_FINDING,
        name.at,
        f"`assent verify` has no finding `{name.word}` that could be accepted",
        label="the code of no finding",
        help=f"did you mean `{near}`?"
        if near
        else "take the code that stands in brackets before the finding: one of "
        + ", ".join(f"`{code}`" for code in FINDINGS),
    )
