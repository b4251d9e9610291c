"""From policies to `generated/`: one policy at a time, its versions together, and only what changed.

Where nothing changed, no parser and no template is loaded.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from assent.cli.writing import remove_halves, write_whole
from assent.generate.freshness import Made, compiler_hash, hash_bytes, hash_text, read_record, record_text
from assent.project import Project, Unreadable, read_bytes

if TYPE_CHECKING:
    from assent.pipeline import Library
    from assent.source.diagnostic import Diagnostic

CACHE = ".assent-cache"
RECORD = "build.json"
CHOOSER = "checker.py"

# What stands in generated/ by the right of what it is called: a version's file, or what chooses among versions.
_OURS = re.compile(r"[^/]+/(v[0-9]+(_[0-9]+)*/[^/]+|checker\.py)")

Difference = Literal["missing", "stale", "extra"]


@dataclass(slots=True)
class Built:
    """What a build did, or what a comparison found. Paths are from the root of the project."""

    policies: int = 0
    unchanged: int = 0
    warnings: int = 0
    diagnostics: list[Diagnostic] = field(default_factory=list)
    written: list[str] = field(default_factory=list)
    removed: list[str] = field(default_factory=list)
    foreign: list[str] = field(default_factory=list)
    differences: list[tuple[str, Difference]] = field(default_factory=list)
    failures: list[str] = field(default_factory=list)

    @property
    def is_fine(self) -> bool:
        failed = any(diagnostic.is_error for diagnostic in self.diagnostics)
        return not (failed or self.differences or self.failures)

    def take(self, output: Output) -> None:
        """Take over what is wrong with a policy."""
        self.diagnostics += output.diagnostics
        self.failures += output.unreadable


@dataclass(frozen=True, slots=True)
class Output:
    """What is to be made of a policy: its artefacts by path, what is wrong, and what they are made from.

    There are no files where anything is an error; `unreadable` says which texts could not be read at all.
    `inputs` are the hashes of the texts as they were read, so that one that changes meanwhile is noticed.
    """

    files: Mapping[str, bytes] | None
    diagnostics: tuple[Diagnostic, ...]
    unreadable: tuple[str, ...] = ()
    vocabularies: frozenset[str] = frozenset()
    inputs: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Workplace:
    """A project as a build sees it, every path from its root."""

    project: Project

    @cached_property
    def policies(self) -> dict[str, tuple[str, ...]]:
        """The files of each policy, a version each."""
        return _by_id((entry.id, self.relative(entry.path)) for entry in self.project.policies)

    @cached_property
    def vocabularies(self) -> dict[str, tuple[str, ...]]:
        """The files that declare each vocabulary."""
        return _by_id((entry.id, self.relative(entry.path)) for entry in self.project.vocabularies)

    @cached_property
    def untold(self) -> tuple[str, ...]:
        """The files whose first words do not say what they are, so that any policy may be in them."""
        return tuple(self.relative(entry.path) for entry in self.project.entries if not entry.kind)

    @cached_property
    def library(self) -> Library:
        from assent.loading import library_of

        return library_of(self.project)

    @cached_property
    def _root(self) -> str:
        """The root as a text: paths by the thousand are quicker so."""
        return os.path.join(self.project.root, "")  # noqa: PTH118

    def relative(self, path: Path) -> str:
        """A path of the project from its root."""
        return os.fspath(path).removeprefix(self._root)

    def read(self, path: str) -> bytes | None:
        """What a file holds, or None."""
        try:
            return read_bytes(self._root + path)
        except Unreadable:
            return None

    def hash(self, path: str, hash: Callable[[bytes], str] = hash_bytes) -> str | None:
        """The hash of a file, or None where there is none."""
        data = self.read(path)
        return None if data is None else hash(data)

    def output(self, id: str) -> Output:
        """What is to be made of a policy."""
        from assent.cli.making import make

        return make(self, id)

    def faults(self) -> Iterator[Output]:
        """What is wrong with each file that does not say what it is."""
        if self.untold:
            from assent.cli.making import refuse

            yield from (refuse(self, path) for path in self.untold)

    def generated(self, ids: frozenset[str] | None) -> list[str]:
        """The files in generated/, those of some policies or all; what Python leaves there is no part of it."""
        top = os.fspath(self.project.generated)
        found: list[str] = []
        for folder, folders, files in os.walk(top):
            folders[:] = [
                name
                for name in folders
                if not name.startswith((".", "__pycache__")) and (ids is None or folder != top or name in ids)
            ]
            if ids is None or folder != top:
                beneath = folder.removeprefix(self._root)
                found += [f"{beneath}/{name}" for name in files if not name.startswith(".")]
        return sorted(found)

    def would_lose(self, id: str, files: Mapping[str, bytes]) -> bool:
        """Whether something was made of a policy that these files leave out, such as another version."""
        return not files.keys() >= set(self.generated(frozenset({id})))

    def is_ours(self, path: str) -> bool:
        """Whether a file in generated/ is one that a build made: by its place, and by the digest it states."""
        place = path.removeprefix(self.relative(self.project.generated) + "/")
        return _OURS.fullmatch(place) is not None and b"sha256:" in (self.read(path) or b"")


def _by_id(pairs: Iterable[tuple[str, str]]) -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for id, path in pairs:
        found[id] = (*found.get(id, ()), path)
    return found


def build(project: Project, ids: frozenset[str] | None, *, progress: Callable[[str], None]) -> Built:
    """Make what is not as it should be. `ids` are the policies to look at, None for all of the project."""
    place, built = Workplace(project), Built()
    remove_halves(project.generated)
    compiler = compiler_hash()
    record = project.root / CACHE / RECORD
    known = read_record((place.read(f"{CACHE}/{RECORD}") or b"").decode("utf-8", "replace"), compiler)
    made = dict(known)
    texts: dict[str, str | None] = {}

    def text_hash(path: str) -> str | None:
        if path not in texts:  # many policies share a vocabulary
            texts[path] = place.hash(path, hash_text)
        return texts[path]

    keep: set[str] = set()
    for fault in place.faults():
        built.take(fault)
    try:
        for id in _chosen(place, ids):
            progress(id)
            built.policies += 1
            before = known.get(id)
            if before is not None and before.is_fresh(place.policies[id], place.vocabularies, text_hash, place.hash):
                built.unchanged += 1
                built.warnings += before.warnings
                keep.update(before.outputs)
                continue
            made.pop(id, None)
            output = place.output(id)
            built.take(output)
            built.warnings += sum(not diagnostic.is_error for diagnostic in output.diagnostics)
            if output.files is None or (place.untold and place.would_lose(id, output.files)):
                keep.update(place.generated(frozenset({id})))  # what was made of it last stays until it is mended
                continue
            keep.update(output.files)
            for path, data in output.files.items():
                if place.read(path) != data:
                    write_whole(project.root / path, data)
                    built.written.append(path)
            made[id] = _record(place, id, output)
        if not place.untold:
            _remove_old(place, ids, keep, built)
    except OSError as error:
        built.failures.append(f"cannot write {_named(project, error)}: {(error.strerror or 'it failed').lower()}")
    if ids is None:
        made = {id: one for id, one in made.items() if id in place.policies}
    if made != known:
        _save(record, record_text(made, compiler))
    return built


def compare(project: Project, ids: frozenset[str] | None, *, progress: Callable[[str], None]) -> Built:
    """Make everything again in memory, and say what in generated/ differs from it."""
    place, built = Workplace(project), Built()
    expected: set[str] = set()
    for fault in place.faults():
        built.take(fault)
    for id in _chosen(place, ids):
        progress(id)
        built.policies += 1
        output = place.output(id)
        built.take(output)
        if output.files is None:
            expected.update(place.generated(frozenset({id})))
            continue
        expected.update(output.files)
        for path, data in output.files.items():
            found = place.read(path)
            if found != data:
                built.differences.append((path, "missing" if found is None else "stale"))
    if not place.untold:
        built.differences += [(path, "extra") for path in place.generated(ids) if path not in expected]
    built.differences.sort()
    return built


def _chosen(place: Workplace, ids: frozenset[str] | None) -> list[str]:
    return sorted(id for id in place.policies if ids is None or id in ids)


def _record(place: Workplace, id: str, output: Output) -> Made:
    assert output.files is not None
    return Made(
        files=place.policies[id],
        vocabularies={name: place.vocabularies[name] for name in sorted(output.vocabularies)},
        inputs=output.inputs,
        outputs={path: hash_bytes(data) for path, data in output.files.items()},
        warnings=len(output.diagnostics),
    )


def _remove_old(place: Workplace, ids: frozenset[str] | None, keep: set[str], built: Built) -> None:
    """Remove what a build once made and no policy gives any more. What someone else put there stays."""
    for path in place.generated(ids):
        if path in keep:
            continue
        if not place.is_ours(path):
            built.foreign.append(path)
            continue
        file = place.project.root / path
        file.unlink()
        built.removed.append(path)
        for folder in (file.parent, file.parent.parent):
            if folder != place.project.generated and folder.is_dir() and not any(folder.iterdir()):
                folder.rmdir()


def _save(record: Path, text: str) -> None:
    """Keep the record, where that is possible: without it the next build only takes longer."""
    try:
        ignored = record.with_name(".gitignore")
        if not ignored.exists():
            write_whole(ignored, b"*\n")
        write_whole(record, text.encode())
    except OSError:
        return


def _named(project: Project, error: OSError) -> str:
    """The file that an error is about, as it will be called, not as it was half written."""
    path = Path(str(error.filename2 or error.filename or project.generated))
    return re.sub(r"^\.(.+)\.[0-9]+\.tmp$", r"\1", path.name)
