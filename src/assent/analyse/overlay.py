"""Facts that differ in a few from others, of which there may be thousands: nothing else is written down."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from collections.abc import Set as AbstractSet
from typing import Any


class Overlay(Mapping[str, Any]):
    """The facts of another mapping, but for some that have a value of their own; None: it is not there."""

    __slots__ = ("_below", "_over")

    def __init__(self, below: Mapping[str, Any], over: Mapping[str, Any]) -> None:
        self._below: Mapping[str, Any] = below
        self._over: Mapping[str, Any] = over
        if isinstance(below, Overlay):
            self._below, self._over = below._below, {**below._over, **over}

    def get(self, name: str, default: Any = None) -> Any:
        """The value of a fact, or a default."""
        if name in self._over:
            value = self._over[name]
            return default if value is None else value
        return self._below.get(name, default)

    def __getitem__(self, name: str) -> Any:
        value = self.get(name)
        if value is None:
            raise KeyError(name)
        return value

    def __contains__(self, name: object) -> bool:
        return isinstance(name, str) and self.get(name) is not None

    def __iter__(self) -> Iterator[str]:
        yield from (name for name in self._below if name in self)
        yield from (name for name, value in self._over.items() if value is not None and name not in self._below)

    def __len__(self) -> int:
        return sum(1 for _ in self)


def below_of(facts: Mapping[str, Any]) -> Mapping[str, Any]:
    """The facts that these differ from in a few; they themselves where they are written down whole."""
    return facts._below if isinstance(facts, Overlay) else facts


def may_differ(one: Mapping[str, Any], other: Mapping[str, Any]) -> AbstractSet[str]:
    """The names of facts that may differ in two mappings: all others are the same in both."""
    if below_of(one) is not below_of(other):
        return one.keys() | other.keys()
    return {*_over(one), *_over(other)}


def _over(facts: Mapping[str, Any]) -> Mapping[str, Any]:
    return facts._over if isinstance(facts, Overlay) else {}
