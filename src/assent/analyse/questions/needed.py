"""What is needed: the fewest facts whose statement could settle a request, and what alone would have changed it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any

import z3

from assent.analyse.encode.terms import Term, as_term, disj
from assent.analyse.pins import pinned
from assent.analyse.replay import Replayed
from assent.analyse.session import Answer, Example, Impossible, NotDecided, Session
from assent.analyse.solver import TIMEOUT
from assent.language.policy import Policy
from assent.language.types import Choice, Code, Judgement, YesNo

SETTLED = ("approve", "review", "deny")

# A request with a longer list is not looked into.
LONGEST_LIST = 40


@dataclass(frozen=True, slots=True)
class Way:
    """One way to an outcome: so few facts, and what could be stated of them."""

    outcome: str
    facts: Mapping[str, Any]


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
        free = frozenset(name for name in asked if name not in self.first.read.facts or name in missing)
        pins = pinned(self.session, self.first.read, free=free)
        given = {name: value for name, value in self.request["facts"].items() if name not in free}
        known = [disj(asked[name][1].known, asked[name][1].nothing) for name in sorted(free)]
        ways, open, ends = [], [], []
        for outcome in SETTLED:
            answer = self._fewest(outcome, pins, known, given)
            if isinstance(answer, Example):
                ways.append(Way(outcome, _beyond(answer, given)))
            elif isinstance(answer, NotDecided):
                open.append(f"whether it can come to {outcome}, because {answer.because}")
        for outcome in (*SETTLED, "pend"):
            full = [*pins, *known, self.session.encoded.outcomes[outcome]]
            if not isinstance(
                self.session.can(full, partial(_comes_to, outcome), small=False, given=given), Impossible
            ):
                ends.append(outcome)
        surely = ends[0] if len(ends) == 1 and not open else None
        return Needed(tuple(ways), surely, (), tuple(open))

    def denied(self) -> Needed:
        """Single facts that time or treatment can change, and with which the request would not have been denied."""
        changes, open = [], []
        for name, (fact, _) in self.session.space.facts.items():
            if name not in self.first.read.facts or isinstance(fact.type, YesNo | Judgement | Choice | Code):
                continue
            pins = pinned(self.session, self.first.read, free=frozenset((name,)))
            given = {other: value for other, value in self.request["facts"].items() if other != name}
            for outcome in ("approve", "review", "pend"):
                terms = [*pins, self.session.encoded.outcomes[outcome]]
                answer = self.session.can(terms, partial(_comes_to, outcome), given=given)
                if isinstance(answer, Example) and _beyond(answer, given):
                    changes.append(Way(outcome, _beyond(answer, given)))
                    break
                if isinstance(answer, NotDecided):
                    open.append(f"whether another `{name}` would have changed it, because {answer.because}")
                    break
        return Needed(changes=tuple(changes), open=tuple(open))

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


def _comes_to(outcome: str, replayed: Replayed) -> bool:
    return replayed.outcome == outcome


def _beyond(answer: Example, given: Mapping[str, Any]) -> dict[str, Any]:
    """What an example states besides what is given."""
    return {name: value for name, value in answer.request["facts"].items() if name not in given}
