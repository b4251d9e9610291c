"""What the solver is told is what the interpreter does: on random policies, and requests for them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

import z3
from hypothesis import given
from hypothesis import strategies as st

from assent.analyse.encode.days import Calendar, shifted
from assent.analyse.encode.terms import Term, as_term, conj, neg
from assent.analyse.pins import pinned
from assent.analyse.session import Example, Impossible, NotDecided, Session
from assent.evaluate.decide import outcome
from assent.language.calendar import LAST_DAY
from assent.language.policy import Policy
from assent.requests.read import read_request
from properties.profile import examples
from strategies.approved import physical_therapy
from strategies.policies import policies
from strategies.requests import requests

# What the solver is not told about yet: answers that turn on it are "not decided".
UNTOLD = {
    "the solver does not count by the values of a field that may not have been done",
    "the solver does not hold one value against another by `code is the same`",
    "the solver does not hold one value against another by `code is not the same`",
}
SHIFTS = st.integers(-30, 30).filter(bool) | st.sampled_from((-1200, 4800))
OUTCOMES = ("deny", "pend", "review", "approve")
NOTABLE = [1, 60, LAST_DAY - 100, *(date(*day).toordinal() for day in ((2024, 2, 29), (2025, 2, 28), (2026, 8, 31)))]
MONTHS = st.lists(
    st.integers(-30, 30).filter(bool) | st.sampled_from((-1200, 4800)), min_size=1, max_size=2, unique=True
)


def longest_list(request: dict[str, Any]) -> int:
    stated = [value["value"] if isinstance(value, dict) and "value" in value else value for value in request.values()]
    return max((len(value) for value in stated if isinstance(value, list)), default=0)


@examples(80)
@given(st.data())
def test_the_encoding_says_of_a_request_what_the_interpreter_says(data: st.DataObject) -> None:
    policy = data.draw(policies())
    asked = [data.draw(requests(policy)) for _ in range(3)]
    session = Session(policy, least_slots=max(longest_list(request["facts"]) for request in asked))
    expected = [expectations(session, request) for request in asked]
    solver = z3.Solver()
    solver.add(*session.space.take_demands())
    for request, terms in zip(asked, expected, strict=True):
        pins = pinned(session.space, read_request(policy, request))
        assert solver.check(*pins, *map(as_term, terms)) == z3.sat
        if not session.space.untold:
            assert solver.check(*pins, as_term(neg(conj(*terms)))) == z3.unsat
        # Whatever is counted from is a day of the calendar, whether anything hangs on it or not.
        counted = {day for day, _ in (*session.space.calendar.shifts, *session.space.calendar.between)}
        assert solver.check(*pins, *(z3.And(day >= 1, day <= LAST_DAY) for day in counted)) == z3.sat


def expectations(session: Session, request: Mapping[str, Any]) -> list[Term]:
    """What the interpreter makes of a request, clause by clause."""
    replayed = session.replayed(request)
    assert replayed.is_as_explained
    expected: list[Term] = []
    for clause in session.policy.clauses:
        truth = session.encoded.expressions.name(clause.id)
        met = replayed.truth(session.policy.named[clause.id])
        expected.append(truth.met if met is True else truth.unmet if met is False else truth.unknown)
        called, effect = replayed.effects[clause.id], session.encoded.effects[clause.id]
        expected.append(effect.none if called is None else getattr(effect, called))
    return [*expected, session.encoded.outcomes[replayed.outcome]]


@examples(60)
@given(st.data())
def test_the_calendar_of_the_solver_is_the_calendar(data: st.DataObject) -> None:
    """Told roughly it allows what the calendar says; told in full it allows that alone."""
    day = data.draw(st.integers(1, LAST_DAY) | st.sampled_from(NOTABLE))
    calendar, term = Calendar(), z3.Int("day")
    drawn = data.draw(st.lists(SHIFTS, min_size=1, max_size=2, unique=True))
    shifts = {months: calendar.shifted(term, months) for months in drawn}
    rightly = [found == shifted(day, months) for months, found in shifts.items()]
    solver = z3.Solver()
    solver.add(term == day, *calendar.demands)
    assert solver.check(*rightly) == z3.sat
    solver.add(*calendar.exact)
    assert solver.check(*rightly) == z3.sat
    assert solver.check(z3.Not(z3.And(rightly))) == z3.unsat


@examples(60)
@given(st.data())
def test_what_can_happen_is_shown_and_what_cannot_does_not(data: st.DataObject) -> None:
    policy = data.draw(policies())
    can = outcomes_of(policy)
    for _ in range(5):
        assert can[outcome(policy, data.draw(requests(policy)))] is not False


def outcomes_of(policy: Policy) -> dict[str, bool | None]:
    """Which outcomes there can be: each with an example, which the interpreter has replayed; None where not decided."""
    session = Session(policy, timeout=10)
    answers = {wanted: session.can_come_out(wanted) for wanted in OUTCOMES}
    for wanted, answer in answers.items():
        assert session.space.untold or not isinstance(answer, NotDecided) or took_too_long(answer), answer
        assert not isinstance(answer, Example) or outcome(policy, answer.request) == wanted
    known = {Example: True, Impossible: False, NotDecided: None}
    return {wanted: known[type(answer)] for wanted, answer in answers.items()}


def took_too_long(answer: NotDecided) -> bool:
    """How long the solver takes is no matter of what it is told: few random policies are beyond it."""
    return answer.because.startswith("the solver did not answer within")


@examples(40)
@given(st.data())
def test_every_row_and_operand_is_told_to_the_solver_or_named_as_untold(data: st.DataObject) -> None:
    session = Session(data.draw(policies()))
    assert session.encoded.outcomes
    assert set(session.space.untold) <= UNTOLD


def test_every_outcome_of_physical_therapy_can_come_about() -> None:
    assert all(outcomes_of(physical_therapy()).values())
