"""The nodes of facts: a line of a vocabulary or of a `facts` block, and the fields below it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assent.source.record import record
from assent.syntax.leaf import Name, NumberWord, Place, Text, place
from assent.syntax.types import TypeNode

if TYPE_CHECKING:
    from assent.syntax.tree import Test


@record
class CodedNode:
    """A code of a fact itself: `LOINC 72514-3`."""

    system: Name
    code: NumberWord
    at: Place = place()


@record
class FieldNode:
    """A field's line; `not_done` are the words `or not done` after its type."""

    name: Name
    type: TypeNode
    not_done: NumberWord | None
    label: Text
    at: Place = place()


@record
class FactNode:
    """A fact's line and those of its fields.

    After the type may stand `or not done`, `measured` and `sensitive`; after the label codes, and when it `applies`.
    """

    name: Name
    type: TypeNode
    not_done: NumberWord | None
    measured: NumberWord | None
    sensitive: NumberWord | None
    label: Text
    codes: tuple[CodedNode, ...]
    applies: Test | None
    fields: tuple[FieldNode, ...]
    at: Place = place()
