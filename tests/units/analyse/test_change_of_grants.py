"""What approvals grant, of all requests that two policies both approve: less, more, both, or not as surely."""

from __future__ import annotations

from typing import Any

import pytest

from assent.analyse.questions.change import Difference, difference
from assent.analyse.session import Example, Impossible, NotDecided
from assent.evaluate.decide import decide
from assent.language.policy import Policy
from checking import policy_of

POLICY = """policy p "P"
  version 1.0.0
  effective 2026-01-01
facts
  rest {rest} "At rest"
  exertion 50..100 % "On exertion"
  kind initial | renewal "Request type"
  visits whole 0..100 visits "Visits requested"
  use {use} "Use requested"
require low "Low"
  either "Rest"
    rest <= 88 %
  or "Exertion"
    exertion <= 88 %
authorization
  {terms}
"""
TERMS = (
    "valid for 90 days",
    "valid for 180 days when kind is renewal",
    'grants "A concentrator"',
    'grants 12 visits of visits for "Rest"',
    "grants 3 visits of visits",
    "grants day of use",
)


def _policy(*terms: str, rest: str = "50..100 %", use: str = "night < day < both") -> Policy:
    return policy_of(POLICY.format(terms="\n  ".join(terms), rest=rest, use=use))


def _changed(old: str, new: str, **facts: str) -> Difference:
    """What changes with one of the lines, which an empty one leaves out."""
    assert old in TERMS
    terms = [new if term == old else term for term in TERMS]
    return difference(_policy(*TERMS), _policy(*(term for term in terms if term), **facts), timeout=20)


def _ways(found: Difference) -> dict[str, set[str]]:
    """Of each thing that is granted otherwise, which way."""
    return {
        one.thing.name or one.thing.kind: {way for way, answer in one.answers.items() if isinstance(answer, Example)}
        for one in found.grants.things
        if one.verdict != "same"
    }


@pytest.mark.parametrize(
    ("old", "new", "ways"),
    [
        (TERMS[0], TERMS[0], {}),
        (TERMS[0], "valid for 10 days", {"validity": {"less"}}),
        (TERMS[0], "valid for 91 days", {"validity": {"more"}}),
        (TERMS[0], "valid for 180 days", {"validity": {"more"}}),
        (TERMS[0], "valid for 3 months", {"validity": {"less", "more"}}),  # 89 to 92 days
        (TERMS[1], "", {"validity": {"less"}}),
        (TERMS[1], "valid for 180 days when kind is initial", {"validity": {"less", "more"}}),
        (TERMS[1], "valid for 180 days when not kind is initial", {}),
        (TERMS[2], "", {"A concentrator": {"less"}}),
        (TERMS[2], 'grants "A concentrator" for "Rest"', {"A concentrator": {"less"}}),
        (TERMS[2], 'grants "Oxygen"', {"A concentrator": {"less"}, "Oxygen": {"more"}}),
        (TERMS[3], 'grants 4 visits of visits for "Rest"', {"visit": {"less"}}),
        (TERMS[3], "grants 12 visits of visits when rest <= 90 %", {"visit": {"more"}}),
        (TERMS[4], "grants 12 visits of visits", {"visit": {"more"}}),
        (TERMS[4], "", {"visit": {"less"}}),
        (TERMS[5], "grants night of use", {"use": {"less"}}),
        (TERMS[5], "grants both of use", {"use": {"more"}}),
    ],
)
def test_what_is_granted_otherwise(old: str, new: str, ways: dict[str, set[str]]) -> None:
    found = _changed(old, new)
    assert _ways(found) == ways
    assert found.whole.verdict == "same" and found.verdict == ("same outcomes" if ways else "same")


def test_an_example_is_approved_by_both_and_granted_as_shown() -> None:
    found = _changed(TERMS[3], 'grants 4 visits of visits for "Rest"')
    (visits,) = [one for one in found.grants.things if one.thing.name == "visit"]
    answer = visits.answers["less"]
    assert isinstance(answer, Example)
    decided = [
        decide(policy, answer.request, digest="")
        for policy in (_policy(*TERMS), _policy(*TERMS[:3], 'grants 4 visits of visits for "Rest"', *TERMS[4:]))
    ]
    assert [one.outcome for one in decided] == ["approve", "approve"]
    before, after = (one.granted[1] for one in decided)
    assert before.amount is not None and after.amount is not None and after.amount < before.amount
    assert [said.partition(",")[0] for said in visits.shown["less"]] == [before.what, after.what]


def test_as_much_is_not_the_same_where_a_clinician_is_asked_by_one_alone() -> None:
    """12 of 20 that were requested are less than was requested, where 12 are granted whatever was."""
    found = difference(_policy("grants 12 visits"), _policy("grants 12 visits of visits"))
    assert _ways(found) == {"visit": {"less", "otherwise"}} and found.grants.verdict == "less"
    (visits,) = [one for one in found.grants.things if one.thing.name == "visit"]
    assert visits.shown["otherwise"] == ("12 visits", "12 visits, less than was requested")


def test_what_a_line_asks_by_a_name_is_looked_at() -> None:
    named = POLICY.replace("authorization", 'define early "Early"\n  kind is {early}\nauthorization')
    terms = "valid for 90 days\n  valid for 120 days when early"
    old, new = (
        policy_of(named.format(terms=terms, rest="50..100 %", use="a < b", early=early))
        for early in ("initial", "renewal")
    )
    assert difference(old, new).grants.verdict == "both"
    assert difference(old, old).grants.verdict == "same"


def test_what_only_one_of_them_approves_says_nothing_of_what_is_granted() -> None:
    """On exertion alone nobody is approved by the new one, so that what is granted for rest is granted to all."""
    old = _policy("valid for 90 days", "grants 3 visits", 'grants 12 visits for "Rest"')
    text = POLICY.format(terms="valid for 90 days\n  grants 12 visits", rest="50..100 %", use="a < b")
    first, last = text.index("  either"), text.index("authorization")
    found = difference(old, policy_of(f"{text[:first]}  rest <= 88 %\n{text[last:]}"))
    assert found.whole.verdict == "stricter" and found.grants.verdict == "same"


def test_options_that_one_of_them_alone_has_are_placed_among_the_others() -> None:
    """`evening` is more than `night` and less than `day`, though no request that both take can state it."""
    found = _changed(TERMS[5], "grants evening of use", use="night < evening < day < both")
    assert _ways(found) == {"use": {"less"}} and found.is_restricted
    assert not _ways(_changed(TERMS[5], TERMS[5], use="night < evening < day < both"))


def test_options_without_an_order_between_them_are_not_decided() -> None:
    found = _changed(TERMS[5], "grants evening of use", use="night < evening < both")
    (use,) = [one for one in found.grants.things if one.verdict != "same"]
    assert found.grants.verdict == "not decided" and not found.is_decided
    answers: list[Any] = list(use.answers.values())
    assert all(isinstance(one, NotDecided) and "`day` and `evening`" in one.because for one in answers)


def test_a_grant_that_turns_on_what_is_not_comparable_is_not_decided_and_the_outcomes_are() -> None:
    old = _policy("valid for 90 days", "grants 12 visits when use is night")
    new = _policy("valid for 90 days", "grants 12 visits when use provided", use="document")
    found = difference(old, new)
    assert found.whole.verdict == "same" and all(answer == Impossible() for answer in found.outcomes.values())
    assert found.grants.verdict == "not decided" and found.apart == ("use",)


def test_of_a_policy_without_an_authorization_nothing_is_granted_and_nothing_ends() -> None:
    bare = policy_of(POLICY.partition("authorization")[0].format(rest="50..100 %", use="a < b"))
    found = difference(_policy("valid for 90 days", "grants 3 visits"), bare)
    assert _ways(found) == {"validity": {"more"}, "visit": {"less"}} and found.grants.verdict == "both"
