"""What to say about a text that the grammar refuses: a rule a mistake, tried in order, in families.

A rule looks at a `Stumble` and gives a diagnostic, or None where it is another mistake. What no rule knows
is said in terms of what may stand there.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

from assent.source.catalogue import Code
from assent.source.diagnostic import Diagnostic
from assent.syntax import before, encoding
from assent.syntax.mistakes import (
    amounts,
    beside_names,
    comparisons,
    connectives,
    edge,
    everyday,
    files,
    formula,
    heads,
    indentation,
    members,
    mixed,
    names,
    order,
    otherwise,
    pathways,
    quotes,
    statements,
    symbols,
    types,
    ways,
)
from assent.syntax.stumble import Stumble, shortened

Rule = Callable[[Stumble], Diagnostic | None]

# Words in backticks, and a message so long that they need not stand in full.
_QUOTED = re.compile(r"`([^`]*)`")
_LONGEST = 1000

# Sharper rules come first; a family's own order matters likewise.
RULES: tuple[Rule, ...] = (
    *edge.RULES,
    *ways.RULES,
    *pathways.RULES,
    *formula.RULES,
    *members.RULES,
    *beside_names.RULES,
    *everyday.RULES,
    *order.RULES,
    *heads.RULES,
    *types.RULES,
    *quotes.RULES,
    *files.RULES,
    *statements.RULES,
    comparisons.spelled_amount,
    *amounts.RULES,
    *comparisons.RULES,
    *mixed.RULES,
    *connectives.RULES,
    *names.RULES,
    *symbols.RULES,
)

CODES: tuple[Code, ...] = (
    *encoding.CODES,
    *before.CODES,
    *indentation.CODES,
    *quotes.CODES,
    *files.CODES,
    *statements.CODES,
    *amounts.CODES,
    *everyday.CODES,
    *comparisons.CODES,
    *formula.CODES,
    *mixed.CODES,
    *connectives.CODES,
    *pathways.CODES,
    *names.CODES,
    *symbols.CODES,
    *types.CODES,
    *order.CODES,
    *otherwise.CODES,
)


def explain(stumble: Stumble) -> Diagnostic:
    """What is wrong where reading stopped, in an author's words."""
    found = (rule(stumble) for rule in RULES)
    return _brief(
        next((diagnostic for diagnostic in found if diagnostic is not None), None) or otherwise.explain(stumble)
    )


def _brief(diagnostic: Diagnostic) -> Diagnostic:
    """The same, with the beginning of what is too long to be quoted."""
    if len(diagnostic.message) + len(diagnostic.help) <= _LONGEST:
        return diagnostic
    return replace(diagnostic, message=_shorter(diagnostic.message), help=_shorter(diagnostic.help))


def _shorter(message: str) -> str:
    return _QUOTED.sub(lambda quoted: f"`{shortened(quoted[1])}`", message)
