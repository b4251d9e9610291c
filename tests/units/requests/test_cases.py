"""Case files: what they hold, and a clear fault for every mistake."""

from __future__ import annotations

import pytest

from assent.language.policy import Clause
from assent.requests.cases import CaseFile, faults_against, read_cases
from every_type import MET, policy

GOOD = """
base:
  pregnant: false
  score: 6
cases:
  - name: approved
    as_of: 2026-03-15
    expect: {outcome: approve}
  - name: nothing known of the score
    as_of: 2026-03-15
    facts: {score: null, level: mild}
    expect:
      outcome: pend
      clauses: {only: unknown, other: not met}
      missing: [score]
  - {name: wrong, as_of: soon, facts: {}, expect: {outcome: rejected}}
"""


def cases_of(text: str) -> CaseFile:
    cases, faults = read_cases(text, "c.yaml")
    assert faults == ()
    assert cases is not None
    return cases


def faults_of(text: str) -> list[str]:
    cases, faults = read_cases(text, "c.yaml")
    assert cases is None
    return [str(fault) for fault in faults]


def test_base_facts_are_under_each_case() -> None:
    first, second, third = cases_of(GOOD).cases
    assert first.request == {"as_of": "2026-03-15", "facts": {"pregnant": False, "score": 6}}
    assert second.request == {"as_of": "2026-03-15", "facts": {"pregnant": False, "score": None, "level": "mild"}}
    assert third.request["as_of"] == "soon"
    assert [case.line for case in (first, second, third)] == [6, 9, 16]


def test_what_is_expected() -> None:
    first, second, third = (case.expected for case in cases_of(GOOD).cases)
    assert (first.outcome, dict(first.clauses), first.missing) == ("approve", {}, None)
    assert (second.outcome, dict(second.clauses)) == ("pend", {"only": "unknown", "other": "not met"})
    assert second.missing == ("score",)
    assert third.outcome == "rejected"


def test_nothing_missing_is_not_the_same_as_not_said() -> None:
    text = "cases: [{name: a, as_of: 2026-03-15, expect: {outcome: deny, missing: []}}]"
    assert cases_of(text).cases[0].expected.missing == ()


def one(expect: str, rest: str = "") -> str:
    return f"cases:\n  - name: a\n    as_of: 2026-03-15\n{rest}    expect: {expect}\n"


ON_ONE_LINE = "{name: a, as_of: x, expect: {outcome: deny}}"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", "c.yaml:1: expected one document with `base` and `cases`, not 0"),
        ("a: b: c", "c.yaml:1: column 5: not YAML"),
        ("cases: &x []", "c.yaml:1: column 8: an anchor"),
        ("3", "c.yaml:1: expected `base` and `cases`, not `3`"),
        ("base: {}", "c.yaml:1: expected `cases`, a list of at least one case, not `null`"),
        ("\ncases: []", "c.yaml:2: expected `cases`, a list of at least one case, not an empty list"),
        (one("{outcome: approve}") + "bases: {}", "c.yaml:5: unknown key `bases`; did you mean `base`?"),
        ("base: [1]\n" + one("{outcome: approve}"), "c.yaml:1: expected facts by their names, not a list"),
        ("cases:\n  - 3", "c.yaml:2: expected a case with its `name`, not `3`"),
        ("cases:\n  - as_of: 2026-03-15\n    expect: {outcome: deny}", "c.yaml:2: expected `name`"),
        ("cases:\n  - name: ' '\n    as_of: x\n    expect: {outcome: deny}", "c.yaml:2: expected `name`"),
        ("cases:\n  - name: a\n    expect: {outcome: deny}", "c.yaml:2: expected `as_of`"),
        (one("{outcome: approve}", "    fact: {}\n"), "c.yaml:4: unknown key `fact`; did you mean `facts`?"),
        (one("{outcome: approve}", "    facts: 3\n"), "c.yaml:4: expected facts by their names, not `3`"),
        ("cases:\n  - name: a\n    as_of: 2026-03-15", "c.yaml:2: expected `expect` with the `outcome`, not `null`"),
        (one("{}"), "c.yaml:4: expected the outcome, `approve`, `deny`, `review`, `pend` or `rejected`, not `null`"),
        (one("{outcome: approved}"), "did you mean `approve`?"),
        (one("{outcome: [deny]}"), "c.yaml:4: expected the outcome"),
        (one("{outcome: deny, result: x}"), "c.yaml:4: unknown key `result`"),
        (one("{outcome: deny, clauses: [a]}"), "c.yaml:4: expected results by clause, not a list"),
        (one("\n      outcome: deny\n      clauses:\n        a: met\n        b: no"), "c.yaml:8: expected `met`"),
        (one("{outcome: deny, clauses: {a: true}}"), "c.yaml:4: expected `met`, `not met` or `unknown`, not `true`"),
        (one("{outcome: deny, clauses: {a: notmet}}"), "did you mean `not met`?"),
        (one("{outcome: pend, missing: score}"), "c.yaml:4: expected a list of facts by their names, not `score`"),
        (one("{outcome: pend, missing: [1]}"), "c.yaml:4: expected a list of facts by their names"),
        (one("{outcome: rejected, missing: [a]}"), "c.yaml:4: a rejected request has no clauses"),
        (one("{outcome: rejected, clauses: {a: met}}"), "c.yaml:4: a rejected request has no clauses"),
        (one("{outcome: deny}") + one("{outcome: deny}")[7:], "c.yaml:5: a case called `a` stands on line 2 already"),
        (f"cases: [{ON_ONE_LINE}, {ON_ONE_LINE}]", "c.yaml:1: a case called `a` stands on line 1 already"),
    ],
)  # fmt: skip
def test_a_mistake(text: str, expected: str) -> None:
    faults = faults_of(text)
    assert len(faults) == 1
    assert expected in faults[0]


def test_every_mistake_in_order_of_line() -> None:
    text = "base: 3\ncases:\n  - name: a\n    expect: {outcome: maybe}\n  - 3\nbases: 1\n"
    assert [fault.split(": ")[0] for fault in faults_of(text)] == [f"c.yaml:{line}" for line in (1, 3, 4, 5, 6)]


def test_names_that_the_policy_does_not_have() -> None:
    made = policy(clauses=(Clause("only", "require", "Only", "Criteria", MET),))
    text = one("{outcome: pend, clauses: {onyl: met}, missing: [scor, score]}")
    assert [str(fault) for fault in faults_against(cases_of(text), made)] == [
        "c.yaml:2: the policy has no clause `onyl`; did you mean `only`?",
        "c.yaml:2: the policy has no fact `scor`; did you mean `score`?",
    ]
    assert faults_against(cases_of(one("{outcome: pend, clauses: {only: met}, missing: [score]}")), made) == ()
