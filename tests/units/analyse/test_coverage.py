"""Whether cases show that a test alone decides: planted gaps are found, closed, and proved where they cannot be."""

from __future__ import annotations

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from assent.analyse.coverage import coverage, placed_tests
from assent.analyse.gaps import close
from assent.analyse.rerun import Rerun
from assent.analyse.session import Impossible
from assent.evaluate.decide import decide
from assent.language.places import places_of, with_expression
from assent.language.policy import Policy
from conformance.reading import policy_of
from properties.profile import examples
from strategies.policies import policies
from strategies.requests import requests

TEXT = """\
policy knee "Knee"
  version 1.0.0
  effective 2020-01-01
facts
  pain      0..10    "Pain"
  infected  yes/no   "Infected"
  waived    yes/no   "Waived"
  log       document "Log"
require hurts "Hurts"
  pain >= 4
  unless waived
exclude infection "Infection"
  infected
submit papers "Papers"
  log provided
"""
GOOD: dict[str, Any] = {"pain": 6, "infected": False, "waived": False, "log": "2026-01-01"}


def knee() -> Policy:
    return policy_of("knee", TEXT)


def covered(policy: Policy, *facts: dict[str, Any]) -> dict[str, tuple[str, ...]]:
    """The sides that no case shows, by the label of the test."""
    cases = [(str(at), Rerun.of(policy, {"as_of": "2026-03-15", "facts": one})) for at, one in enumerate(facts)]
    return {f"{one.place.owner} {one.place.part}": one.open for one in coverage(policy, cases)}


def test_an_approval_shows_each_test_that_could_have_prevented_it() -> None:
    assert covered(knee(), GOOD) == {
        "hurts body": ("not met",),
        "hurts unless": ("met", "not met"),  # pain is enough: whatever the waiver says, nothing changes
        "infection body": ("met",),
        "papers body": ("not met",),
    }


def test_what_counts_in_a_case_is_shown_like_any_other_test() -> None:
    by_case = (
        TEXT.replace("require hurts", 'table least "Least"\n  4 when waived\n  6 when not waived\nrequire hurts')
        .replace("pain >= 4", "pain >= least_pain")
        .replace("table least ", "table least_pain ")
        .replace("  unless waived\n", "")
    )
    tested = coverage(
        policy_of("knee", by_case),
        [
            (str(at), Rerun.of(policy_of("knee", by_case), {"as_of": "2026-03-15", "facts": {**GOOD, **facts}}))
            for at, facts in enumerate(({"pain": 6}, {"pain": 5}, {"pain": 5, "waived": True}))
        ],
    )
    assert [(one.place.path, one.open) for one in tested if one.place.owner == "hurts"] == [
        ((0,), ()),
        ((1,), ("not met",)),
        ((2, 0), ()),
        ((3,), ()),
    ]


def test_a_test_is_shown_on_each_side_by_a_case_of_its_own() -> None:
    gone = [
        {**GOOD, "pain": 3},
        {**GOOD, "infected": True},
        {**GOOD, "log": False},
        {**GOOD, "pain": 3, "waived": True},
    ]
    assert set(covered(knee(), GOOD, *gone).values()) == {()}


def test_what_another_test_hides_is_not_shown() -> None:
    """With two exclusions at once neither alone makes the difference; an unknown test shows nothing."""
    both = {**GOOD, "pain": 3, "infected": True}
    assert covered(knee(), both) == {
        "hurts body": ("met", "not met"),
        "hurts unless": ("met", "not met"),
        "infection body": ("met", "not met"),
        "papers body": ("met", "not met"),
    }
    assert covered(knee(), {})["hurts body"] == ("met", "not met")


def test_a_rejected_request_shows_nothing() -> None:
    assert covered(knee(), {**GOOD, "pain": 11})["infection body"] == ("met", "not met")


def test_gaps_are_closed_by_requests_that_show_them() -> None:
    policy = knee()
    closed = close(policy, coverage(policy, []), timeout=30)
    assert closed.left == ()
    cases = [
        (str(at), Rerun.of(policy, request)) for at, request in enumerate(request for request, _ in closed.requests)
    ]
    assert all(not one.open for one in coverage(policy, cases))
    said = [(one.place, side) for _, shows in closed.requests for one, side in shows]
    assert len(set(said)) == len(said) == 2 * len(coverage(policy, []))  # each goal is told of one request
    for (_, shows), case in zip(closed.requests, cases, strict=True):
        by = {one.place: one for one in coverage(policy, [case])}
        assert shows and all(side not in by[one.place].open for one, side in shows)
    assert len(closed.requests) <= 5  # an approval, and one for each test that prevents it
    assert close(policy, coverage(policy, cases), timeout=30).requests == ()


def test_a_waiver_that_can_never_decide_is_proved_to_be_none() -> None:
    policy = policy_of(
        "knee", TEXT.replace("unless waived", "unless infected").replace('  waived    yes/no   "Waived"\n', "")
    )
    closed = close(policy, coverage(policy, []), timeout=30)
    assert [(one.place.part, side) for one, side, _ in closed.left] == [("unless", "met")]
    assert all(answer == Impossible(()) for _, _, answer in closed.left)


@examples(60)
@given(st.data())
def test_a_place_is_where_it_says(data: st.DataObject) -> None:
    """What stands in a place, put back there, leaves the policy as it is; every test of it is in one place."""
    policy = data.draw(policies())
    for place, expression in places_of(policy):
        assert with_expression(policy, place, expression) == policy
    assert len({place for place, _ in places_of(policy)}) == len(list(places_of(policy)))
    assert {place for place, _ in placed_tests(policy)} <= {place for place, _ in places_of(policy)}


@examples(60)
@given(st.data())
def test_a_rerun_comes_to_what_the_interpreter_decides(data: st.DataObject) -> None:
    policy = data.draw(policies())
    request = data.draw(requests(policy))
    came = Rerun.of(policy, request).came
    decision = decide(policy, request, digest="").to_json()
    assert came.outcome == decision["outcome"]
    assert came.results == {clause["id"]: clause["result"] for clause in decision["clauses"]}
    assert came.missing == tuple(sorted(entry["fact"] for entry in decision["missing"]))
