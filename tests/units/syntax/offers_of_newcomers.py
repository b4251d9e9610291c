"""What people write who have read the documentation once, and the line that the message has to offer."""

from __future__ import annotations

from units.syntax.offers import REQUIRE, RIGHT, Offer

FACTS = """crp     number mg/L or not done  "CRP"
born    date                     "Date of birth"
dose    number mg                "Dose"
weight  number kg                "Weight"
treated_for   duration           "Treated for"
request_type  initial | renewal  "Request type"
site    hospital_outpatient | home  "Site"
grade   low < middle < high      "Grade"
scan    document                 "Scan"
"""
TRIALS = """trial  evidence of  "Treatment tried"
  agent   azathioprine | methotrexate | other                     "Agent"
  result  failed | not_tolerated | contraindicated | helped       "Result"
  taken   duration                                                "How long it was taken"
"""
NAMED = """parameter minimum_trial "Minimum trial"
  12 weeks from 2026-01-01
table dose_cap "Most that is covered"
  520 mg when weight > 85 kg
  390 mg when weight <= 85 kg
"""
SIDES = """knee  left | right  "Knee"
hip   left | right  "Hip"
"""
USUAL = 'parameter usual "Usual dose"\n  90 mg from 2026-01-01\n'
ILL = 'define ill "Ill"\n  copd\n'


def in_a_test(code: str, wrong: str, said: str, facts: str = FACTS, before: str = NAMED, right: str = "") -> Offer:
    """A test, and the one to write in its place, which is what was said unless that were several."""
    return Offer(code, f"{before}{REQUIRE}  {wrong}", (f"`{said}`",), f"{before}{REQUIRE}  {right or said}", facts)


def rest_of_table(case: str, said: str, right: str) -> Offer:
    """The last line of a table of two cases, and what it is in the language."""
    table = f'table cap "Cap"\n  520 mg when {case}\n  {{}}\n{REQUIRE}  dose <= cap'
    return Offer("everyday-words", table.format(said), (f"`{right}`",), table.format(right), FACTS)


def granted(wrong: str, right: str) -> Offer:
    """A line of an authorization."""
    body = f"{RIGHT}\nauthorization\n  {{}}"
    facts = 'visits_requested  whole 0..100 visits  "Visits requested"\n' + FACTS
    return Offer("everyday-words", body.format(wrong), (f"`{right}`",), body.format(right), facts)


NEWCOMERS = {
    offer.wrong: offer
    for offer in (
        in_a_test("spelled-comparison", "years since born at least 18 years", "years since born >= 18 years"),
        in_a_test("spelled-comparison", "crp at least 5 mg/L", "crp >= 5 mg/L"),
        in_a_test("spelled-comparison", "dose at most dose_cap", "dose <= dose_cap"),
        in_a_test("spelled-comparison", "dose at most usual", "dose <= usual", before=USUAL),
        in_a_test("spelled-comparison", "dose more than dose_cap", "dose > dose_cap"),
        in_a_test("spelled-comparison", "dose within dose_cap", "dose <= dose_cap"),
        in_a_test("everyday-words", "treated_for for minimum_trial", "treated_for >= minimum_trial"),
        in_a_test("everyday-words", "treated for >= 12 weeks", "treated_for >= 12 weeks"),
        in_a_test("everyday-words", "treated_for for >= 12 weeks", "treated_for >= 12 weeks"),
        in_a_test("everyday-words", "crp > 5 mg/L and the site is home", "crp > 5 mg/L and site is home"),
        in_a_test("everyday-words", "crp is not done, copd", "crp is not done and copd"),
        in_a_test("everyday-words", "copd present", "copd"),
        in_a_test("everyday-words", "not copd present", "not copd"),
        in_a_test("everyday-words", "scan present", "scan provided"),
        in_a_test("spelled-comparison", "dose at most dose cap", "dose <= dose_cap"),
        in_a_test("everyday-words", "dose does not exceed dose_cap", "dose <= dose_cap"),
        in_a_test("everyday-words", "dose must not exceed 90 mg", "dose <= 90 mg"),
        in_a_test("everyday-words", "request_type renewal", "request_type is renewal"),
        in_a_test("everyday-words", "copd and request_type renewal", "copd and request_type is renewal"),
        in_a_test("everyday-words", "smoker or copd present", "smoker or copd"),
        in_a_test(
            "everyday-words",
            "smoker\n  unless the site is home and the copd",
            "unless site is home and copd",
            right="smoker\n  unless site is home and copd",
        ),
        in_a_test("everyday-words", "not met ill", "not ill", before=ILL),
        in_a_test("everyday-words", "ill not met", "not ill", before=ILL),
        in_a_test("unknown-name", "renewal", "request_type is renewal"),
        in_a_test("unknown-name", "hospital_outpatient", "site is hospital_outpatient"),
        in_a_test("unknown-name", "left", "knee is left` or `hip is left", SIDES, "", "knee is left or hip is left"),
        in_a_test(
            "unknown-name",
            "step therapy with azathioprine for 3 months",
            "step therapy with trial for 3 months where agent is azathioprine",
            TRIALS,
            "",
        ),
        in_a_test("unknown-name", "azathioprine", "at least 1 trial where agent is azathioprine", TRIALS, ""),
        Offer(
            "unknown-field",
            f"{REQUIRE}  at least 1 trial where azathioprine",
            ("`agent is azathioprine`",),
            f"{REQUIRE}  at least 1 trial where agent is azathioprine",
            TRIALS,
        ),
        in_a_test("wrong-value", "site is hospital outpatient", "site is hospital_outpatient"),
        in_a_test("wrong-value", "site is not hospital outpatient", "site is not hospital_outpatient"),
        Offer(
            "unknown-value",
            f"{NAMED}{REQUIRE}  dose <= dose cap",
            ("the table `dose_cap`",),
            f"{NAMED}{REQUIRE}  dose <= dose_cap",
            FACTS,
        ),
        Offer(
            "unknown-value",
            f"{NAMED}{REQUIRE}  treated_for >= minimum trial",
            ("the parameter `minimum_trial`",),
            f"{NAMED}{REQUIRE}  treated_for >= minimum_trial",
            FACTS,
        ),
        in_a_test(
            "everyday-words",
            "step therapy for 3 months with trial where agent is methotrexate",
            "step therapy with trial for 3 months where agent is methotrexate",
            TRIALS,
            "",
        ),
        in_a_test(
            "everyday-words",
            "step therapy with azathioprine or methotrexate for 3 months",
            "step therapy with trial for 3 months where agent is one of azathioprine, methotrexate",
            TRIALS,
            "",
        ),
        in_a_test(
            "everyday-words",
            "step therapy with azathioprine and methotrexate for 3 months",
            "step therapy with trial for 3 months where agent is azathioprine",
            TRIALS,
            "",
        ),
        in_a_test(
            "everyday-words",
            "step therapy with azathioprine, methotrexate, or other",
            "step therapy with trial where agent is one of azathioprine, methotrexate, other",
            TRIALS,
            "",
        ),
        Offer("joined-unit", f"{REQUIRE}  crp > 5mg/L", ("`5 mg/L`",), f"{REQUIRE}  crp > 5 mg/L", FACTS),
        rest_of_table("weight > 85 kg", "390 mg otherwise", "390 mg when weight <= 85 kg"),
        rest_of_table("weight >= 85 kg", "390 mg else", "390 mg when weight < 85 kg"),
        rest_of_table("weight > 85 kg  # heavy\n  # or less", "390 mg otherwise", "390 mg when weight <= 85 kg"),
        rest_of_table("site is home", "390 mg otherwise", "390 mg when site is hospital_outpatient"),
        rest_of_table("grade is low", "390 mg otherwise", "390 mg when grade is one of middle, high"),
        rest_of_table("copd", "390 mg otherwise", "390 mg when not copd"),
        rest_of_table("grade is one of low, middle", "390 mg otherwise", "390 mg when grade is high"),
        rest_of_table(
            "weight > 85 kg\n  450 mg when weight > 55 kg and weight <= 85 kg",
            "390 mg otherwise",
            "390 mg when weight <= 55 kg",
        ),
        rest_of_table(
            "weight < 20 kg\n  450 mg when weight from 20 up to 40 kg\n  500 mg when weight from 40 kg to 60 kg",
            "390 mg otherwise",
            "390 mg when weight > 60 kg",
        ),
        rest_of_table(
            "grade is low\n  450 mg when grade is middle", "390 mg in all other cases", "390 mg when grade is high"
        ),
        granted(
            'grants 6 infusions every 8 weeks for "At rest"',
            'grants "6 infusions every 8 weeks" for "At rest"',
        ),
        granted(
            'grants 6 infusions every 8 weeks for "At rest" when copd',
            'grants "6 infusions every 8 weeks" for "At rest" when copd',
        ),
        granted("grants 6 infusions every 8 weeks when copd", 'grants "6 infusions every 8 weeks" when copd'),
        granted("grants 6 of visits_requested", "grants 6 visits of visits_requested"),
        granted('grants "A" when the site is home', 'grants "A" when site is home'),
        granted('grants "A" when copd and the smoker', 'grants "A" when copd and smoker'),
    )
}
