"""Faults in what is said of a change: two policies taken for the same that are not, or apart that could be compared."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Any

from planted.checks import Check
from planted.property_faults import compiled_in
from planted.worlds import World

_POLICY = """policy p "P"
  version 1.0.0
  effective 2026-01-01
facts
  pain {pain} "Pain"
  level {level} "Level"
  kind {kind} "Kind"
  seen {seen} "Seen"
  visits whole 0..100 visits "Visits requested"
  use {use} "Use requested"
  log list of "Log"
    kind {logged} "Kind"
    date date "Date"
exclude last "Last"
  latest log.kind is c
require hurts "Hurts"
  pain >= 4
require bad "Bad"
  level >= {bad}
require known "Known"
  {known}
authorization
  valid for {valid}
  valid for 200 days when kind is {longer}
  grants {most} visits of visits when kind is a
  grants 3 visits of visits
  grants {wide} of use
  grants "Oxygen" when pain >= {oxygen}
"""
_OLD = {
    "pain": "0..10",
    "level": "none < mild < severe",
    "kind": "a | b",
    "seen": "yes/no",
    "use": "night < day < both",
    "bad": "mild",
    "known": "seen",
    "valid": "90 days",
    "longer": "a",
    "most": "12",
    "wide": "day",
    "oxygen": "6",
    "logged": "a | b | c",
}
# What is changed, and what has to be said of it: the verdict, what approvals grant, and facts that differ.
_SAID: tuple[tuple[Mapping[str, str], str, str, tuple[str, ...]], ...] = (
    ({}, "same", "same", ()),
    ({"valid": "10 days"}, "same outcomes", "less", ()),
    ({"valid": "3 months"}, "same outcomes", "both", ()),
    ({"longer": "b"}, "same outcomes", "both", ()),
    ({"most": "4"}, "same outcomes", "less", ()),
    ({"wide": "night"}, "same outcomes", "less", ()),
    ({"oxygen": "5"}, "same outcomes", "more", ()),
    ({"pain": "0..20"}, "same outcomes", "same", ("old",)),
    ({"pain": "0..8"}, "same outcomes", "same", ("new",)),
    ({"pain": "0..10 or not done"}, "same outcomes", "same", ("old",)),
    ({"level": "none < slight < mild < severe"}, "same outcomes", "same", ("old",)),
    ({"level": "none < slight < mild < severe", "bad": "slight"}, "same outcomes", "same", ("old",)),
    ({"level": "none < mild < half < severe", "bad": "half"}, "stricter", "same", ("old",)),
    ({"use": "night < evening < day < both", "wide": "evening"}, "same outcomes", "less", ("old",)),
    ({"use": "night < evening < both", "wide": "evening"}, "same outcomes", "not decided", ("each",)),
    ({"seen": "dated list", "known": "at least 1 seen"}, "not decided", "same", ("each",)),
    ({"seen": "judgement"}, "looser", "same", ("new",)),
    ({"logged": "d | c | b | a"}, "same outcomes", "same", ("old",)),
)


def said_of_changes(only: str, world: World) -> str | None:
    """What the copy says of each change of one part."""
    difference = world.module("analyse.questions.change").difference
    old = compiled_in(world, _POLICY.format(**_OLD))
    for parts, *expected in _SAID:
        if only in parts or not parts:
            found = difference(old, compiled_in(world, _POLICY.format(**{**_OLD, **parts})), timeout=20)
            said: list[Any] = [found.verdict, found.grants.verdict, tuple(one.rejects for one in found.facts)]
            if said != expected:
                return f"{dict(parts)}: {said}"
    return None


def _of(part: str) -> Check:
    return _CHECKS.setdefault(part, partial(said_of_changes, part))


_CHECKS: dict[str, Check] = {}

CHANGES: tuple[tuple[str, str, str, str, Check], ...] = (
    (
        "approvals that grant less taken for the same",
        "analyse.questions.change",
        'return "same" if is_all and self.grants.verdict == "same" else "same outcomes"',
        'return "same" if is_all else "same outcomes"',
        _of("most"),
    ),
    (
        "what is granted compared as it is written, without the amount",
        "analyse.grants",
        "(line.words, line.requested, None if",
        "(line.requested, None if",
        _of("most"),
    ),
    (
        "how long an approval is valid compared by its conditions alone",
        "analyse.grants",
        "return (_length(authorization.valid), *longer)",
        "return tuple(longer)",
        _of("valid"),
    ),
    (
        "days held against months as if they were as many",
        "analyse.grants",
        "return len({period.days is None for period in periods}) < 2",
        "return len({period.days is None for period in periods}) < 3",
        _of("valid"),
    ),
    (
        "the least of the lines that apply told to the solver",
        "analyse.grants",
        "key=lambda one: size_of(one[0], ranks)",
        "key=lambda one: -size_of(one[0], ranks)",
        _of("most"),
    ),
    (
        "a longer validity forgotten, told to the solver",
        "analyse.grants",
        "found = choose(conj(encoded.expressions.truth(longer.when).met, later > found), later, found)",
        "found = choose(False, later, found)",
        _of("longer"),
    ),
    (
        "a condition of a grant forgotten, told to the solver",
        "analyse.grants",
        "met = True if truth is None else truth.met",
        "met = True",
        _of("oxygen"),
    ),
    (
        "options that have no order between them taken for one",
        "analyse.grants",
        "if own[0] and own[1] else ()",
        "if not own else ()",
        _of("use"),
    ),
    (
        "an option that one scale alone has placed with the one before",
        "analyse.shared",
        "found[at] = passed - 0.5",
        "found[at] = max(passed - 1, 0)",
        _of("level"),
    ),
    (
        "the place of an option in one scale taken for that in another",
        "analyse.alike",
        "argument = Argument(self._rank(fact.type, fact.name, rank), text)",
        "argument = Argument(rank, text)",
        _of("level"),
    ),
    (
        "a range that is wider passed over",
        "analyse.questions.change",
        "return any(change.is_restricting for change in self.facts)",
        "return False",
        _of("pain"),
    ),
    (
        "what only one of them takes compared as if both did",
        "analyse.shared",
        "not_done = old.not_done and new.not_done",
        "not_done = old.not_done or new.not_done",
        _of("pain"),
    ),
    (
        "which of them rejects a value, the wrong way round",
        "analyse.shared",
        '(True, False): "new",',
        '(True, False): "old",',
        _of("pain"),
    ),
    (
        "fields of a list told as each policy has them",
        "analyse.shared",
        "is_told = old.type == new.type or isinstance(type, Number | Choice)",
        "is_told = old.type == new.type",
        _of("logged"),
    ),
    (
        "a test of a fact of another kind taken for unknown whatever is stated",
        "analyse.both",
        "truth = written.leaves[leaf] = any_truth(leaf, space)",
        "truth = written.leaves[leaf] = type(any_truth(leaf, space))(met=False, unmet=False)",
        _of("seen"),
    ),
)
