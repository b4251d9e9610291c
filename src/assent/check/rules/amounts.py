"""Values of another kind or unit than the fact they are held against, and amounts that cannot be."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from math import ceil, floor

from assent.check.problems import Problems
from assent.check.rules.meant import number_in_letters
from assent.check.subject import Subject, example_test
from assent.language import units
from assent.language.expressions import Calculated
from assent.language.types import Choice, Date, DurationType, Number, Scale, describe
from assent.language.types import Code as CodeType
from assent.language.values import number_text
from assent.source.catalogue import Code
from assent.source.diagnostic import Label
from assent.syntax.tree import NumberWord, Place, Value

WRONG_VALUE = Code("wrong-value", "error", "a value of another kind than the fact it is held against")
WRONG_UNIT = Code("wrong-unit", "error", "a number in another unit than its fact")
IMPOSSIBLE_PERIOD = Code("impossible-period", "error", "a length of time that is not a whole number of at least 1")
IMPOSSIBLE_DATE = Code("impossible-date", "error", "a date that is not in the calendar")
FRACTION_OF_WHOLE = Code("fraction-of-whole", "error", "a fraction where only whole numbers can be")
LONG_NUMBER = Code("long-number", "error", "a number with more digits than anyone reads")
CODES = (
    WRONG_VALUE,
    WRONG_UNIT,
    IMPOSSIBLE_PERIOD,
    IMPOSSIBLE_DATE,
    FRACTION_OF_WHOLE,
    LONG_NUMBER,
)

MOST_DIGITS = 30
LONGEST_YEARS = 200


def wrong_value(problems: Problems, subject: Subject, symbol: str, value: Value) -> None:
    """A value of another kind than the subject: a period for a number, a word for a date."""
    match value.kind, value.rest:
        case "number", None:
            what = "a number"
        case "number", unit:
            what = "a length of time" if _is_time(unit) else "a number with a unit"
        case "date", _:
            what = "a date"
        case "name", _ if number_in_letters(value.word.word) is not None:
            what = "a number in letters"
        case _, None:
            what = "a word"
        case _, rest if rest.word.isalpha() and not isinstance(subject.type, CodeType):
            what = "two words"
        case _:
            what = "a code"
    words = problems.words(value.at)
    message = f"`{subject.words}` is {describe(subject.type)}, and `{words}` is {what}"
    if isinstance(subject.type, CodeType) and value.kind == "name":
        message = f"`{words}` does not say of which system it is: `{subject.words}` is {describe(subject.type)}"
    problems.add(
        WRONG_VALUE,
        value.at,
        message,
        label=what,
        others=subject.others,
        help=_instead(subject, symbol, value),
    )


def _instead(subject: Subject, symbol: str, value: Value) -> str:
    number = value.word.word
    digits = number_in_letters(number) if value.kind == "name" else None
    if digits is not None:
        unit = f" {value.rest.word}" if value.rest else ""
        return f"write the number in digits: `{subject.words} {symbol} {digits}{unit}`"
    match subject.type:
        case Choice(options) | Scale(options) if value.rest and f"{number}_{value.rest.word}" in options:
            return f"write `{subject.words} {symbol} {number}_{value.rest.word}`"
        case Number(unit="") if value.kind == "number":
            return f"write `{subject.words} {symbol} {number}`"
        case DurationType() if value.kind == "number":
            return f"write a length of time, for example `{subject.words} {symbol} {number} weeks`"
        case Date() if value.kind == "number" and value.rest is not None:
            length, name = f"{number} {value.rest.word}", subject.words
            return f"write `{name} at least {length} ago`, or `{name} within the last {length}`, whichever is meant"
        case Date():
            return f"write a date as year-month-day, for example `{subject.words} >= 2026-01-31`"
        case CodeType(system) if value.kind == "name":
            return f"write the code system before the code: `{subject.words} {symbol} {system} {number}`"
        case Number() if value.kind == "name" and value.rest is None:
            example = example_test(subject.words, subject.type)
            return f'write for example `{example}`; a threshold with a name is declared: `parameter {number} "…"`'
        case _:
            return f"write for example `{example_test(subject.words, subject.type)}`"


def _is_time(unit: NumberWord | None) -> bool:
    return unit is not None and unit.word.casefold().rstrip("s") in ("day", "week", "month", "year")


def _in_percent(number: str) -> str:
    """A part of 1 in percent, or nothing where the number is not one: 0.88 is 88."""
    part = Decimal(number)
    return number_text((part * 100).normalize()) if 0 < part < 1 else ""


def missing_unit(problems: Problems, subject: Subject, value: Value) -> None:
    """`conservative_treatment >= 12`: twelve what?"""
    number = value.word.word
    if isinstance(subject.type, Number):
        help = f"write `{number} {subject.type.unit}`"
        if subject.type.unit == "%" and (percent := _in_percent(number)):
            help = f"write `{percent} %`, or `{number} %` if less than one percent is meant"
    else:
        help = f"write `{number} weeks`, or days, months or years"
    from assent.syntax.mistakes.amounts import MISSING_UNIT  # loaded when there is a mistake to explain

    problems.add(
        MISSING_UNIT,
        value.at,
        f"`{number}` needs a unit: `{subject.words}` is {describe(subject.type)}",
        label="which unit?",
        others=subject.others,
        help=help,
    )


def wrong_unit(problems: Problems, subject: Subject, value: Value) -> None:
    """A number in a unit that measures something else than the fact's, or with a unit where the fact has none."""
    assert isinstance(subject.type, Number) and value.rest is not None
    number, unit = value.word.word, value.rest.word
    if subject.type.unit:
        own = subject.type.unit
        message = f"`{subject.words}` is counted in `{own}`, not in `{unit}`"
        help = f"write the number in `{own}`"
        if units.plainly(unit).casefold() == units.plainly(own).casefold():
            help = f"write `{number} {own}`"
        elif units.usual(own) == unit:
            help = f"declare `{subject.words}` in `{unit}`: `{own}` is not a unit that people know"
        elif (usual := units.usual(unit, own)) is not None:
            message = f"`{unit}` is not a unit that people know, and `{usual}` is one"
            help = f"write `{number} {usual}`"
        elif units.may_be_known(unit) and units.may_be_known(own):
            message = f"`{subject.words}` is counted in `{own}`, and `{unit}` measures something else"
            if {units.measured(unit), units.measured(own)} == {"mole/meter3", "gram/meter3"}:
                help = f"how many `{own}` a `{unit}` is depends on the substance: write the number in `{own}`"
    else:
        message = f"`{subject.words}` has no unit, and `{number} {unit}` has one"
        low, high = subject.type.low, subject.type.high
        declared = "number" if low is None or high is None else f"{number_text(low)}..{number_text(high)}"
        help = f"write `{number}`, or declare the fact with its unit: `{declared} {unit}`"
        if isinstance(subject.operand, Calculated):
            help = f"write `{number}`, or the unit where it is calculated: `calculated {subject.words} {unit} ...`"
    problems.add(WRONG_UNIT, value.rest.at, message, label="another unit", others=subject.others, help=help)


def impossible_period(problems: Problems, amount: NumberWord, unit: str, at: Place) -> None:
    """`0 weeks`, `2.5 months`, `900 years`: not a whole number of a unit, from 1 to 200 years."""
    word = amount.word
    if "." in word:
        whole = {"years": ("months", 12), "weeks": ("days", 7)}.get(unit)
        message = f"`{problems.words(at)}` is not a whole number of {unit}"
        help = f"write a whole number of {unit}, or of days"
        if whole:
            smaller, factor = whole
            exact = Decimal(word) * factor
            help = f"write `{int(exact)} {smaller}`" if exact == int(exact) else f"write a whole number of {smaller}"
    elif word.startswith("-") or not word.strip("0"):
        message = f"`{problems.words(at)}` is no length of time"
        help = f"write at least `1 {unit[:-1]}`"
    else:
        message = f"`{problems.words(at)}` is longer than {LONGEST_YEARS} years"
        help = "write the length of time that the source states"
    problems.add(IMPOSSIBLE_PERIOD, at, message, label="not a length of time that a policy can ask for", help=help)


def impossible_date(problems: Problems, date: NumberWord) -> None:
    """A date that is not in the calendar: `2026-02-30`."""
    problems.add(
        IMPOSSIBLE_DATE,
        date.at,
        f"there is no day `{date.word}`",
        label="not in the calendar",
        help="a date is written year-month-day, for example `2026-01-31`",
    )


def whole(
    problems: Problems,
    word: NumberWord,
    number: int | Decimal | Fraction,
    subject: Subject | None = None,
    symbol: str = "",
) -> int | None:
    """The number where it is a whole one; reported where it is not: `score >= 3.5`, `whole 0..9.5`."""
    if number == int(number):
        return int(number)
    below, above = floor(number), ceil(number)
    if subject is None:
        message = f"`{word.word}` is not a whole number, and this fact can only be one"
        help = f"write `{below}` or `{above}`; or leave `whole` out, if there are values in between"
        others: tuple[Label, ...] = ()
    else:
        unit = f" {subject.type.unit}" if isinstance(subject.type, Number) and subject.type.unit else ""
        number_words = f"{word.word}{unit}"
        message = f"`{subject.words}` is {describe(subject.type)}, and `{number_words}` is not a whole number"
        near = {">=": (">=", above), ">": (">=", above), "<=": ("<=", below), "<": ("<=", below)}.get(symbol)
        help = "write a whole number"
        if near:
            help = f"write `{subject.words} {near[0]} {near[1]}{unit}`, which means the same"
        others = subject.others
    problems.add(FRACTION_OF_WHOLE, word.at, message, label="between two whole numbers", others=others, help=help)
    return None


def long_number(problems: Problems, number: NumberWord) -> None:
    """A number of more digits than anyone reads."""
    problems.add(
        LONG_NUMBER,
        number.at,
        f"a number of {len(number.word)} digits is longer than the {MOST_DIGITS} that a policy may write",
        help="write the number that the source states",
    )
