"""Clauses that come to too many tests once every definition they name is filled in.

Definitions that name one another over and over grow twofold with each; deciding follows them all, so without
a bound a short policy could take for ever.
"""

from __future__ import annotations

from collections.abc import Mapping

from assent.check.problems import Problems
from assent.language.expressions import Expression, leaves_of, named_in
from assent.language.policy import Clause, Definition
from assent.source.catalogue import Code
from assent.syntax.tree import Place

TOO_MANY_TESTS = Code("too-many-tests", "error", "a definition or clause that comes to too many tests")
CODES = (TOO_MANY_TESTS,)

MOST_TESTS = 5_000


def expansion(
    problems: Problems,
    conditions: Mapping[str, Definition | Clause],
    order: tuple[str, ...],
    names: Mapping[str, Place],
) -> None:
    """Report what comes to too many tests; `order` has each name after those that it names."""
    sizes: dict[str, int] = {}
    for id in order:
        condition = conditions.get(id)
        if condition is None:
            continue
        parts = [condition.body]
        if isinstance(condition, Clause) and condition.unless is not None:
            parts.append(condition.unless)
        size = sum(_size(part, sizes) for part in parts)
        if size > MOST_TESTS:
            problems.add(
                TOO_MANY_TESTS,
                names[id],
                f"`{id}` comes to {size:,} tests once the definitions it names are filled in",
                label=f"at most {MOST_TESTS:,}",
                help="name each definition once, or split what is asked over several clauses",
            )
            size = 1
        sizes[id] = size


def _size(expression: Expression, sizes: Mapping[str, int]) -> int:
    return sum(1 for _ in leaves_of(expression)) + sum(sizes.get(id, 1) for id in named_in(expression))
