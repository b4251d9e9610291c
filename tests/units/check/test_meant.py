"""What is offered for tests that say something else than was meant: each offer compiles where the test stood."""

from __future__ import annotations

import re

import pytest

from assent.source.diagnostic import Diagnostic
from diagnostics.compiling import compile_example
from diagnostics.pages import Example

POLICY = """policy knee "Knee"
  version    1.0.0
  effective  2026-01-01

facts
  pain_score  0..10                    "Pain score"
  weight      number kg                "Weight"
  arthritis   none < mild < severe     "Arthritis"
  side        left | right | both      "Side"
  exercise    duration                 "Exercise"
  infected    yes/no                   "Infected"
  other       yes/no                   "Another"
  xray        dated evidence           "X-ray"
  visit       dated list               "Visit"
  diagnosis   ICD10                    "Diagnosis"
  drug        list of                  "Drug"
    result    worked | failed | other  "Result"
{fact}
require first "First"
  all of
    {test}
    other
"""
TESTS = {
    "pain_score is 4 or higher": ("unknown-name", "pain_score >= 4"),
    "pain_score >= 4 or more": ("unknown-name", "pain_score >= 4"),
    "weight < 150 kg or less": ("unknown-name", "weight <= 150 kg"),
    "arthritis is mild or worse": ("unknown-name", "arthritis >= mild"),
    "arthritis is mild or severe": ("unknown-name", "arthritis is one of mild, severe"),
    "side is one of left and right": ("unknown-name", "side is one of left, right"),
    "side is one of left, right or both": ("unknown-name", "side is one of left, right, both"),
    "side is not left or right": ("unknown-name", "side is not one of left, right"),
    "diagnosis is ICD10 M17 or M18": ("unknown-name", "diagnosis is ICD10 M17 or diagnosis is ICD10 M18"),
    "at least 1 drug where result is worked or failed": ("unknown-field", "result is one of worked, failed"),
    "at least 1 drug where result is not worked and not failed": (
        "unknown-field",
        "result is not one of worked, failed",
    ),
    "no infected": ("not-a-list", "not infected"),
    "at least 4 pain_score": ("not-a-list", "pain_score >= 4"),
    "at most 90 weight": ("not-a-list", "weight <= 90 kg"),
    "4 to 6 pain_score": ("not-a-list", "pain_score >= 4 and pain_score <= 6"),
    "xray >= 2": ("wrong-operator", "at least 2 xray"),
    "visit > 2": ("wrong-operator", "at least 3 visit"),
    "visit < 1": ("wrong-operator", "no visit"),
    "visit is 2": ("wrong-operator", "exactly 2 visit"),
    "exercise >= twelve weeks": ("wrong-value", "exercise >= 12 weeks"),
    "pain_score >= four": ("wrong-value", "pain_score >= 4"),
}
TYPES = {
    "weeks": "duration",
    "dates": "dated list",
    "kg": "number kg",
    "age": "0..120",
    "percentage": "0..100 %",
    "icd10": "ICD10",
    "Boolean": "yes/no",
    "report": "document",
    "severity": None,
}


def errors(*, test: str = "infected", fact: str = "") -> list[Diagnostic]:
    text = POLICY.replace("{test}", test).replace("{fact}", fact and f"  {fact}\n")
    return [found for found in compile_example(Example(text)) if found.is_error]


@pytest.mark.parametrize("said", TESTS)
def test_what_was_meant_is_offered(said: str) -> None:
    code, meant = TESTS[said]
    (found,) = errors(test=said)
    offered = re.search(r"`([^`]*)`", found.help or "")
    assert (found.code, offered and offered[1]) == (code, meant)
    assert not errors(test=meant if "drug" not in said else f"at least 1 drug where {meant}")


@pytest.mark.parametrize("said", TYPES)
def test_a_type_that_was_meant_is_offered(said: str) -> None:
    (found,) = errors(fact=f'x {said} "X"')
    assert found.code == "unknown-type"
    meant = TYPES[said]
    if meant is not None:
        assert found.help == f"did you mean `{meant}`?"
        assert not errors(fact=f'x {meant} "X"')


def test_a_type_before_its_name_is_turned_round() -> None:
    (found,) = errors(fact='date onset "Onset"')
    assert (found.code, found.help) == ("unknown-type", "the name comes first: `onset date`")


def test_free_text_is_told_that_no_rule_can_test_it() -> None:
    (found,) = errors(fact='x text "X"')
    assert "no rule can test free text" in (found.help or "")


def test_a_block_that_could_not_be_read_is_not_called_too_small() -> None:
    assert [found.code for found in errors(test="at least 2 of\n      infected &&\n      exercise >= 1 week")] == [
        "foreign-connective"
    ]


@pytest.mark.parametrize(
    ("said", "declared"),
    [
        ("bmi >= 30", "bmi  number"),
        ("bmi >= 30 and infected", "bmi  number"),
        ("physio >= 6 weeks", "physio  duration"),
        ("seen within the last 2 weeks", "seen  date"),
        ("seen >= 2026-01-01", "seen  date"),
        ("referral provided", "referral  document"),
        ("at least 2 fall", "fall  dated list"),
        ("unstable", "unstable  yes/no"),
    ],
)
def test_a_name_is_declared_with_the_type_that_its_test_asks_for(said: str, declared: str) -> None:
    (found,) = errors(test=said)
    assert found.help == f'declare it in a vocabulary, or under `facts` in the policy: `{declared}  "…"`'
    assert not errors(test=said, fact=f'{declared} "…"')


def test_an_option_alone_is_told_whose_it_is() -> None:
    (found,) = errors(test="severe")
    assert found.code == "unknown-name"
    assert found.help == "it is an option of `arthritis`: write `arthritis is severe`"


@pytest.mark.parametrize("word", ["higher", "unbearable", "denial"])
def test_a_name_that_stands_for_nothing_else_is_told_where_names_are_declared(word: str) -> None:
    (found,) = errors(test=word)
    assert found.code == "unknown-name"
    assert (found.help or "").startswith("declare it")


@pytest.mark.parametrize(
    ("test", "told"),
    [
        ("not infected or exercise >= 6 weeks", True),
        ("not infected or exercise >= 6 weeks or side is left", True),
        ("not infected or not exercise >= 6 weeks", False),
        ("exercise >= 6 weeks or not infected", False),
        ("not infected and exercise >= 6 weeks", False),
        ("not any of\n      infected\n      side is left", False),
    ],
)
def test_not_before_or_is_told_where_it_can_be_read_in_two_ways(test: str, told: bool) -> None:
    text = POLICY.replace("{test}", test).replace("{fact}", "")
    found = [one for one in compile_example(Example(text)) if one.code == "not-before-or"]
    assert bool(found) == told
    for one in found:
        for reading in re.findall(r"`([^`]*)`", one.help or ""):
            again = compile_example(Example(text.replace(test, reading)))
            assert not any(other.is_error or other.code == "not-before-or" for other in again)
