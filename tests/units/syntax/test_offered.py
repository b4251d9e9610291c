"""Lines that newcomers write: the one message for each, and that the lines it offers compile where they stood."""

from __future__ import annotations

import pytest

from assent.source.diagnostic import Diagnostic
from diagnostics.compiling import compile_example
from diagnostics.pages import Example
from units.syntax.offers import (
    BLOCKS,
    CODED,
    CONDITIONS,
    FACT_LINES,
    GRANTS,
    HOLES,
    IN_SECTION,
    NAMES,
    PATHWAYS,
    POLICY,
    VALUES,
    Offer,
    bands,
)
from units.syntax.offers_of_formulas import FORMULAS
from units.syntax.offers_of_newcomers import FACTS, NAMED, NEWCOMERS


def found(facts: str, body: str) -> list[Diagnostic]:
    text = POLICY.format(facts="".join(f"  {line}\n" for line in facts.splitlines()), body=body)
    return [one for one in compile_example(Example(text)) if not one.code.startswith("unused-")]


EVERY = {
    **PATHWAYS,
    **BLOCKS,
    **CONDITIONS,
    **NAMES,
    **FACT_LINES,
    **VALUES,
    **HOLES,
    **GRANTS,
    **IN_SECTION,
    **CODED,
    **FORMULAS,
    **NEWCOMERS,
}


@pytest.mark.parametrize("offer", EVERY.values(), ids=list(EVERY))
def test_one_message_offers_lines_that_compile_where_they_stood(offer: Offer) -> None:
    messages = found(offer.facts, offer.wrong)
    assert [one.code for one in messages] == [offer.code], [one.message for one in messages]
    for words in offer.said:
        assert words in messages[0].help, messages[0].help
    again = found(offer.right_facts or offer.facts, offer.right)
    assert not [one for one in again if one.is_error or one.code == offer.code], again


def test_whole_numbers_from_55_to_56_leave_no_hole() -> None:
    assert not found("", bands("age from 0 to 55", "age from 56 to 59"))


@pytest.mark.parametrize(
    "codes",
    ["  I10*\n  J44.*", "  J44\n  J44.*", "  J44\n  J44*", "  J44 to J47\n  J44.1", "  J44.1\n  J44.10"],
    ids=lambda codes: " ".join(codes.split()),
)
def test_a_category_with_what_is_below_it_is_no_mistake(codes: str) -> None:
    assert not found('dx  ICD10  "Diagnosis"', f'value set s ICD10 "S"\n{codes}\nrequire r "R"\n  dx is in s')


@pytest.mark.parametrize("codes", ["  I10", "  J44\n  J45.1"])
def test_a_category_alone_is_one(codes: str) -> None:
    (only,) = found('dx  ICD10  "Diagnosis"', f'value set s ICD10 "S"\n{codes}\nrequire r "R"\n  dx is in s')
    assert only.code == "bare-category" and f"`{codes.split(maxsplit=1)[0]}*`" in only.help


@pytest.mark.parametrize("test", ["pain-score >= 2", "sat >= 3/10 %", "copd/smoker", "sat >= 56-59 %"])
def test_what_is_no_formula_is_not_taken_for_one(test: str) -> None:
    assert "formula-in-test" not in [one.code for one in found("", f'require r "R"\n  {test}')]


def test_a_formula_that_no_rule_multiplies_out_is_not_shown_without_its_brackets() -> None:
    (message,) = found('part  1..9  "Part"', 'require r "R"\n  sat / (part + 1) >= 2')
    assert message.code == "formula-in-test" and "multiply out" in message.help
    assert "sat / part" not in message.help


def test_a_pathway_with_an_empty_title_is_a_mistake_like_any_other() -> None:
    (message,) = found("", 'require r "R"\n  either ""\n    sat <= 55 %\n  or "On exertion"\n    sat <= 88 %')
    assert message.code == "empty-text"


def test_a_long_text_out_of_place_is_quoted_on_one_line() -> None:
    (message,) = [one for one in found("", 'require r "R"\n  copd """a\n  b"""') if one.code == "unexpected-text"]
    assert "\n" not in message.message


@pytest.mark.parametrize("test", ["crp at least 5 mg/L", "years since born at least 18 years"])
def test_what_cannot_be_so_long_ago_is_not_offered_with_ago(test: str) -> None:
    (message,) = found(FACTS, f'require r "R"\n  {test}')
    assert "ago" not in message.help


def test_what_can_be_so_long_ago_is() -> None:
    (message,) = found(FACTS, 'require r "R"\n  born at least 18 years')
    assert "`born at least 18 years ago`" in message.help


@pytest.mark.parametrize(
    "cases",
    [
        "1 mg when weight < 20 kg\n  2 mg when weight from 25 kg up to 40 kg",
        "1 mg when weight > 20 kg\n  2 mg when weight > 10 kg",
        "1 mg when weight from 25 kg up to 40 kg",
        "1 mg when weight < 20 kg\n  2 mg when crp >= 20 mg/L",
        "1 mg when grade is low\n  2 mg when grade is none_such",
        "1 mg when grade is one of low, middle, high",
        "1 mg when copd\n  2 mg when not copd",
    ],
)
def test_the_rest_of_a_table_is_left_to_the_author_where_it_is_not_certain(cases: str) -> None:
    (message, *_) = found(FACTS, f'table cap "Cap"\n  {cases}\n  3 mg otherwise\nrequire r "R"\n  dose <= cap')
    assert message.code == "everyday-words" and "the_other_case" in message.help


@pytest.mark.parametrize("test", ["dose <= the dose", "dose <= crp cap", "site is home health"])
def test_two_words_that_are_no_name_together_are_not_joined(test: str) -> None:
    (message,) = [one for one in found(FACTS, f'{NAMED}require r "R"\n  {test}') if one.is_error]
    assert "_cap" not in message.help and "home_health" not in message.help


def test_a_name_that_no_fact_has_as_an_option_is_to_be_declared() -> None:
    (message,) = found(FACTS, 'require r "R"\n  inpatient')
    assert "declare it" in message.help and "option" not in message.help


def test_how_often_is_no_value_to_compare_with() -> None:
    (message,) = found(FACTS, 'require r "R"\n  dose at most weekly')
    assert message.code == "unexpected-text"


def test_a_short_word_is_not_taken_for_another_one() -> None:
    (message,) = found(FACTS, 'require r "R"\n  treated_for for pain')
    assert message.code == "unexpected-text" and "did you mean" not in message.help
