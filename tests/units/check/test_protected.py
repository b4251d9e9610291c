"""Exclusions by a protected characteristic ask for a reason."""

from __future__ import annotations

import pytest

from checking import HEADER, diagnostics_of

FACTS = """facts
  pregnant         yes/no              "Expecting a child"
  expecting        yes/no              "Pregnant"
  age              0..120              "Years"
  birth_date       date                "Date of birth"
  person           male | female       "Sex of the patient"
  walking          yes/no              "Disabled"
  odi              0..100              "Oswestry Disability Index"
  implant          0..50               "Age of the implant in years"
  agent            yes/no              "Contrast agent given on average stages"
  severe           yes/no              "Severe"
define minor "Minor"
  age < 18
"""


def found(clause: str) -> list[str]:
    unused = 'review rest "Rest"\n  any of\n'
    unused += "".join(f"    {name}\n" for name in ("pregnant", "expecting", "walking", "agent", "severe", "minor"))
    unused += "    odi > 1\n    implant > 1\n    person is male\n    birth_date within the last 18 years\n"
    return [one.message for one in diagnostics_of(f"{HEADER}{FACTS}{clause}{unused}")]


@pytest.mark.parametrize(
    ("clause", "by"),
    [
        ('exclude c "C"\n  pregnant\n', "pregnancy"),
        ('exclude c "C"\n  expecting\n', "pregnancy"),
        ('exclude c "C"\n  age >= 80\n', "age"),
        ('exclude c "C"\n  birth_date within the last 18 years\n', "age"),
        ('exclude c "C"\n  person is male\n', "sex"),
        ('exclude c "C"\n  walking\n', "disability"),
        ('exclude c "C"\n  minor\n', "age"),
        ('exclude c "C"\n  all of\n    severe\n    any of\n      agent\n      pregnant\n', "pregnancy"),
        ('exclude c "C"\n  pregnant\n  unless severe\n', "pregnancy"),
        ('require c "C"\n  not pregnant\n', "pregnancy"),
        ('require c "C"\n  age from 18 to 80\n', "age"),
        ('require c "C"\n  not minor\n', "age"),
        ('require c "C"\n  all of\n    severe\n    not any of\n      agent\n      pregnant\n', "pregnancy"),
        ('exclude c "C"\n  odi > 50\n', ""),
        ('exclude c "C"\n  implant > 10\n', ""),
        ('exclude c "C"\n  agent\n', ""),
        ('exclude c "C"\n  pregnant\n  because "It harms."\n', ""),
        ('require c "C"\n  any of\n    severe\n    age >= 18\n', ""),
        ('require c "C"\n  not all of\n    severe\n    pregnant\n', ""),
        ('require c "C"\n  severe\n  when pregnant\n', ""),
        ('review c "C"\n  pregnant\n', ""),
        ('submit c "C"\n  pregnant\n', ""),
    ],
    ids=repr,
)
def test_who_is_asked_for_a_reason(clause: str, by: str) -> None:
    messages = found(clause)
    assert bool(messages) is bool(by)
    assert all(f" by {by}, and does not say why" in message for message in messages)
