"""The highest and the lowest of some values: what has no order, and what evidence never settles."""

from __future__ import annotations

from assent.check.problems import Problems
from assent.language.expressions import Fact
from assent.language.types import Field, describe
from assent.source.catalogue import Code
from assent.source.diagnostic import Label
from assent.syntax.tree import Operand, Place

WITHOUT_ORDER = Code("without-order", "error", "`highest` or `lowest` of values that have no order, or without a sign")
EXTREME_OF_EVIDENCE = Code("extreme-of-evidence", "error", "a highest or lowest value that evidence never settles")
CODES = (WITHOUT_ORDER, EXTREME_OF_EVIDENCE)


def not_compared(problems: Problems, operand: Operand) -> None:
    """`highest visit.score` without a comparison."""
    words = problems.words(operand.at)
    problems.add(
        WITHOUT_ORDER,
        operand.at,
        f"`{words}` is held against a value with a sign",
        label="how high?",
        help=f"write for example `{words} >= 4`",
    )


def without_order(problems: Problems, operand: Operand, field: Field, others: tuple[Label, ...]) -> None:
    """`highest visit.kind is surgery`."""
    assert operand.latest_field is not None
    problems.add(
        WITHOUT_ORDER,
        operand.at,
        f"`{operand.which}` needs values with an order, and `{field.name}` is {describe(field.type)}",
        label=f"no {operand.which}",
        others=others,
        help=f"write `latest {operand.name.word}.{field.name} …` for the latest, "
        f"or `at least 1 {operand.name.word} where {field.name} …`",
    )


def may_be_not_done(problems: Problems, operand: Operand, others: tuple[Label, ...]) -> None:
    """`highest visit.score < 4` of scores that may not have been taken: then there is no highest."""
    assert operand.latest_field is not None
    name, field = operand.name.word, operand.latest_field.word
    problems.add(
        WITHOUT_ORDER,
        operand.at,
        f"`{field}` may be `not done`, and what was not done is neither high nor low",
        label=f"no {operand.which} for sure",
        others=others,
        help=f"count instead: `at least 1 {name} where {field} …`, and `no {name} where {field} …`",
    )


def extreme_of_evidence(problems: Problems, fact: Fact, at: Place, others: tuple[Label, ...]) -> None:
    """`highest reading.value <= 4` of evidence, of which there may be a higher one."""
    words = problems.words(at)
    problems.add(
        EXTREME_OF_EVIDENCE,
        at,
        f"`{words}` can never be met: `{fact.name}` is evidence, and there may be another that was not submitted",
        label="never settled",
        others=others,
        help=f"declare `{fact.name}` as a list, which is the whole account",
    )
