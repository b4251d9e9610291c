"""Quantities of quotes compared with the thresholds of clauses, by meaning."""

from __future__ import annotations

import pytest

from citing import clauses, codes, hold, only, physical_therapy


def compare(quote: str, test: str, *, verb: str = "require", rest: str = "") -> list[str]:
    """The messages of a clause with one test (or a block) and one quote."""
    text = clauses(f'{verb} clause "Clause"\n  {test}\n  cites "{quote}"\n{rest}')
    found = hold(text, f"# Criteria\n\n* {quote}\n")
    assert set(codes(found)) <= {"quantity-differs"}, found.diagnostics
    return [one.message for one in found.diagnostics if one.code == "quantity-differs"]


AGREE = [
    ("pain for at least 12 weeks", "pain >= 12 weeks"),
    ("pain for at least 12 weeks", "pain >= 84 days"),
    ("pain for at least 84 days", "pain >= 12 weeks"),
    ("pain for at least one year", "pain >= 12 months"),
    ("12 weeks of pain", "pain >= 12 weeks"),
    ("12 weeks of pain", "pain > 12 weeks"),
    ("more than 12 weeks of pain", "pain > 12 weeks"),
    ("less than 6 weeks of pain", "pain < 6 weeks"),
    ("a score of 4 or higher (NRS 0-10)", "score >= 4"),
    ("a score between 4 and 7", "all of\n    score >= 4\n    score <= 7"),
    ("age 18 to 64", "all of\n    age >= 18\n    age <= 64"),
    ("age 18 to 64", "all of\n    age >= 18\n    age < 65"),
    ("BMI of 40 kg/m2 or more", "bmi >= 40 kg/m2"),
    ("a BMI of 40 or more", "bmi >= 40 kg/m2"),
    ("at least 50 percent relief", "relief >= 50 %"),
    ("Two or more radiographs", "at least 2 film"),
    ("more than 3 radiographs", "at least 4 film"),
    ("fewer than 3 visits", "at most 2 visit"),
    ("no more than 20 visits", "at most 20 visit"),
    ("One or two MRIs", "1 to 2 scan"),
    ("exactly three visits", "exactly 3 visit"),
    ("at least one radiograph", 'latest film within the last 6 months\n  note "Six months are our plan\'s."'),
    ("a radiograph within the last 6 months", "latest film within the last 6 months"),
    ("a radiograph within the last 6 months", "at least 1 film within the last 6 months"),
    ("a radiograph within the last 12 months", "latest film within the last 1 year"),
    ("no radiograph within the last 6 months", "no film within the last 6 months"),
    ("at least two of the following", "at least 2 of\n    infection\n    trial\n    exam provided"),
    ("one of the following", "any of\n    infection\n    trial"),
    ("at least moderate impairment", "impairment >= moderate"),
    ("at least six weeks of exercise", "trial"),
    ("pain in the joint", "pain >= 12 weeks"),
    ("A score of less than 4 is not covered", "score >= 4"),
    ("Not covered where pain has lasted less than 12 weeks", "pain >= 12 weeks"),
    ("Covered unless the score is 4 or higher", "score < 4"),
    ("A member with a score of less than 4", "not score >= 4"),
    ("pain for at least 12 weeks (3 months)", "pain >= 12 weeks"),
    ("pain for at least 12 weeks (3 months)", "pain >= 3 months"),
    # A number of another kind is no other number of the same kind.
    (
        "pain for at least 12 weeks",
        "all of\n    pain >= 12 weeks\n    age >= 18\n    relief >= 50 %\n    at least 2 film",
    ),
    ("Two or more radiographs", "all of\n    at least 2 film\n    score >= 4"),
]

DIFFER = [
    (
        "pain for at least 12 weeks",
        "pain >= 10 weeks",
        "`clause` says `at least 10 weeks`, but its quote says `at least 12 weeks`",
    ),
    (
        "pain for at least 12 weeks",
        "pain >= 83 days",
        "`clause` says `at least 83 days`, but its quote says `at least 12 weeks`",
    ),
    (
        "pain for at least 12 weeks",
        "pain >= 3 months",
        "`clause` says `at least 3 months`, but its quote says `at least 12 weeks`",
    ),
    (
        "pain for at least 12 weeks",
        "pain > 12 weeks",
        "`clause` says `more than 12 weeks`, but its quote says `at least 12 weeks`",
    ),
    (
        "pain for at least 12 weeks",
        "pain <= 12 weeks",
        "`clause` says `at most 12 weeks`, but its quote says `at least 12 weeks`",
    ),
    (
        "pain for at least 12 weeks",
        "pain < 12 weeks",
        "`clause` says `less than 12 weeks`, but its quote says `at least 12 weeks`",
    ),
    ("a score of 4 or higher", "score >= 5", "`clause` says `at least 5`, but its quote says `4 or higher`"),
    ("a score of 4 or higher", "score > 4", "`clause` says `more than 4`, but its quote says `4 or higher`"),
    ("Two or more radiographs", "at least 3 film", "`clause` says `at least 3`, but its quote says `Two or more`"),
    ("Two or more radiographs", "at least 1 film", "`clause` does not test `Two or more`, which it quotes"),
    ("One or two MRIs", "1 to 3 scan", "`clause` says `1 to 3`, but its quote says `One or two`"),
    ("exactly three visits", "at least 3 visit", "`clause` does not test `exactly three`, which it quotes"),
    (
        "a radiograph within the last 6 months",
        "latest film within the last 9 months",
        "`clause` says `within the last 9 months`, but its quote says `within the last 6 months`",
    ),
    (
        "a radiograph within the last 6 months",
        "at least 1 film",
        "`clause` does not test `within the last 6 months`, which it quotes",
    ),
    (
        "at least two of the following",
        "any of\n    infection\n    trial",
        "`clause` does not test `at least two`, which it quotes",
    ),
    (
        "age 18 to 64",
        "all of\n    age >= 18\n    age <= 65",
        "`clause` says `at most 65`, but its quote says `18 to 64`",
    ),
    ("a score of at least 12", "pain >= 12 weeks", "`clause` does not test `at least 12`, which it quotes"),
    ("at least 12 weeks", "at least 12 visit", "`clause` does not test `at least 12 weeks`, which it quotes"),
    ("at least 12 weeks of pain", "infection", "`clause` does not test `at least 12 weeks`, which it quotes"),
    (
        "pain for at least 12 weeks",
        "all of\n    pain >= 12 weeks\n    latest film within the last 6 months",
        "`clause` says `within the last 6 months`, which none of its quotes says",
    ),
]


@pytest.mark.parametrize(("quote", "test"), AGREE)
def test_a_quote_and_a_test_agree(quote: str, test: str) -> None:
    assert compare(quote, test) == []


@pytest.mark.parametrize(("quote", "test", "message"), DIFFER)
def test_a_quote_and_a_test_differ(quote: str, test: str, message: str) -> None:
    assert compare(quote, test) == [message]


def test_an_exclusion_may_turn_a_requirement_round_but_not_change_its_number() -> None:
    assert compare("Pain has lasted at least 12 weeks", "pain < 12 weeks", verb="exclude") == []
    assert len(compare("Pain has lasted at least 12 weeks", "pain < 10 weeks", verb="exclude")) == 1
    assert len(compare("Pain has lasted at least 12 weeks", "pain <= 12 weeks", verb="exclude")) == 1


def test_both_places_are_shown() -> None:
    quote = "pain for at least 12 weeks"
    text = clauses(f'require clause "Clause of 10 weeks"\n  # not 10 weeks\n  pain >= 10 weeks\n  cites "{quote}"\n')
    found = only(hold(text, f"* {quote}\n"), "quantity-differs")
    assert found.span.text == "pain >= 10 weeks"
    assert found.span.source.path == "p.assent"
    assert found.others[0].span.text == "at least 12 weeks"
    assert found.others[0].span.source.path == "sources/p.txt"


def test_a_quantity_without_a_test_is_shown_in_the_quote() -> None:
    text = clauses('require clause "Clause"\n  infection\n  cites "pain for at least 12 weeks"\n')
    assert only(hold(text, "* pain for at least 12 weeks\n"), "quantity-differs").span.text == "at least 12 weeks"


def test_one_mistake_is_one_warning() -> None:
    text = clauses(
        'require clause "Clause"\n  latest film within the last 9 months\n'
        '  cites "All within the last 6 months:"\n  cites "A film within the last 6 months."\n'
    )
    assert codes(hold(text, "All within the last 6 months:\n* A film within the last 6 months.\n")) == [
        "quantity-differs"
    ]


@pytest.mark.parametrize(
    ("note", "answers"),
    [
        ("Read strictly.", True),
        ("Our plan asks for 10 weeks.", True),
        ("Our plan asks for ten weeks.", True),
        ("The 12 weeks of the source are a misprint.", True),
        ("See the letter of 5 members.", False),
    ],
)
def test_a_note_answers_a_difference(note: str, answers: bool) -> None:
    messages = compare("pain for at least 12 weeks", "pain >= 10 weeks", rest=f'  note "{note}"\n')
    assert bool(messages) is not answers


def test_what_a_note_answers_is_kept() -> None:
    text = clauses('require clause "C"\n  pain >= 10 weeks\n  cites "at least 12 weeks"\n  note "Ten, by contract."\n')
    (kept,) = hold(text, "* at least 12 weeks\n").acknowledged
    assert (kept.by, kept.note) == ("clause", "Ten, by contract.")
    assert kept.warning.code == "quantity-differs"


def test_a_definition_stands_for_its_thresholds_where_it_is_named() -> None:
    text = clauses(
        'define lasting "Lasting pain"\n  pain >= 12 weeks\n\n'
        'require clause "Clause"\n  lasting\n  cites "pain for at least 12 weeks"\n'
    )
    assert codes(hold(text, "* pain for at least 12 weeks\n")) == []
    assert codes(hold(text.replace(">= 12", ">= 10"), "* pain for at least 12 weeks\n")) == ["quantity-differs"]


def test_the_quotes_of_a_definition_are_compared() -> None:
    text = clauses(
        'define lasting "Lasting pain"\n  pain >= 10 weeks\n  cites "pain for at least 12 weeks"\n\n'
        'require clause "Clause"\n  lasting\n'
    )
    found = only(hold(text, "* pain for at least 12 weeks\n"), "quantity-differs")
    assert found.message.startswith("`lasting` says `at least 10 weeks`")


@pytest.mark.parametrize(("period", "differs"), [("90 days", False), ("3 months", True), ("60 days", True)])
def test_the_validity_is_compared(period: str, differs: bool) -> None:
    text = clauses(
        'exclude infected "Infection"\n  infection\n\n'
        f'authorization\n  valid for {period}\n  cites "It is valid for 90 days."\n'
    )
    assert codes(hold(text, "It is valid for 90 days.\n")) == (["quantity-differs"] if differs else [])


def test_what_the_authorization_grants_and_how_it_is_appealed_stand_for_their_quantities() -> None:
    text = clauses(
        'exclude infected "Infection"\n  infection\n\n'
        'authorization\n  grants "Up to 12 visits"\n  appeal "Write within 30 days."\n'
        '  cites "Up to 12 visits may be had."\n  cites "Appeals are heard within 30 days."\n'
    )
    source = "Up to 12 visits may be had. Appeals are heard within 30 days.\n"
    assert codes(hold(text, source)) == []
    assert codes(hold(text.replace('within 30 days."\n  cites "Up', 'within 60 days."\n  cites "Up'), source)) == [
        "quantity-differs"
    ]


def test_exceptions_are_compared() -> None:
    quote = "Pain for 12 weeks, unless the score is 8 or higher."
    text = clauses(f'require clause "C"\n  pain >= 12 weeks\n  unless score >= 8\n  cites "{quote}"\n')
    assert codes(hold(text, f"* {quote}\n")) == []
    assert codes(hold(text.replace(">= 8", ">= 7"), f"* {quote}\n")) == ["quantity-differs"]


TESTS = 'submit tests "Diagnostic test results"\n    at least 1 diagnostic_test within the last '


# Every threshold of the physical therapy policy that its source states, changed: each is noticed.
@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("conservative_treatment >= 12 weeks", "conservative_treatment >= 10 weeks"),
        ("conservative_treatment >= 12 weeks", "conservative_treatment >= 12 months"),
        ("conservative_treatment >= 12 weeks", "conservative_treatment > 12 weeks"),
        ("symptom_duration >= 6 weeks", "symptom_duration >= 5 weeks"),
        ("symptom_duration >= 6 weeks", "symptom_duration <= 6 weeks"),
        ("at least 2 xray", "at least 1 xray"),
        ("latest xray within the last 6 months", "latest xray within the last 9 months"),
        ("1 to 2 mri", "1 to 3 mri"),
        ("latest mri within the last 12 months", "latest mri within the last 18 months"),
        ("pain_score >= 4", "pain_score >= 3"),
        ("pain_score >= 4", "pain_score > 4"),
        ("at least 1 prior_treatment", "at least 2 prior_treatment"),
        ("prior_treatment within the last 12 months", "prior_treatment within the last 6 months"),
        (f"{TESTS}12 months", f"{TESTS}6 months"),
    ],
)  # fmt: skip
def test_a_changed_threshold_of_the_example_is_noticed(old: str, new: str) -> None:
    assert codes(physical_therapy(old, new)) == ["quantity-differs"]


def test_a_changed_source_of_the_example_is_noticed() -> None:
    found = physical_therapy(source=("at least 12 weeks", "at least 16 weeks"))
    assert "it says `16`, not `12`" in only(found, "quote-not-found").message
