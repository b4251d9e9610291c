"""Targets that decide, behind one signature: from a policy to a function from a request to the decision as JSON."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType, ModuleType
from typing import Any

from assent.evaluate import decide as reference
from assent.language.canonical import digest
from assent.language.policy import Policy

Request = Any
Decide = Callable[[Request], dict[str, Any]]


def interpreted(policy: Policy) -> Decide:
    """The reference."""
    key = digest(policy)
    return lambda request: reference.decide(policy, request, digest=key).to_json()


def generated(policy: Policy) -> Decide:
    """The generated checker."""
    module = load(checker_text(policy))
    return lambda request: module.decide(request).to_json()


def checker_text(policy: Policy) -> str:
    """The text of the generated checker."""
    from assent.generate.python.emit import emit

    return emit(policy)["checker.py"]


def load(text: str) -> Any:
    """A checker's text as a module of its own."""
    module = ModuleType("checker")
    exec(compile(text, "checker.py", "exec"), module.__dict__)
    return module


TARGETS: Mapping[str, Callable[[Policy], Decide]] = MappingProxyType({"interpreter": interpreted, "python": generated})
