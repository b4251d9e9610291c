"""Checking the files of a project, each by itself and then together."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from assent.check.rules.unused_facts import unused_facts
from assent.check.rules.versions import check_versions
from assent.cli.built import check_built
from assent.cli.finding import Selection
from assent.loading import compile_file, library_of
from assent.pipeline import Compilation, Library
from assent.project import Unreadable, shown
from assent.source.diagnostic import Diagnostic, by_place
from assent.source.record import record


@record
class Checked:
    """What was checked, what is wrong with it, and the files that could not be read at all."""

    compilations: tuple[Compilation, ...]
    diagnostics: tuple[Diagnostic, ...]
    unreadable: tuple[str, ...]

    def things(self) -> Iterator[tuple[int, str]]:
        """How many of what was checked: policies, vocabularies, and files that are neither."""
        trees = [compilation.tree for compilation in self.compilations]
        vocabularies = [compilation.vocabulary for compilation in self.compilations]
        policies, words = len(trees) - trees.count(None), len(vocabularies) - vocabularies.count(None)
        yield policies, "policy"
        yield words, "vocabulary"
        yield len(self.compilations) - policies - words, "other file"


def check_selection(selection: Selection, step: Callable[[str], None] = lambda _: None) -> Checked:
    """Check the files of a selection; where it is a whole project, what they are together too.

    `step` is called with each file's name.
    """
    library = library_of(selection.project)
    compilations: list[Compilation] = []
    found: list[Diagnostic] = []
    unreadable: list[str] = []
    for path in selection.files:
        step(shown(path))
        try:
            compilation = compile_file(path, selection.project, library)
            found += compilation.diagnostics
            if compilation.policy is not None:
                found += check_built(selection.project, compilation.policy, compilation.digest)
            compilations.append(compilation)
        except Unreadable as why:
            unreadable.append(f"`{shown(path)}` cannot be read: {why}")
    if selection.whole and not unreadable:
        found += _together(compilations, library)
    # A vocabulary is read by itself and by each policy that uses it: what is wrong with it is said once.
    distinct = {(one.code, by_place(one), one.message): one for one in reversed(found)}
    return Checked(tuple(compilations), tuple(sorted(distinct.values(), key=by_place)), tuple(unreadable))


def _together(compilations: list[Compilation], library: Library) -> Iterator[Diagnostic]:
    """What is wrong between the files of a project: versions, vocabularies of one name, facts nothing asks about."""
    policies = [compilation.policy for compilation in compilations if compilation.policy is not None]
    yield from check_versions(policies)
    for id in library:
        yield from library.errors(id)
    if any(compilation.has_errors for compilation in compilations):
        return  # a policy that could not be checked may ask about any fact
    for vocabulary in library.values():
        yield from unused_facts(vocabulary, policies)
