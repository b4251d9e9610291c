"""Values that are of some day: what cannot be `measured`, what is not and has a window, and what is and has none."""

from __future__ import annotations

from assent.check.problems import Problems
from assent.check.scope import Declared, Scope
from assent.language.expressions import Expression, Fact, FactValue, Test, leaves_of
from assent.language.operands import may_be_measured
from assent.language.types import Code as Code_
from assent.language.types import Collection, Date, Document, DurationType, Type, describe
from assent.source.catalogue import Code
from assent.syntax.tree import Band, Change, Comparison, Flag, Name, NumberWord, OneOf, Selected

NEVER_MEASURED = Code("never-measured", "error", "`measured` after a type whose values say of which day they are")
NOT_MEASURED = Code("not-measured", "error", "a window of time after the test of a value that says no day")
WITHOUT_RECENCY = Code("without-recency", "warning", "a measured value, and nothing says how long ago that may be")
CODES = (NEVER_MEASURED, NOT_MEASURED, WITHOUT_RECENCY)


def never_measured(problems: Problems, mark: NumberWord | None, type: Type) -> bool:
    """Whether `measured` stands after a type of which a request says the day in another way; then reported."""
    if mark is None or may_be_measured(type):
        return False
    match type:
        case Document() | Date():
            help = "leave it out: it is a date, and `within the last 6 months` can ask how long ago that is"
        case DurationType():
            help = "leave it out: a request states the dates from which and to which it lasted"
        case Collection():
            help = "leave it out: each of its elements has a date, and `latest … within the last 6 months` looks at it"
        case Code_():
            help = "leave it out: a code says what it is, and not when that was found"
        case _:
            help = "leave it out: a request says in `by` who made a judgement, and on which day"
    problems.add(
        NEVER_MEASURED,
        mark.at,
        f"`measured` is for a value that does not say of which day it is, and not for {describe(type)}",
        label="not here",
        help=help,
    )
    return True


def not_measured(problems: Problems, node: Selected, scope: Scope, fact: Fact) -> None:
    """`pain_score >= 4 within the last 30 days`, where nothing says of which day the value is."""
    test = node.test
    assert isinstance(test, Comparison | OneOf | Band | Change)
    help = (
        f"write `measured` after the type of `{fact.name}`, where it is declared: a request then states the day, "
        "`{value: …, on: 2026-03-01}`"
    )
    if not may_be_measured(fact.type):
        help = f"ask for the value alone, `{problems.words(test.at)}`"
    problems.add(
        NOT_MEASURED,
        node.at,
        f"`{fact.name}` does not say of which day it is, so nothing tells whether it is recent",
        label="of which day?",
        others=(scope.declaration_of(fact.name),),
        help=help,
    )


def of_no_day(problems: Problems, node: Selected, name: Name, declared: Declared) -> None:
    """A window after a test of what is worked out of other values, each of its own day."""
    test = problems.words(node.test.at)
    problems.add(
        NOT_MEASURED,
        node.at,
        f"`{name.word}` is a {declared.noun}: it is worked out of other values, and is not of any day itself",
        label="of which day?",
        help=f"write `{test}` without the window, and, where they are asked about, how recent those values have to be",
    )


def without_recency(problems: Problems, node: Flag | Comparison | OneOf | Band | Change, lowered: Expression) -> None:
    """A test of a measured value that takes one of any day."""
    for leaf in leaves_of(lowered):
        if not isinstance(leaf, Test) or not isinstance(leaf.operand, FactValue) or not leaf.operand.fact.measured:
            continue
        if leaf.operand.fact.name == node.operand.name.word:
            words = problems.words(node.at)
            problems.add(
                WITHOUT_RECENCY,
                node.at,
                f"`{words}` takes a value of any day, however long ago, and `{leaf.operand.fact.name}` is measured",
                label="how recent?",
                help=f"write for example `{words} within the last 3 months`, or declare it without `measured`",
            )
            return
