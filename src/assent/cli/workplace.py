"""What a build works on: a project's policies, what stands in its `generated/`, and what is to be made of a policy.

Where nothing changed, no parser and no template is loaded.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from assent.cli.standing import Standing, look
from assent.generate.freshness import hash_bytes
from assent.project import Project, Unreadable, read_bytes

if TYPE_CHECKING:
    from assent.pipeline import Library
    from assent.source.diagnostic import Diagnostic

CHOOSER = "checker.py"

# What stands in generated/ by the right of what it is called: a version's file, or what chooses among versions.
_OURS = re.compile(r"[^/]+/(v[0-9]+(_[0-9]+)*/[^/]+|checker\.py)")


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
    bases: frozenset[str] = frozenset()
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

    def written_at(self, path: str) -> int:
        """When a file was last written, as its file system counts time; before all else where there is none."""
        try:
            return os.stat(self._root + path).st_mtime_ns  # noqa: PTH116
        except OSError:
            return 0

    def output(self, id: str) -> Output:
        """What is to be made of a policy."""
        from assent.cli.making import make

        return make(self, id)

    def faults(self) -> Iterator[Output]:
        """What is wrong with each file that does not say what it is."""
        if self.untold:
            from assent.cli.making import refuse

            yield from (refuse(self, path) for path in self.untold)

    @cached_property
    def standing(self) -> Standing:
        """What stands in generated/ as the build begins."""
        return look(self._root, self.project.generated)

    @cached_property
    def _standing_of(self) -> dict[str, list[str]]:
        """The files in each folder of generated/; what lies beside the folders stands under no name."""
        found: dict[str, list[str]] = {}
        start = len(self.relative(self.project.generated)) + 1
        for path in self.standing.files:
            folder, slash, _ = path[start:].partition("/")
            found.setdefault(folder if slash else "", []).append(path)
        return found

    def generated(self, ids: Iterable[str] | None) -> list[str]:
        """The files in generated/, those of some policies or all."""
        if ids is None:
            return list(self.standing.files)
        return [path for id in sorted(ids) for path in self._standing_of.get(id, ())]

    def would_lose(self, id: str, files: Mapping[str, bytes]) -> bool:
        """Whether something was made of a policy that these files leave out, such as another version."""
        return not files.keys() >= set(self.generated([id]))

    def is_proof(self, path: str) -> bool:
        """Whether a file is the record of a proof of what lies beside it."""
        if not path.endswith("/proof.json"):
            return False
        from assent.cli.proving import is_current

        return is_current((self.project.root / path).parent, self.read(path) or b"")

    def is_ours(self, path: str) -> bool:
        """Whether a file in generated/ is one that a build made: by its place, and by the digest it states."""
        place = path.removeprefix(self.relative(self.project.generated) + "/")
        return _OURS.fullmatch(place) is not None and b"sha256:" in (self.read(path) or b"")


def _by_id(pairs: Iterable[tuple[str, str]]) -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for id, path in pairs:
        found[id] = (*found.get(id, ()), path)
    return found
