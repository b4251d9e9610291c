"""What has to hold of every request, by its author's word: it decides nothing, and is proved and tried."""

from __future__ import annotations

from collections import Counter
from dataclasses import field
from typing import Any

from assent.language.duration import Duration
from assent.language.expressions import Expression, Fact
from assent.language.types import Collection, Date, DurationType, Number, Scale, Type
from assent.source.record import record
from assent.source.text import Span


@record
class Never:
    """An outcome that no request has on which a test is met; with `unless`, on which it is not surely met.

    `written` are the author's words for the whole.
    """

    outcome: str
    test: Expression
    unless: bool = False
    because: str = ""
    written: str = field(default="", compare=False, repr=False)
    span: Span | None = field(default=None, compare=False, repr=False)


@record
class NeverDeniedForWant:
    """No request is denied that would not be, were documents provided that are not.

    `documents` are those that it is about; `every` is true where the author spoke of any document.
    """

    documents: tuple[Fact, ...]
    every: bool = True
    because: str = ""
    written: str = field(default="", compare=False, repr=False)
    span: Span | None = field(default=None, compare=False, repr=False)


@record
class NeverWorse:
    """More of a fact, or less of it, never brings an outcome that is farther from an approval.

    Of a date, more is later; of a list, more elements besides the same ones. Values are compared that are known, all
    else being the same.
    """

    fact: Fact
    more: bool = True
    because: str = ""
    written: str = field(default="", compare=False, repr=False)
    span: Span | None = field(default=None, compare=False, repr=False)


Property = Never | NeverDeniedForWant | NeverWorse


def has_order(type: Type) -> bool:
    """Whether there is more and less of a type."""
    return isinstance(type, Number | Scale | Date | DurationType | Collection)


def is_more(value: Any, other: Any) -> bool:
    """Whether one known value of an ordered type is more than another.

    Durations are compared in the form in which they are stated: by their days, by their months, or by their dates,
    where the one begins no later, ends no earlier and is longer. Of two lists, the one is more that has every element
    of the other, as often as it stands there, and one or more besides.
    """
    if isinstance(value, tuple) and not isinstance(value, Duration):
        return Counter(other) < Counter(value)
    if not isinstance(value, Duration):
        return bool(value > other)
    if value.first is not None and other.first is not None:
        assert value.last is not None and other.last is not None
        wider = value.first <= other.first and other.last <= value.last
        return bool(wider and value.last - value.first > other.last - other.first)
    if value.days is not None and other.days is not None:
        return bool(value.days > other.days)
    return value.months is not None and other.months is not None and bool(value.months > other.months)
