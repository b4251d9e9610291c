"""Random changes of a policy: what `assent diff` says never happens, happens to no random request that both accept."""

from __future__ import annotations

import random
from collections.abc import Iterator
from typing import Any

import pytest

from assent.analyse.questions.change import Difference, difference
from assent.analyse.session import Impossible
from assent.evaluate.decide import decide
from assent.evaluate.decision import Decision
from assent.language.policy import Policy
from checking import check_text

TEXT = """policy p "P"
  version 1.0.0
  effective 2026-01-01
facts
  pain {pain} "Pain"
  level {level} "Level"
  kind {kind} "Kind"
  sure {sure} "Sure"
  seen {seen} "Seen"
  log list of "Log"
    what {what} "What"
    score {score} "Score"
    date date "Date"
  visits {visits} "Visits requested"
  use {use} "Use requested"
define much "Much"
  {much}
require hurts "Hurts"
  any of
    pain {sign} 4
    level >= {least}
review odd "Odd"
  kind is {odd}
  unless sure
require told "Told"
  any of
    at least {number} seen
    level is not {other}
    much
require logged "Logged"
  any of
    at least 1 log where {where}
    {latest}
    no log
authorization
  valid for {valid}
  valid for {longer} when {when}
  grants {most} visits of visits when {visits_when}
  grants {fewest} visits of visits
  grants {wide} of use when {use_when}
  grants {narrow} of use
  grants "Text" when {when}
"""
PARTS = {
    "pain": ["0..10", "0..20", "whole 0..10", "3..12", "0..10 or not done", "0..10 measured"],
    "level": ["none < mild < bad < worst", "none < slight < mild < bad < worst", "none < bad < worst"],
    "kind": ["a | b", "a | b | c", "b | c"],
    "sure": ["yes/no", "judgement", "judgement by provider", "judgement by reviewer"],
    "seen": ["dated list", "dated evidence"],
    "what": ["a | b | c", "a | b | c | d", "c | b"],
    "score": ["0..10", "0..20", "whole 2..12"],
    "visits": ["whole 0..20 visits", "whole 0..5 visits", "whole 3..30 visits"],
    "use": ["night < day < both", "night < evening < day < both", "night < evening < both"],
    "much": ["pain >= 5", "not sure", "level >= bad"],
    "sign": [">=", "<"],
    "least": ["bad", "worst"],
    "odd": ["b", "a", "c"],
    "number": ["1", "2"],
    "other": ["bad", "none", "worst"],
    "where": ["score >= 5", "what is b", "what is not c", "what is c and score >= 4"],
    "latest": ["latest log.what is b", "latest log.score >= 5", "at least 2 log where what is c"],
    "valid": ["90 days", "3 months", "60 days"],
    "longer": ["180 days", "6 months", "120 days"],
    "when": ["much", "pain >= 6", "level >= bad"],
    "visits_when": ["sure", "kind is b", "at least 1 seen"],
    "use_when": ["kind is b", "level is worst"],
    "most": ["12", "4"],
    "fewest": ["3", "4", "12"],
    "wide": ["night", "day", "both", "evening"],
    "narrow": ["night", "day", "both", "evening"],
}
ATTESTED = [
    {"value": value, "by": by}
    for value in (True, False)
    for by in ("A", {"name": "A", "role": "provider"}, {"name": "A", "role": "reviewer"})
]
STATED: dict[str, list[Any]] = {
    "pain": [None, 0, 3, 3.5, 4, 5, 6, 8, 10, 12, "not done"],
    "level": [None, "none", "slight", "mild", "bad", "worst"],
    "kind": [None, "a", "b", "c"],
    "sure": [None, True, False, *ATTESTED],
    "seen": [None, [], [{"date": "2026-01-01"}], [{"date": "2026-01-01"}, {"date": "2026-01-02"}], [{}]],
    "log": [
        None,
        [],
        *([{"what": what, "score": 5, "date": "2026-01-01"}] for what in "abc"),
        [{"what": "b"}, {"what": "c", "score": 4, "date": "2026-02-01"}],
        [{"what": "c", "date": "2026-01-01"}, {"score": 6, "date": "2026-02-01"}],
    ],
    "visits": [None, 0, 3, 4, 5, 11, 13],
    "use": [None, "night", "evening", "day", "both"],
}


def _pairs(draw: random.Random, number: int) -> Iterator[tuple[Policy, Policy]]:
    """Policies and changes of them in a few parts; those that a policy cannot be written with are left out."""
    while number:
        old = {part: draw.choice(options) for part, options in PARTS.items()}
        new = {
            **old,
            **{part: draw.choice(PARTS[part]) for part in draw.sample(list(PARTS), draw.choice([1, 1, 2, 3]))},
        }
        policies = [check_text(TEXT.format(**parts)).policy for parts in (old, new)]
        if policies[0] is not None and policies[1] is not None:
            yield policies[0], policies[1]
            number -= 1


@pytest.mark.parametrize("seed", range(4))
def test_what_never_changes_changes_for_no_request(seed: int) -> None:
    draw = random.Random(seed)
    for old, new in _pairs(draw, 12):
        found = difference(old, new, timeout=20)
        for _ in range(120):
            facts = {name: value for name in STATED if (value := draw.choice(STATED[name])) is not None}
            request = {"as_of": "2026-03-15", "facts": facts}
            before, after = (decide(policy, request, digest="") for policy in (old, new))
            if before.rejected is None and after.rejected is None and _is_compared(found, facts):
                assert _denied(found, before, after) is None, request


def _is_compared(found: Difference, facts: dict[str, Any]) -> bool:
    """Whether a judgement that is one by a role in one of them alone was attested in that role, where it is stated."""
    return all(
        change.name not in facts or facts[change.name]["by"] == {"name": "A", "role": change.role}
        for change in found.facts
        if change.role
    )


def _denied(found: Difference, before: Decision, after: Decision) -> str | None:
    """What happens here that is said to happen never."""
    outcomes = (before.outcome or "", after.outcome or "")
    if outcomes[0] != outcomes[1] and isinstance(found.outcomes[outcomes], Impossible):
        return f"{outcomes}"
    if outcomes != ("approve", "approve"):
        return None
    things = {one.thing.kind: one.answers for one in found.grants.things}
    ends = [one.valid_until or "" for one in (before, after)]
    for way, is_so in (("less", ends[1] < ends[0]), ("more", ends[0] < ends[1])):
        if is_so and isinstance(things["validity"][way], Impossible):  # type: ignore[index]
            return f"valid to {ends}"
    for kind, unit, is_text in (("amount", "visits", False), ("scale", "", False), ("text", "", True)):
        granted = [
            [(line.what, line.result) for line in one.granted if (line.unit, line.what == "Text") == (unit, is_text)]
            for one in (before, after)
        ]
        if granted[0] != granted[1] and all(isinstance(answer, Impossible) for answer in things[kind].values()):
            return f"{kind}: {granted}"
    return None
