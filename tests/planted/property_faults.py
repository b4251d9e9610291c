"""Faults in what has to hold of every request: proved though it does not hold, or broken though it does."""

from __future__ import annotations

from typing import Any

from planted.checks import Check, reading
from planted.worlds import World

_POLICY = """policy p "P"
  version 1.0.0
  effective 2026-01-01
facts
  infected yes/no "Infected"
  pain 0..10 "Pain"
  treated duration "Treated"
  log document "Log"
  report document "Report"
  visit dated list "Visits"
{property}
require treatment "Treatment"
  treated >= 6 weeks
exclude infection "Infection"
  infected
require hurts "Hurts"
  pain >= 4
submit logs "Logs"
  log within the last 6 months
exclude unreported "Unreported"
  not report provided
require visits "Visits"
  at least 2 visit within the last 6 months
"""
_HOLD = (
    "never approve when infected",
    "never approve unless treated >= 6 weeks",
    "never deny for want of log",
    "more treated never worsens the outcome",
    "more pain never worsens the outcome",
    "more visit never worsens the outcome",
)
_BREAK = (
    "never approve when pain >= 4",
    "never approve unless treated >= 43 days",
    "never deny for want of report",
    "less treated never worsens the outcome",
    "less pain never worsens the outcome",
    "less visit never worsens the outcome",
)


def properties(world: World) -> str | None:
    """What the copy proves, breaks by an example and breaks by trying, of properties that hold and that do not."""
    drawn = world.module("generate.cases.drawn").Drawn
    verify, tried = world.module("analyse.verify").verify, world.module("analyse.tried").tried
    for said in (*_HOLD, *_BREAK):
        policy = compiled_in(world, _POLICY.format(property=said))
        found = [type(one).__name__ for one in verify(policy)]
        broken = any(getattr(one, "code", "") == "broken-property" for one in verify(policy))
        if ("Proved" in found) is not (said in _HOLD) or broken is not (said in _BREAK):
            return f"{said}: {found}"
        tests = [one.test for one in policy.properties if hasattr(one, "test")]
        if bool(list(tried(policy, drawn(policy, tests)))) is not (said in _BREAK):
            return f"{said}: tried"
    return None


def compiled_in(world: World, text: str) -> Any:
    """A policy, compiled by the copy."""
    written = world.module("source.text").SourceText("policy", text)
    tree = world.module("syntax.parse").parse(written).tree
    return world.module("check.check").check(tree, written, vocabularies={}, source_document=None).policy


PROPERTIES: tuple[tuple[str, str, str, str, Check], ...] = (
    (
        "an outcome that must be for one that must not",
        "analyse.questions.properties",
        "neg(met) if property.unless else met",
        "met if property.unless else neg(met)",
        properties,
    ),
    (
        "more for less",
        "analyse.questions.properties",
        "(symbol, other) if property.more else (other, symbol)",
        "(other, symbol) if property.more else (symbol, other)",
        properties,
    ),
    (
        "better for worse",
        "analyse.questions.properties",
        "is_better(theirs, ours)]",
        "is_better(ours, theirs)]",
        properties,
    ),
    (
        "a document that was provided taken for wanting",
        "analyse.questions.properties",
        "given.append(disj(conj(wanting, provided), alike))",
        "given.append(conj(neg(wanting), alike))",
        properties,
    ),
    (
        "as much for more, where it is tried",
        "language.properties",
        "return bool(value > other)",
        "return bool(value < other)",
        properties,
    ),
    (
        "a shorter stretch for a longer one",
        "language.properties",
        "return bool(value.days > other.days)",
        "return bool(value.days < other.days)",
        properties,
    ),
    (
        "fewer elements for more",
        "analyse.encode.space",
        "self.demand(*(more.number >= slot.number for",
        "self.demand(*(more.number <= slot.number for",
        properties,
    ),
    (
        "better for worse, of a longer list",
        "analyse.questions.properties",
        "is_better(theirs, ours) if property.more else is_better(ours, theirs)",
        "is_better(ours, theirs) if property.more else is_better(theirs, ours)",
        properties,
    ),
    (
        "a shorter list for a longer one, where it is tried",
        "language.properties",
        "return Counter(other) < Counter(value)",
        "return Counter(value) < Counter(other)",
        properties,
    ),
    (
        "what is not surely met taken for met, where it is tried",
        "analyse.held",
        "return truth is not True if property.unless else truth is True",
        "return truth is False if property.unless else truth is not True",
        properties,
    ),
    (
        "properties left out of the canonical form",
        "language.canonical",
        "if policy.properties else {}",
        "if policy.properties and False else {}",
        reading,
    ),
)
