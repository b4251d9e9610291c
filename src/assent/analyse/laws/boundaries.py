"""Each threshold is met on the side that is written, and not one step beyond: a day, a whole unit, an element.

Of each test of a policy it is said here, from what is written alone, on which values it is met and on which it is not;
what the solver is told of the test is held against that. Months are counted back by the calendar, which both use.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from fractions import Fraction

import z3

from assent.analyse.encode.expressions import Expressions
from assent.analyse.encode.space import Space
from assent.analyse.encode.symbols import Lasting, Listed, Paper, Plain, Slot, Symbol
from assent.analyse.encode.terms import Term, choose, conj, disj, neg, total
from assent.analyse.encode.truth import Truth
from assent.analyse.laws.sides import (
    SIDES,
    Expected,
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
    Extent,
    Fact,
    LatestField,
    Leaf,
    Operand,
    Recent,
    Test,
    condition_of,
    leaves_of,
)
from assent.language.operands import day_of, facts_of, inputs_of
from assent.language.types import Collection
from assent.language.values import Period

# What is expected of a test that has a threshold, with that test's truth; None: it has one that is held by tests.
Asked = Iterator[tuple[Truth, Expected]]
SymbolOf = Callable[[Operand], Symbol]


class ByTests(Exception):
    """A threshold that is not looked at here; `why` is a phrase for people."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


def has_threshold(leaf: Leaf) -> bool:
    """Whether a leaf has a threshold, a window or a bound."""
    if isinstance(leaf, Count):
        return True
    in_time = leaf.operator.takes in ("date", "document") and leaf.operator.symbol not in SIDES
    ordered = leaf.operator.takes in ("number", "scale", "date", "duration", "extent")
    return in_time or (ordered and leaf.operator.symbol in SIDES)


def has_window_held_by_tests(leaf: Leaf) -> bool:
    """Whether a test is of an element that is picked out of a window, or of a recent value without a threshold."""
    picks = any(isinstance(one, LatestField) and one.window is not None for one in inputs_of(leaf))
    return picks or (not has_threshold(leaf) and any(isinstance(one, Recent) for one in inputs_of(leaf)))


def of_leaf(leaf: Leaf, expressions: Expressions) -> Asked:
    """What is expected of a leaf that has a threshold; raises ByTests."""
    space = expressions.space
    truth = expressions.truth(leaf)
    if isinstance(leaf, Count):
        found = _of_count(leaf, expressions)
    elif isinstance(leaf.operand, Extent):
        found = _of_extent(leaf, leaf.operand, expressions)
    else:
        found = of_test(leaf, expressions.operand, space)
    yield from ((truth, one) for one in found)
    if isinstance(leaf, Test) and isinstance(leaf.operand, Recent):
        yield from ((truth, one) for one in _of_day(leaf.operand, expressions))


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
    since, next_one = _ago(space, period), _ago(space, Period(period.amount + 1, period.unit))
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
        low, high = _ago(space, literal), space.as_of
    elif isinstance(literal, Period) and test.operator.symbol == "within the next":
        low, high = space.as_of, _ahead(space, literal)
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


def _of_day(recent: Recent, expressions: Expressions) -> Iterator[Expected]:
    """A measured value is unknown where its day is not in the window."""
    day, space = expressions.symbol(day_of(recent.fact)), expressions.space
    value = expressions.symbol(recent.fact)
    assert isinstance(day, Plain)
    low = _ago(space, recent.window)
    there = conj(value.known, neg(value.nothing), day.known)
    yield Expected(conj(there, disj(day.value <= low - 1, day.value >= space.as_of + 1)), truth=None)


def _of_count(count: Count, expressions: Expressions) -> Iterator[Expected]:
    """Where of each element it is certain whether it counts: so many do, and that is enough, too few or too many."""
    if count.pattern is not None or count.per is not None:
        raise ByTests("how elements lie to one another, and counts of one value")
    listed, type = expressions.symbol(count.fact), count.fact.type
    assert isinstance(listed, Listed) and isinstance(type, Collection)
    certain, counted = [listed.known], []
    for slot in listed.slots:
        counts, does_not = _counts(count, count.fact, slot, expressions)
        certain.append(disj(slot.number == 0, counts, does_not))
        counted.append(choose(counts, slot.number, z3.IntVal(0)))
    number, given = total(counted), conj(*certain)
    low = True if count.at_least is None else number >= count.at_least
    high = True if count.at_most is None else number <= count.at_most
    yield Expected(conj(given, low, high), truth=True)
    if count.at_least is not None:
        yield Expected(conj(given, neg(low)), truth=False, open=not type.complete)
    if count.at_most is not None:
        yield Expected(conj(given, neg(high)), truth=False)


def _counts(count: Count, fact: Fact, slot: Slot, expressions: Expressions) -> tuple[Term, Term]:
    """Whether the elements of a slot surely count, and whether they surely do not."""
    type, space = fact.type, expressions.space
    assert isinstance(type, Collection)
    inside, outside = [], []
    if type.dated_by is not None:
        day = space.field(fact, slot, type.dated_by)
        assert isinstance(day, Plain)
        low = True if count.window is None else _ago(space, count.window) <= day.value
        inside += [day.known, low, day.value <= space.as_of]
        outside.append(conj(day.known, disj(neg(low), day.value >= space.as_of + 1)))
    condition = expressions.condition(count.where, fact)
    if condition is not None:
        fits = condition(slot)
        inside.append(fits.met)
        outside.append(fits.unmet)
    return conj(*inside), disj(*outside)


def _of_extent(test: Test, extent: Extent, expressions: Expressions) -> Iterator[Expected]:
    """Of one episode alone, how long it lasts is the days from its first to its last, in the window."""
    listed, type, space = expressions.symbol(extent.fact), extent.fact.type, expressions.space
    period = None if test.literal is None else test.literal.value
    if not isinstance(period, Period):
        raise ByTests("how long episodes last, against another value")
    assert isinstance(listed, Listed) and isinstance(type, Collection)
    slot, *others = listed.slots
    first, last = space.field(extent.fact, slot, 0), space.field(extent.fact, slot, 1)
    assert isinstance(first, Plain) and isinstance(last, Plain)
    begin = first.value
    given = [listed.known, slot.number == 1, *(one.number == 0 for one in others), first.known, last.known]
    if extent.window is not None:
        low = _ago(space, extent.window)
        begin = z3.If(first.value < low, low, first.value)
    condition = expressions.condition(extent.where, extent.fact)
    given += [begin <= last.value, True if condition is None else condition(slot).met]
    sign, known = test.operator.symbol, conj(*given)
    if period.days is not None:
        found = of_stretch(sign, known, begin, last.value, period.days)
    else:
        found = of_stretch_in_months(sign, known, begin, space.calendar.back(last.value, period))
    for one in found:
        yield one if type.complete or one.truth else Expected(one.given, one.truth, open=True)


def _ago(space: Space, period: Period) -> Term:
    return space.as_of - period.days if period.days is not None else space.calendar.back(space.as_of, period)


def _ahead(space: Space, period: Period) -> Term:
    return space.as_of + period.days if period.days is not None else space.calendar.ahead(space.as_of, period)


def broken(truth: Truth, expected: Expected) -> Term:
    """Whether a test comes out otherwise than is expected of it."""
    if expected.truth is None:
        return conj(expected.given, neg(truth.unknown))
    if expected.truth:
        return conj(expected.given, neg(truth.met))
    return conj(expected.given, truth.met if expected.open else neg(truth.unmet))
