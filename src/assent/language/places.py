"""Where expressions stand in a policy, and the policy with another in one of those places."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Literal

from assent.language.expressions import AllOf, AnyOf, AtLeastOf, Cases, Count, Expression, Not, Test, Titled, parts_of
from assent.language.policy import Clause, Policy
from assent.source.record import record

Part = Literal["body", "unless", "when"]


@record
class Place:
    """A place in a policy: whose expression, which of its parts, and the way down from the top of that part.

    A step of the path is the position among an expression's parts; the one below a count is its condition.
    """

    owner: str
    part: Part
    path: tuple[int, ...] = ()

    def is_below(self, other: Place) -> bool:
        """Whether this place is inside another."""
        same = (self.owner, self.part) == (other.owner, other.part)
        return same and len(self.path) > len(other.path) and self.path[: len(other.path)] == other.path


def places_of(policy: Policy) -> Iterator[tuple[Place, Expression]]:
    """Every place of a policy with what stands there: definitions first, each part from the top down."""
    for definition in policy.definitions:
        yield from _below(Place(definition.id, "body"), definition.body)
    for clause in policy.clauses:
        yield from _below(Place(clause.id, "body"), clause.body)
        if clause.unless is not None:
            yield from _below(Place(clause.id, "unless"), clause.unless)
        if clause.when is not None:
            yield from _below(Place(clause.id, "when"), clause.when)


def _below(place: Place, expression: Expression) -> Iterator[tuple[Place, Expression]]:
    yield place, expression
    for at, part in enumerate(_inside(expression)):
        yield from _below(Place(place.owner, place.part, (*place.path, at)), part)


def _inside(expression: Expression) -> tuple[Expression, ...]:
    if isinstance(expression, Count):
        return () if expression.where is None else (expression.where,)
    return parts_of(expression)


def with_expression(policy: Policy, place: Place, new: Expression | None) -> Policy:
    """The policy with another expression in a place; None leaves out a whole exception or condition."""

    def put(old: Expression | None) -> Expression | None:
        return new if old is None or new is None else _put(old, place.path, new)

    def changed(clause: Clause) -> Clause:
        if clause.id != place.owner:
            return clause
        match place.part:
            case "body":
                return replace(clause, body=put(clause.body) or clause.body)
            case "unless":
                return replace(clause, unless=put(clause.unless))
            case "when":
                return replace(clause, when=put(clause.when))

    return replace(
        policy,
        definitions=tuple(
            replace(definition, body=put(definition.body) or definition.body)
            if definition.id == place.owner
            else definition
            for definition in policy.definitions
        ),
        sections=tuple(
            replace(section, clauses=tuple(changed(clause) for clause in section.clauses))
            for section in policy.sections
        ),
    )


def _put(expression: Expression, path: tuple[int, ...], new: Expression) -> Expression:
    if not path:
        return new
    at, *rest = path

    def put(part: Expression) -> Expression:
        return _put(part, tuple(rest), new)

    if isinstance(expression, Count):
        assert expression.where is not None
        return replace(expression, where=put(expression.where))
    return with_parts(expression, lambda position, part: put(part) if position == at else part)


def with_parts(expression: Expression, change: Callable[[int, Expression], Expression]) -> Expression:
    """A connective with each of its parts changed; what has no parts stays as it is."""
    match expression:
        case Not(part) | Titled(_, part):
            return replace(expression, part=change(0, part))
        case Cases(cases=cases):
            changed = [(change(2 * at, when), change(2 * at + 1, then)) for at, (when, then) in enumerate(cases)]
            return replace(expression, cases=tuple((when, _test(then)) for when, then in changed))
        case AllOf(parts) | AnyOf(parts) | AtLeastOf(_, parts):
            return replace(expression, parts=tuple(change(at, part) for at, part in enumerate(parts)))
        case _:
            return expression


def _test(expression: Expression) -> Test | Not:
    assert isinstance(expression, Test | Not), "what counts in a case is a test, or the negation of one"
    return expression
