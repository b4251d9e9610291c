"""«Did you mean …?»: the nearest of the names that would have been right."""

from __future__ import annotations

from collections.abc import Iterable

# What is longer is no misspelt name, and comparing it would take long.
_LONGEST = 100
# Below this, `title` would be taken for `cites`, and `infected` for `untested`.
_LIKENESS = 0.66
# Of so few letters, most words are like most others: `the` is in `either`, and `for` is nearly `or`.
_SHORT = 4
_NO = ("no_", "not_", "non_", "un_", "without_")


def nearest(word: str, names: Iterable[str]) -> str | None:
    """The name most like `word`, or None where none is near."""
    if len(word) > _LONGEST:
        return None
    from difflib import get_close_matches  # only of a mistake is that asked

    written = word.casefold()
    folded = {name.casefold(): name for name in names}
    if written in folded:
        return folded[written]
    found = get_close_matches(written, [name for name in folded if _may_be_meant(written, name)], n=1, cutoff=_LIKENESS)
    return folded[found[0]] if found else None


def _may_be_meant(written: str, name: str) -> bool:
    """Whether it can be a slip. `new` for `renewal`, or `complete` for `incomplete`, is the opposite instead.

    A short word begins as what was meant, and no word is what was meant without its first syllable; a whole word
    may be left out, `infection` for `active_infection`, unless it is a `no`.
    """
    if len(written) <= _SHORT and written[:1] != name[:1]:
        return False
    longer, shorter = (name, written) if len(name) > len(written) else (written, name)
    before = longer.removesuffix(shorter)
    return len(before) in (1, len(longer)) or (before.endswith("_") and before not in _NO)


def did_you_mean(word: str, names: Iterable[str]) -> str:
    """A help line naming the nearest name, or an empty text."""
    name = nearest(word, names)
    return f"did you mean `{name}`?" if name else ""
