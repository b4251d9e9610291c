"""Random values with names, and the tests that are held against one: by date (a parameter) or by a fact (a table)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from assent.check.samples import is_met, samples_of
from assent.check.subject import kind_of
from assent.language.calendar import format_day
from assent.language.expressions import (
    AllOf,
    Argument,
    AsOf,
    Cases,
    Expression,
    Fact,
    FactValue,
    Not,
    Test,
    leaves_of,
)
from assent.language.operators import find
from assent.language.operators.truth import HOLDS
from assent.language.thresholds import DatedValue, Parameter, Table, TableCase
from assent.language.types import Choice, Date, DurationType, Number, Scale, YesNo
from strategies.choices import Choices
from strategies.conditions import ROWS_OF, band
from strategies.literals import argument
from strategies.words import Names, text

_OPPOSITE = {">=": "<", ">": "<=", "<=": ">", "<": ">=", "is": "is not", "is not": "is"}


@dataclass(slots=True)
class Thresholds:
    """The parameters and the tables of a policy, and the tests that are held against them."""

    parameters: list[Parameter] = field(default_factory=list)
    tables: list[Table] = field(default_factory=list)
    tests: list[Cases] = field(default_factory=list)


def thresholds(choose: Choices, names: Names, known: Sequence[Fact], effective: int) -> Thresholds:
    """Up to two of them, each for one fact."""
    found = Thresholds()
    for _ in range(choose.number(0, 2)):
        tested = [fact for fact in known if isinstance(fact.type, Number | Scale | DurationType)]
        if not tested:
            break
        fact, symbol = choose.one(tested), choose.one((">=", ">", "<=", "<"))
        whens = _by_date(choose, effective) if choose.chance(3) else _by_fact(choose, known)
        if len(whens) < 2:
            continue
        tests = [_test(choose, fact, symbol) for _ in whens]
        id, title = names.name(), names.label()
        found.tests.append(Cases(id, tuple(zip(whens, tests, strict=True))))
        said = [test.literal.text for test in tests if test.literal]
        if isinstance(next(leaves_of(whens[0])).operand, AsOf):  # type: ignore[union-attr]
            start = next(leaves_of(whens[1])).literal.value  # type: ignore[union-attr]
            days = (effective - choose.number(0, 90), start)
            dated = (
                DatedValue(one, day, text(choose) if choose.chance(2) else "")
                for one, day in zip(said, days, strict=True)
            )
            found.parameters.append(Parameter(id, title, tuple(dated)))
        else:
            found.tables.append(Table(id, title, tuple(map(TableCase, said, whens))))
    return found


def _test(choose: Choices, fact: Fact, symbol: str) -> Test:
    row = choose.one([row for row in ROWS_OF[kind_of(fact.type)] if row.symbol == symbol])
    return Test(row, FactValue(fact), argument(choose, row, fact.type))


def _by_date(choose: Choices, effective: int) -> list[Expression]:
    day = effective + choose.number(1, 400)
    rows = [find("date", sign, "date") for sign in ("<", ">=")]
    return [Test(row, AsOf(), Argument(day, format_day(day))) for row in rows if row is not None]


def _by_fact(choose: Choices, known: Sequence[Fact]) -> list[Expression]:
    """Cases of which exactly one holds of each value of a fact."""
    deciding = [fact for fact in known if isinstance(fact.type, YesNo | Number | Scale | Choice | Date | DurationType)]
    if not deciding:
        return []
    fact = choose.one(deciding)
    value = FactValue(fact)
    if isinstance(fact.type, YesNo):
        return [Test(HOLDS, value), Not(Test(HOLDS, value))]
    if isinstance(fact.type, Number) and choose.chance(2):
        middle = band(choose, value, fact.type)
        if isinstance(middle, AllOf) and all(map(_is_open, (cases := list(_around(middle))))):
            return cases
    rows = [row for row in ROWS_OF[kind_of(fact.type)] if row.symbol in _OPPOSITE]
    row = choose.one(rows)
    test = Test(row, value, argument(choose, row, fact.type))
    other = find(row.takes, _OPPOSITE[row.symbol], row.argument, row.units)
    return [test, replace(test, operator=other)] if other is not None else []


def _around(middle: AllOf) -> Iterator[Expression]:
    low, high = middle.parts
    assert isinstance(low, Test) and isinstance(high, Test)
    for end in (low, high):
        other = find(end.operator.takes, _OPPOSITE[end.operator.symbol], end.operator.argument, end.operator.units)
        assert other is not None
        yield replace(end, operator=other)
        if end is low:
            yield middle


def _is_open(when: Expression) -> bool:
    """Whether some value is in a case, and some is not."""
    tests = list(leaves_of(when))
    samples = samples_of(tests)
    return len({all(is_met(test, sample) for test in tests) for sample in samples}) > 1
