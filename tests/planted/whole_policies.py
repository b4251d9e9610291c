"""Faults in what a policy is as a whole: who stands behind it, its versions, and what it varies."""

from __future__ import annotations

from assent.language.canonical import canonical
from checking import policy_of
from planted.checks import Check, agreement, conformance, reading
from planted.worlds import World

_TEXT = """policy p "P"
  version 1.0.0
  effective 2026-01-01
facts
  score 0..10 "Score"
define severe "Severe"
  score >= 7
require c "C"
  severe
  because "Of this."
"""


def meanings(world: World) -> str | None:
    """What counts as a change of meaning, and what does not."""
    changed_parts = world.module("language.meaning").changed_parts
    before = world.policy(canonical(policy_of(_TEXT)))
    for old, new, expected in (
        ("Of this", "Of that", ()),
        ("2026-01-01", "2026-01-01 to 2026-12-31", ()),
        (">= 7", "> 7", ("definition severe",)),
        ("0..10", "0..9", ("fact score",)),
        ("require", "review", ("clause c",)),
    ):
        found = changed_parts(before, world.policy(canonical(policy_of(_TEXT.replace(old, new)))))
        if found != expected:
            return f"{old} → {new}: {found}"
    return None


Row = tuple[str, str, str, str, Check]

WHOLE: tuple[Row, ...] = (
    (
        "overdue on the last day of a review",
        "evaluate.decision",
        "self.as_of > due",
        "self.as_of >= due",
        conformance("governance"),
    ),
    (
        "a draft that is silent",
        "evaluate.decision",
        "if self.rejected is None and self._policy.draft:",
        "if False:",
        conformance("governance"),
    ),
    (
        "a checker that does not know that it is a draft",
        "generate.python.emit",
        "if governance.draft else []",
        "if False else []",
        agreement,
    ),
    (
        "a checker that does not know when a review is due",
        "generate.python.emit",
        "if governance.review_by is not None:",
        "if False:",
        conformance("governance", "generated"),
    ),
    (
        "references are forgotten",
        "check.lower.headers",
        "for line in tree.header if isinstance(line, t.Reference)",
        "for line in tree.header if isinstance(line, t.Reference) and not line.text.value",
        reading,
    ),
    (
        "the day of a review is forgotten",
        "check.lower.headers",
        "literals.day(problems, review.day) if review else None",
        "None",
        reading,
    ),
    (
        "a definition that may change unseen",
        "language.meaning",
        'parts[f"definition {id}"] = _bare(definition)',
        "pass",
        meanings,
    ),
    (
        "a fact that may change unseen",
        "language.meaning",
        'if fact["name"] in asked:',
        "if False:",
        meanings,
    ),
    (
        "words taken for meaning",
        "language.meaning",
        '"cites", "because", "notes"',
        '"cites", "notes"',
        meanings,
    ),
)
