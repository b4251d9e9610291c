"""Quantities in English prose: "at least 12 weeks", "4 or higher", "One or two", "within the last 6 months"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

from assent.check.citations.naming import hide_dates, is_code, is_named, is_scale
from assent.check.citations.numerals import Numeral, numeral_at, numerals_in
from assent.check.citations.relations import Relation, is_between, relation_after, relation_before, speaks_of_age
from assent.check.citations.units import TAIL, TIME, UNIT, unit_name
from assent.source.record import record

_TO = re.compile(r"(?:\s?-\s?| (?P<word>to|through|thru|or|and) )(?:\(?)")
_OUT_OF = re.compile(
    r"\s?/\s?(?:5|6|10|12|15|18|2[01784]|3[06]|4[024]|5[02]|6[038]|7[02]|84|96|100)(?![\d/.,])"
    r"|\s(?:out )?of (?:a (?:possible )?|the )?(?:\d+|two|three|four|five|six|seven|eight|nine|ten)\b"
    r"(?! (?:day|week|month|year)s?\b)"
)
_OF_THE_FOLLOWING = re.compile(
    r"(?: or more)?(?: [a-z-]+){0,3}? of (?:the (?:following|below|above)|these|those)\b"
    r"|(?: or more)? (?:additional |other )?criteria\b",
    re.IGNORECASE,
)
# A counted thing: up to three words, the last of them a plural.
_NO_PART = "of|for|with|in|on|and|or|to|from|per|by|the|that|a|an|at|is|are|was|were|if|as|within"
_NO_PLURAL = "is|was|has|as|its|this|thus|plus|versus|less|unless|always|does|us|across|diagnosis|basis|previous"
_COUNTED = re.compile(
    rf"(?: (?!(?:{_NO_PART})\b)[A-Za-z][a-z/-]*){{0,2}}? (?!(?:{_NO_PLURAL})\b)(?P<noun>[a-z][a-z-]*(?<!s)s)\b"
)
_BUT = re.compile(r",? (?:but|and|or) (?:is |are )?")
_TWICE = re.compile(r"\b(?:once|twice)\b", re.IGNORECASE)
_RATIO = re.compile(r"/\d|:\d")
_LASTLY = re.compile(
    r"\b(?P<lead>within|in|during|over|for|throughout) (?:the|their|his|her) (?:immediately )?"
    r"(?:last|past|previous|preceding|prior|most recent) (?P<unit>day|week|month|year)\b",
    re.IGNORECASE,
)
_ONE_UNIT = re.compile(r"\ban? (?:full )?(?P<unit>day|week|month|year)\b(?!ly)", re.IGNORECASE)


@record
class Quantity:
    """A quantity: what it allows, from `low` to `high`; an end that is `open` is itself out.

    Where the words state no relation ("90 days"), `said` is false and both ends are the number.
    `unit` is "days", "weeks", "months", "years", "%", a unit of measure, or "" for plain numbers;
    `noun` is what is counted; `window` is true of a stretch that looks back ("within the last 6 months").
    """

    low: Decimal | None
    high: Decimal | None
    low_open: bool
    high_open: bool
    unit: str
    noun: str
    said: bool
    window: bool
    text: str
    start: int
    end: int

    @property
    def is_time(self) -> bool:
        return self.unit in TIME


@dataclass(slots=True)
class _Reading:
    """One number being read, from the words before it to the words after."""

    text: str
    numeral: Numeral
    start: int
    end: int
    top: Numeral | None = None
    relation: Relation | None = None
    unit: str = ""
    noun: str = ""
    of_age: bool = False


def quantities_in(text: str) -> tuple[Quantity, ...]:
    """The quantities that a normalised text states, in order. Codes, dates, scales and references are none."""
    hidden = hide_dates(text)
    found: list[Quantity] = []
    done = 0
    for numeral in _numerals(hidden):
        if numeral.start < done:
            continue
        reading = _read(hidden, numeral)
        done = reading.end
        if _counts(reading):
            found.append(_quantity(reading, text))
    return tuple(_with_unit_of_next(text, found))


def _with_unit_of_next(text: str, found: list[Quantity]) -> Iterator[Quantity]:
    """ "no less than 3 but no more than 6 months": the unit stands once, for both."""
    for quantity, following in zip(found, [*found[1:], None], strict=False):
        bare = following is not None and not quantity.unit and not quantity.noun
        if bare and following is not None and following.unit and _BUT.fullmatch(text, quantity.end, following.start):
            yield replace(quantity, unit=following.unit)
        else:
            yield quantity


def _numerals(text: str) -> Iterator[Numeral]:
    """The numbers of a text, and what is one without a numeral: "within the past year", "at least once"."""
    numerals = [
        *numerals_in(text),
        *(Numeral(Decimal(1), last.start("unit"), last.start("unit"), spelled=True) for last in _LASTLY.finditer(text)),
    ]
    for found in _ONE_UNIT.finditer(text):
        end = found.start("unit") - 1
        if relation_before(text, found.start()) or relation_after(text, found.end()):
            numerals.append(Numeral(Decimal(1), found.start(), end, spelled=True))
    for found in _TWICE.finditer(text):
        value = Decimal(1 if found.group().lower() == "once" else 2)
        if relation_before(text, found.start()):
            numerals.append(Numeral(value, found.start(), found.end(), spelled=True))
    return iter(sorted(numerals, key=lambda numeral: numeral.start))


def _read(text: str, numeral: Numeral) -> _Reading:
    reading = _Reading(text, numeral, numeral.start, numeral.end)
    reading.relation = relation_before(text, numeral.start)
    _take_unit(reading)
    _take_top(reading)
    if out_of := _OUT_OF.match(text, reading.end):
        reading.end = out_of.end()
        _take_unit(reading)
    tail = TAIL.match(text, reading.end) if reading.unit else None
    if tail is not None:
        reading.of_age = reading.of_age or "age" in tail.group() or "old" in tail.group()
    _take_relation_after(reading, tail.end() if tail else reading.end)
    if not reading.unit:
        _take_unit(reading)
    if reading.relation is not None:
        reading.start = min(reading.start, reading.relation.start)
        reading.of_age = reading.of_age or reading.relation.of_age
    if not reading.unit and (speaks_of_age(text, numeral.start) or reading.of_age):
        reading.unit, reading.of_age = "years", True
    if counted := _COUNTED.match(text, reading.end) if not reading.unit else None:
        reading.noun = counted.group("noun")
    return reading


def _take_unit(reading: _Reading) -> None:
    at = reading.end
    # A number written without its digits stands right before its unit.
    unit = UNIT.match(reading.text, at) if not reading.unit else None
    if unit is not None:
        reading.unit, reading.end = unit_name(unit), unit.end()
        reading.of_age = reading.of_age or unit.group("aged") is not None


def _take_top(reading: _Reading) -> None:
    """The other end of a range: "4 to 6 weeks", "One or two", "between 5 and 14"."""
    text = reading.text
    to = _TO.match(text, reading.end)
    top = numeral_at(text, to.end()) if to else None
    if to is None or top is None or top.value <= reading.numeral.value:
        return
    word = (to.group("word") or "-").lower()
    if word == "and" and not is_between(text, reading.numeral.start):
        return
    if word == "or" and (reading.unit or top.value - reading.numeral.value != 1):
        return
    lower_unit, reading.unit, end = reading.unit, "", reading.end
    reading.end = top.end
    _take_unit(reading)
    if lower_unit and reading.unit and lower_unit != reading.unit:
        # "6 weeks to 3 months": two quantities.
        reading.unit, reading.end = lower_unit, end
        return
    reading.unit = reading.unit or lower_unit
    reading.top = top


def _take_relation_after(reading: _Reading, tail: int) -> None:
    if reading.relation is not None and reading.relation.way:
        return
    counted = _COUNTED.match(reading.text, reading.end) if not reading.unit else None
    for end in (tail, counted.end() if counted else tail):
        if after := relation_after(reading.text, end):
            reading.noun = counted.group("noun") if counted and end == counted.end() else ""
            reading.relation, reading.end = (
                Relation(after.way, reading.start, after.end, of_age=after.of_age),
                after.end,
            )
            return


def _counts(reading: _Reading) -> bool:
    """Whether a number says how much or how many, and is no name, no part of a word and no scale's end."""
    text, numeral, top = reading.text, reading.numeral, reading.top
    after = text[numeral.end : numeral.end + 1]
    if (
        (after.isalpha() and not reading.unit)
        or _RATIO.match(text, reading.end)
        or is_code(text, numeral.start, numeral.value)
    ):
        return False
    if top is not None and is_scale(text, numeral.start, reading.end, numeral.value, top.value):
        return False
    if reading.relation is not None and reading.relation.way:
        # "within one episode" says nothing of how long.
        return bool(reading.unit) or not (reading.relation.window or reading.relation.within)
    if is_named(text, numeral.start):
        return False
    if reading.unit:
        return True
    if top is not None:
        return numeral.value < 1000 and top.value < 10000
    if _OF_THE_FOLLOWING.match(text, reading.end):
        return True
    is_year = not numeral.spelled and 1900 <= numeral.value <= 2100
    return bool(reading.noun) and numeral.value not in (0, 1) and not is_year


def _quantity(reading: _Reading, text: str) -> Quantity:
    low: Decimal | None = reading.numeral.value
    high: Decimal | None = reading.top.value if reading.top else low
    relation = reading.relation
    way = relation.way if relation else ""
    if relation and relation.loose and reading.unit in TIME and not reading.of_age:
        # "over 6 weeks" is "more than" in "lasting for over 6 weeks", and "during" in "12 visits over 6 weeks".
        way = "more than" if re.search(r"\b(?:for|of|lasting|persisting)\s+$", text[: relation.start][-16:]) else ""
    match way:
        case "at least" | "more than":
            high = None
        case "at most" | "less than":
            low = None
        case _:
            pass
    return Quantity(
        low,
        high,
        way == "more than",
        way == "less than",
        reading.unit,
        reading.noun,
        bool(way) or reading.top is not None,
        relation is not None and relation.window,
        text[reading.start : reading.end],
        reading.start,
        reading.end,
    )
