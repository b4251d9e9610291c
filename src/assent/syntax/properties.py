"""The nodes of what has to hold of every request: `never approve when …`, `more … never worsens the outcome`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assent.source.record import record
from assent.syntax.leaf import Name, Place, Text, place

if TYPE_CHECKING:
    from assent.syntax.tree import Test


@record
class NeverNode:
    """`never approve when active_infection`; with `unless`, where that is not met."""

    outcome: Name
    unless: bool
    test: Test
    because: Text | None
    at: Place = place()


@record
class NeverForWant:
    """`never deny for want of a document`; of one document, where it is named."""

    outcome: Name
    document: Name | None
    because: Text | None
    at: Place = place()


@record
class NeverWorse:
    """`more conservative_treatment never worsens the outcome`, or `less`, `later`, `earlier`."""

    word: str
    fact: Name
    because: Text | None
    at: Place = place()


PropertyNode = NeverNode | NeverForWant | NeverWorse
