"""The reference: what a policy means, for one request, readable at one sitting.

Truth is True (met), False (not met) or None (unknown): Kleene's strong three-valued logic. Facts are the
values of `language.types`; a fact that is not there is unknown. Dates are days.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from math import prod
from typing import Any, assert_never

from assent.evaluate.patterns import most
from assent.evaluate.runs import extent_of
from assent.language.duration import Duration
from assent.language.exact import exact
from assent.language.expressions import (
    AllOf,
    AnyOf,
    Argument,
    AsOf,
    AtLeastOf,
    Calculated,
    Cases,
    Changed,
    Count,
    Elapsed,
    Expression,
    Extent,
    FactValue,
    FieldValue,
    LatestField,
    Named,
    Not,
    Operand,
    Recent,
    Shifted,
    Test,
    Titled,
)
from assent.language.nothing import NOTHING
from assent.language.operands import day_of, may_have_no_case
from assent.language.operators.dates import window_start
from assent.language.types import Collection
from assent.language.values import Period, Unit

Truth = bool | None


@dataclass(frozen=True, slots=True)
class Case:
    """What a policy is applied to: the date of the request, the facts, and what its ids stand for."""

    as_of: int
    facts: Mapping[str, Any]
    named: Mapping[str, Expression]


def meaning(expression: Expression, case: Case, element: tuple[Any, ...] = ()) -> Truth:
    """Whether an expression is met; `element` is what a count is looking at."""
    match expression:
        case Test(operator, operand, argument):
            value, against = operand_value(operand, case, element), _against(argument, case, element)
            if value is NOTHING or against is NOTHING:
                return False
            if argument is not None and against is None:
                return None
            if value is None and not operator.sees_unknown:
                return None
            return operator.meaning(value, against, case.as_of)
        case Count():
            return count_meaning(expression, case)
        case Not(part):
            truth = meaning(part, case, element)
            return None if truth is None else not truth
        case AllOf(parts):
            truths = _truths_until(False, parts, case, element)
            return False if False in truths else None if None in truths else True
        case AnyOf(parts):
            truths = _truths_until(True, parts, case, element)
            return True if True in truths else None if None in truths else False
        case AtLeastOf(number, parts):
            truths = [meaning(part, case, element) for part in parts]
            met, unknown = truths.count(True), truths.count(None)
            return True if met >= number else None if met + unknown >= number else False
        case Cases(cases=cases):
            whens = [meaning(when, case, element) for when, _ in cases]
            open_cases = (then for when, (_, then) in zip(whens, cases, strict=True) if when is not False)
            truths = [meaning(then, case, element) for then in open_cases]
            if not truths:
                return False
            if truths[0] and True not in whens and may_have_no_case(expression):
                return None  # it may turn out that no case holds
            return truths[0] if all(truth == truths[0] for truth in truths) else None
        case Named(id):
            return meaning(case.named[id], case)
        case Titled(_, part):
            return meaning(part, case, element)
        case _:
            assert_never(expression)


def _truths_until(settles: bool, parts: Iterable[Expression], case: Case, element: tuple[Any, ...]) -> list[Truth]:
    """What each part comes to, as far as the first that settles all of them."""
    truths: list[Truth] = []
    for part in parts:
        truths.append(meaning(part, case, element))
        if truths[-1] is settles:
            break
    return truths


def count_meaning(count: Count, case: Case) -> Truth:
    """The count as an interval, from the elements that surely fit to those that may, held against its bounds."""
    elements = case.facts.get(count.fact.name)
    if elements is None:
        return None
    assert isinstance(count.fact.type, Collection)
    fits = list(zip(elements, _fitting(count, count.fact.type, elements, case), strict=True))
    low = _counted(count, count.fact.type, [element for element, fit in fits if fit is True], sure=True)
    high = _counted(count, count.fact.type, [element for element, fit in fits if fit is not False], sure=False)
    if not count.fact.type.complete:
        high = float("inf")
    bounds: list[Truth] = []
    if count.at_least is not None:
        bounds.append(True if low >= count.at_least else False if high < count.at_least else None)
    if count.at_most is not None:
        bounds.append(True if high <= count.at_most else False if low > count.at_most else None)
    return False if False in bounds else None if None in bounds else True


def _counted(count: Count, type: Collection, elements: list[tuple[Any, ...]], *, sure: bool) -> float:
    """How many elements count: where they are counted by a field, the most of one value (an unknown one may be any)."""
    if count.per is None:
        return _of_one(count, type, elements)
    values = {element[count.per] for element in elements}
    if sure:
        groups = [[element for element in elements if element[count.per] == value] for value in values - {None}]
        groups += [[element] for element in elements if element[count.per] is None]
    else:
        groups = [[element for element in elements if element[count.per] in (value, None)] for value in values]
    return max((_of_one(count, type, group) for group in groups), default=0)


def _of_one(count: Count, type: Collection, elements: list[tuple[Any, ...]]) -> int:
    """How many elements count, by the pattern; one without its date may lie anywhere, and join what is apart."""
    if count.pattern is None:
        return len(elements)
    assert type.dated_by is not None
    days = sorted(element[type.dated_by] for element in elements if element[type.dated_by] is not None)
    if len(days) < len(elements) and count.pattern.kind == "no more than apart":
        return len(elements)
    return most(count.pattern, days) + len(elements) - len(days)


def _fitting(
    asked: Count | LatestField, type: Collection, elements: Iterable[tuple[Any, ...]], case: Case
) -> list[Truth]:
    """Of each element, whether it is in the window, not after the date of the request, and as is asked."""
    dated_by = type.dated_by
    fitting: list[Truth] = []
    first = window_start(asked.window, case.as_of) if asked.window else None
    for element in elements:
        truths: list[Truth] = []
        if dated_by is not None:
            day = element[dated_by]
            truths.append(None if day is None else day <= case.as_of and (first is None or day >= first))
        if asked.where is not None:
            truths.append(meaning(asked.where, case, element))
        fitting.append(False if False in truths else None if None in truths else True)
    return fitting


def _against(argument: Argument | Operand | None, case: Case, element: tuple[Any, ...]) -> Any:
    """What a test holds its operand against: a literal, or the value of another operand."""
    if argument is None or isinstance(argument, Argument):
        return None if argument is None else argument.value
    return operand_value(argument, case, element)


def operand_value(operand: Operand, case: Case, element: tuple[Any, ...] = ()) -> Any:
    """The value a test is about: None where it is unknown, NOTHING where there surely is none."""
    match operand:
        case FactValue(fact):
            return case.facts.get(fact.name)
        case FieldValue(_, position):
            return element[position]
        case Recent(fact, window):
            value, day = case.facts.get(fact.name), case.facts.get(day_of(fact).name)
            if value is None or value is NOTHING:
                return value
            return value if day is not None and window_start(window, case.as_of) <= day <= case.as_of else None
        case LatestField(fact):
            return _picked(operand, case.facts.get(fact.name), case)
        case Extent(fact, gap, window, where):
            elements = case.facts.get(fact.name)
            if elements is None:
                return None
            assert isinstance(fact.type, Collection)
            fits = [True if where is None else meaning(where, case, element) for element in elements]
            return extent_of(elements, fits, gap, window, complete=fact.type.complete, as_of=case.as_of)
        case AsOf():
            return case.as_of
        case Shifted(inner, period):
            day = operand_value(inner, case, element)
            return day if day is None or day is NOTHING else window_start(period, day)
        case Elapsed(unit, inner):
            return _elapsed(operand_value(inner, case, element), unit, case.as_of)
        case Calculated():
            return _calculated(operand, {one: operand_value(one, case, element) for one in operand.values})
        case Changed(inner):
            return _changed(operand_value(inner, case, element), operand)
        case _:
            assert_never(operand)


def _elapsed(day: Any, unit: Unit, as_of: int) -> Any:
    """The most whole units that a day lies before `as_of`: as many as it is at least that long ago."""
    if day is None or day is NOTHING:
        return day
    if day > as_of:
        return NOTHING
    longer = range(1, as_of + 2)
    return bisect_left(longer, True, key=lambda number: window_start(Period(number, unit), as_of) < day)


def _calculated(operand: Calculated, values: Mapping[Operand, Any]) -> Any:
    """A sum of products; none where there is none of one of the values, unknown where one is not known."""
    if NOTHING in values.values():
        return NOTHING
    if any(value is None for value in values.values()):
        return None
    return exact(
        sum(
            Fraction(product.number)
            * prod(Fraction(values[one]) for one in product.over)
            / prod(Fraction(values[one]) for one in product.under)
            for product in operand.products
        )
        + Fraction(0)
    )


def _changed(value: Any, change: Changed) -> Any:
    """So much below or above a number; of one that is not more than 0 there is no percent."""
    if value is None or value is NOTHING:
        return value
    if change.percent and value <= 0:
        return NOTHING
    by = Fraction(value) * Fraction(change.by) / 100 if change.percent else Fraction(change.by)
    return exact(Fraction(value) + by if change.above else Fraction(value) - by)


def _picked(operand: LatestField, elements: tuple[tuple[Any, ...], ...] | None, case: Case) -> Any:
    """The field of the latest of those that surely fit, unless one that may fit could be later, and differs."""
    if elements is None:
        return None
    assert isinstance(operand.fact.type, Collection) and operand.fact.type.dated_by is not None
    at = operand.fact.type.dated_by
    fits = list(zip(elements, _fitting(operand, operand.fact.type, elements, case), strict=True))
    sure = [element[at] for element, fit in fits if fit is True]
    if not sure:
        return None if any(fit is None for _, fit in fits) else NOTHING
    first = min(sure) if operand.earliest else max(sure)
    candidates = [
        element[operand.position]
        for element, fit in fits
        if fit is not False
        and (element[at] is None or (element[at] <= first if operand.earliest else element[at] >= first))
    ]
    if len(candidates) > 1 and any(isinstance(one, Duration) and one.first is None for one in candidates):
        return None  # a quantity may yet be stated by its dates, and then differ
    agree = all(candidate is not None and candidate == candidates[0] for candidate in candidates)
    return candidates[0] if agree else None
