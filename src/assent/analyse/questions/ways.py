"""Ways out of a request: what could be stated besides, or otherwise, and what it would come to then."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from assent.analyse.encode.symbols import Listed
from assent.analyse.gathered import Left, merged, places
from assent.analyse.laws.says_more import is_detailed
from assent.analyse.replay import Replayed
from assent.analyse.session import Session
from assent.language.types import Collection


@dataclass(frozen=True, slots=True)
class Way:
    """One way to an outcome: so few facts, and what could be stated of them.

    Where all that is lacking is time, `more` says how much: "5 more weeks". Where a value would be replaced by
    another one, `instead_of` is what was stated.
    """

    outcome: str
    facts: Mapping[str, Any]
    more: str = ""
    instead_of: Any = None


@dataclass(frozen=True, slots=True)
class Needed:
    """What could settle a request.

    `ways` has, for each outcome that can still be reached, a smallest set of facts; `others` has further sets, the
    smallest first, of which none contains another one; and of the outcomes in `and_more` there are more than those.
    `surely` is the outcome that every full answer leads to, where there is only one.

    `changes` are single facts that would have changed a denial by what time, treatment or documents add; `otherwise`
    are those that would have to be other than they were stated. `open` says what was not decided, and why.
    """

    ways: tuple[Way, ...] = ()
    others: tuple[Way, ...] = ()
    and_more: tuple[str, ...] = ()
    surely: str | None = None
    changes: tuple[Way, ...] = ()
    otherwise: tuple[Way, ...] = ()
    open: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Asked:
    """The request that is asked about, as it was stated and as it was decided, in a session that has room for it."""

    session: Session
    first: Replayed
    request: Mapping[str, Any]

    def stated_without(self, names: frozenset[str]) -> dict[str, Any]:
        """What the request states, but for some facts."""
        return {name: value for name, value in self.request["facts"].items() if name not in names}

    def said(self, name: str, request: Mapping[str, Any]) -> Any:
        """What a request says of a fact; of a list, what was stated with what is new."""
        value = request["facts"][name]
        fact = next(fact for fact in self.session.policy.facts if fact.name == name)
        if not isinstance(fact.type, Collection) or name not in self.first.read.facts:
            return value
        before = (self.request["facts"][name], self.first.read.facts[name])
        after = (value, self.session.replayed(request).read.facts[name])
        return merged(fact.type, before, after, self.asked_of(name))

    def asked_of(self, name: str) -> tuple[int, ...]:
        """The fields of a list's elements that the policy asks about, by their position."""
        _, symbol = self.session.space.facts[name]
        assert isinstance(symbol, Listed)
        return tuple(sorted({position for slot in symbol.slots for position in slot.fields}))

    def keeps(self, left: Left, replayed: Replayed) -> bool:
        """Whether what was stated is stated still, in as much detail or more."""
        before, after = self.first.read.facts, replayed.read.facts
        if any(name not in after for name in left.free if name in before and name == fact_of(name)):
            return False
        return all(self._keeps_one(name, before[name], after.get(name), left) for name in left.detailed)

    def _keeps_one(self, name: str, value: Any, other: Any, left: Left) -> bool:
        if not is_list(value):
            return is_detailed(value, other)
        if not isinstance(other, tuple) or (len(other) > len(value) and not left.detailed[name]):
            return False
        return places(value, other, self.asked_of(name)) is not None

    def comes_to(self, outcome: str, left: Left, replayed: Replayed) -> bool:
        """Whether a request comes to an outcome, and keeps what was stated."""
        return replayed.outcome == outcome and self.keeps(left, replayed)


def fact_of(name: str) -> str:
    """The fact that a name is of: its own, or that of the fact whose day it is."""
    return name.partition(".")[0]


def is_list(value: Any) -> bool:
    """Whether a value that was read is a list: a duration is a tuple too, with names."""
    return isinstance(value, tuple) and not hasattr(value, "_fields")
