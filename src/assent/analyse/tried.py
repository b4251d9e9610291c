"""Properties tried on requests that are drawn, without a solver."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Protocol

from assent.analyse.held import is_broken, is_denied_for_want, is_wanting, is_worse
from assent.analyse.replay import Replayed, with_facts
from assent.language.policy import Policy
from assent.language.properties import Never, NeverDeniedForWant, NeverWorse, Property
from assent.language.types import Collection

TRIED = 400


class Draws(Protocol):
    """Draws requests, and other values for their facts; None is a fact that is not stated."""

    def request(self) -> Mapping[str, Any]: ...

    def value(self, request: Mapping[str, Any], name: str, /) -> Any: ...


@dataclass(frozen=True, slots=True)
class Broke:
    """A property that does not hold of a request, and its outcome; with `other` values it `becomes` another."""

    property: Property
    request: Mapping[str, Any]
    outcome: str
    other: Mapping[str, Any] | None = None
    becomes: str = ""


def tried(policy: Policy, draws: Draws, *, number: int = TRIED) -> Iterator[Broke]:
    """The properties of a policy that do not hold of one of so many requests, each with that request."""
    named = policy.named
    left = list(policy.properties)
    for _ in range(number if left else 0):
        replayed = Replayed(policy, draws.request(), named)
        if not replayed.is_valid:
            continue
        for property in list(left):
            broke = _tried(draws, property, replayed)
            if broke is not None:
                left.remove(property)
                yield broke


def _tried(draws: Draws, property: Property, replayed: Replayed) -> Broke | None:
    request = replayed.request
    match property:
        case Never():
            return Broke(property, request, replayed.outcome) if is_broken(property, replayed) else None
        case NeverDeniedForWant(documents=documents):
            if replayed.outcome != "deny":
                return None
            wanting = [fact.name for fact in documents if is_wanting(replayed, fact)]
            drawn = {name: draws.value(request, name) for name in wanting}
            other = replayed.beside(with_facts(request, {name: day for name, day in drawn.items() if day}))
            broke = other.is_valid and is_denied_for_want(property, replayed, other)
        case NeverWorse(fact=fact):
            drawn = draws.value(request, fact.name)
            if isinstance(fact.type, Collection):
                drawn = _other_list(property, request["facts"].get(fact.name), drawn)
            other = replayed.beside(with_facts(request, {fact.name: drawn}))
            broke = other.is_valid and is_worse(property, replayed, other)
    return Broke(property, request, replayed.outcome, other.request, other.outcome) if broke else None


def _other_list(property: NeverWorse, stated: Any, drawn: Any) -> Any:
    """A list with the elements of one that was drawn besides; or, where it is about less, only some of its own."""
    if stated is None or drawn is None:
        return None
    ours, others = (one["value"] if isinstance(one, Mapping) else one for one in (stated, drawn))
    return [*ours, *others] if property.more else ours[len(others) :]
