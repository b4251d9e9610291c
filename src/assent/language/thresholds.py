"""Values with names: a parameter, whose value changes by date, and a table, whose value depends on another value.

The tests that use them hold the values themselves (`Cases`, or a literal where only one is ever in force). What
stands here is for readers: where a value comes from, and what it is called.
"""

from __future__ import annotations

from dataclasses import field

from assent.language.expressions import Expression
from assent.source.record import record
from assent.source.text import Span


@record
class DatedValue:
    """A value as written, the first day on which it counts, and what it rests on ("" where that is not said)."""

    text: str
    start: int
    reference: str = ""


@record
class Parameter:
    """A named threshold; each value counts until the next one does."""

    id: str
    title: str
    values: tuple[DatedValue, ...]
    span: Span | None = field(default=None, compare=False, repr=False)


@record
class TableCase:
    """A value as written, and where it counts."""

    text: str
    when: Expression


@record
class Table:
    """A named threshold that depends on a fact; exactly one of its cases holds of each value of that fact."""

    id: str
    title: str
    cases: tuple[TableCase, ...]
    span: Span | None = field(default=None, compare=False, repr=False)
