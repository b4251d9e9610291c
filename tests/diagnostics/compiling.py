"""A page's example, compiled as the pipeline would: its files parsed and checked together."""

from __future__ import annotations

from posixpath import dirname, join, normpath

from assent.check.check import check, check_vocabulary
from assent.check.rules.unused_facts import unused_facts
from assent.check.rules.versions import check_versions
from assent.check.vocabulary import Vocabulary
from assent.language.policy import Policy
from assent.source.diagnostic import Diagnostic, by_place
from assent.source.text import SourceText
from assent.syntax.parse import Parsed, parse
from assent.syntax.tree import PolicyTree, Source, VocabularyTree
from diagnostics.pages import Example

MAIN = "policies/page.assent"


def compile_example(example: Example) -> tuple[Diagnostic, ...]:
    """Every diagnostic of an example's files, in order of place."""
    texts = {path: SourceText(path, text) for path, text in {**example.companions, MAIN: example.text}.items()}
    parsed = [parse(text) for path, text in texts.items() if path.endswith(".assent")]
    found = [diagnostic for one in parsed for diagnostic in one.diagnostics]
    vocabularies: dict[str, Vocabulary] = {}
    for one in parsed:
        if isinstance(one.tree, VocabularyTree):
            checked = check_vocabulary(one.tree, one.source, whole=not one.has_errors)
            vocabularies[checked.vocabulary.id] = checked.vocabulary
            found += checked.diagnostics
    policies: list[Policy] = []
    for one in parsed:
        if isinstance(one.tree, PolicyTree):
            result = check(
                one.tree,
                one.source,
                vocabularies=vocabularies,
                source_document=_document(one, texts),
                whole=not one.has_errors,
            )
            found += result.diagnostics
            policies += [result.policy] if result.policy else []
    if not any(diagnostic.is_error for diagnostic in found):
        found += check_versions(policies)
        found += [fact for vocabulary in vocabularies.values() for fact in unused_facts(vocabulary, policies)]
    return tuple(sorted(found, key=by_place))


def _document(parsed: Parsed, texts: dict[str, SourceText]) -> SourceText | None:
    assert isinstance(parsed.tree, PolicyTree)
    for line in parsed.tree.header:
        if isinstance(line, Source):
            return texts.get(normpath(join(dirname(parsed.source.path), line.path.value)))
    return None


def listing(found: tuple[Diagnostic, ...]) -> list[str]:
    """Diagnostics as a page lists them: `error[unknown-name]: …`."""
    return [f"{diagnostic.severity}[{diagnostic.code}]: {diagnostic.message}" for diagnostic in found]
