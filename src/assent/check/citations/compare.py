"""Quantities that differ: what a quote says against what the tests of its clause demand."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from decimal import Decimal

from assent.check.citations.agreement import comparable, denies, is_met_by, is_said_by
from assent.check.citations.document import Document
from assent.check.citations.notes import Acknowledged, name_of, notes_of, numbers_in, speaks_of
from assent.check.citations.quantities import Quantity, quantities_in
from assent.check.citations.quotes import Found, Owner
from assent.check.citations.thresholds import Threshold, of_period, of_text, thresholds_of
from assent.language.expressions import Expression
from assent.language.policy import Authorization, Clause, Definition, Policy, Untested
from assent.source.catalogue import Code
from assent.source.diagnostic import Diagnostic, Label
from assent.source.record import record
from assent.source.text import Span

QUANTITY_DIFFERS = Code("quantity-differs", "warning", "a quantity in a quote that differs from what the clause tests")

CODES = (QUANTITY_DIFFERS,)

_STRING = re.compile(r'"""(?s:.*?)"""|"(?:[^"\\\n]|\\[^\n])*"|#[^\n]*')


@record
class _Said:
    """A quantity and the quote that says it; `turned` where the quote speaks of what is not covered.

    `again` is the same once more in other units: "12 weeks (3 months)".
    """

    quantity: Quantity
    quote: Found
    turned: bool
    again: Quantity | None = None

    def place(self, document: Document) -> Span:
        start = self.quote.start + self.quantity.start
        return document.span(start, self.quote.start + self.quantity.end)

    @property
    def numbers(self) -> set[Decimal]:
        return {number for number in (self.quantity.low, self.quantity.high) if number is not None}


def compare_quantities(
    policy: Policy, document: Document, found: tuple[Found, ...], *, spoken_for: frozenset[str]
) -> Iterator[Diagnostic | Acknowledged]:
    """A warning for each quantity that a quote says and its clause does not test, and the other way round.

    `spoken_for` are notes that already answer a contradiction of the source.
    """
    named_bodies = policy.named
    quotes: dict[int, list[Found]] = {}
    for quote in found:
        quotes.setdefault(id(quote.quote.owner), []).append(quote)
    for group in quotes.values():
        owner = group[0].quote.owner
        if not isinstance(owner, Untested):
            yield from _compare(document, owner, group, named_bodies, spoken_for)


def _compare(
    document: Document,
    owner: Owner,
    quotes: list[Found],
    named_bodies: Mapping[str, Expression],
    spoken_for: frozenset[str],
) -> Iterator[Diagnostic | Acknowledged]:
    said = [one for quote in quotes for one in _quantities(owner, quote)]
    thresholds = list(_thresholds(owner, named_bodies))
    missing = _distinct([one for one in said if not _is_met(one, thresholds)])
    spoken = [(quantity, one.turned) for one in said for quantity in (one.quantity, one.again) if quantity]
    unsaid = [
        threshold
        for threshold in thresholds
        if threshold.stated
        and any(comparable(one.quantity, threshold) for one in said)
        and not is_said_by(threshold, spoken)
    ]
    for one in missing:
        threshold = next(iter(_likest(one.quantity, unsaid)), None)
        if threshold is not None:
            unsaid.remove(threshold)
        note = _acknowledging(owner, one.numbers, threshold, spoken_for)
        yield _answered(_differs(document, owner, one, threshold), owner, note)
    for threshold in unsaid:
        note = _acknowledging(owner, set(), threshold, spoken_for)
        beside = next(one for one in said if comparable(one.quantity, threshold))
        yield _answered(_adds(document, owner, threshold, beside), owner, note)


def _is_met(said: _Said, thresholds: list[Threshold]) -> bool:
    return any(
        is_met_by(quantity, thresholds, turned=said.turned) for quantity in (said.quantity, said.again) if quantity
    )


def _answered(warning: Diagnostic, owner: Owner, note: str) -> Diagnostic | Acknowledged:
    return Acknowledged(warning, name_of(owner), note) if note else warning


def _quantities(owner: Owner, quote: Found) -> Iterator[_Said]:
    quantities = quantities_in(quote.normal.text)
    # A clause that excludes may cite a sentence that requires, and a definition may be used below a `not`.
    lenient = not isinstance(owner, Clause) or owner.verb in ("exclude", "review")
    turned = lenient or denies(quote.normal.text, quantities)
    again = False
    for quantity, following in zip(quantities, [*quantities[1:], None], strict=False):
        if not again:
            again = following is not None and _restates(quote.normal.text, quantity, following)
            yield _Said(quantity, quote, turned, following if again else None)
        else:
            again = False


def _restates(text: str, quantity: Quantity, following: Quantity) -> bool:
    between = text[quantity.end : following.start]
    return between == " (" and text[following.end : following.end + 1] == ")" and quantity.is_time and following.is_time


def _thresholds(owner: Owner, named_bodies: Mapping[str, Expression]) -> Iterator[Threshold]:
    match owner:
        case Clause():
            yield from thresholds_of(owner.body, named_bodies)
            if owner.when is not None:
                yield from thresholds_of(owner.when, named_bodies)
            if owner.unless is not None:
                yield from thresholds_of(owner.unless, named_bodies, turned=True)
        case Definition():
            yield from thresholds_of(owner.body, named_bodies)
        case Authorization():
            if owner.valid is not None:
                yield of_period(owner.valid, name="valid")
            for longer in owner.longer:
                yield of_period(longer.period, name="valid")
            for text in (*(grant.words for grant in owner.grants), owner.appeal):
                yield from of_text(text)
            for condition in owner.conditions:
                yield from thresholds_of(condition, named_bodies)
        case Untested():
            pass


def _distinct(said: list[_Said]) -> list[_Said]:
    """The quantities that differ, each number once: one mistake is one warning."""
    seen: set[tuple[object, ...]] = set()
    kept = []
    for one in said:
        quantity = one.quantity
        key = (quantity.low, quantity.high, quantity.unit)
        if key not in seen:
            seen.add(key)
            kept.append(one)
    return kept


def _likest(quantity: Quantity, thresholds: list[Threshold]) -> list[Threshold]:
    """The thresholds that a quantity may have been meant for, windows before others for a window."""
    able = [threshold for threshold in thresholds if comparable(quantity, threshold)]
    return sorted(able, key=lambda threshold: (threshold.window != quantity.window, threshold.turned))


def _acknowledging(owner: Owner, said: set[Decimal], threshold: Threshold | None, spoken_for: frozenset[str]) -> str:
    """The note of the clause that answers a difference, or "".

    One that names the clause's number does. So does one that names the quote's number or no number at
    all, unless it is there to answer a contradiction of the source.
    """
    demanded = {number for number in (threshold.low, threshold.high) if number is not None} if threshold else said
    for note in notes_of(owner):
        if speaks_of(note, demanded):
            return note
        if note not in spoken_for and (speaks_of(note, said) or not numbers_in(note)):
            return note
    return ""


def _differs(document: Document, owner: Owner, said: _Said, threshold: Threshold | None) -> Diagnostic:
    others = (Label(said.place(document), f"the source says `{said.quantity.text}`"),)
    who = name_of(owner)
    if threshold is None:
        return QUANTITY_DIFFERS.at(
            _in_quote(said),
            f"`{who}` does not test `{said.quantity.text}`, which it quotes",
            label="no test says this",
            others=others,
            help="add the test, or say in a `note` how the source was read",
        )
    return QUANTITY_DIFFERS.at(
        _in_clause(owner, threshold, said),
        f"`{who}` says `{threshold.says}`, but its quote says `{said.quantity.text}`",
        label="differs from the quote",
        others=others,
        help="mend the number, or say in a `note` why it differs",
    )


def _adds(document: Document, owner: Owner, threshold: Threshold, said: _Said) -> Diagnostic:
    return QUANTITY_DIFFERS.at(
        _in_clause(owner, threshold, said),
        f"`{name_of(owner)}` says `{threshold.says}`, which none of its quotes says",
        label="not in a quote",
        others=(Label(said.place(document), f"the source says `{said.quantity.text}`"),),
        help="cite where the source says it, or say in a `note` where it comes from",
    )


def _in_quote(said: _Said) -> Span:
    """Where the quantity stands in the quote as the policy writes it."""
    return said.quote.quote.words(said.quantity.text)


def _in_clause(owner: Owner, threshold: Threshold, said: _Said) -> Span:
    """The line of the test that holds the threshold; the whole owner's first line where it cannot be told."""
    span = owner.span
    if span is None:
        return said.quote.quote.span
    bare = _STRING.sub(lambda string: re.sub(r"[^\n]", " ", string.group()), span.text)
    number = rf"(?<![\w.]){re.escape(threshold.written)}(?![\w.])"
    unit = rf"\s+{threshold.unit.rstrip('s')}s?\b" if threshold.kind == "time" and threshold.unit else ""
    name = rf"\b{re.escape(threshold.name)}\b" if threshold.name else r"\bof\b"
    for pattern in (rf"{name}[^\n]*?{number}{unit}", rf"{number}{unit}[^\n]*?{name}", rf"{number}{unit}"):
        if found := re.search(pattern, bare):
            return Span(span.source, span.start + found.start(), span.start + found.end())
    end = span.text.find("\n")
    return Span(span.source, span.start, span.start + end) if end > 0 else span
