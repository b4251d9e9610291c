"""The canonical form: complete, stable, and read back into the same policy."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from assent.language.canonical import canonical, digest
from assent.language.policy import Policy
from assent.language.reading import from_canonical
from assent.language.reading_types import NotCanonicalError
from checking import HEADER, policy_of

POLICIES = Path(__file__).parents[3] / "policies"

EVERYTHING = (
    HEADER.replace("2026-01-01", "2026-01-01 to 2026-12-31")
    + '''\
  procedure CPT 97110 "PT"
  procedure LOCAL x-1
  reference "R"
  owner "O"
  approved by "A" on 2025-11-20
  review by 2026-12-31
overview
  "What it is"
facts
  lasting   duration                  "Lasting"
  score     0..10                     "Score"
  bmi       number kg/m2              "BMI"
  ratio     0.5..2.5                  "Ratio"
  level     none < some < all_of_it   "Level"
  kind      knee | hip | elbow        "Kind"
  code      ICD10                     "Code"
  born      date                      "Born"
  flag      yes/no                    "Flag"
  opinion   judgement                 "Opinion"
  paper     document                  "Paper"
  scans     dated list                "Scans"
  results   dated evidence            "Results"
  drugs     list of                   "Drugs"
    name    aspirin | other           "Name"
    dose    number mg                 "Dose"
    began   date                      "Began"
  visits    evidence of               "Visits"
    length  duration                  "Length"
parameter changing "Changing"
  5 from 2025-01-01 reference "r"
  6 from 2026-06-01
calculated doubled "Doubled"
  2 * score / ratio + 1
value set back ICD10 "Back"
  M54.5*
  M51.26
table by_flag "By flag"
  4 when flag
  5 when not flag
define d "D"
  at least 2 of
    lasting >= 12 weeks
    lasting < 2 years
    score > 3.50
  cites "a" under "b"
  because "c"
  note "d"
  note "e"
section "One"
  require a "A"
    all of
      bmi >= 40 kg/m2
      ratio is 1.0
      level <= some
      kind is not one of knee, hip
      code is ICD10 M54.*
      born < 2000-02-29
      born within the last 18 years
      paper within the last 6 months
      opinion
      not any of
        flag
        d
    unless paper provided
  untested "q" under "u" because "w"
submit b "B"
  any of
    1 to 2 scans
    no scans within the last 10 days
    exactly 3 scans
    at most 4 scans
    latest scans within the last 1 month
    at least 1 results within the last 12 months
    at least 1 drugs where name is aspirin and dose >= 0.5 mg
    latest drugs.dose > 2 mg
    at least 1 visits where not length >= 30 days or length >= 40 days
    score > changing
    code is not in back
    doubled >= 3
    not score < by_flag
assume score >= 1 or score < 1 because "So."
never approve unless score >= 1
never deny when score < 1 because "So."
less score never worsens the outcome
never deny for want of a document
never deny for want of paper because "So."

authorization
  valid for 90 days
  grants "x"
  appeal "y"
notice "N"
  """
  a
    b
  """
'''
)


@pytest.fixture
def everything() -> Policy:
    return policy_of(EVERYTHING)


@pytest.fixture
def physical_therapy() -> Policy:
    return policy_of(
        *((POLICIES / f"{name}.assent").read_text("utf-8") for name in ("physical_therapy", "musculoskeletal"))
    )


@pytest.mark.parametrize("name", ["everything", "physical_therapy"])
def test_what_is_written_is_read_back(name: str, request: pytest.FixtureRequest) -> None:
    policy: Policy = request.getfixturevalue(name)
    data = json.loads(json.dumps(canonical(policy)))
    again = from_canonical(data)
    assert again == policy
    assert digest(again) == digest(policy)


def test_the_digest_is_of_compact_sorted_json(everything: Policy) -> None:
    assert digest(everything).startswith("sha256:")
    assert len(digest(everything)) == len("sha256:") + 64


def test_the_digest_changes_with_a_threshold_and_not_with_layout(everything: Policy) -> None:
    assert digest(policy_of(EVERYTHING.replace("12 weeks", "84 days"))) != digest(everything)
    assert digest(policy_of("\n# a comment\n" + EVERYTHING.replace("  bmi  ", "  bmi    "))) == digest(everything)


def test_every_field_of_a_policy_is_in_it(everything: Policy) -> None:
    data = canonical(everything)
    assert set(data) == (set(Policy.__dataclass_fields__) - {"span", "variation"}) | {"format"}


def test_days_are_iso_and_decimals_are_text(everything: Policy) -> None:
    data = canonical(everything)
    assert (data["effective"], data["until"]) == ("2026-01-01", "2026-12-31")
    types = {fact["name"]: fact["type"] for fact in data["facts"]}
    assert types["ratio"] == {"kind": "number", "low": "0.5", "high": "2.5", "unit": ""}
    assert types["score"] == {"kind": "number", "low": 0, "high": 10, "unit": ""}
    body = data["sections"][0]["clauses"][0]["body"]["parts"]
    assert body[0]["argument"] == {"value": 40, "text": "40 kg/m2"}
    assert body[1]["argument"] == {"value": "1.0", "text": "1.0"}
    assert body[2]["argument"] == {"value": 1, "text": "some"}
    assert body[5]["argument"] == {"value": "2000-02-29", "text": "2000-02-29"}
    assert body[6]["argument"] == {"value": {"amount": 18, "unit": "years"}, "text": "18 years"}


def test_spans_take_no_part(everything: Policy) -> None:
    assert digest(replace(everything, span=None)) == digest(everything)


@pytest.mark.parametrize(
    "change",
    [
        {"format": 2},
        {"format": None},
        {"effective": "2026-02-30"},
        {"definitions": [{"id": "x"}]},
        {"facts": []},
        {"facts": [{"name": "x", "vocabulary": "", "label": "X", "type": {"kind": "colour"}}]},
        {"sections": 3},
    ],
)
def test_other_data_is_refused(everything: Policy, change: dict[str, object]) -> None:
    with pytest.raises(NotCanonicalError):
        from_canonical(canonical(everything) | change)
