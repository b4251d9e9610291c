"""Who declares what: the facts of the vocabularies in use, the policy's own, its definitions and its clauses."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from assent.check.lower import blocks, facts
from assent.check.problems import Problems
from assent.check.rules import duplicates, names
from assent.check.scope import Broken, Declared, Scope
from assent.check.vocabulary import Vocabulary
from assent.language.expressions import Fact
from assent.source.text import Span
from assent.syntax import tree as t
from assent.syntax.unread import Unread


def used_vocabularies(
    problems: Problems, tree: t.PolicyTree, vocabularies: Mapping[str, Vocabulary]
) -> tuple[tuple[Vocabulary, ...], bool]:
    """The vocabularies that a policy's `uses` lines name, in order, each once; and whether all of them exist."""
    written = [name for line in tree.header if isinstance(line, t.Uses) for name in line.names]
    duplicates.repeated_names(problems, written, "vocabulary")
    used: dict[str, Vocabulary] = {}
    for name in written:
        vocabulary = vocabularies.get(name.word)
        if not name.word:
            continue
        if vocabulary is None:
            names.unknown_vocabulary(problems, name, vocabularies)
        else:
            used[name.word] = vocabulary
    return tuple(used.values()), all(name.word in vocabularies for name in written)


def declare(
    problems: Problems, tree: t.PolicyTree, used: tuple[Vocabulary, ...], *, all_known: bool, unread: Unread
) -> tuple[Scope, tuple[Fact, ...]]:
    """Every name of a policy, and every fact it may be asked about. A name that stands twice is reported."""
    scope: dict[str, Declared] = {}
    known: list[Fact] = []
    labels: Labels = {}
    for vocabulary in used:
        _take(problems, tree, scope, known, vocabulary, labels)
    for name, what, label in _own(problems, tree):
        if not name.word:
            continue
        names.long_name(problems, name)
        declared = Declared(what, problems.span(name.at))
        if label is not None:
            distinct(problems, labels, name, label)
        first = scope.get(name.word)
        if first is not None:
            duplicates.duplicate_id(problems, name, declared.noun, first.span, first.noun)
            continue
        scope[name.word] = declared
        if isinstance(what, Fact):
            known.append(what)
    parts = tuple(part for part in (unread, *(vocabulary.unread for vocabulary in used)) if part)
    return Scope(scope, all_known=all_known, unread=parts), tuple(known)


Labels = dict[str, tuple[str, Span]]


def distinct(problems: Problems, labels: Labels, name: t.Name, label: t.Text) -> None:
    """Remember what a fact or definition is called in plain words; report one that reads like another."""
    key = duplicates.same_words(label.value)
    if key in labels:
        duplicates.duplicate_label(problems, label, labels[key][1], labels[key][0])
    elif key:
        labels[key] = (name.word, problems.span(label.at))


def _take(
    problems: Problems,
    tree: t.PolicyTree,
    scope: dict[str, Declared],
    known: list[Fact],
    vocabulary: Vocabulary,
    labels: Labels,
) -> None:
    by_name: dict[str, Fact | t.ValueSetNode | t.CalculatedNode] = {fact.name: fact for fact in vocabulary.facts}
    by_name |= {node.name.word: node for node in vocabulary.nodes}
    for name, span in vocabulary.spans.items():
        what = by_name.get(name) or Broken()
        first = scope.get(name)
        if first is not None:
            duplicates.fact_in_two_vocabularies(problems, _named_by(tree, vocabulary), name, first.span)
            continue
        scope[name] = Declared(what, span)
        if isinstance(what, Fact):
            known.append(what)
            key = duplicates.same_words(what.label)
            other, place = labels.setdefault(key, (name, span))
            if other != name and vocabulary.id != _vocabulary_of(scope, other):
                duplicates.label_in_two_vocabularies(problems, _named_by(tree, vocabulary), what, place, other)


def _vocabulary_of(scope: dict[str, Declared], name: str) -> str:
    what = scope[name].what
    return what.vocabulary if isinstance(what, Fact) else ""


def _named_by(tree: t.PolicyTree, vocabulary: Vocabulary) -> t.Name:
    """The place in a `uses` line that brings a vocabulary in."""
    names = (name for line in tree.header if isinstance(line, t.Uses) for name in line.names)
    return next(name for name in names if name.word == vocabulary.id)


Own = Fact | t.Define | t.ParameterNode | t.TableNode | t.ValueSetNode | t.CalculatedNode | t.ClauseNode | Broken


def _own(problems: Problems, tree: t.PolicyTree) -> Iterator[tuple[t.Name, Own, t.Text | None]]:
    """What the policy itself declares, with the words that have to be distinct: facts, definitions, clauses."""
    for block in tree.blocks:
        if isinstance(block, t.Facts):
            for node in block.facts:
                yield node.name, facts.fact(problems, node, "") or Broken(), node.label
    for block in tree.blocks:
        if isinstance(block, t.Define | t.ParameterNode | t.TableNode | t.ValueSetNode | t.CalculatedNode):
            yield block.name, block, block.title
    for clause in blocks.clauses_in(tree):
        yield clause.name, clause, None
