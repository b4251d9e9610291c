"""From text to checked policy, as the compiler goes."""

from __future__ import annotations

from collections.abc import Mapping
from unittest.mock import patch

from assent.check.check import Checked, check, check_vocabulary
from assent.check.rules import settled
from assent.check.vocabulary import Vocabulary
from assent.language.policy import Policy
from assent.source.catalogue import Code
from assent.source.text import SourceText
from assent.syntax.parse import parse
from assent.syntax.tree import PolicyTree, VocabularyTree
from strategies.printing import source_text, text_of, vocabulary_texts

# A random policy may well have a clause that can never be met; what else is said of it matters all the same.
TOLERATED = Code(settled.NEVER_MET.name, "warning", settled.NEVER_MET.summary)


def checked(text: str, vocabularies: Mapping[str, str], source: str, *, tolerant: bool = True) -> Checked:
    """A policy text, checked. Clauses that can never be met are warned of, where that is tolerated."""
    known: dict[str, Vocabulary] = {}
    for id, vocabulary_text in vocabularies.items():
        tree, source_text = _tree(id, vocabulary_text)
        assert isinstance(tree, VocabularyTree)
        result = check_vocabulary(tree, source_text)
        assert not result.diagnostics, result.diagnostics
        known[id] = result.vocabulary
    tree, source_text = _tree("policy", text)
    assert isinstance(tree, PolicyTree)
    with patch.object(settled, "NEVER_MET", TOLERATED if tolerant else settled.NEVER_MET):
        return check(tree, source_text, vocabularies=known, source_document=SourceText("source", source))


def can_be_met(policy: Policy) -> bool:
    """Whether the check finds no test in a policy that can never be met: it reads such a test as no test."""
    found = checked(text_of(policy), vocabulary_texts(policy), source_text(policy), tolerant=False).diagnostics
    return all(one.code != settled.NEVER_MET.name for one in found)


def policy_of(text: str, vocabularies: Mapping[str, str], source: str) -> Policy:
    """The policy of a text without errors."""
    result = checked(text, vocabularies, source)
    errors = [(one.code, one.message, one.span.line) for one in result.diagnostics if one.is_error]
    assert result.policy is not None and not errors, errors
    return result.policy


def _tree(name: str, text: str) -> tuple[PolicyTree | VocabularyTree | None, SourceText]:
    source = SourceText(name, text)
    parsed = parse(source)
    assert not parsed.diagnostics, [(one.code, one.message, one.span.line) for one in parsed.diagnostics]
    return parsed.tree, source
