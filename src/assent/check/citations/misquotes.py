"""What is wrong with a quote that is not in the source once, told so that its author can mend it."""

from __future__ import annotations

from assent.check.citations.document import Document
from assent.check.citations.headings import heading_above, heading_names, plain
from assent.check.citations.nearest import describe_difference
from assent.check.citations.quotes import Quote
from assent.source.catalogue import Code
from assent.source.diagnostic import Diagnostic, Label
from assent.source.suggest import did_you_mean

QUOTE_NOT_FOUND = Code("quote-not-found", "error", "a quote whose words are not in the source document")
AMBIGUOUS_QUOTE = Code("ambiguous-quote", "error", "a quote that stands more than once in the source document")
UNKNOWN_HEADING = Code("unknown-heading", "error", "`under` names a heading that the source document does not have")
WRONG_HEADING = Code("wrong-heading", "error", "a quote that stands in the source document, but under another heading")
EMPTY_QUOTE = Code("empty-quote", "error", "a quote without a word in it")

CODES = (QUOTE_NOT_FOUND, AMBIGUOUS_QUOTE, UNKNOWN_HEADING, WRONG_HEADING, EMPTY_QUOTE)

Places = tuple[tuple[int, int], ...]

# So many places of a quote are looked for, and so many shown.
MOST_PLACES = 100
_MOST_SHOWN = 4


def empty(quote: Quote) -> Diagnostic:
    """A quote without a word."""
    return EMPTY_QUOTE.at(quote.string, "this quote has no words", help="quote the words of the source")


def not_found(document: Document, quote: Quote, missing: str, near: tuple[int, int] | None) -> Diagnostic:
    """A quote one sentence of which, `missing`, is not in the source; `near` is the passage most like it."""
    message, help = "these words are not in the source", "quote the source word for word"
    if "..." in missing:
        help = "a quote has no gaps: quote the words before the gap and those after it, each in a `cites` of its own"
    if near is None:
        return QUOTE_NOT_FOUND.at(quote.string, message, label="nothing like it is there", help=help)
    passage = document.normal.text[near[0] : near[1]]
    difference = describe_difference(missing, passage)
    if "..." not in missing:
        touched = document.statements_within(*near)
        help += f': "{_shortened(document.statements[touched[0]].text if len(touched) == 1 else passage)}"'
    return QUOTE_NOT_FOUND.at(
        quote.words(difference.said),
        f"{message}: {difference.message}",
        label="not in the source",
        others=(Label(document.span(near[0] + difference.start, near[0] + difference.end), "the nearest passage"),),
        help=help,
    )


def apart(document: Document, quote: Quote, places: Places) -> Diagnostic:
    """A quote whose sentences are all in the source, but not one after the other."""
    return QUOTE_NOT_FOUND.at(
        quote.string,
        "these sentences do not follow one another in the source",
        label="not in one piece",
        others=tuple(Label(document.span(*place), "one stands here") for place in places[:_MOST_SHOWN]),
        help="quote each sentence in a `cites` of its own",
    )


def _shortened(text: str, limit: int = 240) -> str:
    return text if len(text) <= limit else text[: limit - 1].rsplit(" ", 1)[0] + " …"


def ambiguous(document: Document, quote: Quote, places: Places) -> Diagnostic:
    """A quote that stands more than once; the headings tell which, or more of the sentence must."""
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
    return "twice" if number == 2 else f"{number} times" if number < MOST_PLACES else "many times"


def unknown_heading(document: Document, quote: Quote) -> Diagnostic:
    """`under` with a heading that the source does not have."""
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


def wrong_heading(document: Document, quote: Quote, places: Places) -> Diagnostic:
    """A quote that stands under other headings than the one it names."""
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
