"""Replaying: what the interpreter makes of a request, before anything is said of it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cached_property
from typing import Any

from assent.evaluate.explain import explain_clause
from assent.evaluate.interpreter import Case, Truth, meaning
from assent.evaluate.trace import effect_of, mattering, missing_of, outcome_of
from assent.language.expressions import Cases, Count, Expression, Named, Test, parts_of
from assent.language.operands import is_judged
from assent.language.policy import Clause, Policy, Verb
from assent.requests.read import Read, read_request
from assent.requests.reading import NOT_DONE

Request = Mapping[str, Any]

# The outcomes, from what is farthest from an approval.
BEST_LAST = ("deny", "pend", "review", "approve")


_MET: Mapping[Verb, str | None] = {"require": None, "exclude": "deny", "review": "review", "submit": None}
_UNMET: Mapping[Verb, str | None] = {"require": "deny", "exclude": None, "review": None, "submit": "pend"}


class Replayed:
    """A request, decided by the interpreter."""

    def __init__(
        self, policy: Policy, request: Request, named: Mapping[str, Expression], *, read: Read | None = None
    ) -> None:
        self.policy = policy
        self.request = request
        self.read = read_request(policy, request) if read is None else read
        self.case = Case(self.read.as_of, self.read.facts, named)
        self._effects: dict[str, str | None] = {}

    def beside(self, request: Request) -> Replayed:
        """Another request, decided by the same policy."""
        return Replayed(self.policy, request, self.case.named)

    @property
    def is_valid(self) -> bool:
        """Whether it can be decided at all."""
        return not self.read.faults

    def truth(self, expression: Expression) -> Truth:
        """Whether an expression is met."""
        return meaning(expression, self.case)

    @cached_property
    def called(self) -> Mapping[str, str]:
        """What is called for, by the id of the clause, without the words that explain it."""
        return without_none((clause.id, self.effect(clause)) for clause in self.policy.clauses)

    @cached_property
    def effects(self) -> dict[str, str | None]:
        """What each clause calls for, by its id, and None of a clause that calls for nothing."""
        return {clause.id: self.called.get(clause.id) for clause in self.policy.clauses}

    def effect(self, clause: Clause) -> str | None:
        """What one clause calls for."""
        if clause.id not in self._effects:
            self._effects[clause.id] = self._effect(clause)
        return self._effects[clause.id]

    def under(self, named: Mapping[str, Expression]) -> Replayed:
        """The same request where ids stand for something else."""
        return Replayed(self.policy, self.request, named, read=self.read)

    @property
    def is_as_explained(self) -> bool:
        """Whether a decision with its reasons comes to the same, clause by clause."""
        traces = ((clause, explain_clause(clause, self.case)) for clause in self.policy.clauses)
        return self.effects == {clause.id: effect_of(clause.verb, trace) for clause, trace in traces}

    @property
    def missing(self) -> list[str]:
        """The facts that a decision says are missing."""
        traces = [(clause.id, clause.verb, explain_clause(clause, self.case)) for clause in self.policy.clauses]
        return [str(entry["fact"]) for entry in missing_of(list(traces), self.outcome)]

    @property
    def whys(self) -> Mapping[str, frozenset[str]]:
        """Why each fact that is missing is, by every test that asks for it."""
        found: dict[str, set[str]] = {}
        for clause in self.policy.clauses:
            if self.effect(clause) is not None:
                for leaf in mattering(explain_clause(clause, self.case), clause.verb):
                    for one in leaf.asked:
                        found.setdefault(one.fact, set()).add(one.why)
        return {fact: frozenset(whys) for fact, whys in found.items()}

    def _effect(self, clause: Clause) -> str | None:
        whole = self.case.named[clause.id]
        truth = self.truth(whole)
        if truth is None and clause.verb != "submit":
            return "pend" if self._awaits_provider(whole) else "review"
        return "pend" if truth is None else _MET[clause.verb] if truth else _UNMET[clause.verb]

    def _awaits_provider(self, expression: Expression) -> bool:
        """Whether, of the leaves that matter in an unknown expression, one is no judgement."""
        if isinstance(expression, Test | Count):
            return not is_judged(expression)
        if isinstance(expression, Named):
            return self._awaits_provider(self.case.named[expression.id])
        if isinstance(expression, Cases):
            cases = [(when, then, self.truth(when)) for when, then in expression.cases]
            return any(
                (holds is None and self._awaits_provider(when)) or (holds is not False and self._waits_in(then))
                for when, then, holds in cases
            )
        return any(self._waits_in(part) for part in parts_of(expression))

    def _waits_in(self, part: Expression) -> bool:
        return self.truth(part) is None and self._awaits_provider(part)

    @property
    def outcome(self) -> str:
        """The outcome."""
        return outcome_of(list(self.called.values()))


def without_none(effects: Iterable[tuple[str, str | None]]) -> dict[str, str]:
    """What is called for, of clauses that may call for nothing."""
    return {id: effect for id, effect in effects if effect is not None}


def _of_the_day(stated: Any, value: Any) -> Any:
    """Another value of a measured fact, of the day of which the first one is."""
    is_dated = isinstance(stated, Mapping) and "on" in stated
    if not is_dated or value is None or value == NOT_DONE:
        return value
    bare = value if isinstance(value, Mapping) and "value" in value else {"value": value}
    return {**bare, "on": stated["on"]}


def with_facts(request: Request, values: Mapping[str, Any]) -> Request:
    """A request that states other values of some facts; one that is None is not stated."""
    before = request["facts"]
    facts = {**before, **{name: _of_the_day(before.get(name), value) for name, value in values.items()}}
    return {**request, "facts": {name: value for name, value in facts.items() if value is not None}}
