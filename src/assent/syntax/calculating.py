"""The nodes of calculated values: a number that is worked out of others."""

from __future__ import annotations

from assent.source.record import record
from assent.syntax.leaf import Name, NumberWord, Operand, Place, Text, place


@record
class FactorNode:
    """A number or a value, with the sign before it: "+", "-", "*" or "/"; "+" before the first."""

    sign: str
    what: NumberWord | Operand
    at: Place = place()


@record
class CalculatedNode:
    """`calculated pack_years "Pack-years of smoking"`, and the formula below it."""

    name: Name
    unit: NumberWord | None
    title: Text
    formula: tuple[FactorNode, ...]
    at: Place = place()
