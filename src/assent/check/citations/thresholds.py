"""The thresholds of a test: what its comparisons, counts and windows demand, brought into the shape of quantities."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Literal, assert_never

from assent.check.citations.normal import normalise
from assent.check.citations.quantities import Quantity, quantities_in
from assent.check.citations.units import TIME, named
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
    Leaf,
    Named,
    Not,
    Operand,
    Recent,
    Shifted,
    Test,
    Titled,
    condition_of,
    leaves_of,
)
from assent.language.operands import type_of
from assent.language.phrases import SIGNS_OF_CHANGE, how_changed, how_counted, label_of
from assent.language.types import Number
from assent.language.values import Period
from assent.source.record import record

Kind = Literal["time", "count", "number"]


@record
class Threshold:
    """What a test demands, from `low` to `high`; an end that is `open` is itself out.

    `says` is its phrase, `written` the number as the policy writes it, `name` its fact. `stated` is false
    of what may stand for a quantity without a quote having to say it: a group, a label, another clause.
    `turned` is true below a `not` or in an exception, where the source may say the opposite; `said` is
    false where only the number counts, not which way; `window` is true of a stretch that looks back.
    """

    kind: Kind
    low: Decimal | None
    high: Decimal | None
    low_open: bool
    high_open: bool
    unit: str
    says: str
    written: str
    name: str
    stated: bool = True
    turned: bool = False
    said: bool = True
    window: bool = False


def thresholds_of(
    expression: Expression, named_bodies: Mapping[str, Expression], *, turned: bool = False
) -> Iterator[Threshold]:
    """The thresholds of an expression and, as unstated ones, of the definitions and clauses that it names."""
    yield from _Walk(named_bodies, set()).walk(expression, turned=turned, stated=True)


def of_period(period: Period, *, name: str = "") -> Threshold:
    """The threshold of a validity: `valid for 90 days`."""
    amount = Decimal(period.amount)
    return Threshold(
        "time", amount, amount, False, False, period.unit, str(period), str(period.amount), name, said=False
    )


@record
class _Walk:
    named_bodies: Mapping[str, Expression]
    seen: set[str]

    def walk(self, expression: Expression, *, turned: bool, stated: bool) -> Iterator[Threshold]:
        match expression:
            case Test():
                yield from _of_test(expression, turned, stated)
                yield from self._of_condition(expression, turned, stated)
            case Count():
                yield from _of_count(expression, turned, stated)
                yield from self._of_condition(expression, turned, stated)
            case Titled(title, part):
                yield from of_text(title)
                yield from self.walk(part, turned=turned, stated=stated)
            case Not(part):
                yield from self.walk(part, turned=True, stated=stated)
            case AllOf(parts):
                yield _group(len(parts), stated=False)
                yield from self._each(parts, turned, stated)
            case AnyOf(parts):
                yield _group(1, stated=False)
                yield from self._each(parts, turned, stated)
            case Cases(cases=cases):
                for when, then in cases:
                    if not _by_date(when):  # a date from which a value counts is the parameter's, not the quote's
                        yield from self.walk(when, turned=turned, stated=stated)
                    yield from self.walk(then, turned=turned, stated=stated)
            case AtLeastOf(number, parts):
                yield _group(number, stated=stated, turned=turned)
                yield from self._each(parts, turned, stated)
            case Named(id):
                body = self.named_bodies.get(id)
                if body is not None and id not in self.seen:
                    self.seen.add(id)
                    yield from self.walk(body, turned=True, stated=False)
            case _:
                assert_never(expression)

    def _of_condition(self, leaf: Leaf, turned: bool, stated: bool) -> Iterator[Threshold]:
        where = condition_of(leaf)
        if where is not None:
            yield from self.walk(where, turned=turned, stated=stated)

    def _each(self, parts: tuple[Expression, ...], turned: bool, stated: bool) -> Iterator[Threshold]:
        for part in parts:
            yield from self.walk(part, turned=turned, stated=stated)


def _by_date(condition: Expression) -> bool:
    return any(isinstance(leaf, Test) and isinstance(leaf.operand, AsOf) for leaf in leaves_of(condition))


def _group(low: int, *, stated: bool, turned: bool = True) -> Threshold:
    return Threshold("count", Decimal(low), None, False, False, "", f"at least {low} of", str(low), "", stated, turned)


def _of_test(test: Test, turned: bool, stated: bool) -> Iterator[Threshold]:
    yield from of_text(label_of(test.operand))
    if isinstance(test.argument, Changed):
        yield _of_change(test, test.argument, turned, stated)
        yield from _of_argument(test.argument.operand, turned, stated)
    elif isinstance(test.argument, Operand):
        yield from _of_argument(test.argument, turned, stated)
    if test.literal is None:
        return
    if isinstance(test.operand, Extent):
        yield from _of_extent(test.operand, stated)
    value, text = test.literal.value, test.literal.text
    says = test.operator.phrase.replace("{1}", text)
    name = _name(test.operand)
    symbol = test.operator.symbol
    if isinstance(value, Period):
        ends, window = _ends(symbol, Decimal(value.amount)), symbol == "within the last"
        yield Threshold("time", *ends, value.unit, says, str(value.amount), name, stated, turned, window=window)
    elif isinstance(test.operand, Elapsed) and isinstance(value, int):
        yield Threshold("time", *_ends(symbol, Decimal(value)), test.operand.unit, says, text, name, stated, turned)
    elif test.operator.takes == "number":
        number, unit = _written(test.operand, test.literal)
        ends = _ends(symbol, number)
        yield Threshold("number", *ends, unit, says, text, name, stated, turned or symbol == "is not")


def _of_extent(extent: Extent, stated: bool) -> Iterator[Threshold]:
    """The gap that breaks no run, and the stretch that a test of episodes looks back."""
    name = extent.fact.name
    if extent.gap:
        ends, says = _ends("<=", Decimal(extent.gap)), f"gaps of at most {extent.gap} days"
        yield Threshold("time", *ends, "days", says, str(extent.gap), name, stated, turned=True)
    if extent.window is not None:
        period = extent.window
        ends, says = _ends("within the last", Decimal(period.amount)), f"within the last {period}"
        yield Threshold("time", *ends, period.unit, says, str(period.amount), name, stated, turned=True, window=True)


def _of_change(test: Test, change: Changed, turned: bool, stated: bool) -> Threshold:
    """How much below or above another value a test asks for, as it is written."""
    number, _, unit = change.written.partition(" ")
    how = how_changed(test, change)
    ends = _ends(SIGNS_OF_CHANGE["above"][how], Decimal(number))
    says = f"{how} {change.written} {'above' if change.above else 'below'}"
    return Threshold("number", *ends, named(unit), says, change.written, _name(test.operand), stated, turned)


def _of_argument(operand: Operand, turned: bool, stated: bool) -> Iterator[Threshold]:
    """What a test says by the value that it holds another against: its label, and how long before it."""
    while isinstance(operand, Shifted):
        period, operand = operand.period, operand.operand
        says, name = f"{period} before", "" if isinstance(operand, AsOf) else _name(operand)
        amount = Decimal(period.amount)
        written = str(period.amount)
        ends = (amount, amount, False, False)
        yield Threshold("time", *ends, period.unit, says, written, name, stated, turned, said=False)
    if not isinstance(operand, AsOf):
        yield from of_text(label_of(operand))


def _ends(symbol: str, value: Decimal) -> tuple[Decimal | None, Decimal | None, bool, bool]:
    match symbol:
        case ">=" | ">":
            return value, None, symbol == ">", False
        case "<=" | "<" | "within the last" | "within the next":
            return None, value, False, symbol == "<"
        case _:
            return value, value, False, False


def _of_count(count: Count, turned: bool, stated: bool) -> Iterator[Threshold]:
    yield from of_text(count.fact.label)
    low = None if count.at_least is None else Decimal(count.at_least)
    high = None if count.at_most is None else Decimal(count.at_most)
    # "a test within the last year" and "no surgery" say no number.
    plain = (low == 1 and high is None) or high == 0
    says = _count_says(count)
    written = str(count.at_least if count.at_least is not None else count.at_most)
    yield Threshold("count", low, high, False, False, "", says, written, count.fact.name, stated and not plain, turned)
    if count.pattern is not None:
        period, symbol = (
            count.pattern.period,
            "<=" if count.pattern.kind in ("within any", "no more than apart") else ">=",
        )
        ends, says = _ends(symbol, Decimal(period.amount)), f"{how_counted(count)}"
        yield Threshold("time", *ends, period.unit, says, str(period.amount), count.fact.name, stated, turned=True)
    if count.window is not None:
        period = count.window
        ends, says = _ends("within the last", Decimal(period.amount)), f"within the last {period}"
        turned = turned or high is not None
        name = count.fact.name
        yield Threshold("time", *ends, period.unit, says, str(period.amount), name, stated, turned, window=True)


def _count_says(count: Count) -> str:
    if count.at_most is None:
        return f"at least {count.at_least}"
    if count.at_least is None:
        return f"at most {count.at_most}"
    return f"exactly {count.at_least}" if count.at_least == count.at_most else f"{count.at_least} to {count.at_most}"


def of_text(text: str) -> Iterator[Threshold]:
    """What a text of the policy says: a yes/no fact "Failed 12 weeks of treatment" stands for the 12 weeks."""
    for quantity in quantities_in(normalise(text).text):
        yield _of_quantity(quantity)


def _of_quantity(quantity: Quantity) -> Threshold:
    kind: Kind = "time" if quantity.unit in TIME else "number"
    low, high, text = quantity.low, quantity.high, quantity.text
    ends = (low, high, quantity.low_open, quantity.high_open)
    return Threshold(kind, *ends, quantity.unit, text, text, "", stated=False, turned=True, said=quantity.said)


def _written(operand: Operand, argument: Argument) -> tuple[Decimal, str]:
    """A number and its unit as the policy writes them, which need not be the unit of its fact."""
    number, _, unit = argument.text.partition(" ")
    return Decimal(number), named(unit or _unit(operand))


def _unit(operand: Operand) -> str:
    type = type_of(operand)
    return type.unit if isinstance(type, Number) else ""


def _name(operand: Operand) -> str:
    match operand:
        case FactValue(fact) | Recent(fact):
            return fact.name
        case Extent(fact):
            return fact.name
        case FieldValue(field) | LatestField(field=field):
            return field.name
        case Shifted(inner) | Elapsed(_, inner) | Changed(inner):
            return _name(inner)
        case Calculated(id):
            return id
        case AsOf():
            return "as_of"
