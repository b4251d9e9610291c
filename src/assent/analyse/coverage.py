"""Whether cases show of each test that it alone changes the outcome (masking MC/DC).

A case shows it of a test that is met if the outcome is another one where that test alone, in that place, is not
met; and of one that is not met the other way round. Both are wanted. A test that is unknown shows nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from assent.analyse.rerun import Rerun, touched_by
from assent.evaluate.interpreter import Case, meaning
from assent.language.expressions import Count, Leaf, Not, Test
from assent.language.places import Place, places_of, with_expression
from assent.language.policy import Policy

Side = Literal["met", "not met"]
SIDES: tuple[Side, Side] = ("met", "not met")


@dataclass(frozen=True, slots=True)
class Tested:
    """A test in its place, and the first case that shows it on each side ("" where none does)."""

    place: Place
    leaf: Leaf
    met: str = ""
    not_met: str = ""

    @property
    def open(self) -> tuple[Side, ...]:
        """The sides that no case shows."""
        return tuple(side for side, name in zip(SIDES, (self.met, self.not_met), strict=True) if not name)


def placed_tests(policy: Policy) -> tuple[tuple[Place, Leaf], ...]:
    """Every test and count of a policy's clauses and definitions, in its place.

    The condition of a count is part of the count: its tests say something of an element, not of a request.
    """
    found: list[tuple[Place, Leaf]] = []
    inside: Place | None = None
    for place, expression in places_of(policy):
        if inside is not None and place.is_below(inside):
            continue
        if isinstance(expression, Test | Count):
            found.append((place, expression))
            inside = place
    return tuple(found)


def coverage(policy: Policy, cases: Iterable[tuple[str, Rerun]]) -> tuple[Tested, ...]:
    """What the cases, each with its name, show of every test."""
    ready = [(name, rerun) for name, rerun in cases if rerun.is_valid]
    touched = touched_by(policy)
    return tuple(_tested(policy, place, leaf, ready, touched[place.owner]) for place, leaf in placed_tests(policy))


def _tested(
    policy: Policy, place: Place, leaf: Leaf, cases: Sequence[tuple[str, Rerun]], touched: frozenset[str]
) -> Tested:
    turned = turned_at(policy, place, leaf)
    shown: dict[Side, str] = {}
    for name, rerun in cases:
        side = side_of(leaf, rerun)
        if side is None or side in shown:
            continue
        if rerun.under(turned, touched).outcome != rerun.came.outcome:
            shown[side] = name
            if len(shown) == len(SIDES):
                break
    return Tested(place, leaf, shown.get("met", ""), shown.get("not met", ""))


def turned_at(policy: Policy, place: Place, leaf: Leaf) -> Policy:
    """The policy in which one test says the opposite."""
    return with_expression(policy, place, Not(leaf))


def side_of(leaf: Leaf, rerun: Rerun) -> Side | None:
    """How a test comes out on a request; None where that is unknown."""
    truth = meaning(leaf, Case(rerun.read.as_of, rerun.read.facts, rerun.policy.named))
    return None if truth is None else "met" if truth else "not met"
