"""The laws as they are proved, held against random policies and requests: nothing is proved of too few of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import z3
from hypothesis import given
from hypothesis import strategies as st

from assent.analyse.encode.space import Space
from assent.analyse.encode.symbols import Symbol
from assent.analyse.encode.terms import as_term
from assent.analyse.laws.fuller import Fuller
from assent.analyse.laws.prove import prove_laws
from assent.analyse.laws.says_more import says_more
from assent.analyse.outline import asked_in
from assent.analyse.pins import pinned
from assent.analyse.replay import Replayed
from assent.analyse.session import NotDecided, Session
from assent.language.expressions import Fact, Leaf
from assent.language.operands import facts_of, values_of
from assent.language.policy import Policy
from assent.language.types import Collection
from properties.profile import examples
from strategies.policies import policies
from strategies.requests import fuller, requests


@examples(60)
@given(st.data())
def test_what_says_more_says_more_to_the_solver_and_to_what_is_read(data: st.DataObject) -> None:
    """Of what the solver is told of requests that say more, no two that do are left out: else too much were proved."""
    policy = data.draw(policies())
    request = data.draw(requests(policy))
    more = data.draw(fuller(policy, request))
    one, other = (Replayed(policy, said, policy.named) for said in (request, more))
    assert says_more(one, other)
    for leaf in asked_in(policy):
        if _fits(leaf, one, other):
            assert _is_told(policy, leaf, one, other), leaf


def _fits(leaf: Leaf, one: Replayed, more: Replayed) -> bool:
    """Whether a few kinds of element are enough, and stand in one order in both requests."""
    for fact in facts_of(leaf):
        if isinstance(fact.type, Collection):
            before, after = (replayed.read.facts.get(fact.name) or () for replayed in (one, more))
            at = fact.type.dated_by
            moved = at is not None and [one[at] for one in before] != [one[at] for one in after]
            if len(after) > 1 and (moved or len(after) > 3):
                return False
    return True


def _is_told(policy: Policy, leaf: Leaf, one: Replayed, more: Replayed) -> bool:
    session = Session(policy, test=leaf)
    expressions = session.expressions_of_tests
    expressions.truth(leaf)
    for fact in values_of(leaf):
        symbol = expressions.symbol(fact)
        stated = more.read.facts.get(fact.name)
        slots = getattr(symbol, "slots", None)
        if slots is not None and stated is not None and len(stated) > len(slots):
            return True  # more elements than any test of this one can tell apart: nothing to hold it against
    told = Fuller(session.space, [leaf])
    others = {fact: told.symbol(fact, expressions.symbol(fact)) for fact in values_of(leaf)}
    if session.space.untold:
        return True
    solver = z3.Solver()
    solver.add(*session.space.take_demands())
    pins = [*pinned(session.space, one.read), *pinned(_Beside.of(session.space, others), more.read)]
    assert solver.check(*pins) == z3.sat
    return bool(solver.check(*pins, *map(as_term, told.given)) == z3.sat)


@dataclass(frozen=True)
class _Beside:
    """The same space, with the other symbols of its facts."""

    as_of: Any
    calendar: Any
    facts: Mapping[str, tuple[Fact, Symbol]]

    @classmethod
    def of(cls, space: Space, others: Mapping[Fact, Symbol]) -> Any:
        return cls(space.as_of, space.calendar, {fact.name: (fact, symbol) for fact, symbol in others.items()})


@examples(25)
@given(policies())
def test_no_policy_breaks_a_law(policy: Policy) -> None:
    """What is not proved was not decided in the time; an example that does not hold is no answer either."""
    for held in prove_laws(policy, timeout=2):
        for part in held.left:
            assert isinstance(part.answer, NotDecided) and part.answer.because == _NO_TIME, part


_NO_TIME = "the solver did not answer within 2 seconds"
