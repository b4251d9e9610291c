"""What a table depends on."""

from __future__ import annotations

import pytest

from checking import diagnostics_of

POLICY = """policy oxygen "Oxygen"
  version 1.0.0
  effective 2026-01-01
facts
  edema yes/no "Edema"
  flow 0..15 L/min "Flow"
define complicated "Complicated"
  edema
table limit "Limit"
  2 L/min when complicated
  4 L/min when not complicated
require low "Flow"
  flow <= limit
"""


def test_a_case_by_a_definition_is_told_of() -> None:
    (one,) = [one for one in diagnostics_of(POLICY) if one.is_error]
    assert one.code == "cases-of-several"
    assert one.help == "write a clause for each value: one with `when complicated`, one with `when not complicated`"


def test_under_a_not_a_table_by_what_may_not_have_been_done_is_told_of() -> None:
    text = POLICY
    for old, new in (
        ("edema yes/no", "po2 1..500 mm Hg or not done"),
        ("Edema", "PaO2"),
        ('define complicated "Complicated"\n  edema\n', ""),
        ("when complicated", "when po2 > 50 mm Hg"),
        ("when not complicated", "when po2 <= 50 mm Hg"),
        ("  flow <= limit", "  not flow <= limit"),
    ):
        assert old in text
        text = text.replace(old, new)
    (one,) = diagnostics_of(text)
    assert one.code == "not-done-under-not"
    assert one.message.startswith("`flow <= limit` stands under `not`, and where `po2` was not done no case of `limit`")
    assert not diagnostics_of(text.replace("not flow", "flow"))


def test_a_part_of_one_is_asked_about_in_percent() -> None:
    text = POLICY.replace("flow 0..15 L/min", "flow 50..100 %").replace("flow <= limit", "flow <= 0.88")
    (one,) = [one for one in diagnostics_of(text) if one.code == "missing-unit"]
    assert one.help == "write `88 %`, or `0.88 %` if less than one percent is meant"


def test_a_recent_yes_or_no_that_may_not_have_been_done_is_told_of_under_a_not() -> None:
    text = (
        'policy p "P"\n  version 1.0.0\n  effective 2026-01-01\n'
        'facts\n  culture yes/no or not done measured "Culture"\n'
        'exclude bad "Bad"\n  {}culture within the last 30 days\n'
    )
    assert [one.code for one in diagnostics_of(text.format("not "))] == ["not-done-under-not"]
    assert not diagnostics_of(text.format(""))


HOLE = """policy h "H"
  version 1.0.0
  effective 2026-01-01
facts
  about {type} "About"
  program 0..100 weeks "Program"
table least_length "Least length"
{cases}
require long "Long"
  program >= least_length
"""


@pytest.mark.parametrize(
    ("type", "cases", "lacking"),
    [
        ("none < mild < severe", "  3 weeks when about is severe", "about is one of none, mild"),
        ("a | b | c", "  3 weeks when about is one of a, b", "about is c"),
        ("yes/no", "  3 weeks when about", "not about"),
        ("0..10", "  3 weeks when about > 4\n  2 weeks when about < 4", ""),
    ],
)
def test_the_case_that_is_lacking_is_offered_and_fills_the_hole(type: str, cases: str, lacking: str) -> None:
    (one,) = [one for one in diagnostics_of(HOLE.format(type=type, cases=cases)) if one.is_error]
    assert one.code == "hole-in-table"
    assert one.help.partition("add a case for it")[2] == (f", `… when {lacking}`" if lacking else "")
    if lacking:
        mended = HOLE.format(type=type, cases=f"{cases}\n  1 weeks when {lacking}")
        assert not [one for one in diagnostics_of(mended) if one.is_error]
