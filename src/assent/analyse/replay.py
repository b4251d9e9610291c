"""Replaying: what the interpreter makes of a request, before anything is said of it."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from typing import Any

from assent.evaluate.explain import explain_clause
from assent.evaluate.interpreter import Case, Truth, meaning
from assent.evaluate.trace import effect_of, outcome_of
from assent.language.expressions import Expression
from assent.language.policy import Policy
from assent.requests.read import read_request

Request = Mapping[str, Any]


class Replayed:
    """A request, decided by the interpreter."""

    def __init__(self, policy: Policy, request: Request, named: Mapping[str, Expression]) -> None:
        self.policy = policy
        self.request = request
        self.read = read_request(policy, request)
        self._case = Case(self.read.as_of, self.read.facts, named)

    @property
    def is_valid(self) -> bool:
        """Whether it can be decided at all."""
        return not self.read.faults

    def truth(self, expression: Expression) -> Truth:
        """Whether an expression is met."""
        return meaning(expression, self._case)

    @cached_property
    def effects(self) -> dict[str, str | None]:
        """What each clause calls for, by its id."""
        return {clause.id: effect_of(clause.verb, explain_clause(clause, self._case)) for clause in self.policy.clauses}

    @property
    def outcome(self) -> str:
        """The outcome."""
        return outcome_of(list(self.effects.values()))
