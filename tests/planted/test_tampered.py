"""A checker that was changed by hand is told from the policy, on requests near one that is approved."""

from __future__ import annotations

import random
from functools import cache
from typing import Any

import pytest

from deciding import checker_text, interpreted, load
from strategies.approved import approved, physical_therapy
from strategies.choices import Choices
from strategies.requests import Request, variation

# What is changed, and how; everywhere it stands, and it stands somewhere.
CHANGES = {
    "a day less": ("conservative_treatment, 84)", "conservative_treatment, 83)"),
    "weeks for days": ("conservative_treatment, 84)", "conservative_treatment, 12)"),
    "more than for at least": ("at_least_days(symptom_duration", "more_than_days(symptom_duration"),
    "another number": ("symptom_duration, 42)", "symptom_duration, 43)"),
    "> for >=": ("pain_score >= 4", "pain_score > 4"),
    "<= for <": ("pain_score < 4", "pain_score <= 4"),
    "another level": ("MODERATE = 2", "MODERATE = 1"),
    "levels turned round": ('"mild": 1, "moderate": 2', '"mild": 2, "moderate": 1'),
    "six months for twelve": ("tally(mri, 0, months_before(as_of, 12)", "tally(mri, 0, months_before(as_of, 6)"),
    "days for months": ("tally(xray, 0, months_before(as_of, 6), as_of)", "tally(xray, 0, as_of - 6, as_of)"),
    "no window": ("tally(mri, 0, months_before(as_of, 12), as_of)", "tally(mri, 0, None, as_of)"),
    "three for two": ("between_counted(1, 2,", "between_counted(1, 3,"),
    "two for one": ("between_counted(1, 2,", "between_counted(2, 2,"),
    "evidence as a list": ("at_least_submitted(2, tally(xray", "at_least_counted(2, tally(xray"),
    "another option": ('element[1] == "failed"', 'element[1] == "succeeded"'),
    "another field": ('element[1] == "failed"', 'element[0] == "failed"'),
    "or for and in a definition": ("all_of(any_of(pregnant, postpartum)", "any_of(any_of(pregnant, postpartum)"),
    "and for or in a definition": ("any_of(pregnant, postpartum)", "all_of(pregnant, postpartum)"),
    "a not dropped": ("not_(conservative_care_necessary)", "conservative_care_necessary"),
    "a dropped exception": ("not_(all_of(therapy_necessary,", "not_(all_of(False,"),
    "an exception that always holds": ("not_(all_of(therapy_necessary,", "not_(any_of(True,"),
    "an exclusion dropped": ("if cosmetic_only is True:", "if False:"),
    "a document to come": ("is_provided(treatment_log, as_of)", "is_provided(treatment_log, as_of + 1)"),
    "another fact": ("if active_infection is True:", "if severe_comorbidity is True:"),
    "an outcome for another": ('# comorbidity\n        return "pend"', '# comorbidity\n        return "review"'),
    "unknown as no": ("None if pain_score is None else", "False if pain_score is None else"),
    "a clause that is never asked": ('    if truth_1 is False:  # symptoms\n        return "deny"\n', ""),
}  # fmt: skip


@cache
def requests() -> tuple[Request, ...]:
    """A request that is approved, one that turns on exceptions, and many a few facts away from either."""
    policy = physical_therapy()
    choose, base = Choices.at_random(random.Random(11)), approved(policy)
    excepted = {**base, "facts": {**base["facts"], "pregnant": True, "conservative_treatment": "2 weeks"}}
    return (base, excepted, *(variation(choose, policy, one) for one in (base, excepted) for _ in range(400)))


@cache
def checker() -> str:
    return checker_text(physical_therapy())


@cache
def expected() -> tuple[dict[str, Any], ...]:
    decide = interpreted(physical_therapy())
    return tuple(decide(request) for request in requests())


def differs(text: str) -> bool:
    """Whether a checker says anything other than the policy."""
    module = load(text)
    return any(
        module.decide(request).to_json() != decision or module.outcome(request) != decision["outcome"]
        for request, decision in zip(requests(), expected(), strict=True)
    )


@pytest.mark.parametrize("change", CHANGES)
def test_a_changed_checker_is_told_from_the_policy(change: str) -> None:
    old, new = CHANGES[change]
    assert old in checker()
    assert differs(checker().replace(old, new))


def test_the_checker_as_it_was_made_is_not() -> None:
    assert not differs(checker())


def test_the_requests_come_to_every_outcome() -> None:
    assert {decision["outcome"] for decision in expected()} == {"approve", "deny", "pend", "review"}
