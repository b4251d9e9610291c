"""Names and texts that are hard on whoever writes them into Python, HTML, JSON, YAML or a path."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from assent.language.expressions import Calculated, Cases
from assent.language.value_sets import ValueSet
from strategies.choices import Choices

# Allowed as ids in the language; keywords, builtins and the generated checker's own words elsewhere.
_NAMES = """
pain_score mri age bmi class def import lambda None True False async await global return yield pass del try
print len list dict str int float bool type id object set max min sum any_ all_ eval exec super property
as_of facts_ request decide outcome result found case element operator Decimal date datetime Duration
tally latest_of months_before is_provided code_matches Rejected Decision self cls args kwargs Any Truth
_ __ __init__ __class__ _private __name__ x X1 l O0 fact read_date number duration document f F
source version effective uses valid appeal grants procedure judgement dated evidence weeks days months
decide_ clauses traces explain notes faults nothing NOTHING tallied counted first undated field value
a_name_that_goes_on_until_a_line_is_full
"""
_OPTIONS = """
none mild moderate severe left right both failed succeeded ongoing not_done nsaid other low high
class None True lambda print self x_1 _ __ yes unknown met provided_ A a
"""
NAMES, OPTIONS = tuple(_NAMES.split()), tuple(_OPTIONS.split())
_TAME = ("Pain", "Care", "Imaging", "Visit", "Score", "Review", "Treatment", "Level", "Report", "Day")
_HOSTILE = (
    'a "quoted" word', "it's", "back\\slash", "\\n", "{{ x }}", "{0}", "{1}", "%s", "{", "%(name)s", "${y}", "$x$",
    "</script>", "<b>bold</b>", "&amp;", "<!-- -->", "*stars*", "_under_", "`tick`", "[link](x)", "| pipe |", "# hash",
    "naïve", "日本語", "עברית", "é (e\N{COMBINING ACUTE ACCENT})", "emoji 🩺",
    "---", "'''", '\\"', "\\", "'", "; also", ": yes", "at least 7 weeks", "“x”: not 3",
    "1. x", "- x", "unless", "a & b < c > d", "\\u0041", "\\N{DIGIT ONE}", "{% if x %}", "{#", "None", "...",
)  # fmt: skip


def text(choose: Choices) -> str:
    """A label or title: mostly tame, at times hostile; never empty, and without blanks at its ends."""
    if not choose.chance(3):
        return choose.one(_TAME)
    return " ".join(choose.some(_HOSTILE, 1, 3)).strip()


def quote(names: Names) -> str:
    """A statement of a source document, which no other statement contains."""
    names.quotes += 1
    letters = "".join("abcdefghij"[int(digit)] for digit in f"{names.quotes:03}")
    return f"Statement {letters} of the source says {text(names.choose)} to its end."


@dataclass
class Names:
    """Hands out names and labels, each once."""

    choose: Choices
    used: set[str] = field(default_factory=set)
    said: set[str] = field(default_factory=set)
    quotes: int = 0
    by_case: tuple[Cases, ...] = ()
    value_sets: tuple[ValueSet, ...] = ()
    calculated: tuple[Calculated, ...] = ()

    def name(self, but: Sequence[str] = ()) -> str:
        """A name that nothing else has, and none of these."""
        name = self.choose.one(NAMES)
        while name in self.used or name in but:
            name += "_2"
        self.used.add(name)
        return name

    def label(self) -> str:
        """A text that nothing else says, whatever its blanks and capitals."""
        label = text(self.choose)
        while " ".join(label.split()).casefold() in self.said:
            label += f" {len(self.said)}"
        self.said.add(" ".join(label.split()).casefold())
        return label
