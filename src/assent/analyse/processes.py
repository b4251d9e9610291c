"""Work in several processes at a time. Each starts afresh and shares nothing, so that nothing comes out otherwise."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from functools import partial
from multiprocessing import get_context
from typing import Generic, NoReturn, TypeVar

T = TypeVar("T")


class Lost(Exception):
    """The process that worked on something ended without an answer; `why` is a phrase for people."""

    why = "the process that worked on it ended"


class Begun(Generic[T]):
    """Work that was begun, or that is done where its answer is asked for."""

    def __init__(self, answer: Callable[[], T]) -> None:
        self._answer = answer

    def answer(self) -> T:
        """What came of it. Raises what the work raises, and Lost."""
        try:
            return self._answer()
        except BrokenProcessPool:
            raise Lost from None


class Processes:
    """So many processes; by one process, this one is meant, and work is done when its answer is asked for."""

    def __init__(self, number: int, pool: ProcessPoolExecutor | None) -> None:
        self.number = number
        self._pool = pool

    def begin(self, work: Callable[..., T], *about: object) -> Begun[T]:
        """Begin some work. In another process, it and what it is about have to be what can be sent there."""
        if self._pool is None:
            return Begun(partial(work, *about))
        try:
            future: Future[T] = self._pool.submit(work, *about)
        except BrokenProcessPool as broken:  # by what was begun before
            return Begun(partial(_raised, broken))
        return Begun(future.result)

    def ahead(self, begun: Iterable[T]) -> Iterator[T]:
        """What is begun one after the other, so far ahead that every process has work while one is awaited."""
        waiting: deque[T] = deque()
        for one in begun:
            waiting.append(one)
            if self._pool is None or len(waiting) > self.number:
                yield waiting.popleft()
        yield from waiting


def _raised(broken: BrokenProcessPool) -> NoReturn:
    raise broken


@contextmanager
def processes(number: int) -> Iterator[Processes]:
    """So many processes, for as long as they are needed."""
    if number < 2:
        yield Processes(1, None)
        return
    with ProcessPoolExecutor(number, mp_context=get_context("spawn")) as pool:
        yield Processes(number, pool)
