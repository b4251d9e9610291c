"""A source that disagrees with itself: a lead-in whose quantity an item below it goes beyond."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from decimal import Decimal

from assent.check.citations.document import Document, Statement
from assent.check.citations.notes import Acknowledged, name_of, notes_of, numbers_in, speaks_of
from assent.check.citations.quantities import Quantity, quantities_in
from assent.check.citations.quotes import Found, Owner
from assent.check.citations.units import length
from assent.source.catalogue import Code
from assent.source.diagnostic import Diagnostic, Label
from assent.source.record import record
from assent.source.text import Span

SOURCE_DISAGREES = Code(
    "source-disagrees", "warning", "a lead-in of the source document and an item below it state different quantities"
)

CODES = (SOURCE_DISAGREES,)

# Words without one of which no quantity is a limit: a quick look before the careful one.
_MAY_LIMIT = re.compile(
    r"within|last|past|previous|preceding|prior|recent|most|up to|exceed|limit|cap|maximum|max\.|as many"
    r"|no|under|below|less|fewer|lower|short|young|[<≤⩽]",
    re.IGNORECASE,
)
_FROM = re.compile(r"\s+(?:of|after|from|following|before|prior to|since)\b")
_DAYS_IN_A_MONTH = Decimal("30.4375")
# Days and months have no fixed ratio: what differs by less is no contradiction.
_CLEARLY = Decimal("1.05")


@record
class Contradiction:
    """Two places of the source that cannot both be followed.

    `acknowledged_by` is the id of the clause whose note (`note`) says which one governs, "" where none does.
    """

    lead_in: Span
    lead_in_says: str
    item: Span
    item_says: str
    acknowledged_by: str = ""
    note: str = ""


def contradictions_in(document: Document, found: tuple[Found, ...]) -> tuple[Contradiction, ...]:
    """Every contradiction of a document, with the note that acknowledges it, if there is one."""
    leading: dict[int, tuple[Quantity, ...]] = {}
    contradictions: list[Contradiction] = []
    for item in document.statements:
        for above in dict.fromkeys(item.below):
            if above not in leading:
                leading[above] = tuple(_limits(document.statements[above].text))
            for lead, quantity in _pairs(leading[above], item):
                contradictions.append(_contradiction(document, document.statements[above], lead, item, quantity, found))
    return tuple(contradictions)


def _pairs(leading: tuple[Quantity, ...], item: Statement) -> Iterator[tuple[Quantity, Quantity]]:
    if not leading or not _MAY_LIMIT.search(item.text):
        return
    for quantity in _limits(item.text):
        for lead in leading:
            if _goes_beyond(quantity, lead):
                yield lead, quantity


def _limits(text: str) -> Iterator[Quantity]:
    """The quantities that limit everything below: windows that look back, and "no more than"."""
    for quantity in quantities_in(text):
        if quantity.high is None or quantity.low is not None:
            continue
        # "within 12 months" looks back, "within 12 months of surgery" does not.
        within = quantity.text.lower().startswith("within") and not _FROM.match(text, quantity.end)
        yield replace(quantity, window=True) if within and quantity.is_time else quantity


def _goes_beyond(item: Quantity, lead: Quantity) -> bool:
    """Whether an item allows what its lead-in does not. One that allows less only narrows it down."""
    assert item.high is not None and lead.high is not None
    if item.window and lead.window:
        return _is_longer(item, lead)
    if item.window or lead.window or item.is_time or lead.is_time:
        return False
    return bool(item.noun) and item.noun == lead.noun and item.high > lead.high


def _is_longer(item: Quantity, lead: Quantity) -> bool:
    assert item.high is not None and lead.high is not None
    long, short = length(item.high, item.unit), length(lead.high, lead.unit)
    if long is None or short is None:
        return False
    if long[0] == short[0]:
        return long[1] > short[1]
    return _days(long) > _days(short) * _CLEARLY


def _days(stretch: tuple[str, Decimal]) -> Decimal:
    return stretch[1] * _DAYS_IN_A_MONTH if stretch[0] == "months" else stretch[1]


def _contradiction(
    document: Document, above: Statement, lead: Quantity, item: Statement, quantity: Quantity, found: Iterable[Found]
) -> Contradiction:
    numbers = {number for number in (lead.high, quantity.high) if number is not None}
    owner, note = "", ""
    for quote in found:
        cites = any(quote.start < place.end and place.start < quote.end for place in (above, item))
        note = _acknowledging(quote.quote.owner, numbers) if cites else ""
        if note:
            owner = name_of(quote.quote.owner)
            break
    return Contradiction(
        document.span(above.start + lead.start, above.start + lead.end),
        lead.text,
        document.span(item.start + quantity.start, item.start + quantity.end),
        quantity.text,
        owner,
        note,
    )


def _acknowledging(owner: Owner, numbers: set[Decimal]) -> str:
    """The note that answers a contradiction: one that names either number, or names no number at all."""
    for note in notes_of(owner):
        if speaks_of(note, numbers) or not numbers_in(note):
            return note
    return ""


def report(contradictions: Iterable[Contradiction]) -> Iterator[Diagnostic | Acknowledged]:
    """A warning for each contradiction, or the note that acknowledges it."""
    for contradiction in contradictions:
        warning = SOURCE_DISAGREES.at(
            contradiction.item,
            f"the source says `{contradiction.lead_in_says}`, and below it `{contradiction.item_says}`",
            label="the item goes beyond its lead-in",
            others=(Label(contradiction.lead_in, "the lead-in"),),
            help="cite either in a clause, and say in a `note` of that clause which one governs",
        )
        by, note = contradiction.acknowledged_by, contradiction.note
        yield Acknowledged(warning, by, note) if note else warning
