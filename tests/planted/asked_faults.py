"""Faults in why something never happens: clauses that have nothing to do with it, or none of those that have."""

from __future__ import annotations

from typing import Any

from planted.checks import Check
from planted.property_faults import compiled_in
from planted.worlds import World

_POLICY = """policy p "P"
  version 1.0.0
  effective 2026-01-01
facts
  infected yes/no "Infected"
  pain 0..10 "Pain"
  old yes/no "Old"
  report document "Report"
require ways "Ways"
  any of
    pain >= 4
    not infected
review age "Age"
  old
submit reported "Reported"
  report provided
"""
_OUTCOMES = {"approve": "approve", "deny": "deny", "pend": "pend", "review": "Review"}


def why_never(world: World) -> str | None:
    """What is said of questions that no request meets: the parts, the clauses, those that can deny, the outcomes."""
    policy = compiled_in(world, _POLICY)
    expressions = world.module("language.expressions")
    named, ask = expressions.Named, world.module("analyse.questions.can").ask
    infected = policy.clauses[0].body.parts[1].part
    for parts, expected in (
        ((named("approve"), named("age")), ((1,), ("age",), (), ())),
        ((named("Review"), expressions.Not(named("ways"))), ((1,), ("ways",), (), ())),
        ((named("pend"), expressions.Not(named("ways"))), ((1,), ("ways",), (), ())),
        ((named("deny"), expressions.Not(infected)), ((0, 1), (), ("ways",), ())),
        ((named("deny"), named("approve")), ((), (), (), ("deny", "approve"))),
        ((infected, expressions.Not(infected), named("deny")), ((0, 1), (), (), ())),
    ):
        asked: Any = ask(policy, expressions.AllOf(parts), {name: outcome for outcome, name in _OUTCOMES.items()})
        found = (asked.parts, asked.clauses, asked.sparing, asked.outcomes)
        if found != expected:
            return f"{parts}: {found}"
    return None


ASKED: tuple[tuple[str, str, str, str, Check], ...] = (
    (
        "every clause called one that can deny",
        "analyse.questions.can",
        "if self.session.solver.model(effect.deny) is not None)",
        "if effect)",
        why_never,
    ),
    (
        "a denial that is prevented where nothing prevents it",
        "analyse.questions.can",
        'conjuncts[at]) == "deny" for at in parts) and len(parts) > 1',
        'one) == "deny" for one in conjuncts)',
        why_never,
    ),
    (
        "two outcomes asked for like any two parts",
        "analyse.questions.can",
        "if len(several) > 1:",
        "if len(several) > 2:",
        why_never,
    ),
    (
        "a pend that a denial does not prevent",
        "analyse.questions.can",
        'parts |= {f"clause {id}": neg(one.deny) for id, one in effects.items()}',
        'parts |= {f"clause {id}": neg(one.review) for id, one in effects.items()}',
        why_never,
    ),
    (
        "a review that a denial does not prevent",
        "analyse.questions.can",
        "neg(disj(one.deny, one.pend))",
        "neg(one.pend)",
        why_never,
    ),
)
