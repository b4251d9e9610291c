"""Source documents of several shapes: their statements, headings, labels and places."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assent.source.text import SourceText
from citing import ROOT, SOURCES, read, statements


def test_the_physical_therapy_source() -> None:
    prose = (ROOT / "policies" / "sources" / "physical_therapy_97110.txt").read_text("utf-8")
    document = read(prose)
    values = [statement.text for statement in document.statements if statement.label in ("Procedure:", "CPT Code:")]
    assert values == ["Physical Therapy", "97110", "97110"], "lines of label and value, left to the header"
    texts = [statement.text for statement in document.statements]
    assert len(texts) == 28 + 4
    assert "The following imaging tests are required within the last 6 months:" in texts, "a lead-in with a quantity"
    assert not any(text.startswith(("X-rays:", "Note:", "To be covered", "The following exclusions")) for text in texts)
    (mri,) = [statement for statement in document.statements if statement.label == "MRI:"]
    assert [texts[at] for at in mri.below] == ["The following imaging tests are required within the last 6 months:"]
    assert mri.heading == "COVERAGE CRITERIA (Must meet ALL)"
    assert mri.span.text == "One or two sets, with the most recent set dated within the last 12 months."
    assert mri.span.line == 28


TRIED = "at least two of the following have been tried for no less than"


def test_a_numbered_bulletin() -> None:
    document = read((SOURCES / "knee_bulletin.txt").read_text("utf-8"))
    headings = [heading.text for heading in document.headings if not heading.run_in]
    assert headings == [
        "MEDICAL POLICY BULLETIN",
        "I. BACKGROUND",
        "II. COVERAGE CRITERIA",
        "III. LIMITS (no more than 2 series per year)",
        "IV. NOT COVERED",
    ]
    assert [statement.text for statement in document.statements if not statement.label] == [
        "Osteoarthritis of the knee is common.",
        "Hyaluronic acid (e.g. hylan G-F 20) is injected into the joint in a series of 3 to 5 weekly injections.",
        "It is not a cure; relief lasts about 6 months in those whom it helps (approx. 40% of patients).",
        "The member is 18 years of age or older.",
        "Radiographs within the past 12 months show osteoarthritis (Kellgren-Lawrence grade 2 or higher).",
        f"Pain interferes with daily life, and {TRIED} ninety (90) days in total:",
        "Exercise or physical therapy;",
        "Acetaminophen or NSAIDs, unless contraindicated; or",
        "An intra-articular corticosteroid injection, with relief of less than 6 weeks.",
        "The member's BMI is below 40 kg/m2.",
        "III. LIMITS (no more than 2 series per year)",
        "At least 6 months must pass between two series.",
        "A repeat series needs 50 percent or more relief from the one before.",
        "Up to 3 series may be given where both knees are treated, i.e. one of each counts on its own.",
        "Injection of any joint other than the knee.",
        "Active infection of the joint or of the skin near it.",
        "Members who are pregnant",
        "Questions?",
        "Call Dr. Smith's office at (555) 010-2000.",
        "Decisions follow U.S. law.",
    ]


def test_markdown_with_a_table() -> None:
    document = read((SOURCES / "sleep_study.md").read_text("utf-8"))
    headings = [heading.text for heading in document.headings if not heading.run_in]
    assert headings == ["Home sleep testing", "Who is covered", "Setext heading"]
    assert [(statement.kind, statement.text) for statement in document.statements] == [
        ("sentence", "CPT 95806 - unattended sleep study"),
        ("lead-in", "Adults (age 18 to 64) with all of these:"),
        ("item", "An Epworth score of 10/24 or more,"),
        ("item", "symptoms for at least 3 months; and"),
        ("item", "a visit with a sleep specialist in the previous 60 days."),
        ("row", "At home 2 nights 12 months"),
        ("row", "In a laboratory 1 night 24 months"),
        ("sentence", "Repeat testing is covered after a weight change of more than 10 %."),
        ("sentence", "results older than one (1) year are not used."),
        ("sentence", "See [1] and appendix_b."),
    ]


def test_a_letter() -> None:
    texts = statements((SOURCES / "letter.txt").read_text("utf-8"))
    assert texts[0] == "Dear colleague,"
    assert "The member must have had pain for more than four weeks, and imaging in the last 24 months." in texts
    assert '"Failure" of treatment means that pain has not fallen by at least 30%-on the NRS (0-10).' in texts
    assert texts[-1] == "Sincerely, The medical team"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", []),
        ("\ufeff# Title\n\nText is here.", ["Text is here."]),
        ("   \n\n", []),
        ("A sentence. Another one.", ["A sentence.", "Another one."]),
        ("One that is\nwrapped at\nthe margin.", ["One that is wrapped at the margin."]),
        ("* one\n* two", ["one", "two"]),
        ("* one\n  goes on\n* two", ["one goes on", "two"]),
        ("* One. Two.", ["One.", "Two."]),
        ("1) one\n2) two\n   a) three", ["one", "two", "three"]),
        ("(a) one\n(b) two", ["one", "two"]),
        ("• one\n◦ two\n– three", ["one", "two", "three"]),
        # A number at the beginning of a wrapped line is no list marker.
        (
            "It must have lasted at least\n12. Then it is covered.",
            ["It must have lasted at least 12.", "Then it is covered."],
        ),
        ("Therapy lasts\n2.5 weeks or longer.", ["Therapy lasts 2.5 weeks or longer."]),
        # Lead-ins, labels and headings.
        ("All of these must be met:\n* one", ["one"]),
        ("All must be met within 6 weeks:\n* one", ["All must be met within 6 weeks:", "one"]),
        ("The following are needed.\n\n* one", ["one"]),
        ("Note: one is enough.", ["one is enough."]),
        ("**Note** one is enough.", ["Note one is enough."]),
        ("**Note.** One is enough.", ["One is enough."]),
        ("**Note:** one is enough.", ["one is enough."]),
        ("1. **Imaging**\n   * one\n   * two", ["one", "two"]),
        ("The patient must have this: pain.", ["The patient must have this: pain."]),
        ("AGE LIMITS\n\nNone are set.", ["None are set."]),
        ("AGE LIMITS (18 TO 64 YEARS)\n\nNone others.", ["AGE LIMITS (18 TO 64 YEARS)", "None others."]),
        ("PATIENTS MUST BE WELL\n\nText is here.", ["PATIENTS MUST BE WELL", "Text is here."]),
        ("# Title\n\nText is here.", ["Text is here."]),
        ("Title\n=====\nText is here.", ["Text is here."]),
        ("Coverage Criteria\n\nText is here.", ["Text is here."]),
        ("Text is first.\n\nPregnancy\n\nActive infection", ["Text is first.", "Pregnancy", "Active infection"]),
        ("**Bold title**\nText is here.", ["Text is here."]),
        ("* one\n\nAND\n\n* two", ["one", "two"]),
        ("1. ACUPUNCTURE\n2. MASSAGE\n3. CUPPING", ["ACUPUNCTURE", "MASSAGE", "CUPPING"]),
        ("| a | b |\n|---|---|\n| c | 2 weeks |", ["c 2 weeks"]),
        ("----\n****\n====", []),
        ("first\r\n\r\n* second\r\n", ["first", "second"]),
        ("> quoted text is here", ["quoted text is here"]),
        ("> 4 weeks of pain", ["> 4 weeks of pain"]),
    ],
)
def test_what_is_a_statement(text: str, expected: list[str]) -> None:
    assert statements(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "1. Imaging within 6 months:\n   * MRI",
        "1. Imaging within 6 months:\n\n   * MRI",
        "1. Imaging within 6 months:\n* MRI\n2. Other",
        "Imaging within 6 months:\n* MRI",
        "Imaging within 6 months:\n\n\t- MRI",
        "IMAGING (within 6 months)\n\n* MRI",
        "**Within 6 months**: MRI",
    ],
)
def test_an_item_stands_below_its_lead_in(text: str) -> None:
    found = read(text).statements
    (mri,) = [statement for statement in found if statement.text == "MRI"]
    assert ["6 months" in found[at].text for at in mri.below] == [True]


def test_an_item_after_its_list_stands_below_nothing() -> None:
    found = read("All within 6 months:\n* MRI\n\nSome text parts them.\n\n* CT\n").statements
    assert found[-1].text == "CT"
    assert found[-1].below == ()


LINES = st.sampled_from(
    [
        *(
            "* item one.",
            "  - nested",
            "1. first",
            "2. second:",
            "HEADING",
            "# Title",
            "Text goes on. And on",
            "",
            "====",
        ),
        *("| a | b |", "|---|---|", "**Label**: value", "Label: value", "at least 12 weeks", "\tindented", "> quote"),
        *("AND", "a) x", "\x00"),
    ]
)


@given(st.one_of(st.text(max_size=300), st.lists(LINES, max_size=20).map("\n".join)))
def test_any_text_is_a_document(text: str) -> None:
    source = SourceText("any.txt", text)
    document = read(text)
    last = 0
    for statement in document.statements:
        assert last <= statement.start < statement.end <= len(document.normal.text), "statements do not overlap"
        last = statement.end
        assert document.normal.text[statement.start : statement.end] == statement.text
        assert 0 <= statement.span.start < statement.span.end <= len(source.text)
    for at, statement in enumerate(document.statements):
        assert all(above < at for above in statement.below)
    for heading in document.headings:
        assert heading.start <= heading.end <= len(document.normal.text)
