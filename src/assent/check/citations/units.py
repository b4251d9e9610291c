"""Units in English prose, brought to one name each: "wks" and "week" are "weeks", "percent" is "%"."""

from __future__ import annotations

import re
from decimal import Decimal

TIME = frozenset({"days", "weeks", "months", "years"})

_NAMES = {
    "day": "days", "days": "days",
    "week": "weeks", "weeks": "weeks", "wk": "weeks", "wks": "weeks",
    "month": "months", "months": "months", "mo": "months", "mos": "months", "mth": "months", "mths": "months",
    "year": "years", "years": "years", "yr": "years", "yrs": "years",
    "hour": "hours", "hours": "hours", "hr": "hours", "hrs": "hours",
    "minute": "minutes", "minutes": "minutes", "min": "minutes", "mins": "minutes",
    "percent": "%", "per cent": "%", "%": "%",
    "pound": "lb", "pounds": "lb", "lb": "lb", "lbs": "lb",
    "point": "points", "degree": "degrees", "unit": "units", "pack-year": "pack-years", "pack year": "pack-years",
    "pack years": "pack-years", "dollar": "dollars", "dose": "doses",
}  # fmt: skip

_TIME_WORD = r"(?:days?|weeks?|months?|years?|hours?|minutes?)\b|(?:wks?|mths?|mos?|yrs?|hrs?|mins?)\b\.?"
_MEASURE = (
    r"(?:mm ?Hg|mcg|µg|μg|ug|mg|ng|kg|mL|ml|dL|dl|mmol|mol|mEq|IU|cm|mm|bpm|kcal|pounds?|lbs?|degrees?|points?"
    r"|pack[- ]years?|units?|dollars?)"
    r"(?:/[A-Za-z][A-Za-z0-9]{0,6}(?:\^?[23])?){0,2}| ?(?:g|L|m|U|cells)/[A-Za-z0-9]{1,6}"
)
UNIT = re.compile(
    rf"(?:[ -]?(?P<sort>(?:consecutive |continuous |calendar |full |complete |whole |additional |business |working )*)"
    rf"(?P<unit>(?:{_TIME_WORD})(?!-old)|(?:{_MEASURE})(?![A-Za-z])|percentile\b|per ?cent\b(?! of the way)|%))"
    rf"|(?:-?(?P<aged>years?)-old\b)",
    re.IGNORECASE,
)
# What may stand between a number's unit and "or older", "or more".
TAIL = re.compile(
    r"'?(?:[ -](?:of age|old|in age|in duration|in length|duration|(?:a|per|each|every) (?:day|week|month|year)"
    r"|daily|weekly|monthly)\b)?",
    re.IGNORECASE,
)


def unit_name(found: re.Match[str]) -> str:
    """The one name of the unit that was found."""
    written = found.group("unit") or found.group("aged")
    sort = (found.group("sort") or "").lower()
    name = named(written)
    # A working day is a length of its own: no number of days equals it.
    return f"working {name}" if name == "days" and ("business" in sort or "working" in sort) else name


def named(written: str) -> str:
    """The one name of a unit as written: in prose, or in a fact's type."""
    plain = written.strip().lower().rstrip(".")
    return _NAMES.get(
        plain, plain.replace(" ", "").replace("^", "").replace("µ", "u").replace("μ", "u").replace("mcg", "ug")
    )


def length(amount: Decimal, unit: str) -> tuple[str, Decimal] | None:
    """A stretch of time in days or in months, whichever the unit is whole in; None where the unit is no time."""
    match unit:
        case "days":
            return "days", amount
        case "weeks":
            return "days", amount * 7
        case "hours" if amount % 24 == 0:
            return "days", amount / 24
        case "months":
            return "months", amount
        case "years":
            return "months", amount * 12
        case _:
            return None
