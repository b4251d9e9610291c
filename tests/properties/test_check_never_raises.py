"""Whatever an author writes, the check answers with diagnostics: on texts mutated at random it never raises."""

from __future__ import annotations

import re
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from assent.check.check import Checked, check, check_vocabulary
from assent.check.codes import all_codes
from assent.check.vocabulary import Vocabulary
from assent.source.diagnostic import Diagnostic
from assent.source.text import SourceText
from assent.syntax.parse import parse
from assent.syntax.tree import PolicyTree, VocabularyTree

POLICIES = Path(__file__).parents[2] / "policies"
POLICY = (POLICIES / "physical_therapy.assent").read_text("utf-8")
VOCABULARY = (POLICIES / "musculoskeletal.assent").read_text("utf-8")
DOCUMENT = (POLICIES / "sources" / "physical_therapy_97110.txt").read_text("utf-8")

CODES = {code.name: code for code in all_codes()}
WORDS = sorted({*re.findall(r"[a-z_/]+|\d+(?:\.\d+)?|[<>=.|]+", POLICY + VOCABULARY), *("0", "-1", "2.5", "9" * 40)})
LINES = [line for line in (POLICY + VOCABULARY).splitlines() if line.strip()]


@st.composite
def mutated(draw: st.DrawFn, text: str) -> str:
    """A text in which some words are changed for others, and some lines moved, doubled, left out or brought in."""
    lines = text.splitlines()
    for _ in range(draw(st.integers(1, 6))):
        at = draw(st.integers(0, len(lines) - 1))
        words = re.findall(r"\s+|[^\s]+", lines[at])
        match draw(st.sampled_from(("word", "word", "word", "drop", "double", "bring", "swap", "cut"))):
            case "word" if words:
                words[draw(st.integers(0, len(words) - 1))] = draw(st.sampled_from(WORDS))
                lines[at] = "".join(words)
            case "drop" if len(lines) > 1:
                del lines[at]
            case "double":
                lines.insert(at, lines[at])
            case "bring":
                lines.insert(at, draw(st.sampled_from(LINES)))
            case "swap":
                other = draw(st.integers(0, len(lines) - 1))
                lines[at], lines[other] = lines[other], lines[at]
            case "cut":
                lines[at] = lines[at][: draw(st.integers(0, len(lines[at])))]
    return "\n".join(lines) + "\n"


def _check(policy: str, vocabulary: str) -> tuple[Checked | None, tuple[Diagnostic, ...]]:
    found: list[Diagnostic] = []
    known: dict[str, Vocabulary] = {}
    parsed = parse(SourceText("v.assent", vocabulary))
    found += parsed.diagnostics
    if isinstance(parsed.tree, VocabularyTree):
        result = check_vocabulary(parsed.tree, parsed.source, unread=parsed.unread)
        known[result.vocabulary.id] = result.vocabulary
        found += result.diagnostics
    parsed = parse(SourceText("p.assent", policy))
    if not isinstance(parsed.tree, PolicyTree):
        return None, tuple(found)
    document = SourceText("s.txt", DOCUMENT)
    checked = check(parsed.tree, parsed.source, vocabularies=known, source_document=document, unread=parsed.unread)
    return checked, (*found, *parsed.diagnostics, *checked.diagnostics)


def _must_be_well_formed(checked: Checked | None, found: tuple[Diagnostic, ...]) -> None:
    for diagnostic in found:
        assert diagnostic.severity == CODES[diagnostic.code].severity
        assert diagnostic.message and not diagnostic.message.endswith(".")
        for span in (diagnostic.span, *(other.span for other in diagnostic.others)):
            assert 0 <= span.start <= span.end <= len(span.source.text)
    if checked is not None and checked.policy is not None:
        assert not any(diagnostic.is_error for diagnostic in checked.diagnostics)


@given(mutated(POLICY))
@settings(max_examples=150, deadline=None)
def test_a_mutated_policy(text: str) -> None:
    _must_be_well_formed(*_check(text, VOCABULARY))


@given(mutated(VOCABULARY))
@settings(max_examples=80, deadline=None)
def test_a_mutated_vocabulary(text: str) -> None:
    _must_be_well_formed(*_check(POLICY, text))


@given(mutated(POLICY), mutated(VOCABULARY))
@settings(max_examples=50, deadline=None)
def test_both_at_once(policy: str, vocabulary: str) -> None:
    _must_be_well_formed(*_check(policy, vocabulary))
