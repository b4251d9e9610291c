"""What can decide a request: the interpreter, and the checker that is generated, as `build` would write it."""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping
from typing import Any

from assent.cli.versions import Version
from assent.evaluate.decide import decide

# From a request to a decision in its documented form.
Decide = Callable[[Any], Mapping[str, Any]]


def targets_of(version: Version) -> dict[str, Decide]:
    """Everything that decides by a version of a policy, by name, the reference first."""
    return {"interpreter": interpreter(version), "checker": checker(version)}


def interpreter(version: Version) -> Decide:
    """The reference."""
    return lambda request: decide(version.policy, request, digest=version.digest).to_json()


def checker(version: Version) -> Decide:
    """The generated checker, run as a module of its own."""
    from types import ModuleType

    from assent.generate.python.emit import emit

    name = f"assent generated {version.policy.id} {version.policy.version}"
    module = ModuleType(name)
    sys.modules[name] = module  # dataclasses look their module up while they are made
    try:
        exec(compile(emit(version.policy)["checker.py"], f"<{name}>", "exec"), module.__dict__)  # noqa: S102
    finally:
        del sys.modules[name]
    decide_by_checker = module.__dict__["decide"]
    return lambda request: decide_by_checker(request).to_json()
