"""Values worth trying for a fact: on each side of every threshold, count, window and range a policy holds it against.

A candidate is a value as a request states it, with a few words on where it lies.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from itertools import islice, product
from typing import Any

from assent.evaluate.interpreter import Case, meaning
from assent.language.calendar import LAST_DAY, format_day, months_before
from assent.language.expressions import Count, FieldValue, Leaf, Literal, Test, leaves_of
from assent.language.operators.dates import window_start
from assent.language.types import (
    Choice,
    Code,
    Collection,
    Date,
    Document,
    DurationType,
    Judgement,
    Number,
    Scale,
    Type,
    YesNo,
)
from assent.language.values import Period, number_text
from assent.requests.read import reader_of
from assent.requests.reading import Findings

ATTESTED_BY = "A. Reviewer, MD"

# A count's condition over several fields is met by trying combinations; more than this many are not tried.
_COMBINATIONS = 512


@dataclass(frozen=True, slots=True)
class Candidate:
    """A value as a request states it, and what it is: "one day short"."""

    raw: Any
    what: str


def candidates(type: Type, leaves: tuple[Leaf, ...], as_of: int) -> tuple[Candidate, ...]:
    """The candidates for a fact of a type that `leaves` ask about, distinct, likeliest to be met first."""
    found: dict[str, Candidate] = {}
    for candidate in _of_type(type, leaves, as_of):
        found.setdefault(repr(candidate.raw), candidate)
    return tuple(found.values())


def _of_type(type: Type, leaves: tuple[Leaf, ...], as_of: int) -> Iterator[Candidate]:
    literals = [(leaf, leaf.argument.value) for leaf in leaves if isinstance(leaf, Test) and leaf.argument]
    match type:
        case YesNo():
            yield Candidate(True, "yes")
            yield Candidate(False, "no")
        case Judgement():
            yield Candidate({"value": True, "by": ATTESTED_BY}, "attested: yes")
            yield Candidate({"value": False, "by": ATTESTED_BY}, "attested: no")
        case Number():
            yield from _numbers(type, [value for _, value in literals])
        case Scale(options) | Choice(options):
            for option in options:
                yield Candidate(option, option)
        case Code():
            for _, pattern in literals:
                code = str(pattern)
                yield Candidate(code.removesuffix("*").rstrip(".") if code.endswith("*") else code, "the code asked for")
            yield Candidate("Z99.89", "another code")
        case Date():
            yield from _days(literals, as_of)
        case Document():
            yield Candidate(_day(as_of - 14), "dated two weeks before the request")
            yield from _days(literals, as_of)
            yield Candidate(_day(as_of), "dated on the day of the request")
            yield Candidate(_day(as_of + 1), "dated a day after the request")
            yield Candidate(False, "does not exist")
        case DurationType():
            for _, period in literals:
                if isinstance(period, Period):
                    yield from _durations(period, as_of)
        case Collection():
            for leaf in leaves:
                if isinstance(leaf, Count):
                    yield from _lists(type, leaf, as_of)
                else:
                    yield from _latest(type, leaf, as_of)
            yield Candidate([], "none at all")


def _day(day: int) -> str:
    return format_day(min(max(day, 1), LAST_DAY))


def _numbers(type: Number, thresholds: list[Literal]) -> Iterator[Candidate]:
    for threshold in thresholds:
        if not isinstance(threshold, int | Decimal):
            continue
        step = Decimal(1).scaleb(min(int(Decimal(threshold).as_tuple().exponent), 0))
        for value, what in (
            (threshold, "on the threshold"),
            (threshold + step, "just above the threshold"),
            (threshold - step, "just below the threshold"),
        ):
            if (type.low is None or value >= type.low) and (type.high is None or value <= type.high):
                yield Candidate(_plain(value), what)
    if type.low is not None and type.high is not None:
        yield Candidate(_plain(type.low), "the least there is")
        yield Candidate(_plain(type.high), "the most there is")
    elif not thresholds:
        yield Candidate(1, "a number")


def _plain(value: int | Decimal) -> int | Decimal:
    return int(value) if value == int(value) else Decimal(number_text(value))


def _days(literals: list[tuple[Test, Literal]], as_of: int) -> Iterator[Candidate]:
    for test, value in literals:
        if isinstance(value, Period):
            first = window_start(value, as_of)
            yield Candidate(_day(first), f"on the first day of the last {value}")
            yield Candidate(_day(first - 1), f"a day before the last {value}")
            yield Candidate(_day(as_of), "on the day of the request")
            yield Candidate(_day(as_of + 1), "a day after the request")
        elif isinstance(value, int) and test.operator.argument == "date":
            for day, what in ((value, "on the day"), (value + 1, "a day later"), (value - 1, "a day earlier")):
                yield Candidate(_day(day), what)


def _durations(period: Period, as_of: int) -> Iterator[Candidate]:
    if period.days is not None:
        yield Candidate(str(period), "on the threshold")
        yield Candidate(_days_text(period.days + 1), "a day over the threshold")
        yield Candidate(_days_text(period.days - 1), "a day short of the threshold")
        yield Candidate({"from": _day(as_of - period.days)}, "by its dates, on the threshold")
        yield Candidate({"from": _day(as_of - period.days + 1)}, "by its dates, a day short")
        return
    assert period.months is not None
    first = months_before(as_of, period.months)
    yield Candidate({"from": _day(first)}, "by its dates, on the threshold")
    yield Candidate({"from": _day(first - 1)}, "by its dates, a day over")
    yield Candidate({"from": _day(first + 1)}, "by its dates, a day short")
    yield Candidate(str(period), "on the threshold")


def _days_text(days: int) -> str:
    return f"{days} day" if days == 1 else f"{days} days"


def _lists(type: Collection, count: Count, as_of: int) -> Iterator[Candidate]:
    """Lists of as many elements as each bound asks for, one fewer and one more, recent, at the window's edge, and too old."""
    fitting = _fitting_fields(type, count, as_of)
    sizes = sorted({size for bound in (count.at_least, count.at_most) if bound is not None for size in (bound - 1, bound, bound + 1)})
    first_choice = count.at_least if count.at_least else 0
    for size in sorted((size for size in sizes if 0 <= size <= 50), key=lambda size: (size != first_choice, size)):
        recent = [_element(type, fitting, as_of - 7 * (size - at) - 7) for at in range(size)]
        yield Candidate(recent, f"{size} of them" if size != 1 else "one of them")
    if count.at_least and type.dated_by is not None and count.at_least <= 50:
        others = [_element(type, fitting, as_of - 7)] * (count.at_least - 1)
        if count.window is not None:
            first = window_start(count.window, as_of)
            yield Candidate([_element(type, fitting, first), *others], f"the oldest on the first day of the last {count.window}")
            yield Candidate([_element(type, fitting, first - 1), *others], f"the oldest a day before the last {count.window}")
        yield Candidate([*others, _element(type, fitting, as_of + 1)], "one of them a day after the request")
        yield Candidate([*others, _element(type, fitting, None)], "one of them without its date")


def _latest(type: Collection, test: Test, as_of: int) -> Iterator[Candidate]:
    operand = test.operand
    assert not isinstance(operand, FieldValue) and type.dated_by is not None
    position = getattr(operand, "position", 0)
    field = type.fields[position]
    bare = Test(test.operator, FieldValue(field, position), test.argument)
    for candidate in candidates(field.type, (bare,), as_of):
        yield Candidate([_element(type, {field.name: candidate.raw}, as_of - 7)], f"the latest {candidate.what}")


def _fitting_fields(type: Collection, count: Count, as_of: int) -> dict[str, Any]:
    """Values of the fields that meet a count's condition, found by trying their candidates."""
    if count.where is None:
        return {}
    asked: dict[int, list[Leaf]] = {}
    for leaf in leaves_of(count.where):
        if isinstance(leaf, Test) and isinstance(leaf.operand, FieldValue):
            asked.setdefault(leaf.operand.position, []).append(leaf)
    fields = [(type.fields[at], candidates(type.fields[at].type, tuple(leaves), as_of)) for at, leaves in asked.items()]
    case = Case(as_of, {}, {})
    for choice in islice(product(*(options for _, options in fields)), _COMBINATIONS):
        values: list[Any] = [None] * len(type.fields)
        for (field, _), candidate in zip(fields, choice, strict=True):
            values[type.fields.index(field)] = read_raw(field.type, candidate.raw, as_of)
        if meaning(count.where, case, tuple(values)) is True:
            return {field.name: candidate.raw for (field, _), candidate in zip(fields, choice, strict=True)}
    return {}


def read_raw(type: Type, raw: Any, as_of: int) -> Any:
    """A candidate's value as the readers hold it."""
    reader, *arguments = reader_of(type)
    return reader(raw, "", Findings(as_of), *arguments)


def _element(type: Collection, fields: dict[str, Any], day: int | None) -> Any:
    if type.dated_by is None:
        return dict(fields)
    date = {} if day is None else {type.fields[type.dated_by].name: _day(day)}
    return {**fields, **date}
