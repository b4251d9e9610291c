"""Values worth trying for a fact: on each side of every threshold, count, window and range a policy holds it against.

A candidate is a value as a request states it, with a few words on where it lies.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from itertools import islice, product
from math import floor
from types import MappingProxyType
from typing import Any

from assent.evaluate.interpreter import Case, meaning
from assent.generate.cases.beside import against_literals, is_about, usual_case
from assent.language.calendar import LAST_DAY, format_day, months_before
from assent.language.code_systems import CODE_SYSTEMS
from assent.language.expressions import (
    Argument,
    Count,
    Extent,
    Fact,
    FieldValue,
    LatestField,
    Leaf,
    Literal,
    Pattern,
    Test,
    leaves_of,
)
from assent.language.operands import sides_of
from assent.language.operators.dates import window_end, window_start
from assent.language.operators.options import code_beside
from assent.language.phrases import label_of, phrase_of
from assent.language.types import (
    Choice,
    Code,
    Collection,
    Date,
    Document,
    DurationType,
    Field,
    Judgement,
    Number,
    Scale,
    Type,
    YesNo,
)
from assent.language.values import Period, number_text
from assent.requests.findings import Findings
from assent.requests.read import reader_of
from assent.requests.reading import NOT_DONE

ATTESTED_BY = "A. Reviewer, MD"

# A count's condition over several fields is met by trying combinations; more than this many are not tried.
_COMBINATIONS = 512

# Longer lists than this are no examples that a person reads.
_LONGEST = 50

# A code of each system that hardly any policy asks for.
_OTHER_CODES = MappingProxyType(
    {
        "CPT": "99999",
        "HCPCS": "Z9999",
        "CDT": "D9999",
        "ICD10": "Z99.89",
        "ICD10PCS": "ZZZZZZZ",
        "SNOMED": "999999999",
        "LOINC": "99999-9",
        "RXNORM": "99999999",
        "NDC": "99999-9999-99",
        "LOCAL": "another",
    }
)


@dataclass(frozen=True, slots=True)
class Candidate:
    """A value as a request states it, and what it is: "a day short of at least 12 weeks"."""

    raw: Any
    what: str


def candidates(type: Type, leaves: tuple[Leaf, ...], given: Case, about: Fact | FieldValue) -> tuple[Candidate, ...]:
    """The candidates for a fact or a field of a type that `leaves` ask about, likeliest to be met first.

    `given` is the date, and what other facts are held to be. They are distinct; what the readers would refuse
    (a code of another shape, a date before the calendar) is left out.
    """
    found: dict[str, Candidate] = {}
    not_done = about.not_done if isinstance(about, Fact) else about.field.not_done
    also = [Candidate(NOT_DONE, "not done")] if not_done else []
    for candidate in (*_of_type(type, against_literals(leaves, given, about), given), *also):
        if repr(candidate.raw) not in found and read_raw(type, candidate.raw, given.as_of) is not None:
            found[repr(candidate.raw)] = candidate
    return tuple(found.values())


def _of_type(type: Type, leaves: tuple[Leaf, ...], given: Case) -> Iterator[Candidate]:
    as_of = given.as_of
    tests = [leaf for leaf in leaves if isinstance(leaf, Test) and leaf.argument is not None]
    match type:
        case YesNo():
            yield Candidate(True, "yes")
            yield Candidate(False, "no")
        case Judgement(role):
            by = {"name": ATTESTED_BY, "role": role} if role else ATTESTED_BY
            yield Candidate({"value": True, "by": by}, "attested, yes")
            yield Candidate({"value": False, "by": by}, "attested, no")
        case Number():
            yield from _numbers(type, tests)
        case Scale(options) | Choice(options):
            for option in options:
                yield Candidate(option, option)
        case Code(system):
            for test in tests:
                yield from _codes(str(_argument(test)), system)
            yield Candidate(_OTHER_CODES.get(system, "another"), "another code")
        case Date():
            yield from _days(tests, as_of)
        case Document():
            yield Candidate(_day(as_of - 14), "dated two weeks before the request")
            yield from _days(tests, as_of)
            yield Candidate(_day(as_of), "dated on the day of the request")
            yield Candidate(_day(as_of + 1), "dated a day after the request")
            yield Candidate(False, "does not exist")
        case DurationType():
            for test in tests:
                yield from _durations(test, as_of)
        case Collection():
            counts = [leaf for leaf in leaves if isinstance(leaf, Count)]
            for leaf in leaves:
                if isinstance(leaf, Count):
                    total = max(count.at_least or 0 for count in counts)
                    yield from _lists(type, leaf, total, given)
                elif isinstance(leaf.operand, Extent):
                    yield from _lasting(type, leaf, leaf.operand, given)
                else:
                    yield from _latest(type, leaf, given)
            yield Candidate([], "none at all")


def _argument(test: Test) -> Literal:
    assert isinstance(test.argument, Argument)
    return test.argument.value


def _codes(pattern: str, system: str) -> Iterator[Candidate]:
    if " to " not in pattern:
        yield Candidate(_code_like(pattern, system), f"one of {pattern}" if "*" in pattern else pattern)
        return
    low, high = pattern.split(" to ")
    yield Candidate(_code_like(low, system), f"the first of {pattern}")
    yield Candidate(_code_like(high, system), f"the last of {pattern}")
    yield Candidate(_code_like(code_beside(low, -1), system), f"just before {pattern}")
    yield Candidate(_code_like(code_beside(high, 1), system), f"just after {pattern}")


def _code_like(pattern: str, system: str) -> str:
    """A code that a pattern matches, of the shape that its system has."""
    start = pattern.removesuffix("*")
    endings = [""] + ([f"{'0' * zeros}{end}" for end in ("", "-0") for zeros in range(11)] if start != pattern else [])
    fits = CODE_SYSTEMS[system].fits if system in CODE_SYSTEMS else bool
    return next((start + ending for ending in endings if fits(start + ending)), start)


def _day(day: int) -> str:
    return format_day(min(max(day, 1), LAST_DAY))


def _numbers(type: Number, tests: list[Test]) -> Iterator[Candidate]:
    for test in tests:
        threshold, written = _argument(test), test.literal.text if test.literal else ""
        if written.partition(" ")[2] not in ("", type.unit):
            yield from _in_another_unit(written, phrase_of(test).says)
        if isinstance(threshold, Fraction):
            below = Decimal(f"{floor(threshold * 10_000)}E-4")
            for near, what in ((below + Decimal("0.0001"), "just above"), (below, "just below")):
                yield Candidate(_plain(near), f"{number_text(_plain(near))}, {what} the threshold")
        if not isinstance(threshold, int | Decimal):
            continue
        step = Decimal(1) if type.whole else Decimal(1).scaleb(min(int(Decimal(threshold).as_tuple().exponent), 0))
        asked = phrase_of(test).says
        for value, what in (
            (threshold, "on the threshold"),
            (threshold + step, "just above the threshold"),
            (threshold - step, "just below the threshold"),
        ):
            if (type.low is None or value >= type.low) and (type.high is None or value <= type.high):
                yield Candidate(_plain(value), f"{number_text(_plain(value))}, {what} ({asked})")
    if type.low is not None and type.high is not None:
        yield Candidate(_plain(type.low), f"{number_text(_plain(type.low))}, the least there is")
        yield Candidate(_plain(type.high), f"{number_text(_plain(type.high))}, the most there is")
    elif not tests:
        yield Candidate(1, "a number")


def _in_another_unit(written: str, asked: str) -> Iterator[Candidate]:
    """Numbers in the unit of a threshold that is not the unit of its fact."""
    number, _, unit = written.partition(" ")
    threshold = Decimal(number)
    step = Decimal(1).scaleb(min(int(threshold.as_tuple().exponent), 0))
    for value, what in (
        (threshold, "on the threshold"),
        (threshold + step, "just above the threshold"),
        (threshold - step, "just below the threshold"),
    ):
        text = f"{number_text(value)} {unit}"
        yield Candidate(text, f"{text}, {what} ({asked})")


def _plain(value: int | Decimal) -> int | Decimal:
    return int(value) if value == int(value) else Decimal(number_text(value))


def _days(tests: list[Test], as_of: int) -> Iterator[Candidate]:
    for test in tests:
        value = _argument(test)
        if isinstance(value, Period) and test.operator.symbol == "within the next":
            last = window_end(value, as_of)
            yield Candidate(_day(last), f"on the last day of the next {value}")
            yield Candidate(_day(last + 1), f"a day after the next {value}")
            yield Candidate(_day(as_of), "on the day of the request")
            yield Candidate(_day(as_of - 1), "a day before the request")
        elif isinstance(value, Period):
            first = window_start(value, as_of)
            yield Candidate(_day(first), f"on the first day of the last {value}")
            yield Candidate(_day(first - 1), f"a day before the last {value}")
            yield Candidate(_day(as_of), "on the day of the request")
            yield Candidate(_day(as_of + 1), "a day after the request")
        elif isinstance(value, int) and test.operator.argument == "date":
            asked = phrase_of(test).says
            for day, what in ((value, "on that day"), (value + 1, "a day later"), (value - 1, "a day earlier")):
                yield Candidate(_day(day), f"{_day(day)}, {what} ({asked})")


def _durations(test: Test, as_of: int) -> Iterator[Candidate]:
    period, asked = _argument(test), phrase_of(test).says
    assert isinstance(period, Period)
    if period.days is not None:
        yield Candidate(str(period), f"on the threshold ({asked})")
        yield Candidate(_days_text(period.days + 1), f"a day over the threshold ({asked})")
        yield Candidate(_days_text(period.days - 1), f"a day short of the threshold ({asked})")
        yield Candidate({"from": _day(as_of - period.days)}, f"by its dates, on the threshold ({asked})")
        yield Candidate({"from": _day(as_of - period.days + 1)}, f"by its dates, a day short ({asked})")
        return
    assert period.months is not None
    first = months_before(as_of, period.months)
    yield Candidate({"from": _day(first)}, f"by its dates, on the threshold ({asked})")
    yield Candidate({"from": _day(first - 1)}, f"by its dates, a day over ({asked})")
    yield Candidate({"from": _day(first + 1)}, f"by its dates, a day short ({asked})")
    yield Candidate(str(period), f"on the threshold ({asked})")


def _days_text(days: int) -> str:
    return f"{days} day" if days == 1 else f"{days} days"


def _lists(type: Collection, count: Count, total: int, given: Case) -> Iterator[Candidate]:
    """Lists on each side of a count's bounds and of its window; `total` is how many other counts ask for."""
    as_of, fitting, asked = given.as_of, _fitting_fields(type, count, count, given), phrase_of(count).says
    bounds = [bound for bound in (count.at_least, count.at_most) if bound is not None]
    sizes = {size for bound in bounds for size in (bound - 1, bound, bound + 1) if 0 <= size <= _LONGEST}
    likeliest = max(total, count.at_least or 0)
    sizes |= {likeliest} if likeliest <= _LONGEST else set()
    for size in sorted(sizes, key=lambda size: (size != likeliest, size)):
        recent = [_element(type, fitting, day) for day in _recent(count, size, as_of)]
        yield Candidate(recent, f"{size} ({asked})")
    if count.pattern is not None:
        for days, what in _at_the_limit(count, count.pattern, as_of):
            yield Candidate([_element(type, fitting, day) for day in days], f"{what} ({asked})")
    if not count.at_least or type.dated_by is None or likeliest > _LONGEST:
        return
    if count.window is not None:
        first = window_start(count.window, as_of)
        # What other counts ask for lies before the window, so that this count alone decides.
        older = [_element(type, fitting, first - 30 - at) for at in range(likeliest - count.at_least)]
        others = [_element(type, fitting, as_of - 7)] * (count.at_least - 1)
        for day, what in ((first, "on the first day of"), (first - 1, "a day before")):
            edge = [*older, _element(type, fitting, day), *others]
            yield Candidate(edge, f"one {what} the last {count.window} ({asked})")
    rest = [_element(type, fitting, as_of - 7)] * (count.at_least - 1)
    yield Candidate([*rest, _element(type, fitting, as_of + 1)], f"one a day after the request ({asked})")
    yield Candidate([*rest, _element(type, fitting, None)], f"one without its date ({asked})")


def _recent(count: Count, size: int, as_of: int) -> list[int]:
    """Days shortly before the request: such that the pattern of a count, if it has one, counts all of them."""
    if count.pattern is None:
        return [as_of - 7 * (size - at) for at in range(size)]
    if count.pattern.kind == "at least apart":
        return _steps(count.pattern.period, size, as_of)
    return [as_of - (size - 1 - at) for at in range(size)]


def _steps(period: Period, size: int, as_of: int) -> list[int]:
    """Days that lie exactly a period apart, up to the date of the request."""
    days = [as_of] if size else []
    while len(days) < size:
        days.append(window_start(period, days[-1]))
    return days[::-1]


def _at_the_limit(count: Count, pattern: Pattern, as_of: int) -> Iterator[tuple[list[int], str]]:
    """Days that lie exactly as far from one another as the pattern allows, and a day nearer or further."""
    size = count.at_least or (count.at_most or 0) + 1
    if size > _LONGEST:
        return
    period = pattern.period
    if pattern.kind == "within any":
        first = window_start(period, as_of)
        yield [first, *[as_of] * (size - 1)], f"{size} within {period}, on both its ends"
        yield [first - 1, *[as_of] * (size - 1)], f"{size}, one of them a day before the others' {period}"
        return
    days = _steps(period, size, as_of)
    yield days, f"{size}, each {period} after the one before"
    yield [days[0] - 1, *days[1:]], f"{size}, the first of them a day further away"
    yield [days[0] + 1, *days[1:]], f"{size}, the first of them a day nearer"


def _lasting(type: Collection, test: Test, extent: Extent, given: Case) -> Iterator[Candidate]:
    """Episodes that last exactly as long as is asked, a day more and a day less, in one piece and in two."""
    as_of, fitting, asked = given.as_of, _fitting_fields(type, extent, test, given), phrase_of(test).says
    period = _argument(test)
    assert isinstance(period, Period)
    first = window_start(period, as_of)

    def episode(begin: int, end: int) -> dict[str, Any]:
        return {"from": _day(begin), "to": _day(end), **fitting}

    yield Candidate([episode(first, as_of)], f"on the threshold ({asked})")
    yield Candidate([episode(first - 1, as_of)], f"a day over the threshold ({asked})")
    yield Candidate([episode(first + 1, as_of)], f"a day short of the threshold ({asked})")
    middle, gap = (first + as_of) // 2, extent.gap or 0
    yield Candidate([episode(first, middle), episode(middle + gap + 1, as_of)], f"in two pieces ({asked})")
    yield Candidate(
        [episode(first, middle), episode(middle + gap + 2, as_of)], f"in two pieces further apart ({asked})"
    )
    yield Candidate([{"from": _day(first), **fitting}], f"still going on ({asked})")
    yield Candidate([{"to": _day(as_of), **fitting}], f"one without the day it began ({asked})")
    if extent.window is not None:
        start = window_start(extent.window, as_of)
        older = episode(start - (as_of - first), start)
        yield Candidate([older], f"before the last {extent.window} ({asked})")


def _latest(type: Collection, test: Test, given: Case) -> Iterator[Candidate]:
    operand = test.operand
    assert isinstance(operand, LatestField)
    field = FieldValue(operand.field, operand.position)
    bare = Test(test.operator, field, test.argument)
    fitting = _fitting_fields(type, operand, test, given)
    plain = not operand.earliest and operand.window is None and operand.where is None
    which = "the latest" if plain else f"{label_of(operand)},"
    for candidate in candidates(operand.field.type, (bare,), given, field):
        element = _element(type, {**fitting, operand.field.name: candidate.raw}, given.as_of - 7)
        yield Candidate([element], f"{which} {candidate.what}")


def _fitting_fields(type: Collection, count: Count | Extent | LatestField, leaf: Leaf, given: Case) -> dict[str, Any]:
    """Values of the fields that meet a leaf's condition on elements, found by trying their candidates."""
    per = count.per if isinstance(count, Count) else None
    same = {} if per is None else _some_value(type.fields[per], per, given)
    if count.where is None:
        return same
    asked: dict[FieldValue, list[Leaf]] = {}
    for test in leaves_of(count.where):
        for at, field in enumerate(type.fields):
            value = FieldValue(field, at)
            if isinstance(test, Test) and any(is_about(side, value) for side in sides_of(test)):
                asked.setdefault(value, []).append(test)
    fields = [
        (value.field, candidates(value.field.type, tuple(leaves), given, value)) for value, leaves in asked.items()
    ]
    case = usual_case((leaf,), given)
    for choice in islice(product(*(options for _, options in fields)), _COMBINATIONS):
        values: list[Any] = [None] * len(type.fields)
        for (field, _), candidate in zip(fields, choice, strict=True):
            values[type.fields.index(field)] = read_raw(field.type, candidate.raw, given.as_of)
        if meaning(count.where, case, tuple(values)) is True:
            found = {field.name: candidate.raw for (field, _), candidate in zip(fields, choice, strict=True)}
            return {**same, **found}
    return same


def _some_value(field: Field, at: int, given: Case) -> dict[str, Any]:
    """A value of the field that a count goes by, the same for every element."""
    return {field.name: candidates(field.type, (), given, FieldValue(field, at))[0].raw}


def read_raw(type: Type, raw: Any, as_of: int) -> Any:
    """A candidate's value as the readers hold it, None where they refuse it; that it was not done is never refused."""
    found = Findings()
    found.as_of = as_of
    reader, *arguments = reader_of(type, not_done=True)
    value = reader(raw, "", found, *arguments)
    return None if found.faults else value


def _element(type: Collection, fields: dict[str, Any], day: int | None) -> Any:
    if type.dated_by is None:
        return dict(fields)
    name = type.fields[type.dated_by].name
    if type.episodes and day is not None:
        return {name: _day(day), "to": _day(day + 13), **fields}
    return dict(fields) if day is None or name in fields else {**fields, name: _day(day)}
