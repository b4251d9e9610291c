"""Tests and clauses that are never met, or always: found on one side of the boundary and not on the other."""

from __future__ import annotations

import pytest

from checking import HEADER, codes_of, diagnostics_of

FACTS = """
facts
  score    0..10                    "Score"
  half     0.5..2.5                 "Half"
  wait     number years             "Wait"
  level    none < some < much       "Level"
  kind     knee | hip | elbow       "Kind"
  flag     yes/no                   "Flag"
  paper    document                 "Paper"
  lasting  duration                 "Lasting"
  began    date                     "Began"
  code     ICD10                    "Code"
  scans    dated list               "Scans"
  results  dated evidence           "Results"
  drugs    list of                  "Drugs"
    dose   0..100 mg                "Dose"
    date   date                     "Date"
"""


def _codes(*lines: str, verb: str = "require", more: str = "") -> list[str]:
    text = HEADER + FACTS + f'{verb} c "C"\n' + "".join(f"  {line}\n" for line in lines) + more
    return [code for code in codes_of(text) if code != "unused-fact"]


@pytest.mark.parametrize(
    ("test", "expected"),
    [
        ("score >= 10", []),
        ("score >= 10.5", ["never-met"]),
        ("score > 9.9", []),
        ("score > 10", ["never-met"]),
        ("score < 0", ["never-met"]),
        ("score <= 0", []),
        ("score is 11", ["never-met"]),
        ("score is -1", ["never-met"]),
        ("score is 3.7", []),
        ("score is not 11", ["always-met"]),
        ("score >= 0", ["always-met"]),
        ("score > 0", []),
        ("score <= 10", ["always-met"]),
        ("score < 10", []),
        ("half >= 0.5", ["always-met"]),
        ("half >= 0.51", []),
        ("half > 2.49", []),
        ("half > 2.5", ["never-met"]),
        ("wait >= 0 years", []),
        ("level >= none", ["always-met"]),
        ("level > none", []),
        ("level > much", ["never-met"]),
        ("level >= much", []),
        ("level < none", ["never-met"]),
        ("lasting < 1 day", []),
        ("kind is one of knee, hip, elbow", ["always-met"]),
        ("kind is one of knee, hip", []),
        ("kind is not one of knee, hip, elbow", ["never-met"]),
        ("at least 1 drugs where dose > 100 mg", ["never-met"]),
        ("at least 1 drugs where dose >= 100 mg", []),
        ("at least 1 drugs where dose > 50 mg and dose < 50 mg", ["never-met"]),
        ("at least 1 drugs where dose > 49 mg and dose < 50 mg", []),
        ("at least 1 drugs where dose > 49 mg or dose < 50 mg", ["always-met"]),
        ("at least 1 drugs where dose > 50 mg or dose < 50 mg", []),
        ("latest drugs.dose >= 0 mg", []),  # not met where no drug was taken
        ("latest drugs.dose > 100 mg", ["never-met"]),
    ],
)
def test_one_test_against_its_facts_range(test: str, expected: list[str]) -> None:
    assert _codes(test) == expected


@pytest.mark.parametrize(
    ("tests", "contradict"),
    [
        (("wait >= 65 years", "wait < 65 years"), True),
        (("wait >= 65 years", "wait <= 65 years"), False),
        (("wait > 65 years", "wait < 65.1 years"), False),
        (("wait is 5 years", "wait is not 5 years"), True),
        (("score >= 5", "not score >= 5"), True),
        (("score > 9", "score is not 10"), False),
        (("score >= 10", "score is not 10"), True),
        (("flag", "not flag"), True),
        (("paper provided", "not paper provided"), True),
        (("paper provided", "not paper within the last 6 months"), False),
        (("level >= some", "level < some"), True),
        (("level > none", "level < much"), False),
        (("kind is knee", "kind is hip"), True),
        (("kind is not knee", "kind is not hip"), False),
        (("kind is not knee", "kind is not hip", "kind is not elbow"), True),
        (("lasting >= 12 weeks", "lasting < 84 days"), True),
        (("lasting >= 12 weeks", "lasting < 85 days"), False),
        (("lasting >= 3 months", "lasting < 89 days"), True),  # no three months are shorter than 89 days
        (("lasting >= 3 months", "lasting < 90 days"), False),
        (("lasting < 3 months", "lasting > 91 days"), True),
        (("lasting < 3 months", "lasting > 90 days"), False),
        (("began < 2000-01-01", "began >= 2000-01-01"), True),
        (("began < 2000-01-02", "began >= 2000-01-01"), False),
        (("code is ICD10 M54.5", "code is not ICD10 M54.*"), True),
        (("code is ICD10 M54.*", "code is not ICD10 M54.5"), False),
        (("at least 2 scans", "at most 1 scans"), True),
        (("at least 2 scans", "at most 2 scans"), False),
        (("at least 2 scans", "no scans within the last 6 months"), False),
        (("latest scans within the last 6 months", "no scans within the last 6 months"), True),
    ],
)
def test_tests_that_must_all_hold(tests: tuple[str, ...], contradict: bool) -> None:
    assert _codes("all of", *(f"  {test}" for test in tests)) == (["never-met"] if contradict else [])
    # The opposite of tests that cannot all hold always holds.
    opposite = ["not all of", *(f"  {test}" for test in tests)]
    assert _codes(*opposite) == (["always-met"] if contradict else [])


def test_blocks_within_blocks() -> None:
    assert _codes("all of", "  score >= 5", "  any of", "    score < 3", "    score < 2") == ["never-met"]
    assert _codes("all of", "  score >= 5", "  any of", "    score < 3", "    flag") == []
    assert _codes("at least 2 of", "  score >= 5", "  score < 3", "  flag") == []
    assert _codes("at least 3 of", "  score >= 5", "  score < 3", "  flag") == ["never-met"]
    assert _codes("any of", "  score >= 5", "  all of", "    score < 6", "    score < 7") == ["always-met"]


def test_names_are_followed_and_one_mistake_is_told_once() -> None:
    low = 'define low "Low"\n  score < 3\n'
    assert _codes("all of", "  low", "  score >= 5", more=low) == ["never-met"]
    assert _codes("all of", "  not low", "  score >= 5", more=low) == []
    never = 'define low "Low"\n  all of\n    score < 3\n    score > 3\n'
    assert _codes("any of", "  low", "  flag", more=never) == ["never-met"]
    assert _codes("low", more=never) == ["never-met"]


@pytest.mark.parametrize(
    ("verb", "expected"), [("require", "always-met"), ("submit", "always-met"), ("exclude", "never-met")]
)
def test_an_exception_that_repeats_the_opposite(verb: str, expected: str) -> None:
    other = "not flag" if verb != "exclude" else "flag"
    assert _codes("flag", f"unless {other}", verb=verb) == [expected]


def test_absence_of_evidence_is_never_known() -> None:
    assert _codes("flag", "unless at least 1 results", verb="exclude") == ["never-met"]
    assert _codes("flag", "unless at least 1 scans", verb="exclude") == []
    assert _codes("flag", "unless at least 1 results", verb="require") == []
    seen = 'define seen "Seen"\n  at least 1 results\n'
    assert _codes("not seen", more=seen) == ["never-met"]
    assert _codes("any of", "  not seen", "  flag", more=seen) == []


def test_a_contradiction_shows_both_tests() -> None:
    text = HEADER + FACTS + 'require c "C"\n  all of\n    score >= 5\n    flag\n    score < 3\n'
    (found,) = (one for one in diagnostics_of(text) if one.code == "never-met")
    assert [other.span.text for other in found.others] == ["score >= 5", "score < 3"]
    assert found.span.text == "c"


@pytest.mark.parametrize(
    ("test", "suggestion"),
    [
        ("score > 10", "did you mean `score >= 10`?"),
        ("score < 0", "did you mean `score <= 0`?"),
        ("score >= 0", "did you mean `score > 0`?"),
        ("level >= none", "did you mean `level > none`?"),
        ("score >= 12", "write a number from 0 to 10"),
    ],
)
def test_a_slip_of_the_operator_is_guessed(test: str, suggestion: str) -> None:
    text = HEADER + FACTS + f'require c "C"\n  {test}\n'
    (found,) = (one for one in diagnostics_of(text) if one.code != "unused-fact")
    assert found.help == suggestion
