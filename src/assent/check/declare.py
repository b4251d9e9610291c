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


def used_vocabularies(
    problems: Problems, tree: t.PolicyTree, vocabularies: Mapping[str, Vocabulary]
) -> tuple[Vocabulary, ...]:
    """The vocabularies that a policy's `uses` lines name, in order, each once."""
    written = [name for line in tree.header if isinstance(line, t.Uses) for name in line.names]
    duplicates.repeated_names(problems, written, "vocabulary")
    used: dict[str, Vocabulary] = {}
    for name in written:
        vocabulary = vocabularies.get(name.word)
        if vocabulary is None:
            names.unknown_vocabulary(problems, name, vocabularies)
        else:
            used[name.word] = vocabulary
    return tuple(used.values())


def declare(
    problems: Problems, tree: t.PolicyTree, used: tuple[Vocabulary, ...], *, whole: bool
) -> tuple[Scope, tuple[Fact, ...]]:
    """Every name of a policy, and every fact it may be asked about. A name that stands twice is reported."""
    scope: dict[str, Declared] = {}
    known: list[Fact] = []
    for vocabulary in used:
        _take(problems, tree, scope, known, vocabulary)
    for name, what in _own(problems, tree):
        declared = Declared(what, problems.span(name.at))
        first = scope.get(name.word)
        if first is not None:
            duplicates.duplicate_id(problems, name, declared.noun, first.span, first.noun)
            continue
        scope[name.word] = declared
        if isinstance(what, Fact):
            known.append(what)
    return Scope(scope, whole=whole and all(vocabulary.whole for vocabulary in used)), tuple(known)


def _take(
    problems: Problems, tree: t.PolicyTree, scope: dict[str, Declared], known: list[Fact], vocabulary: Vocabulary
) -> None:
    by_name = {fact.name: fact for fact in vocabulary.facts}
    for name, span in vocabulary.spans.items():
        what = by_name.get(name) or Broken()
        first = scope.get(name)
        if first is not None:
            _declared_in_two_vocabularies(problems, tree, vocabulary.id, name, first.span)
            continue
        scope[name] = Declared(what, span)
        if isinstance(what, Fact):
            known.append(what)


def _declared_in_two_vocabularies(problems: Problems, tree: t.PolicyTree, second: str, name: str, first: Span) -> None:
    for line in tree.header:
        if isinstance(line, t.Uses):
            for used in line.names:
                if used.word == second:
                    duplicates.fact_in_two_vocabularies(problems, used, name, first)
                    return


def _own(problems: Problems, tree: t.PolicyTree) -> Iterator[tuple[t.Name, Fact | t.Define | t.ClauseNode | Broken]]:
    """What the policy itself declares: facts first, which a definition of the same name then repeats."""
    for block in tree.blocks:
        if isinstance(block, t.Facts):
            for node in block.facts:
                yield node.name, facts.fact(problems, node, "") or Broken()
    for block in tree.blocks:
        if isinstance(block, t.Define):
            yield block.name, block
    for clause in blocks.clauses_in(tree):
        yield clause.name, clause
