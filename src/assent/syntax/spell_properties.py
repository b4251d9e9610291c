"""How what has to hold of every request is spelled."""

from __future__ import annotations

from assent.syntax.properties import NeverForWant, NeverNode, NeverWorse, PropertyNode
from assent.syntax.spell_tests import inline_words


def property_words(node: PropertyNode) -> str:
    """A property without its reason."""
    match node:
        case NeverNode():
            return f"never {node.outcome.word} {'unless' if node.unless else 'when'} {inline_words(node.test)}"
        case NeverForWant():
            return f"never {node.outcome.word} for want of {node.document.word if node.document else 'a document'}"
        case NeverWorse():
            return f"{node.word} {node.fact.word} never worsens the outcome"
