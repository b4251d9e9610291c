"""The nearest of some names: a slip of the pen is mended, and a word that says the opposite is not."""

from __future__ import annotations

import pytest

from assent.requests.findings import Findings
from assent.source.suggest import nearest

SLIPS = {
    "renewl": "renewal",
    "intial": "initial",
    "wek": "week",
    "ues": None,
    "yess": "yes",
    "new": None,
    "uncovered": None,
    "complete": None,
    "INCOMPLETE": "incomplete",
    "the": None,
    "for": None,
    "nfected": "infected",
    "pregnancy": "current_pregnancy",
    "fracture": None,
    "non_smoking": None,
    "smokin": "smoking",
}
NAMES = (
    "initial",
    "renewal",
    "week",
    "yes",
    "covered",
    "incomplete",
    "either",
    "or",
    "infected",
    "current_pregnancy",
    "no_fracture",
    "smoking",
)


@pytest.mark.parametrize(("word", "meant"), SLIPS.items())
def test_the_nearest_name_is_a_slip_away_or_none(word: str, meant: str | None) -> None:
    assert nearest(word, NAMES) == meant
    assert Findings().suggested(word, NAMES) == (f"; did you mean `{meant}`?" if meant else "")
