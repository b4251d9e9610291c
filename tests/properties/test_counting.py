"""Counts and the latest element, against every way in which what was left out could be filled in."""

from __future__ import annotations

from itertools import product
from typing import Any

import pytest

from assent.evaluate import tally as prelude
from assent.evaluate.interpreter import Case, meaning, operand_value
from assent.language.expressions import Argument, Count, Fact, FieldValue, LatestField
from assent.language.expressions import Test as Comparison
from assent.language.nothing import NOTHING
from assent.language.operators import find
from assent.language.types import DATED_FIELDS, Collection, Field, Number
from assent.language.values import Period
from properties.oracle import agreed

AS_OF = 738_000
FIELDS = (Field("score", Number(0, 10), "Score"), *DATED_FIELDS)
LIST = Fact("visit", Collection(FIELDS, complete=True), "Visit")
EVIDENCE = Fact("visit", Collection(FIELDS, complete=False), "Visit")
WINDOW = Period(10, "days")
DAYS = (AS_OF - 11, AS_OF - 10, AS_OF, AS_OF + 1)
SCORES = (4, 5)
FIVE = find("number", ">=", "number")
assert FIVE is not None
WHERE = Comparison(FIVE, FieldValue(FIELDS[0], 0), Argument(5, "5"))

Element = tuple[Any, Any]
ELEMENTS: tuple[Element, ...] = tuple(product((*SCORES, None), (*DAYS, None)))
ACCOUNTS = [account for size in (0, 1, 2) for account in product(ELEMENTS, repeat=size)]
BOUNDS = ((1, None), (2, None), (None, 0), (None, 1), (1, 1), (2, 2), (1, 2), (0, 1))


def completions(account: tuple[Element, ...]) -> list[tuple[Element, ...]]:
    """Every account without anything left out that an account could turn into."""
    ways = [
        list(product(SCORES if score is None else (score,), DAYS if day is None else (day,))) for score, day in account
    ]
    return list(product(*ways))


def counted(account: tuple[Element, ...], *, window: bool, where: bool) -> int:
    """How many elements of a whole account count."""
    return sum(
        day <= AS_OF and (not window or day >= AS_OF - 10) and (not where or score >= 5) for score, day in account
    )


@pytest.mark.parametrize("where", [False, True])
@pytest.mark.parametrize("window", [False, True])
@pytest.mark.parametrize("bounds", BOUNDS)
def test_a_count_of_a_list_holds_only_where_every_account_agrees(
    bounds: tuple[int | None, int | None], window: bool, where: bool
) -> None:
    low, high = bounds
    count = Count(LIST, low, high, WINDOW if window else None, WHERE if where else None)
    for account in ACCOUNTS:
        totals = {counted(one, window=window, where=where) for one in completions(account)}
        expected = agreed((low is None or total >= low) and (high is None or total <= high) for total in totals)
        assert meaning(count, Case(AS_OF, {"visit": account}, {})) is expected, account


@pytest.mark.parametrize("where", [False, True])
@pytest.mark.parametrize("window", [False, True])
@pytest.mark.parametrize("number", [1, 2])
def test_a_count_of_evidence_is_met_or_unknown(number: int, window: bool, where: bool) -> None:
    count = Count(EVIDENCE, number, None, WINDOW if window else None, WHERE if where else None)
    for account in ACCOUNTS:
        least = min(counted(one, window=window, where=where) for one in completions(account))
        expected = True if least >= number else None
        assert meaning(count, Case(AS_OF, {"visit": account}, {})) is expected, account


@pytest.mark.parametrize("where", [False, True])
@pytest.mark.parametrize("window", [False, True])
def test_two_ways_of_counting_agree(window: bool, where: bool) -> None:
    """The prelude of the generated checkers and the interpreter count apart."""
    first = AS_OF - 10 if window else None
    for account in ACCOUNTS:
        found = prelude.tally(account, 1, first, AS_OF, _scores_five if where else None)
        case = Case(AS_OF, {"visit": account}, {})
        for number in (1, 2):
            shared = (WINDOW if window else None, WHERE if where else None)
            assert prelude.at_least_counted(number, found) is meaning(Count(LIST, number, None, *shared), case)
            assert prelude.at_most_counted(number, found) is meaning(Count(LIST, None, number, *shared), case)
            assert prelude.at_least_submitted(number, found) is meaning(Count(EVIDENCE, number, None, *shared), case)


def _scores_five(element: Element) -> bool | None:
    return None if element[0] is None else element[0] >= 5


def test_an_account_that_was_not_stated_is_unknown() -> None:
    for count in (Count(LIST, 1, None), Count(LIST, None, 0), Count(EVIDENCE, 1, None)):
        assert meaning(count, Case(AS_OF, {}, {})) is None


def latest_score(account: tuple[Element, ...]) -> Any:
    """The score of the latest element of a whole account: a set where several tie, empty where there is none."""
    past = [element for element in account if element[1] <= AS_OF]
    last = max((day for _, day in past), default=None)
    return {score for score, day in past if day == last}


def test_the_latest_is_known_only_where_every_account_agrees() -> None:
    for account in ACCOUNTS:
        possible = [latest_score(one) for one in completions(account)]
        values = {frozenset(scores) for scores in possible}
        found = operand_value(LatestField(LIST, FIELDS[0], 0), Case(AS_OF, {"visit": account}, {}))
        if values == {frozenset()}:
            assert found is NOTHING, account
        elif len(values) == 1 and len(possible[0]) == 1 and not _left_out_of_a_candidate(account):
            assert found == next(iter(possible[0])), account
        else:
            assert found is None or values == {frozenset({found})}, account
        prelude_found = prelude.latest(account, 1, 0, AS_OF)
        assert (prelude_found is prelude.NOTHING) is (found is NOTHING)
        assert (found is NOTHING) or prelude_found == found


def _left_out_of_a_candidate(account: tuple[Element, ...]) -> bool:
    """Whether something that could be the latest leaves something out, so that agreeing would be chance."""
    return any(None in element for element in account)


@pytest.mark.parametrize("symbol", [">=", "<", "is not"])
def test_every_comparison_with_no_element_is_not_met(symbol: str) -> None:
    row = find("number", symbol, "number")
    assert row is not None
    test = Comparison(row, LatestField(LIST, FIELDS[0], 0), Argument(5, "5"))
    for account in ((), ((9, AS_OF + 1),)):
        assert meaning(test, Case(AS_OF, {"visit": account}, {})) is False
