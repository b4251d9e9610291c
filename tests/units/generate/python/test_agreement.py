"""The generated checker says what the interpreter says: for every operator, every kind of expression, every verb."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from itertools import product
from typing import Any

import pytest

from assent.evaluate import decide as reference
from assent.language.calendar import format_day
from assent.language.expressions import (
    AllOf,
    AnyOf,
    Argument,
    AtLeastOf,
    Count,
    Expression,
    Fact,
    FactValue,
    FieldValue,
    LatestField,
    Named,
    Not,
)
from assent.language.expressions import Test as Asks
from assent.language.operators import OPERATORS, Operator
from assent.language.operators.done import DONE
from assent.language.operators.done import KINDS as DONE_KINDS
from assent.language.policy import Clause, Definition, Policy, Verb
from assent.language.types import (
    DATED_FIELDS,
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
from assent.language.values import Period
from deciding import checker_text, interpreted, load
from every_type import FACTS, day, policy
from stated import ACCEPTED, REJECTED

AS_OF = day("2026-08-31")
OPTIONS = ("none", "mild", "severe")


def dates(*days: int) -> list[str]:
    return [format_day(day) for day in days]


# For each kind of operand: its type, the arguments to try, and values on both sides of them.
Tried = tuple[Type, list[Argument | FactValue | None], list[Any]]
KINDS: dict[tuple[str, str, str], Tried] = {
    ("yes/no", "none", ""): (YesNo(), [None], [True, False]),
    ("document", "none", ""): (Document(), [None], [False, *dates(AS_OF - 1, AS_OF, AS_OF + 1)]),
    ("number", "number", ""): (
        Number(0, 10),
        [Argument(4, "4"), Argument(Decimal("4.50"), "4.50"), Argument(Decimal("5.0"), "5.0")],
        [3, 4, 5, Decimal("4.49"), Decimal("4.5"), 4.51, Decimal("5.00"), 10],
    ),
    ("scale", "scale", ""): (Scale(OPTIONS), [Argument(1, "mild")], list(OPTIONS)),
    ("choice", "choice", ""): (Choice(OPTIONS), [Argument("mild", "mild")], list(OPTIONS)),
    ("code", "code", ""): (
        Code("ICD10"),
        [Argument("M54.5", "M54.5"), Argument("M54*", "M54*")],
        ["M54", "M54.5", "M54.50", "M55"],
    ),
    ("date", "date", ""): (
        Date(),
        [Argument(day("2026-02-28"), "2026-02-28")],
        dates(*range(AS_OF - 186, AS_OF - 180)),
    ),
    ("date", "period", "days"): (Date(), [Argument(Period(12, "weeks"), "12 weeks")], dates(AS_OF - 85, AS_OF - 84)),
    ("date", "period", "months"): (
        Date(),
        [Argument(Period(6, "months"), "6 months"), Argument(Period(1, "years"), "1 year")],
        [*dates(AS_OF - 366, AS_OF - 365, AS_OF, AS_OF + 1), "2026-02-27", "2026-02-28"],
    ),
    ("duration", "period", "days"): (
        DurationType(),
        [Argument(Period(12, "weeks"), "12 weeks"), Argument(Period(89, "days"), "89 days")],
        ["83 days", "12 weeks", "12.5 weeks", "89 days", "2 months", "3 months", {"from": format_day(AS_OF - 84)}],
    ),
    ("duration", "period", "months"): (
        DurationType(),
        [Argument(Period(3, "months"), "3 months")],
        ["88 days", "89 days", "92 days", "93 days", "3 months", "2 months", {"from": "2026-05-31"}],
    ),
}
KINDS["document", "period", "days"] = (
    Document(),
    KINDS["date", "period", "days"][1],
    [False, *dates(AS_OF - 85, AS_OF)],
)
KINDS["document", "period", "months"] = (
    Document(),
    KINDS["date", "period", "months"][1],
    [False, "2026-02-27", "2026-02-28", *dates(AS_OF, AS_OF + 1)],
)
OTHER = FactValue(Fact("other", Choice(OPTIONS), "Other"))
OTHER_CODE = FactValue(Fact("other", Code("ICD10"), "Other"))
# What is held against another value, which requests state too.
BESIDE: dict[str, tuple[FactValue, list[Any]]] = {
    "number": (FactValue(Fact("other", Number(0, 10), "Other")), [None, 4, Decimal("4.5")]),
    "scale": (FactValue(Fact("other", Scale(OPTIONS), "Other")), [None, *OPTIONS]),
    "choice": (OTHER, [None, *OPTIONS]),
    "code": (OTHER_CODE, [None, "M54.5", "M54"]),
    "date": (FactValue(Fact("other", Date(), "Other")), [None, *dates(AS_OF - 183, AS_OF + 3)]),
}
KINDS |= {(kind, "none", ""): (KINDS[kind, kind, ""][0], [None], KINDS[kind, kind, ""][2]) for kind in DONE_KINDS[1:]}
KINDS["choice", "another", ""] = (Choice(OPTIONS), [OTHER], list(OPTIONS))
KINDS["code", "another", ""] = (Code("ICD10"), [OTHER_CODE], ["M54", "M54.5", "M55"])
VERBS: tuple[Verb, ...] = ("require", "exclude", "review", "submit")


def every_verb(body: Expression) -> tuple[Clause, ...]:
    """A clause of each verb about the same body, and with its negation."""
    clauses = [Clause(f"{verb}_it", verb, f"{verb} it", "Criteria", body) for verb in VERBS]
    return (*clauses, Clause("submit_otherwise", "submit", "otherwise", "Criteria", Not(body)))


def agree(policy: Policy, requests: list[Any], *, whole: int = 1) -> None:
    """The interpreter and the generated checker decide each request alike; every `whole`th one in every word."""
    checker, decide = load(checker_text(policy)), interpreted(policy)
    for at, request in enumerate(requests):
        if at % whole:
            outcome = reference.outcome(policy, request)
            assert (checker.outcome(request), checker.decide(request).outcome) == (outcome, outcome), request
            continue
        expected = decide(request)
        assert checker.decide(request).to_json() == expected, request
        if expected["rejected"] is None:
            assert checker.outcome(request) == expected["outcome"], request
        else:
            with pytest.raises(checker.Rejected) as rejected:
                checker.outcome(request)
            faults = [{"path": path, "message": message} for path, message in rejected.value.faults]
            assert faults == expected["rejected"]


def stating(**facts: Any) -> dict[str, Any]:
    return {"as_of": format_day(AS_OF), "facts": facts}


def alone(clause: Clause, facts: tuple[Fact, ...], definitions: tuple[Definition, ...] = ()) -> Policy:
    """A policy of one clause, so that its own effect is the outcome."""
    made = policy(facts=facts, clauses=(clause,))
    return replace(made, definitions=definitions)


# How long episodes last is no value of a fact: the conformance data and the random policies have it.
OF_FACTS = [row for row in OPERATORS if row.takes != "extent"]
OF_FIELDS = [row for row in OF_FACTS if row.takes != "document"]


LITERAL = ("choice", "code", "period", "none")
BESIDE_ROWS = [row for row in OPERATORS if row.takes in BESIDE and row.argument not in LITERAL]


@pytest.mark.parametrize("row", BESIDE_ROWS, ids=lambda row: row.name)
def test_each_operator_against_another_value(row: Operator) -> None:
    type, _, values = KINDS[row.takes, row.argument, row.units]
    other, others = BESIDE[row.takes]
    fact = Fact("asked", type, "Asked")
    assert not isinstance(type, Judgement | Document | Collection)
    fields = (Field("at", type, "At"), Field("date", Date(), "Date"))
    account = Fact("account", Collection(fields, complete=True), "Account")
    latest = LatestField(account, fields[0], 0)
    stated = [
        stating(asked=value, other=one, account=listed)
        for value, one in product((None, *values), others)
        for listed in (None, [], [{"at": value, "date": format_day(AS_OF)}, {"at": values[0]}])
    ]
    for body in (
        Asks(row, FactValue(fact), other),
        Asks(row, latest, other),
        Asks(row, other, latest),
        Count(account, 1, None, None, Asks(row, FieldValue(fields[0], 0), other)),
        Count(account, None, 0, None, Not(Asks(row, FieldValue(fields[0], 0), latest))),
    ):
        agree(policy(facts=(fact, other.fact, account), clauses=every_verb(body)), stated)


@pytest.mark.parametrize("row", OF_FACTS, ids=lambda row: row.name)
def test_each_operator_on_a_fact(row: Operator) -> None:
    type, arguments, values = KINDS[row.takes, row.argument, row.units]
    fact = Fact("asked", type, "Asked", not_done=row.symbol == DONE)
    values = [*values, "not done"] if fact.not_done else values
    requests = [stating(), *(stating(asked=value) for value in values)]
    facts = (fact, arguments[0].fact) if isinstance(arguments[0], FactValue) else (fact,)
    for clause in every_verb(Asks(row, FactValue(fact), arguments[0])):
        agree(alone(clause, facts), requests)
    for argument in arguments[1:]:
        agree(alone(every_verb(Asks(row, FactValue(fact), argument))[0], facts), requests)


@pytest.mark.parametrize(
    "row", [row for row in OPERATORS if row.takes not in ("document", "extent")], ids=lambda row: row.name
)
def test_each_operator_on_a_field_of_an_element(row: Operator) -> None:
    type, arguments, values = KINDS[row.takes, row.argument, row.units]
    assert not isinstance(type, Judgement | Document | Collection)
    fields = (Field("at", type, "At", not_done=row.symbol == DONE), Field("date", Date(), "Date"))
    values = [*values, "not done"] if fields[0].not_done else values
    days = (None, *dates(AS_OF - 400, AS_OF - 10, AS_OF + 1))
    elements = [[{"at": value, "date": date}] for value, date in product((*values, None), days)]
    pairs = [[{"at": value, "date": days[2]}, {"at": values[0], "date": date}] for value in values for date in days]
    requests = [stating(), stating(asked=[]), *(stating(asked=one) for one in (*elements, *pairs))]
    for argument in arguments:
        asked = Asks(row, FieldValue(fields[0], 0), argument)
        account, evidence = (Fact("asked", Collection(fields, complete), "Asked") for complete in (True, False))
        for fact, body in (
            (evidence, Count(evidence, 1, None, Period(12, "months"), asked)),
            (account, Count(account, 1, 1, Period(12, "months"), Not(asked))),
            (account, Asks(row, LatestField(account, fields[0], 0), argument)),
        ):
            others = (argument.fact,) if isinstance(argument, FactValue) else ()
            agree(policy(facts=(fact, *others), clauses=every_verb(body)[::3]), requests)


@pytest.mark.parametrize("complete", [True, False])
@pytest.mark.parametrize("window", [None, Period(2, "weeks"), Period(6, "months")], ids=str)
def test_counts_and_windows(window: Period | None, complete: bool) -> None:
    fact = Fact("asked", Collection(DATED_FIELDS, complete, plain=True), "Asked")
    undated = Fact("asked", Collection((Field("kind", Choice(OPTIONS), "Kind"),), complete), "Asked")
    days = [*dates(AS_OF - 15, AS_OF - 14, AS_OF, AS_OF + 1), "2026-02-27", "2026-02-28"]
    stated: list[list[Any]] = [[], *([one] for one in days), days, [{}], [{}, days[2]], [{}, {}, {}], [days[2]] * 3]
    bounds = [(1, None), (2, None), (3, None), *([(None, 0), (None, 2), (1, 2), (2, 2), (0, 0)] if complete else [])]
    for low, high in bounds:
        clause = every_verb(Count(fact, low, high, window))[0 if low else 3]
        agree(alone(clause, (fact,)), [stating(), *(stating(asked=one) for one in stated)])
        if window is None:
            clause = every_verb(Count(undated, low, high))[0]
            agree(alone(clause, (undated,)), [stating(asked=[{}] * many) for many in range(4)])


HOLDS = next(row for row in OPERATORS if row.name == "holds")
PLAIN = tuple(Fact(name, YesNo(), name.upper()) for name in "abc")
JUDGED = tuple(Fact(name, Judgement(), name.upper()) for name in "xy")
A, B, C, X, Y = (Asks(HOLDS, FactValue(fact)) for fact in (*PLAIN, *JUDGED))
SHAPES: dict[str, Expression] = {
    "leaf": A,
    "judgement": X,
    "not": Not(X),
    "all, mixed": AllOf((A, X)),
    "any, mixed": AnyOf((A, X)),
    "any of all": AnyOf((AllOf((A, X)), AllOf((B, Y)))),
    "all of any": AllOf((AnyOf((A, Not(X))), AnyOf((B, Y)))),
    "not, pushed in": Not(AllOf((AnyOf((A, X)), Not(AnyOf((B, AllOf((C, Y)))))))),
    "at least": AtLeastOf(2, (A, B, X)),
    "at least, nested": AnyOf((AtLeastOf(2, (A, AllOf((B, X)), Not(Y))), C)),
    "a definition": Named("defined"),
    "not a definition": Not(Named("defined")),
    "a definition among others": AllOf((C, AnyOf((Named("defined"), Y)))),
    "nothing to meet": AllOf(()),
    "nothing that meets": AnyOf(()),
    "judgements alone": AtLeastOf(1, (X, Y)),
}
DEFINED = {"mixed": AnyOf((B, AllOf((A, X)))), "judged": Not(X), "stated": AllOf((A, B))}


@pytest.mark.parametrize("verb", VERBS)
@pytest.mark.parametrize("shape", SHAPES)
def test_each_shape_with_every_combination_of_truths(shape: str, verb: Verb) -> None:
    combinations = list(product((True, False, None), repeat=5))
    requests = [
        stating(
            **dict(zip("abc", stated[:3], strict=True)),
            **{name: {"value": value, "by": "A. B."} for name, value in zip("xy", stated[3:], strict=True)},
        )
        for stated in combinations
    ]
    defined = DEFINED if "definition" in shape else {"stated": DEFINED["stated"]}
    for body in defined.values():
        for unless in (None, AnyOf((C, X))):
            clause = Clause("only", verb, "Only", "Criteria", SHAPES[shape], unless)
            definitions = (Definition("defined", "Defined", body),)
            agree(alone(clause, (*PLAIN, *JUDGED), definitions), requests[:: 1 if unless is None else 5], whole=9)


def test_clauses_that_name_clauses() -> None:
    clauses = (
        Clause("first", "require", "First", "Criteria", A, unless=X),
        Clause("second", "exclude", "Second", "Criteria", Not(Named("first"))),
        Clause("third", "submit", "Third", "Criteria", AnyOf((Named("first"), Named("second"), B))),
        Clause("fourth", "review", "Fourth", "Criteria", AllOf((Named("third"), Y))),
    )
    requests = [
        stating(a=a, b=b, x={"value": x, "by": "A. B."}, y={"value": y, "by": "A. B."})
        for a, b, x, y in product((True, False, None), repeat=4)
    ]
    agree(policy(facts=(*PLAIN, *JUDGED), clauses=clauses), requests)


def test_every_value_is_read_alike() -> None:
    made = policy(valid=Period(3, "months"))
    stated = [(name, value) for name, value, *_ in (*ACCEPTED, *REJECTED)]
    whole = {fact.name: None for fact in FACTS}
    requests = [{"as_of": "2026-03-15", "facts": {name: value}} for name, value in stated]
    requests += [{"as_of": "2026-03-15", "facts": whole | {name: value}} for name, value in stated]
    agree(made, requests)


@pytest.mark.parametrize(
    "around",
    [
        {"as_of": "2026-03-15"},
        {"as_of": "2026-03-15", "id": "R-1"},
        {"as_of": "2026-03-15", "id": 7, "policy": "hand_made"},
        {"as_of": "2026-03-15", "id": "\ud800"},
        {"as_of": "2026-03-15", "id": True},
        {"as_of": "2026-03-15", "policy": "another"},
        {"as_of": "2026-03-15", "policy": 5},
        {"as_of": "2026-03-15", "polcy": "hand_made"},
        {"as_of": "2025-12-31"},
        {"as_of": "2026-01-01"},
        {"as_of": "2026-12-31"},
        {"as_of": "2027-01-01"},
        {"as_of": "20260315"},
        {"as_of": "2026-W11-7"},
        {"as_of": "2026-3-15"},
        {"as_of": "2026-02-30"},
        {"as_of": day("2026-03-15")},
        {"as_of": None},
        {},
    ],
    ids=str,
)
def test_what_stands_around_the_facts_is_read_alike(around: dict[str, Any]) -> None:
    made = policy(until="2026-12-31")
    whole = {fact.name: None for fact in FACTS}
    swapped = {("prgnant" if name == "pregnant" else name): None for name in whole}
    for facts in ({}, whole, swapped, {"pregnant": True, "pian": 3}, whole | {"pian": 3}, {5: 1}, None, [], "x"):
        agree(made, [{**around, "facts": facts}])
    agree(made, [around, None, 5, "x", [], [around]])


class Contradicts(dict[str, Any]):
    """A mapping that holds one thing and hands out another."""

    def get(self, key: str, default: Any = None) -> Any:
        return True if key == "pregnant" else super().get(key, default)


@pytest.mark.parametrize("facts", [{}, {"pregnant": False}], ids=str)
def test_facts_that_contradict_themselves_are_read_alike(facts: dict[str, Any]) -> None:
    clause = Clause("never", "exclude", "Never", "Section", Asks(HOLDS, FactValue(FACTS[0])))
    assert FACTS[0].name == "pregnant"
    agree(policy(clauses=(clause,)), [{"as_of": "2026-03-15", "facts": Contradicts(facts)}])


@pytest.mark.parametrize("many", [0, 1, 2])
def test_policies_of_few_facts(many: int) -> None:
    facts = FACTS[:many]
    requests = [
        {"as_of": "2026-03-15", "facts": stated} for stated in ({}, {"pregnant": True}, {"pian": 1}, {"necessary": 1})
    ]
    agree(policy(facts=facts), requests)


@pytest.mark.parametrize("valid", [Period(90, "days"), Period(3, "months"), Period(1, "years"), None], ids=str)
def test_how_long_an_approval_is_valid(valid: Period | None) -> None:
    made = policy(effective="2020-01-01", valid=valid)
    days = ("2026-11-30", "2028-02-29", "9999-09-30", "9999-10-01", "9999-10-02", "9998-12-31", "9999-12-31")
    agree(made, [{"as_of": as_of, "facts": {}} for as_of in days])
