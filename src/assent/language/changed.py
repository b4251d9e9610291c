"""A number so much below or above another, exactly; NOTHING where there is none.

This module uses the standard library alone and stands, word for word, in every generated checker. The
interpreter calculates by itself, so that tests compare two ways of doing it.
"""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from assent.language.exact import exact
from assent.language.nothing import NOTHING


def percent_of(value: Any, percent: Any) -> Any:
    """So many percent of a number; NOTHING of one that is not more than 0."""
    if value is None or value is NOTHING:
        return value
    return exact(Fraction(value) * Fraction(percent) / 100) if value > 0 else NOTHING


def so_much_more(value: Any, more: Any) -> Any:
    """A number and so much more, or less where that is negative."""
    if value is None or value is NOTHING:
        return value
    return exact(Fraction(value) + Fraction(more))
