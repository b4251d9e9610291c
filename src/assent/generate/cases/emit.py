"""`cases.yaml`: a policy's worked examples, one on each side of every threshold, count, window and range.

It has the format of a case file, so that `assent test` can run it and a person can read it.
"""

from __future__ import annotations

import json
import re
from decimal import Decimal
from typing import Any

from assent.evaluate.decide import decide
from assent.generate.cases.candidates import candidates
from assent.generate.cases.search import Asked, approved_facts, asked_of
from assent.language.calendar import format_day
from assent.language.canonical import digest
from assent.language.expressions import Fact, fact_of
from assent.language.policy import Policy
from assent.language.values import number_text

# Text that YAML reads as itself without quotes, in flow and in block style alike.
_PLAIN = re.compile(r"[A-Za-z][A-Za-z0-9_ ()/+-]*(?<! )|\d{4}-\d\d-\d\d|\d+(\.\d+)? (days?|weeks?|months?|years?)")
_RESERVED = frozenset({"true", "false", "null", "yes", "no", "on", "off", "y", "n"})


def emit(policy: Policy) -> dict[str, str]:
    """The worked examples of a policy, as the text of a case file."""
    as_of = _as_of(policy)
    asked = asked_of(policy)
    options = {name: candidates(fact_of(leaves[0]).type, leaves, as_of) for name, leaves in asked.leaves.items()}
    base = approved_facts(policy, asked, options, as_of)
    key = digest(policy)
    lines = [
        f"# {policy.id} {policy.version}, {key}",
        "# Worked examples, made by `assent build` from the policy; not to be edited.",
        "# Each case changes one fact of the base: a value on either side of a threshold, or nothing stated at all.",
        "base:",
        *(f"  {name}: {_flow(base[name])}" for name in _ordered(policy, base)),
        "cases:",
    ]
    lines += _case(policy, key, as_of, base, {}, "Everything in order", ())
    for fact in policy.facts:
        if fact.name not in asked.leaves:
            continue
        for candidate in options[fact.name]:
            if candidate.raw != base.get(fact.name):
                name = f"{fact.label}: {candidate.what}"
                lines += _case(policy, key, as_of, base, {fact.name: candidate.raw}, name, _touched(asked, fact))
        lines += _case(policy, key, as_of, base, {fact.name: None}, f"{fact.label}: not stated", _touched(asked, fact))
    return {"cases.yaml": "\n".join(lines) + "\n"}


def _as_of(policy: Policy) -> int:
    """A day in force, late enough in the version's life for windows to lie in the recent past."""
    return policy.effective + 73 if policy.until is None else min(policy.effective + 73, policy.until)


def _ordered(policy: Policy, base: dict[str, Any]) -> list[str]:
    return [fact.name for fact in policy.facts if fact.name in base]


def _touched(asked: Asked, fact: Fact) -> tuple[str, ...]:
    return tuple(clause.id for clause in asked.clauses[fact.name])


def _case(
    policy: Policy, key: str, as_of: int, base: dict[str, Any], facts: dict[str, Any], name: str, shown: tuple[str, ...]
) -> list[str]:
    request = {"as_of": format_day(as_of), "facts": base | facts}
    decision: Any = decide(policy, request, digest=key).to_json()
    results = {clause["id"]: clause["result"] for clause in decision["clauses"]}
    expect = {"outcome": decision["outcome"]}
    if shown:
        expect["clauses"] = {id: results[id] for id in shown}
    if decision["missing"]:
        expect["missing"] = [entry["fact"] for entry in decision["missing"]]
    return [
        f"  - name: {_quoted(name)}",
        f"    as_of: {format_day(as_of)}",
        f"    facts: {_flow(facts)}",
        f"    expect: {_flow(expect)}",
    ]


def _flow(value: Any) -> str:
    """A value in YAML's flow style, which reads back as itself."""
    match value:
        case None:
            return "null"
        case bool():
            return "true" if value else "false"
        case int() | Decimal():
            return number_text(value)
        case str():
            return value if _PLAIN.fullmatch(value) and value.casefold() not in _RESERVED else _quoted(value)
        case dict():
            return "{" + ", ".join(f"{_flow(key)}: {_flow(item)}" for key, item in value.items()) + "}"
        case _:
            return "[" + ", ".join(_flow(item) for item in value) + "]"


def _quoted(text: str) -> str:
    """A text in double quotes; what is not plainly visible is written as an escape that YAML and JSON share."""
    visible = json.dumps(text, ensure_ascii=False)
    return "".join(
        char if char.isprintable() else f"\\U{ord(char):08x}" if ord(char) > 0xFFFF else f"\\u{ord(char):04x}"
        for char in visible
    )
