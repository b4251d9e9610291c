"""Formulas in tests, and how they are calculated under a name."""

from __future__ import annotations

from units.syntax.offers import REQUIRE, Offer

FACTS = """weight  1..500 kg  "Weight"
before  1..500 kg  "Weight before"
height  50..250 cm  "Height"
gas     number mm Hg measured  "Gas\""""


def calculated(wrong: str, right: str, head: str, formula: str) -> Offer:
    """A test with a formula in it, and the test and the lines that take its place."""
    block = f"{head}\n  {formula}"
    return Offer("formula-in-test", f"{REQUIRE}  {wrong}", (f"`{right}`", block), f"{block}\n{REQUIRE}  {right}", FACTS)


def moved(wrong: str, right: str) -> Offer:
    """A test with a number on the wrong side."""
    return Offer("formula-in-test", f"{REQUIRE}  {wrong}", (f"`{right}`",), f"{REQUIRE}  {right}", FACTS)


FORMULAS = {
    one.wrong.splitlines()[1].strip(): one
    for one in (
        calculated(
            "weight / height / height >= 30 kg/m2",
            "weight_by_height_by_height >= 30 kg/m2",
            'calculated weight_by_height_by_height kg/m2 "Weight by height by height"',
            "weight / height / height",
        ),
        calculated(
            "weight-before >= 2 kg",
            "weight_minus_before >= 2 kg",
            'calculated weight_minus_before kg "Weight minus before"',
            "weight - before",
        ),
        calculated(
            "copd and weight + before >= 2",
            "copd and weight_plus_before >= 2 kg",
            'calculated weight_plus_before kg "Weight plus before"',
            "weight + before",
        ),
        calculated(
            "weight >= before * 2",
            "before_times_2 <= weight",
            'calculated before_times_2 kg "Before times 2"',
            "before * 2",
        ),
        calculated(
            "100 - 100 * weight / before from 3 to 5 %",
            "the_result from 3 to 5 %",
            'calculated the_result % "The result"',
            "100 - 100 * weight / before",
        ),
        calculated(
            "(weight + before) / 2 >= 80 kg",
            "the_result >= 80 kg",
            'calculated the_result kg "The result"',
            "weight / 2 + before / 2",
        ),
        calculated("60 - age > 5", "the_result > 5", 'calculated the_result "The result"', "60 - age"),
        moved("gas + 5 <= 60 mm Hg within the last 30 days", "gas <= 55 mm Hg within the last 30 days"),
        moved("weight - 0.5 > 80 kg", "weight > 80.5 kg"),
        moved("2 + age >= 65 and copd", "age >= 63 and copd"),
    )
}
