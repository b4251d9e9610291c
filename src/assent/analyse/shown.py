"""Requests as they are shown with a finding, on one line."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any


def example_text(request: Mapping[str, Any], names: Iterable[str] | None = None) -> str:
    """A request on one line, or what it states of some facts."""
    shown = set(request["facts"]) if names is None else set(names)
    facts = {name: value for name, value in request["facts"].items() if name in shown}
    return "; ".join([f"as of {request['as_of']}", *_each(facts)])


def changed_text(request: Mapping[str, Any], other: Mapping[str, Any]) -> str:
    """What another request states otherwise than the first, or no longer."""
    before, after = request["facts"], other["facts"]
    changed = {name: value for name, value in after.items() if before.get(name) != value}
    left_out = [f"{name}: not stated" for name in before if name not in after]
    return "; ".join([*_each(changed), *left_out])


def _each(facts: Mapping[str, Any]) -> list[str]:
    return [f"{name}: {_stated(value)}" for name, value in facts.items()]


def _stated(value: Any) -> str:
    """A value as a request file states it, so that it can be pasted into one."""
    match value:
        case bool():
            return "true" if value else "false"
        case dict():
            return _fields(value)
        case list():
            return "[" + ", ".join(_fields(one) if isinstance(one, dict) else _stated(one) for one in value) + "]"
        case _:
            return str(value)


def _fields(value: Mapping[str, Any]) -> str:
    return "{" + ", ".join(f"{key}: {_stated(one)}" for key, one in value.items()) + "}"
