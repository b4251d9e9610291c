"""A target: what it is called, and the files it makes of a checked policy."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from assent.language.policy import Policy


@dataclass(frozen=True, slots=True)
class Target:
    """`emit` gives the files of one version of a policy, by name, as text; the same text on every run and machine."""

    name: str
    emit: Callable[[Policy], Mapping[str, str]]
