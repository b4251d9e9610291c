"""Facts that two policies declare otherwise: what can be compared is, and what was not compared is never "the same"."""

from __future__ import annotations

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
  pain {pain} "Pain"
  level {level} "Level"
  kind {kind} "Kind"
  there {there} "There"
  sure {sure} "Sure"
require hurts "Hurts"
  pain >= {least}
require bad "Bad"
  level >= {bad}
exclude other "Other"
  kind is b
require known "Known"
  {known}
"""
OLD = {
    "pain": "0..10",
    "level": "none < mild < moderate < severe",
    "kind": "a | b | c",
    "there": "yes/no",
    "sure": "judgement",
    "least": "4",
    "bad": "moderate",
    "known": "there",
}


def _policy(**parts: str) -> Policy:
    return policy_of(POLICY.format(**{**OLD, **parts}))


def _changed(**parts: str) -> Difference:
    return difference(_policy(), _policy(**parts), timeout=20)


def _clauses(found: Difference) -> dict[str, str]:
    return {one.id: one.direction.verdict for one in found.clauses if one.direction.verdict != "same"}


@pytest.mark.parametrize(
    ("parts", "rejects"),
    [
        ({"pain": "0..20"}, "old"),
        ({"pain": "0..5"}, "new"),
        ({"pain": "3..12"}, "each"),
        ({"pain": "whole 0..10"}, "new"),
        ({"pain": "number"}, "old"),
        ({"pain": "0..10 or not done"}, "old"),
        ({"level": "none < slight < mild < moderate < severe"}, "old"),
        ({"level": "none < moderate < severe"}, "new"),
        ({"level": "none < mild < moderate < severe < extreme"}, "old"),
        ({"kind": "a | b"}, "new"),
        ({"kind": "d | b | a | c"}, "old"),
    ],
)
def test_what_both_take_is_compared_and_what_one_rejects_is_said(parts: dict[str, str], rejects: str) -> None:
    """All of these change nothing for what both take, and are still no case of "the same"."""
    found = _changed(**parts)
    assert (found.whole.verdict, found.verdict, found.is_restricted) == ("same", "same outcomes", True)
    (change,) = found.facts
    assert (change.rejects, change.name, found.apart) == (rejects, next(iter(parts)), ())
    assert not _clauses(found)


@pytest.mark.parametrize(
    ("parts", "verdict", "clauses"),
    [
        ({"pain": "0..20", "least": "5"}, "stricter", {"hurts": "stricter"}),
        ({"pain": "0..4"}, "same", {}),
        ({"pain": "whole 0..10", "least": "3"}, "looser", {"hurts": "looser"}),
        # `slight` is between `none` and `mild`, of what both take the least that reaches it is `mild`.
        ({"level": "none < slight < mild < moderate < severe", "bad": "slight"}, "looser", {"bad": "looser"}),
        ({"level": "none < mild < half < moderate < severe", "bad": "half"}, "same", {}),
        ({"level": "none < mild < moderate < severe < extreme", "bad": "extreme"}, "stricter", {"bad": "stricter"}),
    ],
)
def test_a_change_of_degree_is_decided(parts: dict[str, str], verdict: str, clauses: dict[str, str]) -> None:
    found = _changed(**parts)
    assert (found.whole.verdict, _clauses(found)) == (verdict, clauses)


def test_an_option_that_one_of_them_alone_has_is_never_stated() -> None:
    text = POLICY.replace("kind is b", "kind is d")
    old, new = (policy_of(text.format(**{**OLD, "kind": kind})) for kind in ("a | d | c", "d | e"))
    found = difference(old, new)
    assert (found.whole.verdict, found.facts[0].rejects) == ("same", "each")
    excluded = difference(policy_of(POLICY.format(**OLD)), policy_of(text.format(**{**OLD, "kind": "a | b | c | d"})))
    assert _clauses(excluded) == {"other": "looser"}


def test_examples_are_taken_and_decided_by_both_as_they_stand() -> None:
    parts = {"level": "none < slight < moderate < severe < extreme", "bad": "severe", "pain": "whole 2..20"}
    old, new = _policy(), _policy(**parts)
    found = difference(old, new, timeout=20)
    assert found.whole.verdict == "stricter"
    shown = {pair: answer for pair, answer in found.outcomes.items() if isinstance(answer, Example)}
    assert ("approve", "deny") in shown
    for pair, answer in shown.items():
        assert tuple(decide(policy, answer.request, digest="").outcome for policy in (old, new)) == pair


def test_a_day_beside_a_value_is_taken_by_both() -> None:
    """What is measured may be stated without its day: nothing is rejected, and nothing but the window is new."""
    found = _changed(pain="0..10 measured")
    assert (found.verdict, found.is_restricted, len(found.facts)) == ("same", False, 1)
    recent = difference(_policy(), _policy(pain="0..10 measured", least="4 within the last 30 days"))
    assert recent.whole.verdict == "both" and _clauses(recent) == {"hurts": "both"}


def test_of_a_yes_or_no_that_becomes_a_judgement_the_attested_ones_are_compared() -> None:
    """A clinician is asked for a judgement, where a provider was for the fact: what is unknown is reviewed."""
    found = _changed(there="judgement")
    assert (found.whole.verdict, found.facts[0].rejects) == ("looser", "new")
    assert isinstance(found.outcomes["pend", "review"], Example)
    assert found.outcomes["approve", "deny"] == found.outcomes["deny", "approve"] == Impossible()


def test_of_a_judgement_that_becomes_one_of_a_role_those_of_that_role_are_compared() -> None:
    old, new = (_policy(known="sure", sure=sure) for sure in ("judgement", "judgement by reviewer"))
    found = difference(old, new)
    assert (found.whole.verdict, found.verdict) == ("same", "same outcomes")
    assert (found.facts[0].role, found.facts[0].rejects) == ("reviewer", "neither")
    assert _changed(known="sure", sure="judgement by provider").whole.verdict != "same"


@pytest.mark.parametrize("there", ["dated list", "0..10", "document", "judgement by provider"])
def test_a_fact_of_another_kind_takes_nothing_else_with_it(there: str) -> None:
    known = {"dated list": "at least 1 there", "0..10": "there >= 5", "document": "there provided"}.get(there, "there")
    found = _changed(there=there, known=known, least="5")
    assert found.apart == ("there",) and found.verdict == "not decided"
    assert _clauses(found) == {"hurts": "stricter", "known": "not decided"}
    # What is found among requests that do not state it is found, and what no answer about it can change is proved.
    assert isinstance(found.outcomes["pend", "deny"], Example)
    assert all(found.outcomes[pair] == Impossible() for pair in found.outcomes if "review" in pair)
    answer = found.outcomes["approve", "deny"]
    assert isinstance(answer, NotDecided) and "`there`" in answer.because


def test_a_fact_of_another_kind_that_decides_nothing_leaves_all_decided() -> None:
    """Of what has no say, the outcomes are the same whatever is stated of it."""
    found = _changed(sure="document")
    assert (found.whole.verdict, found.verdict, found.apart) == ("same", "same outcomes", ("sure",))
    assert all(answer == Impossible() for answer in found.outcomes.values())


def test_a_list_that_becomes_evidence_is_compared() -> None:
    """The same statements are taken; of evidence there may be more, so that too little is no denial."""
    text = POLICY.replace('  sure {sure} "Sure"', '  visits {visits} "Visits"').replace("{known}", "at least 1 visits")
    old, new = (policy_of(text.format(**OLD, visits=f"dated {kind}")) for kind in ("list", "evidence"))
    found = difference(old, new)
    assert (found.whole.verdict, found.is_restricted) == ("looser", False)
    assert isinstance(found.outcomes["deny", "pend"], Example)


LISTED = """policy p "P"
  version 1.0.0
  effective 2026-01-01
facts
  visit list of "Visits"
    kind {kind} "Kind"
    score {score} "Score"
    {more}
    date date "Date"
require often "Often"
  at least 2 visit where kind is not b
require late "Late"
  latest visit.score >= {least}
"""
AS_IT_WAS = {"kind": "a | b", "score": "0..10", "least": "4", "more": 'site yes/no "Site"'}


@pytest.mark.parametrize(
    ("parts", "verdict", "rejects"),
    [
        ({"kind": "a | b | c"}, "same outcomes", "old"),
        ({"kind": "c | b | a", "score": "whole 0..10"}, "same outcomes", "each"),
        ({"score": "0..20", "least": "5"}, "stricter", "old"),
        ({"kind": "a | b | c", "least": "3"}, "looser", "old"),
    ],
)
def test_a_field_with_another_range_or_options_is_compared(parts: dict[str, str], verdict: str, rejects: str) -> None:
    old, new = (policy_of(LISTED.format(**{**AS_IT_WAS, **changed})) for changed in ({}, parts))
    found = difference(old, new, timeout=20)
    assert (found.apart, found.facts[0].rejects) == ((), rejects)
    assert found.whole.verdict == ("same" if verdict == "same outcomes" else verdict)
    assert found.verdict == verdict
    for pair, answer in found.outcomes.items():
        if isinstance(answer, Example):
            assert tuple(decide(policy, answer.request, digest="").outcome for policy in (old, new)) == pair


@pytest.mark.parametrize("more", ['site a | b "Site"', 'place yes/no "Place"', 'site low < high "Site"'])
def test_a_list_with_other_fields_is_compared_where_it_is_not_stated(more: str) -> None:
    old, new = (policy_of(LISTED.format(**{**AS_IT_WAS, "more": one})) for one in (AS_IT_WAS["more"], more))
    found = difference(old, new, timeout=20)
    assert (found.apart, found.whole.verdict) == (("visit",), "not decided")


def test_what_a_fact_or_a_field_is_called_is_no_other_type() -> None:
    text = POLICY + 'exclude seen "Seen"\n  at least 1 visit where kind is a\n'
    """Nor is the order in which options without one are declared."""
    old = policy_of(text.replace("facts\n", 'facts\n  visit list of "Visits"\n    kind a | b "Kind"\n').format(**OLD))
    new = policy_of(
        text.replace("facts\n", 'facts\n  visit list of "Seen"\n    kind b | a "Kind of visit"\n')
        .replace('"Pain"', '"Pain score"')
        .format(**{**OLD, "kind": "c | b | a"})
    )
    found = difference(old, new)
    assert (found.verdict, found.facts) == ("same", ())


def test_facts_that_one_of_them_alone_declares_are_named() -> None:
    new = policy_of(POLICY.replace('  sure {sure} "Sure"', '  age whole 0..130 "Age"').format(**OLD))
    found = difference(_policy(), new)
    assert (found.only_old, found.only_new, found.verdict) == (("sure",), ("age",), "same outcomes")
