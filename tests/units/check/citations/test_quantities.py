"""Quantities read from prose."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assent.check.citations.quantities import Quantity, quantities_in

# (what is written, what is read): ">=12 weeks", ">3", "4..6 weeks", "=90 days" where no way is said, "w" for a window.
READ = [
    ("must be treated for at least 12 weeks prior to it", [">=12 weeks"]),
    ("persist for a minimum of 6 weeks", [">=6 weeks"]),
    ("Pain scales (NRS 0-10) must be 4 or higher", [">=4"]),
    ("Two or more sets, the last within the last 6 months.", [">=2", "w<=6 months"]),
    ("One or two sets", ["1..2"]),
    ("at least one option (e.g., NSAIDs) in the past 12 months", [">=1", "w<=12 months"]),
    ("valid for 90 days from the date", ["=90 days"]),
    ("no more than 20 visits per year", ["<=20"]),
    ("up to 12 visits in 90 days", ["<=12", "=90 days"]),
    ("less than 5 mg/dL", ["<5 mg/dl"]),
    ("between 5 and 14", ["5..14"]),
    ("age 18 to 64", ["18..64 years"]),
    ("aged 50 through 77 years", ["50..77 years"]),
    ("12 weeks or longer", [">=12 weeks"]),
    ("more than 3", [">3"]),
    ("at most ten", ["<=10"]),
    ("18 years of age or older", [">=18 years"]),
    ("over 65 years of age", [">65 years"]),
    ("pain for over 6 weeks", [">6 weeks"]),
    ("12 visits over 6 weeks", ["=12", "=6 weeks"]),
    ("over the last 6 months", ["w<=6 months"]),
    ("pain for the past 6 months", ["=6 months"]),
    ("for at least the past 6 months", [">=6 months"]),
    ("within the past year", ["w<=1 years"]),
    ("at least a year", [">=1 years"]),
    ("BMI of 40 kg/m2 or more, or 35-39", [">=40 kg/m2", "35..39"]),
    ("BMI ≥ 40 and < 50", [">=40", "<50"]),
    ("A1c > 7.5%", [">7.5 %"]),
    ("at least 50 percent relief", [">=50 %"]),
    ("ninety (90) days", ["=90 days"]),
    ("six (6) or more weeks", [">=6 weeks"]),
    ("a minimum of three (3) visits within 60 days", [">=3", "<=60 days"]),
    ("2 of 4 modalities", ["=2"]),
    ("at least two of the following", [">=2"]),
    ("one of the following criteria", ["=1"]),
    ("one or more of the following", [">=1"]),
    ("a 12-week course", ["=12 weeks"]),
    ("grade 3 or higher", [">=3"]),
    ("a score of 4 out of 10 or higher", [">=4"]),
    ("at least 4/10", [">=4"]),
    ("strength 0 to 2 of 5 at L5", ["0..2"]),
    ("T-score of -2.5 or lower", ["<=-2.5"]),
    ("20 pack-years or more", [">=20 pack-years"]),
    ("2½ weeks", ["=2.5 weeks"]),
    ("the 95th percentile", ["=95 percentile"]),
    ("should not exceed 20 visits", ["<=20"]),
    ("15mg a week or more", [">=15 mg"]),
    ("three months' duration or longer", [">=3 months"]),
    ("1,000 units or fewer", ["<=1000 units"]),
    ("at least one hundred twenty days", [">=120 days"]),
    ("equal to or greater than 30", [">=30"]),
    ("twelve visits maximum", ["<=12"]),
    ("not older than 3 months", ["<=3 months"]),
    ("6 to 8 weeks", ["6..8 weeks"]),
    ("between 6 weeks and 3 months", ["=6 weeks", "=3 months"]),
    ("10 business days", ["=10 working days"]),
    ("every 12 months", ["=12 months"]),
    ("symptoms that last 6 weeks", ["=6 weeks"]),
    ("imaging (last 6 months)", ["w<=6 months"]),
    ("the previous 60 days", ["w<=60 days"]),
    ("more than one", [">1"]),
    ("18+", [">=18"]),
    ("no less than 3 but no more than 6 months", [">=3 months", "<=6 months"]),
    ("at least twice", [">=2"]),
    ("12 visits within one 6-week period", ["=12", "=6 weeks"]),
    ("12 weeks (3 months)", ["=12 weeks", "=3 months"]),
    ("BMI at or above the 95th percentile", [">=95 percentile"]),
]

NOT_READ = [
    "CPT code 97110 is one of the codes 97110, 97112 and 97530",
    "type 2 diabetes, COVID-19, L5-S1, phase 3",
    "on January 1, 2026, by 2025-01-02 and 1/31/2026, in 2025",
    "on a scale of 0 to 10",
    "Visual analogue scale (0-10)",
    "rated from 1 to 10",
    "section 4.2, table 1, 42 CFR 410.32, page 12",
    "call (555) 123-4567 or 555-1234",
    "a second opinion from one side, one-third of it",
    "open 24/7 at a ratio of 1:1",
    "at least moderate impairment",
    "once symptoms resolve",
    "version 1.0.0",
    "",
]


def shown(quantity: Quantity) -> str:
    unit = f" {quantity.unit}" if quantity.unit else ""
    window = "w" if quantity.window else ""
    if not quantity.said:
        return f"{window}={quantity.low}{unit}"
    if quantity.low is not None and quantity.high is not None:
        return f"{window}{quantity.low}..{quantity.high}{unit}"
    if quantity.low is not None:
        return f"{window}{'>' if quantity.low_open else '>='}{quantity.low}{unit}"
    return f"{window}{'<' if quantity.high_open else '<='}{quantity.high}{unit}"


@pytest.mark.parametrize(("text", "quantities"), READ)
def test_a_quantity_is_read(text: str, quantities: list[str]) -> None:
    assert [shown(quantity) for quantity in quantities_in(text)] == quantities


@pytest.mark.parametrize("text", NOT_READ)
def test_what_is_no_quantity_is_not_read(text: str) -> None:
    assert [shown(quantity) for quantity in quantities_in(text)] == []


ONES = [
    "",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
]
ONES += ["fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"]
TENS = ["", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]


def words(number: int) -> str:
    if number < 20:
        return ONES[number]
    if number < 100:
        return TENS[number // 10] + (f"-{ONES[number % 10]}" if number % 10 else "")
    rest = number % 100
    return f"{ONES[number // 100]} hundred" + (f" {words(rest)}" if rest else "")


AT_LEAST = [
    "at least {}",
    "a minimum of {}",
    "no less than {}",
    "{} or more",
    "{} or longer",
    "not less than {}",
    "≥ {}",
    "{} minimum",
]
AT_MOST = [
    "at most {}",
    "no more than {}",
    "up to {}",
    "a maximum of {}",
    "{} or less",
    "not to exceed {}",
    "<= {}",
    "within {}",
]
MORE = ["more than {}", "greater than {}", "longer than {}", "> {}", "exceeding {}"]
LESS = ["less than {}", "fewer than {}", "below {}", "< {}", "shorter than {}"]
LAST = ["within the last {}", "in the past {}", "during the previous {}", "within the preceding {}", "over the past {}"]


@given(
    st.integers(2, 999),
    st.sampled_from(["day", "week", "month", "year"]),
    st.sampled_from(["digits", "words", "both"]),
    st.sampled_from([(">=", AT_LEAST), ("<=", AT_MOST), (">", MORE), ("<", LESS), ("w<=", LAST), ("=", ["{}"])]),
    st.data(),
)
def test_what_is_written_is_read_back(
    number: int, unit: str, form: str, way: tuple[str, list[str]], data: st.DataObject
) -> None:
    written = {"digits": str(number), "words": words(number), "both": f"{words(number)} ({number})"}[form]
    phrase = data.draw(st.sampled_from(way[1])).format(f"{written} {unit}s")
    around = data.draw(st.sampled_from(["{}", "Treatment must last {} before it.", "Pain, {}, and more", "({})"]))
    found = quantities_in(around.format(phrase))
    assert [shown(quantity) for quantity in found] == [f"{way[0]}{number} {unit}s"]
    (quantity,) = found
    assert around.format(phrase)[quantity.start : quantity.end] == quantity.text


@given(
    st.integers(1, 400),
    st.integers(1, 400),
    st.sampled_from(["{} to {} weeks", "{}-{} weeks", "between {} and {} weeks"]),
)
def test_a_range_is_read_back_where_it_rises(low: int, high: int, form: str) -> None:
    found = [shown(quantity) for quantity in quantities_in(form.format(low, high))]
    if low < high:
        assert found == [f"{low}..{high} weeks"]
    else:
        assert f"{low}..{high} weeks" not in found


@given(st.text(max_size=200))
def test_any_text_can_be_read(text: str) -> None:
    for quantity in quantities_in(text):
        assert text[quantity.start : quantity.end] == quantity.text
        assert quantity.low is not None or quantity.high is not None
        assert all(isinstance(end, Decimal | None) for end in (quantity.low, quantity.high))
