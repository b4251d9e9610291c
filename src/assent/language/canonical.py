"""The canonical form: a checked policy as plain JSON data, and its digest.

Two policies have one canonical form when they mean and say the same. Places in the text are no part of
it. `docs/policy-json.md` describes it for programs of other stacks; `language.reading` reads it back.
"""

from __future__ import annotations

import hashlib
import json

from assent.language.calendar import format_day
from assent.language.canonical_expressions import (
    Data,
    calculated_data,
    expression_data,
    fact_data,
    period_data,
)
from assent.language.governance import Governance
from assent.language.grants import Grant, Longer
from assent.language.policy import (
    Acceptance,
    Assumption,
    Authorization,
    Citation,
    Clause,
    Definition,
    Policy,
    Procedure,
    Prose,
    Untested,
)
from assent.language.properties import Never, NeverDeniedForWant, NeverWorse, Property
from assent.language.thresholds import Parameter, Table
from assent.language.value_sets import ValueSet
from assent.language.variation import Variation

FORMAT = 1


def digest(policy: Policy) -> str:
    """The identity of a policy's meaning and words: "sha256:…" of its canonical form."""
    text = json.dumps(canonical(policy), ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return "sha256:" + hashlib.sha256(text.encode("utf-8")).hexdigest()


def canonical(policy: Policy) -> Data:
    """The policy as JSON data: dates as `YYYY-MM-DD`, decimals as strings, each expression with its `kind`."""
    return {
        "format": FORMAT,
        "id": policy.id,
        "title": policy.title,
        "version": policy.version,
        "effective": format_day(policy.effective),
        "until": None if policy.until is None else format_day(policy.until),
        "procedures": [_procedure(procedure) for procedure in policy.procedures],
        "source": policy.source,
        "vocabularies": list(policy.vocabularies),
        "facts": [fact_data(fact) for fact in policy.facts],
        "overview": _prose(policy.overview),
        "definitions": [_definition(definition) for definition in policy.definitions],
        "sections": [
            {"title": section.title, "clauses": [_clause(clause) for clause in section.clauses]}
            for section in policy.sections
        ],
        "untested": [_untested(untested) for untested in policy.untested],
        "authorization": _authorization(policy.authorization),
        "notice": _prose(policy.notice),
        **({"references": list(policy.references)} if policy.references else {}),
        **({"parameters": [_parameter(one) for one in policy.parameters]} if policy.parameters else {}),
        **({"calculated": [calculated_data(one) for one in policy.calculated]} if policy.calculated else {}),
        **({"value_sets": [_value_set(one) for one in policy.value_sets]} if policy.value_sets else {}),
        **({"tables": [_table(one) for one in policy.tables]} if policy.tables else {}),
        **({} if policy.governance == Governance() else {"governance": _governance(policy.governance)}),
        **({} if policy.variation is None else {"variation": _variation(policy.variation)}),
        **({"assumptions": [_assumption(one) for one in policy.assumptions]} if policy.assumptions else {}),
        **({"properties": [_property(one) for one in policy.properties]} if policy.properties else {}),
    }


def _governance(governance: Governance) -> Data:
    review_by = governance.review_by
    return {
        "owner": governance.owner,
        "approvals": [{"by": approval.by, "on": format_day(approval.on)} for approval in governance.approvals],
        "review_by": None if review_by is None else format_day(review_by),
        "draft": governance.draft,
    }


def _variation(variation: Variation) -> Data:
    return {
        "base": variation.base,
        "version": variation.version,
        "title": variation.title,
        "source": variation.source,
        "changes": [
            {"kind": change.kind, "id": change.id, "because": change.because, "before": _before(change.before)}
            for change in variation.changes
        ],
        "also": list(variation.also),
    }


def _before(before: Clause | Definition | None) -> Data | None:
    if isinstance(before, Clause):
        return {"section": before.section, **_clause(before)}
    return None if before is None else _definition(before)


def _procedure(procedure: Procedure) -> Data:
    return {"system": procedure.system, "code": procedure.code, "title": procedure.title}


def _prose(prose: Prose | None) -> Data | None:
    return None if prose is None else {"title": prose.title, "text": prose.text}


def _parameter(parameter: Parameter) -> Data:
    values = [
        {"value": value.text, "from": format_day(value.start), "reference": value.reference}
        for value in parameter.values
    ]
    return {"id": parameter.id, "title": parameter.title, "values": values}


def _table(table: Table) -> Data:
    cases = [{"value": case.text, "when": expression_data(case.when)} for case in table.cases]
    return {"id": table.id, "title": table.title, "cases": cases}


def _value_set(one: ValueSet) -> Data:
    return {"id": one.id, "title": one.title, "system": one.system, "codes": list(one.codes), "source": one.source}


def _citations(citations: tuple[Citation, ...]) -> list[Data]:
    return [{"quote": citation.quote, "under": citation.under} for citation in citations]


def _definition(definition: Definition) -> Data:
    return {
        "id": definition.id,
        "title": definition.title,
        "body": expression_data(definition.body),
        "cites": _citations(definition.cites),
        "because": definition.because,
        "notes": list(definition.notes),
        **_accepts(definition.accepts),
    }


def _clause(clause: Clause) -> Data:
    return {
        "id": clause.id,
        "verb": clause.verb,
        "title": clause.title,
        "body": expression_data(clause.body),
        "unless": None if clause.unless is None else expression_data(clause.unless),
        "cites": _citations(clause.cites),
        "because": clause.because,
        "notes": list(clause.notes),
        **({} if clause.when is None else {"when": expression_data(clause.when)}),
        **_accepts(clause.accepts),
    }


def _accepts(accepts: tuple[Acceptance, ...]) -> Data:
    return {"accepts": [{"finding": one.finding, "because": one.because} for one in accepts]} if accepts else {}


def _property(one: Property) -> Data:
    because: Data = {"because": one.because} if one.because else {}
    match one:
        case Never(outcome, test, unless):
            return {"never": outcome, "unless" if unless else "when": expression_data(test), **because}
        case NeverDeniedForWant(documents, every):
            return {"never": "deny", "for_want_of": [fact.name for fact in documents], "every": every, **because}
        case NeverWorse(fact, more):
            return {"never_worse": fact.name, "with": "more" if more else "less", **because}


def _assumption(assumption: Assumption) -> Data:
    return {"test": expression_data(assumption.test), "because": assumption.because}


def _untested(untested: Untested) -> Data:
    return {"quote": untested.quote, "under": untested.under, "because": untested.because}


def _authorization(authorization: Authorization | None) -> Data | None:
    if authorization is None:
        return None
    return {
        "title": authorization.title,
        "valid": None if authorization.valid is None else period_data(authorization.valid),
        "grants": [_grant(grant) for grant in authorization.grants],
        "appeal": authorization.appeal,
        "cites": _citations(authorization.cites),
        "because": authorization.because,
        "notes": list(authorization.notes),
        **({"longer": [_longer(longer) for longer in authorization.longer]} if authorization.longer else {}),
    }


def _longer(longer: Longer) -> Data:
    return {"valid": period_data(longer.period), "when": expression_data(longer.when)}


def _grant(grant: Grant) -> Data | str:
    """A line that grants: its text alone, where it is no more than that."""
    if grant == Grant(grant.text):
        return grant.text
    return {
        "text": grant.text,
        "amount": grant.amount,
        "unit": grant.unit,
        "option": grant.option,
        "requested": None if grant.requested is None else grant.requested.name,
        "when": None if grant.when is None else expression_data(grant.when),
    }
