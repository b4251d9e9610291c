"""What of a policy decides, apart from its words: two versions that differ in words alone decide alike.

`docs/decisions/0005-a-built-version-keeps-its-meaning.md` says what counts as meaning and why. Whatever the
canonical form has that is not known to be words counts, so that a construct of tomorrow counts as well.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from assent.language.canonical import canonical
from assent.language.policy import Policy
from assent.language.values import Period
from assent.source.record import record

# Keys of the canonical form that hold words, or say where words come from, and those that are looked at by themselves.
_WORDS = frozenset({"title", "cites", "because", "notes", "accepts", "label", "appeal", "of", "written"})
# Keys of a fact that change no outcome.
_ABOUT_A_FACT = frozenset({"vocabulary", "measured", "sensitive", "codes"})
_ASIDE = frozenset(
    {
        *("format", "id", "version", "until", "source", "vocabularies", "overview", "untested", "notice"),
        *("title", "facts", "definitions", "sections", "references", "governance", "variation", "parameters", "tables"),
        "assumptions",
        "properties",
        "value_sets",
        "calculated",
    }
)

Parts = dict[str, Any]


def changed_parts(before: Policy, after: Policy) -> tuple[str, ...]:
    """What decides otherwise in one policy than in another: "clause severity", "fact pain_score", …, in order.

    Where nothing but the codes of a value set have changed in a clause, that is said instead: "value set arthritis".
    """
    old, new = _parts(before), _parts(after)
    changed = _unlike(old, new)
    codes = {one.id: one.pattern for one in before.value_sets}
    sets = [one for one in after.value_sets if codes.get(one.id, one.pattern) != one.pattern]
    old = {part: _masked(value, {codes[one.id]: one.id for one in sets}) for part, value in old.items()}
    new = {part: _masked(value, {one.pattern: one.id for one in sets}) for part, value in new.items()}
    used = [one.id for one in sets if any(_holds(new.get(part), one.id) for part in changed)]
    return (*(f"value set {id}" for id in used), *_unlike(old, new))


def _unlike(old: Parts, new: Parts) -> tuple[str, ...]:
    return tuple(part for part in {**new, **old} if old.get(part) != new.get(part))


@record
class _Codes:
    """Stands for the codes of a value set, whatever they are."""

    id: str


def _masked(value: Any, patterns: Mapping[str, str]) -> Any:
    """A piece of the meaning, with the name of a value set in the place of its codes."""
    if isinstance(value, Mapping):
        return {key: _masked(part, patterns) for key, part in value.items()}
    if isinstance(value, list):
        return [_masked(part, patterns) for part in value]
    return _Codes(patterns[value]) if isinstance(value, str) and value in patterns else value


def _holds(value: Any, id: str) -> bool:
    if isinstance(value, Mapping):
        return any(_holds(part, id) for part in value.values())
    if isinstance(value, list):
        return any(_holds(part, id) for part in value)
    return isinstance(value, _Codes) and value.id == id


def _parts(policy: Policy) -> Parts:
    """The meaning of a policy, piece by piece, each by what an author calls it."""
    data = canonical(policy)
    clauses = [clause for section in data["sections"] for clause in section["clauses"]]
    parts: Parts = {f"clause {clause['id']}": _bare(clause) for clause in clauses}
    # A definition counts as far as a clause stands on it, in whatever order they are written.
    named = {definition["id"]: definition for definition in data["definitions"]}
    waiting = list(_held(clauses, "named", "id"))
    while waiting:
        id = waiting.pop()
        if id in named:
            definition = named.pop(id)
            parts[f"definition {id}"] = _bare(definition)
            waiting += _held(definition, "named", "id")
    asked = set(_all_of("fact", list(parts.values())))
    for fact in data["facts"]:
        if fact["name"] in asked:
            parts[f"fact {fact['name']}"] = _bare({key: fact[key] for key in fact.keys() - _ABOUT_A_FACT})
    parts |= {key: found for key, value in data.items() if key not in _ASIDE and (found := _bare(value))}
    return parts


def _bare(value: Any) -> Any:
    """A piece of the canonical form without words, and without what is said by being left out."""
    if isinstance(value, Mapping):
        if value.keys() == {"amount", "unit"}:
            period = Period(value["amount"], value["unit"])
            return ("days", period.days) if period.days is not None else ("months", period.months)
        if value.keys() == {"value", "text"}:  # an argument, and how it is read aloud
            return _bare(value["value"])
        bare = {key: _bare(part) for key, part in value.items() if key not in _WORDS}
        return {key: part for key, part in bare.items() if part not in (None, "", [], {}) and part is not False}
    if isinstance(value, list):
        return [_bare(part) for part in value]
    return value


def _all_of(key: str, value: Any) -> Iterator[str]:
    """What stands under a key, anywhere within."""
    if isinstance(value, Mapping):
        for name, part in value.items():
            if name == key and isinstance(part, str):
                yield part
            else:
                yield from _all_of(key, part)
    elif isinstance(value, list):
        for part in value:
            yield from _all_of(key, part)


def _held(value: Any, kind: str, key: str) -> Iterator[str]:
    """What the expressions of a kind within have under a key."""
    if isinstance(value, Mapping):
        if value.get("kind") == kind and isinstance(value.get(key), str):
            yield value[key]
        for part in value.values():
            yield from _held(part, kind, key)
    elif isinstance(value, list):
        for part in value:
            yield from _held(part, kind, key)
