"""Finding the quotes of a policy in its source document."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from assent.check.citations.blocks import blocks_of
from assent.check.citations.document import Document, Heading
from assent.check.citations.headings import heading_above, heading_names, headings_named, plain
from assent.check.citations.nearest import Passages, describe_difference
from assent.check.citations.normal import Normal, Writer, normalise
from assent.check.citations.sentences import sentences_of
from assent.language.policy import Authorization, Citation, Clause, Definition, Policy, Untested
from assent.source.catalogue import Code
from assent.source.diagnostic import Diagnostic, Label
from assent.source.suggest import did_you_mean
from assent.source.text import Span

QUOTE_NOT_FOUND = Code("quote-not-found", "error", "a quote whose words are not in the source document")
AMBIGUOUS_QUOTE = Code("ambiguous-quote", "error", "a quote that stands more than once in the source document")
UNKNOWN_HEADING = Code("unknown-heading", "error", "`under` names a heading that the source document does not have")
WRONG_HEADING = Code("wrong-heading", "error", "a quote that stands in the source document, but under another heading")
EMPTY_QUOTE = Code("empty-quote", "error", "a quote without a word in it")

CODES = (QUOTE_NOT_FOUND, AMBIGUOUS_QUOTE, UNKNOWN_HEADING, WRONG_HEADING, EMPTY_QUOTE)

Owner = Clause | Definition | Authorization | Untested

_MOST_PLACES = 100
_MOST_SHOWN = 4
_STRING = re.compile(r'"""(?s:.*?)"""|"(?:[^"\\\n]|\\[^\n])*"')
_ENDS = ".,;:"


@dataclass(frozen=True, slots=True)
class Quote:
    """A quote as a policy writes it, and whose it is: a clause, a definition, the authorization, an `untested`."""

    owner: Owner
    text: str
    under: str
    span: Span

    @property
    def string(self) -> Span:
        """Where the quoted words stand in the policy, `cites` and `under` left out."""
        return self._string(0)

    @property
    def heading(self) -> Span:
        """Where the heading after `under` stands."""
        return self._string(1)

    def words(self, wanted: str) -> Span:
        """Where some words of the quote stand in the policy; the whole quote where that cannot be told."""
        string = self.string
        pattern = r"\s+".join(re.escape(word) for word in wanted.split())
        found = list(re.finditer(rf"(?<!\w){pattern}(?!\w)", string.text)) if wanted else []
        if len(found) != 1:
            return string
        return Span(string.source, string.start + found[0].start(), string.start + found[0].end())

    def _string(self, number: int) -> Span:
        strings = list(_STRING.finditer(self.span.text))
        if number >= len(strings):
            return self.span
        start, end = strings[number].span()
        return Span(self.span.source, self.span.start + start, self.span.start + end)


@dataclass(frozen=True, slots=True)
class Found:
    """A quote that is in the source: its normal form, and where it stands in the normalised text."""

    quote: Quote
    normal: Normal
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Search:
    """What became of a policy's quotes. `guesses` are the statements that quotes not found probably meant."""

    found: tuple[Found, ...]
    diagnostics: tuple[Diagnostic, ...]
    guesses: frozenset[int]


def quotes_of(policy: Policy) -> Iterator[Quote]:
    """Every quote of a policy: of definitions, clauses and the authorization, then the `untested` ones."""
    owners: list[Clause | Definition | Authorization] = [*policy.definitions, *policy.clauses]
    if policy.authorization is not None:
        owners.append(policy.authorization)
    for owner in owners:
        for citation in owner.cites:
            yield Quote(owner, citation.quote, citation.under, _span(policy, owner, citation))
    for untested in policy.untested:
        yield Quote(untested, untested.quote, untested.under, _span(policy, untested, untested))


def _span(policy: Policy, owner: Owner, citation: Citation | Untested) -> Span:
    span = citation.span or owner.span or policy.span
    assert span is not None, "a policy that is checked against its source knows where it stands in its own text"
    return span


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


Failure = tuple[Diagnostic, tuple[tuple[int, int], ...]]


def _find(document: Document, passages: Passages, quote: Quote) -> Found | Failure:
    forms = _forms(quote.text)
    if not any(character.isalnum() for character in forms[0].text):
        return EMPTY_QUOTE.at(quote.string, "this quote has no words", help="quote the words of the source"), ()
    scopes = headings_named(document, quote.under) if quote.under else ()
    if quote.under and not scopes:
        return _unknown_heading(document, quote), tuple(_places(document, forms[0].text))
    elsewhere: tuple[tuple[int, int], ...] = ()
    for form in forms:
        everywhere = _places(document, form.text) or _unended(document, form.text)
        places = [place for place in everywhere if not scopes or _is_within(place, scopes)]
        if len(places) == 1:
            return Found(quote, form, *places[0])
        if places:
            return _ambiguous(document, quote, places), tuple(places)
        elsewhere = elsewhere or tuple(everywhere)
    if elsewhere:
        return _wrong_heading(document, quote, elsewhere), elsewhere
    return _not_found(document, passages, quote, forms[0].text)


def _forms(text: str) -> tuple[Normal, ...]:
    """How a quote may read once markup is gone: as running text, and with its own list markers taken off."""
    running = normalise(text)
    writer = Writer(text)
    for block in blocks_of(text):
        for part in block.parts:
            writer.add(*part)
    listed = writer.finish()
    return (running,) if listed.text == running.text else (running, listed)


def _places(document: Document, wanted: str) -> list[tuple[int, int]]:
    """Where a normalised text stands in the document, as whole words."""
    text = document.normal.text
    places: list[tuple[int, int]] = []
    at = text.find(wanted) if wanted else -1
    while at != -1 and len(places) < _MOST_PLACES:
        end = at + len(wanted)
        if not (_in_word(text, at) or _in_word(text, end)):
            places.append((at, end))
        at = text.find(wanted, at + 1)
    return places


def _in_word(text: str, at: int) -> bool:
    return 0 < at < len(text) and text[at - 1].isalnum() and text[at].isalnum()


def _unended(document: Document, wanted: str) -> list[tuple[int, int]]:
    """A quote ended with a full stop that the source does not have, as list items often do not."""
    shorter = wanted.rstrip(_ENDS)
    if shorter == wanted:
        return []
    text = document.normal.text
    kept = []
    for start, end in _places(document, shorter):
        touched = document.statements_within(start, end)
        ends = {document.statements[at].end for at in touched}
        if end in ends or text[end : end + 1] in _ENDS:
            kept.append((start, end))
    return kept


def _is_within(place: tuple[int, int], headings: tuple[Heading, ...]) -> bool:
    return any(heading.start <= place[0] and place[1] <= heading.end for heading in headings)


def _not_found(document: Document, passages: Passages, quote: Quote, wanted: str) -> Failure:
    missing = [wanted[slice(*part)] for part in sentences_of(wanted, 0, len(wanted))]
    missing = [part for part in missing if not (_places(document, part) or _unended(document, part))]
    if not missing:
        return _apart(document, quote, wanted)
    wanted = missing[0]
    near = passages.nearest(wanted)
    help = "quote the source word for word"
    if "..." in wanted:
        help = (
            "a quote has no gaps: quote the words before the gap and the words after it, each in a `cites` of its own"
        )
    if near is None:
        return (
            QUOTE_NOT_FOUND.at(
                quote.string, "these words are not in the source", label="nothing like it is there", help=help
            ),
            (),
        )
    difference = describe_difference(wanted, document.normal.text[near[0] : near[1]])
    start, end = near[0] + difference.start, near[0] + difference.end
    if "..." not in wanted:
        touched = document.statements_within(*near)
        there = document.statements[touched[0]].text if len(touched) == 1 else document.normal.text[near[0] : near[1]]
        help = f'{help}: "{_shortened(there)}"'
    return (
        QUOTE_NOT_FOUND.at(
            quote.words(difference.said),
            f"these words are not in the source: {difference.message}",
            label="not in the source",
            others=(Label(document.span(start, end), "the nearest passage"),),
            help=help,
        ),
        (near,),
    )


def _apart(document: Document, quote: Quote, wanted: str) -> Failure:
    parts = [wanted[slice(*part)] for part in sentences_of(wanted, 0, len(wanted))]
    places = [place for part in parts for place in (_places(document, part) or _unended(document, part))[:1]]
    return (
        QUOTE_NOT_FOUND.at(
            quote.string,
            "these sentences do not follow one another in the source",
            others=tuple(Label(document.span(*place), "one stands here") for place in places[:_MOST_SHOWN]),
            help="quote each sentence in a `cites` of its own",
        ),
        tuple(places),
    )


def _shortened(text: str, limit: int = 240) -> str:
    return text if len(text) <= limit else text[: limit - 1].rsplit(" ", 1)[0] + " …"


def _ambiguous(document: Document, quote: Quote, places: list[tuple[int, int]]) -> Diagnostic:
    above = [heading_above(document, start) for start, _ in places]
    if len(set(above)) == 1:
        above = [heading_above(document, start, run_in=True) or above[0] for start, _ in places]
    others = tuple(
        Label(document.span(*place), f"under `{heading}`" if heading else "here")
        for place, heading in list(zip(places, above, strict=True))[:_MOST_SHOWN]
    )
    names = [name for name in dict.fromkeys(above) if name]
    if len(names) > 1 and len(set(above)) == len(above):
        shown = " and ".join(f"`{name}`" for name in names[:_MOST_SHOWN])
        message = f"these words stand {_times(len(places))} in the source: under {shown}"
        help = f'say which is meant: write `under "{names[0]}"` after the quote'
    else:
        within = f" under `{quote.under}`" if quote.under else ""
        message = f"these words stand {_times(len(places))} in the source{within}"
        help = "quote more of the sentence, until the words stand there once"
    return AMBIGUOUS_QUOTE.at(quote.string, message, label="which one?", others=others, help=help)


def _times(number: int) -> str:
    return "twice" if number == 2 else f"{number} times" if number < _MOST_PLACES else "many times"


def _unknown_heading(document: Document, quote: Quote) -> Diagnostic:
    names = heading_names(document)
    help = did_you_mean(plain(quote.under), names)
    if not help:
        listed = ", ".join(f"`{name}`" for name in names[:8])
        help = (
            f"its headings are {listed}" if names else "the source has no headings: quote more of the sentence instead"
        )
    return UNKNOWN_HEADING.at(
        quote.heading, f"the source has no heading `{quote.under}`", label="no such heading", help=help
    )


def _wrong_heading(document: Document, quote: Quote, places: tuple[tuple[int, int], ...]) -> Diagnostic:
    above = [heading_above(document, start) for start, _ in places]
    named = [name for name in dict.fromkeys(above) if name and name.casefold() != plain(quote.under).casefold()]
    message = f"these words do not stand under `{plain(quote.under)}`"
    if named:
        message += f", but under {' and '.join(f'`{name}`' for name in named[:_MOST_SHOWN])}"
    if len(places) == 1:
        help = "leave `under` out: the words stand there once"
    else:
        help = f'write `under "{named[0]}"`' if named else "quote more of the sentence"
    others = tuple(Label(document.span(*place), "here") for place in places[:_MOST_SHOWN])
    return WRONG_HEADING.at(quote.heading, message, label="not under this heading", others=others, help=help)
