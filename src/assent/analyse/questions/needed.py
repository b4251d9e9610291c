"""What is needed: the fewest facts whose statement could settle a request, and what alone would have changed it."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any

import z3

from assent.analyse.encode.symbols import Plain
from assent.analyse.encode.terms import Term, as_term, conj, disj
from assent.analyse.pins import pinned
from assent.analyse.replay import Replayed
from assent.analyse.session import Answer, Example, Impossible, NotDecided, Session
from assent.analyse.solver import TIMEOUT
from assent.language.calendar import shortest_and_longest
from assent.language.duration import Duration
from assent.language.operands import day_of
from assent.language.policy import Policy
from assent.language.types import Choice, Code, Judgement, YesNo
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


def what_is_needed(
    policy: Policy, request: Mapping[str, Any], missing: Iterable[str], *, timeout: float = TIMEOUT
) -> Needed:
    """What could settle a pended request, by the facts it lacks; or what alone would have changed a denied one."""
    first = Replayed(policy, request, policy.named)
    lists = [len(value) for value in first.read.facts.values() if isinstance(value, tuple) and _is_list(value)]
    if max(lists, default=0) > LONGEST_LIST:
        return Needed(open=(f"a list of more than {LONGEST_LIST} elements is not looked into",))
    session = Session(policy, timeout=timeout, least_slots=max(lists, default=0), day=first.read.as_of)
    assert session.encoded.outcomes
    search = _Search(session, first, request)
    return search.denied() if first.outcome == "deny" else search.pended(frozenset(missing))


def _is_list(value: tuple[Any, ...]) -> bool:
    return not hasattr(value, "_fields")  # a duration is a tuple too, with names


@dataclass(frozen=True, slots=True)
class _Search:
    session: Session
    first: Replayed
    request: Mapping[str, Any]

    def pended(self, missing: frozenset[str]) -> Needed:
        """The ways out of a request that waits for something."""
        asked = self.session.space.facts
        free = frozenset(name for name in asked if _fact(name) not in self.first.read.facts or _fact(name) in missing)
        pins = pinned(self.session.space, self.first.read, free=free)
        given = {name: value for name, value in self.request["facts"].items() if name not in free}
        stated = sorted(name for name in free if name == _fact(name))
        known = [disj(asked[name][1].known, asked[name][1].nothing) for name in stated]
        today = [self._of_today(name) for name in sorted(free.difference(stated))]
        ways, open, ends = [], [], []
        for outcome in SETTLED:
            answer = self._fewest(outcome, pins, known, given)
            if isinstance(answer, Example):
                ways.append(Way(outcome, _beyond(answer, given)))
            elif isinstance(answer, NotDecided):
                open.append(f"whether it can come to {outcome}, because {answer.because}")
        for outcome in (*SETTLED, "pend"):
            full = [*pins, *known, *today, self.session.encoded.outcomes[outcome]]
            if not isinstance(
                self.session.can(full, partial(_comes_to, outcome), small=False, given=given), Impossible
            ):
                ends.append(outcome)
        surely = ends[0] if len(ends) == 1 and not open else None
        return Needed(tuple(ways), surely, (), tuple(open))

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
            given = {other: value for other, value in self.request["facts"].items() if other != name}
            for outcome in ("approve", "review", "pend"):
                terms = [*pins, symbol.known, self.session.encoded.outcomes[outcome]]
                answer = self.session.can(terms, partial(_comes_to_with, name, outcome), given=given)
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
        if not isinstance(before, Duration) or not isinstance(after, Duration):
            return Way(outcome, {name: request["facts"][name]})
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

    def _fewest(self, outcome: str, pins: list[Term], known: list[Term], given: Mapping[str, Any]) -> Answer:
        """An example that states as few further facts as can be."""
        wanted, shows = self.session.encoded.outcomes[outcome], partial(_comes_to, outcome)
        answer = self.session.can([*pins, wanted], shows, given=given)
        while isinstance(answer, Example):
            number = len(_beyond(answer, given))
            if number <= 1:
                break
            fewer = z3.PbLe([(as_term(one), 1) for one in known], number - 1)
            better = self.session.can([*pins, wanted, fewer], shows, given=given)
            if not isinstance(better, Example):
                break
            answer = better
        return answer


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


def _comes_to_with(name: str, outcome: str, replayed: Replayed) -> bool:
    return name in replayed.request["facts"] and replayed.outcome == outcome


def _comes_to(outcome: str, replayed: Replayed) -> bool:
    return replayed.outcome == outcome


def _beyond(answer: Example, given: Mapping[str, Any]) -> dict[str, Any]:
    """What an example states besides what is given."""
    return {name: value for name, value in answer.request["facts"].items() if name not in given}
