"""What is to be made of one policy: every version compiled, each target's files, and what chooses among them."""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from pathlib import Path

from assent.check.rules.versions import check_versions
from assent.cli.built import check_built
from assent.cli.workplace import CHOOSER, Output, Workplace
from assent.generate.freshness import hash_text, version_folder
from assent.generate.python.chooser import emit_chooser
from assent.loading import compile_file
from assent.pipeline import Compilation
from assent.project import Unreadable
from assent.source.diagnostic import Diagnostic


def refuse(place: Workplace, path: str) -> Output:
    """Nothing, and what is wrong with a file that does not say that it is a policy or a vocabulary."""
    try:
        compilation = compile_file(place.project.root / path, place.project, place.library)
    except Unreadable as error:
        return Output(None, (), (f"cannot read {path}: {error.why}",))
    sound = not any(diagnostic.is_error for diagnostic in compilation.diagnostics)
    unread = (f"cannot tell whether {path} is a policy or a vocabulary",) if sound else ()
    return Output(None, compilation.diagnostics, unread)


def make(place: Workplace, id: str) -> Output:
    """The artefacts of a policy by path; none of them where any version has an error."""
    project = place.project
    files = {path: project.root / path for path in place.policies[id]}
    compiled: dict[str, Compilation] = {}
    unreadable = []
    for path, file in files.items():
        try:
            compiled[path] = compile_file(file, project, place.library)
        except Unreadable as error:
            unreadable.append(f"cannot read {path}: {error.why}")
    found: list[Diagnostic] = [one for compilation in compiled.values() for one in compilation.diagnostics]
    policies = [compilation.policy for compilation in compiled.values() if compilation.policy is not None]
    found += check_versions(policies)
    for compilation in compiled.values():
        if compilation.policy is not None:
            found += check_built(project, compilation.policy, compilation.digest)
    diagnostics = tuple(dict.fromkeys(found))
    if unreadable or any(diagnostic.is_error for diagnostic in diagnostics):
        return Output(None, diagnostics, tuple(unreadable))
    folder = f"{place.relative(project.generated)}/{id}"
    texts = {f"{folder}/{CHOOSER}": emit_chooser(policies)[CHOOSER]}
    inputs = _Inputs(place)
    for path, compilation in compiled.items():
        policy = compilation.policy
        assert policy is not None
        within = version_folder(policy.version)
        texts |= {f"{folder}/{within}/{name}": text for name, text in compilation.artefacts.items()}
        inputs.take(path, compilation)
    return Output(
        {path: text.encode() for path, text in texts.items()},
        diagnostics,
        vocabularies=frozenset(inputs.vocabularies),
        bases=frozenset(inputs.bases),
        inputs={path: hash_text(text.encode()) for path, text in inputs.texts.items()},
    )


@dataclass(slots=True)
class _Inputs:
    """The texts that something is made from, by their paths, and the vocabularies and bases among them."""

    place: Workplace
    texts: dict[str, str] = field(default_factory=dict)
    vocabularies: set[str] = field(default_factory=set)
    bases: set[str] = field(default_factory=set)

    def take(self, path: str, compilation: Compilation) -> None:
        """Take a policy's text, the document it quotes, its vocabularies, and every version of what it varies."""
        policy, document = compilation.policy, compilation.document[0]
        self.texts[path] = compilation.source.text
        if policy is None:
            return  # a version of a base that is not the one varied
        if document is not None:
            file = self.place.project.root / path
            self.texts[self.place.relative(_lexical(file.parent / policy.source))] = document.text
        self._codes(path, compilation)
        for vocabulary in set(policy.vocabularies) - self.vocabularies:
            self.vocabularies.add(vocabulary)
            (declared,) = self.place.vocabularies[vocabulary]  # a second one is an error
            shared = self.place.library.compilation(vocabulary)
            self.texts[declared] = shared.source.text
            self._codes(declared, shared)
        base = policy.variation.base if policy.variation else None
        if base is not None and base not in self.bases:
            self.bases.add(base)
            paths = self.place.policies[base]
            for other, theirs in zip(paths, self.place.library.policies[base], strict=True):
                self.take(other, theirs)

    def _codes(self, path: str, compilation: Compilation) -> None:
        """Take the files of codes that a text names."""
        folder = (self.place.project.root / path).parent
        for written, text in compilation.codes.items():
            self.texts[self.place.relative(_lexical(folder / written))] = text.text


def _lexical(path: Path) -> Path:
    return Path(os.path.normpath(path))
