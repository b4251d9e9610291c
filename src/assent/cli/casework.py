"""Running cases: each on every target, held against what it expects and against the others."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from assent.cli.targets import Decide, targets_of
from assent.cli.versions import Versions
from assent.requests.cases import Expected, PolicyCase


@dataclass(frozen=True, slots=True)
class Failure:
    """A case that came out otherwise than expected: on which targets, and in what."""

    case: PolicyCase
    targets: tuple[str, ...]
    differences: tuple[str, ...]


@dataclass(slots=True)
class Ran:
    """What running the cases of a policy showed; `seen` counts each clause's results, by clause id."""

    cases: int = 0
    failures: list[Failure] = field(default_factory=list)
    seen: dict[str, Counter[str]] = field(default_factory=dict)
    outcomes: Counter[str] = field(default_factory=Counter)


def run_cases(cases: Iterable[PolicyCase], versions: Versions) -> Ran:
    """Run cases by the version in force on each one's date."""
    ran = Ran()
    ready: dict[str, dict[str, Decide]] = {}
    for version in versions.every:
        for clause in version.policy.clauses:
            ran.seen.setdefault(clause.id, Counter())
    for case in cases:
        version = versions.for_request(case.request)
        targets = ready.setdefault(version.policy.version, {})
        if not targets:
            targets.update(targets_of(version))
        ran.cases += 1
        _run(case, targets, ran)
    return ran


def _run(case: PolicyCase, targets: Mapping[str, Decide], ran: Ran) -> None:
    decisions = {name: decide(case.request) for name, decide in targets.items()}
    reference = next(iter(decisions.values()))
    ran.outcomes[reference["outcome"] or "rejected"] += 1
    for clause in reference["clauses"]:
        ran.seen[clause["id"]][clause["result"]] += 1
    wrong: dict[tuple[str, ...], list[str]] = {}
    for name, decision in decisions.items():
        differences = tuple(_against(decision, case.expected))
        if differences:
            wrong.setdefault(differences, []).append(name)
    ran.failures += [Failure(case, tuple(names), differences) for differences, names in wrong.items()]
    for name, decision in decisions.items():
        if decision != reference and not wrong:
            ran.failures.append(Failure(case, (name,), tuple(_between(decision, reference))))


def _against(decision: Mapping[str, Any], expected: Expected) -> Iterator[str]:
    """Where a decision differs from what a case expects."""
    outcome = decision["outcome"] or "rejected"
    if outcome != expected.outcome:
        yield f"outcome: expected {expected.outcome}, got {outcome}"
        for fault in decision["rejected"] or ():
            yield f"rejected: {fault['path']}: {fault['message']}"
    clauses = {clause["id"]: clause for clause in decision["clauses"]}
    for id, result in expected.clauses.items():
        got = clauses.get(id)
        if got is None:
            yield f"{id}: expected {result}, got no result"
        elif got["result"] != result:
            yield f"{id}: expected {result}, got {got['result']} ({got['reason']})"
    if expected.granted is not None:
        granted = [one["what"] for one in decision["granted"] or ()]
        if granted != list(expected.granted):
            yield f"granted: expected {_names(expected.granted)}, got {_names(granted)}"
    if expected.missing is not None:
        missing = [entry["fact"] for entry in decision["missing"]]
        if sorted(missing) != sorted(expected.missing):
            yield f"missing: expected {_names(expected.missing)}, got {_names(missing)}"


def _between(decision: Mapping[str, Any], reference: Mapping[str, Any]) -> Iterator[str]:
    """Where a target differs from the reference, which is a fault of Assent."""
    yield "differs from the interpreter, which is a fault of Assent:"
    for key, value in reference.items():
        if decision.get(key) != value:
            yield f"{key}: the interpreter gives {value!r}, this {decision.get(key)!r}"


def _names(facts: Iterable[str]) -> str:
    return ", ".join(facts) or "nothing"
