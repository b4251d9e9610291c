"""«Did you mean …?»: the nearest of the names that would have been right."""

from __future__ import annotations

from collections.abc import Iterable

# What is longer is no misspelt name, and comparing it would take long.
_LONGEST = 100
# Below this, `title` would be taken for `cites`, and `infected` for `untested`.
_LIKENESS = 0.66


def nearest(word: str, names: Iterable[str]) -> str | None:
    """The name most like `word`, or None where none is near."""
    if len(word) > _LONGEST:
        return None
    from difflib import get_close_matches  # only of a mistake is that asked

    candidates = list(names)
    folded = {name.casefold(): name for name in candidates}
    if word.casefold() in folded:
        return folded[word.casefold()]
    found = get_close_matches(word.casefold(), list(folded), n=1, cutoff=_LIKENESS)
    return folded[found[0]] if found else None


def did_you_mean(word: str, names: Iterable[str]) -> str:
    """A help line naming the nearest name, or an empty text."""
    name = nearest(word, names)
    return f"did you mean `{name}`?" if name else ""
