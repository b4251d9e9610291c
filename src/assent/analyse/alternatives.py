"""Other values that a request could state of a fact: tried before the solver is asked whether the fact can matter."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

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
