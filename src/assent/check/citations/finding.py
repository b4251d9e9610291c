"""Finding the quotes of a policy in its source document."""

from __future__ import annotations

from collections.abc import Iterator

from assent.check.citations import misquotes
from assent.check.citations.blocks import blocks_of
from assent.check.citations.document import Document, Heading
from assent.check.citations.headings import headings_named
from assent.check.citations.misquotes import MOST_PLACES, Places
from assent.check.citations.nearest import Passages
from assent.check.citations.normal import Normal, Writer, normalise
from assent.check.citations.quotes import Found, Quote, quotes_of
from assent.check.citations.sentences import sentences_of
from assent.language.policy import Policy
from assent.source.diagnostic import Diagnostic
from assent.source.record import record

_ENDS = ".,;:"


@record
class Search:
    """What became of a policy's quotes. `guesses` are the statements that quotes not found probably meant."""

    found: tuple[Found, ...]
    diagnostics: tuple[Diagnostic, ...]
    guesses: frozenset[int]


def find_quotes(policy: Policy, document: Document) -> Search:
    """Find every quote of a policy, and say what is wrong with those that are not there once."""
    found: list[Found] = []
    diagnostics: list[Diagnostic] = []
    guesses: set[int] = set()
    passages = Passages(document)
    for quote in quotes_of(policy):
        result = _find(document, passages, quote)
        if isinstance(result, Found):
            found.append(result)
            continue
        diagnostic, places = result
        diagnostics.append(diagnostic)
        for start, end in places:
            guesses.update(document.statements_within(start, end))
    return Search(tuple(found), tuple(diagnostics), frozenset(guesses))


def _find(document: Document, passages: Passages, quote: Quote) -> Found | tuple[Diagnostic, Places]:
    """Where a quote stands; else what is wrong with it, and the places that it may have meant."""
    scopes = headings_named(document, quote.under) if quote.under else ()
    elsewhere: Places = ()
    for form in _forms(quote.text):
        if not any(map(str.isalnum, form.text)):
            return misquotes.empty(quote), ()
        places = _places(document, form.text, scopes)
        if quote.under and not scopes:
            return misquotes.unknown_heading(document, quote), places
        if len(places) == 1:
            return Found(quote, form, *places[0])
        if places:
            return misquotes.ambiguous(document, quote, places), places
        elsewhere = elsewhere or (_places(document, form.text) if scopes else ())
    if elsewhere:
        return misquotes.wrong_heading(document, quote, elsewhere), elsewhere
    return _not_found(document, passages, quote)


def _not_found(document: Document, passages: Passages, quote: Quote) -> tuple[Diagnostic, Places]:
    wanted = normalise(quote.text).text
    sentences = [wanted[start:end] for start, end in sentences_of(wanted, 0, len(wanted))]
    found = [_places(document, sentence)[:1] for sentence in sentences]
    missing = next((sentence for sentence, places in zip(sentences, found, strict=True) if not places), None)
    if missing is None:
        apart = tuple(place for places in found for place in places)
        return misquotes.apart(document, quote, apart), apart
    near = passages.nearest(missing)
    return misquotes.not_found(document, quote, missing, near), (near,) if near else ()


def _forms(text: str) -> Iterator[Normal]:
    """How a quote may read once markup is gone: as running text, and with its own list markers taken off."""
    running = normalise(text)
    yield running
    writer = Writer(text)
    for block in blocks_of(text):
        for part in block.parts:
            writer.add(*part)
    listed = writer.finish()
    if listed.text != running.text and any(map(str.isalnum, listed.text)):
        yield listed


def _places(document: Document, wanted: str, scopes: tuple[Heading, ...] = ()) -> Places:
    """Where a normalised text stands in the document (below a heading, where `scopes` are given), as whole words."""
    stretches = [(scope.start, scope.end) for scope in scopes] or [(0, len(document.normal.text))]
    found = {place: None for stretch in stretches for place in _occurrences(document.normal.text, wanted, *stretch)}
    if not found and wanted.rstrip(_ENDS) != wanted:
        # List items often have no full stop, where a quote ends with one.
        shorter = wanted.rstrip(_ENDS)
        places = [place for stretch in stretches for place in _occurrences(document.normal.text, shorter, *stretch)]
        found = {place: None for place in places if _ends_there(document, *place)}
    return tuple(found)


def _occurrences(text: str, wanted: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    at = text.find(wanted, start, end) if wanted else -1
    count = 0
    while at != -1 and count < MOST_PLACES:
        after = at + len(wanted)
        if not (_in_word(text, at) or _in_word(text, after)):
            yield at, after
            count += 1
        at = text.find(wanted, at + 1, end)


def _in_word(text: str, at: int) -> bool:
    return 0 < at < len(text) and text[at - 1].isalnum() and text[at].isalnum()


def _ends_there(document: Document, start: int, end: int) -> bool:
    """Whether a statement, or a part of one that a mark ends, ends where a quote does."""
    touched = document.statements_within(start, end)
    return document.normal.text[end : end + 1] in tuple(_ENDS) or any(
        document.statements[at].end == end for at in touched
    )
