"""Numbers that no rounding has touched: a fraction in the plainest type that holds it, and in words.

This module uses the standard library alone and stands, word for word, in every generated checker.
"""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

SHOWN_DIGITS = 6


def exact(number: Fraction) -> int | Decimal | Fraction:
    """The number as an int or a decimal where one is exactly it, else as a fraction."""
    if number.denominator == 1:
        return number.numerator
    places, rest = 0, number.denominator
    for prime in (2, 5):
        power = 0
        while rest % prime == 0:
            rest, power = rest // prime, power + 1
        places = max(places, power)
    if rest != 1:
        return number
    # Written out, for arithmetic on decimals rounds to the digits of a context.
    return Decimal(f"{number.numerator * 10**places // number.denominator}E-{places}")


def exact_text(number: int | Decimal | Fraction) -> str:
    """A number in plain notation; what no decimal is exactly, to six digits and as `about` it."""
    if isinstance(number, Decimal):
        return format(number, "f")
    if not isinstance(number, Fraction):
        return str(number)
    size = abs(number)
    places = SHOWN_DIGITS - 1
    while size >= 10 and places:
        size, places = size / 10, places - 1
    while size < 1 and size:
        size, places = size * 10, places + 1
    shown = format(Decimal(f"{round(number * 10**places)}E-{places}"), "f")
    return f"about {shown.rstrip('0').rstrip('.') if '.' in shown else shown}"
