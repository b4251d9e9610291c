"""Every diagnostic code there is, stage by stage. A house test holds it and `docs/diagnostics/` together."""

from __future__ import annotations

from assent.check.rules import (
    amounts,
    clauses,
    codes,
    counts,
    declarations,
    duplicates,
    header,
    kinds,
    names,
    references,
    settled,
    texts,
    unused_facts,
    versions,
)
from assent.source.catalogue import Code

RULES = (
    names,
    kinds,
    amounts,
    codes,
    counts,
    settled,
    declarations,
    duplicates,
    clauses,
    references,
    texts,
    header,
    unused_facts,
    versions,
)


def all_codes() -> tuple[Code, ...]:
    """Every code of syntax, check and citations, in the order of the stages."""
    from assent.syntax.mistakes import before

    modules = (before, *RULES)
    return tuple(code for module in modules for code in module.CODES)
