"""`cases.yaml`: a policy's worked examples, one on each side of every threshold, count, window and range.

It has the format of a case file, so that `assent test` can run it and a person can read it.
"""

from __future__ import annotations

import json
import re
from collections import ChainMap
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from assent.evaluate.explain import explain_clause
from assent.evaluate.interpreter import Case
from assent.evaluate.trace import Trace, effect_of, missing_of, outcome_of, result_text
from assent.generate.cases.search import approved_facts, asked_of, options_of
from assent.generate.cases.values import read_values
from assent.language.calendar import format_day
from assent.language.canonical import digest
from assent.language.expressions import AsOf, Expression, Fact, Test, leaves_of
from assent.language.policy import Clause, Policy, Verb
from assent.language.values import number_text
from assent.requests.read import last_as_of

# Text that YAML reads as itself without quotes, in flow and in block style alike.
_PLAIN = re.compile(r"[A-Za-z][A-Za-z0-9_ ()/+-]*(?<! )|\d{4}-\d\d-\d\d|\d+(\.\d+)? (days?|weeks?|months?|years?)")
_RESERVED = frozenset({"true", "false", "null", "yes", "no", "on", "off", "y", "n"})


@dataclass(frozen=True, slots=True)
class _Base:
    """The facts that the cases share, as stated and as read, and the clauses they leave in the way.

    `named` is what the policy's ids stand for, `order` and `verbs` the place and the verb of each clause: worked out
    once, not once a case.
    """

    policy: Policy
    as_of: int
    raw: dict[str, Any]
    values: dict[str, Any]
    in_the_way: dict[str, Trace]
    named: Mapping[str, Expression]
    order: Mapping[str, int]
    verbs: Mapping[str, Verb]


def emit(policy: Policy) -> dict[str, str]:
    """The worked examples of a policy, as the text of a case file."""
    as_of = _as_of(policy)
    asked = asked_of(policy)
    options = options_of(policy, asked, Case(as_of, {}, {}))
    base = _base(policy, approved_facts(policy, asked, options, as_of), as_of)
    options = options_of(policy, asked, Case(as_of, base.values, {}))
    lines = [
        f"# {policy.id} {policy.version}, {digest(policy)}",
        "# Worked examples, made by `assent build` from the policy; not to be edited.",
        "# Each case changes one fact of the base: a value on either side of a threshold, or nothing stated at all.",
        *_base_lines(base),
        "cases:",
        *_case(base, {}, _base_name(base), ()),
    ]
    for fact in policy.facts:
        for candidate in options.get(fact.name, ()):
            if candidate.raw != base.raw.get(fact.name):
                name = f"{fact.label}: {candidate.what}"
                lines += _case(base, {fact: candidate.raw}, name, asked.clauses[fact.name])
        if fact.name in base.raw:
            lines += _case(base, {fact: None}, f"{fact.label}: not stated", asked.clauses[fact.name])
    for day, clauses in _other_days(policy, as_of).items():
        lines += _case(_base(policy, base.raw, day), {}, f"Date of the request: {format_day(day)}", clauses)
    return {"cases.yaml": "\n".join(lines) + "\n"}


def _other_days(policy: Policy, as_of: int) -> dict[int, tuple[Clause, ...]]:
    """The days on either side of each from which another value counts, with the clauses that ask for it."""
    found: dict[int, tuple[Clause, ...]] = {}
    for clause in policy.clauses:
        for leaf in leaves_of(clause.whole):
            if isinstance(leaf, Test) and isinstance(leaf.operand, AsOf) and leaf.literal is not None:
                day = leaf.literal.value
                assert isinstance(day, int)
                for near in (day - 1, day):
                    if near != as_of and policy.effective <= near <= _last_day(policy):
                        found[near] = tuple(dict.fromkeys((*found.get(near, ()), clause)))
    return dict(sorted(found.items()))


def _last_day(policy: Policy) -> int:
    return last_as_of(policy) if policy.until is None else min(policy.until, last_as_of(policy))


def _base(policy: Policy, raw: dict[str, Any], as_of: int) -> _Base:
    stated = [fact for fact in policy.facts if fact.name in raw]
    values = {name: value for fact in stated for name, value in read_values(fact, raw[fact.name], as_of).items()}
    named = policy.named
    case = Case(as_of, values, named)
    clauses = policy.clauses
    traces = {clause.id: explain_clause(clause, case) for clause in clauses}
    in_the_way = {clause.id: traces[clause.id] for clause in clauses if effect_of(clause.verb, traces[clause.id])}
    order = {clause.id: at for at, clause in enumerate(clauses)}
    verbs = {clause.id: clause.verb for clause in clauses}
    return _Base(policy, as_of, raw, values, in_the_way, named, order, verbs)


def _base_lines(base: _Base) -> list[str]:
    if not base.raw:
        return ["base: {}"]
    stated = [fact.name for fact in base.policy.facts if fact.name in base.raw]
    return ["base:", *(f"  {name}: {flow(base.raw[name])}" for name in stated)]


def _base_name(base: _Base) -> str:
    return "The base, with a clause in the way" if base.in_the_way else "Everything in order"


def _as_of(policy: Policy) -> int:
    """A day in force, late enough in the version's life for windows to lie in the recent past."""
    return max(policy.effective, min(policy.effective + 73, _last_day(policy)))


def _case(base: _Base, facts: dict[Fact, Any], name: str, touched: tuple[Clause, ...]) -> list[str]:
    """A case's lines. Only the clauses that a changed fact touches are interpreted anew."""
    changed = {name: value for fact, raw in facts.items() for name, value in read_values(fact, raw, base.as_of).items()}
    case = Case(base.as_of, ChainMap(changed, base.values), base.named)
    traces = {clause.id: explain_clause(clause, case) for clause in touched}
    found = base.in_the_way | traces
    verbs = {id: base.verbs[id] for id in sorted(found, key=base.order.__getitem__)}
    outcome = outcome_of([effect_of(verb, found[id]) for id, verb in verbs.items()])
    missing = missing_of([(id, verb, found[id]) for id, verb in verbs.items()], outcome)
    expect: dict[str, Any] = {"outcome": outcome}
    if touched:
        expect["clauses"] = {clause.id: result_text(traces[clause.id].truth) for clause in touched}
    if missing:
        expect["missing"] = [entry["fact"] for entry in missing]
    return [
        f"  - name: {quoted(name)}",
        f"    as_of: {format_day(base.as_of)}",
        f"    facts: {flow({fact.name: raw for fact, raw in facts.items()})}",
        f"    expect: {flow(expect)}",
    ]


def flow(value: Any) -> str:
    """A value in YAML's flow style, which reads back as itself."""
    match value:
        case None:
            return "null"
        case bool():
            return "true" if value else "false"
        case int() | Decimal():
            return number_text(value)
        case str():
            return value if _PLAIN.fullmatch(value) and value.casefold() not in _RESERVED else quoted(value)
        case dict():
            return "{" + ", ".join(f"{flow(key)}: {flow(item)}" for key, item in value.items()) + "}"
        case _:
            return "[" + ", ".join(flow(item) for item in value) + "]"


def quoted(text: str) -> str:
    """A text in double quotes; what is not plainly visible is written as an escape that YAML and JSON share."""
    visible = json.dumps(text, ensure_ascii=False)
    return "".join(
        char if char.isprintable() else f"\\U{ord(char):08x}" if ord(char) > 0xFFFF else f"\\u{ord(char):04x}"
        for char in visible
    )
