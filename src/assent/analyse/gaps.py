"""Cases that are not there yet: for each test that no case shows to decide alone, a request that shows it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import z3

from assent.analyse.coverage import Side, Tested, side_of, turned_at
from assent.analyse.encode.effects import EncodedPolicy
from assent.analyse.encode.terms import Term
from assent.analyse.likeness import other_outcome
from assent.analyse.rerun import Rerun, touched_by
from assent.analyse.session import Answer, Impossible, NotDecided, Session
from assent.analyse.shrink import shrunk
from assent.analyse.solver import Undecided
from assent.analyse.witness import Unstatable, request_of, wishes
from assent.language.policy import Policy

# Where the solver cannot say within this time which requests are the fewest, all are kept.
_FEWEST_TIMEOUT = 10.0


@dataclass(frozen=True, slots=True)
class Closed:
    """Few requests, each with what it shows and none before it does, and the answer for each side that has none."""

    requests: tuple[tuple[Mapping[str, Any], tuple[tuple[Tested, Side], ...]], ...]
    left: tuple[tuple[Tested, Side, Answer], ...]


@dataclass(frozen=True, slots=True)
class _Goal:
    """A side of a test that a request shall show: the policy in which the test says the opposite, and the terms."""

    tested: Tested
    side: Side
    turned: Policy
    touched: frozenset[str]
    terms: tuple[Term, ...]

    def is_shown(self, rerun: Rerun) -> bool:
        if side_of(self.tested.leaf, rerun) != self.side:
            return False
        return rerun.under(self.turned, self.touched).outcome != rerun.came.outcome


def close(policy: Policy, tested: Iterable[Tested], *, timeout: float) -> Closed:
    """Requests for every open side of the tests; each shows as many of them as it can."""
    opened = [one for one in tested if one.open]
    turned = [turned_at(policy, one.place, one.leaf) for one in opened]
    session = Session(policy, (body for other in turned for body in other.named.values()), timeout=timeout)
    goals = _goals(session, opened, turned)
    found: list[Mapping[str, Any]] = []
    shown: list[set[int]] = []
    left: list[tuple[Tested, Side, Answer]] = []
    for at, goal in enumerate(goals):
        if any(at in one for one in shown):
            continue
        answer = _found(session, goals, at, set().union(*shown))
        if isinstance(answer, Impossible | NotDecided):
            left.append((goal.tested, goal.side, answer))
        else:
            found.append(answer)
            shown.append(_shown(policy, answer, goals))
    return Closed(tuple(_each_with_what_is_new(found, shown, goals)), tuple(left))


def _each_with_what_is_new(
    found: Sequence[Mapping[str, Any]], shown: Sequence[set[int]], goals: Sequence[_Goal]
) -> Iterator[tuple[Mapping[str, Any], tuple[tuple[Tested, Side], ...]]]:
    """As few of the requests as show it all, each with those of the goals that none before it shows."""
    before: set[int] = set()
    for at in _fewest(shown) if found else ():
        new = sorted(shown[at] - before)
        before |= shown[at]
        yield found[at], tuple((goals[one].tested, goals[one].side) for one in new)


def _goals(session: Session, opened: Sequence[Tested], turned: Sequence[Policy]) -> list[_Goal]:
    touched = touched_by(session.policy)
    goals = []
    for one, other in zip(opened, turned, strict=True):
        truth = session.encoded.expressions.truth(one.leaf)
        decides = other_outcome(session.encoded, EncodedPolicy(other, session.space))
        for side in one.open:
            comes_out = truth.met if side == "met" else truth.unmet
            goals.append(_Goal(one, side, other, touched[one.place.owner], (comes_out, decides)))
    return goals


def _found(
    session: Session, goals: Sequence[_Goal], at: int, done: set[int]
) -> Mapping[str, Any] | Impossible | NotDecided:
    """A request that shows one goal, and of those not yet shown as many as it can."""
    others = [goal.terms for other, goal in enumerate(goals) if other != at and other not in done]
    try:
        model = session.solver.model(*goals[at].terms, wishes=[*others, *wishes(session.space)])
        if model is None:
            return Impossible(tuple(session.space.bounds))
        request = request_of(session.space, model)
    except (Undecided, Unstatable) as stopped:
        return NotDecided(stopped.why)
    shown = [goals[one] for one in sorted(_shown(session.policy, request, goals))]
    if goals[at] not in shown:
        untold = "; ".join(session.space.untold)
        return NotDecided(untold or "the example that the solver gave does not hold when it is decided")
    return shrunk(request, lambda smaller: len(_shown(session.policy, smaller, shown)) == len(shown))


def _shown(policy: Policy, request: Mapping[str, Any], goals: Sequence[_Goal]) -> set[int]:
    """Which of the goals a request shows, by their positions."""
    rerun = Rerun.of(policy, request)
    return {at for at, goal in enumerate(goals) if rerun.is_valid and goal.is_shown(rerun)}


def _fewest(shown: Sequence[set[int]]) -> list[int]:
    """As few of the requests, by their positions, as show all that they show together."""
    kept = [z3.Bool(f"request {at}") for at in range(len(shown))]
    optimize = z3.Optimize()
    optimize.set("timeout", int(_FEWEST_TIMEOUT * 1000))
    for goal in set().union(*shown):
        optimize.add(z3.Or([kept[at] for at, one in enumerate(shown) if goal in one]))
    optimize.minimize(z3.Sum([z3.If(one, 1, 0) for one in kept]))
    if optimize.check() != z3.sat:
        return list(range(len(shown)))
    model = optimize.model()
    return [at for at, one in enumerate(kept) if z3.is_true(model.eval(one))]
