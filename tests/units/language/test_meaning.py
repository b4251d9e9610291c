"""What counts as the meaning of a policy, and what as its words."""

from __future__ import annotations

import pytest

from assent.language.meaning import changed_parts
from checking import policy_of

TEXT = """policy p "P"
  procedure  CPT 97110 "Exercise"
  version    1.0.0
  effective  2026-01-01
  uses       v

facts
  score      0..10      "Score"
  unused     0..10      "Unused"
  care       duration   "Care"
  visit      list of    "Visit"
    kind     home | office   "Kind"
    date     date       "Date"

overview
  "What it is"

define severe "Severe"
  score >= 7

define idle "Idle"
  score >= 1

section "S"

  require lasting "Lasting"
    any of
      care >= 12 weeks
      severe
    because "Care helps."
    note "As read."

  exclude seen "Seen"
    at least 2 visit within the last 12 months where kind is home
    unless flag

authorization "A"
  valid for 90 days
  appeal "Write."

notice
  "N"
"""
VOCABULARY = """vocabulary v "V"
  flag   yes/no  "Flag"
  other  yes/no  "Other"
"""


def changed(old: str, new: str, vocabulary: str = VOCABULARY) -> tuple[str, ...]:
    assert old in TEXT
    return changed_parts(policy_of(TEXT, VOCABULARY), policy_of(TEXT.replace(old, new), vocabulary))


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('"P"', '"Q"'),
        ('"Exercise"', '"Exercises"'),
        ("1.0.0", "1.0.1"),
        ("effective  2026-01-01", "effective  2026-01-01 to 2026-12-31"),
        ("  uses ", '  owner "O"\n  status draft\n  uses '),
        ('"Score"', '"Pain score"'),
        ('"Kind"', '"Where"'),
        ("  unused     0..10 ", "  unused     0..5 "),
        ('  unused     0..10      "Unused"\n', ""),
        ('"What it is"', '"What it was"'),
        ('define severe "Severe"', 'define severe "Severely"'),
        ("score >= 1", "score >= 2"),
        ("12 weeks", "84 days"),
        ("12 months", "1 year"),
        ('section "S"', 'section "T"'),
        ('"Lasting"', '"It lasts"'),
        ('"Care helps."', '"Care may help."'),
        ('    note "As read."\n', ""),
        ('authorization "A"', 'authorization "B"'),
        ('"Write."', '"Call."'),
        ('"N"', '"M"'),
        ("  uses ", "  # a comment\n  uses   "),
    ],
    ids=repr,
)
def test_words(old: str, new: str) -> None:
    assert changed(old, new) == ()


@pytest.mark.parametrize(
    ("old", "new", "parts"),
    [
        ("97110", "97112", ("procedures",)),
        ("2026-01-01", "2026-01-02", ("effective",)),
        ("score      0..10", "score      1..10", ("fact score",)),
        ("home | office", "home | office | clinic", ("fact visit",)),
        ("score >= 7", "score > 7", ("definition severe",)),
        ("12 weeks", "85 days", ("clause lasting",)),
        ("12 weeks", "3 months", ("clause lasting",)),
        ("any of", "all of", ("clause lasting",)),
        ("require lasting", "review lasting", ("clause lasting",)),
        ("require lasting", "require lasts", ("clause lasts", "clause lasting")),
        ("at least 2 visit", "at least 3 visit", ("clause seen",)),
        ("12 months", "11 months", ("clause seen",)),
        ("kind is home", "kind is office", ("clause seen",)),
        ("    unless flag\n", "", ("clause seen", "fact flag")),
        ("    unless flag", "    unless flag\n    when severe", ("clause seen",)),
        ("90 days", "91 days", ("authorization",)),
        ('  appeal "Write."', '  grants "3 visits"', ("authorization",)),
    ],
    ids=repr,
)
def test_meaning(old: str, new: str, parts: tuple[str, ...]) -> None:
    assert changed(old, new) == parts


def test_a_vocabulary_changes_the_meaning_of_the_policies_that_ask_for_what_changed() -> None:
    assert changed("", "", VOCABULARY + '  more   yes/no  "More"\n') == ()
    assert changed("", "", VOCABULARY.replace('"Flag"', '"A flag"')) == ()
    assert changed("", "", VOCABULARY.replace("other  yes/no", "other  date")) == ()
    assert changed("", "", VOCABULARY.replace("flag   yes/no", "flag   judgement")) == ("fact flag",)
