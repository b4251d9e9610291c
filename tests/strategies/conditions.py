"""Tests of facts and of fields, and the conditions that a count may set on its elements."""

from __future__ import annotations

from assent.check.subject import kind_of
from assent.language.expressions import AllOf, AnyOf, Argument, Expression, FieldValue, Not, Operand, Test
from assent.language.operators import OPERATORS, find
from assent.language.types import Choice, Collection, Scale, Type
from strategies.choices import Choices
from strategies.literals import argument

ROWS_OF = {kind: tuple(row for row in OPERATORS if row.takes == kind) for kind in {row.takes for row in OPERATORS}}


def test_of(choose: Choices, operand: Operand, type: Type) -> Expression:
    """Any row of the table on an operand; of options at times `is one of`."""
    if isinstance(type, Choice | Scale) and choose.chance(5):
        return one_of(choose, operand, type)
    return plain_test_of(choose, operand, type)


def plain_test_of(choose: Choices, operand: Operand, type: Type) -> Test:
    """Any row of the table on an operand."""
    kind = kind_of(type)
    assert kind is not None
    row = choose.one(ROWS_OF[kind])
    return Test(row, operand, argument(choose, row, type))


def one_of(choose: Choices, operand: Operand, type: Choice | Scale) -> Expression:
    """`is one of` and `is not one of`, expanded."""
    kind = "choice" if isinstance(type, Choice) else "scale"
    row = find(kind, "is", kind)
    assert row is not None
    chosen = choose.some(range(len(type.options)), 1, 3)
    options = [Argument(at if kind == "scale" else type.options[at], type.options[at]) for at in chosen]
    any_of = AnyOf(tuple(Test(row, operand, option) for option in options))
    return Not(any_of) if choose.chance(2) else any_of


def condition(choose: Choices, type: Collection) -> Expression:
    """What may stand after `where`: one test of a field, or several joined by one word, each negated or not."""
    kind = choose.one(("one", "one", "all", "any"))
    parts = tuple(_part(choose, type) for _ in range(1 if kind == "one" else choose.number(2, 3)))
    return parts[0] if kind == "one" else AllOf(parts) if kind == "all" else AnyOf(parts)


def _part(choose: Choices, type: Collection) -> Expression:
    at = choose.number(0, len(type.fields) - 1)
    test = test_of(choose, FieldValue(type.fields[at], at), type.fields[at].type)
    return Not(test) if choose.chance(4) else test
