"""What the commands that ask the solver share: whether it is there, how long it may take, and what is not decided."""

from __future__ import annotations

import sys
from importlib.util import find_spec

import click

from assent.cli.terminal import write

# What a question may take, in seconds.
TIMEOUT = 30.0

timeout_option = click.option(
    "--timeout",
    type=click.FloatRange(min=0, min_open=True),
    default=TIMEOUT,
    show_default=True,
    metavar="SECONDS",
    help="How long the solver may take over one question.",
)

jobs_option = click.option(
    "--jobs",
    type=click.IntRange(min=1),
    default=1,
    show_default=True,
    metavar="N",
    help="In how many processes to work, side by side.",
)


def need_solver() -> None:
    """End with how to install the solver, where it is not."""
    if find_spec("z3") is None:
        raise click.ClickException("this needs the solver: pip install 'assent[verify]'")


def say_not_decided(question: str, because: str) -> None:
    """Say of a question that it was not decided, and why."""
    write(sys.stderr, [[("not decided: ", "open"), (f"{question}, because {because}", "plain")]])
