"""Numbers in English prose: "12", "1,000", "2½", "twelve", "twenty-four", "ninety (90)"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

_UNITS = {
    "zero": 0, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9,
    "ten": 10, "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15, "sixteen": 16,
    "seventeen": 17, "eighteen": 18, "nineteen": 19,
}  # fmt: skip
_TENS = {
    "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90,
}  # fmt: skip
_FRACTIONS = {
    "½": Decimal("0.5"), "¼": Decimal("0.25"), "¾": Decimal("0.75"), "⅛": Decimal("0.125"), "⅜": Decimal("0.375"),
    "⅝": Decimal("0.625"), "⅞": Decimal("0.875"), "⅕": Decimal("0.2"), "⅖": Decimal("0.4"), "⅗": Decimal("0.6"),
    "⅘": Decimal("0.8"),
}  # fmt: skip

_DIGIT_WORD = "|".join(list(_UNITS)[1:10])
_UNIT_WORD = "|".join(sorted(_UNITS, key=len, reverse=True))
_SMALL = rf"(?:(?:{'|'.join(_TENS)})(?:[ -](?:{_DIGIT_WORD}))?|{_UNIT_WORD})"
_HUNDREDS = rf"hundred(?: and {_SMALL}| {_SMALL})?"
_WORDS = rf"(?:(?:a |one )?{_HUNDREDS}|{_SMALL}(?: {_HUNDREDS})?)"
_GLYPH = f"[{''.join(_FRACTIONS)}]"
_GROUPED = r"\d{1,3}(?:,\d{3}){1,3}(?!\d)(?:\.\d{1,9})?"
_DIGITS = rf"(?:{_GROUPED}|\d{{1,9}}(?:\.\d{{1,9}})?(?: ?{_GLYPH}| 1/2(?!\d))?|{_GLYPH}|\.\d{{1,9}})"
_ORDINAL = r"(?:st|nd|rd|th)(?= percentile)"

_BODY = (
    rf"(?:(?P<digits>-?{_DIGITS})(?P<ordinal>{_ORDINAL})?|(?P<words>{_WORDS}))"
    rf"(?:\s?\(\s?(?P<again>{_DIGITS}|{_WORDS})\s?\))?"
)
_ALONE = re.compile(rf"(?<![\w.,/:#-]){_BODY}", re.IGNORECASE)
_HERE = re.compile(_BODY, re.IGNORECASE)
# What a number runs on into where it is none: a part of a word, a date, a ratio, a version, a fraction in words.
_RUNS_ON = re.compile(r"[\d_]|\.\d|,\d|:\d|/[1-9]\d{0,3}/|-(?:third|half|quarter|fifth|on-|to-one)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Numeral:
    """A number and where it stands. `spelled` is true of words."""

    value: Decimal
    start: int
    end: int
    spelled: bool


def numerals_in(text: str) -> Iterator[Numeral]:
    """The numbers that stand alone in a text, in order."""
    for found in _ALONE.finditer(text):
        if numeral := _read(text, found):
            yield numeral


def numeral_at(text: str, start: int) -> Numeral | None:
    """The number that begins at an offset: the right side of "0-10"."""
    found = _HERE.match(text, start)
    return _read(text, found) if found else None


def _read(text: str, found: re.Match[str]) -> Numeral | None:
    digits, words, again = found.group("digits", "words", "again")
    value = _value(digits or words)
    end = found.end()
    if again is not None and _value(again) != value:
        end = found.end("ordinal") if found.group("ordinal") else found.end("digits" if digits else "words")
    if value is None or _RUNS_ON.match(text, end) or (words and end < len(text) and text[end].isalnum()):
        return None
    return Numeral(value, found.start(), end, spelled=words is not None)


def _value(written: str) -> Decimal | None:
    written = written.strip().lower()
    if written[0].isdigit() or written[0] in "-." or written[0] in _FRACTIONS:
        return _of_digits(written)
    return _of_words(written)


def _of_digits(written: str) -> Decimal | None:
    sign = -1 if written[0] == "-" else 1
    whole = written.lstrip("-").replace(",", "")
    fraction = Decimal(0)
    if whole[-1] in _FRACTIONS:
        whole, fraction = whole[:-1].strip(), _FRACTIONS[whole[-1]]
    elif whole.endswith(" 1/2"):
        whole, fraction = whole[:-4], Decimal("0.5")
    try:
        return sign * (Decimal(whole or "0") + fraction)
    except ArithmeticError:
        return None


def _of_words(written: str) -> Decimal | None:
    total = 0
    for word in written.replace("-", " ").split():
        if word == "hundred":
            total = (total or 1) * 100
        elif word in _UNITS or word in _TENS:
            total += _UNITS.get(word, 0) + _TENS.get(word, 0)
    return Decimal(total)
