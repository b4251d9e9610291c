"""Each threshold is met on the side that is written, and not one step beyond: a day, a whole unit, an element.

Of each test of a policy it is said here, from what is written alone, on which values it is met and on which it is not;
what the solver is told of the test is held against that. Months are counted back by the calendar, which both use.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from fractions import Fraction

from assent.analyse.encode.expressions import Expressions
from assent.analyse.encode.space import Space
from assent.analyse.encode.symbols import Lasting, Listed, Paper, Plain, Symbol
from assent.analyse.encode.terms import Term, conj, neg
from assent.analyse.encode.truth import Truth
from assent.analyse.laws.counts import looked_into, of_count
from assent.analyse.laws.episodes import of_extent
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
from assent.analyse.laws.windows import of_windows
from assent.language.expressions import (
    Changed,
    Count,
    Elapsed,
    Extent,
    Leaf,
    Operand,
    Test,
    condition_of,
    leaves_of,
)
from assent.language.operands import facts_of
from assent.language.values import Period

# What is expected of a test that has a threshold, with that test's truth; None: it has one that is held by tests.
Asked = Iterator[tuple[Truth, Expected]]
SymbolOf = Callable[[Operand], Symbol]


def has_threshold(leaf: Leaf) -> bool:
    """Whether a leaf has a threshold, a window or a bound."""
    if isinstance(leaf, Count):
        return True
    in_time = leaf.operator.takes in ("date", "document") and leaf.operator.symbol not in SIDES
    ordered = leaf.operator.takes in ("number", "scale", "date", "duration", "extent")
    return in_time or (ordered and leaf.operator.symbol in SIDES)


def elements_looked_into(leaf: Leaf) -> int:
    """How many different elements a leaf's lists have to have at least, for what is expected of it."""
    return looked_into(leaf) if isinstance(leaf, Count) else 0


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


def of_its_windows(leaf: Leaf, expressions: Expressions) -> Asked:
    """The same of the windows of the values in a leaf."""
    truth = expressions.truth(leaf)
    yield from ((truth, one) for one in of_windows(leaf, expressions))


def of_condition(leaf: Leaf, expressions: Expressions) -> Asked:
    """The same of each test in the condition of a count, of the elements of one kind."""
    condition = condition_of(leaf)
    if condition is None:
        return
    fact = facts_of(leaf)[0]
    listed = expressions.symbol(fact)
    assert isinstance(listed, Listed)
    if not listed.slots:
        return
    slot = listed.slots[0]
    for test in leaves_of(condition):
        if isinstance(test, Test) and has_threshold(test):

            def symbol_of(operand: Operand) -> Symbol:
                return expressions.in_slot(fact, slot, operand)

            truth = expressions.inside(test, fact, slot)
            yield from ((truth, one) for one in of_test(test, symbol_of, expressions.space))


def of_test(test: Test, symbol_of: SymbolOf, space: Space) -> Iterator[Expected]:
    """What is expected of a test of one value."""
    sign, literal = test.operator.symbol, None if test.literal is None else test.literal.value
    if sign not in SIDES:
        yield from _of_window(test, symbol_of(test.operand), space)
    elif isinstance(test.argument, Operand):
        yield from _beside(test, test.argument, symbol_of)
    elif isinstance(test.operand, Elapsed):
        if not isinstance(literal, int) or literal < 1:
            raise ByTests("time since a date, against another value than a whole number of at least 1")
        yield from _of_elapsed(sign, symbol_of(test.operand.operand), Period(literal, test.operand.unit), space)
    else:
        symbol = symbol_of(test.operand)
        known = conj(symbol.known, neg(symbol.nothing))
        match symbol:
            case Lasting() if isinstance(literal, Period):
                yield from _of_duration(sign, known, symbol, literal, space)
            case Plain() if not isinstance(literal, str | Period | None):
                yield from of_numbers(sign, known, symbol.value, Fraction(literal))
            case _:
                raise ByTests(f"the threshold of {test.operator.name}")


def _beside(test: Test, argument: Operand, symbol_of: SymbolOf) -> Iterator[Expected]:
    """A value against another one, or against so much below or above it, without what tells that to the solver."""
    base = argument.operand if isinstance(argument, Changed) else argument
    symbol, other = symbol_of(test.operand), symbol_of(base)
    if not isinstance(symbol, Plain) or not isinstance(other, Plain):
        raise ByTests(f"the threshold of {test.operator.name}")
    known = conj(symbol.known, other.known, neg(symbol.nothing), neg(other.nothing))
    value, against = symbol.value, other.value
    if isinstance(argument, Changed):
        by = Fraction(argument.by) * (1 if argument.above else -1)
        scale = by.denominator * (100 if argument.percent else 1)
        if argument.percent:  # so many hundredths of it, of what is more than 0
            known, against = conj(known, against > 0), against * (100 * by.denominator + by.numerator)
        else:
            against = against * scale + by.numerator
        value = value * scale
    yield from of_values(test.operator.symbol, known, value, against)


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


def broken(truth: Truth, expected: Expected) -> Term:
    """Whether a test comes out otherwise than is expected of it."""
    if expected.truth is None:
        return conj(expected.given, neg(truth.unknown))
    if expected.truth:
        return conj(expected.given, neg(truth.met))
    return conj(expected.given, truth.met if expected.open else neg(truth.unmet))
