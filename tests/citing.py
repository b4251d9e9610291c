"""Policies held against source documents, for tests."""

from __future__ import annotations

from pathlib import Path

from assent.check.check import check, check_vocabulary
from assent.check.citations import Document, Examination, read_document
from assent.source.diagnostic import Diagnostic
from assent.source.text import SourceText
from assent.syntax.parse import parse
from assent.syntax.tree import PolicyTree, VocabularyTree

ROOT = Path(__file__).parents[1]
SOURCES = Path(__file__).parent / "units" / "check" / "citations" / "sources"

HEADER = (
    'policy p "Knee injections"\n  procedure  CPT 20610 "Knee injection"\n  version    1.0.0\n'
    '  effective  2026-01-15\n  source     "sources/p.txt"\n\n'
)
FACTS = """facts
  pain        duration                    "Knee pain"
  score       0..10                       "Pain score"
  bmi         number kg/m2                "Body mass index"
  age         0..120                      "Age"
  relief      number %                    "Relief"
  impairment  none < mild < moderate      "Impairment"
  infection   yes/no                      "Infection of the joint"
  trial       yes/no                      "Six weeks of exercise were tried"
  exam        document                    "Note of the examination"
  film        dated list                  "Radiograph"
  scan        dated list                  "MRI"
  visit       dated list                  "Visit"

"""


def read(text: str) -> Document:
    """A source document of a text."""
    return read_document(SourceText("sources/p.txt", text))


def statements(text: str) -> list[str]:
    """The statements of a text."""
    return [statement.text for statement in read(text).statements]


def hold(policy: str, source: str, *, vocabulary: str = "") -> Examination:
    """What holding a policy text against a source text shows. The policy has no other errors."""
    vocabularies = {}
    if vocabulary:
        text = SourceText("vocabulary.assent", vocabulary)
        tree = parse(text).tree
        assert isinstance(tree, VocabularyTree)
        checked = check_vocabulary(tree, text)
        vocabularies[checked.vocabulary.id] = checked.vocabulary
    text = SourceText("p.assent", policy)
    parsed = parse(text)
    assert isinstance(parsed.tree, PolicyTree), parsed.diagnostics
    assert not parsed.diagnostics, parsed.diagnostics
    document = SourceText("sources/p.txt", source)
    examination = check(parsed.tree, text, vocabularies=vocabularies, source_document=document).examination
    assert examination is not None
    assert examination.coverage is not None, examination.diagnostics
    return examination


def clauses(body: str) -> str:
    """A policy of these clauses, over the facts above."""
    return HEADER + FACTS + body


def codes(examination: Examination) -> list[str]:
    """The codes of what was found, in order, statements left over aside."""
    return [found.code for found in examination.diagnostics if found.code != "uncovered-statement"]


def only(examination: Examination, code: str) -> Diagnostic:
    """The one diagnostic of a code."""
    found = [diagnostic for diagnostic in examination.diagnostics if diagnostic.code == code]
    assert len(found) == 1, [diagnostic.message for diagnostic in examination.diagnostics]
    return found[0]


def physical_therapy(old: str = "", new: str = "", *, source: tuple[str, str] = ("", "")) -> Examination:
    """The physical therapy policy held against its source, with one change to the policy or to the source."""
    policy = (ROOT / "policies" / "physical_therapy.assent").read_text("utf-8")
    prose = (ROOT / "policies" / "sources" / "physical_therapy_97110.txt").read_text("utf-8")
    vocabulary = (ROOT / "policies" / "musculoskeletal.assent").read_text("utf-8")
    assert old in policy
    assert source[0] in prose
    return hold(policy.replace(old, new, 1), prose.replace(*source, 1), vocabulary=vocabulary)
