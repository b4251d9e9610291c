"""What stands in a folder, found at one look: every file with its signature, without reading any."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple


class Signature(NamedTuple):
    """What the system says of a file that is other wherever the file was written to, or another took its place.

    `changed` is set by the system at every change, and by nothing else: a copy that keeps the time of
    its original, or a time set by hand, changes it too.
    """

    size: int
    modified: int
    changed: int
    number: int


@dataclass(frozen=True, slots=True)
class Standing:
    """The files beneath a folder by path from the root, in order; `hidden` are those whose names begin with a dot."""

    files: dict[str, Signature | None]
    hidden: tuple[Path, ...]


def signature(about: os.stat_result) -> Signature:
    """The signature of a file."""
    return Signature(about.st_size, about.st_mtime_ns, about.st_ctime_ns, about.st_ino)


def look(root: str, top: Path) -> Standing:
    """What stands beneath `top`; what Python leaves there, and hidden folders, are no part of it.

    `root` is what paths begin with, up to the slash. A link that leads nowhere stands without a signature.
    """
    found: list[tuple[str, Signature | None]] = []
    hidden: list[Path] = []
    folders = [os.fspath(top)]
    while folders:
        try:
            with os.scandir(folders.pop()) as entries:
                for entry in entries:
                    name = entry.name
                    if entry.is_dir():
                        if not name.startswith((".", "__pycache__")) and not entry.is_symlink():
                            folders.append(entry.path)
                    elif name.startswith("."):
                        hidden.append(Path(entry.path))
                    else:
                        found.append((entry.path.removeprefix(root), _signature(entry)))
        except OSError:  # not there, or not to be looked into
            continue
    return Standing(dict(sorted(found)), tuple(hidden))


def _signature(entry: os.DirEntry[str]) -> Signature | None:
    try:
        return signature(entry.stat())
    except OSError:
        return None
