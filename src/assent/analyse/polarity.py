"""Which way a fact pushes, read off where its tests stand: more of it brings an approval nearer, or farther."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from assent.language.expressions import (
    Calculated,
    Cases,
    Count,
    Expression,
    Named,
    Not,
    Operand,
    Test,
    leaves_of,
    parts_of,
)
from assent.language.operands import facts_of
from assent.language.policy import Clause

Side = tuple[str, bool]

# Operators that more of a value, or a yes, brings nearer to being met, and those it takes farther from it.
_MORE, _LESS = ("", ">=", ">"), ("<", "<=")


def sides(clause: Clause, named: Mapping[str, Expression]) -> Iterator[Side]:
    """Each fact that a clause asks about, with whether more of it helps there; both where it may do either."""
    yield from _sides(clause.whole, named, helps=clause.verb in ("require", "submit"))


def _sides(expression: Expression, named: Mapping[str, Expression], *, helps: bool) -> Iterator[Side]:
    match expression:
        case Test(operator):
            for fact in facts_of(expression):
                either = isinstance(expression.argument, Operand) or isinstance(expression.operand, Calculated)
                if operator.symbol not in _LESS or either:
                    yield fact.name, helps
                if operator.symbol not in _MORE or either:
                    yield fact.name, not helps
        case Count():
            yield from ((fact.name, more) for fact in facts_of(expression) for more in (True, False))
        case Not(part):
            yield from _sides(part, named, helps=not helps)
        case Named(id):
            yield from _sides(named[id], named, helps=helps)
        case Cases(cases=cases):
            for when, then in cases:
                yield from (
                    (fact.name, more) for leaf in leaves_of(when) for fact in facts_of(leaf) for more in (True, False)
                )
                yield from _sides(then, named, helps=helps)
        case _:
            for part in parts_of(expression):
                yield from _sides(part, named, helps=helps)
