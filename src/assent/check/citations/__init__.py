"""The source document as part of the program: quotes are found, quantities compared, statements counted."""

from __future__ import annotations

from assent.check.citations import compare, contradictions, covering, finding, misquotes, quotes
from assent.check.citations.contradictions import Contradiction
from assent.check.citations.covering import Coverage, Partly
from assent.check.citations.document import Document, Statement, read_document
from assent.check.citations.notes import Acknowledged
from assent.language.policy import Policy
from assent.source.catalogue import Code
from assent.source.diagnostic import Diagnostic
from assent.source.record import record
from assent.source.text import SourceText

CITES_WITHOUT_SOURCE = Code("cites-without-source", "warning", "a quote in a policy that names no source document")

CODES = (CITES_WITHOUT_SOURCE, *misquotes.CODES, *compare.CODES, *contradictions.CODES, *covering.CODES)


@record
class Examination:
    """What holding a policy against its source has shown.

    `acknowledged` are the warnings that a note answers; `coverage` is None where there is no source.
    """

    diagnostics: tuple[Diagnostic, ...]
    acknowledged: tuple[Acknowledged, ...]
    coverage: Coverage | None


def examine(policy: Policy, document: SourceText | None, *, whole: bool = True) -> Examination:
    """Hold a policy against its source document, reading it once.

    `whole` is False where part of the policy could not be read or checked: its quotes are looked for, but
    what its clauses test and what they leave uncovered cannot be told.
    """
    if document is None:
        return Examination(_without_source(policy), (), None)
    source = read_document(document)
    search = finding.find_quotes(policy, source)
    if not whole:
        return Examination(search.diagnostics, (), None)
    disagreements = contradictions.contradictions_in(source, search.found)
    coverage = covering.cover(policy, source, search, disagreements)
    answered = frozenset(one.note for one in disagreements if one.note)
    warnings = (
        *compare.compare_quantities(policy, source, search.found, spoken_for=answered),
        *contradictions.report(disagreements),
        *covering.report(coverage, search.guesses, source),
    )
    given = tuple(warning for warning in warnings if isinstance(warning, Diagnostic))
    acknowledged = tuple(warning for warning in warnings if isinstance(warning, Acknowledged))
    return Examination((*search.diagnostics, *given), acknowledged, coverage)


def check_citations(policy: Policy, document: SourceText | None) -> tuple[Diagnostic, ...]:
    """What is wrong with the quotes of a policy, and what of its source it does not stand for."""
    return examine(policy, document).diagnostics


def coverage(policy: Policy, document: SourceText) -> Coverage:
    """How much of its source a policy stands for."""
    found = examine(policy, document).coverage
    assert found is not None
    return found


def _without_source(policy: Policy) -> tuple[Diagnostic, ...]:
    """One warning at the first quote: they all have the one remedy. A source that cannot be read is not told here."""
    if policy.source:
        return ()
    first = next(iter(quotes.quotes_of(policy)), None)
    if first is None:
        return ()
    return (
        CITES_WITHOUT_SOURCE.at(
            first.span,
            "the policy quotes a source document, but names none",
            label="this quote cannot be checked",
            help='name the document in the header: source "sources/….txt"',
        ),
    )


__all__ = [
    "CODES",
    "Acknowledged",
    "Contradiction",
    "Coverage",
    "Document",
    "Examination",
    "Partly",
    "Statement",
    "check_citations",
    "coverage",
    "examine",
    "read_document",
]
