"""What is expected of a count, where of each element it is certain whether it counts."""

from __future__ import annotations

from collections.abc import Iterator

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
    """So many elements count, and that is enough, too few or too many; raises ByTests."""
    listed, type = expressions.symbol(count.fact), count.fact.type
    assert isinstance(listed, Listed) and isinstance(type, Collection)
    certain, elements = [listed.known], []
    for slot in listed.slots:
        counts, does_not = _counts(count, slot, expressions)
        certain.append(disj(slot.number == 0, counts, does_not))
        elements.append(Counted(slot.number, counts, _day(count, slot, expressions), _value(count, slot, expressions)))
    given, space = conj(*certain), expressions.space
    low: Term = True
    high: Term = True
    if count.at_least is not None:
        low = some_choice_is_enough(count.at_least, elements, count.pattern, space)
    if count.at_most is not None:
        high = neg(some_choice_is_enough(count.at_most + 1, elements, count.pattern, space))
    yield Expected(conj(given, low, high), truth=True)
    if count.at_least is not None:
        yield Expected(conj(given, neg(low)), truth=False, open=not type.complete)
    if count.at_most is not None:
        yield Expected(conj(given, neg(high)), truth=False)


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
