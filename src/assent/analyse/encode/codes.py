"""Codes as the patterns of a policy tell them apart: one sample of each kind, and which patterns it fits."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import islice

from assent.language.code_systems import CODE_SYSTEMS
from assent.language.operators.options import EITHER, code_beside, code_matches

# So many codes are looked at for a sample of each kind: a value set may have thousands.
_MOST_TRIED = 100_000

_CHARACTERS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"


@dataclass(frozen=True, slots=True)
class Kinds:
    """The kinds of code: a sample of each, "" where none was found that has the shape of the system's codes."""

    samples: tuple[str, ...]
    fits: tuple[frozenset[str], ...]

    def that_fit(self, pattern: str) -> list[int]:
        """Which kinds fit a pattern."""
        return [at for at, fitting in enumerate(self.fits) if pattern in fitting]


def kinds_of(system: str, patterns: Iterable[str]) -> Kinds:
    """The kinds into which some patterns divide the codes of a system.

    A code's kind is the longest stem it begins with, or the pattern that it is: every kind there can be is
    among them, and one that has no code only makes more possible than there is.
    """
    named = sorted(set(patterns))
    stems = _stems(named)
    found = {frozenset(p for p in named if code_matches(code, p)): "" for code in [*stems, *(f"{s}~" for s in stems)]}
    found.setdefault(frozenset(), "")
    for code in islice(_candidates(system, stems), _MOST_TRIED):
        if all(found.values()):
            break
        fitting = frozenset(pattern for pattern in named if code_matches(code, pattern))
        if not found.get(fitting):
            found[fitting] = code
    return Kinds(tuple(found.values()), tuple(found))


def _stems(named: list[str]) -> list[str]:
    """What codes may begin with: what patterns name and, about each range, the codes at and next to its ends.

    A range looks at as many characters as its ends have, so that everything else is cut off and filled up to them.
    """
    each = [one for pattern in named for one in pattern.split(EITHER)]
    stems = [end.rstrip("*") for one in each for end in one.split(" to ")]
    lengths = {len(one.split(" to ")[0]) for one in each if " to " in one}
    filled = [stem[:length].ljust(length, digit) for length in sorted(lengths) for stem in stems for digit in "09"]
    return list(dict.fromkeys([*stems, *(code_beside(stem, step) for stem in filled for step in (0, -1, 1))]))


def _candidates(system: str, stems: list[str]) -> Iterable[str]:
    known = CODE_SYSTEMS.get(system)
    longest = known.longest if known else ("A1",)
    for stem in [*stems, ""]:
        ends = [long[at:] for long in longest for at in range(len(long) + 1)]
        for code in [stem, *(stem + end for end in reversed(ends))]:
            yield from (code,) if known is None or known.fits(code) else ()
        for end in ends:
            for character in _CHARACTERS:
                code = stem + character + end
                if known is None or known.fits(code):
                    yield code
