"""The phrase table says what a person agreed to: `tests/golden/phrases.txt`, written by hand."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from itertools import takewhile
from pathlib import Path
from typing import Any

from assent.language.calendar import parse_day
from assent.language.expressions import (
    AllOf,
    AnyOf,
    Argument,
    AsOf,
    AtLeastOf,
    Calculated,
    Changed,
    Count,
    Elapsed,
    Expression,
    Extent,
    Fact,
    FactValue,
    FieldValue,
    LatestField,
    Not,
    Operand,
    Pattern,
    Product,
    Recent,
    Shifted,
)
from assent.language.expressions import Test as Asked
from assent.language.operators import OPERATORS, ArgumentKind, Kind, Operator, find
from assent.language.phrases import Phrase, condition_text, formula_text, label_of, phrase_of
from assent.language.types import EPISODE_FIELDS, Choice, Code, Collection, Date, Field, Number, YesNo
from assent.language.value_sets import ValueSet
from assent.language.values import Period

GOLDEN = Path(__file__).parents[2] / "golden" / "phrases.txt"

SCORE = Field("score", Number(), "Score")
RESULT = Field("result", Choice(("failed", "passed", "not_done")), "Result")
SLEEP_TEST = Fact("test", Collection((SCORE, RESULT, Field("date", Date(), "Date")), complete=True), "Sleep test")
ANY = FactValue(Fact("any", YesNo(), "Label"))


def golden(heading: str) -> list[list[str]]:
    """The rows of the golden file under a comment that begins so."""
    lines = GOLDEN.read_text(encoding="utf-8").splitlines()
    start = next(at for at, line in enumerate(lines) if line.startswith(f"# {heading}"))
    block = takewhile(lambda line: not line.startswith("#"), lines[start + 1 :])
    return [line.split(" | ") for line in block if line]


def columns(phrase: Phrase) -> list[str]:
    return [phrase.says, phrase.denies, phrase.needed()]


def test_every_operator_says_what_was_agreed() -> None:
    arguments: dict[str, Argument | Operand | None] = {
        "none": None,
        "number": Argument(4, "4"),
        "scale": Argument(3, "very_severe"),
        "choice": Argument("not_done", "not_done"),
        "code": Argument("M54.*", "M54.*"),
        "date": Argument(parse_day("2026-01-01") or 0, "2026-01-01"),
        "days": Argument(Period(12, "weeks"), "12 weeks"),
        "months": Argument(Period(6, "months"), "6 months"),
    }
    arguments["another"] = FieldValue(SCORE, 0)
    said = [[row.name, *columns(phrase_of(Asked(row, ANY, arguments[row.units or row.argument])))] for row in OPERATORS]
    assert said == golden("Operators")


def test_every_form_of_count_says_what_was_agreed() -> None:
    failed = is_result("failed")
    counts = [
        ("at least 1", Count(SLEEP_TEST, 1, None)),
        ("at least 2", Count(SLEEP_TEST, 2, None)),
        ("at most 1", Count(SLEEP_TEST, None, 1)),
        ("at most 2", Count(SLEEP_TEST, None, 2)),
        ("no", Count(SLEEP_TEST, None, 0)),
        ("exactly 2", Count(SLEEP_TEST, 2, 2)),
        ("1 to 2", Count(SLEEP_TEST, 1, 2)),
        ("at least 2 within the last 6 months", Count(SLEEP_TEST, 2, None, Period(6, "months"))),
        ("no within the last 1 year", Count(SLEEP_TEST, None, 0, Period(1, "years"))),
        ("at least 1 where result is failed", Count(SLEEP_TEST, 1, None, None, failed)),
        (
            "at least 12 within any 6 weeks within the last 12 months",
            Count(SLEEP_TEST, 12, None, Period(12, "months"), None, Pattern("within any", Period(6, "weeks"))),
        ),
        (
            "at most 4 within any 12 months per result",
            Count(SLEEP_TEST, None, 4, None, None, Pattern("within any", Period(12, "months")), 1),
        ),
        (
            "at least 3 no more than 4 months apart",
            Count(SLEEP_TEST, 3, None, None, None, Pattern("no more than apart", Period(4, "months"))),
        ),
        (
            "at least 2 at least 14 days apart",
            Count(SLEEP_TEST, 2, None, None, None, Pattern("at least apart", Period(14, "days"))),
        ),
        (
            "every at least 14 days apart",
            Count(SLEEP_TEST, None, 1, None, None, Pattern("closer than", Period(14, "days"))),
        ),
        (
            "every at least 14 days apart per result where result is failed",
            Count(SLEEP_TEST, None, 1, None, failed, Pattern("closer than", Period(14, "days")), 1),
        ),
    ]
    assert [[what, *columns(phrase_of(count))] for what, count in counts] == golden("Counts")
    assert all(phrase_of(count).label == "Sleep test" for _, count in counts)


def test_every_form_of_episodes_says_what_was_agreed() -> None:
    kind = Field("kind", Choice(("pt", "ot")), "Kind")
    therapy = Fact("therapy", Collection((*EPISODE_FIELDS, kind), complete=True, episodes=True), "Therapy")
    pt = Asked(row("choice", "is", "choice"), FieldValue(kind, 2), Argument("pt", "pt"))

    def lasting(symbol: str, length: Period, *extent: Any) -> Asked:
        found = find("extent", symbol, "period", "days" if length.days else "months")
        assert found is not None
        return Asked(found, Extent(therapy, *extent), Argument(length, str(length)))

    long = "at least 6 consecutive weeks of therapy with gaps of at most 3 days within the last 6 months"
    long += " where kind is pt"
    tests = [
        ("at least 6 weeks of therapy", lasting(">=", Period(6, "weeks"), None)),
        (
            "at most 1 month of therapy within the last 1 year",
            lasting("<=", Period(1, "months"), None, Period(1, "years")),
        ),
        ("at least 6 consecutive weeks of therapy", lasting(">=", Period(6, "weeks"), 0)),
        (long, lasting(">=", Period(6, "weeks"), 3, Period(6, "months"), pt)),
    ]
    assert [[what, *columns(phrase_of(test))] for what, test in tests] == golden("Episodes")


def test_every_condition_of_a_count_says_what_was_agreed() -> None:
    failed, not_done = is_result("failed"), is_result("not_done")
    enough = Asked(row("number", ">=", "number"), FieldValue(SCORE, 0), Argument(4, "4"))
    conditions: list[tuple[str, Expression]] = [
        ("result is failed", failed),
        ("not result is failed", Not(failed)),
        ("result is failed and score >= 4", AllOf((failed, enough))),
        ("not (result is failed and score >= 4)", Not(AllOf((failed, enough)))),
        ("at least 2 of (result is failed, score >= 4, result is not_done)", AtLeastOf(2, (failed, enough, not_done))),
        (
            "not at least 2 of (result is failed, score >= 4, result is not_done)",
            Not(AtLeastOf(2, (failed, enough, not_done))),
        ),
        ("(result is failed or result is not_done) and score >= 4", AllOf((AnyOf((failed, not_done)), enough))),
    ]
    assert [[what, condition_text(condition)] for what, condition in conditions] == golden("The condition")


def test_the_latest_elements_field_says_what_was_agreed() -> None:
    score = Asked(row("number", ">=", "number"), LatestField(SLEEP_TEST, SCORE, 0), Argument(4, "4"))
    result = Asked(row("choice", "is", "choice"), LatestField(SLEEP_TEST, RESULT, 1), Argument("failed", "failed"))
    first = replace(score, operand=LatestField(SLEEP_TEST, SCORE, 0, earliest=True))
    half, failed = Period(6, "months"), is_result("failed")
    some = replace(score, operand=LatestField(SLEEP_TEST, SCORE, 0, window=half, where=failed))
    tests = (
        ("latest test.score >= 4", score),
        ("earliest test.score >= 4", first),
        ("latest test.score >= 4 within the last 6 months where result is failed", some),
        ("latest test.result is failed", result),
    )
    said = [[what, label_of(test.operand), *columns(phrase_of(test))] for what, test in tests]
    assert said == golden("The latest")


def test_a_measured_value_says_what_was_agreed() -> None:
    score = Recent(Fact("score", Number(), "Score", measured=True), Period(30, "days"))
    smokes = Recent(Fact("smokes", YesNo(), "Smokes", not_done=True, measured=True), Period(1, "months"))
    tests = (
        ("score >= 4 within the last 30 days", Asked(row("number", ">=", "number"), score, Argument(4, "4"))),
        ("smokes within the last 1 month", Asked(row("yes/no", "", "none"), smokes)),
    )
    said = [[what, label_of(test.operand), *columns(phrase_of(test))] for what, test in tests]
    assert said == golden("A measured value")


def test_a_calculated_value_says_what_was_agreed() -> None:
    score, weight = FactValue(Fact("score", Number(), "Score")), FactValue(Fact("weight", Number(unit="kg"), "Weight"))
    products = (
        Product(1, (weight, score)),
        Product(-2, (), (weight,)),
        Product(Fraction(1, 3), (score,)),
        Product(Decimal("0.50")),
    )
    value = Calculated("sum", "Sum", "kg", products)
    tests = (("sum >= 4 kg", Asked(row("number", ">=", "number"), value, Argument(4, "4 kg"))),)
    said = [[what, formula_text(value), *columns(phrase_of(test))] for what, test in tests]
    assert said == golden("A calculated value")
    assert formula_text(Calculated("x", "X", "", (Product(-1, (score,)),))) == "−“Score”"


def test_a_value_set_says_what_was_agreed() -> None:
    diagnosis = FactValue(Fact("diagnosis", Code("ICD10"), "Diagnosis"))
    back = ValueSet("back", "Low back pain", "ICD10", ("M51.26", "M54.5*"))
    tests = [
        (
            f"diagnosis {symbol} in back",
            Asked(row("code", symbol, "code"), diagnosis, Argument(back.pattern, back.words)),
        )
        for symbol in ("is", "is not")
    ]
    assert [[what, *columns(phrase_of(test))] for what, test in tests] == golden("A code in a value set")


def test_a_value_held_against_another_says_what_was_agreed() -> None:
    score, baseline = (FactValue(Fact(name.lower(), Number(), name)) for name in ("Score", "Baseline"))
    visit, surgery = (FactValue(Fact(name.lower(), Date(), name)) for name in ("Visit", "Surgery"))
    tests = [
        ("score >= baseline", Asked(row("number", ">=", "number"), score, baseline)),
        ("score is baseline", Asked(row("number", "is", "number"), score, baseline)),
        ("score < latest test.score", Asked(row("number", "<", "number"), score, LatestField(SLEEP_TEST, SCORE, 0))),
        ("visit before surgery", Asked(row("date", "<", "date"), visit, surgery)),
        (
            "visit at least 6 months before surgery",
            Asked(row("date", "<=", "date"), visit, Shifted(surgery, Period(6, "months"))),
        ),
        (
            "visit more than 2 weeks ago",
            Asked(row("date", "<", "date"), visit, Shifted(AsOf(), Period(2, "weeks"))),
        ),
        (
            "years since surgery >= 50",
            Asked(row("number", ">=", "number"), Elapsed("years", surgery), Argument(50, "50 years")),
        ),
        (
            "score at least 50 % below baseline",
            Asked(row("number", "<=", "number"), score, Changed(baseline, 50, False, True, "50 %")),
        ),
        (
            "score at most 2 above baseline",
            Asked(row("number", "<=", "number"), score, Changed(baseline, 2, True, False, "2")),
        ),
    ]
    assert [[what, *columns(phrase_of(test))] for what, test in tests] == golden("A value held")


def test_no_two_tests_of_one_kind_of_fact_say_the_same() -> None:
    for kind in {row.takes for row in OPERATORS}:
        rows = {(row.symbol, row.phrase) for row in OPERATORS if row.takes == kind}
        assert len(rows) == len({phrase for _, phrase in rows})


def is_result(option: str) -> Asked:
    return Asked(row("choice", "is", "choice"), FieldValue(RESULT, 1), Argument(option, option))


def row(kind: Kind, symbol: str, argument: ArgumentKind) -> Operator:
    found = find(kind, symbol, argument)
    assert found is not None
    return found
