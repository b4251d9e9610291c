"""What to say about a text that the grammar refuses: a rule a mistake, tried in order, in families.

A rule looks at a `Stumble` and gives a diagnostic, or None where it is another mistake. What no rule knows
is said in terms of what may stand there.
"""

from __future__ import annotations

from collections.abc import Callable

from assent.source.catalogue import Code
from assent.source.diagnostic import Diagnostic
from assent.syntax import before
from assent.syntax.mistakes import (
    amounts,
    comparisons,
    connectives,
    files,
    indentation,
    names,
    otherwise,
    quotes,
    statements,
    symbols,
    types,
)
from assent.syntax.stumble import Stumble

Rule = Callable[[Stumble], Diagnostic | None]

# Sharper rules come first; a family's own order matters likewise.
RULES: tuple[Rule, ...] = (
    *types.RULES,
    *quotes.RULES,
    *files.RULES,
    *statements.RULES,
    *amounts.RULES,
    *comparisons.RULES,
    *connectives.RULES,
    *names.RULES,
    *symbols.RULES,
)

CODES: tuple[Code, ...] = (
    *before.CODES,
    *indentation.CODES,
    *quotes.CODES,
    *files.CODES,
    *statements.CODES,
    *amounts.CODES,
    *comparisons.CODES,
    *connectives.CODES,
    *names.CODES,
    *symbols.CODES,
    *types.CODES,
    *otherwise.CODES,
)


def explain(stumble: Stumble) -> Diagnostic:
    """What is wrong where reading stopped, in an author's words."""
    for rule in RULES:
        diagnostic = rule(stumble)
        if diagnostic is not None:
            return diagnostic
    return otherwise.explain(stumble)
