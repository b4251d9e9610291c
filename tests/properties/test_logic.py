"""Kleene's strong logic: the interpreter's connectives, and those of the traces, law by law over every truth."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import product

import pytest

from assent.evaluate.interpreter import Case, meaning
from assent.evaluate.trace import Branch, Found, all_found, any_found, at_least_found, exception_found, not_found
from assent.language.expressions import AllOf, AnyOf, AtLeastOf, Expression, Fact, FactValue, Named, Not
from assent.language.expressions import Test as Comparison
from assent.language.operators.truth import HOLDS
from assent.language.types import YesNo

Truth = bool | None
TRUTHS: tuple[Truth, ...] = (True, False, None)
LETTERS = "abcd"
A, B, C, D = (Comparison(HOLDS, FactValue(Fact(letter, YesNo(), letter))) for letter in LETTERS)


def truth(expression: Expression, *values: Truth) -> Truth:
    """What an expression over A, B, C, D comes to."""
    facts = {letter: value for letter, value in zip(LETTERS, values, strict=False) if value is not None}
    return meaning(expression, Case(738_000, facts, {"a_named": A}))


def same(one: Expression, other: Expression, letters: int) -> None:
    for values in product(TRUTHS, repeat=letters):
        assert truth(one, *values) is truth(other, *values), values


def test_not_and_or_by_definition() -> None:
    """False, unknown, met as 0, 1, 2: `and` is the least, `or` the greatest, `not` the opposite."""
    rank = {False: 0, None: 1, True: 2}
    for one, other in product(TRUTHS, repeat=2):
        assert rank[truth(AllOf((A, B)), one, other)] == min(rank[one], rank[other])
        assert rank[truth(AnyOf((A, B)), one, other)] == max(rank[one], rank[other])
        assert rank[truth(Not(A), one)] == 2 - rank[one]
        assert truth(A, one) is one


LAWS: dict[str, tuple[Expression, Expression]] = {
    "de morgan, and": (Not(AllOf((A, B))), AnyOf((Not(A), Not(B)))),
    "de morgan, or": (Not(AnyOf((A, B))), AllOf((Not(A), Not(B)))),
    "double negation": (Not(Not(A)), A),
    "a name": (Named("a_named"), A),
    "and in any order": (AllOf((A, B)), AllOf((B, A))),
    "or in any order": (AnyOf((A, B)), AnyOf((B, A))),
    "and in any grouping": (AllOf((A, AllOf((B, C)))), AllOf((AllOf((A, B)), C))),
    "or in any grouping": (AnyOf((A, AnyOf((B, C)))), AnyOf((AnyOf((A, B)), C))),
    "and of groups is flat": (AllOf((A, AllOf((B, C)))), AllOf((A, B, C))),
    "and over or": (AllOf((A, AnyOf((B, C)))), AnyOf((AllOf((A, B)), AllOf((A, C))))),
    "or over and": (AnyOf((A, AllOf((B, C)))), AllOf((AnyOf((A, B)), AnyOf((A, C))))),
    "and takes in or": (AllOf((A, AnyOf((A, B)))), A),
    "or takes in and": (AnyOf((A, AllOf((A, B)))), A),
    "the same twice": (AllOf((A, A)), A),
    "at least 1 is any": (AtLeastOf(1, (A, B, C)), AnyOf((A, B, C))),
    "at least all is all": (AtLeastOf(3, (A, B, C)), AllOf((A, B, C))),
    "at least 2 of 3": (AtLeastOf(2, (A, B, C)), AnyOf((AllOf((A, B)), AllOf((A, C)), AllOf((B, C))))),
    "not at least 1 of 4": (Not(AtLeastOf(1, (A, B, C, D))), AtLeastOf(4, (Not(A), Not(B), Not(C), Not(D)))),
    "not at least 2 of 4": (Not(AtLeastOf(2, (A, B, C, D))), AtLeastOf(3, (Not(A), Not(B), Not(C), Not(D)))),
    "not at least 3 of 4": (Not(AtLeastOf(3, (A, B, C, D))), AtLeastOf(2, (Not(A), Not(B), Not(C), Not(D)))),
}


@pytest.mark.parametrize("law", LAWS)
def test_a_law_holds_for_every_truth(law: str) -> None:
    same(*LAWS[law], letters=4)


@pytest.mark.parametrize(
    "expression",
    [AllOf((A, B, Not(C))), AnyOf((A, Not(B), C)), AtLeastOf(2, (A, B, Not(C))), Not(AtLeastOf(2, (A, B, C)))],
)
def test_what_is_settled_stays_settled(expression: Expression) -> None:
    for values in product(TRUTHS, repeat=3):
        before = truth(expression, *values)
        if before is not None:
            assert all(truth(expression, *fuller) is before for fuller in _fuller(values))


@pytest.mark.parametrize("number", [1, 2, 3, 4])
def test_at_least_counts_what_is_met_and_what_may_be(number: int) -> None:
    for values in product(TRUTHS, repeat=4):
        completions = [fuller.count(True) >= number for fuller in _fuller(values) if None not in fuller]
        expected = completions[0] if len(set(completions)) == 1 else None
        assert truth(AtLeastOf(number, (A, B, C, D)), *values) is expected


def _fuller(values: tuple[Truth, ...]) -> Iterable[tuple[Truth, ...]]:
    return product(*(TRUTHS if value is None else (value,) for value in values))


def test_traces_come_to_the_same() -> None:
    """The connectives that the generated checker explains itself with, against the interpreter's."""
    for values in product(TRUTHS, repeat=4):
        found = tuple(_found(value) for value in values)
        pairs: list[tuple[Branch, Expression]] = [
            (all_found(*found), AllOf((A, B, C, D))),
            (any_found(*found), AnyOf((A, B, C, D))),
            (not_found(found[0]), Not(A)),
            (exception_found(found[0]), A),
            *((at_least_found(number, *found), AtLeastOf(number, (A, B, C, D))) for number in (1, 2, 3, 4)),
        ]
        for trace, expression in pairs:
            assert trace.truth is truth(expression, *values)


def _found(value: Truth) -> Found:
    return Found(value, "f", "F", "F", "", "", "", "", "", "not stated")
