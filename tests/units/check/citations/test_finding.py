"""Quotes found, and the messages for those that are not."""

from __future__ import annotations

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from citing import clauses, codes, hold, only, physical_therapy

SOURCE = """COVERAGE CRITERIA (Must meet ALL)

1. **Pain**: The member must have had knee pain for at least 12 weeks.
2. A note of the **examination**
   of the knee.

## Renewal

* A note of the examination of the knee.
* Less than half the pain is left
"""


def cite(quote: str, under: str = "") -> str:
    rest = f' under "{under}"' if under else ""
    return clauses(f'exclude infected "Infection"\n  infection\n  cites "{quote}"{rest}\n')


@pytest.mark.parametrize(
    "quote",
    [
        "The member must have had knee pain for at least 12 weeks.",
        "knee pain for at least 12 weeks",
        "the   member".replace("the", "The"),
        "**Pain**: The member",
        "Pain: The member must have had",
        "for at least 12 weeks. A note of the examination of the knee. Renewal",
        "Less than half the pain is left",
        "Less than half the pain is left.",
        "* Less than half the pain is left",
    ],
)
def test_a_quote_is_found_whitespace_and_markup_aside(quote: str) -> None:
    assert codes(hold(cite(quote), SOURCE)) in ([], ["quantity-differs"])


@pytest.mark.parametrize(
    ("under", "found"),
    [
        ("Coverage criteria", True),
        ("COVERAGE CRITERIA (Must meet ALL)", True),
        ("**coverage criteria**", True),
        ("Coverage Criteria:", True),
        ("Renewal", True),
        ("## renewal", True),
        ("Criteria", False),
        ("Renewals", False),
        ("Must meet ALL", False),
    ],
)
def test_under_matches_a_heading_whatever_its_case_and_markup(under: str, found: bool) -> None:
    result = codes(hold(cite("A note of the examination of the knee.", under), SOURCE))
    assert result == ([] if found else ["unknown-heading"])


@pytest.mark.parametrize(
    "heading", ["3.1 Limits", "III. LIMITS", "Section 4: Limits", "(b) LIMITS (per year)", "# Limits:"]
)
def test_a_heading_has_its_name_without_its_number(heading: str) -> None:
    source = f"# First\n\nOne is enough.\n\n# {heading}\n\nOne is enough.\n"
    assert codes(hold(cite("One is enough.", "Limits"), source)) in ([], ["quantity-differs"])


def test_a_quote_that_is_not_there_is_told_with_the_nearest_passage() -> None:
    found = only(hold(cite("The member must have had knee pain for at least 10 weeks."), SOURCE), "quote-not-found")
    assert found.message == "these words are not in the source: it says `12`, not `10`"
    assert found.span.text == "10"
    assert found.others[0].span.text == "12"
    assert found.others[0].span.source.path == "sources/p.txt"
    assert found.help.endswith('word for word: "The member must have had knee pain for at least 12 weeks."')


@pytest.mark.parametrize(
    ("quote", "message"),
    [
        ("The member must have had severe knee pain for at least 12 weeks.", "it does not say `severe`"),
        ("The member must have knee pain for at least 12 weeks.", "it says `had` in between"),
        ("The Member must have had knee pain for at least 12 weeks.", "it writes `member`, not `Member`"),
        ("The member must have had knee pain, for at least 12 weeks.", "it does not say `,`"),
    ],
)
def test_the_message_says_where_the_passage_differs(quote: str, message: str) -> None:
    found = only(hold(cite(quote), SOURCE), "quote-not-found")
    assert found.message == f"these words are not in the source: {message}"


def test_nothing_like_it() -> None:
    found = only(hold(cite("Aspirin reduces fever in adults."), SOURCE), "quote-not-found")
    assert found.message == "these words are not in the source"
    assert found.others == ()


def test_a_part_of_a_word_is_not_found() -> None:
    assert codes(hold(cite("ember must have had"), SOURCE)) == ["quote-not-found"]
    assert codes(hold(cite("for at least 1"), SOURCE)) == ["quote-not-found"]


def test_a_full_stop_is_not_added_in_the_middle_of_a_sentence() -> None:
    assert codes(hold(cite("The member must have had knee pain."), SOURCE)) == ["quote-not-found"]


def test_a_gap_is_explained() -> None:
    found = only(hold(cite("The member must ... at least 12 weeks."), SOURCE), "quote-not-found")
    assert found.help.startswith("a quote has no gaps")


def test_sentences_that_do_not_follow_one_another() -> None:
    quote = "Less than half the pain is left. The member must have had knee pain for at least 12 weeks."
    found = only(hold(cite(quote), SOURCE), "quote-not-found")
    assert found.message == "these sentences do not follow one another in the source"


def test_twice_names_the_headings() -> None:
    found = only(hold(cite("A note of the examination of the knee."), SOURCE), "ambiguous-quote")
    assert found.message == "these words stand twice in the source: under `COVERAGE CRITERIA` and `Renewal`"
    assert [label.span.line for label in found.others] == [4, 9]
    assert 'under "COVERAGE CRITERIA"' in found.help


def test_twice_under_one_heading_asks_for_more_words() -> None:
    found = only(hold(cite("One is enough"), "# A\n\nOne is enough for x. One is enough for y.\n"), "ambiguous-quote")
    assert found.message == "these words stand twice in the source"
    assert found.help == "quote more of the sentence, until the words stand there once"


def test_twice_below_labels_names_the_labels() -> None:
    source = "# A\n\n1. **X-rays**:\n   * Two sets\n2. **MRI**:\n   * Two sets\n"
    found = only(hold(cite("Two sets"), source), "ambiguous-quote")
    assert "under `X-rays` and `MRI`" in found.message
    assert codes(hold(cite("Two sets", "MRI"), source)) in ([], ["quantity-differs"])


def test_an_unknown_heading_is_told_with_the_nearest() -> None:
    found = only(hold(cite("A note of the examination of the knee.", "Renewl"), SOURCE), "unknown-heading")
    assert found.help == "did you mean `Renewal`?"
    assert found.span.text == '"Renewl"'


def test_under_the_wrong_heading() -> None:
    found = only(hold(cite("knee pain for at least 12 weeks", "Renewal"), SOURCE), "wrong-heading")
    assert found.message == "these words do not stand under `Renewal`, but under `COVERAGE CRITERIA`"
    assert found.span.text == '"Renewal"'


def test_untested_quotes_are_found_too() -> None:
    text = clauses('exclude infected "Infection"\n  infection\n\nuntested "No such words." because "It is a test."\n')
    assert codes(hold(text, SOURCE)) == ["quote-not-found"]


def test_all_mistakes_are_told_in_one_run() -> None:
    text = clauses(
        'exclude infected "Infection"\n  infection\n  cites "Nothing like this."\n  cites "…"\n'
        '  cites "A note of the examination of the knee."\n  cites "knee pain" under "Nowhere"\n'
    )
    assert codes(hold(text, SOURCE)) == ["quote-not-found", "empty-quote", "ambiguous-quote", "unknown-heading"]


def test_a_statement_that_a_failing_quote_meant_is_not_told_again() -> None:
    found = hold(cite("The member must have had knee pain for at least 10 weeks."), SOURCE)
    uncovered = [one.span.text for one in found.diagnostics if one.code == "uncovered-statement"]
    assert not any("knee pain" in text for text in uncovered)
    assert found.coverage is not None
    assert any("knee pain" in statement.text for statement in found.coverage.uncovered), "but it is not covered either"


WORDS = "The member must have had knee pain for at least twelve weeks before the injection is given".split()  # noqa: SIM905


@settings(max_examples=60)
@given(st.randoms(use_true_random=False), st.integers(0, 8), st.integers(3, 16))
def test_a_quote_is_found_wherever_whitespace_and_markup_change(chance: random.Random, start: int, length: int) -> None:
    quote = WORDS[start : start + length]

    def dressed(words: list[str]) -> str:
        text = ""
        for word in words:
            mark = chance.choice(["", "", "", "**", "_", "*", "`"])
            text += f"{mark}{word}{mark}" + chance.choice([" ", " ", "  ", "\n    ", "\t", "\u00a0"])
        return text

    source = f"# Heading\n\n* {dressed(WORDS)}\n\nOther words stand here.\n"
    written = dressed(quote).strip().replace("\n", " ")
    assert codes(hold(cite(written), source)) in ([], ["quantity-differs"])


def test_the_example_needs_its_headings() -> None:
    found = physical_therapy(' under "Coverage criteria"\n    cites "Diag', '\n    cites "Diag')
    assert only(found, "ambiguous-quote").message == (
        "these words stand twice in the source: under `COVERAGE CRITERIA` and `DOCUMENTATION REQUIREMENTS`"
    )
