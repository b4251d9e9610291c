"""A definition or a clause with something left out of it: one part of a block, or a whole exception."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Literal

from assent.language.expressions import AllOf, AnyOf, AtLeastOf, Cases, Count, Expression, Named, Not, Test, Titled
from assent.language.policy import Clause, Definition

Block = Literal["all of", "any of", "exception"]


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A part that is left out: of which definition or clause, of what kind of block, and what stands without it."""

    id: str
    part: Expression
    block: Block
    in_exception: bool
    whole: Expression

    @property
    def neutral(self) -> bool:
        """The truth of the part with which its block, or the clause, comes out as it does without it."""
        return self.block == "all of"


def parts_left_out(owner: Definition | Clause) -> Iterator[LeftOut]:
    """A definition or a clause without each part of its blocks, one at a time."""
    for part, block, body in _without(owner.body):
        whole = body if isinstance(owner, Definition) else replace(owner, body=body).whole
        yield LeftOut(owner.id, part, block, False, whole)
    if isinstance(owner, Definition) or owner.unless is None:
        return
    yield LeftOut(owner.id, owner.unless, "exception", True, replace(owner, unless=None).whole)
    for part, block, body in _without(owner.unless):
        yield LeftOut(owner.id, part, block, True, replace(owner, unless=body).whole)


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
