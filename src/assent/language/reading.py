"""From the canonical form back to a policy: the reader of `policy.json`.

It reads what `language.canonical` wrote; anything else is a `NotCanonicalError`, with what was wrong.
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction
from typing import Any, get_args

from assent.language.calendar import parse_day
from assent.language.canonical import FORMAT
from assent.language.expressions import (
    AllOf,
    AnyOf,
    Argument,
    AsOf,
    AtLeastOf,
    Calculated,
    Cases,
    Changed,
    Coding,
    Count,
    Elapsed,
    Expression,
    Extent,
    Fact,
    FactValue,
    FieldValue,
    LatestField,
    Literal,
    Named,
    Not,
    Operand,
    Pattern,
    PatternKind,
    Product,
    Recent,
    Shifted,
    Test,
    Titled,
)
from assent.language.governance import Approval, Governance
from assent.language.grants import Grant, Longer
from assent.language.operators import OPERATORS, Operator
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
    Section,
    Untested,
)
from assent.language.properties import Never, NeverDeniedForWant, NeverWorse, Property
from assent.language.reading_types import NotCanonicalError, read_number, read_type
from assent.language.thresholds import DatedValue, Parameter, Table, TableCase
from assent.language.types import (
    Collection,
    Field,
)
from assent.language.value_sets import ValueSet
from assent.language.values import Period
from assent.language.variation import Change, Variation

Data = Mapping[str, Any]
Facts = Mapping[str, Fact]


def from_canonical(data: Data) -> Policy:
    """The policy whose canonical form this is. Spans are not part of it, and are None."""
    if data.get("format") != FORMAT:
        raise NotCanonicalError(f"the format is {data.get('format')!r}, and {FORMAT} is read")
    try:
        return _policy(data)
    except (KeyError, TypeError, AttributeError, ValueError, ArithmeticError) as error:
        raise NotCanonicalError(f"not a policy in canonical form: {error}") from error


def _policy(data: Data) -> Policy:
    known = tuple(_fact(fact) for fact in data["facts"])
    facts = {fact.name: fact for fact in known}
    return Policy(
        id=data["id"],
        title=data["title"],
        version=data["version"],
        effective=_day(data["effective"]),
        until=None if data["until"] is None else _day(data["until"]),
        procedures=tuple(Procedure(p["system"], p["code"], p["title"]) for p in data["procedures"]),
        source=data["source"],
        vocabularies=tuple(data["vocabularies"]),
        facts=known,
        overview=_prose(data["overview"]),
        definitions=tuple(_definition(definition, facts) for definition in data["definitions"]),
        sections=tuple(
            Section(section["title"], tuple(_clause(clause, section["title"], facts) for clause in section["clauses"]))
            for section in data["sections"]
        ),
        untested=tuple(Untested(u["quote"], u["because"], u["under"]) for u in data["untested"]),
        authorization=_authorization(data["authorization"], facts),
        notice=_prose(data["notice"]),
        references=tuple(data.get("references", ())),
        governance=_governance(data.get("governance")),
        variation=_variation(data.get("variation"), facts),
        calculated=tuple(_calculated(one, facts) for one in data.get("calculated", ())),
        value_sets=tuple(ValueSet(**{**one, "codes": tuple(one["codes"])}) for one in data.get("value_sets", ())),
        parameters=tuple(_parameter(one) for one in data.get("parameters", ())),
        tables=tuple(_table(one, facts) for one in data.get("tables", ())),
        properties=tuple(_property(one, facts) for one in data.get("properties", ())),
        assumptions=tuple(
            Assumption(read_expression(one["test"], facts), one["because"]) for one in data.get("assumptions", ())
        ),
    )


def _property(data: Data, facts: Facts) -> Property:
    because = data.get("because", "")
    if "never_worse" in data:
        return NeverWorse(facts[data["never_worse"]], data["with"] == "more", because)
    if "for_want_of" in data:
        return NeverDeniedForWant(tuple(facts[name] for name in data["for_want_of"]), data["every"], because)
    unless = "unless" in data
    return Never(data["never"], read_expression(data["unless" if unless else "when"], facts), unless, because)


def _parameter(data: Data) -> Parameter:
    values = (DatedValue(value["value"], _day(value["from"]), value["reference"]) for value in data["values"])
    return Parameter(data["id"], data["title"], tuple(values))


def _table(data: Data, facts: Facts) -> Table:
    cases = (TableCase(case["value"], read_expression(case["when"], facts)) for case in data["cases"])
    return Table(data["id"], data["title"], tuple(cases))


def _fact(data: Data) -> Fact:
    return Fact(
        data["name"],
        read_type(data["type"]),
        data["label"],
        data["vocabulary"],
        not_done=data.get("not_done", False),
        measured=data.get("measured", False),
        sensitive=data.get("sensitive", False),
        codes=tuple(Coding(coding["system"], coding["code"]) for coding in data.get("codes", ())),
    )


def _governance(data: Data | None) -> Governance:
    if data is None:
        return Governance()
    return Governance(
        data["owner"],
        tuple(Approval(approval["by"], _day(approval["on"])) for approval in data["approvals"]),
        None if data["review_by"] is None else _day(data["review_by"]),
        data["draft"],
    )


def _variation(data: Data | None, facts: Facts) -> Variation | None:
    if data is None:
        return None
    changes = (
        Change(change["kind"], change["id"], _before(change["before"], facts), change["because"])
        for change in data["changes"]
    )
    return Variation(data["base"], data["version"], data["title"], data["source"], tuple(changes), tuple(data["also"]))


def _before(data: Data | None, facts: Facts) -> Clause | Definition | None:
    if data is None:
        return None
    return _clause(data, data["section"], facts) if "verb" in data else _definition(data, facts)


def read_expression(data: Data, facts: Facts, element: Fact | None = None) -> Expression:
    """An expression from its JSON data. `element` is the fact whose elements a count's condition looks at."""

    def parts() -> tuple[Expression, ...]:
        return tuple(read_expression(part, facts, element) for part in data["parts"])

    match data["kind"]:
        case "test":
            operator = _operator(data["operator"])
            argument: Argument | Operand | None = None
            if data["argument"] is not None and "kind" in data["argument"]:
                argument = _operand(data["argument"], facts, element)
            elif data["argument"] is not None:
                argument = _argument(data["argument"], operator)
            return Test(operator, _operand(data["operand"], facts, element), argument)
        case "count":
            fact = facts[data["fact"]]
            where = None if data["where"] is None else read_expression(data["where"], facts, fact)
            window = None if data["window"] is None else _period(data["window"])
            pattern = _pattern(data["pattern"]) if "pattern" in data else None
            per = _field_of(fact, data["per"])[0] if "per" in data else None
            return Count(fact, data["at_least"], data["at_most"], window, where, pattern, per)
        case "not":
            return Not(read_expression(data["part"], facts, element))
        case "all of":
            return AllOf(parts())
        case "any of":
            return AnyOf(parts())
        case "at least of":
            return AtLeastOf(data["number"], parts())
        case "by case":
            return Cases(data["of"], tuple(_case(case, facts, element) for case in data["cases"]))
        case "named":
            return Named(data["id"])
        case "pathway":
            return Titled(data["title"], read_expression(data["part"], facts, element))
        case other:
            raise NotCanonicalError(f"there is no expression of the kind {other!r}")


def _case(data: Data, facts: Facts, element: Fact | None) -> tuple[Expression, Test]:
    then = read_expression(data["then"], facts, element)
    if not isinstance(then, Test):
        raise NotCanonicalError("what counts in a case is not a test")
    return read_expression(data["when"], facts, element), then


def _pattern(data: Data) -> Pattern:
    kind: PatternKind = data["kind"]
    if kind not in get_args(PatternKind):
        raise NotCanonicalError(f"there is no pattern of the kind {kind!r}")
    return Pattern(kind, _period(data["period"]))


def _operator(name: str) -> Operator:
    for row in OPERATORS:
        if row.name == name:
            return row
    raise NotCanonicalError(f"there is no operator {name!r}")


def _operand(data: Data, facts: Facts, element: Fact | None) -> Operand:
    match data["kind"]:
        case "fact":
            return FactValue(facts[data["fact"]])
        case "field" if element is not None:
            position, field = _field_of(element, data["field"])
            return FieldValue(field, position)
        case "latest field" | "earliest field" as kind:
            fact = facts[data["fact"]]
            position, field = _field_of(fact, data["field"])
            window = _period(data["window"]) if "window" in data else None
            where = read_expression(data["where"], facts, fact) if "where" in data else None
            return LatestField(fact, field, position, kind == "earliest field", window, where)
        case "recent fact":
            return Recent(facts[data["fact"]], _period(data["window"]))
        case "extent":
            fact = facts[data["fact"]]
            window = None if data["window"] is None else _period(data["window"])
            where = None if data["where"] is None else read_expression(data["where"], facts, fact)
            return Extent(fact, data["gap"], window, where)
        case "date of the request":
            return AsOf()
        case "below" | "above" | "percent below" | "percent above" as kind:
            inner, above, percent = _operand(data["operand"], facts, element), "above" in kind, "percent" in kind
            return Changed(inner, _exactly(data["by"]), above, percent, data["written"])
        case "calculated":
            return _calculated(data, facts)
        case "time since":
            return Elapsed(data["unit"], _operand(data["operand"], facts, element))
        case "day before":
            return Shifted(_operand(data["operand"], facts, element), _period(data["period"]))
        case other:
            raise NotCanonicalError(f"there is no operand of the kind {other!r} here")


def _calculated(data: Data, facts: Facts) -> Calculated:
    products = []
    for product in data["products"]:
        sides = []
        for side in (product["over"], product["under"]):
            values = tuple(_operand(value, facts, None) for value in side)
            known = tuple(value for value in values if isinstance(value, FactValue | LatestField))
            if len(known) < len(values):
                raise NotCanonicalError("something is calculated of what is no value")
            sides.append(known)
        products.append(Product(_exactly(product["number"]), *sides))
    return Calculated(data["id"], data["title"], data["unit"], tuple(products))


def _exactly(value: int | str) -> int | Decimal | Fraction:
    if isinstance(value, int):
        return value
    return Fraction(value) if "/" in value else Decimal(value)


def _field_of(fact: Fact, name: str) -> tuple[int, Field]:
    found = fact.type.field(name) if isinstance(fact.type, Collection) else None
    if found is None:
        raise NotCanonicalError(f"{fact.name!r} has no field {name!r}")
    return found


def _argument(data: Data, operator: Operator) -> Argument:
    value: Literal = data["value"]
    if operator.argument == "period":
        value = _period(data["value"])
    elif operator.argument == "date":
        value = _day(data["value"])
    elif operator.argument == "number":
        value = Fraction(data["value"]) if "/" in str(data["value"]) else read_number(data["value"]) or 0
    return Argument(value, data["text"])


def _period(data: Data) -> Period:
    return Period(data["amount"], data["unit"])


def _day(text: str) -> int:
    day = parse_day(text)
    if day is None:
        raise NotCanonicalError(f"{text!r} is not a date")
    return day


def _prose(data: Data | None) -> Prose | None:
    return None if data is None else Prose(data["title"], data["text"])


def _citations(data: list[Data]) -> tuple[Citation, ...]:
    return tuple(Citation(citation["quote"], citation["under"]) for citation in data)


def _definition(data: Data, facts: Facts) -> Definition:
    return Definition(
        data["id"],
        data["title"],
        read_expression(data["body"], facts),
        _citations(data["cites"]),
        data["because"],
        tuple(data["notes"]),
        accepts=_accepts(data),
    )


def _accepts(data: Data) -> tuple[Acceptance, ...]:
    return tuple(Acceptance(one["finding"], one["because"]) for one in data.get("accepts", ()))


def _clause(data: Data, section: str, facts: Facts) -> Clause:
    return Clause(
        data["id"],
        data["verb"],
        data["title"],
        section,
        read_expression(data["body"], facts),
        None if data["unless"] is None else read_expression(data["unless"], facts),
        _citations(data["cites"]),
        data["because"],
        tuple(data["notes"]),
        when=read_expression(data["when"], facts) if "when" in data else None,
        accepts=_accepts(data),
    )


def _authorization(data: Data | None, facts: Facts) -> Authorization | None:
    if data is None:
        return None
    return Authorization(
        title=data["title"],
        valid=None if data["valid"] is None else _period(data["valid"]),
        grants=tuple(_grant(grant, facts) for grant in data["grants"]),
        appeal=data["appeal"],
        cites=_citations(data["cites"]),
        because=data["because"],
        notes=tuple(data["notes"]),
        longer=tuple(
            Longer(_period(one["valid"]), read_expression(one["when"], facts)) for one in data.get("longer", ())
        ),
    )


def _grant(data: Data | str, facts: Facts) -> Grant:
    if isinstance(data, str):
        return Grant(data)
    return Grant(
        data["text"],
        data["amount"],
        data["unit"],
        data["option"],
        None if data["requested"] is None else facts[data["requested"]],
        None if data["when"] is None else read_expression(data["when"], facts),
    )
