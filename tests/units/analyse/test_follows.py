"""What follows from one test of a list for another: what is claimed to is so of every short list, and no more is."""

from __future__ import annotations

from datetime import date

import pytest
import z3

from assent.analyse.encode import expressions
from assent.analyse.encode.effects import days_of, demands_of
from assent.analyse.encode.expressions import Expressions
from assent.analyse.encode.follows import follows
from assent.analyse.encode.normal import normal
from assent.analyse.encode.space import Space
from assent.analyse.encode.terms import Term, as_term, neg
from assent.analyse.outline import asked_in
from assent.analyse.solver import Solver
from checking import policy_of

POLICY = """policy p "P"
  version 1.0.0
  effective 2026-01-01
facts
  course list of episodes "Courses"
    kind a | b "Kind"
  paper evidence of episodes "Papers"
  visit list of "Visits"
    region cervical | lumbar "Region"
    date date "Date"
require first "First"
  {}
require second "Second"
  {}
"""
FOLLOWS = (
    ("at least 6 consecutive weeks of course", "at least 5 consecutive weeks of course"),
    ("at least 6 weeks of course", "at least 41 days of course"),
    ("at least 43 days of paper", "at least 42 days of paper"),
    ("at least 6 weeks of course within the last 3 months", "at least 6 weeks of course within the last 92 days"),
    ("at least 1 day of course within the last 89 days", "at least 1 day of course within the last 3 months"),
    ("at least 6 weeks of course within the last 3 months", "at least 6 weeks of course"),
    ("at least 6 weeks of course where kind is a", "at least 6 weeks of course"),
    ("at least 6 consecutive weeks of course", "at least 6 weeks of course"),
    (
        "at least 6 consecutive weeks of course with gaps of at most 3 days",
        "at least 6 consecutive weeks of course with gaps of at most 4 days",
    ),
    ("at least 2 consecutive months of course", "at least 59 consecutive days of course"),
    ("at least 62 consecutive days of course", "at least 2 consecutive months of course"),
    ("at least 2 months of course", "at least 59 days of course"),
    ("at least 62 days of course", "at least 2 months of course"),
    ("at least 2 months of course", "at least 1 months of course"),
    ("at most 1 month of course", "at most 2 months of course"),
    ("at most 58 days of course", "not at least 2 months of course"),
    ("at least 1 consecutive month of course", "not at most 27 days of course"),
    ("at least 3 visit within any 12 months", "at least 2 visit within any 12 months"),
    ("at least 3 visit within any 10 days", "at least 3 visit within any 11 days"),
    ("at most 3 visit within any 12 months", "at most 4 visit within any 12 months"),
    ("at most 1 visit within any 9 days", "at most 1 visit within any 9 days per region"),
    ("at least 3 visit within any 12 months", "at least 3 visit"),
    ("at least 2 visit at least 2 months apart", "at least 2 visit at least 59 days apart"),
    ("at least 2 visit no more than 59 days apart", "at least 2 visit no more than 2 months apart"),
    ("every visit at least 62 days apart", "every visit at least 2 months apart"),
    ("at least 3 visit at least 2 days apart where region is lumbar", "at least 2 visit at least 1 day apart"),
)
DOES_NOT = (
    ("at least 5 consecutive weeks of course", "at least 6 consecutive weeks of course"),
    ("at least 1 day of course within the last 90 days", "at least 1 day of course within the last 3 months"),
    ("at least 6 weeks of course within the last 3 months", "at least 6 weeks of course within the last 91 days"),
    ("at least 6 weeks of course", "at least 6 weeks of course where kind is a"),
    ("at least 6 weeks of course where kind is b", "at least 6 weeks of course where kind is a"),
    ("at least 6 weeks of course", "at least 6 consecutive weeks of course"),
    ("at least 6 consecutive weeks of course with gaps of at most 3 days", "at least 6 weeks of course"),
    (
        "at least 6 consecutive weeks of course with gaps of at most 4 days",
        "at least 6 consecutive weeks of course with gaps of at most 3 days",
    ),
    ("at least 2 consecutive months of course", "at least 60 consecutive days of course"),
    ("at least 61 consecutive days of course", "at least 2 consecutive months of course"),
    ("at least 2 months of course", "not at most 2 months of course"),
    ("at most 59 days of course", "not at least 2 months of course"),
    ("at least 2 visit within any 12 months", "at least 3 visit within any 12 months"),
    ("at least 3 visit within any 11 days", "at least 3 visit within any 10 days"),
    ("at most 1 visit within any 9 days per region", "at most 1 visit within any 9 days"),
    ("at least 3 visit", "at least 3 visit within any 12 months"),
    ("at least 2 visit at least 2 months apart", "at least 2 visit at least 60 days apart"),
    ("at least 2 visit at least 61 days apart", "at least 2 visit at least 2 months apart"),
    ("at least 2 visit no more than 60 days apart", "at least 2 visit no more than 2 months apart"),
    ("at least 2 visit no more than 3 days apart", "at least 2 visit at least 1 day apart"),
    ("every visit at least 61 days apart", "every visit at least 2 months apart"),
)


@pytest.mark.parametrize(("one", "other"), FOLLOWS)
def test_what_is_said_to_follow_does(one: str, other: str, monkeypatch: pytest.MonkeyPatch) -> None:
    _, claimed, space = _told(one, other, monkeypatch, few=True)
    assert len(claimed) == 2
    solver = z3.Solver()
    solver.add(*space.take_demands(), *space.calendar.exact)
    for claim in claimed:
        assert solver.check(as_term(neg(claim))) == z3.unsat


@pytest.mark.parametrize(("one", "other"), DOES_NOT)
def test_what_does_not_follow_is_not_said_to(one: str, other: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """There is a list on which it does not, whatever is claimed."""
    told, claimed, space = _told(one, other, monkeypatch)
    first, second = told.name("first"), told.name("second")
    assert Solver(space, date(2026, 8, 31).toordinal()).model(first.met, neg(second.met), *claimed) is not None


def _told(
    one: str, other: str, monkeypatch: pytest.MonkeyPatch, *, few: bool = False
) -> tuple[Expressions, list[Term], Space]:
    """Two tests as the solver is told them, what is claimed of them besides, and the lists that there are."""
    policy = policy_of(POLICY.format(one, other))
    space = Space(*days_of(policy), demands_of([policy], twice=few))
    monkeypatch.setattr(expressions, "follows", lambda *_: ())
    told = Expressions(space, policy.named)
    truths = {normal(leaf): told.truth(leaf) for leaf in asked_in(policy)}
    first, second = truths
    return told, list(follows(second, truths[second], {first: truths[first]})), space
