"""Faults in what verifying finds: what is idle though something goes by it, and what leads to no approval."""

from __future__ import annotations

from functools import cache

from planted.checks import Check
from planted.property_faults import compiled_in
from planted.worlds import World

_HEAD = """policy p "P"
  version 1.0.0
  effective 2026-01-01
facts
  pain 0..10 "Pain"
  copd yes/no "COPD"
  smoker yes/no "Smoker"
  planned yes/no "Planned"
"""
_GRANTED = """require severity "Severity"
  either "Painful"
    pain >= 5
  or "Less painful and planned"
    all of
      pain >= 7
      planned
authorization
  grants 6 visits for "Painful"
  grants 12 visits for "Less painful and planned"
"""
_BY_FACT = """require either "Either"
  any of
    all of
      planned
      pain >= 4
    all of
      not planned
      pain >= 4
authorization
  grants 6 visits when planned
"""
_BANDS = """require much "Much"
  any of
    pain >= 7
    all of
      pain from 4 up to 7
      copd
"""
_NOWHERE = """require reason "Reason"
  any of
    pain >= 4
    copd
exclude lungs "Lungs"
  copd
exclude smoking "Smoking"
  smoker
"""
_DEAD = """require hurts "Hurts"
  pain >= 4
  unless smoker
exclude smoking "Smoking"
  smoker
exclude lungs "Lungs"
  copd
"""


@cache
def finds(text: str, *codes: str) -> Check:
    """What the copy finds in a policy: a code, with the clauses that stand beside it, each."""

    def check(world: World) -> str | None:
        found = []
        for one in world.module("analyse.verify").verify(compiled_in(world, _HEAD + text)):
            if not hasattr(one, "code"):
                return f"{one}"
            beside = [label.span.source.text[label.span.start : label.span.end].split()[1] for label in one.others]
            found.append(" ".join((one.code, *beside)))
        return None if found == list(codes) else f"{found}"

    return check


FINDINGS: tuple[tuple[str, str, str, str, Check], ...] = (
    (
        "a pathway that is granted by taken for one that changes nothing",
        "analyse.questions.parts",
        "reported |= _of_pathways(whole.body, subject.granted.pathways)",
        "reported |= _of_pathways(whole.body, frozenset())",
        finds(_GRANTED),
    ),
    (
        "a fact that is granted by taken for one that cannot matter",
        "analyse.questions.facts",
        "if name not in subject.pushes or name in subject.granted.facts:",
        "if name not in subject.pushes:",
        finds(_BY_FACT),
    ),
    (
        "the end of a band taken for a test that others see to",
        "analyse.questions.parts",
        "reported |= ends_of_bands(whole.body)",
        "reported |= set()",
        finds(_BANDS),
    ),
    (
        "an alternative that leads nowhere, and is met by requests that are denied",
        "analyse.questions.nowhere",
        'return replayed.truth(part) is True and replayed.outcome == "approve"',
        "return replayed.truth(part) is True",
        finds(_NOWHERE, "leads-nowhere lungs"),
    ),
    (
        "an alternative that leads nowhere, and is not met by requests that are approved",
        "analyse.questions.nowhere",
        'return replayed.truth(part) is True and replayed.outcome == "approve"',
        'return replayed.outcome == "approve"',
        finds(_NOWHERE, "leads-nowhere lungs"),
    ),
    (
        "every clause named as one that sees to it",
        "analyse.subject",
        "return Effect(conj(mark, effect.deny), conj(mark, effect.pend), conj(mark, effect.review))",
        "return effect",
        finds(_DEAD, "dead-exception smoking"),
    ),
)
