"""The ends of bands: `bmi from 35 up to 40` is two tests, and an author can leave out neither of them alone."""

from __future__ import annotations

from itertools import permutations

from assent.language.expressions import AllOf, AnyOf, AtLeastOf, Expression, Test, Titled, parts_of

# The signs of the two ends of a band.
_ENDS = frozenset((low, high) for low in (">=", ">") for high in ("<=", "<"))


def ends_of_bands(expression: Expression) -> set[int]:
    """The tests, by their `id()`, that are an end of a band in an alternative: another end of it stands beside them."""
    found: set[int] = set()
    if isinstance(expression, AnyOf | AtLeastOf):
        for part in expression.parts:
            found |= _ends(part)
    return found.union(*(ends_of_bands(part) for part in parts_of(expression)))


def _ends(alternative: Expression) -> set[int]:
    found: set[int] = set()
    match alternative:
        case Titled(_, part):
            return _ends(part)
        case AllOf(parts):
            tests = [part for part in parts if isinstance(part, Test)]
            for one, other in permutations(tests, 2):
                if one.operand == other.operand and (one.operator.symbol, other.operator.symbol) in _ENDS:
                    found |= {id(one), id(other)}
            return found.union(*(_ends(part) for part in parts if isinstance(part, AllOf)))
        case _:
            return found
