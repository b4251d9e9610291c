"""Lines as people say them: the form that is offered for each, and that the form compiles where the line stood."""

from __future__ import annotations

import re

import pytest

from assent.source.diagnostic import Diagnostic
from assent.source.text import SourceText
from assent.syntax.parse import parse
from diagnostics.compiling import compile_example
from diagnostics.pages import Example

HEADER = """policy knee "Knee"
  version    1.0.0
  effective  2026-01-01
"""
FACTS = """
facts
  pain_score  0..10                              "Pain score"
  baseline    0..10                              "Pain score before treatment"
  baseline_pain_score  0..10                     "Pain score at the start"
  arthritis   none < mild < moderate < severe    "Arthritis"
  side        left | right | both                "Side"
  diagnosis   ICD10                              "Diagnosis"
  exercise    duration                           "Exercise"
  onset       date                               "Onset"
  infected    yes/no                             "Infected"
  diabetic    yes/no                             "Diabetic"
  consent     document                           "Consent"
  xray        dated evidence                     "X-ray"
  visit       dated list                         "Visit"
  treatment   list of                            "Treatment"
    kind      nsaid | brace                      "Kind"
    outcome   worked | failed                    "Outcome"
    date      date                               "Date"
"""
CLAUSE = '\nrequire first "First"\n  {}\n'

TESTS = {
    "pain_score 50 % below baseline": "pain_score at least 50 % below baseline",
    "pain_score down 2": "pain_score at least 2 below baseline_pain_score",
    "pain_score decreased by at least 50 % from baseline": "pain_score at least 50 % below baseline",
    "pain_score has dropped by 2 from baseline": "pain_score at least 2 below baseline",
    "pain_score increased by more than 10 % compared to baseline": "pain_score more than 10 % above baseline",
    "at most 4 visit in any 12 months": "at most 4 visit within any 12 months",
    "at most 4 visit within 12 months": "at most 4 visit within any 12 months",
    "at most 4 visit per 12 months": "at most 4 visit within any 12 months",
    "at most 4 visit a year": "at most 4 visit within any 1 year",
    "at most 4 visit within any 12-month period": "at most 4 visit within any 12 months",
    "at most 4 visit in a rolling 12 months": "at most 4 visit within any 12 months",
    "at most 4 treatment for each kind": "at most 4 treatment per kind",
    "at least 3 visit within 4 months of each other": "at least 3 visit no more than 4 months apart",
    "at least 3 visit 14 days apart": "at least 3 visit at least 14 days apart",
    "at least 2 visit separated by at least 14 days": "at least 2 visit at least 14 days apart",
    "at least 14 days between visit": "every visit at least 14 days apart",
    "each visit at least 14 days apart": "every visit at least 14 days apart",
    "at most 9 visit within the last 2 years in a 6 week period": (
        "at most 9 visit within any 6 weeks within the last 2 years"
    ),
    "pain_score between 4 and 6": "pain_score from 4 to 6",
    "pain_score is between 4 and 6": "pain_score from 4 to 6",
    "pain_score from 4 through 6": "pain_score from 4 to 6",
    "pain_score from 4 to under 7": "pain_score from 4 up to 7",
    "pain_score from 4": "pain_score >= 4",
    "pain_score is 4..6": "pain_score from 4 to 6",
    "pain_score 4-6": "pain_score from 4 to 6",
    "pain_score is one of 4, 5, 6": "pain_score from 4 to 6",
    "pain_score is one of 4, 6": "pain_score is 4 or pain_score is 6",
    "pain_score 4 or higher": "pain_score >= 4",
    "pain_score must be >= 4": "pain_score >= 4",
    "exercise > than 4 weeks": "exercise > 4 weeks",
    "exercise between 6 and 12 weeks": "exercise from 6 to 12 weeks",
    "exercise for 12 weeks": "exercise >= 12 weeks",
    "exercise 12 weeks or longer": "exercise >= 12 weeks",
    "exercise = 12 weeks": "exercise >= 12 weeks",
    "exercise: >= 12 weeks": "exercise >= 12 weeks",
    "more than 12 weeks exercise": "exercise > 12 weeks",
    "the patient has infected": "infected",
    "is infected": "infected",
    "infected yes": "infected",
    "infected = yes": "infected",
    "infected == false": "not infected",
    "infected is no": "not infected",
    "unless infected is no": "unless not infected",
    "onset is on or after 2026-06-30": "onset >= 2026-06-30",
    "onset until 2026-06-30": "onset <= 2026-06-30",
    "onset in the last 2 years": "onset within the last 2 years",
    "onset within the last year": "onset within the last 1 year",
    "onset within a year": "onset within the last 1 year",
    "onset less than 2 years ago": "onset within the last 2 years",
    "onset no older than 2 years": "onset within the last 2 years",
    "onset older than 2 years": "onset more than 2 years ago",
    "onset over 2 years ago": "onset more than 2 years ago",
    "onset >= 2 years ago": "onset at least 2 years ago",
    "consent is provided": "consent provided",
    "consent is not provided": "not consent provided",
    "consent not provided": "not consent provided",
    "consent attached": "consent provided",
    "consent provided within the last 30 days": "consent within the last 30 days",
    "arthritis one of mild, moderate": "arthritis is one of mild, moderate",
    "arthritis is mild, moderate or severe": "arthritis is one of mild, moderate, severe",
    "side in (left, right)": "side is one of left, right",
    "side not in (left, right)": "side is not one of left, right",
    "side is none of left, right": "side is not one of left, right",
    "side not left": "side is not left",
    "side isn't left": "side is not left",
    "diagnosis is M17.*": "diagnosis is ICD10 M17.*",
    "diagnosis = M17.11": "diagnosis is ICD10 M17.11",
    "diagnosis is ICD-10 M17.*": "diagnosis is ICD10 M17.*",
    "diagnosis is ICD10 M17.* or M18.*": "diagnosis is ICD10 M17.* or diagnosis is ICD10 M18.*",
    "diagnosis is not one of M17.*, M18.*": "diagnosis is not ICD10 M17.* and diagnosis is not ICD10 M18.*",
    "2 xray": "at least 2 xray",
    "two or more xray": "at least 2 xray",
    "minimum of 2 xray": "at least 2 xray",
    "more than 2 visit": "at least 3 visit",
    "fewer than 2 visit": "at most 1 visit",
    "less than 1 visit": "no visit",
    "no more than two visit": "at most 2 visit",
    "up to 2 visit within the last 6 months": "at most 2 visit within the last 6 months",
    "1-2 visit": "1 to 2 visit",
    "between one and two visit": "1 to 2 visit",
    "count visit > 2": "at least 3 visit",
    "number of visit < 2": "at most 1 visit",
    "at least xray": "at least 1 xray",
    "at least 2 xray in the past 6 months": "at least 2 xray within the last 6 months",
    "latest visit": "latest visit within the last 6 months",
    "last visit within the last 6 weeks": "latest visit within the last 6 weeks",
    "the most recent visit within the last 6 weeks": "latest visit within the last 6 weeks",
    "latest visit <= 6 months": "latest visit within the last 6 months",
    "latest treatment outcome is failed": "latest treatment.outcome is failed",
    "latest treatment.outcome failed": "latest treatment.outcome is failed",
    "treatment.outcome is failed": "at least 1 treatment where outcome is failed",
    "at least 1 treatment with outcome failed": "at least 1 treatment where outcome is failed",
    "at least 1 treatment whose outcome is failed": "at least 1 treatment where outcome is failed",
    "at least 1 treatment outcome is failed": "at least 1 treatment where outcome is failed",
    "at least 1 treatment where treatment.outcome is failed": "at least 1 treatment where outcome is failed",
    "at least 1 treatment where outcome is failed within the last 1 year": (
        "at least 1 treatment within the last 1 year where outcome is failed"
    ),
    "pain_score >= 4 and <= 6": "pain_score >= 4 and pain_score <= 6",
    "pain_score < 2 or > 8": "pain_score < 2 or pain_score > 8",
    "pain_score is greater than 4": "pain_score > 4",
    "pain_score is less than or equal to 4": "pain_score <= 4",
    "pain_score must be at least 4": "pain_score >= 4",
    "pain_score should be more than or equal to 4": "pain_score >= 4",
    "pain_score >= 4 out of 10": "pain_score >= 4",
    "pain_score >= 4/10": "pain_score >= 4",
    "onset between 2025-01-01 and 2025-12-31": "onset from 2025-01-01 to 2025-12-31",
    "infected AND diabetic": "infected and diabetic",
    "pain_score >= 4 OR infected": "pain_score >= 4 or infected",
    "infected plus diabetic": "infected and diabetic",
    "infected but not diabetic": "infected and not diabetic",
    "without infected": "not infected",
    "infected absent": "not infected",
    "infected per the physician": "infected",
    "diagnosis in M17.*": "diagnosis is ICD10 M17.*",
    "diagnosis starts with M17": "diagnosis is ICD10 M17*",
    "side is left/right": "side is one of left, right",
    "some xray": "at least 1 xray",
    "any visit within the last 6 months": "at least 1 visit within the last 6 months",
    "2x visit": "at least 2 visit",
    "at least 2 different visit": "at least 2 visit",
    "at least 2 sets of xray": "at least 2 xray",
    "treatment where outcome is failed": "at least 1 treatment where outcome is failed",
    "treatment.outcome = failed": "at least 1 treatment where outcome is failed",
    "latest visit < 6 months old": "latest visit within the last 6 months",
    "onset in the next 2 years": "onset within the next 2 years",
    "onset within next 2 years": "onset within the next 2 years",
    "infected only if diabetic": "infected",
    "infected and pain_score between 4 and 6": "infected and pain_score from 4 to 6",
}
BLOCKS = {
    "one of": "any of",
    "any one of": "any of",
    "either of": "any of",
    "any": "any of",
    "all": "all of",
    "all of the following:": "all of",
    "each of the following criteria": "all of",
    "none of": "not any of",
    "2 of": "at least 2 of",
    "two or more of the following": "at least 2 of",
    "at most 1 of": "not at least 2 of",
}
TYPES = {
    "code ICD10": "ICD10",
    "code of ICD10": "ICD10",
    "CPT codes": "CPT",
    "sensitive yes/no": "yes/no sensitive",
    "sensitive 0..10 kg": "0..10 kg sensitive",
    "yes-no": "yes/no",
    "true/false": "yes/no",
    "yes | no | unknown": "yes/no",
    "yes/no?": "yes/no",
    "number in kg": "number kg",
    "number (kg)": "number kg",
    "number, kg": "number kg",
    "duration in weeks": "duration",
    "document date": "document",
    "judgement reviewer": "judgement by reviewer",
    "judgement by the provider": "judgement by provider",
    "judgement (reviewer)": "judgement by reviewer",
    "list of dates": "dated list",
    "ICD-10-CM": "ICD10",
    "one of low, high": "low | high",
    "enum(low, high)": "low | high",
    "choice low | high": "low | high",
    '"low" | "high"': "low | high",
    "low || high": "low | high",
    "1 | 2 | 3": "1..3",
    "high > middle > low": "high < middle < low",
}
HEADERS = {
    "procedure 97110": "procedure CPT 97110",
    "procedure E0601": "procedure HCPCS E0601",
    "procedure CPT 97110, 97112": "procedure CPT 97110",
    'approved by "Board", 2025-11-20': 'approved by "Board" on 2025-11-20',
    'approved "Board" 2025-11-20': 'approved by "Board" on 2025-11-20',
    'approved on 2025-11-20 by "Board"': 'approved by "Board" on 2025-11-20',
    "approved 2025-11-20": 'approved by "Medical policy committee" on 2025-11-20',
    "next review: 2027-01-01": "review by 2027-01-01",
    "review due 2027-01-01": "review by 2027-01-01",
    "expires 2027-01-01": "review by 2027-01-01",
    "draft": "status draft",
    "status: draft": "status draft",
}
VERSIONS = {"v1.0": "1.0", "1.0.0-beta": "1.0.0", "number 2": "2", "2026-01-01": "2026.01.01"}
DATES = {
    "from 2026-01-01": "2026-01-01",
    "date 2026-01-01": "2026-01-01",
    "2026-01-01 - 2026-12-31": "2026-01-01 to 2026-12-31",
    "from 2026-01-01 through 2026-12-31": "2026-01-01 to 2026-12-31",
    "2026": "2026-01-01",
    "2026-07": "2026-07-01",
}


VARIES = {
    "varies knee@1.0.0": "varies knee 1.0.0",
    "varies knee version 1.0": "varies knee 1.0",
    "extends knee": "varies knee",
    "based on knee": "varies knee",
}
CHANGES = {
    "replace severity": 'replace require severity "Severity"',
    'replace severity "S"': 'replace require severity "S"',
    'override clause severity "S"': 'replace require severity "S"',
    "without severity": 'without severity because "The state does not allow it."',
    "remove severity": 'without severity because "The state does not allow it."',
    'drop severity because "No."': 'without severity because "No."',
    'without require severity because "No."': 'without severity because "No."',
    'leave out severity because "No."': 'without severity because "No."',
}


def errors(text: str) -> list[Diagnostic]:
    return [found for found in compile_example(Example(text)) if found.is_error]


def offered(found: list[Diagnostic]) -> str:
    """The form in the help of the one mistake there is."""
    assert [diagnostic.code for diagnostic in found] == ["everyday-words"], found
    form = re.match(r"write `([^`]+)`", found[0].help or "")
    assert form
    return form[1]


@pytest.mark.parametrize("said", TESTS)
def test_a_test(said: str) -> None:
    before = "infected\n  " if said.startswith("unless") else ""
    assert offered(errors(HEADER + FACTS + CLAUSE.format(before + said))) == TESTS[said]
    assert not errors(HEADER + FACTS + CLAUSE.format(before + TESTS[said]))


@pytest.mark.parametrize("said", BLOCKS)
def test_the_head_of_a_block(said: str) -> None:
    block = "{}\n    infected\n    diabetic\n    consent provided"
    assert offered(errors(HEADER + FACTS + CLAUSE.format(block.format(said)))) == BLOCKS[said]
    assert not errors(HEADER + FACTS + CLAUSE.format(block.format(BLOCKS[said])))


@pytest.mark.parametrize("said", TYPES)
def test_a_type(said: str) -> None:
    assert offered(errors(HEADER + FACTS + f'  x {said} "X"\n' + CLAUSE.format("infected"))) == f'x {TYPES[said]} "X"'
    assert not errors(HEADER + FACTS + f'  x {TYPES[said]} "X"\n' + CLAUSE.format("infected"))


@pytest.mark.parametrize("said", HEADERS)
def test_a_procedure(said: str) -> None:
    assert offered(errors(HEADER + f"  {said}\n" + FACTS + CLAUSE.format("infected"))) == HEADERS[said]
    assert not errors(HEADER + f"  {HEADERS[said]}\n" + FACTS + CLAUSE.format("infected"))


@pytest.mark.parametrize("said", VERSIONS)
def test_a_version(said: str) -> None:
    text = HEADER + FACTS + CLAUSE.format("infected")
    assert offered(errors(text.replace("version    1.0.0", f"version {said}"))) == f"version {VERSIONS[said]}"
    assert not errors(text.replace("1.0.0", VERSIONS[said]))


@pytest.mark.parametrize("said", DATES)
def test_when_it_takes_effect(said: str) -> None:
    text = HEADER + FACTS + CLAUSE.format("infected")
    assert offered(errors(text.replace("effective  2026-01-01", f"effective {said}"))) == f"effective {DATES[said]}"
    assert not errors(text.replace("2026-01-01", DATES[said]))


def test_what_is_said_right_elsewhere_on_the_line_is_left_alone() -> None:
    """A mistake beside such words is reported as what it is."""
    found = errors(HEADER + FACTS + CLAUSE.format("infected && consent attached"))
    assert [diagnostic.code for diagnostic in found] == ["foreign-connective"]


@pytest.mark.parametrize("said", CHANGES)
def test_a_change_of_what_is_varied(said: str) -> None:
    parsed = parse(SourceText("x.assent", f"{HEADER}\n{said}\n"))
    assert offered(list(parsed.diagnostics)) == CHANGES[said]


@pytest.mark.parametrize("said", VARIES)
def test_the_line_that_names_what_is_varied(said: str) -> None:
    parsed = parse(SourceText("x.assent", f"{HEADER}  {said}\n"))
    assert offered(list(parsed.diagnostics)) == VARIES[said]


@pytest.mark.parametrize(
    "said",
    [
        'accepts superfluous clause because "So."',
        'accepts superfluous-clause: "So."',
        'acknowledge superfluous_clause "So."',
        'ignore the warning superfluous-clause because "So."',
    ],
)
def test_a_finding_that_is_accepted(said: str) -> None:
    parsed = parse(SourceText("x.assent", HEADER + FACTS + CLAUSE.format("infected") + f"  {said}\n"))
    (found,) = parsed.diagnostics
    assert (found.code, found.span.text) == ("everyday-words", said)
    assert found.help == 'write `accepts superfluous-clause because "So."`'


def test_an_assumption_without_its_reason() -> None:
    parsed = parse(
        SourceText("x.assent", HEADER + FACTS + "\nassume infected or pain_score >= 5\n" + CLAUSE.format("infected"))
    )
    (found,) = parsed.diagnostics
    assert found.help.startswith('write `assume infected or pain_score >= 5 because "')


@pytest.mark.parametrize(
    "said",
    [
        'assume that infected or diabetic because "So."',
        'assuming infected or diabetic, since "So."',
        'assumption: infected or diabetic because "So."',
        'suppose infected or diabetic because "So."',
    ],
)
def test_what_is_assumed(said: str) -> None:
    parsed = parse(SourceText("x.assent", HEADER + FACTS + f"\n{said}\n" + CLAUSE.format("infected")))
    (found,) = parsed.diagnostics
    assert (found.code, found.span.text) == ("everyday-words", said)
    assert found.help == 'write `assume infected or diabetic because "So."`'


FORMULAS = {
    "baseline x pain_score": "baseline * pain_score",
    "baseline times pain_score": "baseline * pain_score",
    "pain_score divided by 2": "pain_score / 2",
    "pain_score plus baseline": "pain_score + baseline",
    "pain_score minus baseline": "pain_score - baseline",
    "pain_score^2 + 1": "pain_score * pain_score + 1",
    "3 * pain_score squared": "3 * pain_score * pain_score",
    "(pain_score + baseline) / 2": "pain_score / 2 + baseline / 2",
    "100 * (baseline - pain_score) / 10": "100 * baseline / 10 - 100 * pain_score / 10",
    "= pain_score * 2": "pain_score * 2",
    "total = pain_score * 2": "pain_score * 2",
    "pain_score * 2 points": "pain_score * 2",
}


@pytest.mark.parametrize("said", FORMULAS)
def test_a_formula(said: str) -> None:
    text = HEADER + FACTS + '\ncalculated total "Total"\n  {}\n' + CLAUSE.format("total >= 3")
    assert offered(errors(text.format(said))) == FORMULAS[said]
    assert not errors(text.format(FORMULAS[said]))


@pytest.mark.parametrize(
    ("said", "head"),
    [
        ("calculated total = pain_score * 2", 'calculated total "..."'),
        ('calculate total points "Total" = pain_score * 2', 'calculated total points "Total"'),
        ("total = pain_score * 2", 'calculated total "..."'),
        ("define total = pain_score * 2", 'calculated total "..."'),
    ],
)
def test_the_line_above_a_formula(said: str, head: str) -> None:
    (found,) = parse(SourceText("x.assent", HEADER + FACTS + f"\n{said}\n" + CLAUSE.format("infected"))).diagnostics
    assert (found.code, found.span.text) == ("everyday-words", said)
    assert found.help == f"write `{head}` and the formula below it, indented by two spaces: `pain_score * 2`"


@pytest.mark.parametrize("said", ["pain_score / (baseline + 1)", "5 - (pain_score + baseline)", "(pain_score)"])
def test_brackets_that_no_rule_leaves_out_are_explained(said: str) -> None:
    text = HEADER + FACTS + f'\ncalculated total "Total"\n  {said}\n' + CLAUSE.format("total >= 3")
    (found,) = parse(SourceText("x.assent", text)).diagnostics
    assert found.code == "brackets" and found.help.startswith("multiply out what is in them")


@pytest.mark.parametrize(
    ("said", "form"),
    [
        ("never approve if infected", "never approve when infected"),
        ("never approve infected", "never approve when infected"),
        ("never approve anyone when infected", "never approve when infected"),
        ("do not approve if infected", "never approve when infected"),
        ("always approve when infected", "never deny when infected"),
        ("never deny for missing documents", "never deny for want of a document"),
        ("never deny because of a missing document", "never deny for want of a document"),
        ("never approve without infected", "never approve unless infected"),
        ("more pain_score never worsens", "more pain_score never worsens the outcome"),
        ("higher pain_score never makes it worse", "more pain_score never worsens the outcome"),
        ("never approve when any of", "never approve when the_condition"),
        ("parameter limit = 4 weeks", 'parameter limit "…"'),
    ],
)
def test_what_must_hold_of_every_request(said: str, form: str) -> None:
    parsed = parse(SourceText("x.assent", HEADER + FACTS + f"\n{said}\n" + CLAUSE.format("infected")))
    found = parsed.diagnostics[0]
    assert found.code == "everyday-words", found
    assert found.help.startswith(f"write `{form}`"), found.help


@pytest.mark.parametrize(
    ("said", "form"),
    [
        ("6 weeks otherwise", "6 weeks when the_other_case"),
        ("else 6 weeks", "6 weeks when the_other_case"),
        ("infected: 6 weeks", "6 weeks when infected"),
        ("6 weeks if infected", "6 weeks when infected"),
    ],
)
def test_the_cases_of_a_table(said: str, form: str) -> None:
    table = f'\ntable limit "Limit"\n  4 weeks when not infected\n  {said}\n'
    (found,) = parse(SourceText("x.assent", HEADER + FACTS + table + CLAUSE.format("infected"))).diagnostics
    assert (found.code, found.span.text) == ("everyday-words", said)
    assert found.help.startswith(f"write `{form}`"), found.help


def test_a_value_of_a_parameter_has_no_last_day() -> None:
    parameter = '\nparameter limit "Limit"\n  4 weeks from 2026-01-01 to 2026-12-31\n'
    (found,) = parse(SourceText("x.assent", HEADER + FACTS + parameter + CLAUSE.format("infected"))).diagnostics
    assert found.help == "write `4 weeks from 2026-01-01`: it counts until the day from which the next one does"


@pytest.mark.parametrize("said", ["applies when infected", "only when infected", "applies only if infected"])
def test_where_a_clause_applies(said: str) -> None:
    parsed = parse(SourceText("x.assent", HEADER + FACTS + CLAUSE.format("infected") + f"  {said}\n"))
    (found,) = parsed.diagnostics
    assert found.help == "write `when infected`"


@pytest.mark.parametrize(
    "line",
    [
        "never approve when infected",
        'assume infected because "So."',
        "more pain_score never worsens the outcome",
    ],
)
def test_a_line_of_the_left_edge_is_no_fact(line: str) -> None:
    parsed = parse(SourceText("x.assent", HEADER + FACTS + f"  {line}\n" + CLAUSE.format("infected")))
    found = parsed.diagnostics[0]
    assert (found.code, found.span.text) == ("misplaced-statement", line)
