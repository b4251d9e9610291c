"""Writing files whole or not at all."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable
from pathlib import Path

from assent.cli.standing import Signature, signature

_HALF = re.compile(r"\..+\.([0-9]+)\.tmp")


def write_whole(path: Path, data: bytes) -> Signature:
    """Put `data` in place of a file in one step, so that no reader and no accident ever sees half of it.

    The signature is that of the file in its place.
    """
    path = path.resolve()
    path.parent.mkdir(parents=True, exist_ok=True)
    half = path.with_name(f".{path.name}.{os.getpid()}.tmp")
    try:
        with half.open("wb") as file:
            if path.exists():
                os.fchmod(file.fileno(), path.stat().st_mode & 0o7777)
            file.write(data)
            file.flush()
            os.fsync(file.fileno())  # a full disk is found here, before anything is replaced
            half.replace(path)
            return signature(os.fstat(file.fileno()))
    except BaseException:
        half.unlink(missing_ok=True)
        raise


def remove_halves(hidden: Iterable[Path]) -> None:
    """Remove, of these files, what runs that were killed left half written; what a run of now is writing stays."""
    for half in hidden:
        match = _HALF.fullmatch(half.name)
        if match and not _runs(int(match[1])):
            half.unlink(missing_ok=True)


def _runs(process: int) -> bool:
    try:
        os.kill(process, 0)
    except (ProcessLookupError, OverflowError):
        return False
    except PermissionError:
        return True
    return True
