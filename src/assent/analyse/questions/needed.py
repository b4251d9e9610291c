"""What is needed: the fewest facts whose statement could settle a request, and what alone would have changed it."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import partial
from typing import Any

import z3

from assent.analyse.encode.effects import demands_of
from assent.analyse.encode.symbols import Listed, Plain
from assent.analyse.encode.terms import Term, as_term, conj, disj
from assent.analyse.gathered import Left, gathered, left_open, merged, places
from assent.analyse.laws.says_more import is_detailed
from assent.analyse.pins import as_stated, pinned
from assent.analyse.replay import Replayed
from assent.analyse.session import Answer, Example, Impossible, NotDecided, Session
from assent.analyse.solver import TIMEOUT
from assent.language.calendar import shortest_and_longest
from assent.language.duration import Duration
from assent.language.operands import day_of
from assent.language.policy import Policy
from assent.language.types import Choice, Code, Collection, Judgement, YesNo
from assent.language.values import Period, Unit

SETTLED = ("approve", "review", "deny")

# A request with a longer list is not looked into.
LONGEST_LIST = 40


@dataclass(frozen=True, slots=True)
class Way:
    """One way to an outcome: so few facts, and what could be stated of them.

    Where all that is lacking is time, `more` says how much: "5 more weeks".
    """

    outcome: str
    facts: Mapping[str, Any]
    more: str = ""


@dataclass(frozen=True, slots=True)
class Needed:
    """What could settle a request.

    `ways` has, for each outcome that can still be reached, a smallest set of facts. `surely` is the outcome that
    every full answer leads to, where there is only one. `changes` are single facts that would have changed a
    denial. `open` says what was not decided, and why.
    """

    ways: tuple[Way, ...] = ()
    surely: str | None = None
    changes: tuple[Way, ...] = ()
    open: tuple[str, ...] = ()


def what_is_needed(policy: Policy, request: Mapping[str, Any], *, timeout: float = TIMEOUT) -> Needed:
    """What could settle a pended request, by the facts it lacks; or what alone would have changed a denied one."""
    first = Replayed(policy, request, policy.named)
    lists = {name: value for name, value in first.read.facts.items() if isinstance(value, tuple) and _is_list(value)}
    longest = max((len(value) for value in lists.values()), default=0)
    if longest > LONGEST_LIST:
        return Needed(open=(f"a list of more than {LONGEST_LIST} elements is not looked into",))
    demands = demands_of([policy], ())
    room = max((len(value) + demands.slots(name)[0] for name, value in lists.items()), default=0)
    session = Session(policy, timeout=timeout, least_slots=room, day=first.read.as_of)
    assert session.encoded.outcomes
    search = _Search(session, first, request)
    return search.denied() if first.outcome == "deny" else search.pended()


def _is_list(value: tuple[Any, ...]) -> bool:
    return not hasattr(value, "_fields")  # a duration is a tuple too, with names


@dataclass(frozen=True, slots=True)
class _Search:
    session: Session
    first: Replayed
    request: Mapping[str, Any]

    def pended(self) -> Needed:
        """The ways out of a request that waits for something."""
        asked, stated = self.session.space.facts, self.first.read.facts
        left = left_open(self.first, [fact for fact, _ in asked.values()])
        pins = pinned(self.session.space, self.first.read, free=left.free | left.detailed.keys())
        for name, growing in left.detailed.items():
            pins += gathered(self.session.space, name, stated[name], growing=growing)
        free = sorted(name for name in (*left.free, *left.detailed) if name == _fact(name))
        known = {name: disj(asked[name][1].known, asked[name][1].nothing) for name in free}
        said = {name: self._changed(name, pins) if name in stated else one for name, one in known.items()}
        today = [self._of_today(name) for name in sorted(left.free.difference(free))]
        touched = {_fact(name) for name in (*left.free, *left.detailed)}
        given = {name: value for name, value in self.request["facts"].items() if name not in touched}
        search = _Fewest(self, left, pins, list(said.values()), given)
        ways, open, ends = [], [], []
        for outcome in SETTLED:
            answer = search.fewest(outcome)
            if isinstance(answer, Example):
                ways.append(Way(outcome, search.beyond(answer)))
            elif isinstance(answer, NotDecided):
                open.append(f"whether it can come to {outcome}, because {answer.because}")
        for outcome in (*SETTLED, "pend"):
            full = [*pins, *known.values(), *today, self.session.encoded.outcomes[outcome]]
            if not isinstance(
                self.session.can(full, partial(_comes_to, outcome), small=False, given=given), Impossible
            ):
                ends.append(outcome)
        surely = ends[0] if len(ends) == 1 and not open else None
        return Needed(tuple(ways), surely, (), tuple(open))

    def _changed(self, name: str, pins: list[Term]) -> Term:
        """Whether something else is said of a fact that is stated; where it is not, it is as it was."""
        changed, asked = z3.FreshBool(f"{name} changes"), self.session.space.facts
        said = [asked[one] for one in (name, f"{name}.on") if one in asked]
        pins += [disj(changed, conj(*as_stated(fact, symbol, self.first.read, {}))) for fact, symbol in said]
        return changed

    def denied(self) -> Needed:
        """Single facts that time or treatment can change, and with which the request would not have been denied."""
        changes, open = [], []
        for name, (fact, symbol) in self.session.space.facts.items():
            if (
                name not in self.first.read.facts
                or name != _fact(name)
                or isinstance(fact.type, YesNo | Judgement | Choice | Code)
            ):
                continue
            pins = pinned(self.session.space, self.first.read, free=frozenset((name, day_of(fact).name)))
            left = Left(frozenset((name,)), {})
            if isinstance(fact.type, Collection):  # what was done stays done
                left = Left(frozenset(), {name: True})
                pins += gathered(self.session.space, name, self.first.read.facts[name], growing=True)
            given = {other: value for other, value in self.request["facts"].items() if other != name}
            for outcome in ("approve", "review", "pend"):
                terms = [*pins, symbol.known, self.session.encoded.outcomes[outcome]]
                shows = partial(_comes_to_with, self, left, outcome)
                answer = self.session.can(terms, shows, given=given)
                if isinstance(answer, Example):
                    changes.append(self._with_least(name, outcome, answer.request))
                    break
                if isinstance(answer, NotDecided):
                    open.append(f"whether another `{name}` would have changed it, because {answer.because}")
                    break
        return Needed(changes=tuple(changes), open=tuple(open))

    def _of_today(self, name: str) -> Term:
        """That a measured value is of the day of the request: a full answer is not too old by then."""
        _, day = self.session.space.facts[name]
        assert isinstance(day, Plain)
        return conj(day.known, day.value == self.session.space.as_of)

    def _with_least(self, name: str, outcome: str, request: Mapping[str, Any]) -> Way:
        """A change of one fact; of a length of time, the least that is more and does it, in the unit stated."""
        before, after = self.first.read.facts[name], self.session.replayed(request).read.facts[name]
        if isinstance(before, int | Decimal) and isinstance(request["facts"][name], int | Decimal):
            return Way(outcome, {name: self._nearest(name, outcome, before, request)})
        if not isinstance(before, Duration) or not isinstance(after, Duration):
            return Way(outcome, {name: self.said(name, request)})
        unit: Unit = "days" if before.months is None else "months"

        def does(amount: int) -> bool:
            facts = {**request["facts"], name: period_text(amount, unit)}
            return self.session.replayed({**request, "facts": facts}).outcome == outcome

        least, most = amount_of(before, unit), amount_of(after, unit)
        if most <= least or not does(most):
            return Way(outcome, {name: request["facts"][name]})
        low, high = least, most
        while high - low > 1:
            middle = (low + high) // 2
            low, high = (low, middle) if does(middle) else (middle, high)
        amount, _, word = period_text(high - least, unit).partition(" ")
        return Way(outcome, {name: period_text(high, unit)}, f"{amount} more {word}")

    def _nearest(self, name: str, outcome: str, before: int | Decimal, request: Mapping[str, Any]) -> int | Decimal:
        """The whole number that is nearest to what was stated, of those up to one that does it; else that one."""
        found: int | Decimal = request["facts"][name]
        away = 1 if found > before else -1
        near, far = (math.floor(before), math.ceil(found)) if away > 0 else (math.ceil(before), math.floor(found))
        while abs(far - near) > 1:
            middle = (near + far) // 2
            facts = {**request["facts"], name: middle}
            replayed = self.session.replayed({**request, "facts": facts})
            if replayed.is_valid and replayed.outcome == outcome:
                found = far = middle
            else:
                near = middle
        return found

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
        if any(name not in after for name in left.free if name in before and name == _fact(name)):
            return False
        return all(self._keeps_one(name, before[name], after.get(name), left) for name in left.detailed)

    def _keeps_one(self, name: str, value: Any, other: Any, left: Left) -> bool:
        if not isinstance(value, tuple) or not _is_list(value):
            return is_detailed(value, other)
        if not isinstance(other, tuple) or (len(other) > len(value) and not left.detailed[name]):
            return False
        return places(value, other, self.asked_of(name)) is not None


@dataclass(frozen=True, slots=True)
class _Fewest:
    """Looks for examples that state as few further facts as can be; `said` is that each of those is stated."""

    search: _Search
    left: Left
    pins: list[Term]
    said: list[Term]
    given: Mapping[str, Any]

    def fewest(self, outcome: str) -> Answer:
        """An example of an outcome with as few as can be."""
        session = self.search.session
        wanted, shows = session.encoded.outcomes[outcome], partial(_comes_to_with, self.search, self.left, outcome)
        answer = session.can([*self.pins, wanted], shows, given=self.given)
        while isinstance(answer, Example):
            number = len(self.beyond(answer))
            if number <= 1:
                break
            fewer = z3.PbLe([(as_term(one), 1) for one in self.said], number - 1)
            better = session.can([*self.pins, wanted, fewer], shows, given=self.given)
            if not isinstance(better, Example) or len(self.beyond(better)) >= number:
                break
            answer = better
        return answer

    def beyond(self, answer: Example) -> dict[str, Any]:
        """What an example states besides what was stated."""
        before, after = self.search.first.read.facts, self.search.session.replayed(answer.request).read.facts
        said = {}
        for name in answer.request["facts"]:
            value = self.search.said(name, answer.request)
            same = all(before.get(one) == after.get(one) for one in (name, f"{name}.on"))
            if name not in self.given and not same and value != self.search.request["facts"].get(name):
                said[name] = value
        return said


def _fact(name: str) -> str:
    """The fact that a name is of: its own, or that of the fact whose day it is."""
    return name.partition(".")[0]


def amount_of(duration: Duration, unit: Unit) -> int:
    """How long a duration is at most, in whole days or months."""
    if duration.first is not None and duration.last is not None:
        days = duration.last - duration.first
    elif duration.months is not None:
        if unit == "months":
            return duration.months
        days = shortest_and_longest(duration.months)[1]
    else:
        days = math.ceil(duration.days or 0)
    return days if unit == "days" else math.ceil(days / 28)


def period_text(amount: int, unit: Unit) -> str:
    """A length of time as one would say it: whole weeks where it is those."""
    if unit == "days" and amount and amount % 7 == 0:
        amount, unit = amount // 7, "weeks"
    return str(Period(amount, unit))


def _comes_to_with(search: _Search, left: Left, outcome: str, replayed: Replayed) -> bool:
    return replayed.outcome == outcome and search.keeps(left, replayed)


def _comes_to(outcome: str, replayed: Replayed) -> bool:
    return replayed.outcome == outcome
