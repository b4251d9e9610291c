"""Lines of styled pieces, written plainly or, on a terminal that wants them, in colours."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterable, Sequence
from typing import TextIO

# A line is pieces of text, each with the name of its style.
Line = Sequence[tuple[str, str]]

# What each style is on a terminal. Nothing is said by colour alone.
STYLES = {
    "plain": "",
    "strong": "bold",
    "faint": "dim",
    "message": "bold",
    "error": "bold red",
    "warning": "bold yellow",
    "place": "cyan",
    "gutter": "blue",
    "other": "blue",
    "help": "green",
    "good": "green",
    "bad": "red",
    "open": "yellow",
    "ask": "magenta",
    "approve": "bold green",
    "deny": "bold red",
    "pend": "bold yellow",
    "review": "bold magenta",
}

# Where there is no terminal whose width could be asked.
WIDTH = 120


def is_terminal(stream: TextIO) -> bool:
    """Whether a person is looking at the stream as it is written."""
    return stream.isatty() and os.environ.get("TERM") != "dumb"


def wants_colour(stream: TextIO) -> bool:
    """Whether to colour what is written to the stream: `NO_COLOR` and `FORCE_COLOR` have the say."""
    if os.environ.get("NO_COLOR"):
        return False
    return bool(os.environ.get("FORCE_COLOR")) or is_terminal(stream)


def width_of(stream: TextIO) -> int:
    """How wide a line may be."""
    return max(40, shutil.get_terminal_size((WIDTH, 24)).columns) if is_terminal(stream) else WIDTH


def write(stream: TextIO, lines: Iterable[Line]) -> None:
    """Write lines. The colouring library is loaded only where there is colour."""
    if not wants_colour(stream):
        stream.writelines("".join(text for text, _ in line).rstrip() + "\n" for line in lines)
        return
    from rich.console import Console
    from rich.text import Text

    console = Console(file=stream, force_terminal=True, highlight=False, soft_wrap=True, width=width_of(stream))
    for line in lines:
        console.print(Text.assemble(*((text, STYLES[style]) for text, style in line)))


def say(stream: TextIO, text: str, style: str = "plain") -> None:
    """Write one line."""
    write(stream, [[(text, style)]])
