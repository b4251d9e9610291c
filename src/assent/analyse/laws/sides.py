"""What a sign asks of a value that lies below a threshold, at it, or above it: said once more, and as data.

The encoding of operators, and the interpreter, have their own; here is what they are held against.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from fractions import Fraction
from types import MappingProxyType

import z3

from assent.analyse.encode.space import Space
from assent.analyse.encode.symbols import Lasting
from assent.analyse.encode.terms import Term, conj, neg
from assent.language.calendar import shortest_and_longest
from assent.language.values import Period

# Below, at, above.
SIDES = MappingProxyType(
    {
        ">=": (False, True, True),
        ">": (False, False, True),
        "<=": (True, True, False),
        "<": (True, False, False),
        "is": (False, True, False),
        "is not": (True, False, True),
    }
)
BELOW, AT, ABOVE = range(3)


@dataclass(frozen=True, slots=True)
class Expected:
    """Where `given` holds, a test is met (True), not met (False), or unknown (None)."""

    given: Term
    truth: bool | None


class ByTests(Exception):
    """A threshold that is not looked at here; `why` is a phrase for people."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


def ago(space: Space, period: Period) -> Term:
    """The day so long before the request."""
    return space.as_of - period.days if period.days is not None else space.calendar.back(space.as_of, period)


def ahead(space: Space, period: Period) -> Term:
    """The day so long after the request."""
    return space.as_of + period.days if period.days is not None else space.calendar.ahead(space.as_of, period)


def of_numbers(sign: str, known: Term, value: Term, threshold: int | Fraction) -> Iterator[Expected]:
    """A value against a number: at it, and one whole unit to either side of it and beyond; of decimals, any step."""
    if z3.is_int(value) and Fraction(threshold).denominator == 1:
        number = int(threshold)
        where = (value <= number - 1, value == number, value >= number + 1)
    else:
        exact = z3.Q(Fraction(threshold).numerator, Fraction(threshold).denominator)
        where = (value < exact, value == exact, value > exact)
    yield from (Expected(conj(known, at), met) for at, met in zip(where, SIDES[sign], strict=True))


def of_values(sign: str, known: Term, value: Term, other: Term) -> Iterator[Expected]:
    """A value against another one."""
    where = (value < other, value == other, value > other)
    yield from (Expected(conj(known, at), met) for at, met in zip(where, SIDES[sign], strict=True))


def of_stretch(sign: str, known: Term, first: Term, last: Term, days: int) -> Iterator[Expected]:
    """The days from one day to another, against a number of days."""
    yield from of_numbers(sign, known, last - first, days)


def of_stretch_in_months(sign: str, known: Term, first: Term, back: Term) -> Iterator[Expected]:
    """A stretch against months, which `back` lies before its last day: it is longer where it begins a day earlier."""
    where = (first >= back + 1, first == back, first <= back - 1)
    yield from (Expected(conj(known, at), met) for at, met in zip(where, SIDES[sign], strict=True))


def of_quantity_in_days(sign: str, known: Term, lasting: Lasting, days: int) -> Iterator[Expected]:
    """A quantity, of days or of months, against days: one of months is as long as any stretch of so many can be."""
    in_days = conj(known, neg(lasting.dated), lasting.in_days)
    yield from of_numbers(sign, in_days, lasting.halves, 2 * days)
    in_months = conj(known, neg(lasting.dated), neg(lasting.in_days))
    least, most = max(days // 31 - 1, 0), days // 28 + 1
    for months in range(least, most + 1):
        low, high = shortest_and_longest(months)
        lengths = (_place(length, days) for length in range(low, high + 1))
        yield Expected(conj(in_months, lasting.months == months), _agreed(sign, lengths))
    if least > 0:
        yield Expected(conj(in_months, lasting.months < least), SIDES[sign][BELOW])
    yield Expected(conj(in_months, lasting.months > most), SIDES[sign][ABOVE])


def of_quantity_in_months(sign: str, known: Term, lasting: Lasting, months: int) -> Iterator[Expected]:
    """A quantity against months: one of days is held against every length that so many months can have."""
    in_months = conj(known, neg(lasting.dated), neg(lasting.in_days))
    yield from of_numbers(sign, in_months, lasting.months, months)
    in_days = conj(known, neg(lasting.dated), lasting.in_days)
    low, high = shortest_and_longest(months)
    for halves in range(2 * low, 2 * high + 1):
        places = (_place(halves, 2 * length) for length in range(low, high + 1))
        yield Expected(conj(in_days, lasting.halves == halves), _agreed(sign, places))
    yield Expected(conj(in_days, lasting.halves < 2 * low), SIDES[sign][BELOW])
    yield Expected(conj(in_days, lasting.halves > 2 * high), SIDES[sign][ABOVE])


def _place(value: int, threshold: int) -> int:
    return AT if value == threshold else ABOVE if value > threshold else BELOW


def _agreed(sign: str, places: Iterable[int]) -> bool | None:
    """What a sign asks of all of these places; None where they do not agree."""
    asked = {SIDES[sign][place] for place in places}
    return asked.pop() if len(asked) == 1 else None
