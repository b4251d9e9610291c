"""Work in several processes: the same answers in the same order, and none of a process that ended."""

from __future__ import annotations

import os
import pickle
from collections.abc import Iterator

import pytest

from assent.analyse.processes import Begun, Lost, Processes, processes
from assent.language.operators import OPERATORS


def squared(number: int) -> tuple[int, int]:
    if number < 0:
        raise ValueError(f"{number} is too small")
    return number * number, os.getpid()


def ended() -> int:
    os._exit(1)


@pytest.mark.parametrize("jobs", [1, 3])
def test_answers_are_those_of_what_was_begun(jobs: int) -> None:
    with processes(jobs) as side:
        begun = [side.begin(squared, number) for number in range(5)]
        answers = [one.answer() for one in begun]
    assert [answer for answer, _ in answers] == [0, 1, 4, 9, 16]
    assert ({process for _, process in answers} == {os.getpid()}) is (jobs == 1)


@pytest.mark.parametrize("jobs", [1, 2])
def test_what_the_work_raises_is_raised(jobs: int) -> None:
    with processes(jobs) as side:
        fine, wrong = side.begin(squared, 1), side.begin(squared, -1)
        assert fine.answer()[0] == 1
        with pytest.raises(ValueError, match="-1 is too small"):
            wrong.answer()


def test_a_process_that_ends_leaves_no_answer_and_takes_no_more_work() -> None:
    with processes(2) as side:
        with pytest.raises(Lost):
            side.begin(ended).answer()
        with pytest.raises(Lost):
            side.begin(squared, 2).answer()


@pytest.mark.parametrize("jobs", [1, 2])
def test_work_is_begun_ahead_of_what_is_awaited_and_comes_in_its_order(jobs: int) -> None:
    begun: list[int] = []

    def beginning(side: Processes) -> Iterator[Begun[tuple[int, int]]]:
        for number in range(5):
            begun.append(number)
            yield side.begin(squared, number)

    with processes(jobs) as side:
        awaited = [(one.answer()[0], len(begun)) for one in side.ahead(beginning(side))]
    ahead = 0 if jobs == 1 else jobs
    assert awaited == [(number * number, min(5, number + 1 + ahead)) for number in range(5)]


def test_an_operator_is_the_same_row_wherever_it_is_sent() -> None:
    assert all(pickle.loads(pickle.dumps(row)) is row for row in OPERATORS)
