"""Requests around those that are known: tried before the solver is asked for one.

A question whether something can be is often answered by a request that is a value or two away from one that is
approved. Such requests come of no solver, and cost a fraction of its time. What they show is shown: each is decided
by the interpreter. What none of them shows, the solver is asked; they never say that something cannot be.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial
from itertools import chain, islice, zip_longest
from random import Random
from typing import Any, Generic, TypeVar

from assent.analyse.aimed import Aimed, Stated
from assent.analyse.alternatives import about_thresholds, alternatives, lists_like
from assent.analyse.nearby import Nearby
from assent.analyse.overlay import Overlay, below_of
from assent.analyse.replay import Replayed, Request, with_facts
from assent.language.calendar import format_day
from assent.language.expressions import Expression, Fact, Leaf, leaves_of
from assent.language.operands import facts_of
from assent.language.policy import Policy
from assent.language.types import Collection
from assent.requests.reading import NOT_DONE

_SEED = 97110

# So many requests are tried for a question, and so many values of a fact in them.
MOST = 120
MOST_PAIRS = 40
_MOST_VALUES = 10

# Beside those that differ from a known request in one fact, so many in which one test of a clause decides.
_DRAWN = 40

# So many known requests are started from.
_MOST_KNOWN = 6
_MOST_CLAUSES = 4

T = TypeVar("T")


class Around:
    """Requests around the known ones of a policy, for each clause those that differ in what it asks about."""

    def __init__(
        self,
        policy: Policy,
        nearby: Nearby,
        facts_asked: Callable[[str], frozenset[str]],
        samples: Callable[[Fact], Iterable[str]],
        first: Replayed,
    ) -> None:
        self._policy = policy
        self._nearby = nearby
        self._facts_asked = facts_asked
        self._samples = samples
        self._facts = {fact.name: fact for fact in policy.facts}
        self._leaves = _leaves_by_fact(policy.named.values())
        self._clauses = {clause.id: clause for clause in policy.clauses}
        self._start: Replayed | None = None
        self._first = first
        self._known = [first]
        self._found: dict[str, list[Replayed]] = {}
        self._told: Mapping[str, Request] = {}
        self._replayed: dict[str, Replayed] = {}
        self._wholes = [first]
        self._values: dict[tuple[str, str], list[Stated]] = {}
        self._around: dict[tuple[Replayed, str, frozenset[str]], _Kept[Replayed]] = {}
        self._pairs: dict[str, _Kept[tuple[Replayed, Replayed]]] = {}

    def know(self, replayed: Replayed, about: Sequence[str]) -> None:
        """Start from this request too: for questions about some clauses, or for all.

        For all, too, from what is not denied beside it: other questions may turn on what it states.
        """
        if not about:
            self._known.append(replayed)
        for id in about[:_MOST_CLAUSES]:
            self._found.setdefault(id, []).insert(0, replayed)
        for id in about[:1]:
            clause = self._clauses[id]
            beside = (one for one in self._of(replayed, id, frozenset()) if one.effect(clause) is None)
            passing = next((one for one in beside if one.outcome in ("approve", "review")), None)
            if passing is not None:
                self._known.insert(0, passing)

    def tell(self, requests: Mapping[str, Request]) -> None:
        """Start from these requests too, each for questions about the clause by whose id it is given."""
        self._told = requests

    def helped(self) -> None:
        """The last request that was tried showed what was asked of it: what it lies around is looked at first."""
        if self._start in self._known:
            self._known.remove(self._start)
            self._known.insert(0, self._start)

    def requests(
        self, about: Sequence[str], also: Iterable[str] = (), first: Sequence[Replayed] = ()
    ) -> Iterator[Replayed]:
        """Requests, all of them valid, that differ in what some clauses ask about; and in some facts besides.

        Those around the `first` ones come first.
        """
        besides = frozenset(also)
        starts = [(start, id) for id in about[:_MOST_CLAUSES] for start in (*first, *self._starts(id))]
        for self._start, one in islice(_in_turn([self._from(start, id, besides) for start, id in starts]), MOST):
            yield one

    def pairs(self, about: Sequence[str], name: str) -> Iterator[tuple[Replayed, Replayed]]:
        """As `requests`, those that state a fact, each with what it becomes with another value of that."""
        if name not in self._pairs:
            self._pairs[name] = _Kept(self._paired(about, name))
        return islice(self._pairs[name], MOST_PAIRS)

    def _paired(self, about: Sequence[str], name: str) -> Iterator[tuple[Replayed, Replayed]]:
        stating = (one for one in self.requests(about) if name in one.request["facts"])
        return (
            (one, self._with_value(one, name, other))
            for one in stating
            for other in self._values_of(name, one)
            if other[0] is not None and other[0] != one.request["facts"][name]
        )

    def _with_value(self, first: Replayed, name: str, other: Stated) -> Replayed:
        """With another value of a fact; of a measured one, of the same day: it is the value that differs."""
        value, stated = other[0], first.request["facts"][name]
        if not self._facts[name].measured:
            return self._with_values(first, {name: other})
        if isinstance(value, Mapping) and not isinstance(stated, Mapping) and stated != NOT_DONE:
            value = value["value"]
        return self._nearby.beside(first, with_facts(first.request, {name: value}))

    def _starts(self, id: str) -> list[Replayed]:
        return [*self._found.get(id, ()), *self._told_of(id), *self._known][:_MOST_KNOWN]

    def _told_of(self, id: str) -> list[Replayed]:
        if id in self._told and id not in self._replayed:
            request = self._told[id]
            below = {**request, "facts": below_of(request["facts"])}
            self._replayed[id] = self._nearby.beside(self._whole(below), request)
        return [self._replayed[id]] if id in self._replayed else []

    def _whole(self, request: Request) -> Replayed:
        """A request that others differ from in a few facts: what they have in common is decided once."""
        for one in self._wholes:
            if one.request["facts"] is request["facts"] and one.request["as_of"] == request["as_of"]:
                return one
        self._wholes.append(self._first.beside(request))
        return self._wholes[-1]

    def _from(self, first: Replayed, id: str, also: frozenset[str]) -> Iterator[tuple[Replayed, Replayed]]:
        return ((first, one) for one in self._of(first, id, also))

    def _of(self, first: Replayed, id: str, also: frozenset[str]) -> _Kept[Replayed]:
        key = (first, id, also)
        if key not in self._around:
            self._around[key] = _Kept(self._drawn(first, id, also))
        return self._around[key]

    def _drawn(self, first: Replayed, id: str, also: frozenset[str]) -> Iterator[Replayed]:
        """The request itself; then others that differ in one fact, and others in which one test decides."""
        random = Random(f"{_SEED} {id}")  # noqa: S311 -- nothing here is secret
        names = sorted((self._facts_asked(id) | also) & self._facts.keys())
        aimed = Aimed(random, first.case.named, partial(self._values_of, first=first), first.case)
        singly = ({name: other} for name in names for other in self._values_of(name, first))
        several = (aimed.drawn(first.case.named[id]) for _ in range(_DRAWN))
        yield first
        for values in _in_turn([several, singly] if len(names) > 1 else [singly]):
            yield self._with_values(first, values)

    def _values_of(self, name: str, first: Replayed) -> list[Stated]:
        """Values of a fact that are worth trying in a request, as it would state them, and as they are read."""
        as_of = first.request["as_of"]
        if (name, as_of) not in self._values:
            found: dict[str, Stated] = {}
            for value in self._worth_trying(self._facts[name], first.read.as_of):
                if repr(value) not in found and len(found) < _MOST_VALUES:
                    facts = {} if value is None else {name: value}
                    read = self._nearby.read(self._policy, {"as_of": as_of, "facts": facts}, name)
                    if not read.faults:
                        found[repr(value)] = (value, read)
            self._values[name, as_of] = list(found.values())
        return self._values[name, as_of]

    def _worth_trying(self, fact: Fact, as_of: int) -> Iterator[Any]:
        yield None
        bare = chain(
            alternatives(fact.type),
            about_thresholds(fact.type, self._leaves.get(fact.name, ()), as_of),
            self._samples(fact),
        )
        if fact.not_done:
            yield NOT_DONE
        for replayed in self._known:
            stated = replayed.request["facts"].get(fact.name)
            yield stated
            if isinstance(fact.type, Collection):
                yield from lists_like(fact.type, stated or [], self._leaves.get(fact.name, ()), as_of)
        for value in bare:
            yield {"value": value, "on": format_day(as_of)} if fact.measured else value

    def _with_values(self, first: Replayed, values: Mapping[str, Stated]) -> Replayed:
        facts = Overlay(first.request["facts"], {name: value for name, (value, _) in values.items()})
        read = {name: read for name, (_, read) in values.items()}
        return self._nearby.with_values(first, {**first.request, "facts": facts}, read)


class _Kept(Generic[T]):
    """What an iterator yields, for as often as it is asked for."""

    def __init__(self, rest: Iterator[T]) -> None:
        self._rest = rest
        self._had: list[T] = []

    def __iter__(self) -> Iterator[T]:
        yield from self._had
        for one in self._rest:
            self._had.append(one)
            yield one


def _in_turn(each: Sequence[Iterator[T]]) -> Iterator[T]:
    """One of each iterator in turn."""
    for row in zip_longest(*each):
        yield from (one for one in row if one is not None)


def _leaves_by_fact(expressions: Iterable[Expression]) -> dict[str, dict[Leaf, None]]:
    found: dict[str, dict[Leaf, None]] = {}
    for expression in expressions:
        for leaf in leaves_of(expression):
            for fact in facts_of(leaf):
                found.setdefault(fact.name, {})[leaf] = None
    return found
