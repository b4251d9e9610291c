"""What was made from what: the record that lets `build` pass over a policy of which nothing has changed.

The record is local and never trusted further than that: one that is gone, old or damaged is an empty one,
and everything is made again. It is keyed by contents (the policy, the vocabularies it uses, the document it
quotes, this compiler) and holds the hashes and the signatures of what was made, so that an artefact that
was edited or removed is made again too. Nothing here needs a parser or a template.
"""

from __future__ import annotations

import codecs
import hashlib
import json
import sys
from collections.abc import Callable, Iterable, Mapping
from dataclasses import asdict
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from assent.source.record import record

FORMAT = 2

# A file's hash by its path from the root of its project; None where there is no such file.
HashOf = Callable[[str], str | None]

_PACKAGE = Path(__file__).parents[1]


@record
class Made:
    """What was made of a policy, all its versions together. Paths are from the root of the project, posix.

    `files` are the policy's own, a version each; `vocabularies` has, for each id that they use, the files
    that declared it, and `bases`, for each policy that they vary, all files of that one. `inputs` are the
    hashes of the texts of all of these and of the documents quoted, as they were read; `outputs` are the
    hashes of what was made, and `signatures` what the system said of these files when they were known to be so.
    `warnings` is how many there were.
    """

    files: tuple[str, ...]
    vocabularies: Mapping[str, tuple[str, ...]]
    bases: Mapping[str, tuple[str, ...]]
    inputs: Mapping[str, str]
    outputs: Mapping[str, str]
    signatures: Mapping[str, tuple[int, ...]]
    warnings: int

    def is_current(
        self,
        files: tuple[str, ...],
        declared: Mapping[str, tuple[str, ...]],
        policies: Mapping[str, tuple[str, ...]],
        text_hash: HashOf,
    ) -> bool:
        """Whether the same would be made again, of these files and those of each vocabulary and policy now."""
        return (
            self.files == files
            and all(declared.get(id, ()) == paths for id, paths in self.vocabularies.items())
            and all(policies.get(id, ()) == paths for id, paths in self.bases.items())
            and all(text_hash(path) == known for path, known in self.inputs.items())
        )


def record_text(made: Mapping[str, Made], compiler: str) -> str:
    """The record of what a compiler made, by policy id, as it is kept."""
    kept = {id: asdict(one) for id, one in sorted(made.items())}
    return json.dumps({"format": FORMAT, "compiler": compiler, "made": kept}, separators=(",", ":")) + "\n"


def read_record(text: str, compiler: str) -> dict[str, Made]:
    """What a record says was made, by policy id; nothing where another compiler made it, or it is damaged."""
    try:
        data = json.loads(text)
        if data["format"] != FORMAT or data["compiler"] != compiler:
            return {}
        return {str(id): _made(made) for id, made in data["made"].items()}
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return {}


def _made(data: Mapping[str, Any]) -> Made:
    """One entry of a record; raises one of what `read_record` expects where it is damaged."""
    return Made(
        files=tuple(map(_text, data["files"])),
        vocabularies={id: tuple(map(_text, files)) for id, files in data["vocabularies"].items()},
        bases={id: tuple(map(_text, files)) for id, files in data["bases"].items()},
        inputs={path: _text(known) for path, known in data["inputs"].items()},
        outputs={path: _text(known) for path, known in data["outputs"].items()},
        signatures={path: tuple(signature) for path, signature in data["signatures"].items()},
        warnings=int(data["warnings"]),
    )


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError
    return value


def hash_bytes(data: bytes) -> str:
    """The identity of a file's contents."""
    return hashlib.sha256(data).hexdigest()


def hash_text(data: bytes) -> str:
    """The identity of the text that was read from a file: a byte-order mark is no part of it."""
    return hash_bytes(data.removeprefix(codecs.BOM_UTF8))


def compiler_hash() -> str:
    """The identity of this compiler: its sources, templates and grammar, and what it stands on."""
    found = hashlib.sha256()
    for path in (*sorted(_sources()), *_libraries()):
        found.update(path.name.encode() + b"\0" + path.read_bytes() + b"\0")
    found.update(sys.version.encode())
    return found.hexdigest()


def _libraries() -> Iterable[Path]:
    """A file of each library that has a say in what is made, which names its version; none of them is loaded."""
    for name in ("jinja2", "lark", "markupsafe"):
        spec = find_spec(name)
        if spec is not None and spec.origin is not None:
            yield Path(spec.origin)


def _sources() -> Iterable[Path]:
    folders = [_PACKAGE]
    while folders:
        for path in folders.pop().iterdir():
            if path.name.startswith((".", "__pycache__")):
                continue
            if path.is_dir():
                folders.append(path)
            else:
                yield path
    beside = _PACKAGE.parents[1] / "grammar"  # a checkout; a wheel has it within the package
    if beside.is_dir():
        yield from beside.iterdir()


def version_folder(version: str) -> str:
    """The name of the folder of a version: `v1_0_0`."""
    return "v" + version.replace(".", "_")
