"""The Python names of a policy's facts, definitions and clauses: their ids, out of the way of everything else."""

from __future__ import annotations

import builtins
import keyword
import re
from collections.abc import Container, Iterable, Mapping
from dataclasses import dataclass

from assent.language.operands import day_of
from assent.language.policy import Policy
from assent.language.types import Collection, Number, Type
from assent.language.units import conversions

# What the generated functions themselves call their parameters, locals and module names.
FIXED = (
    "DIGEST",
    "POLICY",
    "VERSION",
    "_ABOUT",
    "_NAMES",
    "_ends",
    "_offers",
    "_as_of",
    "_as_of_text",
    "_request_id",
    "_NOTHING_STATED",
    "_VALUES",
    "_explain",
    "_read",
    "as_of",
    "as_of_text",
    "day",
    "decide",
    "decided",
    "element",
    "facts",
    "found",
    "granted",
    "itemgetter",
    "outcome",
    "partial",
    "rank",
    "request",
    "request_id",
    "stated",
    "valid_until",
)


# What else is named after a definition or a clause: its evaluated tree as a clause and where it is named,
# who could settle it, and its result. After a fact: the table of its fields.
EXPLAIN, FOUND_IN, AWAITS, RESULT = "_explain_", "_found_in_", "_awaits_provider_", "result_of_"
OF_FACTS = "_fields_of_"
# After a unit: the table of those in which a number may also be stated.
OTHER_UNITS = "_also_for_"


@dataclass(frozen=True, slots=True)
class Names:
    """`ids` gives the Python name of each id, `derived` what is named after it, by (prefix, id).

    `taken` is every name that may not be given to anything else.
    """

    ids: Mapping[str, str]
    derived: Mapping[tuple[str, str], str]
    taken: frozenset[str]


def free(wanted: str, taken: Container[str]) -> str:
    """The wanted name with as many `_` after it as make it nobody else's; none starts with two."""
    if wanted.startswith("__"):
        wanted = "the_" + wanted.lstrip("_")
    while wanted in taken:
        wanted += "_"
    return wanted


def names_of(policy: Policy, prelude: Iterable[str]) -> Names:
    """Python names for everything that the policy names, beside the names of the prelude."""
    reserved = {*keyword.kwlist, *keyword.softkwlist, *dir(builtins), *prelude, *FIXED}
    conditions = [definition.id for definition in policy.definitions] + [clause.id for clause in policy.clauses]
    every = [fact.name for fact in policy.facts] + conditions
    taken = reserved | set(every)

    def give(wanted: str) -> str:
        name = free(wanted, taken)
        taken.add(name)
        return name

    ids = {id: give(id) if id in reserved or id.startswith("__") else id for id in every}
    ids |= {day_of(fact).name: give(f"{fact.name}_on") for fact in policy.facts if fact.measured}
    derived = {(prefix, id): give(prefix + id) for prefix in (EXPLAIN, FOUND_IN, AWAITS, RESULT) for id in conditions}
    derived |= {(OF_FACTS, fact.name): give(OF_FACTS + fact.name) for fact in policy.facts}
    derived |= {
        (OTHER_UNITS, unit): give(OTHER_UNITS + re.sub(r"\W", "_", unit, flags=re.ASCII)) for unit in units(policy)
    }
    return Names(ids, derived, frozenset(taken))


def units(policy: Policy) -> tuple[str, ...]:
    """The units of a policy's numbers for which another may be stated, in the order of declaration."""
    types: list[Type] = []
    for fact in policy.facts:
        fields = fact.type.fields if isinstance(fact.type, Collection) else ()
        types += [fact.type, *(field.type for field in fields)]
    found = dict.fromkeys(type.unit for type in types if isinstance(type, Number))
    return tuple(unit for unit in found if conversions(unit))
