"""Calculated values: their formulas and units, vocabularies and variations, and what a document says of them."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest

from assent.analyse.questions.same import Differs
from assent.analyse.questions.sentences import prove_document
from assent.generate import TARGETS
from assent.language.expressions import Calculated
from assent.loading import compile_texts
from assent.pipeline import Compilation

POLICY = """policy knee "Knee surgery"
  version    1.0.0
  effective  2026-01-01
{uses}
facts
  packs   0..10 packs/day  "Packs a day"
  years   0..80 years      "Years smoked"
  weight  1..500 kg        "Weight"
  height  1..250 cm        "Height"
  before  0..500 lb        "Weight before"
  below   -5..-1           "Below zero"
  smoker  yes/no           "Smokes"
  visit   list of          "Visit"
    date      date         "Date"
    pressure  number mmHg  "Pressure"
{block}
require first "First"
  {test}
"""


def compiled(unit: str, formula: str, *, test: str = "x >= 1", uses: str = "", vocabulary: str = "") -> Compilation:
    block = f'calculated x {unit} "X"\n  {formula}\n' if formula else ""
    words = [vocabulary] if vocabulary else []
    text = POLICY.format(block=block, test=test, uses=uses)
    return compile_texts(text, path="p.assent", vocabularies=words, document=None)


def calculated(compilation: Compilation) -> Calculated:
    assert compilation.policy is not None, [one.message for one in compilation.diagnostics]
    (one,) = compilation.policy.calculated
    return one


@pytest.mark.parametrize(
    ("unit", "formula", "number"),
    [
        ("pack", "packs * years", 1),
        ("pack", "2 * packs * years / 4", Decimal("0.5")),
        ("kg/m2", "weight / height / height", 10_000),
        ("g/m2", "weight / height / height", 10_000_000),
        ("kg", "before", Decimal("0.45359237")),
        ("lb", "before / 3", Fraction(1, 3)),
        ("", "weight / weight", 1),
        ("%", "100 * before / weight", Decimal("45.359237")),
        ("", "-1 * weight / weight", -1),
    ],
)
def test_units_are_in_the_numbers(unit: str, formula: str, number: object) -> None:
    test = f"x >= 1 {unit}".strip()
    (product,) = calculated(compiled(unit, formula, test=test)).products
    assert product.number == number and type(product.number) is type(number)


@pytest.mark.parametrize(
    ("unit", "formula", "code"),
    [
        ("kg", "weight + height", "unit-of-formula"),
        ("kg/m2", "weight / height", "unit-of-formula"),
        ("", "weight", "unit-of-formula"),
        ("", "smoker * 2", "not-calculable"),
        ("", "visit * 2", "not-calculable"),
        ("", "2 * 3", "not-calculable"),
        ("", "weight / before", "divided-by-nothing"),
        ("", "below / latest visit.pressure", "divided-by-nothing"),
        ("", "below / 0", "divided-by-nothing"),
        ("", "unheard_of * 2", "unknown-name"),
    ],
)
def test_what_cannot_be_calculated(unit: str, formula: str, code: str) -> None:
    assert [one.code for one in compiled(unit, formula).diagnostics if one.is_error] == [code]


def test_what_is_never_0_divides() -> None:
    assert calculated(compiled("", "5 / below")).products[0].under


@pytest.mark.parametrize("order", [1, -1])
def test_no_value_is_calculated_of_a_calculated_one(order: int) -> None:
    blocks = ('calculated x kg "X"\n  weight\n', 'calculated y kg "Y"\n  x + weight\n')
    block = "\n".join(blocks[::order])
    text = POLICY.format(block=block, test="y >= 1 kg", uses="")
    found = compile_texts(text, path="p", vocabularies=(), document=None).diagnostics
    assert [(one.code, one.help) for one in found if one.is_error] == [
        ("not-calculable", "write its own formula here in its place")
    ]


def test_what_no_test_asks_about_is_left_out_and_warned_of() -> None:
    found = compiled("kg", "weight", test="smoker")
    assert [one.code for one in found.diagnostics if "calculat" in one.code] == ["unused-calculation"]
    assert found.policy is not None and not found.policy.calculated


def test_a_vocabulary_shares_what_is_calculated() -> None:
    shared = 'vocabulary shared "Shared"\n  mass  1..500 kg  "Mass"\n  calculated x kg "X"\n    2 * mass\n'
    found = compiled("", "", test="x >= 1 kg", uses="  uses shared\n", vocabulary=shared)
    assert [value.fact.name for value in calculated(found).values] == ["mass"]
    assert "mass" in [fact.name for fact in found.policy.facts] if found.policy else False


def test_a_variation_keeps_or_replaces_a_formula() -> None:
    base = POLICY.format(uses="", block='calculated x kg "X"\n  weight\n', test="x >= 1 kg")
    head = 'policy mine "Mine"\n  version 1.0.0\n  effective 2026-01-01\n  varies knee\n'
    add = 'exclude light "Light"\n  x < 3 kg\n'
    new = 'replace calculated x kg "X"\n  2 * weight\n'
    for text, number in ((head + add, 1), (head + new, 2)):
        found = compile_texts(text, path="p", vocabularies=(), document=None, bases=[base])
        assert calculated(found).products[0].number == number
        assert found.policy is not None
        tests = [clause.body for clause in found.policy.clauses]
        assert all(getattr(test, "operand", None) == found.policy.calculated[0] for test in tests)


@pytest.mark.parametrize(
    ("was", "instead"),
    [
        ("“Weight” in kg ÷ ", "“Weight” in kg × "),
        ("10000 × ", ""),
        (" ÷ “Height” in cm ÷ “Height” in cm", " ÷ “Height” in cm"),
        ("**Calculated, in kg/m2**", "**Calculated**"),
        (" − 20000 × ", " + 20000 × "),
    ],
)
def test_a_document_that_calculates_otherwise_is_refuted(was: str, instead: str) -> None:
    formula = "weight / height / height - 2 * weight / height / height"
    found = compiled("kg/m2", formula, test="x <= 35 kg/m2")
    assert found.policy is not None
    text = {key: text for target in TARGETS for key, text in target.emit(found.policy).items()}["policy.md"]
    as_written = prove_document(found.policy, text.encode(), generated=text)
    assert not [one for one in as_written if isinstance(one.answer, Differs)]
    assert was in text, text
    changed = prove_document(found.policy, text.replace(was, instead).encode(), generated=text)
    wrong = [one.what for one in changed if isinstance(one.answer, Differs)]
    assert "calculated x" in wrong


def test_a_window_after_a_calculated_value_is_told_of() -> None:
    found = compiled("kg", "weight * 1", test="x >= 1 kg within the last 30 days")
    (one,) = [one for one in found.diagnostics if one.is_error]
    assert one.code == "not-measured"
    assert one.message.startswith("`x` is a calculated value: it is worked out of other values")


@pytest.mark.parametrize(
    ("unit", "formula", "is_asked"),
    [
        ("kg", "weight * share", True),
        ("kg", "weight / share", True),
        ("%", "weight / before", True),
        ("%", "100 * weight / before", False),
        ("%", "100 - 100 * weight / before", False),
        ("kg", "weight * share / 100", False),
        ("%", "share - 5", False),
    ],
)
def test_a_percentage_in_a_formula_is_asked_about(unit: str, formula: str, is_asked: bool) -> None:
    text = POLICY.format(uses="", block=f'calculated x {unit} "X"\n  {formula}\n', test=f"x >= 1 {unit}")
    text = text.replace("  smoker", '  share   1..100 %         "Share"\n  smoker').replace(
        "before  0..500 lb", "before  1..500 kg"
    )
    found = compile_texts(text, path="p.assent", vocabularies=(), document=None)
    codes = [one.code for one in found.diagnostics]
    assert ("percent-in-formula" in codes) is is_asked
