"""Values of a type as requests state them: on, above and below each threshold, on each edge of each window."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

from assent.language.calendar import LAST_DAY, format_day, months_before, shortest_and_longest
from assent.language.code_systems import CODE_SYSTEMS
from assent.language.expressions import Literal
from assent.language.operators.dates import window_end, window_start
from assent.language.types import (
    ROLES,
    Choice,
    Code,
    Collection,
    Date,
    Document,
    DurationType,
    Judgement,
    Number,
    Scalar,
    Scale,
    Type,
    YesNo,
)
from assent.language.values import Period, number_text
from strategies.choices import Choices
from strategies.literals import OTHER_UNITS

Raw = Any
Thresholds = Sequence[Literal]
CODES = {
    "ICD10": ("M54.50", "M17.11", "M17", "Z99.89", "M17.1", "E11.9"),
    "CPT": ("97110", "97112", "9711A"),
    "HCPCS": ("E0601", "J1030"),
    "LOINC": ("72514-3", "1-8"),
    "RXNORM": ("1876376", "1", "99999999"),
    "LOCAL": ("a b", "x-1", "{{y}}", "</script>", "'\"\\", "a", "x"),
}
_NOTABLE = tuple(date(*day).toordinal() for day in ((2024, 2, 29), (2025, 2, 28), (2025, 8, 31), (2000, 2, 29)))
_LITTLE = Decimal("0.0000000001")


def value(
    choose: Choices,
    type: Scalar | Judgement | Document,
    thresholds: Thresholds,
    as_of: int,
    *,
    not_done: bool = False,
) -> Raw:
    """A value near one of the literals that it is held against; at times wrapped with when, whence and by whom."""
    if isinstance(type, Judgement):
        return {"value": choose.one((True, False, "yes")), "by": _attester(choose, type.by)}
    plain = "not done" if not_done and choose.chance(3) else _plain(choose, type, thresholds, as_of)
    if not choose.chance(6):
        return plain
    beside = choose.some((("on", day(choose, (), as_of)), ("source", "chart"), ("by", "C. D.")), 0, 3)
    return {"value": plain, **dict(beside)}


def _attester(choose: Choices, role: str) -> Raw:
    """Who attests a judgement: most of the time in the role that it asks for."""
    if not role and choose.chance(2):
        return choose.one(("A. B., MD", "x"))
    beside = {"role": role or None} if not choose.chance(4) else choose.one(({}, {"role": choose.one(ROLES)}))
    return {"name": "A. B.", **beside, **({"on": "2026-01-01"} if choose.chance(3) else {})}


def _plain(choose: Choices, type: Type, thresholds: Thresholds, as_of: int) -> Raw:
    match type:
        case YesNo():
            return choose.one((True, False, "yes", "no"))
        case Number():
            return choose.one(near_numbers(type, thresholds))
        case Scale(options) | Choice(options):
            return choose.one(options)
        case Code(system):
            ends = [end for literal in thresholds for end in re.split(" to | or ", str(literal))]
            asked = [end.removesuffix("*").removesuffix(".") for end in ends]
            return choose.one([*(code for code in asked if CODE_SYSTEMS[system].fits(code)), *CODES[system]])
        case Date():
            return day(choose, thresholds, as_of)
        case Document():
            found = False if choose.chance(5) else day(choose, thresholds, as_of)
            return {"date": found, "reference": "DOC 1"} if found is not False and choose.chance(5) else found
        case DurationType():
            return quantity(choose, thresholds) if choose.chance(2) else stretch(choose, thresholds, as_of)
        case _:
            raise AssertionError(type)


def day(choose: Choices, thresholds: Thresholds, as_of: int) -> Raw:
    """A date as a text or as a date."""
    found = choose.one(near_days(thresholds, as_of))
    return date.fromordinal(found) if choose.chance(5) else format_day(found)


def near_numbers(type: Number, thresholds: Thresholds) -> list[Raw]:
    """Numbers on, just above and just below each threshold, and the ends of the range, in every accepted form."""
    found: list[Raw] = [7 if type.high is None else type.high, -1 if type.low is None else type.low]
    for threshold in thresholds:
        if isinstance(threshold, Fraction):
            found += list(_in_other_units(type, threshold))
            rounded = Decimal(f"{int(threshold * 10**9)}E-9")
            found += [near for near in (rounded - _LITTLE, rounded, rounded + 1) if _in_range(type, near)]
        elif isinstance(threshold, int | Decimal):
            near = [threshold + step for step in (-Decimal(1), -_LITTLE, Decimal(0), _LITTLE, Decimal(1))]
            near = [number for number in near if _in_range(type, number)]
            found += [*near, *(int(number) for number in near if number == int(number))]
            found += list(_in_other_units(type, threshold))
            if not _in_range(type, Decimal(threshold)):
                continue
            if Decimal(repr(float(threshold))) == threshold:
                found.append(float(threshold))
            if type.unit:
                found.append(f"{number_text(threshold)} {type.unit}")
    return found


def _in_other_units(type: Number, threshold: int | Decimal | Fraction) -> Iterator[str]:
    """A threshold and what is beside it, in other units; a fraction, which no decimal is, among them."""
    for unit, factor in OTHER_UNITS.get(type.unit, ()):
        there = round(Fraction(threshold) / factor, 9)
        for number in (there - Fraction(1, 10**9), there, there + Fraction(1, 10**9)):
            low, high = type.low, type.high
            inside = (low is None or number * factor >= low) and (high is None or number * factor <= high)
            if inside and not type.whole:
                yield f"{number_text(Decimal(f'{int(number * 10**9)}E-9'))} {unit}"


def _in_range(type: Number, number: Decimal) -> bool:
    if type.whole and number != int(number):
        return False
    return (type.low is None or number >= type.low) and (type.high is None or number <= type.high)


def near_days(thresholds: Thresholds, as_of: int) -> list[int]:
    """Days on each edge of each window and beside it, ends of months, leap days, and days to come."""
    found = [as_of, as_of - 1, as_of + 1, as_of - 40, as_of - 400, as_of + 400, *_NOTABLE]
    for threshold in thresholds:
        if isinstance(threshold, Period):
            edge = window_start(threshold, as_of)
            found += [edge, edge - 1, edge, edge + 1, (edge + as_of) // 2] * 2
            ahead = window_end(threshold, as_of)
            found += [ahead - 1, ahead, ahead + 1]
        elif isinstance(threshold, int):
            found += [threshold, threshold - 1, threshold + 1]
    return [day for day in found if 1 <= day <= LAST_DAY]


def quantity(choose: Choices, thresholds: Thresholds) -> str:
    """A duration as a quantity: near a threshold, in its unit or in the other kind of unit."""
    days, months = {0, 1, 30}, {0, 1, 3}
    for threshold in thresholds:
        if isinstance(threshold, Period) and threshold.days is not None:
            days |= {threshold.days + step for step in (-1, 0, 1)}
            months |= {threshold.days // 30 + step for step in (-1, 0, 1)}
        elif isinstance(threshold, Period) and threshold.months is not None:
            months |= {threshold.months + step for step in (-1, 0, 1)}
            low, high = shortest_and_longest(threshold.months)
            days |= {low - 1, low, low + 1, high - 1, high, high + 1}
    if choose.chance(2):
        amount = choose.one(sorted(month for month in months if month >= 0))
        return f"{amount // 12} years" if amount % 12 == 0 and choose.chance(2) else f"{amount} months"
    amount = choose.one(sorted(day for day in days if day >= 0))
    if choose.chance(4):
        return choose.one((f"{amount}.5 days", f"{amount // 7}.5 weeks", f"{amount}.0 days"))
    return f"{amount // 7} weeks" if amount % 7 == 0 and choose.chance(2) else f"{amount} days"


def stretch(choose: Choices, thresholds: Thresholds, as_of: int) -> Raw:
    """A duration by its dates, to the date of the request, to an earlier day, or to a later one."""
    end = choose.one((None, as_of, as_of - 1, as_of + 30, as_of - 45))
    last = as_of if end is None else min(end, as_of)
    firsts = [last, last - 1, last - 100, as_of + 1]
    for threshold in thresholds:
        if isinstance(threshold, Period):
            edge = window_start(threshold, last)
            firsts += [edge, edge - 1, edge, edge + 1] * 2
    first = choose.one([first for first in firsts if first >= 1 and (end is None or first <= end)])
    return {"from": format_day(first)} | ({} if end is None else {"to": format_day(end)})


def elements(
    choose: Choices,
    type: Collection,
    asked: Mapping[int, Thresholds],
    windows: Thresholds,
    as_of: int,
    most: int,
    *,
    wrapped: bool = True,
) -> Raw:
    """Elements of a list or of evidence: any field may be left out or null; plain ones may be bare dates."""
    found = [_element(choose, type, asked, windows, as_of) for _ in range(choose.number(0, most))]
    return {"value": found, "source": "chart"} if wrapped and choose.chance(12) else found


def _element(
    choose: Choices, type: Collection, asked: Mapping[int, Thresholds], windows: Thresholds, as_of: int
) -> Raw:
    if type.plain and not choose.chance(4):
        return day(choose, windows, as_of)
    element: dict[str, Raw] = days_of_episode(choose, windows, as_of) if type.episodes else {}
    for at, field in enumerate(type.fields[2 if type.episodes else 0 :], 2 if type.episodes else 0):
        if choose.chance(4):
            if choose.chance(2):
                element[field.name] = None
            continue
        thresholds = [*asked.get(at, ()), *(windows if at == type.dated_by else ())]
        element[field.name] = value(choose, field.type, thresholds, as_of, not_done=field.not_done)
    return element


def days_of_episode(choose: Choices, windows: Thresholds, as_of: int) -> dict[str, Raw]:
    """When an episode began and ended: near the thresholds, going on, without its beginning, or unknown."""
    kind = choose.one(("both", "both", "both", "going on", "ended", "unknown"))
    if kind == "unknown":
        return {}
    if kind == "ended":
        return {"to": format_day(choose.one(near_days(windows, as_of)))}
    dates: dict[str, Raw] = stretch(choose, windows, choose.one((as_of, as_of, as_of - 20, as_of - 100)))
    if kind == "going on":
        dates.pop("to", None)
    return dates


def same_months(months: int, last: int) -> dict[str, str] | None:
    """The dates of exactly so many months up to a day, or None before the calendar begins."""
    first = months_before(last, months)
    return {"from": format_day(first), "to": format_day(last)} if first else None
