"""Work in several processes: the same answers in the same order, and none of a process that ended."""

from __future__ import annotations

import os

import pytest

from assent.cli.side_by_side import Lost, side_by_side
from units.cli.commands import Workspace


def squared(number: int) -> tuple[int, int]:
    if number < 0:
        raise ValueError(f"{number} is too small")
    return number * number, os.getpid()


def ended(number: int) -> int:
    if number == 2:
        os._exit(1)
    return number


@pytest.mark.parametrize("jobs", [1, 3])
def test_answers_come_in_the_order_of_the_things(jobs: int) -> None:
    begun: list[int] = []
    answers = [one for one in side_by_side(squared, range(5), jobs, begun.append) if not isinstance(one, Lost)]
    assert [answer for answer, _ in answers] == [0, 1, 4, 9, 16] and begun == [0, 1, 2, 3, 4]
    assert ({process for _, process in answers} == {os.getpid()}) is (jobs == 1)


@pytest.mark.parametrize("jobs", [1, 2])
def test_what_the_work_raises_is_raised(jobs: int) -> None:
    with pytest.raises(ValueError, match="-1 is too small"):
        list(side_by_side(squared, (1, -1), jobs, lambda _: None))


def test_a_process_that_ends_leaves_no_answer() -> None:
    answers = list(side_by_side(ended, (1, 2), 2, lambda _: None))
    assert isinstance(answers[1], Lost)


def test_what_is_found_does_not_depend_on_how_many_look(place: Workspace) -> None:
    place.write(
        "policies/second.assent", place.read("policies/splint.assent").replace("policy splint", "policy second")
    )
    one, two = (place.assent("verify", "--jobs", jobs) for jobs in ("1", "2"))
    assert (one.code, one.out, one.err) == (two.code, two.out, two.err) and "2 policies verified" in one.out


def test_a_policy_whose_process_ended_is_not_decided(place: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("assent.cli.verify.side_by_side", lambda work, asked, jobs, step: [Lost() for _ in asked])
    said = place.assent("verify")
    assert said.code == 3
    assert "not decided: what the solver finds in `splint`, because the process that worked on it ended" in said.err
