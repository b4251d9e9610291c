"""Literals that a test may hold its operand against: such that it is neither always met nor never."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from fractions import Fraction

from assent.language.calendar import format_day
from assent.language.exact import exact
from assent.language.expressions import Argument
from assent.language.operators import Operator
from assent.language.types import Choice, Code, Number, Scale, Type
from assent.language.values import Period, number_text
from strategies.choices import Choices

PATTERNS = {
    "ICD10": ("M54.50", "M17.*", "M17*", "M17.1", "E11*", "M17.1 to M17.5", "M54.50 to M54.59", "M16 to M18"),
    "CPT": ("97110", "971*", "97110 to 97116"),
    "HCPCS": ("E0601", "E*", "E0600 to E0699"),
    "LOINC": ("72514-3", "72*"),
    "LOCAL": ("x-1", "x*", "a"),
}
# Units in which a number may be written instead, each with what one of them is in the first: by hand, from tables.
OTHER_UNITS = {
    "kg": (("lb", Fraction(45359237, 10**8)), ("g", Fraction(1, 1000))),
    "mmHg": (("kPa", Fraction(200_000_000_000, 26_664_477_483)), ("mm Hg", Fraction(1))),
    "mm Hg": (("mmHg", Fraction(1)),),
    "mg/week": (("mg/day", Fraction(7)),),
    "mg/day": (("mg/week", Fraction(1, 7)),),
}
_IN_DAYS = (
    Period(12, "weeks"),
    Period(6, "weeks"),
    Period(90, "days"),
    Period(1, "days"),
    Period(1, "weeks"),
    Period(365, "days"),
)
_IN_MONTHS = (
    Period(6, "months"),
    Period(1, "months"),
    Period(1, "years"),
    Period(3, "months"),
    Period(12, "months"),
    Period(4, "years"),
)
_DAYS = (date(2024, 2, 29), date(2025, 12, 31), date(2025, 3, 1), date(1990, 6, 30))
_EXACT = tuple(Decimal(number) for number in ("0.3", "0.7", "4.50", "3.1415926535", "1.0", "-0.5"))


def period(choose: Choices, units: str = "") -> Period:
    """A period, the usual ones most of the time; `units` "days" (or weeks) or "months" (or years)."""
    if (units or choose.one(("days", "months"))) == "days":
        if not choose.chance(3):
            return choose.one(_IN_DAYS)
        return Period(choose.number(1, 400), "days") if choose.chance(2) else Period(choose.number(1, 60), "weeks")
    if not choose.chance(3):
        return choose.one(_IN_MONTHS)
    return Period(choose.number(1, 30), "months") if choose.chance(2) else Period(choose.number(1, 12), "years")


def argument(choose: Choices, row: Operator, type: Type) -> Argument | None:
    """An argument for a row of the operator table, on an operand of a type."""
    match row.argument:
        case "none":
            return None
        case "number":
            assert isinstance(type, Number)
            return _number(choose, type)
        case "scale":
            assert isinstance(type, Scale)
            rank = choose.one(ranks(row.symbol, len(type.options)))
            return Argument(rank, type.options[rank])
        case "choice":
            assert isinstance(type, Choice)
            option = choose.one(type.options)
            return Argument(option, option)
        case "code":
            assert isinstance(type, Code)
            code = choose.one(PATTERNS[type.system])
            return Argument(code, code)
        case "date":
            day = choose.one(_DAYS).toordinal()
            return Argument(day, format_day(day))
        case "period":
            length = period(choose, row.units)
            return Argument(length, str(length))


def ranks(symbol: str, options: int) -> range:
    """The ranks at which a comparison may be met and may fail."""
    if symbol in (">=", "<"):
        return range(1, options)
    if symbol in (">", "<="):
        return range(options - 1)
    return range(options)


def _number(choose: Choices, type: Number) -> Argument:
    """A number strictly inside the range, whole or with a fraction."""
    low = type.low if type.low is not None else -50
    high = type.high if type.high is not None else 50
    exact = [number for number in _EXACT if low < number < high]
    fraction = exact and not type.whole and choose.chance(3)
    number = choose.one(exact) if fraction else choose.number(int(low) + 1, int(high) - 1)
    if not type.whole and choose.chance(2) and (other := _in_another_unit(choose, type, low, high)) is not None:
        return other
    return Argument(number, number_text(number) + (f" {type.unit}" if type.unit else ""))


def _in_another_unit(choose: Choices, type: Number, low: int | Decimal, high: int | Decimal) -> Argument | None:
    """A number in another unit, inside the range when it is converted: exactly, to a decimal or to a fraction."""
    if type.unit not in OTHER_UNITS:
        return None
    unit, factor = choose.one(OTHER_UNITS[type.unit])
    written = choose.one((1, 2, 25, 330, Decimal("0.9"), Decimal("7.25")))
    value = Fraction(written) * factor
    return Argument(exact(value), f"{number_text(written)} {unit}") if low < value < high else None
