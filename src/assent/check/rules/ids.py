"""A policy's id, which names a folder on every system and a package that programs import."""

from __future__ import annotations

import keyword
import sys

from assent.check.problems import Problems
from assent.source.catalogue import Code
from assent.syntax.tree import Name

UNUSABLE_ID = Code("unusable-id", "error", "an id of a policy that no folder or no import can have")
CODES = (UNUSABLE_ID,)

# Windows keeps these for devices, whatever their case.
_DEVICES = frozenset(("con", "prn", "aux", "nul", *(f"{port}{n}" for port in ("com", "lpt") for n in range(1, 10))))


def unusable_id(problems: Problems, name: Name) -> None:
    """Report an id of a policy whose folder could not be made everywhere, or whose checker could not be imported."""
    why = _why(name.word)
    if why:
        problems.add(
            UNUSABLE_ID,
            name.at,
            f"no policy can have the id `{name.word}`: {why}",
            label="names its folder, and what programs import",
            help=f"add another word to it, such as `{name.word.strip('_')}_policy`",
        )


def _why(word: str) -> str:
    if keyword.iskeyword(word):
        return "it is a word of Python, and no program could import its checker"
    if word.casefold() in _DEVICES:
        return "Windows has no folder of this name"
    if word.startswith("__"):
        return "names that begin with `__` are Python's own"
    if word in sys.stdlib_module_names or word == "assent":
        return "Python has a module of this name, and would import that instead of its checker"
    return ""
