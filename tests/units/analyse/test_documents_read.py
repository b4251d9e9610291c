"""A document says what the policy says, and nothing beside it: what stands around its sentences is to the letter."""

from __future__ import annotations

from functools import cache

import pytest

from assent.analyse.questions.same import Compared, Differs
from assent.analyse.questions.sentences import AROUND, prove_document
from assent.analyse.readback.document import Line, Marked
from assent.analyse.readback.labels import Labels, Unreadable
from assent.analyse.readback.sentences import read_sentence
from assent.analyse.session import Example, NotDecided
from assent.generate.document.emit import emit
from assent.language.expressions import AllOf, Cases, Expression
from assent.language.policy import Policy
from checking import policy_of
from strategies.approved import physical_therapy

MARKDOWN, PAGE = "policy.md", "policy.html"


@cache
def written(name: str) -> str:
    return emit(physical_therapy())[name]


def left(policy: Policy, name: str, data: bytes, generated: str) -> list[Compared]:
    found = prove_document(policy, data, generated=generated, html=name == PAGE)
    return [one for one in found if not one.is_proved]


def changed(name: str, old: str, new: str) -> list[Compared]:
    """What is not proved of a document in which one text stands for another, where it stands first."""
    text = written(name)
    assert old in text, old
    return left(physical_therapy(), name, text.replace(old, new, 1).encode(), text)


AROUND_CHANGED = [
    (MARKDOWN, "\n<!-- exception: ", "\n**Required**\n\nAge: at least 65\n\n<!-- exception: "),
    (MARKDOWN, "- [ ] **Pain score (NRS):** at least 4", "- [ ] **Pain score (NRS):** at least 2"),
    (MARKDOWN, "**Never approved when**", "**Always approved when**"),
    (MARKDOWN, "valid for 90 days", "valid for 900 days"),
    (MARKDOWN, "**Recommended: deny.**", "**Approve.**"),
    (MARKDOWN, "**Must meet all.**", "**Must meet any one.**"),
    (MARKDOWN, "Pain scales (NRS 0-10) must be 4 or higher", "Pain scales (NRS 0-10) must be 2 or higher"),
    (MARKDOWN, "<!-- clause: symptoms -->", "<!-- hidden\n<!-- clause: symptoms -->"),
    (MARKDOWN, "# Physical Therapy", "\ufeff# Physical Therapy"),
    (MARKDOWN, "# Physical Therapy\n", "# Physical Therapy\r\n"),
    (PAGE, '<div class="rule require" data-clause="symptoms">', '<div class="rule hidden" data-clause="symptoms">'),
    (PAGE, "</style>", "[data-exception] {display: none}</style>"),
    (PAGE, "</head>", "<script>document.title = 1</script></head>"),
    (PAGE, "<body>", "<body hidden>"),
    (PAGE, "Recommended: deny", "Recommended: approve"),
    (PAGE, "<strong>90 days</strong>", "<strong>900 days</strong>"),
    (PAGE, "</html>\n", "</html>\n<p>Age: at least 65</p>\n"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "old", "new"), AROUND_CHANGED)
def test_what_stands_around_the_sentences_is_to_the_letter(name: str, old: str, new: str) -> None:
    said = changed(name, old, new)
    assert [one.what for one in said] == [AROUND]
    answer = said[0].answer
    assert isinstance(answer, NotDecided)
    number = int(answer.because.removeprefix("line ").partition(":")[0])
    line = written(name).replace(old, new, 1).split("\n")[number - 1]
    assert line != written(name).split("\n")[number - 1]
    assert "this compiler" in answer.because


def test_both_texts_are_said() -> None:
    (one,) = changed(MARKDOWN, "valid for 90 days", "valid for 900 days")
    assert isinstance(one.answer, NotDecided)
    assert "The authorization is valid for 900 days.” is not what this compiler writes there: “" in one.answer.because
    assert one.answer.because.endswith("The authorization is valid for 90 days.”")


HIDES = [
    'at least <span style="display:none">12</span> weeks</b></p>',
    "at least 12 weeks</b> <i>or less</i></p>",
    "at least 12 weeks</b></p>\n<p>or none</p>",
    "at least 12 weeks</b><!-- --></p>",
    "at least 12 weeks</b></p></div>",
    "at least 12 weeks</b>\n<ul class='all'>\n<li>Pregnant: <b>yes</b></li>\n</ul>\n</p>",
]


@pytest.mark.parametrize("instead", HIDES)
def test_a_sentence_of_a_page_has_no_markup_but_its_own(instead: str) -> None:
    said = changed(PAGE, "at least 12 weeks</b></p>", instead)
    assert "document" in [one.what for one in said]
    assert all(isinstance(one.answer, NotDecided) for one in said)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('<ul class="any">\n<li>Active', '<ul class="all">\n<li>Active'),
        ('<ul class="any">\n<li>Active', '<ul class="any" hidden>\n<li>Active'),
        ('<ul class="any">\n<li>Active', '<ul class="any">\n<ul class="any">\n<li>Active'),
        ('<p class="lead"><span>Required</span></p>', '<p class="lead" hidden><span>Required</span></p>'),
        ("<li>Pregnant: <b>yes</b></li>", "<li hidden>Pregnant: <b>yes</b></li>"),
        ("<li>Pregnant: <b>yes</b></li>", "<li>Pregnant: <b>yes</b>"),
        ("<li>Pregnant: <b>yes</b></li>\n", '<li>Pregnant: <b>yes</b></li>\n</ul>\n<ul class="any">\n'),
        ('href="#definition-contraindicated">', 'href="#definition-contraindicated" data-number="9.9">'),
        ('href="#definition-contraindicated">', 'href="https://elsewhere.example">'),
        ("</ul>\n</div>\n<figure", "</div>\n<figure"),
    ],
)  # fmt: skip
def test_a_list_of_a_page_is_written_as_it_is_drawn(old: str, new: str) -> None:
    (one,) = changed(PAGE, old, new)
    assert one.what == "document" and isinstance(one.answer, NotDecided)
    assert one.answer.because.startswith("line ") and "is not how the" in one.answer.because


@pytest.mark.parametrize(
    "instead",
    [
        "at least <b>1</b>2 weeks",
        "at least 12 weeks *not*",
        "at least 12 weeks\n\nor none",
        "at least 12 weeks &lt;",
    ],
)
def test_a_sentence_of_markdown_has_no_markup(instead: str) -> None:
    (one,) = changed(MARKDOWN, "at least 12 weeks", instead)
    assert one.what == "document" and isinstance(one.answer, NotDecided)


def test_a_lead_is_in_bold_and_an_item_two_spaces_deeper() -> None:
    assert [one.what for one in changed(MARKDOWN, "**Required**\n\nCons", "Required\n\nCons")] == ["document"]
    assert [one.what for one in changed(MARKDOWN, "\n  - Any of the", "\n   - Any of the")] == ["document"]


@pytest.mark.parametrize("name", [MARKDOWN, PAGE])
def test_a_sentence_in_other_words_is_read(name: str) -> None:
    assert not changed(name, "at least 12 weeks", "at least 84 days")
    (one,) = [one for one in changed(name, "at least 12 weeks", "at least 83 days") if one.what != AROUND]
    assert isinstance(one.answer, Example)


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"", "it is empty, and no document"),
        (b"\n\xff", "line 2: it is not text in UTF-8"),
        ("# Physical Therapy".encode("utf-16"), "line 1: it is not text in UTF-8"),
    ],
)
def test_what_is_no_document_is_said(data: bytes, says: str) -> None:
    (one,) = left(physical_therapy(), MARKDOWN, data, written(MARKDOWN))
    assert isinstance(one.answer, NotDecided) and one.answer.because == says


WORDS = """policy p "P"
  version 1.0.0
  effective 2026-01-01
facts
  weight 0..300 kg "Weight"
  before 0..300 kg "Weight before"
  quit date "Quit on"
  infected yes/no "Infected_"
require light "Light"
  weight < 220 lb
require lost "Lost"
  weight at least 11 lb below before
require years_ago "Quit"
  years since quit >= 2
define sick "Sick"
  infected
require well "Well"
  not sick
  unless light
require either "Either"
  either "First way"
    weight < 50 kg
  or "Second way"
    all of
      infected
      weight < 60 kg
"""


@pytest.mark.parametrize(
    ("old", "new", "what"),
    [
        ("220 lb (99.79", "220 lb (199.79", "clause light"),
        ("220 lb (99.7903214 kg)", "220 lb (or any weight)", "clause light"),
        ("11 lb (", "11 lb (about ", "clause lost"),
        ("at least 2 years", "at least 2 days", "clause years_ago"),
        ("[“Sick”]", "Never [“Sick”]", "clause well"),
        ("Criterion [“Light”]", "Exclusion [“Light”]", "exception well"),
        ("(#clause-light)", "(#definition-light)", "exception well"),
        ("“First way”", "“Any way”", "clause either"),
        ("“First way”", "“Second way”", "clause either"),
        ("Weight: less than 50 kg", "Weight: less than 60 kg", "pathway “First way”"),
    ],
)  # fmt: skip
def test_no_other_word_stands_in_a_sentence(old: str, new: str, what: str) -> None:
    policy = policy_of(WORDS)
    text = emit(policy)[MARKDOWN]
    start = text.index("## 1.") if "## 1." in text else 0
    assert old in text[start:], text[start:]
    assert not left(policy, MARKDOWN, text.encode(), text)
    assert not left(policy, PAGE, emit(policy)[PAGE].encode(), emit(policy)[PAGE])
    said = left(policy, MARKDOWN, (text[:start] + text[start:].replace(old, new, 1)).encode(), text)
    assert any(what in one.what for one in said), said
    assert all(isinstance(one.answer, NotDecided | Differs | Example) for one in said)


def test_the_tests_of_a_case_are_joined_by_one_word() -> None:
    labels = Labels.of_policy(policy_of(WORDS))
    marked = "Weight: less than 60 kg where “Infected_: yes” and “Weight: more than 9 kg” {} “Weight: more than 5 kg”"

    def read(word: str) -> Expression:
        return read_sentence(Marked("Required", Line(marked.format(word), "", ())), labels)

    by_case = read("and")
    assert isinstance(by_case, Cases) and isinstance(by_case.cases[0][0], AllOf)
    assert len(by_case.cases[0][0].parts) == 3
    with pytest.raises(Unreadable):
        read("or")
