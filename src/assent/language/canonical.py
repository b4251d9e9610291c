"""The canonical form: a checked policy as plain JSON data, and its digest.

Two policies have one canonical form when they mean and say the same. Places in the text are no part of
it. `docs/policy-json.md` describes it for programs of other stacks; `language.reading` reads it back.
"""

from __future__ import annotations

import hashlib
import json
from decimal import Decimal
from fractions import Fraction
from typing import Any, assert_never

from assent.language.calendar import format_day
from assent.language.expressions import (
    AllOf,
    AnyOf,
    Argument,
    AsOf,
    AtLeastOf,
    Cases,
    Changed,
    Count,
    Elapsed,
    Expression,
    Extent,
    Fact,
    FactValue,
    FieldValue,
    LatestField,
    Named,
    Not,
    Operand,
    Pattern,
    Recent,
    Shifted,
    Test,
    Titled,
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
from assent.language.thresholds import Parameter, Table
from assent.language.types import (
    Choice,
    Code,
    Collection,
    Date,
    Document,
    DurationType,
    Field,
    Judgement,
    Number,
    Scale,
    Type,
    YesNo,
)
from assent.language.value_sets import ValueSet
from assent.language.values import Period, number_text
from assent.language.variation import Variation

FORMAT = 1

Data = dict[str, Any]


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
        "facts": [_fact(fact) for fact in policy.facts],
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
        **({"value_sets": [_value_set(one) for one in policy.value_sets]} if policy.value_sets else {}),
        **({"tables": [_table(one) for one in policy.tables]} if policy.tables else {}),
        **({} if policy.governance == Governance() else {"governance": _governance(policy.governance)}),
        **({} if policy.variation is None else {"variation": _variation(policy.variation)}),
        **({"assumptions": [_assumption(one) for one in policy.assumptions]} if policy.assumptions else {}),
    }


def expression_data(expression: Expression) -> Data:
    """An expression of the core as JSON data."""
    match expression:
        case Test(operator, operand, argument):
            return {
                "kind": "test",
                "operator": operator.name,
                "operand": _operand(operand),
                "argument": _argument(argument, dated=operator.argument == "date"),
            }
        case Count(fact, at_least, at_most, window, where, pattern, per):
            return {
                "kind": "count",
                "fact": fact.name,
                "at_least": at_least,
                "at_most": at_most,
                "window": None if window is None else _period(window),
                "where": None if where is None else expression_data(where),
                **({} if pattern is None else {"pattern": _pattern(pattern)}),
                **({} if per is None else {"per": _field_name(fact, per)}),
            }
        case Not(part):
            return {"kind": "not", "part": expression_data(part)}
        case AllOf(parts):
            return {"kind": "all of", "parts": [expression_data(part) for part in parts]}
        case AnyOf(parts):
            return {"kind": "any of", "parts": [expression_data(part) for part in parts]}
        case AtLeastOf(number, parts):
            return {"kind": "at least of", "number": number, "parts": [expression_data(part) for part in parts]}
        case Cases(id, cases):
            both = [{"when": expression_data(when), "then": expression_data(then)} for when, then in cases]
            return {"kind": "by case", "of": id, "cases": both}
        case Named(id):
            return {"kind": "named", "id": id}
        case Titled(title, part):
            return {"kind": "pathway", "title": title, "part": expression_data(part)}
        case _:
            assert_never(expression)


def _field_name(fact: Fact, position: int) -> str:
    assert isinstance(fact.type, Collection)
    return fact.type.fields[position].name


def _pattern(pattern: Pattern) -> Data:
    return {"kind": pattern.kind, "period": _period(pattern.period)}


def _operand(operand: Operand) -> Data:
    match operand:
        case FactValue(fact):
            return {"kind": "fact", "fact": fact.name}
        case FieldValue(field):
            return {"kind": "field", "field": field.name}
        case Recent(fact, window):
            return {"kind": "recent fact", "fact": fact.name, "window": _period(window)}
        case LatestField(fact, field, _, earliest, window, where):
            return {
                "kind": "earliest field" if earliest else "latest field",
                "fact": fact.name,
                "field": field.name,
                **({} if window is None else {"window": _period(window)}),
                **({} if where is None else {"where": expression_data(where)}),
            }
        case Extent(fact, gap, window, where):
            return {
                "kind": "extent",
                "fact": fact.name,
                "gap": gap,
                "window": None if window is None else _period(window),
                "where": None if where is None else expression_data(where),
            }
        case AsOf():
            return {"kind": "date of the request"}
        case Changed(inner, by, above, percent, written):
            return {
                "kind": f"{'percent ' if percent else ''}{'above' if above else 'below'}",
                "by": _exactly(by),
                "written": written,
                "operand": _operand(inner),
            }
        case Elapsed(unit, inner):
            return {"kind": "time since", "unit": unit, "operand": _operand(inner)}
        case Shifted(inner, period):
            return {"kind": "day before", "operand": _operand(inner), "period": _period(period)}
        case _:
            assert_never(operand)


def _exactly(value: int | Decimal | Fraction) -> int | str:
    return value if isinstance(value, int) else number_text(value)


def _argument(argument: Argument | Operand | None, *, dated: bool) -> Data | None:
    if argument is None:
        return None
    if not isinstance(argument, Argument):
        return _operand(argument)
    value: Any = argument.value
    if isinstance(argument.value, Period):
        value = _period(argument.value)
    elif isinstance(argument.value, Decimal | Fraction):
        value = number_text(argument.value)
    elif dated and isinstance(argument.value, int):
        value = format_day(argument.value)
    return {"value": value, "text": argument.text}


def _period(period: Period) -> Data:
    return {"amount": period.amount, "unit": period.unit}


def _number(value: int | Decimal | None) -> int | str | None:
    return number_text(value) if isinstance(value, Decimal) else value


def _fact(fact: Fact) -> Data:
    marks = {"not_done": fact.not_done, "measured": fact.measured, "sensitive": fact.sensitive}
    return {
        "name": fact.name,
        "vocabulary": fact.vocabulary,
        "label": fact.label,
        "type": type_data(fact.type),
        **{mark: True for mark, given in marks.items() if given},
        **({"codes": [{"system": c.system, "code": c.code} for c in fact.codes]} if fact.codes else {}),
    }


def _field(field: Field) -> Data:
    marks = {"not_done": True} if field.not_done else {}
    return {"name": field.name, "label": field.label, "type": type_data(field.type), **marks}


def type_data(type: Type) -> Data:
    """A type as JSON data."""
    match type:
        case YesNo():
            return {"kind": "yes/no"}
        case Judgement(by):
            return {"kind": "judgement", "by": by} if by else {"kind": "judgement"}
        case Document():
            return {"kind": "document"}
        case DurationType():
            return {"kind": "duration"}
        case Date():
            return {"kind": "date"}
        case Number(low, high, unit, whole):
            kind = "whole number" if whole else "number"
            return {"kind": kind, "low": _number(low), "high": _number(high), "unit": unit}
        case Scale(options):
            return {"kind": "scale", "options": list(options)}
        case Choice(options):
            return {"kind": "choice", "options": list(options)}
        case Code(system):
            return {"kind": "code", "system": system}
        case Collection(fields, complete, plain, episodes):
            return {
                "kind": "list" if complete else "evidence",
                "plain": plain,
                **({"episodes": True} if episodes else {}),
                "fields": [_field(field) for field in fields],
            }
        case _:
            assert_never(type)


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


def _assumption(assumption: Assumption) -> Data:
    return {"test": expression_data(assumption.test), "because": assumption.because}


def _untested(untested: Untested) -> Data:
    return {"quote": untested.quote, "under": untested.under, "because": untested.because}


def _authorization(authorization: Authorization | None) -> Data | None:
    if authorization is None:
        return None
    return {
        "title": authorization.title,
        "valid": None if authorization.valid is None else _period(authorization.valid),
        "grants": [_grant(grant) for grant in authorization.grants],
        "appeal": authorization.appeal,
        "cites": _citations(authorization.cites),
        "because": authorization.because,
        "notes": list(authorization.notes),
        **({"longer": [_longer(longer) for longer in authorization.longer]} if authorization.longer else {}),
    }


def _longer(longer: Longer) -> Data:
    return {"valid": _period(longer.period), "when": expression_data(longer.when)}


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
