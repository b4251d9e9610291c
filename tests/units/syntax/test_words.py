"""A word of the language ends where it ends: what goes on is another word, and never a statement and a name."""

from __future__ import annotations

import pytest

from assent.source.text import SourceText
from assent.syntax.parse import parse

POLICY = """policy knee "Knee"
  version 1.0.0
  effective 2026-01-01

facts
  pain yes/no "Pain"
  visit dated list "Visit"

require first "First"
  {}
"""


@pytest.mark.parametrize("statement", ["requires", "excluded", "reviews", "submits"])
def test_a_longer_verb_is_no_verb_and_a_name(statement: str) -> None:
    text = POLICY.format("pain") + f'\n{statement} "Second"\n  pain\n'
    parsed = parse(SourceText("x.assent", text))
    assert [(found.code, found.span.text) for found in parsed.diagnostics] == [("unknown-statement", statement)]


@pytest.mark.parametrize(
    "test",
    [
        "pain orpain",
        "pain andpain",
        "pain andnot pain",
        "visit within the last6 months",
        "visit within thelast 6 months",
        "at least2 visit",
        "at least 2 visit withinthe last 6 months",
        "at least 2 visit wheredate >= 2026-01-01",
        "1 to2 visit",
    ],
)
def test_words_that_run_together_are_not_taken_apart(test: str) -> None:
    parsed = parse(SourceText("x.assent", POLICY.format(test)))
    assert [found.span.line for found in parsed.diagnostics] == [10]


@pytest.mark.parametrize("header", ["versions 1.0.0", "effectives 2026-01-01", "usesmsk", "procedureCPT 97110"])
def test_nor_are_words_of_the_header(header: str) -> None:
    parsed = parse(SourceText("x.assent", POLICY.format("pain").replace("  version", f"  {header}\n  version")))
    assert [(found.code, found.span.line) for found in parsed.diagnostics] == [("unknown-statement", 2)]


@pytest.mark.parametrize("name", ["notable", "oral_intake", "all_day", "is_smoker", "note_1", "duration_2", "version2"])
def test_a_name_may_begin_like_a_word(name: str) -> None:
    text = POLICY.replace("pain yes/no", f"{name} yes/no").format(name)
    assert parse(SourceText("x.assent", text)).diagnostics == ()
