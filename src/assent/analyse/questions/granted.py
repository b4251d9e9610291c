"""Of all requests that two policies both approve: does the new one grant as much as the old one?"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from typing import Literal

from assent.analyse.both import Both
from assent.analyse.encode.effects import EncodedPolicy
from assent.analyse.encode.terms import Term
from assent.analyse.grants import (
    VALIDITY,
    Level,
    Thing,
    as_written,
    conditions,
    facts_requested,
    has_one_measure,
    is_as_much_otherwise,
    is_less,
    is_settled,
    lines_of,
    options_of_one_alone,
    read_off,
    told,
    words,
)
from assent.analyse.replay import Replayed
from assent.analyse.session import Answer, Example, Impossible, NotDecided
from assent.analyse.shared import ranks
from assent.language.types import Scale

Way = Literal["less", "more", "otherwise"]
WAYS: tuple[Way, ...] = ("less", "more", "otherwise")
GrantVerdict = Literal["same", "less", "more", "both", "otherwise", "not decided"]


@dataclass(frozen=True, slots=True)
class OfThing:
    """Of one thing: whether less of it is granted, more, or as much but not as surely (a clinician is asked by one).

    `shown` are the words for what each policy grants, old and new, of each example.
    """

    thing: Thing
    answers: Mapping[Way, Answer]
    shown: Mapping[Way, tuple[str, str]]

    @property
    def verdict(self) -> GrantVerdict:
        return _verdict([self])


@dataclass(frozen=True, slots=True)
class Grants:
    """What approvals grant, thing by thing, of all things that either policy grants."""

    things: tuple[OfThing, ...]

    @property
    def verdict(self) -> GrantVerdict:
        return _verdict(self.things)


def _verdict(things: tuple[OfThing, ...] | list[OfThing]) -> GrantVerdict:
    found = [(way, answer) for one in things for way, answer in one.answers.items()]
    ways = {way for way, answer in found if isinstance(answer, Example)}
    if {"less", "more"} <= ways:
        return "both"
    if any(isinstance(answer, NotDecided) for _, answer in found):
        return "not decided"
    return next((way for way in WAYS if way in ways), "same")


def compare_grants(both: Both) -> Grants:
    """Hold each thing that either policy grants against what the other one grants of it."""
    things = {**lines_of(both.old), **lines_of(both.new)}
    return Grants(tuple(_of_thing(both, thing) for thing in things))


def _of_thing(both: Both, thing: Thing) -> OfThing:
    if as_written(thing, both.told[0]) == as_written(thing, both.told[1]):
        return OfThing(thing, dict.fromkeys(WAYS, Impossible()), {})
    if unranked := options_of_one_alone(thing, both.old, both.new):
        listed = " and ".join(f"`{option}`" for option in unranked)
        why = NotDecided(f"{listed} are options of one of the two alone, which have no order between them")
        return OfThing(thing, dict.fromkeys(WAYS, why), {})
    asked = _Asked(both, thing)
    answers = {way: asked.whether(way) for way in WAYS}
    shown = {
        way: (words(thing, old), words(thing, new))
        for way, answer in answers.items()
        if isinstance(answer, Example)
        for old, new in (both.replayed(answer.request),)
    }
    return OfThing(thing, answers, shown)


class _Asked:
    """One thing, and what is asked of it."""

    def __init__(self, both: Both, thing: Thing) -> None:
        self._both, self._thing = both, thing
        self._ranks = tuple(
            {
                change.name: ranks(fact.type, change.common.type)
                for change in both.changes
                for fact in ((change.old, change.new)[at],)
                if change.common is not None and isinstance(change.common.type, Scale) and isinstance(fact.type, Scale)
            }
            for at in (0, 1)
        )
        # Where days stand against months, which is later is a matter of the date.
        self._by_days = thing == VALIDITY and not has_one_measure(both.old, both.new)
        self._levels = self._told(both.encoded)
        _, *outlined = both.outline
        self._outlined = None if self._by_days else self._told((outlined[0], outlined[1]))

    def whether(self, way: Way) -> Answer:
        """Whether a request that both approve is granted less by the new policy, more, or otherwise."""
        both = self._both
        approved = [encoded.outcomes["approve"] for encoded in both.encoded]
        if self._outlined is not None:
            outline, *policies = both.outline
            if outline.rules_out(*(one.outcomes["approve"] for one in policies), _turns(way, *self._outlined)):
                return Impossible()
        wanted, facts = [*approved, _turns(way, *self._levels)], self._facts()
        settled = both.can(
            [*wanted, *(is_settled(level) for level in self._levels)], partial(self._shows, way, True), facts
        )
        if isinstance(settled, Example):  # what is open in both is harder to read than what was requested
            return settled
        return both.can(wanted, partial(self._shows, way, False), facts)

    def _shows(self, way: Way, settled: bool, old: Replayed, new: Replayed) -> bool:
        if (old.outcome, new.outcome) != ("approve", "approve"):
            return False
        levels = [read_off(self._thing, one, ranks) for one, ranks in zip((old, new), self._ranks, strict=True)]
        return bool(_turns(way, *levels)) and (not settled or all(map(is_settled, levels)))

    def _told(self, encoded: tuple[EncodedPolicy, EncodedPolicy]) -> tuple[Level, Level]:
        old, new = (
            told(self._thing, one, partial(self._both.requested, encoded=one), among, by_days=self._by_days)
            for one, among in zip(encoded, self._ranks, strict=True)
        )
        return old, new

    def _facts(self) -> frozenset[str]:
        """The facts that the answer turns on: those of the clauses, and of what is granted."""
        both = self._both
        found = both.facts_asked(*(clause.id for policy in both.told for clause in policy.clauses))
        for encoded in both.encoded:
            found |= facts_requested(lines_of(encoded.policy).get(self._thing, ()))
            for condition in conditions(self._thing, encoded.policy):
                found |= encoded.expressions.facts_in(condition)
        return found


def _turns(way: Way, old: Level, new: Level) -> Term:
    match way:
        case "less":
            return is_less(new, old)
        case "more":
            return is_less(old, new)
        case "otherwise":
            return is_as_much_otherwise(old, new)
