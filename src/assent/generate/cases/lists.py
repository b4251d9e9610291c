"""Lists worth trying: on each side of every bound and window of counts, of episodes, and of the latest of something."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import islice, product
from typing import Any

from assent.evaluate.interpreter import Case, meaning
from assent.generate.cases.beside import is_about, usual_case
from assent.generate.cases.values import Candidate, argument_of, day_text, read_raw, values
from assent.language.expressions import (
    Count,
    Extent,
    FieldValue,
    LatestField,
    Leaf,
    Pattern,
    Test,
    leaves_of,
)
from assent.language.operands import sides_of
from assent.language.operators.dates import window_start
from assent.language.phrases import label_of, phrase_of
from assent.language.types import (
    Collection,
    Field,
)
from assent.language.values import Period

# A count's condition over several fields is met by trying combinations; more than this many are not tried.
_COMBINATIONS = 512

# Longer lists than this are no examples that a person reads.
_LONGEST = 50


def lists(type: Collection, leaves: tuple[Leaf, ...], given: Case, beside: Mapping[str, Any]) -> Iterator[Candidate]:
    """The candidates for a list or for evidence that `leaves` ask about.

    `beside` are values of fields that something is calculated of together with the one that is tried.
    """
    counts = [leaf for leaf in leaves if isinstance(leaf, Count)]
    for leaf in leaves:
        if isinstance(leaf, Count):
            total = max(count.at_least or 0 for count in counts)
            yield from _counted(type, leaf, total, given)
        elif isinstance(leaf.operand, Extent):
            yield from _lasting(type, leaf, leaf.operand, given)
        else:
            yield from _latest(type, leaf, given, beside)
    yield Candidate([], "none at all")


def _counted(type: Collection, count: Count, total: int, given: Case) -> Iterator[Candidate]:
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
    period = argument_of(test)
    assert isinstance(period, Period)
    first = window_start(period, as_of)

    def episode(begin: int, end: int) -> dict[str, Any]:
        return {"from": day_text(begin), "to": day_text(end), **fitting}

    yield Candidate([episode(first, as_of)], f"on the threshold ({asked})")
    yield Candidate([episode(first - 1, as_of)], f"a day over the threshold ({asked})")
    yield Candidate([episode(first + 1, as_of)], f"a day short of the threshold ({asked})")
    middle, gap = (first + as_of) // 2, extent.gap or 0
    yield Candidate([episode(first, middle), episode(middle + gap + 1, as_of)], f"in two pieces ({asked})")
    yield Candidate(
        [episode(first, middle), episode(middle + gap + 2, as_of)], f"in two pieces further apart ({asked})"
    )
    yield Candidate([{"from": day_text(first), **fitting}], f"still going on ({asked})")
    yield Candidate([{"to": day_text(as_of), **fitting}], f"one without the day it began ({asked})")
    if extent.window is not None:
        start = window_start(extent.window, as_of)
        older = episode(start - (as_of - first), start)
        yield Candidate([older], f"before the last {extent.window} ({asked})")


def _latest(type: Collection, test: Test, given: Case, beside: Mapping[str, Any]) -> Iterator[Candidate]:
    operand = test.operand
    assert isinstance(operand, LatestField)
    field = FieldValue(operand.field, operand.position)
    bare = Test(test.operator, field, test.argument)
    fitting = _fitting_fields(type, operand, test, given)
    plain = not operand.earliest and operand.window is None and operand.where is None
    which = "the latest" if plain else f"{label_of(operand)},"
    for candidate in values(operand.field.type, (bare,), given, field):
        element = _element(type, {**beside, **fitting, operand.field.name: candidate.raw}, given.as_of - 7)
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
    fields = [(value.field, values(value.field.type, tuple(leaves), given, value)) for value, leaves in asked.items()]
    case = usual_case((leaf,), given)
    for choice in islice(product(*(options for _, options in fields)), _COMBINATIONS):
        element: list[Any] = [None] * len(type.fields)
        for (field, _), candidate in zip(fields, choice, strict=True):
            element[type.fields.index(field)] = read_raw(field.type, candidate.raw, given.as_of)
        if meaning(count.where, case, tuple(element)) is True:
            found = {field.name: candidate.raw for (field, _), candidate in zip(fields, choice, strict=True)}
            return {**same, **found}
    return same


def _some_value(field: Field, at: int, given: Case) -> dict[str, Any]:
    """A value of the field that a count goes by, the same for every element."""
    return {field.name: values(field.type, (), given, FieldValue(field, at))[0].raw}


def _element(type: Collection, fields: dict[str, Any], day: int | None) -> Any:
    if type.dated_by is None:
        return dict(fields)
    name = type.fields[type.dated_by].name
    if type.episodes and day is not None:
        return {name: day_text(day), "to": day_text(day + 13), **fields}
    return dict(fields) if day is None or name in fields else {**fields, name: day_text(day)}
