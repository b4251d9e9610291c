"""Findings of a few small policies: what is found, what sees to it, how far that was looked into, and requests."""

from __future__ import annotations

import pytest

from assent.analyse.replay import Replayed
from assent.analyse.solver import Solver, Undecided
from assent.analyse.subject import Open, Proved
from assent.analyse.verify import verify
from assent.source.diagnostic import Diagnostic
from assent.source.renderers.full import full
from assent.source.renderers.json import json
from checking import policy_of

HEAD = """policy p "P"
  version 1.0.0
  effective 2026-01-01
facts
  bmi 10..90 "BMI"
  pain 0..10 "Pain"
  copd yes/no "COPD"
  smoker yes/no "Smoker"
  planned yes/no "Planned"
  first yes/no "First request"
  treated duration "Treated"
  course list of episodes "Courses"
"""
GRANTED = """require severity "Severity"
  either "Painful"
    pain >= 5
  or "Less painful and planned"
    all of
      pain >= 7
      planned
authorization
  grants 6 visits for "Painful"
  grants 12 visits{}
"""


_WITH = "    all of\n      {}\n      pain >= 4\n"


def found(text: str) -> list[Diagnostic]:
    """What is found in a policy; every question is decided."""
    said = list(verify(policy_of(HEAD + text)))
    assert not [one for one in said if isinstance(one, Open)]
    return [one for one in said if not isinstance(one, Open | Proved)]


def codes(text: str) -> list[str]:
    return [one.code for one in found(text)]


@pytest.mark.parametrize(
    ("body", "exclusion", "by"),
    [
        ("  any of\n    bmi >= 40\n    all of\n      copd\n      smoker\n", "smoker", ["exclude not_this"]),
        ("  any of\n    bmi >= 40\n    treated >= 12 weeks\n", "treated > 8 weeks", ["exclude not_this"]),
        ("  any of\n    bmi >= 40\n    treated >= 8 weeks\n", "treated > 8 weeks", None),
        ("  treated >= 12 weeks\n  unless planned\n", "treated > 8 weeks", ["exclude not_this"]),
        ("  treated >= 8 weeks\n  unless planned\n", "treated > 8 weeks", None),
        ("  when first\n  pain >= 4\n", "pain >= 4 and first", ["exclude not_this"]),
        ("  when first\n  pain >= 4\n", "pain >= 5 and first", None),
        ("  at least 2 of\n    copd\n    smoker\n    planned\n", "smoker", ["exclude not_this"]),
        ("  not any of\n    copd\n    smoker\n", "copd and planned", None),
    ],
)
def test_what_leads_to_no_approval_is_found_with_what_stands_in_its_way(
    body: str, exclusion: str, by: list[str] | None
) -> None:
    said = [
        one
        for one in found(f'require reason "R"\n{body}exclude not_this "N"\n  {exclusion}\n')
        if one.code == "leads-nowhere"
    ]
    named = [
        [label.span.source.text[label.span.start : label.span.end].removesuffix(' "N"') for label in one.others]
        for one in said
    ]
    assert named == ([] if by is None else [by])


def test_pathways_and_facts_by_which_an_approval_grants_are_not_idle() -> None:
    """Without it, or without `planned`, the outcome would be the same, and fewer visits would be granted."""
    assert codes(GRANTED.format(' for "Less painful and planned"')) == []
    assert codes(GRANTED.format("")) == ["swallowed-alternative"]
    either = f'require either "E"\n  any of\n{_WITH.format("planned")}{_WITH.format("not planned")}'
    assert codes(either) == ["fact-cannot-matter"]
    assert codes(either + "authorization\n  grants 6 visits when planned\n") == []


def test_the_ends_of_a_band_beside_another_one_are_not_idle() -> None:
    bands = 'require weight "W"\n  any of\n    bmi >= 40\n    all of\n      bmi from 35 up to 40\n      copd\n'
    assert codes(bands) == []
    lower = "bmi >= 35\n      bmi >= 30"
    assert codes(bands.replace("bmi from 35 up to 40", lower)) == ["idle-test"]


def test_what_sees_to_an_idle_part_is_shown() -> None:
    (dead,) = [
        one
        for one in found(
            'require long "L"\n  treated >= 12 weeks\n  unless smoker\nexclude smoking "S"\n  smoker\n'
            'exclude lungs "C"\n  copd\n'
        )
        if one.code == "dead-exception"
    ]
    assert [label.message for label in dead.others] == ["this sees to it"]
    assert "exclude smoking" in full([dead]) and "exclude lungs" not in full([dead])


def test_two_parts_that_say_the_same_are_told_once() -> None:
    twice = 'require a "A"\n  pain >= 4\nrequire b "B"\n  all of\n    pain >= 2\n    copd\n    pain >= 2\n'
    assert codes(twice) == ["idle-test"]


def test_it_is_said_how_far_lists_were_looked_into() -> None:
    (one,) = found(
        'require long "L"\n  at least 6 consecutive weeks of course\n'
        'exclude too_long "T"\n  at least 5 weeks of course\n'
    )
    assert one.code == "nothing-approved"
    assert [text.startswith("lists of course are considered up to ") for text in one.up_to] == [True]
    assert f" = up to: {one.up_to[0]}" in full([one]) and '"up_to": [' in json([one])


def test_the_requests_that_a_finding_shows_are_whole() -> None:
    text = 'require short "S"\n  treated <= 12 weeks\nrequire hurts "H"\n  pain >= 4\n'
    policy = policy_of(HEAD + text)
    (one,) = found(text)
    assert one.code == "direction-looks-wrong"
    outcomes = [Replayed(policy, request, policy.named).outcome for request in one.examples]
    assert outcomes == ["approve", "deny"]
    assert "and 1 more, as `--format json` has it" in one.help
    assert '"examples": [' in json([one])


def test_where_it_takes_too_long_to_say_which_clauses_see_to_it_the_finding_stands_without(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def responsible(self: Solver, *asked: object) -> None:
        raise Undecided("the solver did not answer within 0.001 seconds")

    monkeypatch.setattr(Solver, "responsible", responsible)
    text = (
        'require a "A"\n  pain >= 4\nrequire b "B"\n  pain >= 2\nassume not copd because "So."\nrequire c "C"\n  copd\n'
    )
    assert [(one.code, one.message) for one in found(text)] == [
        ("superfluous-clause", "`b` changes no outcome: what it calls for, others call for too"),
        ("follows-from-assumption", "nothing can be approved, assuming `not copd`"),
    ]
    assert codes('require a "A"\n  pain >= 4\nexclude b "B"\n  pain >= 2\n') == ["nothing-approved"]
