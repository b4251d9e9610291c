"""Operators on choices and codes.

"Anything but" rather than "not": an option may itself be called `not_done`.
"""

from __future__ import annotations

from functools import lru_cache

from assent.language.operators.row import Kind, Operator

# What stands between the codes of a value set.
EITHER = " or "


def code_matches(code: str, pattern: str) -> bool:
    """Whether a code is the pattern; a trailing `*` in the pattern stands for any ending, or none.

    In `M54.0 to M54.9` are the codes that begin, in as many characters, with one from the first to the last:
    with digits where those have digits, and with their letters. Of several with `or` between them, it is any.
    """
    if EITHER in pattern:
        singles, others = _alternatives(pattern)
        return code in singles or any(code_matches(code, other) for other in others)
    if " to " in pattern:
        low, high = pattern.split(" to ")
        begun = code[: len(low)]
        return low <= begun <= high and code_form(begun) == code_form(low)
    if pattern.endswith("*"):
        return code.startswith(pattern[:-1])
    return code == pattern


@lru_cache(maxsize=256)
def _alternatives(pattern: str) -> tuple[frozenset[str], tuple[str, ...]]:
    """The single codes of a value set, and its beginnings and ranges."""
    each = pattern.split(EITHER)
    others = tuple(one for one in each if one.endswith("*") or " to " in one)
    return frozenset(each) - frozenset(others), others


def code_form(code: str) -> str:
    """How a code is written: its letters and signs, and a `0` for each digit."""
    return "".join("0" if character in "0123456789" else character for character in code)


def code_beside(code: str, step: int) -> str:
    """The code of the same form whose digits make the next number, or with -1 the one before; itself at an end."""
    digits = "".join(character for character in code if character in "0123456789")
    moved = str(int(digits or "0") + step).zfill(len(digits))
    if not digits or len(moved) > len(digits) or moved.startswith("-"):
        return code
    left = iter(moved)
    return "".join(next(left) if character in "0123456789" else character for character in code)


def _the_same(kind: Kind) -> tuple[Operator, Operator]:
    """Whether an option or a code is the one that another value is."""
    return (
        Operator(
            name=f"{kind} is the same",
            symbol="is",
            takes=kind,
            argument="another",
            meaning=lambda value, other, as_of: bool(value == other),
            python="{0} == {1}",
            opposite="{0} != {1}",
            phrase="the same as {1}",
            negated="other than {1}",
        ),
        Operator(
            name=f"{kind} is not the same",
            symbol="is not",
            takes=kind,
            argument="another",
            meaning=lambda value, other, as_of: bool(value != other),
            python="{0} != {1}",
            opposite="{0} == {1}",
            phrase="other than {1}",
            negated="the same as {1}",
        ),
    )


ROWS = (
    Operator(
        name="choice is",
        symbol="is",
        takes="choice",
        argument="choice",
        meaning=lambda value, option, as_of: bool(value == option),
        python="{0} == {1}",
        opposite="{0} != {1}",
        phrase="{1}",
        negated="anything but {1}",
    ),
    Operator(
        name="choice is not",
        symbol="is not",
        takes="choice",
        argument="choice",
        meaning=lambda value, option, as_of: bool(value != option),
        python="{0} != {1}",
        opposite="{0} == {1}",
        phrase="anything but {1}",
        negated="{1}",
    ),
    Operator(
        name="code is",
        symbol="is",
        takes="code",
        argument="code",
        meaning=lambda value, pattern, as_of: code_matches(value, pattern),
        python="code_matches({0}, {1})",
        opposite="not code_matches({0}, {1})",
        phrase="{1}",
        negated="not {1}",
    ),
    Operator(
        name="code is not",
        symbol="is not",
        takes="code",
        argument="code",
        meaning=lambda value, pattern, as_of: not code_matches(value, pattern),
        python="not code_matches({0}, {1})",
        opposite="code_matches({0}, {1})",
        phrase="not {1}",
        negated="{1}",
    ),
    *_the_same("choice"),
    *_the_same("code"),
)
