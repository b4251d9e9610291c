"""Where a text that has to be to the letter first differs from what this compiler writes, in words for people."""

from __future__ import annotations

from collections.abc import Sequence
from unicodedata import category

# So much of a line is shown, from shortly before where it differs.
_BEFORE, _SHOWN = 30, 90

# A line by its number in the file that it stands in.
Numbered = tuple[int, str]


def numbered(text: str, first: int = 1) -> list[Numbered]:
    """The lines of a text by their numbers, each ended by a line feed and by nothing else."""
    return list(enumerate(text.split("\n"), first))


def first_difference(found: Sequence[Numbered], written: Sequence[str]) -> str:
    """The first line of what was found that is not as it is written; "" where there is none."""
    for (number, line), expected in zip(found, written, strict=False):
        if line == expected:
            continue
        ours, theirs = _beside(line, expected)
        return f"line {number}: {ours} is not what this compiler writes there: {theirs}"
    if len(found) > len(written):
        more = found[len(written) :]
        number, line = next((one for one in more if one[1].strip()), more[0])  # an empty line says little
        return f"line {number}: {_quoted(line, 0)} stands after what this compiler writes"
    if len(found) < len(written):
        number = found[-1][0] if found else 0
        return f"line {number}: it ends there, and this compiler goes on: “{excerpt(written[len(found)])}”"
    return ""


def _beside(ours: str, theirs: str) -> tuple[str, str]:
    """Both lines from shortly before the place where they part."""
    pairs = enumerate(zip(ours, theirs, strict=False))
    same = next((at for at, (a, b) in pairs if a != b), min(len(ours), len(theirs)))
    start = max(0, same - _BEFORE) if max(len(ours), len(theirs)) > _SHOWN else 0
    return _quoted(ours, start), _quoted(theirs, start)


def _quoted(line: str, start: int) -> str:
    return f"“{excerpt(line, start)}”" if line else "an empty line"


def excerpt(line: str, start: int = 0) -> str:
    """A part of a line that is short enough to be shown, with what cannot be seen by its number."""
    shown = "".join(
        f"‹U+{ord(char):04X}›" if category(char) in ("Cc", "Cf", "Cs", "Zl", "Zp") else char
        for char in line[start : start + _SHOWN]
    )
    return f"{'…' if start else ''}{shown}{'…' if start + _SHOWN < len(line) else ''}"
