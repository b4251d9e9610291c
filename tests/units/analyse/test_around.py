"""Requests around known ones: what they differ in, and where they start."""

from __future__ import annotations

from typing import Any

import pytest

from assent.analyse.overlay import Overlay, may_differ
from assent.analyse.session import Session
from checking import HEADER, policy_of

CHOSEN = f"""{HEADER}facts
  infected  yes/no or not done measured  "Infected"
  weight    20..400 kg                   "Weight"
  reviewed  yes/no                       "Reviewed"
exclude infection "Infection"
  infected within the last 30 days
require weighed "Weight"
  weight >= 100 kg
"""
DAY = "2026-03-15"


def session() -> Session:
    return Session(policy_of(CHOSEN))


@pytest.mark.parametrize(
    "stated",
    [{"value": False, "on": "2026-01-02"}, {"value": True, "on": "2026-03-01"}, {"value": False, "on": DAY}, True],
)
def test_another_value_of_a_measured_fact_is_of_the_same_day(stated: Any) -> None:
    """A pair shows what the value does: of another day, a value may be too old, or be so no longer."""
    here = session()
    here.around.know(here.replayed({"as_of": DAY, "facts": {"weight": 120, "infected": stated}}), ["infection"])
    pairs = list(here.around.pairs(["infection"], "infected"))
    of_it = [second for first, second in pairs if first.request["facts"]["infected"] == stated]
    assert of_it
    for first, second in pairs:
        one, other = (each.request["facts"]["infected"] for each in (first, second))
        if "not done" not in (one, other):
            assert day_of(one) == day_of(other), (one, other)
        assert second.is_valid
        assert second.called == here.replayed(second.request).called


def day_of(stated: Any) -> str | None:
    return stated["on"] if isinstance(stated, dict) else None


def test_a_request_that_was_told_is_started_from_for_its_clause_alone() -> None:
    here = session()
    told = {"as_of": DAY, "facts": {"weight": 77}}
    here.around.tell({"weighed": told})
    assert dict(told) in [dict(one.request) for one in here.around.requests(["weighed"])]
    assert dict(told) not in [dict(one.request) for one in here.around.requests(["infection"])]


def test_a_request_is_told_whole_or_as_what_it_differs_in() -> None:
    """The second way is how it is sent where many have thousands of facts in common."""
    facts = {"weight": 77, "reviewed": True}
    given = [facts, Overlay({"weight": 120, "reviewed": True}, {"weight": 77})]
    around = []
    for stated in given:
        here = session()
        here.around.tell({"weighed": {"as_of": DAY, "facts": stated}})
        found = list(here.around.requests(["weighed"]))
        around.append([(dict(one.request["facts"]), one.called) for one in found])
        assert all(one.called == here.replayed(one.request).called for one in found)
    assert around[0] == around[1]
    assert facts in [stated for stated, _ in around[0]]


def test_what_may_differ_is_what_either_states_of_its_own() -> None:
    below = {"weight": 120, "reviewed": True}
    one, other = Overlay(below, {"weight": 77}), Overlay(below, {"reviewed": None})
    assert may_differ(one, other) == {"weight", "reviewed"}
    assert may_differ(one, below) == may_differ(below, one) == {"weight"}
    assert may_differ(one, {"infected": True}) == {"weight", "reviewed", "infected"}
