"""What each way of writing a test comes to in the core."""

from __future__ import annotations

from decimal import Decimal

import pytest

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
from assent.language.expressions import Test as Asks  # a class called Test would be collected
from assent.language.operators import OPERATORS, Operator
from assent.language.types import Collection
from assent.language.values import Period
from checking import HEADER, policy_of

FACTS = """
facts
  lasting   duration                  "Lasting"
  score     0..10                     "Score"
  bmi       number kg/m2              "BMI"
  level     none < some < much        "Level"
  kind      knee | hip | elbow        "Kind"
  code      ICD10                     "Code"
  born      date                      "Born"
  flag      yes/no                    "Flag"
  other     yes/no                    "Other"
  opinion   judgement                 "Opinion"
  paper     document                  "Paper"
  scans     dated list                "Scans"
  results   dated evidence            "Results"
  drugs     list of                   "Drugs"
    name    aspirin | opioid | none   "Name"
    dose    number mg                 "Dose"
    taken   yes/no                    "Taken"
    date    date                      "Date"
define d "D"
  flag
"""


def _row(name: str) -> Operator:
    return next(row for row in OPERATORS if row.name == name)


@pytest.fixture(scope="module")
def facts() -> dict[str, Fact]:
    policy = policy_of(HEADER + FACTS + 'require c "C"\n  d\n')
    return {fact.name: fact for fact in policy.facts}


def _body(*lines: str) -> Expression:
    policy = policy_of(HEADER + FACTS + 'require c "C"\n' + "".join(f"  {line}\n" for line in lines))
    return policy.clauses[0].body


@pytest.mark.parametrize(
    ("written", "fact", "row", "argument"),
    [
        ("flag", "flag", "holds", None),
        ("opinion", "opinion", "holds", None),
        ("paper provided", "paper", "provided", None),
        ("score >= 4", "score", "number >=", Argument(4, "4")),
        ("score < 4.50", "score", "number <", Argument(Decimal("4.50"), "4.50")),
        ("score is not 3", "score", "number is not", Argument(3, "3")),
        ("bmi > 40 kg/m2", "bmi", "number >", Argument(40, "40 kg/m2")),
        ("level >= some", "level", "scale >=", Argument(1, "some")),
        ("level is much", "level", "scale is", Argument(2, "much")),
        ("kind is hip", "kind", "choice is", Argument("hip", "hip")),
        ("kind is not hip", "kind", "choice is not", Argument("hip", "hip")),
        ("code is ICD10 M54.*", "code", "code is", Argument("M54.*", "M54.*")),
        ("code is not ICD10 M54.50", "code", "code is not", Argument("M54.50", "M54.50")),
        ("born < 2000-02-29", "born", "date <", Argument(730179, "2000-02-29")),
        ("lasting >= 12 weeks", "lasting", "duration >= (days)", Argument(Period(12, "weeks"), "12 weeks")),
        ("lasting > 1 week", "lasting", "duration > (days)", Argument(Period(1, "weeks"), "1 week")),
        ("lasting <= 84 days", "lasting", "duration <= (days)", Argument(Period(84, "days"), "84 days")),
        ("lasting < 3 months", "lasting", "duration < (months)", Argument(Period(3, "months"), "3 months")),
        ("lasting >= 2 years", "lasting", "duration >= (months)", Argument(Period(2, "years"), "2 years")),
        (
            "born within the last 3 weeks",
            "born",
            "date within the last (days)",
            Argument(Period(3, "weeks"), "3 weeks"),
        ),
        (
            "paper within the last 1 year",
            "paper",
            "document within the last (months)",
            Argument(Period(1, "years"), "1 year"),
        ),
    ],
)
def test_a_comparison_takes_its_operator_by_type_and_unit(
    facts: dict[str, Fact], written: str, fact: str, row: str, argument: Argument | None
) -> None:
    assert _body(written) == Asks(_row(row), FactValue(facts[fact]), argument)


@pytest.mark.parametrize(
    ("written", "low", "high", "window"),
    [
        ("at least 2 scans", 2, None, None),
        ("at most 2 scans within the last 10 days", None, 2, Period(10, "days")),
        ("exactly 2 scans", 2, 2, None),
        ("no scans", None, 0, None),
        ("1 to 2 scans within the last 12 months", 1, 2, Period(12, "months")),
        ("latest scans within the last 6 months", 1, None, Period(6, "months")),
    ],
)
def test_every_count_is_one_interval(
    facts: dict[str, Fact], written: str, low: int | None, high: int | None, window: Period | None
) -> None:
    assert _body(written) == Count(facts["scans"], low, high, window, None)


def test_a_condition_looks_at_fields_by_their_position(facts: dict[str, Fact]) -> None:
    drugs = facts["drugs"]
    assert isinstance(drugs.type, Collection)
    name, dose, taken = (FieldValue(drugs.type.fields[at], at) for at in range(3))
    assert _body("at least 1 drugs where name is aspirin and dose >= 5 mg and not taken") == Count(
        drugs,
        1,
        None,
        None,
        AllOf(
            (
                Asks(_row("choice is"), name, Argument("aspirin", "aspirin")),
                Asks(_row("number >="), dose, Argument(5, "5 mg")),
                Not(Asks(_row("holds"), taken)),
            )
        ),
    )


def test_the_latest_element_has_fields(facts: dict[str, Fact]) -> None:
    drugs = facts["drugs"]
    assert isinstance(drugs.type, Collection)
    latest = LatestField(drugs, drugs.type.fields[2], 2)
    assert _body("not latest drugs.taken") == Not(Asks(_row("holds"), latest))


def test_one_of_is_any_of_its_options(facts: dict[str, Fact]) -> None:
    tests = tuple(
        Asks(_row("choice is"), FactValue(facts["kind"]), Argument(option, option)) for option in ("knee", "hip")
    )
    assert _body("kind is one of knee, hip") == AnyOf(tests)
    assert _body("kind is not one of knee, hip") == Not(AnyOf(tests))
    ranks = tuple(
        Asks(_row("scale is"), FactValue(facts["level"]), Argument(rank, option))
        for rank, option in ((0, "none"), (2, "much"))
    )
    assert _body("level is one of none, much") == AnyOf(ranks)


def test_connectives_on_a_line_and_in_blocks(facts: dict[str, Fact]) -> None:
    flag, other = (Asks(_row("holds"), FactValue(facts[name])) for name in ("flag", "other"))
    assert _body("flag and not other") == AllOf((flag, Not(other)))
    assert _body("flag or other") == AnyOf((flag, other))
    assert _body("any of", "  flag", "  all of", "    d", "    other") == AnyOf((flag, AllOf((Named("d"), other))))
    assert _body("at least 2 of", "  flag", "  other", "  d") == AtLeastOf(2, (flag, other, Named("d")))
    assert _body("not all of", "  flag", "  other") == Not(AllOf((flag, other)))


def test_a_block_of_one_stays_a_block(facts: dict[str, Fact]) -> None:
    assert _body("all of", "  flag") == AllOf((Asks(_row("holds"), FactValue(facts["flag"])),))


def test_a_clause_can_be_named_like_a_definition() -> None:
    text = HEADER + FACTS + 'require c "C"\n  d\nexclude e "E"\n  not c\n  unless other\n'
    policy = policy_of(text)
    excluded = policy.clauses[1]
    assert excluded.body == Not(Named("c"))
    assert excluded.whole == AllOf((Not(Named("c")), Not(excluded.unless)))  # type: ignore[arg-type]
