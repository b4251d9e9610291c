"""What has to hold of every request: proved where it does; broken by an example, and by trying, where it does not."""

from __future__ import annotations

from typing import Any

import pytest

from assent.analyse.questions.properties import answered
from assent.analyse.session import Example, Impossible, Session
from assent.analyse.subject import Open, Proved, Subject
from assent.analyse.verify import verify
from assent.language.policy import Policy
from assent.language.properties import is_more
from assent.source.diagnostic import Diagnostic
from checking import policy_of
from trying import broken_by_trying

POLICY = """policy p "P"
  version 1.0.0
  effective 2026-01-01
facts
  infected yes/no "Infected"
  pain 0..10 "Pain"
  grade none < mild < severe "Grade"
  treated duration "Treated"
  quit date "Quit on"
  log document "Log"
  report document "Report"
  saturation 0..100 % or not done "Saturation"
define failing "A ground for denial"
  any of
    infected
    not treated >= 6 weeks
    pain < 4
    grade >= severe
    not quit at least 3 months ago
    not report provided
{properties}
require treatment "Treatment"
  treated >= 6 weeks
exclude infection "Infection"
  infected
require hurts "Hurts"
  pain >= 4
exclude graded "Graded"
  grade >= severe
require stopped "Stopped"
  quit at least 3 months ago
submit logs "Logs"
  log within the last 6 months
exclude unreported "Unreported"
  not report provided
  unless pain >= 9
review low "Low"
  saturation < 90 %
"""

HOLD = (
    "never approve when infected",
    "never approve unless treated >= 6 weeks",
    "never approve when pain < 4",
    "never deny for want of log",
    "never pend when infected",
    "never deny unless failing",
    "more treated never worsens the outcome",
    "more pain never worsens the outcome",
    "less grade never worsens the outcome",
    "earlier quit never worsens the outcome",
    "more saturation never worsens the outcome",
)
BREAK = (
    ("never approve when pain >= 4", "it has the outcome `approve`"),
    ("never approve unless treated >= 43 days", "it has the outcome `approve`"),
    ("never approve unless saturation >= 90 %", "it has the outcome `approve`"),
    ("never deny when pain >= 9", "it has the outcome `deny`"),
    ("never deny for want of report", "with report: "),
    ("never deny for want of a document", "with "),
    ("less treated never worsens the outcome", "with treated: "),
    ("less pain never worsens the outcome", "with pain: "),
    ("more grade never worsens the outcome", "with grade: severe"),
    ("later quit never worsens the outcome", "with quit: "),
    ("less saturation never worsens the outcome", "with saturation: "),
)


def holding(said: str) -> Policy:
    return policy_of(POLICY.format(properties=said))


@pytest.mark.parametrize("said", HOLD)
def test_what_holds_is_proved_and_trying_finds_nothing(said: str) -> None:
    policy = holding(said)
    found = list(verify(policy))
    assert not [one for one in found if isinstance(one, Open)]
    assert [one for one in found if isinstance(one, Proved)] == [Proved("p", said)]
    assert not [one for one in found if isinstance(one, Diagnostic) and one.code == "broken-property"]
    assert broken_by_trying(policy) == []


@pytest.mark.parametrize(("said", "shown"), BREAK, ids=[said for said, _ in BREAK])
def test_what_does_not_hold_is_shown_on_an_example(said: str, shown: str) -> None:
    policy = holding(said)
    found = list(verify(policy))
    assert not [one for one in found if isinstance(one, Open | Proved)]
    (broken,) = [one for one in found if isinstance(one, Diagnostic) and one.code == "broken-property"]
    assert broken.span.text == said
    assert broken.help.startswith(shown)
    (broke,) = broken_by_trying(policy)
    assert broke.property.written == said


def test_what_was_tried_once_is_tried_again() -> None:
    policy = holding(BREAK[0][0])
    assert broken_by_trying(policy) == broken_by_trying(policy)


def test_the_reason_is_no_part_of_what_has_to_hold() -> None:
    (property,) = holding('never approve when infected because "A risk."').properties
    assert (property.written, property.because) == ("never approve when infected", "A risk.")


def test_where_nothing_can_be_approved_it_is_proved_all_the_same() -> None:
    never = 'never approve when infected\nrequire high "High"\n  pain > 9\nrequire low_pain "Low"\n  pain < 3'
    found = list(verify(holding(never)))
    assert Proved("p", "never approve when infected") in found
    assert any(isinstance(one, Diagnostic) and one.code == "nothing-approved" for one in found)


MEASURED = """policy p "P"
  version 1.0.0
  effective 2026-01-01
facts
  saturation 50..100 % measured "Saturation"
  improves yes/no "Improves"
less saturation never worsens the outcome
more saturation never worsens the outcome
require low "Low"
  any of
    saturation <= 88 % within the last 30 days
    improves
"""


def test_another_value_of_what_was_measured_is_of_the_same_day() -> None:
    """Without its day the other value would be unknown, and nothing would come of it."""
    found = list(verify(policy_of(MEASURED)))
    assert not [one for one in found if isinstance(one, Open)]
    assert [one.property for one in found if isinstance(one, Proved)] == ["less saturation never worsens the outcome"]
    (broken,) = [one for one in found if isinstance(one, Diagnostic) and one.code == "broken-property"]
    assert broken.help.startswith("with saturation: {value: ") and ", on: " in broken.help.partition("`")[0]
    assert [broke.property.written for broke in broken_by_trying(policy_of(MEASURED))] == [
        "more saturation never worsens the outcome"
    ]


def test_a_requirement_of_a_recent_value_may_ask_though_it_never_denies() -> None:
    text = MEASURED.replace("  any of\n    saturation <= 88 % within the last 30 days\n    improves\n", "  {}\n")
    always = text.format("saturation >= 50 % within the last 30 days").replace(
        "less saturation never worsens the outcome\n", ""
    )
    found = [one.code for one in verify(policy_of(always)) if isinstance(one, Diagnostic)]
    assert "never-fails" not in found


def test_a_paper_that_is_not_there_is_not_made_up_for_by_saying_nothing_of_it() -> None:
    """What is not stated pends; but no paper, had it been there, would have kept the request from being denied."""
    text = (
        'policy p "P"\n  version 1.0.0\n  effective 2026-01-01\nfacts\n  log document "Log"\n'
        'never deny for want of log\nexclude any_log "Any"\n  any of\n    log within the last 6 months\n'
        "    not log within the last 6 months\n"
    )
    assert Proved("p", "never deny for want of log") in list(verify(policy_of(text)))
    assert broken_by_trying(policy_of(text)) == []


LISTS = """policy p "P"
  version 1.0.0
  effective 2026-01-01
facts
  visit dated list "Visits"
  tried list of "Drugs tried"
    drug metformin | sulfonylurea "Drug"
    worked yes/no "Worked"
  paper dated evidence "Papers"
  score list of "Scores"
    date date "Date"
    value 0..10 "Value"
  pain 0..10 "Pain"
{property}
require visits "Visits"
  at least 12 visit within the last 6 months
require noted "Papers"
  at least 2 paper within the last 3 months
exclude worked "A drug that worked"
  at least 1 tried where worked
review scored "Scores"
  latest score.value < 4
"""
LISTS_HOLD = (
    "more visit never worsens the outcome",
    "more paper never worsens the outcome",
    "less tried never worsens the outcome",
)
LISTS_BREAK = (
    ("less visit never worsens the outcome", "with visit: [", "`deny`"),
    ("more tried never worsens the outcome", "with tried: [{worked: true}], ", "`deny`"),
    ("less paper never worsens the outcome", "with paper: [", "`pend`"),
    ("more score never worsens the outcome", "with score: [{", "`approve` becomes `"),
    ("less score never worsens the outcome", "with score: [", "becomes `"),
)


@pytest.mark.parametrize("said", LISTS_HOLD)
def test_of_a_list_more_is_its_elements_and_others_besides(said: str) -> None:
    found = list(verify(policy_of(LISTS.format(property=said))))
    assert not [one for one in found if isinstance(one, Open)]
    assert [one for one in found if isinstance(one, Proved)] == [Proved("p", said)]
    assert broken_by_trying(policy_of(LISTS.format(property=said))) == []


COURSES = """policy p "P"
  version 1.0.0
  effective 2026-01-01
facts
  course list of episodes "Courses of treatment"
more course never worsens the outcome
less course never worsens the outcome
require courses "Courses"
  at least 6 consecutive weeks of course
"""


def test_of_episodes_it_is_proved_up_to_twice_as_many_kinds() -> None:
    """Of runs of episodes three kinds are looked into: here those that both lists have, and as many besides."""
    policy = policy_of(COURSES)
    more, less = policy.properties
    bound = "lists of course are considered up to 6 different elements"
    assert answered(Subject(Session(policy)), more) == Impossible((bound,))
    answer = answered(Subject(Session(policy)), less)
    assert isinstance(answer, Example) and answer.other is not None
    assert (len(answer.request["facts"]["course"]), answer.other["facts"]["course"]) == (1, [])
    assert [broke.property for broke in broken_by_trying(policy)] == [less]


@pytest.mark.parametrize(("said", "shown", "becomes"), LISTS_BREAK, ids=[said for said, _, _ in LISTS_BREAK])
def test_a_list_of_which_more_harms_is_shown_with_its_shortest_other(said: str, shown: str, becomes: str) -> None:
    policy = policy_of(LISTS.format(property=said))
    (broken,) = [one for one in verify(policy) if isinstance(one, Diagnostic) and one.code == "broken-property"]
    assert broken.help.startswith(shown) and becomes in broken.help
    answer = answered(Subject(Session(policy)), policy.properties[0])
    assert isinstance(answer, Example) and answer.other is not None
    name = said.split()[1]
    before, after = answer.request["facts"].pop(name), answer.other["facts"].pop(name)
    assert answer.request == answer.other
    assert len(after) > len(before) if said.startswith("more") else len(after) < len(before)
    shorter, longer = sorted((before, after), key=len)
    assert all(longer.count(one) >= shorter.count(one) for one in shorter)


def test_both_sides_are_found_by_trying_too() -> None:
    for said in ("less visit never worsens the outcome", "more tried never worsens the outcome"):
        (broke,) = broken_by_trying(policy_of(LISTS.format(property=said)))
        assert broke.other is not None and broke.property.written == said


@pytest.mark.parametrize(
    ("value", "other", "more"),
    [
        (((1,), (2,)), ((2,),), True),
        (((1,), (1,)), ((1,),), True),
        (((1,),), (), True),
        ((), (), False),
        (((1,), (2,)), ((2,), (1,)), False),
        (((1,), (2,)), ((1,), (1,)), False),
        (((1,), (2,), (3,)), ((4,),), False),
        (((1,),), ((1,), (2,)), False),
    ],
)
def test_one_list_is_more_than_another(value: Any, other: Any, more: bool) -> None:
    assert is_more(value, other) is more


@pytest.mark.parametrize("said", ["never deny when infected and not infected", "never pend when pain < 3 and pain > 5"])
def test_what_speaks_of_no_request_is_not_called_proved(said: str) -> None:
    found = list(verify(holding(said)))
    assert not [one for one in found if isinstance(one, Proved)]
    (hollow,) = [one for one in found if isinstance(one, Diagnostic) and one.code == "hollow-property"]
    assert hollow.span.text == said


@pytest.mark.parametrize("said", ["never approve when infected", "never approve unless infected or not infected"])
def test_what_speaks_of_some_request_is_proved(said: str) -> None:
    found = list(verify(holding(said)))
    assert [one for one in found if isinstance(one, Proved)]
    assert not [one for one in found if isinstance(one, Diagnostic) and one.code == "hollow-property"]
