"""A policy with something left out of it: one part of a block, or a whole exception."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Literal

from assent.language.expressions import AllOf, AnyOf, AtLeastOf, Cases, Count, Expression, Named, Not, Test, Titled
from assent.language.policy import Clause, Definition, Policy

Block = Literal["all of", "any of", "exception"]


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A part that is left out: of which definition or clause, of what kind of block, and the policy without it."""

    id: str
    part: Expression
    block: Block
    in_exception: bool
    policy: Policy


def parts_left_out(policy: Policy) -> Iterator[LeftOut]:
    """The policy without each part of its blocks, one at a time."""
    for definition in policy.definitions:
        for part, block, body in _without(definition.body):
            changed = with_definition(policy, replace(definition, body=body))
            yield LeftOut(definition.id, part, block, False, changed)
    for clause in policy.clauses:
        for part, block, body in _without(clause.body):
            yield LeftOut(clause.id, part, block, False, with_clause(policy, replace(clause, body=body)))
        if clause.unless is None:
            continue
        bare = with_clause(policy, replace(clause, unless=None))
        yield LeftOut(clause.id, clause.unless, "exception", True, bare)
        for part, block, body in _without(clause.unless):
            yield LeftOut(clause.id, part, block, True, with_clause(policy, replace(clause, unless=body)))


def with_definition(policy: Policy, definition: Definition) -> Policy:
    """The policy with another definition in the place of the one of its id."""
    definitions = tuple(definition if one.id == definition.id else one for one in policy.definitions)
    return replace(policy, definitions=definitions)


def with_clause(policy: Policy, clause: Clause) -> Policy:
    """The policy with another clause in the place of the one of its id."""
    return replace(
        policy,
        sections=tuple(
            replace(section, clauses=tuple(clause if one.id == clause.id else one for one in section.clauses))
            for section in policy.sections
        ),
    )


def _without(expression: Expression) -> Iterator[tuple[Expression, Block, Expression]]:
    """Each part of a block that has others beside it, the kind of the block, and the expression without it."""
    match expression:
        case AllOf(parts) | AnyOf(parts):
            kind: type[AllOf | AnyOf] = type(expression)
            for at, part in enumerate(parts):
                rest = (*parts[:at], *parts[at + 1 :])
                if rest:
                    yield part, "all of" if kind is AllOf else "any of", rest[0] if len(rest) == 1 else kind(rest)
                for inner, block, changed in _without(part):
                    yield inner, block, kind((*parts[:at], changed, *parts[at + 1 :]))
        case AtLeastOf(number, parts):
            for at, part in enumerate(parts):
                for inner, block, changed in _without(part):
                    yield inner, block, AtLeastOf(number, (*parts[:at], changed, *parts[at + 1 :]))
        case Not(part):
            for inner, block, changed in _without(part):
                yield inner, block, Not(changed)
        case Titled(title, part):
            for inner, block, changed in _without(part):
                yield inner, block, Titled(title, changed)
        case Test() | Count() | Named() | Cases():
            return
