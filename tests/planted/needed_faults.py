"""Faults in what is needed: sets that are not the smallest, too few of them, changes called what they are not."""

from __future__ import annotations

from typing import Any

from planted.checks import Check
from planted.property_faults import compiled_in
from planted.worlds import World

_POLICY = """policy p "P"
  version 1.0.0
  effective 2026-01-01
facts
  a yes/no "A"
  b yes/no "B"
  c yes/no "C"
  pain 0..10 "Pain"
  treated duration "Treated"
  stiff none < little < much < extreme "Stiffness"
  report document "Report"
  healthy judgement "Healthy"
require ways "Ways"
  any of
    all of
      a
      pain >= 4
    all of
      b
      pain >= 4
    c
require treatment "Treatment"
  treated <= 6 weeks
require supple "Supple"
  stiff <= much
exclude reported "Reported"
  report provided
require well "Well"
  healthy
"""
_FACTS: dict[str, Any] = {
    "a": True,
    "b": True,
    "c": True,
    "pain": 6,
    "treated": "6 weeks",
    "stiff": "none",
    "report": False,
    "healthy": {"value": True, "by": "A clinician"},
}


def _needed(world: World, **facts: Any) -> Any:
    stated = {name: value for name, value in {**_FACTS, **facts}.items() if value is not None}
    asked = {"as_of": "2026-03-15", "facts": stated}
    return world.module("analyse.questions.needed").what_is_needed(compiled_in(world, _POLICY), asked)


def sets(world: World) -> str | None:
    """The sets of facts that settle a request, those of each outcome in the order of their sizes."""
    found = _needed(world, a=None, b=None, c=None, pain=None)
    every = [(way.outcome, sorted(way.facts)) for way in (*found.ways, *found.others)]
    sizes = [len(names) for outcome, names in every if outcome == "approve"]
    expected = [
        ("approve", ["a", "pain"]),
        ("approve", ["b", "pain"]),
        ("approve", ["c"]),
        ("deny", ["a", "b", "c"]),
        ("deny", ["c", "pain"]),
    ]
    return None if sorted(every) == expected and sizes == [1, 2, 2] and not found.and_more else f"{found}"


def changes(world: World) -> str | None:
    """What alone would have changed denials: by what is added, and by what is otherwise."""
    for facts, added, otherwise in (
        ({"a": False, "b": False, "c": False}, [], [{"a": True}, {"b": True}, {"c": True}]),
        ({"treated": "8 weeks"}, [], [{"treated": None}]),
        ({"stiff": "extreme"}, [], [{"stiff": "much"}]),
        ({"report": "2026-03-01"}, [], [{"report": False}]),
        ({"healthy": {"value": False, "by": "A clinician"}}, [], []),
    ):
        found = _needed(world, **facts)
        said = [dict(way.facts) if "treated" not in way.facts else {"treated": None} for way in found.otherwise]
        if [dict(way.facts) for way in found.changes] != added or said != otherwise:
            return f"{facts}: {found}"
    return None


NEEDED: tuple[tuple[str, str, str, str, Check], ...] = (
    (
        "no further set that shares a fact with another one",
        "analyse.questions.smallest",
        "disj(*(neg(self.said[name]) for name in stated))",
        "disj(*(neg(self.said[name]) for name in sorted(stated)[-1:]))",
        sets,
    ),
    (
        "sets that contain another one",
        "analyse.questions.smallest",
        "beside.append(disj(*(neg(self.said[name]) for name in stated)))",
        "beside.append(disj(*(neg(self.said[name]) for name in stated), *self.said.values()))",
        sets,
    ),
    (
        "one set of an outcome",
        "analyse.questions.smallest",
        "while len(found) < MOST_SETS:",
        "while not found:",
        sets,
    ),
    (
        "a first set that is not the smallest",
        "analyse.questions.smallest",
        "            if number <= least:\n",
        "            if number >= least:\n",
        sets,
    ),
    (
        "a document that is not there called more",
        "analyse.questions.denied",
        "(isinstance(fact.type, Document) and after)",
        "isinstance(fact.type, Document)",
        changes,
    ),
    (
        "less time called more",
        "analyse.questions.denied",
        "if amount_of(after, unit) > amount_of(before, unit):",
        "if amount_of(after, unit) != amount_of(before, unit):",
        changes,
    ),
    (
        "an option of a scale that is farther off than it has to be",
        "analyse.questions.denied",
        "return next(nearer, scale.options[after])",
        "return scale.options[after]",
        changes,
    ),
    (
        "another judgement suggested",
        "analyse.questions.denied",
        "isinstance(fact.type, Judgement | Code)",
        "isinstance(fact.type, Code)",
        changes,
    ),
    (
        "what would have to be otherwise called more",
        "analyse.questions.denied",
        "(otherwise if found.instead_of is not None else changes)",
        "(otherwise if found.more else changes)",
        changes,
    ),
)
