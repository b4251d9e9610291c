"""From written values to arguments: numbers, periods, days, options, codes; each with its operator's row."""

from __future__ import annotations

from decimal import Decimal
from typing import Literal

from assent.check.problems import Problems
from assent.check.rules import amounts, beside, codes, counts, kinds, names
from assent.check.subject import Subject, kind_of
from assent.language import units
from assent.language.calendar import parse_day
from assent.language.code_systems import CODE_SYSTEMS
from assent.language.expressions import Argument, Elapsed
from assent.language.operators import ArgumentKind, Kind, Operator, find, symbols_for
from assent.language.types import Choice, Code, Date, DurationType, Number, Scale
from assent.language.values import TIME_UNITS, Period, number_text
from assent.syntax.tree import Name, NumberWord, PeriodNode, Place, Value

MOST_DAYS = amounts.LONGEST_YEARS * 366


def number(problems: Problems, word: NumberWord) -> int | Decimal | None:
    """A number as it was written, exactly."""
    if len(word.word) > amounts.MOST_DIGITS:
        amounts.long_number(problems, word)
        return None
    return Decimal(word.word) if "." in word.word else int(word.word)


def whole_number(problems: Problems, word: NumberWord) -> int | None:
    """A count: a whole number from 0."""
    value = number(problems, word)
    if value is not None and (not isinstance(value, int) or value < 0):
        counts.impossible_count(problems, word)
        return None
    return value


def period(problems: Problems, node: PeriodNode) -> Period | None:
    """`12 weeks`: a whole number of a unit of time."""
    return _period(problems, node.amount, node.unit, node.at)


def _period(problems: Problems, amount: NumberWord, unit: NumberWord, at: Place) -> Period | None:
    known = TIME_UNITS.get(unit.word)
    if known is None:
        names.unknown_unit(problems, amount.word, unit)
        return None
    value = number(problems, amount)
    if value is None:
        return None
    if not isinstance(value, int) or value < 1:
        amounts.impossible_period(problems, amount, known, at)
        return None
    result = Period(value, known)
    if (result.days or 0) > MOST_DAYS or (result.months or 0) > amounts.LONGEST_YEARS * 12:
        amounts.impossible_period(problems, amount, known, at)
        return None
    return result


def day(problems: Problems, word: NumberWord) -> int | None:
    """A date, as its day."""
    value = parse_day(word.word)
    if value is None:
        amounts.impossible_date(problems, word)
    return value


def argument(
    problems: Problems, subject: Subject, symbol: str, value: Value, at: Place
) -> tuple[Operator, Argument] | None:
    """The operator's row and its argument for `subject symbol value`, or None with the mistake reported."""
    kind = kind_of(subject.type)
    if kind is None or symbol not in symbols_for(kind):
        kinds.wrong_operator(problems, at, subject, symbol)
        return None
    match subject.type:
        case Number():
            read = _number(problems, subject, symbol, value)
            return _row(kind, symbol, "number", read)
        case Scale():
            return _row(kind, symbol, "scale", _option(problems, subject, symbol, value))
        case Choice():
            return _row(kind, symbol, "choice", _option(problems, subject, symbol, value))
        case Code(system):
            return _row(kind, symbol, "code", _code(problems, subject, symbol, value, system))
        case Date():
            if value.kind != "date":
                amounts.wrong_value(problems, subject, symbol, value)
                return None
            read_day = day(problems, value.word)
            return _row(kind, symbol, "date", None if read_day is None else Argument(read_day, value.word.word))
        case DurationType():
            return _row(kind, symbol, "period", _duration(problems, subject, symbol, value))
        case _:
            kinds.wrong_operator(problems, at, subject, symbol)
            return None


def _row(
    kind: Kind, symbol: str, argument_kind: ArgumentKind, argument: Argument | None
) -> tuple[Operator, Argument] | None:
    if argument is None:
        return None
    row = find(kind, symbol, argument_kind, units_of(argument.value) if isinstance(argument.value, Period) else "")
    return None if row is None else (row, argument)


def units_of(period: Period) -> Literal["days", "months"]:
    """Which of a pair of operator rows a period takes."""
    return "days" if period.days is not None else "months"


def _number(problems: Problems, subject: Subject, symbol: str, value: Value) -> Argument | None:
    assert isinstance(subject.type, Number)
    unit = subject.type.unit
    if isinstance(subject.operand, Elapsed) and value.kind == "number":
        return _elapsed(problems, subject, symbol, value)
    if value.kind != "number" or (not unit and value.rest is not None and value.rest.word in TIME_UNITS):
        amounts.wrong_value(problems, subject, symbol, value)
        return None
    if unit and value.rest is None:
        amounts.missing_unit(problems, subject, value)
        return None
    how = units.conversion(value.rest.word, unit) if value.rest is not None else units.SAME
    if how is None:
        amounts.wrong_unit(problems, subject, value)
        return None
    read = number(problems, value.word)
    if read is None:
        return None
    text = f"{number_text(read)} {value.rest.word}" if value.rest is not None else number_text(read)
    converted = read if how is units.SAME else how.of(read)
    if subject.type.whole:
        converted = amounts.whole(problems, value.word, converted, subject, symbol)
    return None if converted is None else Argument(converted, text)


def _elapsed(problems: Problems, subject: Subject, symbol: str, value: Value) -> Argument | None:
    """A number of units of time that have passed; the unit may be left out, as the other side names it."""
    assert isinstance(subject.type, Number)
    if value.rest is not None and TIME_UNITS.get(value.rest.word) != subject.type.unit:
        beside.another_unit_of_time(problems, subject, value)
        return None
    read = number(problems, value.word)
    whole = None if read is None else amounts.whole(problems, value.word, read, subject, symbol)
    unit = subject.type.unit
    return None if whole is None else Argument(whole, f"{whole} {unit[:-1] if whole == 1 else unit}")


def _duration(problems: Problems, subject: Subject, symbol: str, value: Value) -> Argument | None:
    if value.kind != "number":
        amounts.wrong_value(problems, subject, symbol, value)
        return None
    if value.rest is None:
        amounts.missing_unit(problems, subject, value)
        return None
    read = _period(problems, value.word, value.rest, value.at)
    return None if read is None else Argument(read, str(read))


def _option(problems: Problems, subject: Subject, symbol: str, value: Value) -> Argument | None:
    if value.kind != "name" or value.rest is not None:
        amounts.wrong_value(problems, subject, symbol, value)
        return None
    return option(problems, subject, Name(value.word.word, value.word.at))


def option(problems: Problems, subject: Subject, name: Name) -> Argument | None:
    """One of the options of a scale (by its rank) or of a choice."""
    assert isinstance(subject.type, Scale | Choice)
    options = subject.type.options
    if not name.word:
        return None
    if name.word not in options:
        names.unknown_option(problems, name, options, of=subject.words, others=subject.others)
        return None
    return Argument(options.index(name.word) if isinstance(subject.type, Scale) else name.word, name.word)


def _code(problems: Problems, subject: Subject, symbol: str, value: Value, system: str) -> Argument | None:
    if value.kind != "name" or value.rest is None:
        amounts.wrong_value(problems, subject, symbol, value)
        return None
    if value.word.word != system:
        if not value.word.word:
            return None
        if value.word.word in CODE_SYSTEMS:
            codes.wrong_code_system(problems, subject, symbol, value)
        else:
            names.unknown_code_system(problems, Name(value.word.word, value.word.at))
        return None
    if value.to is not None:
        read = codes.is_range(problems, value, system)
        return (
            Argument(f"{value.rest.word} to {value.to.word}", f"{value.rest.word} to {value.to.word}") if read else None
        )
    codes.is_code(problems, value.rest, system)
    return Argument(value.rest.word, value.rest.word)
