"""Values that a request could state of a fact: tried before the solver is asked what they would change."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import Any

from assent.language.calendar import format_day
from assent.language.expressions import Argument, Count, Leaf, Test
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
from assent.language.values import Period


def alternatives(type: Type) -> Iterator[Any]:
    """A few values of a type, at its ends."""
    match type:
        case YesNo():
            yield from (True, False)
        case Judgement(role):
            by = {"name": "a clinician", "role": role} if role else "a clinician"
            yield from ({"value": value, "by": by} for value in (True, False))
        case Number(low, high):
            yield from (0 if low is None else low, 10**6 if high is None else high)
        case Scale(options) | Choice(options):
            yield from options
        case Document():
            yield from (False, "9999-12-31")
        case Date():
            yield from ("0001-01-01", "9999-12-31")
        case DurationType():
            yield from ("0 days", "99 years")
        case Collection():
            yield []
        case Code():
            return


def lists_like(type: Collection, stated: list[Any], leaves: Iterable[Leaf], as_of: int) -> Iterator[list[Any]]:
    """Lists of as many elements as some counts ask for, and of one fewer or more; and of elements that are too old."""
    dated = None if type.dated_by is None else type.fields[type.dated_by].name
    last = stated[-1] if stated else {} if dated is None else {dated: format_day(as_of)}
    for leaf in leaves:
        if not isinstance(leaf, Count):
            continue
        bounds = [bound for bound in (leaf.at_least, leaf.at_most) if bound is not None]
        for number in dict.fromkeys(near for bound in bounds for near in (bound, bound - 1, bound + 1) if near > 0):
            yield [*stated[:number], *[last] * (number - len(stated))]
        if leaf.window is not None and dated is not None and isinstance(last, dict) and not type.episodes:
            before = format_day(window_start(leaf.window, as_of) - 1)
            yield [{**one, dated: before} for one in stated or [last] if isinstance(one, dict)]


def about_thresholds(type: Type, leaves: Iterable[Leaf], as_of: int) -> Iterator[Any]:
    """Values at the thresholds that some tests hold a fact of a type against, and next to them."""
    if isinstance(type, Date | Document):
        yield format_day(as_of)
    for leaf in leaves:
        if not isinstance(leaf, Test) or not isinstance(leaf.argument, Argument):
            continue
        match type, leaf.argument.value:
            case Number(), (int() | Decimal()) as number:
                yield from (number, number - 1, number + 1)
            case DurationType(), Period(days=int(days)):
                yield from (f"{days} days", f"{days - 1} days", f"{days + 1} days")
            case DurationType(), Period(months=int(months)):
                yield from (f"{months} months", f"{max(months - 1, 0)} months", f"{months + 1} months")
            case ((Date() | Document()), Period() as period):
                start = window_start(period, as_of)
                yield from (format_day(day) for day in (start, start - 1) if day >= 1)
            case Date(), int(day):
                yield from (format_day(near) for near in (day, day - 1, day + 1))
