"""Work on several things side by side, each in a process of its own; the answers come in the order of the things.

Policies are independent of one another, so that what a solver is asked of one need not wait for the others. Each
process starts afresh and reads what it works on by itself: nothing is shared, and nothing comes out otherwise.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from multiprocessing import get_context
from typing import TypeVar

import click

Thing = TypeVar("Thing")
Answer = TypeVar("Answer")


class Lost:
    """In place of an answer: the process that worked on it ended without one."""

    why = "the process that worked on it ended"


jobs_option = click.option(
    "--jobs",
    type=click.IntRange(min=1),
    default=1,
    show_default=True,
    metavar="N",
    help="How many policies to work on at a time, each in a process of its own.",
)


def side_by_side(
    work: Callable[[Thing], Answer], things: Sequence[Thing], jobs: int, step: Callable[[Thing], None]
) -> Iterator[Answer | Lost]:
    """What `work` says of each thing. `work` and what it takes and gives can be sent to another process.

    `step` is called with each thing before its answer is waited for. What `work` raises is raised here.
    """
    processes = min(jobs, len(things))
    if processes < 2:
        for thing in things:
            step(thing)
            yield work(thing)
        return
    with ProcessPoolExecutor(processes, mp_context=get_context("spawn")) as pool:
        waiting = [(thing, pool.submit(work, thing)) for thing in things]
        for thing, answer in waiting:
            step(thing)
            try:
                yield answer.result()
            except BrokenProcessPool:
                yield Lost()
