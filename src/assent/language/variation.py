"""What a policy changes of the one that it varies; the policy itself is whole, and stands by itself."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Literal

from assent.source.record import record

if TYPE_CHECKING:
    from assent.language.policy import Clause, Definition, Policy


@record
class Change:
    """A clause or a definition that is not as it is in the base.

    `before` is what the base has, None where it has nothing; `because` is why it was left out.
    """

    kind: Literal["replaced", "left out", "added"]
    id: str
    before: Clause | Definition | None = None
    because: str = ""


@record
class Variation:
    """The base by its id, version, title and source; the changes, in the order of the policy; and what else differs.

    `also` names parts of a policy that differ: "procedures", "facts", "overview", "authorization", and so on.
    """

    base: str
    version: str
    title: str
    source: str
    changes: tuple[Change, ...]
    also: tuple[str, ...]


def conditions(policy: Policy) -> dict[str, Clause | Definition]:
    """Every definition and clause of a policy by its id."""
    return {**{one.id: one for one in policy.definitions}, **{one.id: one for one in policy.clauses}}


_PARTS = (
    "procedures",
    "facts",
    "overview",
    "untested",
    "authorization",
    "notice",
    "references",
    "parameters",
    "tables",
    "value_sets",
    "calculated",
    "assumptions",
    "properties",
)


def variation(base: Policy, policy: Policy, reasons: Mapping[str, str]) -> Variation:
    """How a policy differs from its base. `reasons` has, for what was left out, why."""
    old, new = conditions(base), conditions(policy)
    changes = [
        Change("added", id) if id not in old else Change("replaced", id, old[id])
        for id, one in new.items()
        if old.get(id) != one
    ]
    changes += [Change("left out", id, one, reasons.get(id, "")) for id, one in old.items() if id not in new]
    also = tuple(part for part in _PARTS if getattr(base, part) != getattr(policy, part))
    source = base.source or (base.variation.source if base.variation else "")
    return Variation(base.id, base.version, base.title, source, tuple(changes), also)
