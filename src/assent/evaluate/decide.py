"""Deciding a request by the reference: read it, interpret each clause, and weigh what the clauses call for."""

from __future__ import annotations

from functools import partial
from typing import Any

from assent.evaluate.decision import ClauseFacts, Decision, PolicyFacts, Rejected
from assent.evaluate.explain import explain_clause
from assent.evaluate.interpreter import Case
from assent.evaluate.trace import Trace, effect_of, outcome_of
from assent.language.calendar import format_day, months_after
from assent.language.policy import Authorization, Policy
from assent.requests.read import Read, read_request


def decide(policy: Policy, request: Any, *, digest: str) -> Decision:
    """Decide a request. Never raises: one that cannot be decided gives a decision with `rejected`."""
    read = read_request(policy, request)
    facts = policy_facts(policy, digest=digest)
    if read.faults:
        return Decision(facts, read.id, read.as_of_text, None, None, tuple, rejected=read.faults)
    traces = _traces(policy, read)
    outcome = _outcome(policy, traces)
    end = valid_until(policy.authorization, read.as_of) if outcome == "approve" else None
    return Decision(facts, read.id, read.as_of_text, outcome, end, partial(tuple, traces), read.notes)


def outcome(policy: Policy, request: Any) -> str:
    """The outcome of a request alone; raises Rejected with every fault of a request that cannot be decided."""
    read = read_request(policy, request)
    if read.faults:
        raise Rejected(list(read.faults))
    return _outcome(policy, _traces(policy, read))


def policy_facts(policy: Policy, *, digest: str) -> PolicyFacts:
    """What a decision says of its policy."""
    clauses = tuple(
        ClauseFacts(clause.id, clause.verb, clause.section, clause.title, tuple(cited.quote for cited in clause.cites))
        for clause in policy.clauses
    )
    return PolicyFacts(policy.id, policy.version, digest, clauses, policy.governance.draft, review_by_text(policy))


def review_by_text(policy: Policy) -> str | None:
    """The last day before the review of a policy is overdue, as it is written; None where no review is due."""
    due = policy.governance.review_by
    return None if due is None else format_day(due)


def valid_until(authorization: Authorization | None, as_of: int) -> str | None:
    """The last day of an authorization given on `as_of`, that day included; None where its validity is not limited."""
    if authorization is None or authorization.valid is None:
        return None
    valid = authorization.valid
    return format_day(as_of + valid.days if valid.days is not None else months_after(as_of, valid.months or 0))


def _traces(policy: Policy, read: Read) -> tuple[Trace, ...]:
    case = Case(read.as_of, read.facts, policy.named)
    return tuple(explain_clause(clause, case) for clause in policy.clauses)


def _outcome(policy: Policy, traces: tuple[Trace, ...]) -> str:
    return outcome_of([effect_of(clause.verb, trace) for clause, trace in zip(policy.clauses, traces, strict=True)])
