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
_EXPECTED = [
    ("measured", "`is not done` for `is done`"),
    ("infection", "`not` put in"),
    ("unmeasured", "`is done` for `is not done`"),
]


def mutants(world: World) -> str | None:
    """The mutants of a policy, by the copy."""
    found = [
        (one.place.owner, one.change)
        for one in world.module("analyse.mutation").mutants_of(compiled_in(world, _POLICY))
    ]
    return None if found == _EXPECTED else f"{found}"


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
)
