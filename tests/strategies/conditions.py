"""Tests of facts and of fields, and the conditions that a count may set on its elements."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from assent.check.subject import kind_of
from assent.language.expressions import (
    AllOf,
    AnyOf,
    Argument,
    AtLeastOf,
    Expression,
    FactValue,
    FieldValue,
    Not,
    Operand,
    Test,
)
from assent.language.operands import may_be_not_done
from assent.language.operators import OPERATORS, find
from assent.language.operators.done import DONE, WORDS
from assent.language.types import Choice, Collection, Date, DurationType, Number, Scale, Type
from assent.language.values import Period
from strategies.beside import beside
from strategies.choices import Choices
from strategies.literals import argument

ROWS_OF = {
    kind: tuple(row for row in OPERATORS if row.takes == kind and row.argument != "another")
    for kind in {row.takes for row in OPERATORS}
}


def test_of(choose: Choices, operand: Operand, type: Type) -> Expression:
    """Any row of the table on an operand; of options at times `is one of`."""
    if isinstance(type, Choice | Scale) and choose.chance(5):
        return one_of(choose, operand, type)
    if isinstance(type, Number | Date | DurationType) and choose.chance(9):
        return band(choose, operand, type)
    return plain_test_of(choose, operand, type)


def plain_test_of(choose: Choices, operand: Operand, type: Type) -> Test:
    """Any row of the table on an operand."""
    kind = kind_of(type)
    assert kind is not None
    named_so = isinstance(type, Choice | Scale) and not set(WORDS).isdisjoint(type.options)
    done = may_be_not_done(operand) and not named_so
    row = choose.one([row for row in ROWS_OF[kind] if row.symbol != DONE or done])
    return Test(row, operand, argument(choose, row, type))


def band(choose: Choices, operand: Operand, type: Type) -> Expression:
    """`from … to …` and `from … up to …`, expanded; the smaller end first."""
    kind = kind_of(type)
    assert kind is not None
    first = next(row for row in ROWS_OF[kind] if row.symbol == ">=")
    opening, closing = (find(kind, sign, first.argument, first.units) for sign in (">=", "<"))
    assert opening is not None and closing is not None
    if choose.chance(2):
        closing = find(kind, "<=", closing.argument, closing.units) or closing
    ends = [argument(choose, row, type) for row in (opening, closing)]
    low, high = sorted((end for end in ends if end is not None), key=_size)
    if _size(low) == _size(high):
        return Test(opening, operand, low)
    return AllOf((Test(opening, operand, low), Test(closing, operand, high)))


def _size(end: Argument) -> int | Decimal:
    value = end.value
    if isinstance(value, Period):
        return (value.days if value.days is not None else value.months) or 0
    assert not isinstance(value, str)
    return value


def one_of(choose: Choices, operand: Operand, type: Choice | Scale) -> Expression:
    """`is one of` and `is not one of`, expanded."""
    kind = "choice" if isinstance(type, Choice) else "scale"
    row = find(kind, "is", kind)
    assert row is not None
    chosen = choose.some(range(len(type.options)), 1, 3)
    options = [Argument(at if kind == "scale" else type.options[at], type.options[at]) for at in chosen]
    any_of = AnyOf(tuple(Test(row, operand, option) for option in options))
    return Not(any_of) if choose.chance(2) else any_of


def condition(choose: Choices, type: Collection, others: Sequence[Operand] = ()) -> Expression:
    """What may stand after `where`: a test of a field, several joined by one word, or a block of them below it.

    A field is at times held against one of the others, or against another field.
    """
    kind = choose.one(("one", "one", "all", "any", "block"))
    if kind == "block":
        return _block(choose, type, others, 2)
    parts = tuple(_part(choose, type, others) for _ in range(1 if kind == "one" else choose.number(2, 3)))
    return parts[0] if kind == "one" else AllOf(parts) if kind == "all" else AnyOf(parts)


def _block(choose: Choices, type: Collection, others: Sequence[Operand], depth: int) -> Expression:
    """A block of tests of fields, blocks within blocks."""
    kind = choose.one(("all", "any", "at least", "one"))
    if kind == "one" or not depth:
        return _part(choose, type, others)
    parts = tuple(_block(choose, type, others, depth - 1) for _ in range(choose.number(2, 3)))
    block = AtLeastOf(choose.number(1, len(parts)), parts) if kind == "at least" else None
    block = block or (AllOf(parts) if kind == "all" else AnyOf(parts))
    return Not(block) if choose.chance(4) else block


def _part(choose: Choices, type: Collection, others: Sequence[Operand]) -> Expression:
    at = choose.number(2 if type.episodes else 0, len(type.fields) - 1)
    field = FieldValue(type.fields[at], at)
    names = {field.name for field in type.fields}
    fields = [FieldValue(field, at) for at, field in enumerate(type.fields)][2 if type.episodes else 0 :]
    outside = [one for one in others if not isinstance(one, FactValue) or one.fact.name not in names]
    found = beside(choose, field, type.fields[at].type, [*fields, *outside]) if choose.chance(3) else None
    test = found or test_of(choose, field, type.fields[at].type)
    return Not(test) if choose.chance(4) else test
