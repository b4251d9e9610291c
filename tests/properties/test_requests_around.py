"""Requests that are tried before the solver is asked: each is decided as it would be by itself."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from assent.analyse.overlay import Overlay
from assent.analyse.polarity import sides
from assent.analyse.replay import BEST_LAST
from assent.analyse.session import Session
from assent.analyse.subject import Subject
from assent.language.types import Judgement, YesNo
from strategies.policies import policies
from strategies.requests import requests


@given(st.data())
@settings(max_examples=60, deadline=None)
def test_what_only_a_change_touches_is_decided_as_the_whole_is(data: st.DataObject) -> None:
    policy = data.draw(policies())
    session = Session(policy)
    first = session.replayed(data.draw(requests(policy)))
    for _ in range(3):
        drawn = data.draw(requests(policy))["facts"]
        names = data.draw(st.sets(st.sampled_from([fact.name for fact in policy.facts]), max_size=3))
        facts = {name: value for name, value in first.request["facts"].items() if name not in names}
        facts |= {name: drawn[name] for name in names if name in drawn}
        beside = session.nearby.beside(first, {**first.request, "facts": facts})
        whole = session.replayed({**first.request, "facts": facts})
        assert beside.is_valid and whole.is_valid
        assert dict(beside.read.facts) == dict(whole.read.facts)
        assert beside.effects == whole.effects
        assert beside.outcome == whole.outcome
        first = beside


@given(st.data())
@settings(max_examples=40, deadline=None)
def test_every_request_around_another_is_one_that_can_be_made(data: st.DataObject) -> None:
    policy = data.draw(policies())
    subject = Subject(Session(policy, timeout=1))
    for clause in policy.clauses:
        for one in subject.session.around.requests([clause.id]):
            whole = subject.session.replayed({**one.request, "facts": dict(one.request["facts"])})
            assert whole.is_valid, whole.read.faults
            assert one.effects == whole.effects


@given(st.data())
@settings(max_examples=60, deadline=None)
def test_what_pushes_one_way_never_pushes_the_other(data: st.DataObject) -> None:
    """As the solver need not be asked: of two outcomes that are not pended, a yes that only helps has the better."""
    policy = data.draw(policies())
    session = Session(policy)
    pushes: dict[str, set[bool]] = {}
    for clause in policy.clauses:
        for name, helps in sides(clause, policy.named):
            pushes.setdefault(name, set()).add(helps)
    judged = {fact.name: fact.type for fact in policy.facts if isinstance(fact.type, YesNo | Judgement)}
    for _ in range(3):
        request = data.draw(requests(policy))
        for name in judged.keys() & pushes.keys():
            if len(pushes[name]) == 2:
                continue
            before, after = (
                session.replayed({**request, "facts": {**request["facts"], name: _said(judged[name], value)}})
                for value in (False, True)
            )
            if "pend" in (before.outcome, after.outcome):
                continue
            change = BEST_LAST.index(after.outcome) - BEST_LAST.index(before.outcome)
            assert change >= 0 if pushes[name] == {True} else change <= 0


def _said(type: YesNo | Judgement, value: bool) -> object:
    if isinstance(type, YesNo):
        return value
    return {"value": value, "by": {"name": "A", "role": type.by} if type.by else "A"}


@given(
    st.dictionaries(st.sampled_from("abcd"), st.integers()),
    st.lists(st.dictionaries(st.sampled_from("abcdef"), st.none() | st.integers()), max_size=3),
)
def test_an_overlay_is_what_it_lies_on_with_what_is_laid_on_it(
    below: dict[str, int], layers: list[dict[str, int | None]]
) -> None:
    expected, overlay = dict(below), Overlay(below, {})
    for layer in layers:
        overlay = Overlay(overlay, layer)
        expected.update(layer)  # type: ignore[arg-type]
    expected = {name: value for name, value in expected.items() if value is not None}
    assert dict(overlay) == expected
    assert len(overlay) == len(expected)
    assert [name in overlay for name in "abcdef"] == [name in expected for name in "abcdef"]
