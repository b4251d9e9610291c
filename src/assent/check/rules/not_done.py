"""What may not have been done, tested under a `not`, or asked for in a way that cannot tell."""

from __future__ import annotations

from assent.check.problems import Problems
from assent.check.subject import Subject, example_test
from assent.language.expressions import Calculated, Cases, Expression, Fact, FieldValue, Test, leaves_of
from assent.language.operands import may_be_not_done, may_have_no_case, sides_of
from assent.language.operators.done import DONE
from assent.language.types import Date, Document, DurationType
from assent.source.catalogue import Code
from assent.syntax.tree import Band, Comparison, Flag, Name, OneOf, Within

NOT_DONE_UNDER_NOT = Code(
    "not-done-under-not", "warning", "a `not` above the test of a value that may not have been done"
)
REQUESTED_NOT_DONE = Code("requested-not-done", "error", "what was requested, declared as `or not done`")
ALWAYS_DONE = Code("always-done", "error", "asking whether a value was done that is never `not done`")
CODES = (NOT_DONE_UNDER_NOT, REQUESTED_NOT_DONE, ALWAYS_DONE)

# What says the opposite of a comparison, of a value that is there.
_OPPOSITE = {">=": "<", ">": "<=", "<=": ">", "<": ">=", "is": "is not", "is not": "is"}


def under_not(problems: Problems, node: Flag | Comparison | OneOf | Band | Within, lowered: Expression) -> None:
    """`not pao2 > 60`: met, too, where there is no PaO2."""
    name = node.operand.latest_field or node.operand.name
    tests = [leaf for leaf in leaves_of(lowered) if isinstance(leaf, Test) and leaf.operator.symbol != DONE]
    if not any(may_be_not_done(side) and _called(side) == name.word for test in tests for side in sides_of(test)):
        return
    words = problems.words(node.at)
    if isinstance(node, Comparison) and node.symbol in _OPPOSITE:
        opposite = words.replace(f" {node.symbol} ", f" {_OPPOSITE[node.symbol]} ", 1)
        help = f"write `{opposite}` without `not`, if a value is needed for it to be met"
    elif isinstance(node, Flag | Within):
        help = "declare a choice such as `positive | negative or not done`, and ask for the option that is meant"
    else:
        help = "write the values that are meant, without `not`, if a value is needed for it to be met"
    problems.add(
        NOT_DONE_UNDER_NOT,
        node.at,
        f"`{words}` stands under `not`, and is not met where `{name.word}` was not done: then the `not` is met",
        label="not met where it was not done",
        help=help,
    )


def always_done(problems: Problems, node: Comparison, subject: Subject) -> None:
    """`age is done`, of what no request can state as not done."""
    words = subject.words
    if isinstance(subject.type, Document):
        help = f"write `{words} provided`"
    elif isinstance(subject.type, DurationType | Date):
        help = f"ask about it itself, such as `{example_test(words, subject.type)}`; unstated, it is unknown"
    else:
        help = "where it is declared, write `or not done` after its type, if a request may state that"
    problems.add(
        ALWAYS_DONE,
        node.at,
        f"`{words}` cannot be stated as not done, so nothing can ask whether it was",
        label="done, or unknown",
        others=subject.others,
        help=help,
    )


def table_under_not(problems: Problems, node: Comparison, lowered: Cases) -> None:
    """`not flow <= limit`, where the limit depends on what may not have been done: met, too, where it was not."""
    tests = [leaf for when, _ in lowered.cases for leaf in leaves_of(when) if isinstance(leaf, Test)]
    asked = next((_called(side) for test in tests for side in sides_of(test) if may_be_not_done(side)), "")
    if not asked or not may_have_no_case(lowered):
        return
    words = problems.words(node.at)
    opposite = words.replace(f" {node.symbol} ", f" {_OPPOSITE.get(node.symbol, node.symbol)} ", 1)
    problems.add(
        NOT_DONE_UNDER_NOT,
        node.at,
        f"`{words}` stands under `not`, and where `{asked}` was not done no case of `{lowered.id}` holds: "
        "then the `not` is met",
        label="not met where it was not done",
        help=f"write `{opposite}` without `not`, which is not met there either",
    )


def _called(side: object) -> str:
    """The name of the fact, or of the field, that a side of a test is about."""
    if isinstance(side, FieldValue):
        return side.field.name
    if isinstance(side, Calculated):
        return side.id
    field, fact = getattr(side, "field", None), getattr(side, "fact", None)
    return field.name if field is not None else fact.name if isinstance(fact, Fact) else ""


def requested_not_done(problems: Problems, name: Name, fact: Fact) -> bool:
    """Whether what is granted is held against a request that may not have been made; then reported."""
    if not fact.not_done:
        return False
    problems.add(
        REQUESTED_NOT_DONE,
        name.at,
        f"`{name.word}` may be stated as `not done`, and so cannot say how much was requested",
        label="may be none",
        help="declare it without `or not done`: where it is not stated, it is open what was requested",
    )
    return True
