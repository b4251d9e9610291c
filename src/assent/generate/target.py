"""A target: what it is called, and the files it makes of a checked policy."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from assent.source.record import record

if TYPE_CHECKING:
    from assent.language.policy import Policy


@record
class Target:
    """`emit` gives the files of one version of a policy, by name, as text; the same text on every run and machine."""

    name: str
    emit: Callable[[Policy], Mapping[str, str]]
