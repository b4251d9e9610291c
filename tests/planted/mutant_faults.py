"""Faults in what is changed to make mutants: of a word that is never changed, no case has to look at it."""

from __future__ import annotations

from planted.checks import Check
from planted.property_faults import compiled_in
from planted.worlds import World

_POLICY = """policy p "P"
  version 1.0.0
  effective 2026-01-01
facts
  pao2 0..200 mm Hg or not done "PaO2"
  infected yes/no "Infected"
require measured "Measured"
  pao2 is done
exclude infection "Infection"
  infected
review unmeasured "Unmeasured"
  pao2 is not done
"""
_SEVERAL = """policy p "P"
  version 1.0.0
  effective 2026-01-01
facts
  bmi 0..80 "BMI"
  diabetes yes/no "Diabetes"
  weight 0..300 "Weight"
  old yes/no "Old"
require heavy "Heavy"
  any of
    all of
      bmi >= 35
      diabetes
    bmi >= 40
    weight >= 120
exclude age "Age"
  old
"""
_EXPECTED = [
    ("measured", "PaO2: done", "`is not done` for `is done`"),
    ("infection", "Infected: yes", "`not` put in"),
    ("unmeasured", "PaO2: not done", "`is done` for `is not done`"),
]


def mutants(world: World) -> str | None:
    """The mutants of a policy, by the copy."""
    policy, words = compiled_in(world, _POLICY), world.module("analyse.places").words
    found = [
        (one.place.owner, words(policy, one.was), one.change)
        for one in world.module("analyse.mutation").mutants_of(policy)
    ]
    return None if found == _EXPECTED else f"{found}"


def gaps(world: World) -> str | None:
    """What each proposed request is said to show: it does so by itself, and each goal is told of once, or is left."""
    policy, covered = compiled_in(world, _SEVERAL), world.module("analyse.coverage").coverage
    rerun, told = world.module("analyse.rerun").Rerun, []
    closed = world.module("analyse.gaps").close(policy, covered(policy, []), timeout=10)
    left = {(one.place, side) for one, side, _ in closed.left}
    for request, shows in closed.requests:
        by = {one.place: one for one in covered(policy, [("it", rerun.of(policy, request))])}
        if any(side in by[one.place].open for one, side in shows):
            return f"{shows} on {request}"
        told += [(one.place, side) for one, side in shows]
    return None if len({*told, *left}) == len(told) + len(left) == 2 * len(covered(policy, [])) else f"{told}"


MUTANTS: tuple[tuple[str, str, str, str, Check], ...] = (
    (
        "no mutant of what is asked without a threshold",
        "analyse.mutation",
        "if isinstance(expression, Test) and expression.argument is None:",
        "if isinstance(expression, Test) and expression.argument is not None:",
        mutants,
    ),
    (
        "a second `not` below one",
        "analyse.mutation",
        "[] if place in negated else _turned(expression)",
        "_turned(expression)",
        mutants,
    ),
    (
        "a mutant told by what it has become",
        "analyse.mutation",
        "yield Mutant(place, expression, change,",
        "yield Mutant(place, changed, change,",
        mutants,
    ),
    (
        "a proposed case told by what others show",
        "analyse.gaps",
        "yield found[at], tuple((goals[one].tested, goals[one].side) for one in new)",
        "yield found[at], tuple((goals[one].tested, goals[one].side) for one in range(len(goals)))",
        gaps,
    ),
    (
        "a proposed case that is told what was told before",
        "analyse.gaps",
        "new = sorted(shown[at] - before)",
        "new = sorted(shown[at])",
        gaps,
    ),
)
