"""What newcomers write, the words that the message has to offer, and the policy as it is once they are written."""

from __future__ import annotations

from dataclasses import dataclass

POLICY = """policy oxygen "Oxygen"
  version    1.0.0
  effective  2026-01-01

facts
  sat      0..100 %      "Saturation"
  age      whole 0..120  "Age"
  copd     yes/no        "COPD"
  smoker   yes/no        "Smoker"
{facts}
{body}
"""


@dataclass(frozen=True)
class Offer:
    """A mistake: `said` are words of the one message's help, `right` is the text with what was offered in its place."""

    code: str
    wrong: str
    said: tuple[str, ...]
    right: str
    facts: str = ""
    right_facts: str = ""


REQUIRE = 'require r "R"\n'
WAYS = 'either "At rest"\n  sat <= 55 %\nor "On exertion"\n  sat <= 88 %'


def indented(lines: str, by: int = 2) -> str:
    return "\n".join(" " * by + line for line in lines.splitlines())


def ways(first: str, second: str, by: int = 2, over: str = "") -> str:
    """A clause with two pathways under these words."""
    return REQUIRE + over + indented(f'{first} "At rest"\n  sat <= 55 %\n{second} "On exertion"\n  sat <= 88 %', by)


RIGHT = REQUIRE + indented(WAYS)

PATHWAYS = {
    "either twice": Offer("second-either", ways("either", "either"), ('`or "On exertion"`',), RIGHT),
    "either twice below any of": Offer(
        "second-either",
        ways("either", "either", 4, "  any of\n"),
        ('`or "On exertion"`',),
        ways("either", "or", 4, "  any of\n"),
    ),
    "either three times": Offer(
        "second-either",
        ways("either", "either") + '\n  either "Asleep"\n    sat <= 80 %',
        ('`or "On exertion"` and `or "Asleep"`',),
        ways("either", "or") + '\n  or "Asleep"\n    sat <= 80 %',
    ),
    "either twice, then or": Offer(
        "second-either",
        ways("either", "either") + '\n  or "Asleep"\n    sat <= 80 %',
        ('`or "On exertion"`',),
        ways("either", "or") + '\n  or "Asleep"\n    sat <= 80 %',
    ),
    "and before a title": Offer("dangling-and-or", ways("either", "and"), (WAYS, "`all of`"), RIGHT),
    "pathway": Offer("unknown-statement", ways("pathway", "pathway"), (WAYS,), RIGHT),
    "pathway, then or": Offer("unknown-statement", ways("pathway", "or"), (WAYS,), RIGHT),
    "way below any of": Offer("unknown-statement", ways("way", "way", 4, "  any of\n"), (WAYS,), RIGHT),
    "titles below any of": Offer(
        "untitled-pathway", ways("", "", 4, "  any of\n"), ("in the place of `any of`", WAYS), RIGHT
    ),
    "titles beside their tests": Offer(
        "untitled-pathway",
        REQUIRE + indented('any of\n  "At rest"\n  sat <= 55 %\n  "On exertion"\n  sat <= 88 %'),
        (WAYS,),
        RIGHT,
    ),
    "a title on the line of any of": Offer(
        "untitled-pathway", ways("any of", "or"), ('`either "At rest"`', '`or "…"`'), RIGHT
    ),
    "a test for a title": Offer(
        "untitled-pathway",
        REQUIRE + '  either "At rest"\n    sat <= 55 %\n  or copd',
        ('or "A title"\n  copd',),
        REQUIRE + '  either "At rest"\n    sat <= 55 %\n  or "A title"\n    copd',
    ),
}

BLOCKS = {
    "or on lines of their own": Offer(
        "dangling-and-or",
        REQUIRE + "  sat <= 88 %\n  or copd\n  or smoker\n  unless age < 18",
        ("any of\n  sat <= 88 %\n  copd\n  smoker",),
        REQUIRE + "  any of\n    sat <= 88 %\n    copd\n    smoker\n  unless age < 18",
    ),
    "and in a pathway": Offer(
        "dangling-and-or",
        ways("either", "or") + "\n    and copd",
        ("all of\n  sat <= 88 %\n  copd",),
        REQUIRE + '  either "A"\n    smoker\n  or "B"\n    all of\n      sat <= 88 %\n      copd',
    ),
}

FIRST = "any of\n  all of\n    copd\n    smoker\n  age >= 12"
SECOND = "all of\n  copd\n  any of\n    smoker\n    age >= 12"
MIXED = "copd and smoker or age >= 12"
DEFINED = f'define the_condition "The condition"\n{indented(FIRST)}\n'

CONDITIONS = {
    "when": Offer(
        "mixed-and-or",
        f"{REQUIRE}  when {MIXED}\n  sat <= 88 %",
        (f"when {FIRST}", f"when {SECOND}"),
        f"{REQUIRE}{indented(f'when {SECOND}')}\n  sat <= 88 %",
    ),
    "unless": Offer(
        "mixed-and-or",
        f"{REQUIRE}  sat <= 88 %\n  unless {MIXED}",
        (f"unless {FIRST}", f"unless {SECOND}"),
        f"{REQUIRE}  sat <= 88 %\n{indented(f'unless {FIRST}')}",
    ),
    "never": Offer(
        "mixed-and-or",
        f"{REQUIRE}  sat <= 88 %\nnever approve when {MIXED}",
        (indented(FIRST), indented(SECOND), "`never approve when the_condition`"),
        f"{DEFINED}{REQUIRE}  sat <= 88 %\nnever approve when the_condition",
    ),
    "assume": Offer(
        "mixed-and-or",
        f'{REQUIRE}  sat <= 88 %\nassume {MIXED} because "So it is."',
        (indented(FIRST), '`assume the_condition because "So it is."`'),
        f'{DEFINED}{REQUIRE}  sat <= 88 %\nassume the_condition because "So it is."',
    ),
    "grants": Offer(
        "mixed-and-or",
        f"{REQUIRE}  sat <= 88 %\nauthorization\n  grants 12 visits when {MIXED}",
        (indented(FIRST), "`grants 12 visits when the_condition`"),
        f"{DEFINED}{REQUIRE}  sat <= 88 %\nauthorization\n  grants 12 visits when the_condition",
    ),
    "grants for a pathway": Offer(
        "mixed-and-or",
        f'{RIGHT}\nauthorization\n  grants 12 visits for "At rest" when {MIXED}',
        (indented(SECOND), '`grants 12 visits for "At rest" when the_condition`'),
        f'{DEFINED}{RIGHT}\nauthorization\n  grants 12 visits for "At rest" when the_condition',
    ),
    "a fact of a name that begins other lines": Offer(
        "mixed-and-or",
        f"{REQUIRE}  valid",
        ('define valid_applies "Valid, where asked"', "leave it out"),
        f'define valid_applies "Valid, where asked"\n  all of\n{indented(FIRST, 4)}\n    valid\n'
        f"{REQUIRE}  valid_applies",
        facts=f'valid  yes/no  "Valid" when {MIXED}',
        right_facts='valid  yes/no  "Valid"',
    ),
    "brackets": Offer(
        "brackets",
        f"{REQUIRE}  copd and (smoker or age >= 12)",
        (SECOND,),
        f"{REQUIRE}{indented(SECOND)}",
    ),
    "brackets after when": Offer(
        "brackets",
        f"{REQUIRE}  when (copd and smoker) or age >= 12\n  sat <= 88 %",
        (f"when {FIRST}",),
        f"{REQUIRE}{indented(f'when {FIRST}')}\n  sat <= 88 %",
    ),
    "brackets after not": Offer(
        "brackets",
        f"{REQUIRE}  copd and not ((smoker and sat <= 88 %))",
        ("all of\n  copd\n  not all of\n    smoker\n    sat <= 88 %",),
        f"{REQUIRE}  all of\n    copd\n    not all of\n      smoker\n      sat <= 88 %",
    ),
    "a fact": Offer(
        "mixed-and-or",
        f"{REQUIRE}  oxygen",
        (f'define oxygen_applies "Oxygen, where asked"\n  all of\n{indented(FIRST, 4)}\n    oxygen', "leave it out"),
        f'define oxygen_applies "Oxygen, where asked"\n  all of\n{indented(FIRST, 4)}\n    oxygen\n'
        f"{REQUIRE}  oxygen_applies",
        facts=f'oxygen  yes/no  "Oxygen" when {MIXED}',
        right_facts='oxygen  yes/no  "Oxygen"',
    ),
}

DECLARED = """parameter minimum "Minimum"
  55 %  from 2026-01-01
table lowest "Lowest"
  88 %  when copd
  85 %  when not copd
calculated ratio "Ratio"
  100 * age
define sick "Sick"
  copd
"""

NAMES = {
    "a parameter": Offer(
        "unknown-value",
        f"{DECLARED}{REQUIRE}  sat <= minimun",
        ("the parameter `minimum`",),
        f"{DECLARED}{REQUIRE}  sat <= minimum",
    ),
    "a table": Offer(
        "unknown-value",
        f"{DECLARED}{REQUIRE}  sat <= lowset",
        ("the table `lowest`",),
        f"{DECLARED}{REQUIRE}  sat <= lowest",
    ),
    "a calculated value": Offer(
        "unknown-name",
        f"{DECLARED}{REQUIRE}  raito >= 3",
        ("the calculated value `ratio`",),
        f"{DECLARED}{REQUIRE}  ratio >= 3",
    ),
    "a definition": Offer(
        "unknown-name",
        f"{DECLARED}{REQUIRE}  sicj",
        ("the definition `sick`",),
        f"{DECLARED}{REQUIRE}  sick",
    ),
    "a calculated value on the right": Offer(
        "incomparable",
        f"{DECLARED}{REQUIRE}  age >= ratio",
        ("`ratio <= age`",),
        f"{DECLARED}{REQUIRE}  ratio <= age",
    ),
    "a definition on the right": Offer(
        "incomparable",
        f"{DECLARED}{REQUIRE}  sat <= sick",
        ("`sick` alone", "`all of`"),
        f"{DECLARED}{REQUIRE}  all of\n    sat <= 50 %\n    sick",
    ),
    "a value set that there is not": Offer(
        "unknown-name",
        f"{REQUIRE}  dx is in lung",
        ('`value set lung ICD10 "…"`',),
        f'value set lung ICD10 "…"\n  J44.1\n{REQUIRE}  dx is in lung',
        facts='dx  ICD10  "Diagnosis"',
    ),
    "a number in a formula": Offer(
        "unknown-name",
        f'calculated twice "Twice"\n  2 * heigth\n{REQUIRE}  twice >= 3',
        ('`heigth  number  "…"`',),
        f'calculated twice "Twice"\n  2 * heigth\n{REQUIRE}  twice >= 3',
        right_facts='heigth  number  "…"',
    ),
}


def fact_line(wrong: str, right: str, test: str) -> Offer:
    """A fact's line with its words in another order."""
    return Offer("order-of-words", REQUIRE + f"  {test}", (f"`{right}`",), REQUIRE + f"  {test}", wrong, right)


LATELY = "gas <= 55 mm Hg within the last 30 days"
FACT_LINES = {
    f"fact {number}": fact_line(wrong, right, test)
    for number, (wrong, right, test) in enumerate(
        (
            ('gas number mm Hg measured or not done "Gas"', 'gas number mm Hg or not done measured "Gas"', LATELY),
            ('gas measured number mm Hg "Gas"', 'gas number mm Hg measured "Gas"', LATELY),
            ('gas number measured mm Hg "Gas"', 'gas number mm Hg measured "Gas"', LATELY),
            ('gas number mm Hg sensitive measured "Gas"', 'gas number mm Hg measured sensitive "Gas"', LATELY),
            ('gas number or not done mm Hg "Gas"', 'gas number mm Hg or not done "Gas"', "gas <= 55 mm Hg"),
            ('gas mm Hg number "Gas"', 'gas number mm Hg "Gas"', "gas <= 55 mm Hg"),
            ('gas % 0..100 "Gas"', 'gas 0..100 % "Gas"', "gas <= 55 %"),
            ('gas 0..52 whole points "Gas"', 'gas whole 0..52 points "Gas"', "gas <= 5 points"),
            ('gas yes/no "Gas" measured', 'gas yes/no measured "Gas"', "gas within the last 30 days"),
            ('gas number mm Hg "Gas" or not done', 'gas number mm Hg or not done "Gas"', "gas <= 55 mm Hg"),
            ('gas number mm Hg not done "Gas"', 'gas number mm Hg or not done "Gas"', "gas <= 55 mm Hg"),
            ('gas number mm Hg, measured "Gas"', 'gas number mm Hg measured "Gas"', LATELY),
            (
                'gas yes/no "Gas" LOINC 72514-3 sensitive when copd',
                'gas yes/no sensitive "Gas" LOINC 72514-3 when copd',
                "gas",
            ),
            ('gas none < some "Gas" measured', 'gas none < some measured "Gas"', "gas >= some within the last 30 days"),
        ),
        1,
    )
}

GAS = 'gas  number mm Hg measured  "Gas"'


def gas(code: str, wrong: str, right: str) -> Offer:
    """A test of a gas, with the right one in the help."""
    return Offer(code, f"{REQUIRE}  {wrong}", (f"`{right}`",), f"{REQUIRE}  {right}", GAS)


VALUES = {
    "a range with a dash": gas(
        "everyday-words", "gas 56-59 mm Hg within the last 30 days", "gas from 56 to 59 mm Hg within the last 30 days"
    ),
    "a range with spaces": gas(
        "everyday-words", "gas 56 - 59 mm Hg within the last 30 days", "gas from 56 to 59 mm Hg within the last 30 days"
    ),
    "a range with its unit twice": gas(
        "everyday-words",
        "gas 56 mm Hg to 59 mm Hg within the last 30 days",
        "gas from 56 mm Hg to 59 mm Hg within the last 30 days",
    ),
    "a range after a sign": gas(
        "everyday-words",
        "gas = 56..59 mm Hg within the last 30 days",
        "gas from 56 to 59 mm Hg within the last 30 days",
    ),
    "a window first": gas(
        "everyday-words", "gas within the last 30 days <= 55 mm Hg", "gas <= 55 mm Hg within the last 30 days"
    ),
    "a window first, then a band": gas(
        "everyday-words",
        "gas within the last 30 days from 55 to 59 mm Hg",
        "gas from 55 to 59 mm Hg within the last 30 days",
    ),
    "a window first, then words": gas(
        "everyday-words", "gas in the last 30 days at most 55 mm Hg", "gas <= 55 mm Hg within the last 30 days"
    ),
    "small letters": Offer(
        "wrong-unit",
        f"{REQUIRE}  gas <= 7.3 kpa within the last 30 days",
        ("`7.3 kPa`",),
        f"{REQUIRE}  gas <= 7.3 kPa within the last 30 days",
        GAS,
    ),
    "capital letters": Offer(
        "everyday-words",
        f"{REQUIRE}  gas <= 55 MM HG within the last 30 days",
        ("`gas <= 55 mm Hg within the last 30 days`",),
        f"{REQUIRE}  gas <= 55 mm Hg within the last 30 days",
        GAS,
    ),
    "a percentage in words": Offer(
        "wrong-unit", f"{REQUIRE}  sat <= 88 percent", ("`88 %`",), f"{REQUIRE}  sat <= 88 %"
    ),
    "percent as a unit": Offer(
        "unit-spelling",
        f"{REQUIRE}  part <= 88 percent",
        ("`%`",),
        f"{REQUIRE}  part <= 88 %",
        'part  0..100 percent  "Part"',
        'part  0..100 %  "Part"',
    ),
    "percent as the unit of a formula": Offer(
        "unit-of-formula",
        f'calculated part percent "Part"\n  100 - sat\n{REQUIRE}  part <= 8 percent',
        ("`%`",),
        f'calculated part % "Part"\n  100 - sat\n{REQUIRE}  part <= 8 %',
    ),
}


def bands(low: str, high: str) -> str:
    return f"{REQUIRE}  any of\n    {low}\n    {high}"


# Bands that leave out what lies between 55 and 56, or between 55 and 57 of whole numbers.
HOLES = {
    "a comparison": Offer(
        "hole-between-bands",
        bands("part <= 55 mm Hg", "part from 56 to 59 mm Hg"),
        ("`part < 56 mm Hg`", "declare it `whole`"),
        bands("part < 56 mm Hg", "part from 56 to 59 mm Hg"),
        'part  number mm Hg  "Part"',
    ),
    "a band": Offer(
        "hole-between-bands",
        bands("sat from 50 % to 55 %", "sat from 56 % to 59 %"),
        ("`sat from 50 % up to 56 %`", "declare it `whole`"),
        bands("sat from 50 % up to 56 %", "sat from 56 % to 59 %"),
    ),
    "a decimal": Offer(
        "hole-between-bands",
        bands("sat from 50 % to 55.5 %", "sat from 55.6 % to 59 %"),
        ("`sat from 50 % up to 55.6 %`",),
        bands("sat from 50 % up to 55.6 %", "sat from 55.6 % to 59 %"),
    ),
    "neither end": Offer(
        "hole-between-bands",
        bands("sat from 50 % up to 55 %", "sat > 55 %"),
        ("`sat from 50 % to 55 %`",),
        bands("sat from 50 % to 55 %", "sat > 55 %"),
    ),
    "whole": Offer(
        "hole-between-bands",
        bands("age from 0 to 55", "age from 57 to 59"),
        ("take in 56: `age from 0 to 56`",),
        bands("age from 0 to 56", "age from 57 to 59"),
    ),
    "whole, a comparison": Offer(
        "hole-between-bands",
        bands("age < 56", "age from 57 to 59"),
        ("take in 56: `age <= 56`",),
        bands("age <= 56", "age from 57 to 59"),
    ),
}


WITH_WAYS = f"{RIGHT}\nauthorization\n"


def granted(wrong: str, right: str, *more: str) -> Offer:
    """A line of an authorization, and the line, or the lines, that say the same."""
    lines = (right, *more)
    said = tuple(f"`{line}`" for line in lines)
    return Offer("everyday-words", f"{WITH_WAYS}  {wrong}", said, WITH_WAYS + indented("\n".join(lines)))


GRANTS = {
    wrong: granted(wrong, *lines)
    for wrong, lines in {
        "grants 12 visits unless smoker": ("grants 12 visits when not smoker",),
        "grants 12 visits unless not smoker": ("grants 12 visits when smoker",),
        "grants 12 visits unless smoker or copd": ("grants 12 visits when not smoker and not copd",),
        "grants 12 visits unless smoker and not copd": ("grants 12 visits when copd or not smoker",),
        "grants 12 visits when copd unless smoker": ("grants 12 visits when copd and not smoker",),
        'grants "A concentrator" unless smoker': ('grants "A concentrator" when not smoker',),
        'grants 12 visits when "At rest"': ('grants 12 visits for "At rest"',),
        'grants 12 visits if "At rest"': ('grants 12 visits for "At rest"',),
        'grants 12 visits "At rest"': ('grants 12 visits for "At rest"',),
        'grants 12 visits when copd for "At rest"': ('grants 12 visits for "At rest" when copd',),
        'grants for "At rest" 12 visits': ('grants 12 visits for "At rest"',),
        "grants 12 visits if copd": ("grants 12 visits when copd",),
        'grants 12 visits for "At rest", "On exertion"': (
            'grants 12 visits for "At rest"',
            'grants 12 visits for "On exertion"',
        ),
        'grants 12 visits for "At rest" or "On exertion" when copd': (
            'grants 12 visits for "At rest" when copd',
            'grants 12 visits for "On exertion" when copd',
        ),
    }.items()
}

IN_SECTION = {
    "when beside its title": Offer(
        "misplaced-statement",
        f'section "S" when copd\n{indented(REQUIRE)}\n    smoker',
        ('`section "S"`', "`when copd` on a line of its own under each of its clauses"),
        f'section "S"\n{indented(REQUIRE)}\n    when copd\n    smoker',
    ),
    "unless beside its title": Offer(
        "misplaced-statement",
        f'section "S" unless copd\n{indented(REQUIRE)}\n    smoker',
        ("`unless copd` on a line of its own under each of its clauses",),
        f'section "S"\n{indented(REQUIRE)}\n    smoker\n    unless copd',
    ),
    "when below its title": Offer(
        "misplaced-statement",
        f'section "S"\n  when copd\n{indented(REQUIRE)}\n    smoker',
        ("`when copd` on a line of its own under each of its clauses",),
        f'section "S"\n{indented(REQUIRE)}\n    when copd\n    smoker',
    ),
    "an exception on the next line": Offer(
        "continued-line",
        f"{REQUIRE}  smoker\nauthorization\n  grants 12 visits\n    unless copd",
        ("`grants 12 visits when not copd`",),
        f"{REQUIRE}  smoker\nauthorization\n  grants 12 visits when not copd",
    ),
    "a condition on the next line": Offer(
        "continued-line",
        f"{REQUIRE}  smoker\nauthorization\n  grants 12 visits\n    when copd",
        ("`grants 12 visits when copd`",),
        f"{REQUIRE}  smoker\nauthorization\n  grants 12 visits when copd",
    ),
}


SETS = """value set lung ICD10 "Lung"
  J44.*
value set heart ICD10 "Heart"
  I50.*
define asked "Asked"
  dx is in lung or dx is in heart
"""
DX = 'dx  ICD10  "Diagnosis"\nside  left | right  "Side"'


def coded(wrong: str, right: str, code: str = "everyday-words") -> Offer:
    """A test of codes, with the right one in the help."""
    return Offer(code, f"{SETS}{REQUIRE}  {wrong}", (f"`{right}`",), f"{SETS}{REQUIRE}  {right}", DX)


CODED = {
    wrong: coded(wrong, right)
    for wrong, right in {
        "dx is in ICD10 J45.*": "dx is ICD10 J45.*",
        "dx is in (J45.*, J84.1)": "dx is ICD10 J45.* or dx is ICD10 J84.1",
        "dx is in lung, J84.1": "dx is in lung or dx is ICD10 J84.1",
        "dx is in lung or J84.1": "dx is in lung or dx is ICD10 J84.1",
        "dx is in lung, ICD10 J80 to J84": "dx is in lung or dx is ICD10 J80 to J84",
        "dx is not in lung, J84.1": "dx is not in lung and dx is not ICD10 J84.1",
        "dx is in lung, heart": "dx is in lung or dx is in heart",
        "side is in left, right": "side is one of left, right",
    }.items()
}
CODED["a value set behind a system"] = coded("dx is ICD10 lung", "dx is in lung", "not-in-set")
CODED["beside another test"] = Offer(
    "everyday-words",
    f"{SETS}{REQUIRE}  dx is in lung, J84.1 and copd",
    ("any of\n  dx is in lung\n  dx is ICD10 J84.1",),
    f"{SETS}{REQUIRE}  all of\n    any of\n      dx is in lung\n      dx is ICD10 J84.1\n    copd",
    DX,
)
CODED["a category"] = Offer(
    "bare-category",
    f'{SETS}{REQUIRE}  dx is ICD10 J45\nexclude e "E"\n  dx is ICD10 J45.20',
    ("`J45*`", "`J45.20`"),
    f'{SETS}{REQUIRE}  dx is ICD10 J45*\nexclude e "E"\n  dx is ICD10 J45.20',
    DX,
)
