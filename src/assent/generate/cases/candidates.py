"""What is worth trying for a fact: on each side of all that a policy holds it against."""

from __future__ import annotations

from assent.evaluate.interpreter import Case
from assent.generate.cases.beside import against_literals
from assent.generate.cases.lists import lists
from assent.generate.cases.values import Candidate, usable, values
from assent.language.expressions import Fact, Leaf
from assent.language.types import Collection


def candidates(fact: Fact, leaves: tuple[Leaf, ...], given: Case) -> tuple[Candidate, ...]:
    """The candidates for a fact that `leaves` ask about, likeliest to be met first.

    `given` is the date, and what other facts are held to be.
    """
    if isinstance(fact.type, Collection):
        return usable(fact.type, lists(fact.type, against_literals(leaves, given, fact), given), given, fact)
    return values(fact.type, leaves, given, fact)
