"""The laws that every policy obeys, proved of one policy: what is proved, what is left to tests, what breaks one."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import pytest

from assent.analyse.encode import expressions
from assent.analyse.laws import boundaries
from assent.analyse.laws.law import Held, in_words
from assent.analyse.laws.prove import prove_laws
from assent.analyse.laws.says_more import says_more
from assent.analyse.laws.windows import of_windows
from assent.analyse.outline import asked_in
from assent.analyse.replay import Replayed
from assent.analyse.session import Example, Session
from assent.evaluate import interpreter
from assent.language.expressions import Leaf
from assent.language.policy import Policy
from checking import policy_of

POLICY = """policy p "P"
  version 1.0.0
  effective 2026-01-01
facts
  age whole 0..120 "Age"
  weight 20..300 kg "Weight"
  baseline 20..300 kg "Baseline weight"
  grade none < mild < severe "Grade"
  pain 0..10 measured "Pain"
  treated duration "Treated"
  waited duration "Waited"
  born date "Born"
  quit date "Quit on"
  seen date "Seen on"
  log document "Log"
  mri document "MRI"
  fit judgement "Fit"
  allows judgement by provider "Allows"
  visit dated list "Visits"
  paper dated evidence "Papers"
  drug list of "Drugs"
    dose 0..1000 mg "Dose"
    worked yes/no "Worked"
    date date "Date"
  course list of episodes "Courses"
define ready "Ready"
  at least 2 of
    age >= 18
    weight at least 5 % below baseline
    grade > mild
require grown "Grown"
  ready
  unless allows
require long_enough "Treated"
  treated >= 12 weeks
require not_long "Waited"
  not waited < 6 months
exclude painless "Painless"
  pain <= 3 within the last 30 days
exclude young "Young"
  years since born < 21
require apart "Apart"
  quit at least 3 months before seen
submit papers "Papers"
  all of
    log within the last 6 months
    mri provided
require visits "Visits"
  3 to 8 visit within the last 90 days
require submitted "Submitted"
  at least 2 paper
exclude worked "Worked"
  at least 1 drug within the last 12 months where dose >= 10 mg and worked
require courses "Courses"
  at least 6 weeks of course within the last 12 months
review unfit "Unfit"
  not fit
"""


@pytest.fixture(scope="module")
def policy() -> Policy:
    return policy_of(POLICY)


@pytest.fixture(scope="module")
def held(policy: Policy) -> Mapping[int, Held]:
    return {one.law.number: one for one in prove_laws(policy)}


def test_each_law_is_proved_of_a_policy_with_a_little_of_everything(held: Mapping[int, Held]) -> None:
    assert list(held) == [1, 2, 3, 7]
    assert [one.left for one in held.values()] == [()] * 4
    assert [one.tested for one in held.values()] == [()] * 4
    courses = ("lists of course are considered up to 3 different elements",)
    assert [one.bounds for one in held.values()] == [courses, courses, courses, ()]


def test_every_test_is_looked_at_by_itself_and_the_policy_as_a_whole(policy: Policy, held: Mapping[int, Held]) -> None:
    every = [in_words(leaf) for leaf in asked_in(policy)]
    assert len(every) == len(set(every)) == 16
    assert [part.what for part in held[1].parts][: len(every)] == every
    assert [part.what for part in held[2].parts][len(every) :] == [
        "clauses, definitions and conditions",
        "the outcome",
    ]
    without = {"Allows: yes", "Fit: yes"}
    assert {part.what for part in held[3].parts} == set(every) - without


def test_nothing_is_proved_of_values_that_there_are_none_of(policy: Policy) -> None:
    """Each thing that is expected of a threshold is expected of some request."""
    expected = [one for leaf in asked_in(policy) if boundaries.has_threshold(leaf) for one in _expected(policy, leaf)]
    assert len(expected) > 60
    assert {one.truth for one in expected} == {True, False, None}


_ASKED = (boundaries.of_leaf, boundaries.of_open_lengths, boundaries.of_conditions, of_windows)


def _expected(policy: Policy, leaf: Leaf) -> Iterator[boundaries.Expected]:
    for of in _ASKED if boundaries.has_threshold(leaf) else _ASKED[1:]:
        session = Session(policy, test=leaf, least_slots=boundaries.elements_looked_into(leaf))
        found = list(of(leaf, session.expressions_of_tests))
        for _, one in found:
            assert session.solver.model(one.given) is not None, (in_words(leaf), one)
            yield one


LISTS = """policy p "P"
  version 1.0.0
  effective 2026-01-01
facts
  visit dated list "Visits"
  paper dated evidence "Papers"
  drug list of "Drugs"
    date date "Date"
    dose 0..1000 mg "Dose"
    kind a | b "Kind"
    lasted duration "Lasted"
  course list of episodes "Courses"
    dose 0..1000 mg "Dose"
  therapy evidence of episodes "Therapies"
    kind a | b "Kind"
  smoker yes/no measured "Smokes"
  stage a | b | c measured "Stage"
  weight 20..300 kg measured "Weight"
  baseline 20..300 kg or not done "Baseline"
  packs 0..10 or not done "Packs"
  years 0..100 "Years"
  days 1..7 "Days of a week"
  change -50..50 kg "Change"
  born date "Born"
  seen date "Seen"
calculated load "Load"
  packs * years / days - packs
require r "R"
  {}
"""


@pytest.mark.parametrize(
    "asked",
    [
        "at most 4 visit within any 6 months",
        "at least 3 paper within any 2 weeks within the last 6 months",
        "at least 3 visit no more than 4 months apart",
        "at least 3 paper no more than 10 days apart",
        "at least 2 visit at least 14 days apart",
        "at least 4 paper at least 1 month apart within the last 12 months",
        "every visit at least 14 days apart",
        "every visit at least 1 month apart",
        "at most 2 drug per kind",
        "at most 2 drug within any 3 months per kind where dose >= 10 mg",
        "every drug at least 14 days apart per kind",
        "latest drug.dose < 40 mg within the last 6 months",
        "earliest drug.kind is a within the last 30 days where dose >= 10 mg",
        "latest drug.lasted >= 6 weeks within the last 6 months",
        "smoker within the last 30 days",
        "not stage is a within the last 3 months",
        "weight at least 5 % below baseline within the last 30 days",
        "at least 6 weeks of course",
        "at most 3 months of course within the last 12 months",
        "at least 6 consecutive weeks of course with gaps of at most 3 days",
        "at least 3 consecutive months of therapy where kind is a",
        "at most 3 course",
        "latest course.dose >= 10 mg",
        "2 to 3 course where dose >= 10 mg",
        "latest drug.kind is a where dose >= 10 mg",
        "earliest drug.lasted >= 2 months where dose > 3 mg",
        "2 to 3 visit within the last 6 months",
        "at least 2 drug within any 6 months where dose >= 10 mg",
        "at most 6 weeks of course where dose >= 10 mg",
        "seen at least 6 months before born",
        "at least 1 drug where date at least 6 months before seen",
        "weight at least 5 % below change",
        "packs >= years",
        "load >= 3",
    ],
)
def test_where_it_lies_what_is_counted_picked_or_lasts_is_proved_on_both_sides(asked: str) -> None:
    """Nothing of them is left to tests, and nothing is proved of requests that there are none of."""
    policy = policy_of(LISTS.format(asked))
    held = {one.law.number: one for one in prove_laws(policy)}
    assert [one.left for one in held.values()] == [()] * 4
    assert [one.tested for one in held.values()] == [()] * 4
    (leaf,) = asked_in(policy)
    expected = list(_expected(policy, leaf))
    assert {one.truth for one in expected} >= {
        True,
        None if "paper" in asked or "therapy" in asked else False,
    }  # of evidence there may be more


def test_a_pick_in_a_condition_is_proved() -> None:
    """Of one that is unknown no element surely fits: what is expected of too many then is of no request."""
    held = prove_laws(policy_of(LISTS.format("at most 3 drug where dose > latest drug.dose")))
    assert [one.left for one in held] == [()] * 4


def test_a_threshold_that_is_not_looked_at_is_said_to_be_tested() -> None:
    """12 that lie apart are looked into, and not 13."""
    for number, tested in ((12, 0), (13, 1)):
        policy = policy_of(LISTS.format(f"at least {number} visit at least 14 days apart"))
        held = next(one for one in prove_laws(policy) if one.law.number == 3)
        assert (held.left, len(held.tested)) == ((), tested)
        for one in held.tested:
            assert one.startswith("Visits: ") and one.endswith("(more elements that lie apart than are looked into)")


BY_TABLE = """policy p "P"
  version 1.0.0
  effective 2026-01-01
facts
  bmi 10..100 kg/m2 or not done "BMI"
  program duration "Program"
table length "Length"
  6 months when bmi < 40 kg/m2
  3 months when bmi >= 40 kg/m2
require lasted "Lasted"
  program >= length
"""


def test_a_table_by_what_may_not_have_been_done_keeps_the_laws() -> None:
    assert [one.law.number for one in prove_laws(policy_of(BY_TABLE)) if one.left] == []


def test_a_law_that_is_broken_is_shown_on_two_requests_of_which_one_says_more(monkeypatch: pytest.MonkeyPatch) -> None:
    """As if it did not matter that no case may hold: met in every case, until it is said that `bmi` was not done."""
    for module in (interpreter, expressions):
        monkeypatch.setattr(module, "may_have_no_case", lambda by_case: False)
    policy = policy_of(BY_TABLE)
    held = {one.law.number: one for one in prove_laws(policy)}
    assert [number for number, one in held.items() if one.left] == [2]
    wholes = [part.answer for part in held[2].left]
    assert [part.what for part in held[2].left] == ["clauses, definitions and conditions", "the outcome"]
    for answer in wholes:
        assert isinstance(answer, Example) and answer.other is not None
        one, more = (Replayed(policy, request, policy.named) for request in (answer.request, answer.other))
        assert says_more(one, more) and not says_more(more, one)
        assert (one.outcome, more.outcome) == ("approve", "deny")
        assert answer.other["facts"]["bmi"] == "not done"


SAID = {"treated": "14 weeks", "age": 40, "pain": 4, "visit": ["2026-01-05", "2026-02-05"]}
EPISODES = [{"to": "2026-02-01"}, {"from": "2026-01-01", "to": "2026-01-05"}]


@pytest.mark.parametrize(
    ("facts", "more", "is_more"),
    [
        ({}, {"age": 40}, True),
        ({"age": 40}, {}, False),
        ({"age": 40}, {"age": 41}, False),
        ({"pain": 4}, {"pain": {"value": 4, "on": "2026-03-01"}}, True),
        ({"pain": {"value": 4, "on": "2026-03-01"}}, {"pain": {"value": 4, "on": "2026-03-02"}}, False),
        ({"treated": "14 days"}, {"treated": {"from": "2026-01-01", "to": "2026-01-15"}}, True),
        ({"treated": "14 days"}, {"treated": {"from": "2026-01-01", "to": "2026-01-16"}}, False),
        ({"treated": "1 month"}, {"treated": {"from": "2026-01-28", "to": "2026-02-28"}}, True),
        ({"treated": "1 month"}, {"treated": {"from": "2026-01-27", "to": "2026-02-28"}}, False),
        ({"treated": "14 days"}, {"treated": "2 weeks"}, True),
        ({"treated": {"from": "2026-01-01", "to": "2026-01-15"}}, {"treated": "14 days"}, False),
        ({"log": False}, {"log": "2026-01-01"}, False),
        ({"visit": ["2026-01-05"]}, {"visit": ["2026-01-05", "2026-02-05"]}, False),
        ({"paper": ["2026-01-05"]}, {"paper": ["2026-02-05", "2026-01-05"]}, True),
        ({"paper": ["2026-01-05"]}, {"paper": ["2026-02-05"]}, False),
        ({"drug": [{"dose": 5}, {}]}, {"drug": [{"worked": True}, {"dose": 5}]}, True),
        ({"drug": [{"dose": 5}, {}]}, {"drug": [{"worked": True}, {"dose": 6}]}, False),
        ({"course": EPISODES}, {"course": [EPISODES[1], {"from": "2026-01-20", "to": "2026-02-01"}]}, True),
        (SAID, {**SAID, "grade": "mild"}, True),
        ({"visit": ["2026-01-05"] * 5000}, {"visit": ["2026-01-05"] * 5000, "age": 1}, True),
        ({"drug": [{"dose": 5}] * 5000}, {"drug": [{"dose": 5}] * 4999 + [{"dose": 5, "worked": True}]}, True),
        ({"drug": [{"dose": 5}] * 5000}, {"drug": [{"dose": 5, "worked": True}] * 5000}, False),
    ],
)
def test_one_request_says_more_than_another(
    policy: Policy, facts: dict[str, Any], more: dict[str, Any], is_more: bool
) -> None:
    one, other = (Replayed(policy, {"as_of": "2026-03-15", "facts": said}, policy.named) for said in (facts, more))
    assert one.is_valid and other.is_valid
    assert says_more(one, other) is is_more
