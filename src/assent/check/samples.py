"""Sample values at which tests of one thing are tried: at each threshold, beside it, and between two of them.

Any other value answers all of the tests as one of the samples does.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise

from assent.language import operands
from assent.language.calendar import month_length, months_before, shortest_and_longest
from assent.language.duration import Duration
from assent.language.exact import exact
from assent.language.expressions import AsOf, Count, Leaf, Operand, Test
from assent.language.operators.options import EITHER
from assent.language.types import Choice, Date, DurationType, Judgement, Number, Scale, Type, YesNo
from assent.language.types import Code as CodeType
from assent.language.values import Period

# `latest x.field` of a list with no element: no comparison with it is met.
NO_ELEMENT = object()

_SOME_DAY = date(2026, 3, 1).toordinal()

Sample = object


def samples_of(tests: Sequence[Leaf]) -> tuple[Sample, ...]:
    """Samples for tests that all ask about the same thing."""
    first = tests[0]
    if isinstance(first, Count):
        return tuple(_counts([test for test in tests if isinstance(test, Count)]))
    leaves = [test for test in tests if isinstance(test, Test)]
    samples = _values(type_of(first), leaves)
    if operands.may_be_none(first.operand):
        samples = [*samples, NO_ELEMENT]
    return tuple(samples)


def is_met(leaf: Leaf, sample: Sample) -> bool:
    """Whether a test or a count is met at a sample."""
    if isinstance(leaf, Count):
        assert isinstance(sample, int)
        low, high = leaf.at_least or 0, leaf.at_most
        return low <= sample and (high is None or sample <= high)
    if sample is NO_ELEMENT:
        return False
    if is_opaque(leaf):
        return sample is True
    value = None if leaf.literal is None else leaf.literal.value
    return leaf.operator.meaning(sample, value, 0) is True


def is_opaque(test: Test) -> bool:
    """Whether a test is only met or not met here: a document, a time that is added up, a window, another value."""
    if isinstance(test.argument, Operand) or isinstance(test.operand, AsOf):
        return True
    return test.operator.takes in ("document", "extent") or test.operator.symbol in (
        "within the last",
        "within the next",
    )


def type_of(test: Test) -> Type:
    """The type of what a test asks about."""
    return operands.type_of(test.operand)


def _values(type_: Type, tests: list[Test]) -> Sequence[Sample]:
    if any(is_opaque(test) for test in tests):
        return [True, False]
    arguments = [test.literal.value for test in tests if test.literal]
    match type_:
        case YesNo() | Judgement():
            return [True, False]
        case Scale(options):
            return list(range(len(options)))
        case Choice(options):
            return list(options)
        case Number(low, high, whole=whole):
            thresholds = [value for value in arguments if isinstance(value, int | Decimal | Fraction)]
            return list(_numbers(low, high, thresholds, whole=whole))
        case Date():
            days = {value for value in arguments if isinstance(value, int)}
            return sorted({day + step for day in days for step in (-1, 0, 1)})
        case CodeType():
            stems = {one.rstrip("*") for value in arguments for one in str(value).split(EITHER)}
            return [*sorted({*stems, *(f"{stem}~" for stem in stems)}), "~"]
        case DurationType():
            return list(_durations([value for value in arguments if isinstance(value, Period)]))
        case _:
            return [True, False]


def _numbers(
    low: int | Decimal | None, high: int | Decimal | None, thresholds: list[int | Decimal | Fraction], *, whole: bool
) -> list[int | Decimal | Fraction]:
    ends = [end for end in (low, high) if end is not None]
    points = sorted({*thresholds, *ends})
    between: list[int | Decimal | Fraction] = [point + 1 for point in points]
    if not whole:
        between = [exact((Fraction(one) + Fraction(other)) / 2) for one, other in pairwise(points)]
    outside = [points[0] - 1, points[-1] + 1] if points else [0]
    return [
        point
        for point in sorted({*points, *between, *outside})
        if (low is None or point >= low) and (high is None or point <= high)
    ]


def _durations(periods: list[Period]) -> list[Duration]:
    samples = {(_SOME_DAY, 0)}
    mixed = len({period.days is None for period in periods}) > 1
    for period in periods:
        months = period.months or 0
        if period.days is not None or not mixed:
            length = period.days or _SOME_DAY - months_before(_SOME_DAY, months)
            samples.update((_SOME_DAY, length + step) for step in (-1, 0, 1))
            continue
        shortest, longest = shortest_and_longest(months)
        for end in _ends(months):
            samples.update((end, length) for length in range(shortest - 1, longest + 2))
    return [Duration("", first=end - length, last=end) for end, length in sorted(samples)]


def _ends(months: int) -> set[int]:
    """Days before which some months are as short, and as long, as they can be (see `shortest_and_longest`)."""
    ends: set[int] = set()
    for year, month in ((1903, 2), (1903, 4), (1903, 6), (2097, 2)):
        last_year, last_month = divmod(year * 12 + month - 1 + months, 12)
        first = date(last_year, last_month + 1, 1).toordinal()
        ends.update((first, first + month_length(last_year, last_month + 1) - 1))
    return ends


def _counts(counts: list[Count]) -> list[int]:
    bounds = {bound for count in counts for bound in (count.at_least, count.at_most) if bound is not None}
    return sorted({0} | {bound + step for bound in bounds for step in (-1, 0, 1) if bound + step >= 0})
