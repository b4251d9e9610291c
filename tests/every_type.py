"""A policy with a fact of every type, made by hand: what reads requests is tested without the compiler."""

from __future__ import annotations

from decimal import Decimal

from assent.language.calendar import parse_day
from assent.language.expressions import AllOf, AnyOf, Fact
from assent.language.policy import Authorization, Clause, Policy, Section
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
    YesNo,
)
from assent.language.values import Period

VISIT = (
    Field("kind", Choice(("office", "home")), "Kind"),
    Field("score", Number(0, 10), "Score"),
    Field("stay", DurationType(), "Stay"),
    Field("date", Date(), "Date"),
    Field("useful", YesNo(), "Useful"),
)
FACTS = (
    Fact("pregnant", YesNo(), "Pregnant"),
    Fact("necessary", Judgement(), "Necessary"),
    Fact("own_view", Judgement("provider"), "The provider's view"),
    Fact("review_view", Judgement("reviewer"), "The reviewer's view"),
    Fact("score", Number(0, 10), "Score"),
    Fact("ratio", Number(Decimal("0.1"), Decimal("0.35")), "Ratio"),
    Fact("bmi", Number(unit="kg/m2"), "Body mass index"),
    Fact("weight", Number(0, 500, "kg"), "Weight"),
    Fact("visits", Number(0, 10, whole=True), "Visits"),
    Fact("points", Number(unit="points", whole=True), "Points"),
    Fact("level", Scale(("none", "mild", "moderate")), "Level"),
    Fact("side", Choice(("left", "right")), "Side"),
    Fact("diagnosis", Code("ICD10"), "Diagnosis"),
    Fact("own_code", Code("LOCAL"), "Own code"),
    Fact("onset", Date(), "Onset"),
    Fact("report", Document(), "Report"),
    Fact("care", DurationType(), "Care"),
    Fact("xray", Collection(DATED_FIELDS, complete=False, plain=True), "X-ray set"),
    Fact("visit", Collection(VISIT, complete=True), "Visit"),
)
TYPES = {fact.name: fact.type for fact in FACTS}


def day(text: str) -> int:
    """The day of a date."""
    found = parse_day(text)
    assert found is not None
    return found


def policy(
    *,
    facts: tuple[Fact, ...] = FACTS,
    clauses: tuple[Clause, ...] = (),
    effective: str = "2026-01-01",
    until: str | None = None,
    valid: Period | None = None,
) -> Policy:
    """A policy that requires nothing, unless clauses are given."""
    return Policy(
        id="hand_made",
        title="Hand made",
        version="1.0.0",
        effective=day(effective),
        until=None if until is None else day(until),
        procedures=(),
        source="",
        vocabularies=(),
        facts=facts,
        overview=None,
        definitions=(),
        sections=(Section("Criteria", clauses),) if clauses else (),
        untested=(),
        authorization=None if valid is None else Authorization("Authorization", valid),
        notice=None,
    )


MET, NOT_MET = AllOf(()), AnyOf(())
