"""A request decided once, and what becomes of it where one place of the policy says something else.

Only the clauses that the place has a say in are decided anew, so that a policy's cases can be held against
hundreds of changes.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from assent.evaluate.explain import explain_clause
from assent.evaluate.interpreter import Case
from assent.evaluate.trace import Trace, effect_of, missing_of, outcome_of, result_text
from assent.language.expressions import named_in
from assent.language.policy import Policy
from assent.requests.read import Read, read_request


@dataclass(frozen=True, slots=True)
class Came:
    """What a request came to: its outcome, each clause's result, and the facts that are missing."""

    outcome: str
    results: Mapping[str, str]
    missing: tuple[str, ...]


class Rerun:
    """A request, as it was read, and the policy that decides it."""

    def __init__(self, policy: Policy, read: Read) -> None:
        self.policy = policy
        self.read = read

    @classmethod
    def of(cls, policy: Policy, request: Any) -> Rerun:
        """A request as a policy reads it."""
        return cls(policy, read_request(policy, request))

    @property
    def is_valid(self) -> bool:
        """Whether it can be decided at all."""
        return not self.read.faults

    @cached_property
    def _traces(self) -> dict[str, Trace]:
        case = Case(self.read.as_of, self.read.facts, self.policy.named)
        return {clause.id: explain_clause(clause, case) for clause in self.policy.clauses}

    @cached_property
    def came(self) -> Came:
        """What it came to."""
        return self._came(self._traces)

    def under(self, changed: Policy, touched: frozenset[str]) -> Came:
        """What it comes to under a changed policy, of which only `touched` clauses can come out otherwise."""
        case = Case(self.read.as_of, self.read.facts, changed.named)
        anew = {clause.id: explain_clause(clause, case) for clause in changed.clauses if clause.id in touched}
        return self._came({**self._traces, **anew})

    def _came(self, traces: Mapping[str, Trace]) -> Came:
        verbs: list[tuple[str, str, Trace]] = [
            (clause.id, clause.verb, traces[clause.id]) for clause in self.policy.clauses
        ]
        outcome = outcome_of([effect_of(verb, trace) for _, verb, trace in verbs])
        missing = tuple(sorted(str(entry["fact"]) for entry in missing_of(verbs, outcome)))
        return Came(outcome, {id: result_text(trace.truth) for id, _, trace in verbs}, missing)


def touched_by(policy: Policy) -> dict[str, frozenset[str]]:
    """For each definition and each clause, the clauses whose results it has a say in."""
    named = policy.named
    clauses = {clause.id for clause in policy.clauses}
    names = {id: tuple(named_in(expression)) for id, expression in named.items()}
    says: dict[str, set[str]] = {id: ({id} if id in clauses else set()) for id in named}
    for id in clauses:
        for reached in _reached(id, names):
            says[reached].add(id)
    return {id: frozenset(found) for id, found in says.items()}


def _reached(id: str, names: Mapping[str, Iterable[str]]) -> set[str]:
    seen: set[str] = set()
    waiting = [id]
    while waiting:
        for name in names[waiting.pop()]:
            if name not in seen:
                seen.add(name)
                waiting.append(name)
    return seen
