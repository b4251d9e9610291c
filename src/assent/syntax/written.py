"""A line of a file as it is to be written."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

# Whether a blank line stands before a line: always, never, or where the author put one.
Gap = Literal["blank", "none", "as written"]


@dataclass(frozen=True, slots=True)
class Line:
    """A line to write: how deep it stands, its words, and where it begins in the text it was read from."""

    depth: int
    words: str
    start: int
    gap: Gap = "none"
