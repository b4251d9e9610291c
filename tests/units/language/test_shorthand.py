"""A shorthand and its longer form are one expression, and the language reference shows both."""

from __future__ import annotations

from pathlib import Path

import pytest

from assent.language.expressions import Expression
from assent.language.shorthand import SHORTHANDS, Shorthand
from checking import HEADER, policy_of

REFERENCE = Path(__file__).parents[3] / "docs" / "language.md"
FACTS = """
facts
  xray  dated list            "X-ray set"
  mri   dated list            "MRI set"
  side  left | right | both   "Side"
  pain_score  0..10           "Pain score"
  xray_date   date            "Date of the X-ray"
  mri_date    date            "Date of the MRI"
  trial evidence of "Drug tried"
    result failed | not_tolerated | contraindicated | helped "Result"
    taken duration "How long it was taken"
  visit list of "Visit"
    score 0..10 "Score"
require c "C"
"""


def _body(written: str) -> Expression:
    return policy_of(HEADER + FACTS + "".join(f"  {line}\n" for line in written.splitlines())).clauses[0].body


@pytest.mark.parametrize("shorthand", SHORTHANDS, ids=lambda shorthand: shorthand.written)
def test_a_shorthand_is_its_longer_form(shorthand: Shorthand) -> None:
    assert _body(shorthand.written) == _body(shorthand.means)


@pytest.mark.parametrize("shorthand", SHORTHANDS, ids=lambda shorthand: shorthand.written)
def test_the_language_reference_shows_both(shorthand: Shorthand) -> None:
    longer = "; ".join(line.strip() for line in shorthand.means.splitlines()).replace(" of; ", " of: ")
    assert f"| `{shorthand.written}` | `{longer}` |" in REFERENCE.read_text("utf-8")
