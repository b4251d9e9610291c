"""What is needed: the fewest facts whose statement could settle a request, and what alone would have changed it."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Any

import z3

from assent.analyse.encode.effects import demands_of
from assent.analyse.encode.symbols import Plain
from assent.analyse.encode.terms import Term, conj, disj
from assent.analyse.gathered import gathered, left_open
from assent.analyse.pins import as_stated, pinned
from assent.analyse.questions.denied import what_would_change
from assent.analyse.questions.smallest import Smallest
from assent.analyse.questions.ways import Asked, Needed, Way, fact_of, is_list
from assent.analyse.replay import Replayed
from assent.analyse.session import Impossible, Session
from assent.analyse.solver import TIMEOUT
from assent.language.policy import Policy

SETTLED = ("approve", "review", "deny")

# A request with a longer list is not looked into.
LONGEST_LIST = 40


def what_is_needed(policy: Policy, request: Mapping[str, Any], *, timeout: float = TIMEOUT) -> Needed:
    """What could settle a pended request, by the facts it lacks; or what alone would have changed a denied one."""
    first = Replayed(policy, request, policy.named)
    lists = {name: value for name, value in first.read.facts.items() if is_list(value)}
    longest = max((len(value) for value in lists.values()), default=0)
    if longest > LONGEST_LIST:
        return Needed(open=(f"a list of more than {LONGEST_LIST} elements is not looked into",))
    demands = demands_of([policy], ())
    room = max((len(value) + demands.slots(name)[0] for name, value in lists.items()), default=0)
    session = Session(policy, timeout=timeout, least_slots=room, day=first.read.as_of)
    assert session.encoded.outcomes
    asked = Asked(session, first, request)
    return what_would_change(asked) if first.outcome == "deny" else _what_would_settle(asked)


def _what_would_settle(asked: Asked) -> Needed:
    """The ways out of a request that waits for something."""
    facts, stated = asked.session.space.facts, asked.first.read.facts
    left = left_open(asked.first, [fact for fact, _ in facts.values()])
    pins = pinned(asked.session.space, asked.first.read, free=left.free | left.detailed.keys())
    for name, growing in left.detailed.items():
        pins += gathered(asked.session.space, name, stated[name], growing=growing)
    touched = sorted({fact_of(name) for name in (*left.free, *left.detailed)})
    known = {name: disj(facts[name][1].known, facts[name][1].nothing) for name in touched}
    said = {name: _changed(asked, name, pins) if name in stated else one for name, one in known.items()}
    today = [_of_today(asked, name) for name in sorted(left.free.difference(touched))]
    given = asked.stated_without(frozenset(touched))
    smallest = Smallest(asked, left, pins, said, given)
    ways: list[Way] = []
    others: list[Way] = []
    and_more, open, ends = [], [], []
    for outcome in SETTLED:
        found = smallest.sets(outcome)
        ways += [Way(outcome, facts) for facts in found.sets[:1]]
        others += [Way(outcome, facts) for facts in found.sets[1:]]
        and_more += [outcome] if found.are_more else []
        if found.open:
            otherwise = " in other ways" if found.sets else ""
            open.append(f"whether it can come to {outcome}{otherwise}, because {found.open}")
    for outcome in (*SETTLED, "pend"):
        full = [*pins, *known.values(), *today, asked.session.encoded.outcomes[outcome]]
        if not isinstance(asked.session.can(full, partial(_comes_to, outcome), small=False, given=given), Impossible):
            ends.append(outcome)
    surely = ends[0] if len(ends) == 1 and not open else None
    return Needed(tuple(ways), tuple(others), tuple(and_more), surely, open=tuple(open))


def _changed(asked: Asked, name: str, pins: list[Term]) -> Term:
    """Whether something else is said of a fact that is stated; where it is not, it is as it was."""
    changed, facts = z3.FreshBool(f"{name} changes"), asked.session.space.facts
    said = [facts[one] for one in (name, f"{name}.on") if one in facts]
    pins += [disj(changed, conj(*as_stated(fact, symbol, asked.first.read, {}))) for fact, symbol in said]
    return changed


def _of_today(asked: Asked, name: str) -> Term:
    """That a measured value is of the day of the request: a full answer is not too old by then."""
    _, day = asked.session.space.facts[name]
    assert isinstance(day, Plain)
    return conj(day.known, day.value == asked.session.space.as_of)


def _comes_to(outcome: str, replayed: Replayed) -> bool:
    return replayed.outcome == outcome
