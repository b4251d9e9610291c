"""Whether requests break a property, by the interpreter: one request, or one and what it becomes with other values."""

from __future__ import annotations

from assent.analyse.replay import BEST_LAST, Replayed
from assent.language.expressions import Fact
from assent.language.nothing import NOTHING
from assent.language.operands import day_of
from assent.language.properties import Never, NeverDeniedForWant, NeverWorse, is_more


def is_broken(property: Never, replayed: Replayed) -> bool:
    """Whether a request has the outcome that it must never have."""
    if replayed.outcome != property.outcome:
        return False
    truth = replayed.truth(property.test)
    return truth is not True if property.unless else truth is True


def is_denied_for_want(property: NeverDeniedForWant, first: Replayed, second: Replayed) -> bool:
    """Whether a denied request is denied no longer where documents that were wanting are provided, all else alike."""
    rightly = all(
        first.read.facts.get(fact.name) == second.read.facts.get(fact.name)
        or (is_wanting(first, fact) and not is_wanting(second, fact))
        for fact in property.documents
    )
    return rightly and first.outcome == "deny" != second.outcome


def is_wanting(replayed: Replayed, fact: Fact) -> bool:
    """Whether a document was not provided by the date of the request, or nothing is said of it."""
    value = replayed.read.facts.get(fact.name)
    return value is None or value is False or value is NOTHING or value > replayed.read.as_of


def is_worse(property: NeverWorse, first: Replayed, second: Replayed) -> bool:
    """Whether the outcome is farther from an approval with more of the fact, or with less where it is about less."""
    name = property.fact.name
    value, other = first.read.facts.get(name), second.read.facts.get(name)
    day = day_of(property.fact).name
    if first.read.facts.get(day) != second.read.facts.get(day):
        return False
    if value is None or other is None or value is NOTHING or other is NOTHING:
        return False
    rightly = is_more(other, value) if property.more else is_more(value, other)
    return rightly and BEST_LAST.index(second.outcome) < BEST_LAST.index(first.outcome)
