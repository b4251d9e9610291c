"""Policies and vocabularies checked from texts, for tests."""

from __future__ import annotations

from assent.check.check import Checked, check, check_vocabulary
from assent.check.vocabulary import Vocabulary
from assent.language.policy import Policy
from assent.source.diagnostic import Diagnostic
from assent.source.text import SourceText
from assent.syntax.grammar import parser
from assent.syntax.tree import PolicyTree, VocabularyTree

HEADER = 'policy p "P"\n  version 1.0.0\n  effective 2026-01-01\n'


def tree_of(text: str) -> PolicyTree | VocabularyTree:
    """The tree of a text without mistakes of syntax."""
    return parser().parse(text + "\n")  # type: ignore[return-value]


def check_text(text: str, *vocabularies: str) -> Checked:
    """A policy text, checked against vocabulary texts."""
    known: dict[str, Vocabulary] = {}
    for number, vocabulary_text in enumerate(vocabularies):
        tree = tree_of(vocabulary_text)
        assert isinstance(tree, VocabularyTree)
        checked = check_vocabulary(tree, SourceText(f"vocabulary{number}.assent", vocabulary_text))
        known[checked.vocabulary.id] = checked.vocabulary
    tree = tree_of(text)
    assert isinstance(tree, PolicyTree)
    return check(tree, SourceText("p.assent", text), vocabularies=known, source_document=None)


def policy_of(text: str, *vocabularies: str) -> Policy:
    """The policy of a text that has no errors."""
    checked = check_text(text, *vocabularies)
    assert checked.policy is not None, [diagnostic.message for diagnostic in checked.diagnostics]
    return checked.policy


def diagnostics_of(text: str, *vocabularies: str) -> tuple[Diagnostic, ...]:
    """Everything that is wrong with a policy text."""
    return check_text(text, *vocabularies).diagnostics


def codes_of(text: str, *vocabularies: str) -> list[str]:
    """The codes of everything that is wrong with a policy text, in order."""
    return [diagnostic.code for diagnostic in diagnostics_of(text, *vocabularies)]
