"""Source coverage: what counts, what is covered, and what is left."""

from __future__ import annotations

import pytest

from assent.check.citations import Coverage
from citing import clauses, hold, only, physical_therapy

SOURCE = """# Knee injections

Policy title: Knee injections
CPT code: 20610
Effective: 01/15/2026
Policy number: K-7

The injection relieves pain.

## Criteria

The following must be met:

* Pain for at least 12 weeks; and
* Note: No infection of the joint.
"""


def covered(body: str, source: str = SOURCE) -> Coverage:
    coverage = hold(clauses('exclude infected "Infection"\n  infection\n' + body), source).coverage
    assert coverage is not None
    return coverage


def left(coverage: Coverage) -> list[str]:
    return [statement.text for statement in coverage.uncovered]


def test_lines_that_the_header_states_are_no_statements() -> None:
    coverage = covered("")
    assert [statement.text for statement in coverage.statements] == [
        "K-7",
        "The injection relieves pain.",
        "Pain for at least 12 weeks; and",
        "No infection of the joint.",
    ]
    assert coverage.covered == 0
    assert coverage.share == 0
    assert coverage.percent == 0


@pytest.mark.parametrize(
    ("line", "stated"),
    [
        ("Title: Knee injections", True),
        ("Title: KNEE INJECTIONS", True),
        ("Procedure: Knee injection (unilateral)", True),
        ("Code: CPT 20610", True),
        ("**CPT® Code(s):** 20610", True),
        ("Codes: 20610 - Knee injection", True),
        ("Effective date: January 15, 2026", True),
        ("Effective date: Jan. 16, 2026", False),
        ("Effective date: 2026-01-15", True),
        ("Version: 1.0.0", True),
        ("Codes: 20610, 20611", False),
        ("Owner: Medical affairs", False),
        ("| Code | 20610 |", True),
        ("Knee injections are good.", False),
    ],
)
def test_what_the_header_states(line: str, stated: bool) -> None:
    assert (covered("", f"{line}\n").statements == ()) is stated


def test_cited_repeated_and_untested_statements_are_covered() -> None:
    coverage = covered(
        '  cites "No infection of the joint."\n\n'
        'overview\n  """\n  An old remedy.\n  The injection relieves\n  pain.\n  """\n\n'
        'untested "K-7" because "It is a number."\n'
    )
    assert left(coverage) == ["Pain for at least 12 weeks; and"]
    assert coverage.covered == 3
    assert coverage.percent == 75


def test_a_text_that_repeats_only_a_part_covers_nothing() -> None:
    assert "The injection relieves pain." in left(covered('\noverview "The injection"\n  "The injection relieves."\n'))


@pytest.mark.parametrize(
    "block",
    [
        'notice\n  "The injection relieves pain."\n',
        'authorization\n  appeal "The injection relieves pain."\n',
        'authorization\n  grants "The injection relieves pain"\n',
        'overview\n  "The injection relieves pain, and more."\n',
    ],
)
def test_overview_authorization_and_notice_repeat(block: str) -> None:
    assert "The injection relieves pain." not in left(covered("\n" + block))


def test_the_words_that_a_quote_leaves_out_are_shown() -> None:
    coverage = covered('  cites "infection of the"\n')
    (partly,) = coverage.partly
    assert partly.statement.text == "No infection of the joint."
    assert partly.left_out == ("No", "joint")


def test_several_quotes_of_one_statement_add_up() -> None:
    assert covered('  cites "No infection"\n  cites "of the joint."\n').partly == ()
    assert covered('  cites "No infection of"\n  cites "infection of the joint"\n').partly == ()


def test_an_and_at_the_end_of_an_item_is_not_left_out() -> None:
    coverage = covered('\nuntested "Pain for at least 12 weeks" because "A test."\n')
    assert coverage.partly == ()
    assert "Pain for at least 12 weeks; and" not in left(coverage)


def test_a_quote_covers_the_place_it_means_and_no_other() -> None:
    source = "# A\n\nOne note is enough.\n\n# B\n\nOne note is enough.\n"
    coverage = covered('  cites "One note is enough." under "B"\n', source)
    assert [statement.span.line for statement in coverage.uncovered] == [3]


def test_what_is_left_is_told_at_its_place_with_the_way_on() -> None:
    text = clauses('exclude infected "Infection"\n  infection\n')
    found = only(hold(text, 'Only "this" statement stands here.\n'), "uncovered-statement")
    assert found.span.text == 'Only "this" statement stands here.'
    assert found.span.source.path == "sources/p.txt"
    assert found.help == (
        'cite it in a clause, or name it: untested "Only \\"this\\" statement stands here." because "…"'
    )


def test_an_empty_source_is_covered() -> None:
    coverage = covered("", "")
    assert coverage.statements == ()
    assert coverage.share == 1
    assert coverage.percent == 100


def test_a_share_is_never_rounded_up() -> None:
    source = "".join(f"* Statement number {number} is here.\n" for number in range(1, 301))
    body = "\n".join(f'  cites "Statement number {number} is here."' for number in range(1, 300))
    coverage = covered(body + '\n  note "Read in full."\n', source)
    assert coverage.covered == 299
    assert coverage.percent == 99


def test_the_physical_therapy_policy_covers_its_whole_source() -> None:
    examination = physical_therapy()
    assert examination.diagnostics == ()
    assert examination.coverage is not None
    assert len(examination.coverage.statements) == 28
    assert examination.coverage.covered == 28
    assert examination.coverage.percent == 100
    assert examination.coverage.partly == ()


APPEAL = (
    '  appeal "If denied, the member must obtain a second opinion from an independent reviewer'
    ' to support their appeal."\n'
)


@pytest.mark.parametrize(
    ("cut", "line"),
    [
        ('    cites "Physical therapy is excluded for cosmetic purposes only."\n', 52),
        ('    cites "The following imaging tests are required within the last 6 months"\n', 26),
        (APPEAL, 65),
        ('  cites "Pregnancy or postpartum status (unless medically necessary)."\n', 41),
    ],
)  # fmt: skip
def test_what_the_example_would_leave_out_is_told(cut: str, line: int) -> None:
    found = physical_therapy(cut, "")
    assert [one.span.line for one in found.diagnostics if one.code == "uncovered-statement"] == [line]


def test_a_statement_added_to_the_source_is_left() -> None:
    found = physical_therapy(source=("If denied,", "A referral is needed. If denied,"))
    assert only(found, "uncovered-statement").span.text == "A referral is needed."
