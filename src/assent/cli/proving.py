"""Proving what lies in generated/: the checker and the document of a version, and the record of it, `proof.json`."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from importlib.metadata import version as version_of
from pathlib import Path
from typing import TYPE_CHECKING

from assent.cli.writing import write_whole
from assent.generate.freshness import hash_bytes, version_folder
from assent.loading import compile_file
from assent.project import Project, Unreadable, read_bytes, shown

if TYPE_CHECKING:
    from assent.analyse.laws.law import Held
    from assent.analyse.processes import Begun, Processes
    from assent.analyse.questions.same import Compared
    from assent.cli.laws import Kept
    from assent.language.policy import Policy
    from assent.pipeline import Compilation

PROOF = "proof.json"
CHECKER, DOCUMENT, PAGE = "checker.py", "policy.md", "policy.html"
ARTEFACTS = (CHECKER, DOCUMENT, PAGE)

# What the proof does not say. It stands in every record.
TESTED = "that requests are read and validated alike is tested, and not proved"

OTHERWISE_RECORDED = "it was edited, or another Assent or solver wrote it; `assent build --prove` writes it anew"


@dataclass(frozen=True, slots=True)
class Proved:
    """What came of proving one file."""

    name: str
    compared: tuple[Compared, ...]

    @property
    def is_proved(self) -> bool:
        return all(one.is_proved for one in self.compared)


@dataclass(frozen=True, slots=True)
class InFolder:
    """The proof of a version that was begun: of its files as they lie in a folder, and of the laws that it obeys."""

    compilation: Compilation
    folder: Path
    files: tuple[Begun[Proved], ...]
    laws: Begun[tuple[Held, ...]]

    def proved(self) -> tuple[Proved, ...]:
        """What came of each file; raises Lost."""
        return tuple(one.answer() for one in self.files)

    def kept(self, proved: tuple[Proved, ...]) -> tuple[Kept, ...]:
        """Each law that every policy obeys, and how it is held for this one; raises Lost.

        The solver is asked about some of them; of artefacts it is what was `proved` of them.
        """
        from assent.analyse.laws.law import DOCUMENT as SAYS
        from assent.analyse.laws.law import TARGETS, Held, Part
        from assent.cli.laws import Kept, formatted

        def of(*names: str) -> tuple[Part, ...]:
            compared = [one for file in proved if file.name in names for one in file.compared]
            return tuple(Part(one.what, one.answer) for one in compared)

        held = [*self.laws.answer(), Held(TARGETS, of(CHECKER)), Held(SAYS, of(DOCUMENT, PAGE))]
        kept = [*map(Kept.of, held), formatted(self.compilation.parsed)]
        return tuple(sorted(kept, key=lambda one: one.law.number))


def begin_folder(side: Processes, compilation: Compilation, folder: Path, timeout: float) -> InFolder:
    """Begin to prove a version: its checker and both documents as they lie in a folder, and laws; raises Unreadable."""
    from assent.analyse.laws.prove import prove_laws

    held = [(name, read_bytes(folder / name)) for name in ARTEFACTS]
    files = tuple(begin_file(side, compilation, name, data, name, timeout) for name, data in held)
    return InFolder(compilation, folder, files, side.begin(partial(prove_laws, timeout=timeout), compilation.policy))


def begin_file(
    side: Processes, compilation: Compilation, name: str, data: bytes, kind: str, timeout: float
) -> Begun[Proved]:
    """Begin to prove one file; `kind` is the artefact that it stands for."""
    return side.begin(_proved, compilation.policy, name, data, kind, compilation.artefacts[kind], timeout)


def _proved(policy: Policy, name: str, data: bytes, kind: str, generated: str, timeout: float) -> Proved:
    from assent.analyse.questions.same import prove_checker
    from assent.analyse.questions.sentences import prove_document

    if kind == CHECKER:
        return Proved(name, tuple(prove_checker(policy, data, generated=generated, timeout=timeout)))
    compared = prove_document(policy, data, generated=generated, html=kind == PAGE, timeout=timeout)
    return Proved(name, tuple(compared))


def folder_of(project: Project, compilation: Compilation) -> Path:
    """Where the artefacts of a version lie."""
    assert compilation.policy is not None
    return project.generated / compilation.policy.id / version_folder(compilation.policy.version)


def record_of(compilation: Compilation, folder: Path, proved: tuple[Proved, ...], laws: tuple[Kept, ...]) -> bytes:
    """The record of a proof: of which policy and which files, what was proved, up to what, and how laws are held."""
    from assent.analyse.session import Impossible

    policy = compilation.policy
    assert policy is not None
    answers = [compared.answer for one in proved for compared in one.compared]
    bounds = sorted({bound for answer in answers if isinstance(answer, Impossible) for bound in answer.bounds})
    data = {
        "format": 1,
        "policy": policy.id,
        "version": policy.version,
        "digest": compilation.digest,
        "solver": f"z3 {version_of('z3-solver')}",
        "artefacts": {name: _hash(folder / name) for name in ARTEFACTS},
        "proved": {one.name: [compared.what for compared in one.compared] for one in proved},
        "up_to": bounds,
        "laws": [kept.data() for kept in laws],
        "tested": TESTED,
    }
    return (json.dumps(data, ensure_ascii=False, indent=2) + "\n").encode()


def prove_project(
    project: Project, ids: frozenset[str] | None, timeout: float, *, only_check: bool, jobs: int = 1
) -> Iterator[tuple[str, str]]:
    """Each policy's file, and why its artefacts are not proved ("" where they are); records are written or compared."""
    from assent.analyse.processes import Lost, processes

    def begun(side: Processes) -> Iterator[tuple[Path, InFolder]]:
        for entry in project.policies:
            if ids is None or entry.id in ids:
                compilation = compile_file(entry.path, project)
                yield entry.path, begin_folder(side, compilation, folder_of(project, compilation), timeout)

    with processes(jobs) as side:
        for path, proof in side.ahead(begun(side)):
            try:
                yield _recorded(path, proof, only_check=only_check)
            except Lost as lost:
                yield shown(path), f"is not proved: {lost.why}"


def _recorded(path: Path, proof: InFolder, *, only_check: bool) -> tuple[str, str]:
    proved, folder = proof.proved(), proof.folder
    left = [one.name for one in proved if not one.is_proved]
    if left:
        return shown(path), f"is not proved to be what {' and '.join(left)} say"
    laws = proof.kept(proved)
    broken = [str(kept.law.number) for kept in laws if not kept.is_held]
    if broken:
        return shown(path), f"is not proved to obey law {' and '.join(broken)}: `assent prove` says why"
    record = record_of(proof.compilation, folder, proved, laws)
    if not only_check:
        write_whole(folder / PROOF, record)
    elif not (folder / PROOF).is_file():
        return shown(folder / PROOF), "is not there: `assent build --prove` writes it"
    elif read_bytes(folder / PROOF) != record:
        return shown(folder / PROOF), f"is not what the proof comes to: {OTHERWISE_RECORDED}"
    return shown(path), ""


def is_current(folder: Path, record: bytes) -> bool:
    """Whether a record is of the files that lie beside it."""
    try:
        data = json.loads(record)
        artefacts = data["artefacts"]
        return set(artefacts) == set(ARTEFACTS) and all(_hash(folder / name) == artefacts[name] for name in ARTEFACTS)
    except (ValueError, KeyError, TypeError, Unreadable):
        return False


def _hash(path: Path) -> str:
    return f"sha256:{hash_bytes(read_bytes(path))}"
