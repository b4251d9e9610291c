"""Terms of the solver, with what is known beforehand folded away.

A term is a z3 expression, or True or False where that is already certain.
"""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from fractions import Fraction
from typing import Any

import z3

Term = Any


def conj(*parts: Term) -> Term:
    """All of the parts."""
    left = [part for part in parts if part is not True]
    if not left:
        return True
    if any(part is False for part in left):
        return False
    return left[0] if len(left) == 1 else z3.And(left)


def disj(*parts: Term) -> Term:
    """Any of the parts."""
    left = [part for part in parts if part is not False]
    if not left:
        return False
    if any(part is True for part in left):
        return True
    return left[0] if len(left) == 1 else z3.Or(left)


def neg(part: Term) -> Term:
    """Not the part."""
    return (not part) if isinstance(part, bool) else z3.Not(part)


def choose(condition: Term, then: Term, other: Term) -> Term:
    """One of two terms that are no truths."""
    if isinstance(condition, bool):
        return then if condition else other
    return z3.If(condition, then, other)


def same(one: Term, other: Term) -> Term:
    """Whether two truths are alike."""
    if isinstance(one, bool):
        return other if one else neg(other)
    return one if other is True else neg(one) if other is False else one == other


def total(parts: Iterable[Term]) -> Term:
    """The sum of whole numbers."""
    added = list(parts)
    return z3.Sum(added) if added else z3.IntVal(0)


def as_term(truth: Term) -> Term:
    """A truth as the solver takes it, where it has to be a term of its own."""
    return z3.BoolVal(truth) if isinstance(truth, bool) else truth


def number(value: int | Decimal | Fraction) -> Term:
    """A number, exactly."""
    if isinstance(value, int):
        return z3.IntVal(value)
    exact = Fraction(value)
    return z3.IntVal(exact.numerator) if exact.denominator == 1 else z3.Q(exact.numerator, exact.denominator)
