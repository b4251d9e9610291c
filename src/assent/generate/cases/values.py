"""Single values worth trying: on each side of every threshold, window and range that a policy holds one against.

A candidate is a value as a request states it, with a few words on where it lies.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from math import floor
from types import MappingProxyType
from typing import Any

from assent.evaluate.interpreter import Case
from assent.generate.cases.beside import against_literals
from assent.language.calendar import LAST_DAY, format_day, months_before
from assent.language.code_systems import CODE_SYSTEMS
from assent.language.expressions import (
    Argument,
    Fact,
    FieldValue,
    Leaf,
    Literal,
    Test,
)
from assent.language.operands import day_of
from assent.language.operators.dates import window_end, window_start
from assent.language.operators.options import EITHER, code_beside
from assent.language.phrases import phrase_of
from assent.language.types import (
    Choice,
    Code,
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
from assent.requests.findings import Findings
from assent.requests.read import reader_of
from assent.requests.reading import NOT_DONE, day_stated

ATTESTED_BY = "A. Reviewer, MD"

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


def values(type: Type, leaves: tuple[Leaf, ...], given: Case, about: Fact | FieldValue) -> tuple[Candidate, ...]:
    """The candidates for a single value of a type that `leaves` ask about, likeliest to be met first."""
    return usable(type, _of_type(type, against_literals(leaves, given, about), given), given, about)


def usable(type: Type, found: Iterable[Candidate], given: Case, about: Fact | FieldValue) -> tuple[Candidate, ...]:
    """Candidates, each once, and that it was not done where that may be stated.

    What the readers would refuse (a code of another shape, a date before the calendar) is left out.
    """
    distinct: dict[str, Candidate] = {}
    not_done = about.not_done if isinstance(about, Fact) else about.field.not_done
    also = [Candidate(NOT_DONE, "not done")] if not_done else []
    for candidate in (*found, *also):
        if repr(candidate.raw) not in distinct and read_raw(type, candidate.raw, given.as_of) is not None:
            distinct[repr(candidate.raw)] = candidate
    return tuple(distinct.values())


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
                yield from _codes(str(argument_of(test)), system)
            yield Candidate(_OTHER_CODES.get(system, "another"), "another code")
        case Date():
            yield from _days(tests, as_of)
        case Document():
            yield Candidate(day_text(as_of - 14), "dated two weeks before the request")
            yield from _days(tests, as_of)
            yield Candidate(day_text(as_of), "dated on the day of the request")
            yield Candidate(day_text(as_of + 1), "dated a day after the request")
            yield Candidate(False, "does not exist")
        case DurationType():
            for test in tests:
                yield from _durations(test, as_of)


def argument_of(test: Test) -> Literal:
    assert isinstance(test.argument, Argument)
    return test.argument.value


def _codes(pattern: str, system: str) -> Iterator[Candidate]:
    if EITHER in pattern:
        for one in (pattern.split(EITHER, maxsplit=1)[0], pattern.rsplit(EITHER, maxsplit=1)[-1]):
            yield from _codes(one, system)
        return
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


def day_text(day: int) -> str:
    return format_day(min(max(day, 1), LAST_DAY))


def _numbers(type: Number, tests: list[Test]) -> Iterator[Candidate]:
    for test in tests:
        threshold, written = argument_of(test), test.literal.text if test.literal else ""
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
        value = argument_of(test)
        if isinstance(value, Period) and test.operator.symbol == "within the next":
            last = window_end(value, as_of)
            yield Candidate(day_text(last), f"on the last day of the next {value}")
            yield Candidate(day_text(last + 1), f"a day after the next {value}")
            yield Candidate(day_text(as_of), "on the day of the request")
            yield Candidate(day_text(as_of - 1), "a day before the request")
        elif isinstance(value, Period):
            first = window_start(value, as_of)
            yield Candidate(day_text(first), f"on the first day of the last {value}")
            yield Candidate(day_text(first - 1), f"a day before the last {value}")
            yield Candidate(day_text(as_of), "on the day of the request")
            yield Candidate(day_text(as_of + 1), "a day after the request")
        elif isinstance(value, int) and test.operator.argument == "date":
            asked = phrase_of(test).says
            for day, what in ((value, "on that day"), (value + 1, "a day later"), (value - 1, "a day earlier")):
                yield Candidate(day_text(day), f"{day_text(day)}, {what} ({asked})")


def _durations(test: Test, as_of: int) -> Iterator[Candidate]:
    period, asked = argument_of(test), phrase_of(test).says
    assert isinstance(period, Period)
    if period.days is not None:
        yield Candidate(str(period), f"on the threshold ({asked})")
        yield Candidate(_days_text(period.days + 1), f"a day over the threshold ({asked})")
        yield Candidate(_days_text(period.days - 1), f"a day short of the threshold ({asked})")
        yield Candidate({"from": day_text(as_of - period.days)}, f"by its dates, on the threshold ({asked})")
        yield Candidate({"from": day_text(as_of - period.days + 1)}, f"by its dates, a day short ({asked})")
        return
    assert period.months is not None
    first = months_before(as_of, period.months)
    yield Candidate({"from": day_text(first)}, f"by its dates, on the threshold ({asked})")
    yield Candidate({"from": day_text(first - 1)}, f"by its dates, a day over ({asked})")
    yield Candidate({"from": day_text(first + 1)}, f"by its dates, a day short ({asked})")
    yield Candidate(str(period), f"on the threshold ({asked})")


def _days_text(days: int) -> str:
    return f"{days} day" if days == 1 else f"{days} days"


def read_values(fact: Fact, raw: Any, as_of: int) -> dict[str, Any]:
    """What a candidate of a fact stands for: its value, and the day that it is of where that is stated."""
    found = {fact.name: read_raw(fact.type, raw, as_of)}
    return found if not fact.measured else {**found, day_of(fact).name: day_stated(raw)}


def read_raw(type: Type, raw: Any, as_of: int) -> Any:
    """A candidate's value as the readers hold it, None where they refuse it; that it was not done is never refused."""
    found = Findings()
    found.as_of = as_of
    reader, *arguments = reader_of(type, not_done=True)
    value = reader(raw, "", found, *arguments)
    return None if found.faults else value
