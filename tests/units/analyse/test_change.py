"""What changes between two policies, also where they ask how long episodes last."""

from __future__ import annotations

import pytest

from assent.analyse.questions.change import Verdict, difference
from assent.analyse.session import Impossible
from checking import policy_of

POLICY = """policy p "P"
  version 1.0.0
  effective 2026-01-01
facts
  course list of episodes "Courses"
    kind a | b | c | d "Kind"
  severe yes/no "Severe"
require treated "Treated"
  all of
    {}
    at least 2 of
      at least 1 day of course within the last 6 months where kind is a
      at least 1 day of course within the last 6 months where kind is b
      at least 1 day of course within the last 6 months where kind is c
  unless severe
"""
BEFORE = "at least 6 consecutive weeks of course within the last 6 months"


@pytest.mark.parametrize(
    ("after", "verdict"),
    [
        (BEFORE, "same"),
        (BEFORE.replace("6 consecutive weeks", "42 consecutive days"), "same"),
        (BEFORE.replace("6 consecutive weeks", "5 consecutive weeks"), "looser"),
        (BEFORE.replace("6 consecutive weeks", "43 consecutive days"), "stricter"),
        (BEFORE.replace("consecutive ", ""), "looser"),
        (BEFORE.replace("6 months", "7 months"), "looser"),
        (BEFORE.replace("6 months", "5 months"), "stricter"),
        (BEFORE + " where kind is a", "stricter"),
        (BEFORE.replace("6 consecutive weeks", "5 consecutive weeks").replace("6 months", "2 months"), "both"),
    ],
)
def test_a_change_of_how_long_episodes_have_to_last_is_decided(after: str, verdict: Verdict) -> None:
    found = difference(policy_of(POLICY.format(BEFORE)), policy_of(POLICY.format(after)), timeout=20)
    (treated,) = found.clauses
    assert (found.whole.verdict, treated.direction.verdict) == (verdict, verdict)


def test_what_no_list_has_a_say_in_is_never_so_for_lists_of_any_length() -> None:
    """There is no review without a clause that calls for one; nor does what asks for less turn anyone away."""
    looser = POLICY.format(BEFORE.replace("6 consecutive weeks", "5 consecutive weeks"))
    found = difference(policy_of(POLICY.format(BEFORE)), policy_of(looser))
    never = {pair for pair, answer in found.outcomes.items() if answer == Impossible()}
    assert {("approve", "deny"), ("pend", "deny"), ("approve", "pend")} <= never
    assert {pair for pair in found.outcomes if "review" in pair} <= never
    assert found.clauses[0].direction.stricter == Impossible()
