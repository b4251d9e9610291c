"""What may still be said of what a request states already: more detail, and more of what can be gathered.

The elements of a list stay what they are. A field that was left out may be stated, a rough length of time may be
stated by dates that are exactly as long, and where there may be more elements, there may be more.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import z3

from assent.analyse.encode.space import Space
from assent.analyse.encode.symbols import Lasting, Listed, Symbol
from assent.analyse.encode.terms import Term, conj, disj, neg, total
from assent.analyse.laws.says_more import is_detailed
from assent.analyse.pins import in_order, pin
from assent.analyse.replay import Replayed
from assent.language.duration import Duration
from assent.language.expressions import Fact
from assent.language.types import Collection, Document, DurationType
from assent.requests.findings import is_mapping

Elements = Sequence[tuple[Any, ...]]

# Why something that is stated is missing all the same, where another value of it can be had.
_MAY_CHANGE = frozenset(("too old", "not yet", "does not exist", "not done"))
_SHORT = frozenset(("not enough", "too old", "not yet"))


@dataclass(frozen=True, slots=True)
class Left:
    """What of a request may still be stated: of some facts anything, of others more detail (True: or elements)."""

    free: frozenset[str]
    detailed: Mapping[str, bool]


def left_open(first: Replayed, asked: Iterable[Fact]) -> Left:
    """What may still be stated of a request that waits: what was not, and of what was stated, what can be had.

    A value that is not good enough stays what it is; what is too old may be had anew, and treatment may go on.
    """
    stated, whys = first.read.facts, first.whys
    free: set[str] = set()
    detailed: dict[str, bool] = {}
    for fact in asked:
        name, why = fact.name, whys.get(fact.name.partition(".")[0], frozenset())
        if name not in stated or (why & _MAY_CHANGE and not isinstance(fact.type, Collection)):
            free.add(name)
        elif not why or "." in name:
            continue
        elif isinstance(fact.type, Collection):
            detailed[name] = not fact.type.complete or bool(why & _SHORT)
        elif isinstance(fact.type, DurationType):
            if "not enough" in why:
                free.add(name)
            else:
                detailed[name] = False
        elif isinstance(fact.type, Document):
            free.add(name)
    return Left(frozenset(free), detailed)


def gathered(space: Space, name: str, value: Any, *, growing: bool) -> list[Term]:
    """What holds of one fact where it is as it was stated, or in more detail."""
    fact, symbol = space.facts[name]
    if not isinstance(symbol, Listed):
        return list(_in_detail(space, symbol, value))
    assert isinstance(fact.type, Collection)
    elements: Elements = in_order(fact.type, value)
    slots = symbol.slots
    assert len(elements) <= len(slots)
    terms = [symbol.known]
    if not growing:
        terms.append(total(slot.number for slot in slots) == len(elements))
    # Which slot is which matters only where they stand in an order, into which others may come between.
    anywhere = space.asked.in_order(name)
    taken: list[list[Term]] = [[] for _ in slots]
    for at, element in enumerate(elements):
        row = []
        for place in range(len(slots)) if anywhere else [at]:
            cell = z3.FreshBool("stands there")
            row.append(cell)
            taken[place].append(cell)
            same = [
                term
                for position, field in slots[place].fields.items()
                for term in _in_detail(space, field, element[position])
            ]
            terms.append(disj(neg(cell), conj(slots[place].number >= 1, *same)))
        terms.append(disj(*row))
    terms += [z3.PbLe([(cell, 1) for cell in column], 1) for column in taken if len(column) > 1]
    return terms


def _in_detail(space: Space, symbol: Symbol, value: Any) -> Iterator[Term]:
    """That a value is as it was, or stated where it was not, or by dates where it was a quantity."""
    if value is None:
        return
    same = conj(*pin(symbol, value, {}))
    if isinstance(symbol, Lasting) and isinstance(value, Duration) and value.first is None:
        yield disj(same, conj(symbol.known, symbol.dated, *_as_long(space, symbol, value)))
    else:
        yield same


def _as_long(space: Space, dates: Lasting, quantity: Duration) -> Iterator[Term]:
    if quantity.months is not None:
        yield dates.first == space.calendar.shifted(dates.last, -quantity.months)
    else:
        length = quantity.days or 0
        yield dates.last - dates.first == int(length) if length == int(length) else False


def places(before: Elements, after: Elements, asked: Iterable[int]) -> list[int] | None:
    """Of each element as it was, the place of what it is now, by the fields that are asked; None if one is lost.

    Each is paired with one of its own: where that is taken, whatever took it is moved, if it can be.
    """
    positions = tuple(asked)
    taken: dict[int, int] = {}

    def fits(one: tuple[Any, ...], other: tuple[Any, ...]) -> bool:
        return all(is_detailed(one[at], other[at]) for at in positions)

    def placed(at: int, tried: set[int]) -> bool:
        alike = [place for place in range(len(after)) if place not in tried and fits(before[at], after[place])]
        for place in sorted(alike, key=lambda place: before[at] != after[place]):
            if place in tried:
                continue
            tried.add(place)
            if place not in taken or placed(taken[place], tried):
                taken[place] = at
                return True
        return False

    if not all(placed(at, set()) for at in range(len(before))):
        return None
    return [place for _, place in sorted((at, place) for place, at in taken.items())]


def _differs(value: Any, other: Any) -> bool:
    """Whether two values are others, in whatever words a length of time is stated."""
    if isinstance(value, Duration) and isinstance(other, Duration):
        return value[1:] != other[1:]
    return bool(value != other)


def merged(
    type: Collection, stated: tuple[Any, Elements], now: tuple[Any, Elements], asked: Iterable[int]
) -> list[Any]:
    """The elements as a request states them, with the details that they have now, and then the further ones.

    Both lists are given as they are written and as they are read.
    """
    (written, before), (rewritten, after) = stated, now
    if is_mapping(written):
        written = written["value"]
    positions = tuple(asked)
    found = places(before, after, positions)
    assert found is not None
    elements: list[Any] = []
    for at, place in enumerate(found):
        element = written[at]
        new = {
            type.fields[position].name: rewritten[place][type.fields[position].name]
            for position in positions
            if _differs(before[at][position], after[place][position]) and type.fields[position].name in rewritten[place]
        }
        elements.append({**element, **new} if is_mapping(element) else element)
    return [*elements, *(one for place, one in enumerate(rewritten) if place not in found)]
