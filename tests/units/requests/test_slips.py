"""Slips in requests are refused, with what was probably meant; what is offered is read where it is written instead."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Any

import pytest

from assent.api import compile_text
from assent.language.policy import Policy
from assent.requests.findings import quoted
from assent.requests.read import read_request
from assent.requests.yaml_text import yaml_documents

POLICY = """policy slips "Slips"
  version    1.0.0
  effective  2026-01-01

facts
  crp        number mg/L              "CRP"
  ferritin   number µg/L or not done  "Ferritin"
  weight     number kg                "Weight"
  pao2       number mm Hg             "PaO2"
  fever      number °C                "Temperature"
  oxygen     50..100 %                "Saturation"
  oswestry   whole 0..52 points       "Oswestry"
  pain       0..10                    "Pain"
  hba1c      0..20 % measured         "HbA1c"
  diagnosis  ICD10                    "Diagnosis"
  procedure  CPT                      "Procedure"
  own        LOCAL                    "Own code"
  smoker     yes/no                   "Smoker"
  care       duration                 "Care"
  onset      date                     "Onset"
  needed     judgement by provider    "Needed"
  referral   document                 "Referral"
  xray       dated list               "X-ray"
  trial      evidence of              "Drug tried"
    dose     number mg/week             "Dose"
    date     date                       "Date"
  therapy    list of episodes         "Therapy"

require enough "Enough"
  pain >= 4
"""
BOUND = "a bound is no value: state the value itself, or leave it out"
LENGTH = "a bound is no length: state the length itself, or its dates"
LEFT_OUT = "what is not known is left out"

OFFERED = [
    ("crp: 12 mg/l", "12 mg/L"),
    ("crp: 12 MG/L", "12 mg/L"),
    ("crp: 12 mg / L", "12 mg/L"),
    ("crp: 12 mg/L.", "12 mg/L"),
    ("crp: 12 mg/dl", "12 mg/dL"),
    ("crp: 12 mg per L", "12 mg/L"),
    ("crp: 70,5", "70.5"),
    ("crp: 70,5 mg/L", "70.5 mg/L"),
    ("crp: 70,5 MG/L", "70.5 mg/L"),
    ('crp: "1,200.5 mg/L"', "1200.5 mg/L"),
    ("crp: 1.200,5", "1200.5"),
    ("crp: 1,200", "1200", "1.200"),
    ("crp: +5", "5"),
    ("crp: 012", "12"),
    ("crp: {value: 12 mg/l}", "12 mg/L"),
    ("ferritin: 30 UG/L", "30 ug/L"),
    ("ferritin: not-done", "not done"),
    ("weight: 80 KG", "80 kg"),
    ("weight: 80 kilos", "80 kg"),
    ("weight: 176 Lbs", "176 lbs"),
    ("pao2: 55 mm hg", "55 mm Hg"),
    ("pao2: 7,3 kpa", "7.3 kPa"),
    ("fever: 38 celsius", "38 C"),
    ("fever: 38º C", "38 °C"),
    ("oxygen: 88 percent", "88 %"),
    ("oxygen: 0.88", "88"),
    ("oswestry: 20 point", "20 points"),
    ("oswestry: 20 Points", "20 points"),
    ("oswestry: 20/52", "20 points"),
    ("pain: 6/10", "6"),
    ("pain: 6 of 10", "6"),
    ("diagnosis: k50.90", "K50.90"),
    ('diagnosis: "K50.90 "', "K50.90"),
    ("diagnosis: K5090", "K50.90"),
    ('diagnosis: "K50,90"', "K50.90"),
    ("diagnosis: ICD-10 K50.90", "K50.90"),
    ("diagnosis: MO5.79", "M05.79"),
    ("procedure: 0042t", "0042T"),
    ("procedure: CPT 0042T", "0042T"),
    ('own: " a1"', "a1"),
    ("smoker: Y", "yes"),
    ("smoker: n", "no"),
    ("care: 12 w", "12 weeks"),
    ("care: 3 mo.", "3 months"),
    ("care: 12-week", "12 weeks"),
    ('care: "1,5 weeks"', "1.5 weeks"),
    ("care: 1.5 years", "18 months"),
    ("care: since 2026-01-01", "{from: 2026-01-01}"),
    ("care: 2025-11-20 to 2026-02-01", "{from: 2025-11-20, to: 2026-02-01}"),
    ("onset: 2026-3-1", "2026-03-01"),
    ("onset: 2026/03/01", "2026-03-01"),
    ("onset: 20260301", "2026-03-01"),
    ('onset: "20260301"', "2026-03-01"),
    ("onset: 2026-03-01T10:00:00Z", "2026-03-01"),
    ("onset: 31.01.2026", "2026-01-31"),
    ("onset: 03/01/2026", "2026-03-01", "2026-01-03"),
    ("onset: Mar 1, 2026", "2026-03-01"),
    ("onset: 1 March 2026", "2026-03-01"),
    ("xray: 2026-01-10", "[2026-01-10]"),
    ("xray: 2026-01-10, 2026-02-20", "[2026-01-10, 2026-02-20]"),
    ("trial: [{dose: 20 mg weekly}]", "20 mg/week"),
]
SAID = [
    ("crp: <5", BOUND),
    ("crp: '>= 5 mg/L'", BOUND),
    ("crp: about 5", BOUND),
    ("crp: 5-7", "those are two numbers: state one, or leave it out"),
    ("crp: unknown", LEFT_OUT),
    ("crp: N/A", LEFT_OUT),
    ("smoker: pending", LEFT_OUT),
    ("smoker: 'TRUE'", "write `true` without quotes"),
    ("care: 12", "write `12 days`, `12 weeks` or `12 months`"),
    ("care: none", "write `0 days` if it was not done"),
    ("care: '> 12 weeks'", LENGTH),
    ("care: at least 12 weeks", LENGTH),
    ("care: 6-8 weeks", "those are two lengths: state one, or its dates"),
    ("care: 2.25 months", "write it in weeks or days"),
    ("care: {from: 2026-01-01, to: ongoing}", "leave it out if it goes on"),
    ("therapy: [{from: 2026-01-01, to: present}]", "leave it out if it goes on"),
    ("onset: 2026-03", "the day is needed: leave it out if it is not known"),
    ("onset: today", "write the day itself"),
    ("xray: none", "write `[]` if there was none"),
    ("trial: no", "write `[]` if there was none"),
    ("therapy: false", "write `[]` if there was none"),
    ("xray: 0", "write `[]` if there was none"),
    ("trial: '[]'", "write it without quotes"),
    ("trial: unknown", LEFT_OUT),
    ("trial: {dose: 20}", "write it in brackets, `[{…}]`"),
    ("therapy: {from: 2026-01-01}", "write it in brackets, `[{…}]`"),
    ("hba1c: {value: 7, date: 2026-03-01}", "did you mean `on`?"),
    ("hba1c: {value: 7, unit: '%'}", "a unit stands in the value itself, after the number"),
    ("hba1c: {date: 2026-03-01}", "expected `value`, `on`, `source` or `by`"),
    ("trial: [{on: 2026-03-01}]", "did you mean `date`?"),
    ("trial: [{dosage: 20}]", "did you mean `dose`?"),
    ("therapy: [{start: 2026-03-01}]", "did you mean `from`?"),
    ("therapy: [{from: 2026-03-01, until: 2026-03-01}]", "did you mean `to`?"),
    ("referral: {on: 2026-03-01}", "did you mean `date`?"),
    ("needed: {value: yes, by: A, role: provider}", "it stands inside `by`: {name: …, role: …}"),
    ("needed: {value: yes, by: {name: A, role: doctor}}", "(`provider` treats, `reviewer` decides for the plan)"),
]
# What must not be guessed: another substance's unit, a number of which the magnitude would change, many codes.
NOTHING_OFFERED = [
    "crp: 12 mmol/L",
    "crp: 12 mgl",
    "crp: 1,20,0",
    "weight: 80 stone",
    "diagnosis: K50.90, K51",
    "care: 5 z",
]


@pytest.fixture(scope="module")
def policy() -> Policy:
    return compile_text(POLICY).policy


def stated(text: str) -> Any:
    (document,) = yaml_documents(text)
    return document.value


def faults(policy: Policy, facts: Any) -> tuple[tuple[str, str], ...]:
    return read_request(policy, {"as_of": "2026-03-15", "facts": facts}).faults


@pytest.mark.parametrize("row", OFFERED, ids=lambda row: ascii(row[0]))
def test_what_was_meant_is_offered_and_is_read(policy: Policy, row: tuple[str, ...]) -> None:
    line, *meant = row
    ((_, said),) = faults(policy, stated(line))
    offered = re.findall(r"`([^`]*)`", said.partition("; did you mean ")[2])
    assert offered == meant
    name = next(iter(stated(line)))
    for one in offered:
        again = f"trial: [{{dose: {one}}}]" if name == "trial" else f"{name}: {one}"
        assert faults(policy, stated(again)) == ()


@pytest.mark.parametrize(("line", "end"), SAID, ids=ascii)
def test_what_cannot_be_offered_is_explained(policy: Policy, line: str, end: str) -> None:
    ((_, said), *_) = faults(policy, stated(line))
    assert said.endswith(end)
    assert len(said) < 200
    assert said.isprintable()


@pytest.mark.parametrize("line", NOTHING_OFFERED)
def test_nothing_is_offered_that_may_be_another_value(policy: Policy, line: str) -> None:
    ((_, said),) = faults(policy, stated(line))
    assert "did you mean" not in said


@pytest.mark.parametrize(
    "digits", [10**5000, -(10**5000), 10**8, Decimal("1e9"), "9" * 200], ids=lambda d: quoted(d)[:20]
)
@pytest.mark.parametrize("name", ["onset", "care", "xray", "diagnosis", "smoker", "referral", "trial"])
def test_nothing_however_long_is_looked_into(policy: Policy, name: str, digits: Any) -> None:
    assert len(faults(policy, {name: digits})) == 1
