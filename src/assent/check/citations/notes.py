"""Which notes acknowledge what: a note stands for a reading of the source, and so answers a warning about it."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from assent.check.citations.normal import normalise
from assent.check.citations.numerals import numerals_in
from assent.check.citations.quotes import Owner
from assent.language.policy import Untested
from assent.source.diagnostic import Diagnostic
from assent.source.record import record


@record
class Acknowledged:
    """A warning that is not given, because `note` answers it: the note of the clause `by`."""

    warning: Diagnostic
    by: str
    note: str


def notes_of(owner: Owner) -> tuple[str, ...]:
    """The notes of what a quote stands for; an `untested` gives its reason instead."""
    return (owner.because,) if isinstance(owner, Untested) else owner.notes


def name_of(owner: Owner) -> str:
    """What an owner is called in a message."""
    match owner:
        case Untested():
            return "untested"
        case _:
            return getattr(owner, "id", "authorization")


def speaks_of(note: str, numbers: Iterable[Decimal]) -> bool:
    """Whether a note names one of these numbers, as digits or as a word."""
    return not numbers_in(note).isdisjoint(numbers)


def numbers_in(note: str) -> frozenset[Decimal]:
    """The numbers that a note names."""
    return frozenset(numeral.value for numeral in numerals_in(normalise(note).text))
