"""The nodes of values with names: parameters (values by date) and tables (values by a fact)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assent.source.record import record
from assent.syntax.leaf import Name, NumberWord, Place, Text, Value, place

if TYPE_CHECKING:
    from assent.syntax.tree import Test


@record
class DatedValueNode:
    """`12 weeks from 2026-01-01 reference "…"`; that `from` may be missing is for the rules to tell."""

    value: Value
    start: NumberWord | None
    reference: Text | None
    at: Place = place()


@record
class ParameterNode:
    """A threshold with a name, whose value changes by date."""

    name: Name
    title: Text
    values: tuple[DatedValueNode, ...]
    at: Place = place()


@record
class TableCaseNode:
    """`6 months when bmi > 40`; that `when` may be missing is for the rules to tell."""

    value: Value
    when: Test | None
    at: Place = place()


@record
class TableNode:
    """A threshold with a name, whose value depends on a fact."""

    name: Name
    title: Text
    cases: tuple[TableCaseNode, ...]
    at: Place = place()
