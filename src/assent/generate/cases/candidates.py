"""What is worth trying for a fact: on each side of all that a policy holds it against."""

from __future__ import annotations

from collections.abc import Iterator

from assent.evaluate.interpreter import Case
from assent.generate.cases.beside import against_literals, beside
from assent.generate.cases.lists import lists
from assent.generate.cases.values import Candidate, day_text, usable, values
from assent.language.expressions import Count, Fact, Leaf, Recent
from assent.language.operands import inputs_of
from assent.language.operators.dates import window_start
from assent.language.types import Collection
from assent.language.values import Period
from assent.requests.reading import NOT_DONE

_USUAL_DAYS = 7


def candidates(fact: Fact, leaves: tuple[Leaf, ...], given: Case) -> tuple[Candidate, ...]:
    """The candidates for a fact that `leaves` ask about, likeliest to be met first.

    `given` is the date, and what other facts are held to be.
    """
    if isinstance(fact.type, Collection):
        tests, others = against_literals(leaves, given, fact), beside(leaves, fact, given.as_of)
        own = tuple(leaf for leaf in tests if _is_of(leaf, fact))  # the condition of another list may name this one
        return usable(fact.type, lists(fact.type, own, given, others), given, fact)
    found = values(fact.type, leaves, given, fact)
    asked = (one for leaf in leaves for one in inputs_of(leaf) if isinstance(one, Recent) and one.fact == fact)
    windows = tuple(dict.fromkeys(one.window for one in asked))
    return tuple(_with_days(found, windows, given.as_of)) if windows else found


def _is_of(leaf: Leaf, fact: Fact) -> bool:
    """Whether a leaf counts the elements of a list, or asks about what is worked out of them."""
    asked = leaf.fact if isinstance(leaf, Count) else getattr(leaf.operand, "fact", fact)
    return bool(asked == fact)


def _with_days(found: tuple[Candidate, ...], windows: tuple[Period, ...], as_of: int) -> Iterator[Candidate]:
    """Values of a day that is in every window; and one of them of days on either side of each."""
    usual = max(as_of - _USUAL_DAYS, *(window_start(window, as_of) for window in windows))
    measured = [one for one in found if one.raw != NOT_DONE]
    yield from (Candidate({"value": one.raw, "on": day_text(usual)}, one.what) for one in measured)
    yield from (one for one in found if one.raw == NOT_DONE)
    for window in windows:
        first = window_start(window, as_of)
        for day, what in ((first, "on the first day of"), (first - 1, "a day before")):
            yield Candidate({"value": measured[0].raw, "on": day_text(day)}, f"{what} the last {window}")
    yield Candidate({"value": measured[0].raw, "on": day_text(as_of + 1)}, "a day after the request")
    yield Candidate(measured[0].raw, "without its date")
