"""Every diagnostic code there is, stage by stage. A test holds it and `docs/diagnostics/` together."""

from __future__ import annotations

from assent.check import citations
from assent.check.rules import (
    accepted,
    amounts,
    applies,
    bands,
    beside,
    changes,
    clauses,
    codes,
    counts,
    declarations,
    duplicates,
    episodes,
    expansion,
    extremes,
    files,
    governance,
    grants,
    header,
    ids,
    kinds,
    measures,
    names,
    not_done,
    pathways,
    patterns,
    protected,
    references,
    selected,
    settled,
    steps,
    texts,
    thresholds,
    unused_facts,
    varied,
    versions,
)
from assent.source.catalogue import Code
from assent.syntax import mistakes

STAGES = (
    mistakes,
    names,
    not_done,
    kinds,
    measures,
    amounts,
    codes,
    counts,
    patterns,
    protected,
    steps,
    selected,
    extremes,
    episodes,
    settled,
    bands,
    beside,
    changes,
    declarations,
    applies,
    duplicates,
    clauses,
    accepted,
    pathways,
    references,
    thresholds,
    expansion,
    texts,
    header,
    governance,
    grants,
    ids,
    citations,
    files,
    unused_facts,
    versions,
    varied,
)


def all_codes() -> tuple[Code, ...]:
    """Every code of syntax, checks and citations, in the order of the stages."""
    return tuple(code for stage in STAGES for code in stage.CODES)
