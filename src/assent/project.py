"""Which files belong together, and reading them.

A project is any folder with `policies/` in it. A policy that lies in none is a project by itself, with whatever
lies beside it.
"""

from __future__ import annotations

import os
import re
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from stat import S_ISREG
from typing import Literal

from assent.source.record import record

ENDING = ".assent"
POLICIES = "policies"
GENERATED = "generated"
CASES = "cases"

# A document longer than this is no policy's source.
LARGEST_DOCUMENT = 10_000_000

Kind = Literal["policy", "vocabulary", ""]

# The first words of a file, after a byte-order mark, comments and empty lines.
_HEAD = re.compile(
    rb"(?:\xef\xbb\xbf)?(?:[ \t\f]*(?:#[^\n]*)?\r?\n)*[ \t\f]*(policy|vocabulary)[ \t\f]+([A-Za-z_][A-Za-z0-9_]*)"
)


@record
class Entry:
    """A file of a project, and what its first words say that it is ("" where they do not say)."""

    path: Path
    kind: Kind
    id: str


class Unreadable(Exception):
    """A file that cannot be read: `why` is a phrase for a message. `missing` is true where it does not exist."""

    def __init__(self, why: str, *, missing: bool = False) -> None:
        super().__init__(why)
        self.why = why
        self.missing = missing


class OutsideProject(Exception):
    """A path that leads out of its project."""


@dataclass(frozen=True)
class Project:
    """The folder of a project (`root`), and the folder in it where its policies lie."""

    root: Path
    folder: Path

    @cached_property
    def entries(self) -> tuple[Entry, ...]:
        """Every policy and vocabulary file, in the order of their paths; among them folders that cannot be read.

        What lies in such a folder may be anything: it is not taken for a folder that is empty.
        """
        return tuple(self._entry(path) for path in self._files())

    def _files(self) -> list[Path]:
        found: list[str] = []
        unread: list[str] = []
        for folder, folders, files in os.walk(self.folder, onerror=lambda error: unread.append(error.filename)):
            alone = self.root == self.folder  # then what lies further down is another's
            folders[:] = [] if alone else [name for name in folders if not name.startswith(".")]
            found += [f"{folder}/{name}" for name in files if name.endswith(ENDING) and not name.startswith(".")]
        return [Path(path) for path in sorted(found + unread)]

    @staticmethod
    def _entry(path: Path) -> Entry:
        try:
            head = _HEAD.match(read_bytes(path))
        except Unreadable:
            head = None
        if head is None:
            return Entry(path, "", "")
        return Entry(path, "policy" if head[1] == b"policy" else "vocabulary", head[2].decode())

    @property
    def policies(self) -> tuple[Entry, ...]:
        """Every policy file, each version of a policy its own."""
        return tuple(entry for entry in self.entries if entry.kind == "policy")

    @property
    def vocabularies(self) -> tuple[Entry, ...]:
        """Every vocabulary file."""
        return tuple(entry for entry in self.entries if entry.kind == "vocabulary")

    @property
    def generated(self) -> Path:
        """Where what is made of the policies goes."""
        return self.root / GENERATED

    @property
    def cases(self) -> Path:
        """Where the policies' cases lie."""
        return self.folder / CASES

    def inside(self, file: Path, written: str) -> Path:
        """The file that `file` names by a path relative to itself; OutsideProject where that leads out."""
        target = file.parent / written
        try:
            real = target.resolve()
        except (OSError, RuntimeError, ValueError) as error:
            raise Unreadable("it cannot be found") from error
        if Path(written).is_absolute() or not real.is_relative_to(self.root.resolve()):
            raise OutsideProject
        return target


def find_project(start: Path) -> Project | None:
    """The project that a path lies in: the nearest folder, from it upward, that has `policies/`."""
    start = start.absolute()
    for folder in (start, *start.parents):
        if (folder / POLICIES).is_dir():
            return Project(folder, folder / POLICIES)
    return None


def project_of(file: Path) -> Project:
    """The project of a policy file: the one whose `policies/` it lies in, else its own folder."""
    file = file.absolute()
    for folder in file.parents:
        if folder.name == POLICIES:
            return Project(folder.parent, folder)
    return Project(file.parent, file.parent)


def read_bytes(path: str | Path) -> bytes:
    """What a file holds; Unreadable, with why, where it cannot be read.

    Straight from the system: a build in which nothing changed reads thousands of files, and does little else.
    """
    try:
        # A folder, a device, or a pipe whose other end never comes is no file, and is not waited for.
        descriptor = os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC)
        try:
            about = os.fstat(descriptor)
            if not S_ISREG(about.st_mode):
                raise Unreadable("it is not a file")
            data = os.read(descriptor, about.st_size + 1)
            while len(data) > about.st_size:  # it grows while it is read
                more = os.read(descriptor, 1 << 20)
                if not more:
                    break
                data += more
            return data
        finally:
            os.close(descriptor)
    except FileNotFoundError as error:
        raise Unreadable("it does not exist", missing=True) from error
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) else None
        raise Unreadable((reason or "it cannot be read").lower()) from error


def shown(path: Path) -> str:
    """A path as people like to read it: from the current folder where it lies within, else whole."""
    try:
        return path.absolute().relative_to(Path.cwd()).as_posix()
    except ValueError:
        return path.as_posix()
