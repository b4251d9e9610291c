"""What a test is about: an operand, resolved, with its type and the words that named it."""

from __future__ import annotations

from assent.language.expressions import Operand
from assent.language.operators import Kind
from assent.language.types import (
    Choice,
    Code,
    Collection,
    Date,
    Document,
    DurationType,
    Judgement,
    Number,
    Scale,
    Type,
    YesNo,
)
from assent.language.values import number_text
from assent.source.diagnostic import Label
from assent.source.record import record
from assent.syntax.tree import Place


@record
class Subject:
    """`words` is the operand as written, `others` the label of its declaration.

    `operand` is None for a collection, which can be counted but has no value.
    """

    words: str
    at: Place
    type: Type
    operand: Operand | None
    others: tuple[Label, ...]


def kind_of(type: Type) -> Kind | None:
    """Which rows of the operator table take a value of this type; None for a collection."""
    match type:
        case YesNo() | Judgement():
            return "yes/no"
        case Number():
            return "number"
        case Scale():
            return "scale"
        case Choice():
            return "choice"
        case Code():
            return "code"
        case Date():
            return "date"
        case Document():
            return "document"
        case DurationType():
            return "duration"
        case Collection():
            return None


def example_test(words: str, type: Type) -> str:
    """A test that the type allows, to show in a message: `pain_score >= 5`."""
    match type:
        case YesNo() | Judgement():
            return words
        case Document():
            return f"{words} provided"
        case DurationType():
            return f"{words} >= 12 weeks"
        case Date():
            return f"{words} within the last 6 months"
        case Number(low, high, unit):
            middle = 1 if low is None or high is None else (low + high) // 2
            return f"{words} >= {number_text(middle)}{' ' + unit if unit else ''}"
        case Scale(options):
            return f"{words} >= {options[len(options) // 2]}"
        case Choice(options):
            return f"{words} is {options[0]}"
        case Code(system):
            return f"{words} is {system} {'M54.*' if system == 'ICD10' else '…'}"
        case Collection(episodes=True):
            return f"at least 6 weeks of {words}"
        case Collection():
            return f"at least 1 {words}"
