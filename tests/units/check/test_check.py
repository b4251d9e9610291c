"""The check as a whole: everything in one run, in order, and a policy only where nothing is wrong."""

from __future__ import annotations

from pathlib import Path

import pytest

from assent.check.check import check, check_vocabulary
from assent.source.text import SourceText
from assent.syntax.parse import parse
from assent.syntax.tree import PolicyTree, VocabularyTree
from checking import HEADER, check_text, codes_of, diagnostics_of, policy_of, tree_of

POLICIES = Path(__file__).parents[3] / "policies"
FLAG = 'facts\n  flag  yes/no  "Flag"\n'


def _text(name: str) -> str:
    return (POLICIES / name).read_text("utf-8")


def test_the_physical_therapy_policy_is_sound() -> None:
    checked = check_text(_text("physical_therapy.assent"), _text("musculoskeletal.assent"))
    assert [diagnostic for diagnostic in checked.diagnostics if diagnostic.is_error] == []
    policy = checked.policy
    assert policy is not None
    assert [clause.id for clause in policy.clauses][:3] == ["conservative_care", "symptoms", "clinical_documentation"]
    assert [section.title for section in policy.sections] == [
        "Coverage criteria",
        "Medical necessity criteria",
        "Exclusion criteria",
        "Documentation requirements",
    ]
    assert policy.span is not None
    assert policy.span.text == 'policy physical_therapy "Physical Therapy"'


def test_titles_have_defaults() -> None:
    text = HEADER + FLAG + 'overview\n  "O"\nrequire c "C"\n  flag\nauthorization\n  valid for 1 day\nnotice\n  "N"\n'
    policy = policy_of(text)
    assert policy.overview and policy.notice and policy.authorization
    assert (policy.overview.title, policy.notice.title, policy.authorization.title) == (
        "Overview",
        "Notice",
        "Authorization",
    )
    assert [section.title for section in policy.sections] == ["Criteria"]


def test_clauses_outside_sections_stand_together_where_they_follow_one_another() -> None:
    clause = 'require {0} "{0}"\n  flag\n'
    text = HEADER + FLAG + clause.format("a") + 'define d "D"\n  flag\n' + clause.format("b")
    text += 'section "S"\n  require c "C"\n    d\n' + clause.format("e")
    policy = policy_of(text)
    assert [(section.title, [clause.id for clause in section.clauses]) for section in policy.sections] == [
        ("Criteria", ["a", "b"]),
        ("S", ["c"]),
        ("Criteria", ["e"]),
    ]
    assert [clause.section for clause in policy.clauses] == ["Criteria", "Criteria", "S", "Criteria"]


def test_facts_stand_in_the_order_of_their_declaration_used_or_not() -> None:
    one = 'vocabulary here "One"\n  b  yes/no  "B"\n  a  yes/no  "A"\n'
    two = 'vocabulary there "Two"\n  z  yes/no  "Z"\n'
    policy = policy_of(HEADER + "  uses there, here\n" + FLAG + 'require c "C"\n  flag\n', one, two)
    assert [(fact.name, fact.vocabulary) for fact in policy.facts] == [
        ("z", "there"),
        ("b", "here"),
        ("a", "here"),
        ("flag", ""),
    ]
    assert policy.vocabularies == ("there", "here")


def test_every_independent_mistake_is_found_in_order_of_place() -> None:
    text = """policy p "P"
  effective 2026-02-30
  uses nowhere
facts
  score  10..0  "Score"
  flag   yes/no ""
define d "D"
  missing
require flag "C"
  flag
  unless 3 to 2 flag
require e "E"
  note "only a note"
"""
    found = diagnostics_of(text)
    assert [diagnostic.code for diagnostic in found] == [
        "missing-line",
        "impossible-date",
        "unknown-vocabulary",
        "reversed-range",
        "empty-text",
        "unused-definition",
        "duplicate-id",
        "not-a-list",
        "no-test",
    ]
    starts = [diagnostic.span.start for diagnostic in found]
    assert starts == sorted(starts)


def test_a_fact_declared_wrongly_is_not_told_again_where_it_is_used() -> None:
    text = HEADER + 'facts\n  score  10..0  "Score"\nrequire c "C"\n  score >= 4\n'
    assert codes_of(text) == ["reversed-range"]


def test_a_broken_vocabulary_gives_no_policy_and_no_second_message() -> None:
    vocabulary = 'vocabulary v "V"\n  score  10..0  "Score"\n  flag  yes/no  "Flag"\n'
    checked = check_text(HEADER + '  uses v\nrequire c "C"\n  score >= 4 and flag\n', vocabulary)
    assert checked.policy is None
    assert checked.diagnostics == ()


READ_IN_PART = """policy p "P"
  version 1.0.0
  effective 2026-01-01

facts
  pain  0..10  "Pain"
  my fact  yes/no  "My fact"

require first "First"
  pain => 4
{}"""


@pytest.mark.parametrize(
    "rest",
    [
        'require two_clauses\n  pain >= 4\n\nrequire three "Three"\n  two_clauses\n',
        'require two "Two"\n  my_fact\n',
        'require two "Two"\n  either\n    pain >= 4\n    first\n',
        'require two "Two"\n  pain >= 4\n  or first\n',
        'fatcs\n  flag yes/no "Flag"\n\nrequire two "Two"\n  flag\n',
    ],
)
def test_what_may_stand_where_nothing_could_be_read_is_not_called_missing(rest: str) -> None:
    source = SourceText("p.assent", READ_IN_PART.format(rest))
    parsed = parse(source)
    assert parsed.has_errors
    assert isinstance(parsed.tree, PolicyTree)
    checked = check(parsed.tree, source, vocabularies={}, source_document=None, unread=parsed.unread)
    assert checked.policy is None
    assert checked.diagnostics == ()


def test_mistakes_elsewhere_are_told_beside_one_that_spoils_a_line() -> None:
    rest = (
        'require two "Two"\n  flagg\n\nrequire three "Three"\n  because "…"\n\n'
        'require four "Four"\n  first\n  not first\n'
    )
    source = SourceText("p.assent", READ_IN_PART.format(rest).replace("  version 1.0.0\n", ""))
    parsed = parse(source)
    assert isinstance(parsed.tree, PolicyTree)
    checked = check(parsed.tree, source, vocabularies={}, source_document=None, unread=parsed.unread)
    assert [diagnostic.code for diagnostic in checked.diagnostics] == [
        "missing-line",
        "unknown-name",
        "no-test",
        "several-tests",
    ]


@pytest.mark.parametrize("line", ["effectve 2026-01-01", "effective 2026-01-01 or so", "starting 2026-01-01"])
def test_a_line_of_the_header_that_could_not_be_read_is_not_called_missing(line: str) -> None:
    source = SourceText("p.assent", f'policy p "P"\n  version 1.0.0\n  {line}\n\nrequire c "C"\n  flagg\n')
    parsed = parse(source)
    assert isinstance(parsed.tree, PolicyTree)
    checked = check(parsed.tree, source, vocabularies={}, source_document=None, unread=parsed.unread)
    assert [diagnostic.code for diagnostic in checked.diagnostics] == ["unknown-name"]


@pytest.mark.parametrize("wrong", ["", "  uses v\n"])
def test_a_wrong_quote_is_found_beside_a_wrong_test(wrong: str) -> None:
    text = HEADER + wrong + '  source "s.txt"\nrequire c "C"\n  missing\n  cites "not there"\n'
    tree = tree_of(text)
    assert isinstance(tree, PolicyTree)
    document = SourceText("s.txt", "The patient must have tried physical therapy.\n")
    checked = check(tree, SourceText("p.assent", text), vocabularies={}, source_document=document)
    codes = {diagnostic.code for diagnostic in checked.diagnostics}
    assert "quote-not-found" in codes
    assert ("unknown-vocabulary" if wrong else "unknown-name") in codes


def test_a_vocabulary_says_where_its_facts_are() -> None:
    text = 'vocabulary v "V"\n  score  0..10  "Score"\n  score  yes/no "Other"\n  bad  10..0 "Bad"\n'
    tree = tree_of(text)
    assert isinstance(tree, VocabularyTree)
    checked = check_vocabulary(tree, SourceText("v.assent", text))
    assert [diagnostic.code for diagnostic in checked.diagnostics] == ["duplicate-id", "reversed-range"]
    vocabulary = checked.vocabulary
    assert [fact.name for fact in vocabulary.facts] == ["score"]
    assert {name: span.line for name, span in vocabulary.spans.items()} == {"score": 2, "bad": 4}
    assert vocabulary.broken == {"bad"}
    assert not vocabulary.sound


def test_labels_are_distinct_whatever_their_case_and_spaces() -> None:
    text = HEADER + 'facts\n  a  yes/no  "Pain  score"\n  b  yes/no  "pain score"\nrequire c "C"\n  a and b\n'
    assert codes_of(text) == ["duplicate-label"]
    vocabularies = ('vocabulary v "V"\n  a  yes/no  "Pain"\n', 'vocabulary w "W"\n  b  yes/no  "PAIN"\n')
    assert codes_of(HEADER + '  uses v, w\nrequire c "C"\n  a and b\n', *vocabularies) == ["duplicate-label"]


def test_characters_that_deceive_are_found_in_texts_and_comments() -> None:
    text = HEADER + 'facts # \u202d\n  flag  yes/no  "Fl\u200bag \u05d3\u05d2\u05dc"\nrequire c "C"\n  flag\n'
    found = diagnostics_of(text)
    assert [(diagnostic.code, diagnostic.span.text) for diagnostic in found] == [
        ("deceptive-character", "\u202d"),
        ("deceptive-character", "\u200b"),
    ]
    assert len(codes_of(HEADER + FLAG.replace("Flag", "\u202e" * 500) + 'require c "C"\n  flag\n')) <= 25


@pytest.mark.parametrize(("length", "expected"), [(60, []), (61, ["long-name"])])
def test_a_name_has_at_most_60_letters(length: int, expected: list[str]) -> None:
    name = "f" * length
    assert codes_of(HEADER + f'facts\n  {name}  yes/no  "F"\nrequire c "C"\n  {name}\n') == expected


@pytest.mark.parametrize("digits", [30, 31, 5000])
def test_a_number_has_at_most_30_digits(digits: int) -> None:
    number = "1" * digits
    text = HEADER + f'facts\n  n  number  "N"\n  d  duration  "D"\nrequire c "C"\n  n >= {number}\n'
    assert ("long-number" in codes_of(text.replace("d  duration", "m  number"))) == (digits > 30)
    for where in (f"d >= {number} days", f"at least {number} n", f"n >= {number}.5"):
        assert any(diagnostic.is_error for diagnostic in diagnostics_of(text.replace(f"n >= {number}", where)))


@pytest.mark.parametrize("id", ["class", "None", "con", "COM9", "__pycache__", "json", "assent"])
def test_a_policy_has_an_id_that_folders_and_imports_can_have(id: str) -> None:
    assert codes_of((HEADER + FLAG + 'require a "A"\n  flag').replace("policy p ", f"policy {id} ")) == ["unusable-id"]


@pytest.mark.parametrize("id", ["p", "class_", "match", "console", "com10", "_p", "Json"])
def test_other_ids_of_a_policy_are_its_own_affair(id: str) -> None:
    assert codes_of((HEADER + FLAG + 'require a "A"\n  flag').replace("policy p ", f"policy {id} ")) == []
