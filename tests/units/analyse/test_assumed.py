"""What follows from an assumption, and that it stands on that assumption and on no other."""

from __future__ import annotations

import pytest

from assent.analyse.solver import Solver, Undecided
from assent.analyse.subject import Open
from assent.analyse.verify import verify
from checking import policy_of

POLICY = """policy p "P"
  version 1.0.0
  effective 2026-01-01
facts
  score 0..10 "Score"
  pain 0..10 "Pain"
  log document "Log"
{assumptions}
require scored "Scored"
  score >= 4
require hurts "Hurts"
  pain >= 3
submit logs "Logs"
  log provided
"""
IMPLIED = 'assume score < 4 or pain >= 3 because "Who scores hurts."'
NARROW = 'assume score < 4 or pain >= 2 because "Who scores hurts."'
NO_LOG = 'assume not log provided because "A first request has none."'


def found(*assumptions: str) -> list[tuple[str, str, list[str]]]:
    """What is found: code, message, and the places that are pointed at besides."""
    listed = list(verify(policy_of(POLICY.format(assumptions="\n".join(assumptions)))))
    assert not [one for one in listed if isinstance(one, Open)]
    return [
        (one.code, one.message, [label.span.text for label in one.others])
        for one in listed
        if not isinstance(one, Open)
    ]


def test_nothing_follows_from_nothing() -> None:
    assert found() == []


def test_each_finding_stands_on_its_own_assumption() -> None:
    said = [
        ("follows-from-assumption", "`hurts` changes no outcome, assuming `score < 4 or pain >= 3`", [IMPLIED]),
        (
            "follows-from-assumption",
            "nothing can be approved, assuming `not log provided`: `logs` sees to it",
            [NO_LOG],
        ),
    ]
    assert found(IMPLIED) == said[:1]
    assert found(NO_LOG) == said[1:]
    assert found(IMPLIED, NO_LOG) == said


def test_a_threshold_beside_the_assumed_one_still_decides() -> None:
    assert found(NARROW) == []


def test_where_assumptions_contradict_one_another_nothing_follows() -> None:
    both = found(IMPLIED, 'assume score >= 5 because "A."', 'assume pain < 3 because "B."')
    assert [(code, message) for code, message, _ in both] == [
        ("contradictory-assumptions", "no request satisfies this assumption and those above")
    ]


def test_what_is_not_decided_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    policy = policy_of(POLICY.format(assumptions=IMPLIED))
    model, asked = Solver.model, []

    def slow(self: Solver, *terms: object, wishes: object = (), short: object = ()) -> object:
        asked.append(terms)
        if len(asked) > 1:
            raise Undecided("the solver did not answer within 1 second")
        return model(self, *terms, wishes=())

    monkeypatch.setattr(Solver, "model", slow)
    open = [one.question for one in verify(policy) if isinstance(one, Open)]
    assert "whether the assumptions can all be so" in open
    assert "whether anything can be approved, assuming `score < 4 or pain >= 3`" in open
    assert "whether `hurts` decides anything, assuming `score < 4 or pain >= 3`" in open
