"""What a person who waits is shown: how far the work is. It appears on a terminal, and leaves nothing behind."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from time import monotonic

from assent.cli.terminal import is_terminal

# Work that is done within this many seconds is no wait.
PATIENCE = 0.5


@contextmanager
def progress(total: int | None) -> Iterator[Callable[[str], None]]:
    """Something to call with the name of each thing as it is begun; `total` is their number, if it is known."""
    if not is_terminal(sys.stderr):
        yield lambda _: None
        return
    begun = monotonic()
    count = 0
    show: Callable[[str], None] | None = None
    with ExitStack() as stack:

        def step(name: str) -> None:
            nonlocal count, show
            count += 1
            if show is None and monotonic() - begun > PATIENCE:
                show = stack.enter_context(_bar(total, count - 1))
            if show is not None:
                show(name)

        yield step


@contextmanager
def _bar(total: int | None, done: int) -> Iterator[Callable[[str], None]]:
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

    columns = (BarColumn(), MofNCompleteColumn(), TextColumn("{task.description}", markup=False))
    with Progress(*columns, console=Console(file=sys.stderr), transient=True) as bar:
        task = bar.add_task("", total=total, completed=done)
        yield lambda name: bar.update(task, advance=1, description=name)
