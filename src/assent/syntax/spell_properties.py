"""How what has to hold of every request is spelled."""

from __future__ import annotations

from collections.abc import Callable

from assent.syntax.properties import NeverForWant, NeverNode, NeverWorse, PropertyNode
from assent.syntax.tree import Test


def property_words(node: PropertyNode, inline: Callable[[Test], str]) -> str:
    """A property without its reason; `inline` spells a test on one line."""
    match node:
        case NeverNode():
            return f"never {node.outcome.word} {'unless' if node.unless else 'when'} {inline(node.test)}"
        case NeverForWant():
            return f"never {node.outcome.word} for want of {node.document.word if node.document else 'a document'}"
        case NeverWorse():
            return f"{node.word} {node.fact.word} never worsens the outcome"
