"""A source that disagrees with itself."""

from __future__ import annotations

import pytest

from assent.check.citations import Contradiction
from citing import clauses, hold, only, physical_therapy

BODY = 'exclude infected "Infection"\n  infection\n'


def contradictions(source: str, body: str = BODY) -> tuple[Contradiction, ...]:
    coverage = hold(clauses(body), source).coverage
    assert coverage is not None
    return coverage.contradictions


@pytest.mark.parametrize(
    "source",
    [
        "All imaging within the last 6 months:\n* MRI within the last 12 months",
        "1. Imaging is required within the last 6 months:\n   * X-ray\n   * MRI: one set within the past year",
        "1. Imaging in the past 90 days:\n   - MRI in the past 6 months",
        "IMAGING (within the last 6 months)\n\nAn MRI within the last 12 months is needed.",
        "Imaging within 6 months:\n* MRI within 12 months",
        "# No more than 12 visits\n\n* Up to 20 visits after surgery",
        "Imaging within the last 6 months:\n* Joint:\n  * MRI within the last 12 months",
    ],
)
def test_an_item_that_goes_beyond_its_lead_in_is_found(source: str) -> None:
    assert len(contradictions(source)) == 1


@pytest.mark.parametrize(
    "source",
    [
        "All imaging within the last 12 months:\n* MRI within the last 6 months",
        "All imaging within the last 12 months:\n* MRI within the last year",
        "All imaging within the last 52 weeks:\n* MRI within the last year",
        "All imaging within the last 6 months:\n* Two or more sets",
        "At least two of the following:\n* At least 3 visits",
        "Imaging within the last 6 months:\n* MRI\n\nA note within the last 12 months is needed.",
        "Treatment for at least 6 weeks:\n* Exercise for at least 12 weeks",
        "No more than 12 visits:\n* Up to 20 minutes each",
        "Imaging within 6 months:\n* Surgery within 12 months of the injury",
    ],
)
def test_an_item_that_narrows_its_lead_in_or_speaks_of_something_else_is_not(source: str) -> None:
    assert contradictions(source) == ()


SOURCE = "1. Imaging is required within the last 6 months:\n   * MRI: one set within the last 12 months\n"
CLAUSE = 'require imaging "Imaging"\n  latest scan within the last 12 months\n'
CITES = '  cites "Imaging is required within the last 6 months"\n  cites "one set within the last 12 months"\n'


def test_both_places_are_shown_in_the_source() -> None:
    found = only(hold(clauses(BODY), SOURCE), "source-disagrees")
    assert found.span.text == "within the last 12 months"
    assert found.others[0].span.text == "within the last 6 months"
    assert found.span.source is found.others[0].span.source
    assert found.message == "the source says `within the last 6 months`, and below it `within the last 12 months`"


@pytest.mark.parametrize(
    ("rest", "acknowledged"),
    [
        (CITES + '  note "The line about MRI governs."\n', "imaging"),
        (CITES + '  note "The lead-in says 6 months, the line 12."\n', "imaging"),
        ('  cites "one set within the last 12 months"\n  note "The line governs."\n', "imaging"),
        ('  cites "Imaging is required within the last 6 months"\n  note "Twelve months, by the line."\n', "imaging"),
        (CITES, ""),
        (CITES + '  because "The line governs."\n', ""),
        (CITES + '  note "A set has 3 pictures."\n', ""),
        ('  note "The line about MRI governs."\n', ""),
    ],
)
def test_a_note_on_a_clause_that_cites_either_acknowledges_it(rest: str, acknowledged: str) -> None:
    examination = hold(clauses(CLAUSE + rest), SOURCE)
    assert examination.coverage is not None
    assert [one.acknowledged_by for one in examination.coverage.contradictions] == [acknowledged]
    warned = [one for one in examination.diagnostics if one.code == "source-disagrees"]
    assert bool(warned) is not bool(acknowledged)


def test_a_note_that_answers_a_contradiction_does_not_hide_another_difference() -> None:
    note = '  note "The lead-in says 6 months, the line 12. The line governs."\n'
    changed = CLAUSE.replace("12 months", "18 months") + CITES + note
    assert "quantity-differs" in [one.code for one in hold(clauses(changed), SOURCE).diagnostics]


def test_the_contradiction_in_the_example_is_found_and_acknowledged() -> None:
    examination = physical_therapy()
    assert examination.diagnostics == ()
    assert examination.coverage is not None
    (found,) = examination.coverage.contradictions
    assert (found.lead_in_says, found.item_says) == ("within the last 6 months", "within the last 12 months")
    assert (found.lead_in.line, found.item.line) == (26, 28)
    assert found.acknowledged_by == "imaging"
    assert found.note.startswith("The lead-in asks for all imaging within 6 months")


def test_without_its_note_the_example_is_told_that_its_source_disagrees() -> None:
    found = physical_therapy('    note "The lead-in asks', '    because "The lead-in asks')
    assert [one.code for one in found.diagnostics] == ["source-disagrees"]
