"""Units as clinicians write them, and exact conversion: factors by hand, from tables of weights and measures."""

from __future__ import annotations

import subprocess
import sys
from decimal import Decimal
from fractions import Fraction

import pytest

from assent.language.exact import exact, exact_text
from assent.language.units import COMMON, conversion, conversions, may_be_known, measured


@pytest.mark.parametrize(
    ("given", "wanted", "factor", "offset"),
    [
        ("lb", "kg", Fraction(45359237, 10**8), 0),
        ("oz", "g", Fraction(45359237, 10**8) * 1000 / 16, 0),
        ("in", "cm", Fraction(254, 100), 0),
        ("ft", "cm", Fraction(3048, 100), 0),
        ("mg", "kg", Fraction(1, 10**6), 0),
        ("mcg", "µg", 1, 0),
        ("ug", "μg", 1, 0),
        ("mmHg", "mm Hg", 1, 0),
        ("mm Hg", "kPa", Fraction("13.5951") * Fraction("9.80665") / 1000, 0),
        ("cm H2O", "kPa", Fraction("0.0980665"), 0),
        ("cmH2O", "kPa", Fraction("0.0980665"), 0),
        ("g/L", "mg/dL", 100, 0),
        ("ng/mL", "µg/L", 1, 0),
        ("µmol/L", "mmol/L", Fraction(1, 1000), 0),
        ("mIU/L", "µIU/mL", 1, 0),
        ("mEq/L", "Eq/L", Fraction(1, 1000), 0),
        ("kg/m^2", "kg/m2", 1, 0),
        ("mL/min/1.73m2", "mL/min/1.73 m2", 1, 0),
        ("L/min", "mL/s", Fraction(1000, 60), 0),
        ("mg/day", "mg/week", 7, 0),
        ("mg/kg/day", "mcg/kg/min", Fraction(1000, 1440), 0),
        ("visits/week", "visits/day", Fraction(1, 7), 0),
        ("x10^9/L", "x10^3/µL", 1, 0),
        ("°F", "°C", Fraction(5, 9), -Fraction(160, 9)),
        ("C", "°F", Fraction(9, 5), 32),
        ("kcal", "kJ", Fraction("4.184"), 0),
        ("mSv", "Sv", Fraction(1, 1000), 0),
    ],
)
def test_a_unit_becomes_another_of_its_dimension(
    given: str, wanted: str, factor: Fraction | int, offset: Fraction | int
) -> None:
    how = conversion(given, wanted)
    assert how is not None
    assert (how.factor, how.offset) == (factor, offset)


@pytest.mark.parametrize(
    ("given", "wanted"),
    [
        ("kg", "cm"),
        ("mmol/L", "mg/dL"),
        ("points", "visits"),
        ("points", "mm"),
        ("point", "points"),
        ("%", "kg"),
        ("", "kg"),
        ("kg", ""),
        ("month", "weeks"),
        ("years", "days"),
        ("IU", "U"),
        ("Gy", "Sv"),
        ("KG", "kg"),
        ("mg/month", "mg/week"),
        ("kg/m2", "kg/m"),
    ],
)
def test_what_does_not_measure_the_same_is_not_converted(given: str, wanted: str) -> None:
    assert conversion(given, wanted) is None


def test_a_value_is_converted_exactly() -> None:
    pounds, kilograms = conversion("lb", "kg"), conversion("kg", "lb")
    assert pounds is not None and kilograms is not None
    assert pounds.of(330) == Decimal("149.6854821")
    assert kilograms.of(100) == Fraction(10**10, 45359237)
    assert pounds.of(kilograms.of(Decimal("0.3"))) == Decimal("0.3")
    assert isinstance(pounds.of(100_000_000), int)


def test_every_common_unit_is_known_and_is_one_that_may_be_stated_for_itself() -> None:
    for unit in COMMON:
        assert may_be_known(unit), unit
        assert all(conversions(other).get(unit) is not None for other in conversions(unit)), unit


@pytest.mark.parametrize("unit", ["points", "%", "visits", "", "x", "(a|b)", "</script>", "10^9/L", "$", "a/b/c"])
def test_a_unit_that_nobody_knows_is_its_own(unit: str) -> None:
    assert conversions(unit) == {}
    assert conversion(unit, unit) is not None


def test_what_is_measured() -> None:
    assert measured("mg/dL") == "gram/meter3"
    assert measured("mmol/L") == "mole/meter3"
    assert measured("points") == "points"


@pytest.mark.parametrize(
    ("number", "found", "text"),
    [
        (Fraction(4, 2), 2, "2"),
        (Fraction(1, 8), Decimal("0.125"), "0.125"),
        (Fraction(-3, 1000), Decimal("-0.003"), "-0.003"),
        (Fraction(1, 3), Fraction(1, 3), "about 0.333333"),
        (Fraction(20_000_000, 3), Fraction(20_000_000, 3), "about 6666667"),
        (Fraction(-1, 3000), Fraction(-1, 3000), "about -0.000333333"),
        (Fraction(9_999_999, 30_000_000), Fraction(3333333, 10**7), "0.3333333"),
        (Fraction(299_999_999, 3), Fraction(299_999_999, 3), "about 100000000"),
    ],
)
def test_a_number_in_the_plainest_type_that_holds_it(number: Fraction, found: object, text: str) -> None:
    assert exact(number) == found
    assert exact_text(exact(number)) == text
    assert type(exact(number)) is type(found) or isinstance(found, Fraction)


def test_the_library_is_loaded_only_where_a_unit_is_converted() -> None:
    program = (
        "import sys; from assent import compile_text; "
        'text = \'policy p "P"\\n  version 1\\n  effective 2026-01-01\\nfacts\\n  w number kg "W"\\n'
        'require r "R"\\n  w >= 3 {}\\n\'; '
        "policy = compile_text(text.format('kg')).policy; assert 'pint' not in sys.modules; "
        "compile_text(text.format('lb')); assert 'pint' in sys.modules"
    )
    subprocess.run([sys.executable, "-c", program], check=True)
