"""Each threshold is met on the side that is written, and not one step beyond: a day, a whole unit, an element.

Of each test of a policy it is said here, from what is written alone, on which values it is met and on which it is not;
what the solver is told of the test is held against that: that it is unknown where a value is, too, and not met of what
there is none of. Months are counted back by the calendar, which both use.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from fractions import Fraction
from functools import partial

from assent.analyse.encode.expressions import Expressions
from assent.analyse.encode.space import Space
from assent.analyse.encode.symbols import Lasting, Listed, Paper, Plain, Symbol
from assent.analyse.encode.terms import Term, conj, disj, neg
from assent.analyse.encode.truth import Truth
from assent.analyse.laws.again import SymbolOf, worked_out
from assent.analyse.laws.counts import looked_into, of_count
from assent.analyse.laws.episodes import EPISODES, of_extent, where_open
from assent.analyse.laws.sides import (
    SIDES,
    ByTests,
    Expected,
    ago,
    ahead,
    of_numbers,
    of_quantity_in_days,
    of_quantity_in_months,
    of_stretch,
    of_stretch_in_months,
    of_values,
)
from assent.language.expressions import (
    Changed,
    Count,
    Elapsed,
    Expression,
    Extent,
    Fact,
    LatestField,
    Leaf,
    Operand,
    Test,
    leaves_of,
)
from assent.language.operands import inputs_of
from assent.language.types import Number
from assent.language.values import Period

# What is expected of a test that has a threshold, with that test's truth.
Asked = Iterator[tuple[Truth, Expected]]


def has_threshold(leaf: Leaf) -> bool:
    """Whether a leaf has a threshold, a window or a bound."""
    if isinstance(leaf, Count):
        return True
    in_time = leaf.operator.takes in ("date", "document") and leaf.operator.symbol not in SIDES
    ordered = leaf.operator.takes in ("number", "scale", "date", "duration", "extent")
    return in_time or (ordered and leaf.operator.symbol in SIDES)


def elements_looked_into(leaf: Leaf) -> int:
    """How many different elements a leaf's lists have to have at least, for what is expected of it."""
    if isinstance(leaf, Count):
        return looked_into(leaf)
    return EPISODES if isinstance(leaf.operand, Extent) else 0


def of_leaf(leaf: Leaf, expressions: Expressions) -> Asked:
    """What is expected of a leaf that has a threshold; raises ByTests."""
    space = expressions.space
    truth = expressions.truth(leaf)
    if isinstance(leaf, Count):
        found = of_count(leaf, expressions)
    elif isinstance(leaf.operand, Extent):
        found = of_extent(leaf, leaf.operand, expressions)
    else:
        found = of_test(leaf, expressions.operand, space)
    yield from ((truth, one) for one in found)


def is_length_of_episodes(leaf: Leaf) -> bool:
    """Whether a leaf is about how long episodes last."""
    return isinstance(leaf, Test) and isinstance(leaf.operand, Extent)


def of_open_lengths(leaf: Leaf, expressions: Expressions) -> Asked:
    """What is expected of how long episodes last where that is open."""
    if isinstance(leaf, Test) and isinstance(leaf.operand, Extent):
        truth = expressions.truth(leaf)
        yield from ((truth, one) for one in where_open(leaf, leaf.operand, expressions))


def of_conditions(leaf: Leaf, expressions: Expressions) -> Asked:
    """The same of each test in a condition on elements, of the elements of one kind."""
    for fact, condition in conditions_of(leaf):
        listed = expressions.symbol(fact)
        assert isinstance(listed, Listed)
        for slot in listed.slots[:1]:
            symbol_of = partial(expressions.in_slot, fact, slot)
            for test in leaves_of(condition):
                if isinstance(test, Test) and has_threshold(test):
                    truth = expressions.inside(test, fact, slot)
                    yield from ((truth, one) for one in of_test(test, symbol_of, expressions.space))


def conditions_of(leaf: Leaf) -> tuple[tuple[Fact, Expression], ...]:
    """The conditions on elements in a leaf, with the lists that they are of: a count's, and those of its values."""
    asked: list[tuple[Fact, Expression | None]] = [(leaf.fact, leaf.where)] if isinstance(leaf, Count) else []
    asked += [(one.fact, one.where) for one in inputs_of(leaf) if isinstance(one, Extent | LatestField)]
    return tuple((fact, condition) for fact, condition in dict.fromkeys(asked) if condition is not None)


def of_test(test: Test, symbol_of: SymbolOf, space: Space) -> Iterator[Expected]:
    """What is expected of a test of one value."""
    sign, literal = test.operator.symbol, None if test.literal is None else test.literal.value
    if sign not in SIDES:
        yield from _of_window(test, worked_out(test.operand, symbol_of, space), space)
    elif isinstance(test.argument, Operand):
        yield from _beside(test, test.argument, symbol_of, space)
    elif isinstance(test.operand, Elapsed):
        if not isinstance(literal, int) or literal < 1:
            raise ByTests("time since a date, against another value than a whole number of at least 1")
        day = worked_out(test.operand.operand, symbol_of, space)
        yield from _of_elapsed(sign, day, Period(literal, test.operand.unit), space)
    else:
        symbol = worked_out(test.operand, symbol_of, space)
        yield from of_what_there_is([symbol])
        known = conj(symbol.known, neg(symbol.nothing))
        match symbol:
            case Lasting() if isinstance(literal, Period):
                yield from _of_duration(sign, known, symbol, literal, space)
            case Plain() if not isinstance(literal, str | Period | None):
                yield from of_numbers(sign, known, symbol.value, Fraction(literal))
            case _:
                raise ByTests(f"the threshold of {test.operator.name}")


def _beside(test: Test, argument: Operand, symbol_of: SymbolOf, space: Space) -> Iterator[Expected]:
    """A value against another one, or against so much below or above it, without what tells that to the solver."""
    base = argument.operand if isinstance(argument, Changed) else argument
    symbol, other = worked_out(test.operand, symbol_of, space), worked_out(base, symbol_of, space)
    if not isinstance(symbol, Plain) or not isinstance(other, Plain):
        raise ByTests(f"the threshold of {test.operator.name}")
    value, against = symbol.value, other.value
    if isinstance(argument, Changed):
        by = Fraction(argument.by) * (1 if argument.above else -1)
        scale = by.denominator * (100 if argument.percent else 1)
        if argument.percent:  # so many hundredths of it; of what is not more than 0 there are none
            if _may_be_0_or_less(other):
                other = replace(other, nothing=disj(other.nothing, conj(other.known, against <= 0)))
            against = against * (100 * by.denominator + by.numerator)
        else:
            against = against * scale + by.numerator
        value = value * scale
    yield from of_what_there_is([symbol, other])
    known = conj(symbol.known, other.known, neg(symbol.nothing), neg(other.nothing))
    yield from of_values(test.operator.symbol, known, value, against)


def _may_be_0_or_less(number: Plain) -> bool:
    return not isinstance(number.type, Number) or number.type.low is None or number.type.low <= 0


def _of_duration(sign: str, known: Term, lasting: Lasting, period: Period, space: Space) -> Iterator[Expected]:
    dated = conj(known, lasting.dated)
    if period.days is not None:
        yield from of_stretch(sign, dated, lasting.first, lasting.last, period.days)
        yield from of_quantity_in_days(sign, known, lasting, period.days)
    else:
        back = space.calendar.back(lasting.last, period)
        yield from of_stretch_in_months(sign, dated, lasting.first, back)
        yield from of_quantity_in_months(sign, known, lasting, period.months or 0)


def _of_elapsed(sign: str, day: Symbol, period: Period, space: Space) -> Iterator[Expected]:
    """So many whole units have passed up to the day that lies one unit more before the request, and not on it."""
    assert isinstance(day, Plain)
    yield from of_what_there_is([day])
    known = conj(day.known, neg(day.nothing))
    since, next_one = ago(space, period), ago(space, Period(period.amount + 1, period.unit))
    past = conj(known, day.value <= space.as_of)
    where = (
        conj(past, day.value >= since + 1),
        conj(past, day.value <= since, day.value >= next_one + 1),
        conj(past, day.value <= next_one),
    )
    yield from (Expected(at, met) for at, met in zip(where, SIDES[sign], strict=True))
    yield Expected(conj(known, day.value >= space.as_of + 1), truth=False)


def _of_window(test: Test, symbol: Symbol, space: Space) -> Iterator[Expected]:
    """Both ends are in a window, and the days beside them are not."""
    literal = None if test.literal is None else test.literal.value
    if isinstance(literal, Period) and test.operator.symbol == "within the last":
        low, high = ago(space, literal), space.as_of
    elif isinstance(literal, Period) and test.operator.symbol == "within the next":
        low, high = space.as_of, ahead(space, literal)
    elif test.operator.symbol == "provided":
        low, high = None, space.as_of
    else:
        raise ByTests(f"the threshold of {test.operator.name}")
    yield from of_what_there_is([symbol])
    there = conj(symbol.known, neg(symbol.nothing))
    match symbol:
        case Paper(exists=exists, day=day):
            yield Expected(conj(there, neg(exists)), truth=False)
            there = conj(there, exists)
        case Plain(value=day):
            pass
        case _:
            raise ByTests(f"the threshold of {test.operator.name}")
    yield Expected(conj(there, True if low is None else low <= day, day <= high), truth=True)
    yield Expected(conj(there, high + 1 <= day), truth=False)
    if low is not None:
        yield Expected(conj(there, day <= low - 1), truth=False)


def of_what_there_is(symbols: Sequence[Symbol]) -> Iterator[Expected]:
    """Where there is none of a value a test is not met, whatever the other; else unknown, where one is unknown."""
    nothing, known = disj(*(one.nothing for one in symbols)), conj(*(one.known for one in symbols))
    if nothing is not False:
        yield Expected(nothing, truth=False)
    if known is not True:
        yield Expected(conj(neg(nothing), neg(known)), truth=None)


def broken(truth: Truth, expected: Expected) -> Term:
    """Whether a test comes out otherwise than is expected of it."""
    if expected.truth is None:
        return conj(expected.given, neg(truth.unknown))
    return conj(expected.given, neg(truth.met if expected.truth else truth.unmet))
