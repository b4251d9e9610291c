"""Faults in what is tried before the solver is asked: it shows what is not so, or hides what is."""

from __future__ import annotations

from planted.checks import Check
from planted.property_faults import compiled_in
from planted.worlds import World

_POLICY = """policy p "P"
  version 1.0.0
  effective 2026-01-01
facts
  infected yes/no "Infected"
  pregnant yes/no "Pregnant"
  healthy yes/no "Healthy"
  strong yes/no "Strong"
  pain 0..10 "Pain"
  score 0..10 "Score"
  treated duration "Treated"
  log document "Log"
assume score < 4 or pain >= 5 because "Who scores hurts."
require treatment "Treatment"
  treated >= 6 weeks
  unless any of
    infected
    pregnant
exclude infection "Infection"
  infected
review pregnancy "Pregnancy"
  pregnant
require hurts "Hurts"
  pain >= 5
require scored "Scored"
  score >= 4
exclude too_little "Too little pain"
  pain < 3
require cared_for "Cared for"
  any of
    not healthy
    score >= 9
submit logs "Logs"
  log provided
require well "Well"
  any of
    healthy
    strong
"""
_FOUND = (
    ("superfluous-clause", "too_little"),
    ("dead-exception", "treatment"),
    ("pushes-both-ways", "pregnancy"),
    ("pushes-both-ways", "cared_for"),
    ("follows-from-assumption", "hurts"),
)


def findings(world: World) -> str | None:
    """What the copy finds in a policy, each finding by the clause that it stands at; every question is decided."""
    policy = compiled_in(world, _POLICY)
    found = [
        (one.code, one.span.source.text[one.span.start : one.span.end].split()[1]) if hasattr(one, "code") else one
        for one in world.module("analyse.verify").verify(policy)
    ]
    return None if found == list(_FOUND) else f"{found}"


_TWICE_IDLE = """policy p "P"
  version 1.0.0
  effective 2026-01-01
facts
  pain 0..10 "Pain"
  weak yes/no "Weak"
require a "A"
  any of
    pain >= 4
    all of
      pain >= 5
      weak
"""


def twice_idle(world: World) -> str | None:
    """That a part changes nothing is said once, and not again of each fact that is asked in it alone."""
    found = [
        getattr(one, "code", one) for one in world.module("analyse.verify").verify(compiled_in(world, _TWICE_IDLE))
    ]
    return None if found == ["swallowed-alternative"] else f"{found}"


AROUND: tuple[tuple[str, str, str, str, Check], ...] = (
    (
        "a clause that is touched taken for as it was",
        "analyse.nearby",
        "return super().effect(clause) if clause.id in self._touched else self._before.get(clause.id)",
        "return self._before.get(clause.id)",
        findings,
    ),
    (
        "a fact taken for asked by no clause",
        "analyse.nearby",
        "for name in facts_asked(clause.id):",
        "for name in list(facts_asked(clause.id))[:1]:",
        findings,
    ),
    (
        "a part with which nothing changes tried, and the other not",
        "analyse.changes",
        'return self.block == "all of"',
        'return self.block != "all of"',
        findings,
    ),
    (
        "an exception that is not known taken for one that is",
        "analyse.subject",
        "or (known and truth is None)",
        "or (known and truth is NotImplemented)",
        findings,
    ),
    (
        "less of a fact taken for more",
        "analyse.questions.facts",
        "return other and not one",
        "return one and not other",
        findings,
    ),
    (
        "a no taken for more than a yes",
        "analyse.questions.facts",
        "return other and not one",
        "return one and not other",
        findings,
    ),
    (
        "a negation that turns nothing round",
        "analyse.polarity",
        "yield from _sides(part, named, helps=not helps)",
        "yield from _sides(part, named, helps=helps)",
        findings,
    ),
    (
        "an exclusion taken for a requirement",
        "analyse.polarity",
        'helps=clause.verb in ("require", "submit")',
        'helps=clause.verb in ("require", "submit", "exclude", "review")',
        findings,
    ),
    (
        "an assumption left out of account",
        "analyse.questions.assumed",
        "return assumption is None or replayed.truth(assumption.test) is True",
        "return True",
        findings,
    ),
    (
        "a clause that decides beside another taken for one that decides",
        "analyse.questions.clauses",
        "if id in kept and id != clause.id]",
        "if id == clause.id]",
        findings,
    ),
    (
        "a fact that has a value of its own taken for as it was",
        "analyse.overlay",
        "if name in self._over:",
        "if name in self._over and name not in self._below:",
        findings,
    ),
    (
        "a clause that decides nothing looked into all the same",
        "analyse.asking",
        "self.idle.union(*(one.idle for one in said))",
        "self.idle",
        findings,
    ),
    (
        "what is asked in a part that changes nothing looked into again",
        "analyse.verify",
        "if fact.name not in idle_facts]",
        "]",
        twice_idle,
    ),
)
