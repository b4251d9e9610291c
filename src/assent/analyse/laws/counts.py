"""What is expected of a count, from the elements that surely count to those that may."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from assent.analyse.encode.expressions import Expressions
from assent.analyse.encode.symbols import Lasting, Listed, Plain, Slot
from assent.analyse.encode.terms import Term, conj, disj, neg
from assent.analyse.laws.choices import Counted, some_choice_is_enough
from assent.analyse.laws.sides import Expected, ago
from assent.language.expressions import Count
from assent.language.types import Collection

# Of so many different elements it is looked into how they lie; of those that have to lie apart, of two more than have
# to, so that some can be left out. Each that has to takes the solver longer: 12 take it 4 seconds, 20 more than 20.
_ELEMENTS = 5
_MORE_THAN_APART = 2
_MOST_APART = 12


def looked_into(count: Count) -> int:
    """How many different elements a count's list has to have at least, so that its pattern is told from others."""
    if count.pattern is None and count.per is None:
        return 0
    if count.pattern is not None and count.pattern.kind == "at least apart":
        number = count.at_least or 0
        return number + _MORE_THAN_APART if number <= _MOST_APART else 0
    return _ELEMENTS


def of_count(count: Count, expressions: Expressions) -> Iterator[Expected]:
    """So many elements surely count, and that is enough or too many; so few may count; else it is open.

    Where it matters how elements lie to one another, or which value they are of, what is expected of those that only
    may count is expected where their days and values are known. Raises ByTests.
    """
    listed, type = expressions.symbol(count.fact), count.fact.type
    assert isinstance(listed, Listed) and isinstance(type, Collection)
    placed, sure, may = [listed.known], [], []
    for slot in listed.slots:
        day, value = _day(count, slot, expressions), _value(count, slot, expressions)
        counts, does_not = _counts(count, slot, expressions)
        sure.append(Counted(slot.number, counts, day, value))
        may.append(replace(sure[-1], counts=neg(does_not)))
        if count.pattern is not None or count.per is not None:
            stated = (one.known for one in (day, value) if one is not None)
            placed.append(disj(slot.number == 0, does_not, conj(*stated)))
    at_least, at_most = count.at_least, count.at_most

    def enough(number: int, elements: list[Counted]) -> Term:
        return some_choice_is_enough(number, elements, count.pattern, expressions.space)

    reached = True if at_least is None else enough(at_least, sure)
    too_many = False if at_most is None else enough(at_most + 1, sure)
    yield Expected(neg(listed.known), truth=None)
    if at_most is None:
        yield Expected(conj(listed.known, reached), truth=True)
    else:
        yield Expected(conj(listed.known, too_many), truth=False)
    if not type.complete:  # there may be more than was stated
        yield Expected(conj(listed.known, neg(reached)), truth=None)
        return
    too_few = False if at_least is None else neg(enough(at_least, may))
    bounded = True if at_most is None else neg(enough(at_most + 1, may))
    given = conj(*placed)
    if at_least is not None:
        yield Expected(conj(given, too_few), truth=False)
    if at_most is not None:
        yield Expected(conj(given, reached, bounded), truth=True)
    if _may_be_open(count):
        neither = (neg(conj(reached, bounded)), neg(too_few), neg(too_many))
        yield Expected(conj(given, *neither), truth=None)


def _may_be_open(count: Count) -> bool:
    """Whether an element whose day and value are known, where they matter, can be one that only may count."""
    assert isinstance(count.fact.type, Collection)
    undated = count.pattern is None and count.per is None and count.fact.type.dated_by is not None
    return undated or count.where is not None


def _counts(count: Count, slot: Slot, expressions: Expressions) -> tuple[Term, Term]:
    """Whether the elements of a slot surely count, of one value that is stated, and whether they surely do not."""
    space = expressions.space
    inside, outside = [], []
    day, value = _day(count, slot, expressions), _value(count, slot, expressions)
    if day is not None:
        low = True if count.window is None else ago(space, count.window) <= day.value
        inside += [day.known, low, day.value <= space.as_of]
        outside.append(conj(day.known, disj(neg(low), day.value >= space.as_of + 1)))
    if value is not None:
        inside.append(value.known)
    condition = expressions.condition(count.where, count.fact)
    if condition is not None:
        fits = condition(slot)
        inside.append(fits.met)
        outside.append(fits.unmet)
    return conj(*inside), disj(*outside)


def _day(count: Count, slot: Slot, expressions: Expressions) -> Plain | None:
    type = count.fact.type
    assert isinstance(type, Collection)
    if type.dated_by is None:
        return None
    day = expressions.space.field(count.fact, slot, type.dated_by)
    assert isinstance(day, Plain)
    return day


def _value(count: Count, slot: Slot, expressions: Expressions) -> Plain | Lasting | None:
    return None if count.per is None else expressions.space.field(count.fact, slot, count.per)
