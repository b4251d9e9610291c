"""What can be made of a policy. A target is a folder here, and a line in TARGETS."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from importlib import import_module
from typing import TYPE_CHECKING

from assent.generate.target import Target

if TYPE_CHECKING:  # naming the targets loads none of what they need
    from assent.language.policy import Policy


def _emit(module: str) -> Callable[[Policy], Mapping[str, str]]:
    """The `emit` of a module, which is imported when it is first needed."""

    def emit(policy: Policy) -> Mapping[str, str]:
        made: Mapping[str, str] = import_module(module).emit(policy)
        return made

    return emit


TARGETS = (
    Target("python", _emit("assent.generate.python.emit")),
    Target("document", _emit("assent.generate.document.emit")),
    Target("json", _emit("assent.generate.json.emit")),
    Target("schema", _emit("assent.generate.schema.emit")),
    Target("cases", _emit("assent.generate.cases.emit")),
)
