"""What is tried for a list that the condition of another list names."""

from __future__ import annotations

from assent.generate.cases.emit import emit
from checking import policy_of

POLICY = """policy p "P"
  version 1.0.0
  effective 2026-01-01
facts
  therapy list of episodes "Therapy"
    kind a | b "Kind"
  visit list of "Visit"
    kind a | b "Kind"
    date date "Date"
require long "As long"
  at least 6 weeks of therapy where kind is latest visit.kind
"""


def test_the_list_is_not_taken_for_the_other_one() -> None:
    (text,) = emit(policy_of(POLICY)).values()
    of_visits = [line for line in text.splitlines() if 'name: "Visit' in line]
    assert of_visits and not any("6 weeks" in line for line in of_visits)
