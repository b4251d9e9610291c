"""From policies to `generated/`: one policy at a time, its versions together, and only what changed.

Where nothing changed, no parser and no template is loaded.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from assent.cli.standing import Signature
from assent.cli.workplace import Output, Workplace
from assent.cli.writing import remove_halves, write_whole
from assent.generate.freshness import Made, compiler_hash, hash_bytes, hash_text, read_record, record_text
from assent.project import Project

if TYPE_CHECKING:
    from assent.source.diagnostic import Diagnostic

CACHE = ".assent-cache"
RECORD = "build.json"

Difference = Literal["missing", "stale", "extra", "outdated"]


class Unwritten(Exception):
    """A file of generated/ that cannot be written or removed, and why. A build ends there."""


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


def build(project: Project, ids: frozenset[str] | None, *, progress: Callable[[str], None]) -> Built:
    """Make what is not as it should be. `ids` are the policies to look at, None for all of the project."""
    place, built = Workplace(project), Built()
    remove_halves(place.standing.hidden)
    compiler = compiler_hash()
    record = project.root / CACHE / RECORD
    settled = place.written_at(f"{CACHE}/{RECORD}")
    known = read_record((place.read(f"{CACHE}/{RECORD}") or b"").decode("utf-8", "replace"), compiler)
    made = dict(known)
    looked = False  # at contents, because signatures did not serve
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
            if (
                before is not None
                and before.is_current(place.policies[id], place.vocabularies, place.policies, text_hash)
                and (stands := _stands(place, before, settled))
            ):
                if stands == "as made":
                    made[id] = replace(before, signatures=_signatures(place, before.outputs))
                    looked = True
                built.unchanged += 1
                built.warnings += before.warnings
                keep.update(before.outputs)
                continue
            made.pop(id, None)
            output = place.output(id)
            built.take(output)
            built.warnings += sum(not diagnostic.is_error for diagnostic in output.diagnostics)
            if output.files is None or (place.untold and place.would_lose(id, output.files)):
                keep.update(place.generated([id]))  # what was made of it last stays until it is mended
                continue
            keep.update(output.files)
            signatures = _signatures(place, output.files)
            for path, data in output.files.items():
                if place.read(path) != data:
                    signatures[path] = _write(place, path, data)
                    built.written.append(path)
            made[id] = _record(place, id, output, signatures)
        if not place.untold:
            _remove_old(place, ids, keep, built)
    except Unwritten as unwritten:
        built.failures.append(str(unwritten))
    if ids is None:
        made = {id: one for id, one in made.items() if id in place.policies}
    if looked or made != known:
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
            expected.update(place.generated([id]))
            continue
        expected.update(output.files)
        for path, data in output.files.items():
            found = place.read(path)
            if found != data:
                built.differences.append((path, "missing" if found is None else "stale"))
    if not place.untold:
        extra = [path for path in place.generated(ids) if path not in expected and not place.is_proof(path)]
        built.differences += [(path, _left_over(path, expected)) for path in extra]
    built.differences.sort()
    return built


def _left_over(path: str, expected: set[str]) -> Difference:
    """A file that no policy gives: beside those of a version, the record of a proof is one of other files."""
    folder, _, name = path.rpartition("/")
    versions = {one.rpartition("/")[0] for one in expected if one.endswith("/policy.json")}
    return "outdated" if name == "proof.json" and folder in versions else "extra"


def _chosen(place: Workplace, ids: frozenset[str] | None) -> list[str]:
    return sorted(id for id in place.policies if ids is None or id in ids)


def _stands(place: Workplace, made: Made, settled: int) -> Literal["untouched", "as made", ""]:
    """Whether what was made stands as it was made; "" where it does not.

    A file is untouched where its signature is the one that is remembered. One that changed in the same instant
    in which the record was written, or later, as the file system counts time, may have changed again without
    showing it. It is read, as is one with another signature: it stands as made if its contents do.
    """
    files, signatures = place.standing.files, made.signatures
    untouched = True
    for path, known in made.outputs.items():
        now = files.get(path)
        if now is not None and now == signatures.get(path) and now.changed < settled:
            continue
        if place.hash(path) != known:
            return ""
        untouched = False
    return "untouched" if untouched else "as made"


def _signatures(place: Workplace, paths: Iterable[str]) -> dict[str, Signature]:
    """The signatures of files as the build began, of those that were there."""
    found = ((path, place.standing.files.get(path)) for path in paths)
    return {path: signature for path, signature in found if signature is not None}


def _record(place: Workplace, id: str, output: Output, signatures: dict[str, Signature]) -> Made:
    assert output.files is not None
    return Made(
        files=place.policies[id],
        vocabularies={name: place.vocabularies[name] for name in sorted(output.vocabularies)},
        bases={name: place.policies[name] for name in sorted(output.bases)},
        inputs=output.inputs,
        outputs={path: hash_bytes(data) for path, data in output.files.items()},
        signatures=signatures,
        warnings=len(output.diagnostics),
    )


def _write(place: Workplace, path: str, data: bytes) -> Signature:
    try:
        return write_whole(place.project.root / path, data)
    except OSError as error:
        raise Unwritten(f"cannot write {path}: {_why(error)}") from error


def _why(error: OSError) -> str:
    return (error.strerror or "it failed").lower()


def _remove_old(place: Workplace, ids: frozenset[str] | None, keep: set[str], built: Built) -> None:
    """Remove what a build once made and no policy gives any more. What someone else put there stays."""
    for path in place.generated(ids):
        if path in keep or place.is_proof(path):
            continue
        if not place.is_ours(path):
            built.foreign.append(path)
            continue
        file = place.project.root / path
        try:
            file.unlink()
            for folder in (file.parent, file.parent.parent):
                if folder != place.project.generated and folder.is_dir() and not any(folder.iterdir()):
                    folder.rmdir()
        except OSError as error:
            raise Unwritten(f"cannot remove {path}: {_why(error)}") from error
        built.removed.append(path)


def _save(record: Path, text: str) -> None:
    """Keep the record, where that is possible: without it the next build only takes longer."""
    try:
        ignored = record.with_name(".gitignore")
        if not ignored.exists():
            write_whole(ignored, b"*\n")
        write_whole(record, text.encode())
    except OSError:
        return
