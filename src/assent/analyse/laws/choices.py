"""How elements that are counted lie to one another: looked for among all choices of them, in no order.

The encoding goes through them once, by their dates; a choice is only looked at, two and two.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations

import z3

from assent.analyse.encode.space import Space, alike
from assent.analyse.encode.symbols import Lasting, Plain
from assent.analyse.encode.terms import Term, choose, conj, disj, neg, total
from assent.analyse.laws.sides import ByTests
from assent.language.expressions import Pattern


@dataclass(frozen=True, slots=True)
class Counted:
    """The elements of one slot: how many, whether they count, and the day and the value that matter of them."""

    number: Term
    counts: Term
    day: Plain | None
    value: Plain | Lasting | None

    @property
    def on(self) -> Term:
        """The day that they are of."""
        assert self.day is not None
        return self.day.value


def some_choice_is_enough(number: int, elements: Sequence[Counted], pattern: Pattern | None, space: Space) -> Term:
    """Whether some of the elements count, are of one value and lie as they have to, and are so many; raises ByTests."""
    if number <= 0:
        return True
    if pattern is None and not any(one.value is not None for one in elements):
        return total(choose(one.counts, one.number, z3.IntVal(0)) for one in elements) >= number
    apart = pattern is not None and pattern.kind == "at least apart"
    if apart and number > len(elements):
        raise ByTests("more elements that lie apart than are looked into")
    sizes = [number] if apart else range(1, len(elements) + 1)
    return disj(
        *(
            conj(_lie(choice, pattern, space), _one_value(choice), True if apart else _are(number, choice))
            for size in sizes
            for choice in combinations(elements, size)
        )
    )


def _are(number: int, choice: Sequence[Counted]) -> Term:
    return total(one.number for one in choice) >= number


def _one_value(choice: Sequence[Counted]) -> Term:
    first, *others = (one.value for one in choice)
    return conj(*(alike(first, one) for one in others if first is not None and one is not None))


def _lie(choice: Sequence[Counted], pattern: Pattern | None, space: Space) -> Term:
    there = conj(*(conj(one.counts, one.number >= 1) for one in choice))
    if pattern is None:
        return there

    def back(one: Counted) -> Term:
        return space.calendar.back(one.on, pattern.period)

    match pattern.kind:
        case "within any":
            return conj(there, *_each_two(choice, lambda first, last: first.on >= back(last)))
        case "closer than":
            return conj(there, *_each_two(choice, lambda first, last: first.on >= back(last) + 1))
        case "at least apart":
            return conj(there, *_each_two(choice, lambda first, last: first.on <= back(last)))
        case "no more than apart":
            return conj(
                there, are_a_row([one.on for one in choice], lambda at, place: choice[place].on >= back(choice[at]))
            )


def _each_two(choice: Sequence[Counted], asked: Callable[[Counted, Counted], Term]) -> Iterable[Term]:
    """That each two of different slots are as is asked of the earlier and the later of them."""
    for one, other in combinations(choice, 2):
        yield disj(neg(one.on <= other.on), asked(one, other))
        yield disj(neg(other.on <= one.on), asked(other, one))


def are_a_row(days: Sequence[Term], follows: Callable[[int, int], Term]) -> Term:
    """Whether each is the first of a row, or follows one that is before it; of one day, one is before the other.

    `follows` says by their places whether one is near enough to the one before; the days are those of a choice.
    """

    def is_before(place: int, at: int) -> Term:
        return days[place] <= days[at] if place < at else days[place] <= days[at] - 1

    joined = []
    for at in range(len(days)):
        before = [(place, is_before(place, at)) for place in range(len(days)) if place != at]
        is_first = conj(*(neg(earlier) for _, earlier in before))
        joined.append(disj(is_first, *(conj(earlier, follows(at, place)) for place, earlier in before)))
    return conj(*joined)
