"""A sum of products of numbers, exactly; NOTHING where there is none of one of them.

This module uses the standard library alone and stands, word for word, in every generated checker. The
interpreter calculates by itself, so that tests compare two ways of doing it.
"""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from assent.language.exact import exact
from assent.language.nothing import NOTHING


def calculated(*products: tuple[Any, ...]) -> Any:
    """The sum of products, each a number, the values that it is multiplied by, and those that it is divided by."""
    values = [value for _, over, under in products for value in (*over, *under)]
    if any(value is NOTHING for value in values):
        return NOTHING
    if None in values:
        return None
    found = Fraction(0)
    for number, over, under in products:
        product = Fraction(number)
        for value in over:
            product *= Fraction(value)
        for value in under:
            product /= Fraction(value)
        found += product
    return exact(found)
