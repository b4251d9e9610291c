"""Deciding a request by the reference: read it, interpret each clause, and weigh what the clauses call for."""

from __future__ import annotations

from functools import partial
from typing import Any

from assent.evaluate.decision import ClauseFacts, Decision, PolicyFacts, Rejected, without_quotes
from assent.evaluate.explain import explain, explain_clause
from assent.evaluate.granting import Offer, granted_of, last_day
from assent.evaluate.interpreter import Case, meaning
from assent.evaluate.trace import Trace, effect_of, outcome_of, withhold
from assent.language.calendar import format_day, months_after
from assent.language.grants import Grant
from assent.language.policy import Authorization, Policy
from assent.language.types import Scale
from assent.language.values import Period
from assent.requests.read import read_request


def decide(policy: Policy, request: Any, *, digest: str) -> Decision:
    """Decide a request. Never raises: one that cannot be decided gives a decision with `rejected`."""
    read = read_request(policy, request)
    facts = policy_facts(policy, digest=digest)
    if read.faults:
        return Decision(facts, read.id, read.as_of_text, None, None, tuple, rejected=read.faults)
    case = Case(read.as_of, read.facts, policy.named)
    traces = tuple(explain_clause(clause, case) for clause in policy.clauses)
    outcome = _outcome(policy, traces)
    told = partial(tuple, traces)
    if outcome != "approve" or policy.authorization is None:
        return Decision(facts, read.id, read.as_of_text, outcome, None, told, read.notes)
    end = valid_until(policy.authorization, case)
    granted = granted_of(tuple(offer_of(grant, case) for grant in policy.authorization.grants), case.as_of)
    return Decision(facts, read.id, read.as_of_text, outcome, end, told, read.notes, granted=granted)


def outcome(policy: Policy, request: Any) -> str:
    """The outcome of a request alone; raises Rejected with every fault of a request that cannot be decided."""
    read = read_request(policy, request)
    if read.faults:
        raise Rejected(without_quotes(read.faults, _sensitive(policy)))
    case = Case(read.as_of, read.facts, policy.named)
    return _outcome(policy, tuple(explain_clause(clause, case) for clause in policy.clauses))


def policy_facts(policy: Policy, *, digest: str) -> PolicyFacts:
    """What a decision says of its policy."""
    clauses = tuple(
        ClauseFacts(clause.id, clause.verb, clause.section, clause.title, tuple(cited.quote for cited in clause.cites))
        for clause in policy.clauses
    )
    draft, review_by = policy.governance.draft, review_by_text(policy)
    return PolicyFacts(policy.id, policy.version, digest, clauses, draft, review_by, _sensitive(policy))


def _sensitive(policy: Policy) -> tuple[str, ...]:
    return tuple(fact.name for fact in policy.facts if fact.sensitive)


def review_by_text(policy: Policy) -> str | None:
    """The last day before the review of a policy is overdue, as it is written; None where no review is due."""
    due = policy.governance.review_by
    return None if due is None else format_day(due)


def valid_until(authorization: Authorization, case: Case) -> str | None:
    """The last day of an authorization, that day included; None where its validity is not limited."""
    if authorization.valid is None:
        return None
    periods = [authorization.valid]
    periods += [longer.period for longer in authorization.longer if meaning(longer.when, case) is True]
    return last_day(tuple(_end(period, case.as_of) for period in periods))


def _end(period: Period, as_of: int) -> int:
    return as_of + period.days if period.days is not None else months_after(as_of, period.months or 0)


def offer_of(grant: Grant, case: Case) -> Offer:
    """A line that grants something, its condition and what was requested evaluated."""
    # Why something may be granted never shows a sensitive value: it is fixed with the outcome.
    trace = None if grant.when is None else withhold(explain(grant.when, case))
    asked = grant.requested
    if asked is None:
        return Offer(trace, grant.words, grant.size, grant.unit, pathway=grant.pathway)
    options = asked.type.options if isinstance(asked.type, Scale) else ()
    requested = case.facts.get(asked.name)
    return Offer(trace, grant.words, grant.size, grant.unit, options, asked.label, requested, grant.pathway)


def _outcome(policy: Policy, traces: tuple[Trace, ...]) -> str:
    return outcome_of([effect_of(clause.verb, trace) for clause, trace in zip(policy.clauses, traces, strict=True)])
