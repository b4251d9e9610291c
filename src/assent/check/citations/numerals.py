"""Numbers in English prose: "12", "1,000", "2½", "twelve", "twenty-four", "ninety (90)"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from assent.source.record import record

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

_WORD = "|".join(sorted([*_UNITS, *_TENS, "hundred"], key=len, reverse=True))
_WORDS = rf"(?:a (?=hundred))?(?:{_WORD})\b(?:(?: and)?[ -](?:{_WORD})\b)*"
_GLYPH = f"[{''.join(_FRACTIONS)}]"
_GROUPED = r"\d{1,3}(?:,\d{3}){1,3}(?!\d)(?:\.\d{1,9})?"
_DIGITS = rf"-?(?:{_GROUPED}|\d{{1,9}}(?:\.\d{{1,9}})?(?: ?{_GLYPH}| 1/2(?!\d))?|{_GLYPH}|\.\d{{1,9}})"

_START = re.compile(rf"(?<![\w.,/:#-])(?=[\d.{''.join(_FRACTIONS)}-]|a hundred\b|(?:{_WORD})\b)", re.IGNORECASE)
_NUMBER = re.compile(rf"(?P<digits>{_DIGITS})(?:(?:st|nd|rd|th)(?= percentile))?|(?P<words>{_WORDS})", re.IGNORECASE)
# "ninety (90) days", "6 (six) weeks": the same number once more.
_AGAIN = re.compile(r"\s?\(\s?([^()]{1,30}?)\s?\)")
# What a number runs on into where it is none: a part of a word, a date, a ratio, a version, a fraction in words.
_RUNS_ON = re.compile(r"[\d_]|\.\d|,\d|:\d|/[1-9]\d{0,3}/|-(?:third|half|quarter|fifth|on-|to-one)", re.IGNORECASE)


@record
class Numeral:
    """A number and where it stands. `spelled` is true of words."""

    value: Decimal
    start: int
    end: int
    spelled: bool


def numerals_in(text: str) -> Iterator[Numeral]:
    """The numbers that stand alone in a text, in order."""
    done = 0
    for start in _START.finditer(text):
        if start.start() < done:
            continue
        if numeral := numeral_at(text, start.start()):
            done = numeral.end
            yield numeral


def numeral_at(text: str, start: int) -> Numeral | None:
    """The number that begins at an offset: the right side of "0-10"."""
    value, end, spelled = _value(text, start)
    if value is None:
        return None
    again = _AGAIN.match(text, end)
    if again is not None and _value(again[1], 0)[:2] == (value, len(again[1])):
        end = again.end()
    runs_on = _RUNS_ON.match(text, end) or (spelled and text[end : end + 1].isalnum())
    return None if runs_on else Numeral(value, start, end, spelled)


def _value(text: str, start: int) -> tuple[Decimal | None, int, bool]:
    """The number at an offset, where it ends, and whether it is in words."""
    found = _NUMBER.match(text, start)
    if found is None:
        return None, start, False
    if found.group("words"):
        value, length = _of_words(found.group("words"))
        return value, start + length, True
    return _of_digits(found.group("digits")), found.end(), False


def _of_digits(written: str) -> Decimal:
    sign = -1 if written[0] == "-" else 1
    whole, fraction = written.lstrip("-").replace(",", ""), Decimal(0)
    if whole[-1] in _FRACTIONS:
        whole, fraction = whole[:-1].strip(), _FRACTIONS[whole[-1]]
    elif whole.endswith(" 1/2"):
        whole, fraction = whole[:-4], Decimal("0.5")
    return sign * (Decimal(whole or "0") + fraction)


def _of_words(written: str) -> tuple[Decimal, int]:
    """The number that words make, and how far they make one: "five" of "five six"."""
    total, length = 0, 0
    for word in re.finditer(r"\w+", written.lower()):
        if word.group() in ("a", "and"):
            continue
        rest = total % 100
        if word.group() == "hundred" and total < 10:
            total = (total or 1) * 100
        elif (word.group() in _TENS and not rest) or (word.group() in _UNITS and _takes(_UNITS[word.group()], rest)):
            total += _TENS.get(word.group()) or _UNITS[word.group()]
        elif length:
            break
        length = word.end()
    return Decimal(total), length


def _takes(unit: int, rest: int) -> bool:
    """Whether a number whose last two digits are `rest` can go on with a number below twenty."""
    return not rest or (rest >= 20 and not rest % 10 and 0 < unit < 10)
