"""Facts and expressions as plain JSON data: the part of the canonical form that says what is asked."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import Any, assert_never

from assent.language.calendar import format_day
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
    Fact,
    FactValue,
    FieldValue,
    LatestField,
    Named,
    Not,
    Operand,
    Pattern,
    Recent,
    Shifted,
    Test,
    Titled,
)
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

Data = dict[str, Any]


def expression_data(expression: Expression) -> Data:
    """An expression of the core as JSON data."""
    match expression:
        case Test(operator, operand, argument):
            return {
                "kind": "test",
                "operator": operator.name,
                "operand": operand_data(operand),
                "argument": _argument(argument, dated=operator.argument == "date"),
            }
        case Count(fact, at_least, at_most, window, where, pattern, per):
            return {
                "kind": "count",
                "fact": fact.name,
                "at_least": at_least,
                "at_most": at_most,
                "window": None if window is None else period_data(window),
                "where": None if where is None else expression_data(where),
                **({} if pattern is None else {"pattern": _pattern(pattern)}),
                **({} if per is None else {"per": _field_name(fact, per)}),
            }
        case Not(part):
            return {"kind": "not", "part": expression_data(part)}
        case AllOf(parts):
            return {"kind": "all of", "parts": [expression_data(part) for part in parts]}
        case AnyOf(parts):
            return {"kind": "any of", "parts": [expression_data(part) for part in parts]}
        case AtLeastOf(number, parts):
            return {"kind": "at least of", "number": number, "parts": [expression_data(part) for part in parts]}
        case Cases(id, cases):
            both = [{"when": expression_data(when), "then": expression_data(then)} for when, then in cases]
            return {"kind": "by case", "of": id, "cases": both}
        case Named(id):
            return {"kind": "named", "id": id}
        case Titled(title, part):
            return {"kind": "pathway", "title": title, "part": expression_data(part)}
        case _:
            assert_never(expression)


def _field_name(fact: Fact, position: int) -> str:
    assert isinstance(fact.type, Collection)
    return fact.type.fields[position].name


def _pattern(pattern: Pattern) -> Data:
    return {"kind": pattern.kind, "period": period_data(pattern.period)}


def operand_data(operand: Operand) -> Data:
    match operand:
        case FactValue(fact):
            return {"kind": "fact", "fact": fact.name}
        case FieldValue(field):
            return {"kind": "field", "field": field.name}
        case Recent(fact, window):
            return {"kind": "recent fact", "fact": fact.name, "window": period_data(window)}
        case LatestField(fact, field, _, earliest, window, where):
            return {
                "kind": "earliest field" if earliest else "latest field",
                "fact": fact.name,
                "field": field.name,
                **({} if window is None else {"window": period_data(window)}),
                **({} if where is None else {"where": expression_data(where)}),
            }
        case Extent(fact, gap, window, where):
            return {
                "kind": "extent",
                "fact": fact.name,
                "gap": gap,
                "window": None if window is None else period_data(window),
                "where": None if where is None else expression_data(where),
            }
        case AsOf():
            return {"kind": "date of the request"}
        case Calculated():
            return {"kind": "calculated", **calculated_data(operand)}
        case Changed(inner, by, above, percent, written):
            return {
                "kind": f"{'percent ' if percent else ''}{'above' if above else 'below'}",
                "by": exactly(by),
                "written": written,
                "operand": operand_data(inner),
            }
        case Elapsed(unit, inner):
            return {"kind": "time since", "unit": unit, "operand": operand_data(inner)}
        case Shifted(inner, period):
            return {"kind": "day before", "operand": operand_data(inner), "period": period_data(period)}
        case _:
            assert_never(operand)


def exactly(value: int | Decimal | Fraction) -> int | str:
    return value if isinstance(value, int) else number_text(value)


def _argument(argument: Argument | Operand | None, *, dated: bool) -> Data | None:
    if argument is None:
        return None
    if not isinstance(argument, Argument):
        return operand_data(argument)
    value: Any = argument.value
    if isinstance(argument.value, Period):
        value = period_data(argument.value)
    elif isinstance(argument.value, Decimal | Fraction):
        value = number_text(argument.value)
    elif dated and isinstance(argument.value, int):
        value = format_day(argument.value)
    return {"value": value, "text": argument.text}


def period_data(period: Period) -> Data:
    return {"amount": period.amount, "unit": period.unit}


def _number(value: int | Decimal | None) -> int | str | None:
    return number_text(value) if isinstance(value, Decimal) else value


def fact_data(fact: Fact) -> Data:
    marks = {"not_done": fact.not_done, "measured": fact.measured, "sensitive": fact.sensitive}
    return {
        "name": fact.name,
        "vocabulary": fact.vocabulary,
        "label": fact.label,
        "type": type_data(fact.type),
        **{mark: True for mark, given in marks.items() if given},
        **({"codes": [{"system": c.system, "code": c.code} for c in fact.codes]} if fact.codes else {}),
    }


def _field(field: Field) -> Data:
    marks = {"not_done": True} if field.not_done else {}
    return {"name": field.name, "label": field.label, "type": type_data(field.type), **marks}


def type_data(type: Type) -> Data:
    """A type as JSON data."""
    match type:
        case YesNo():
            return {"kind": "yes/no"}
        case Judgement(by):
            return {"kind": "judgement", "by": by} if by else {"kind": "judgement"}
        case Document():
            return {"kind": "document"}
        case DurationType():
            return {"kind": "duration"}
        case Date():
            return {"kind": "date"}
        case Number(low, high, unit, whole):
            kind = "whole number" if whole else "number"
            return {"kind": kind, "low": _number(low), "high": _number(high), "unit": unit}
        case Scale(options):
            return {"kind": "scale", "options": list(options)}
        case Choice(options):
            return {"kind": "choice", "options": list(options)}
        case Code(system):
            return {"kind": "code", "system": system}
        case Collection(fields, complete, plain, episodes):
            return {
                "kind": "list" if complete else "evidence",
                "plain": plain,
                **({"episodes": True} if episodes else {}),
                "fields": [_field(field) for field in fields],
            }
        case _:
            assert_never(type)


def calculated_data(one: Calculated) -> Data:
    """A calculated value as JSON data."""
    products = [
        {
            "number": exactly(product.number),
            "over": [operand_data(value) for value in product.over],
            "under": [operand_data(value) for value in product.under],
        }
        for product in one.products
    ]
    return {"id": one.id, "title": one.title, "unit": one.unit, "products": products}
