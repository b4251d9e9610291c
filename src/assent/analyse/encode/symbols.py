"""What a request may state, as terms: a symbol a fact, of the shape that its type has."""

from __future__ import annotations

from dataclasses import dataclass

from assent.analyse.encode.codes import Kinds
from assent.analyse.encode.terms import Term
from assent.language.types import Type


@dataclass(frozen=True, slots=True)
class Plain:
    """A single value: a truth, a number, the rank of an option, the kind of a code, a day.

    Neither `known` nor `nothing`: unknown. With `nothing`, there surely is none.
    """

    type: Type
    known: Term
    value: Term
    nothing: Term = False
    kinds: Kinds | None = None


@dataclass(frozen=True, slots=True)
class Paper:
    """A document: whether it exists, and the day it is of."""

    known: Term
    exists: Term
    day: Term
    nothing: Term = False


@dataclass(frozen=True, slots=True)
class Lasting:
    """A duration in the form in which it is stated: by its dates, in days (counted in halves), or in months.

    A quantity between two halves of a day is held against whole thresholds as the half between them is.
    """

    known: Term
    dated: Term
    in_days: Term
    first: Term
    last: Term
    halves: Term
    months: Term
    nothing: Term = False


@dataclass(frozen=True, slots=True)
class Slot:
    """A kind of element of a list, and how many of it there are; `fields` by their position."""

    number: Term
    fields: dict[int, Plain | Lasting]


@dataclass(frozen=True, slots=True)
class Listed:
    """A list or evidence: so many elements of each of its slots."""

    known: Term
    slots: tuple[Slot, ...]
    nothing: Term = False


Symbol = Plain | Paper | Lasting | Listed
