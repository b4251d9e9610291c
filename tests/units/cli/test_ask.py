"""`assent ask`: what can happen, what never does, and what is no question."""

from __future__ import annotations

import json

import pytest

from assent.analyse.solver import Solver, Undecided
from units.cli.commands import Workspace


def test_what_can_happen_is_shown_by_a_request_that_was_decided(place: Workspace) -> None:
    said = place.assent("ask", "splint", "can: approve and symptoms < 7 weeks")
    assert (said.code, said.err) == (0, "")
    assert "Yes, it can. An example:" in said.out
    assert "symptoms: 6 weeks" in said.out
    assert "Approve, valid until" in said.out


def test_the_example_is_a_request_that_decide_takes(place: Workspace) -> None:
    answer = json.loads(place.assent("ask", "splint", "can: review", "--json").out)
    assert answer["answer"] == "yes"
    place.write("example.json", json.dumps(answer["request"]))
    decided = json.loads(place.assent("decide", "splint", "example.json", "--json").out)
    assert decided == answer["decision"]
    assert decided["outcome"] == "review"


def test_what_never_happens_is_proved_and_the_clauses_named(place: Workspace) -> None:
    said = place.assent("ask", "splint", "can: approve and infection")
    assert (said.code, said.err) == (0, "")
    assert "No, never" in said.out
    assert "exclude infected  Infection" in said.out
    assert "symptoms_last" not in said.out
    answer = json.loads(place.assent("ask", "splint", "never: approve and pain < 4", "--json").out)
    assert (answer["answer"], answer["clauses"]) == ("never", ["severity"])


@pytest.mark.parametrize(
    ("question", "clauses", "sparing", "parts", "words"),
    [
        ("deny and approve", [], [], [], "A request has one outcome, and this asks for 2 at once."),
        ("pend and infection", ["infected"], [], ["infection"], "  What sees to it:\n    exclude infected  "),
        ("review and pain < 4", ["severity"], [], ["pain < 4"], "    require severity  Severity\n"),
        (
            "infection and not infected",
            [],
            [],
            ["infection", "not infected"],
            "are never so together: `infection`, `not",
        ),
        (
            "deny and infection and not infected",
            [],
            [],
            ["infection", "not infected"],
            "`infection`, `not infected`.\n",
        ),
        ("pain >= 4 and not severity", [], [], ["pain >= 4", "not severity"], "together: `pain >= 4`, `not severity`."),
    ],
)
def test_what_never_happens_says_why(
    place: Workspace, question: str, clauses: list[str], sparing: list[str], parts: list[str], words: str
) -> None:
    answer = json.loads(place.assent("ask", "splint", f"can: {question}", "--json").out)
    assert (answer["answer"], answer["clauses"], answer["sparing"]) == ("never", clauses, sparing)
    assert answer["parts"] == parts
    assert words in place.assent("ask", "splint", f"never: {question}").out


def test_a_denial_that_is_prevented_names_what_could_deny(place: Workspace) -> None:
    text = 'policy ways "Ways"\n  version 1.0.0\n  effective 2026-01-01\nfacts\n  a yes/no "A"\n  b yes/no "B"\n'
    text += '  c document "C"\nrequire ways "Ways"\n  any of\n    a\n    b\nsubmit papers "Papers"\n  c provided\n'
    place.write("policies/ways.assent", text)
    answer = json.loads(place.assent("ask", "ways", "never: deny and a and b", "--json").out)
    assert (answer["answer"], answer["clauses"], answer["sparing"]) == ("never", [], ["ways"])
    said = place.assent("ask", "ways", "never: deny and a and b").out
    assert "  None of what can deny does so then:\n    require ways  Ways\n" in said


def test_a_claim_that_is_refuted_fails(place: Workspace) -> None:
    said = place.assent("ask", "splint", "never: deny and symptoms_last")
    assert said.code == 1
    assert "This is not so. An example:" in said.out


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("can: approve and infecton", "did you mean `infection`?"),
        (
            "can: pain >= 12",
            "the question asks for what can never be\n  `pain >= 12` is never met: `pain` goes from 0 to 10",
        ),
        ("can: pain >= 12", "no valid request states such a value, so that the answer is: never; write a number from"),
        ("can: why not", "`why not` is no condition (a question is tests joined by `and`"),
        ("can: why not", 'a question looks like this: assent ask splint "can: approve and not symptoms_last"'),
        ("never: approve and", 'looks like this: assent ask splint "never: approve and not symptoms_last"'),
        ("can: approve and", "cannot be read"),
        ("can: ", "nothing is asked (a question is tests joined by `and`"),
        ('can: approve and "Severity"', '`"Severity"` is a title, and titles are not asked about (name a clause'),
        ('can: approve and "On exertion"', "a pathway by the tests below its title"),
        ('can: approve\ndefine x "X"\n  infection', "it has to be one condition"),
        ("can: approve\n  infection", "it has to be one condition"),
        ('can: approve\n  because "x"', "it has to be one condition"),
    ],
)
def test_what_cannot_be_read_is_explained(place: Workspace, question: str, words: str) -> None:
    said = place.assent("ask", "splint", question)
    assert said.code == 1
    assert words in said.err
    assert said.out == ""


def test_what_is_no_question_is_wrong_usage(place: Workspace) -> None:
    assert "begins with `can: ` or `never: `" in place.assent("ask", "splint", "approve").err
    assert place.assent("ask", "splint", "approve").code == 2
    assert place.assent("ask", "splnt", "can: approve").code == 2


def test_a_policy_with_errors_answers_nothing(place: Workspace) -> None:
    place.edit("policies/splint.assent", "pain >= 4", "pian >= 4")
    said = place.assent("ask", "splint", "can: approve")
    assert said.code == 1
    assert "unknown-name" in said.err


def test_an_outcome_that_is_a_name_of_the_policy_is_that(place: Workspace) -> None:
    place.edit("policies/splint.assent", "require severity", "require pend")
    answer = json.loads(place.assent("ask", "splint", "can: approve and pend", "--json").out)
    assert answer["answer"] == "yes"


def test_a_limit_of_the_solver_is_no_answer(place: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    def model(self: Solver, *terms: object, **wanted: object) -> None:
        raise Undecided("the solver did not answer within 1 seconds")

    monkeypatch.setattr(Solver, "model", model)
    said = place.assent("ask", "splint", "can: approve", "--timeout", "1")
    assert said.code == 3
    assert "not decided: whether `approve` can be, because the solver did not answer" in said.err


LIMITED = """policy limited "Limited"
  version 1.0.0
  effective 2026-01-01
facts
  po2 1..500 mm Hg "PaO2"
  flow 0..15 L/min "Flow"
table limit "Limit"
  2 L/min when po2 > 50 mm Hg
  4 L/min when po2 <= 50 mm Hg
parameter ceiling "Ceiling"
  9 L/min from 2026-01-01
  10 L/min from 2027-01-01
require low "Flow"
  flow <= limit
"""


def test_values_with_names_may_be_asked_about(place: Workspace) -> None:
    place.write("policies/limited.assent", LIMITED + 'exclude high "High"\n  flow > ceiling\n')
    assert "No, never" in place.assent("ask", "limited", "can: approve and flow > limit").out
    answer = json.loads(place.assent("ask", "limited", "can: deny and flow > ceiling", "--json").out)
    assert answer["answer"] == "yes" and answer["request"]["facts"]["flow"] > 9


@pytest.mark.parametrize(
    ("question", "meant"),
    [
        ("approve when infection", "approve and infection"),
        ("approve if infection", "approve and infection"),
        ("approve, infection", "approve and infection"),
        ("approve & infection", "approve and infection"),
        ("approve without infection", "approve and not infection"),
        ("approve unless not infection", "approve and infection"),
        ("approve unless infection or severity", "approve and not infection and not severity"),
        ("denied when infection", "deny and infection"),
        ("approved", "approve"),
        ("Approve", "approve"),
        ("DENY and infection", "deny and infection"),
        ("not met severity", "not severity"),
        ("severity is met", "severity"),
        ("approve and severity is not met", "approve and not severity"),
        ("deny when severity not met", "deny and not severity"),
    ],
)
def test_a_question_in_other_words_is_offered_in_those_of_the_policy(
    place: Workspace, question: str, meant: str
) -> None:
    said = place.assent("ask", "splint", f"can: {question}")
    assert said.code == 1 and f"`{question}` is not how this is asked (ask `{meant}`)" in said.err
    assert "the question cannot be read" not in place.assent("ask", "splint", f"can: {meant}").err


def test_and_with_or_is_asked_in_parts(place: Workspace) -> None:
    said = place.assent("ask", "splint", "can: approve and infection or pain < 4")
    assert said.code == 1 and "�" not in said.err
    assert "`approve and infection`, then `pain < 4`" in said.err
    assert "`approve and infection`, then `approve and pain < 4`" in said.err


def test_help_that_shows_lines_shows_them_as_lines(place: Workspace) -> None:
    said = place.assent("ask", "splint", "can: all of approve, deny")
    assert said.code == 1 and "�" not in said.err


def test_nobody_is_told_to_declare_what_a_question_names(place: Workspace) -> None:
    said = place.assent("ask", "splint", "can: approve and xylophone")
    assert "nothing is called `xylophone`" in said.err and "declare" not in said.err
    said = place.assent("ask", "splint", "can: approve without xylophone")
    assert "nothing is called `xylophone`" in said.err and "approve not" not in said.err
