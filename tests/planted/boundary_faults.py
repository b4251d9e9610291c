"""Faults by which a test, as the solver is told it, is met on another side of its threshold than the one written."""

from __future__ import annotations

from functools import cache

from planted.checks import Check
from planted.property_faults import compiled_in
from planted.worlds import World

_LISTS = """policy p "P"
  version 1.0.0
  effective 2026-01-01
facts
  visit dated list "Visits"
  drug list of "Drugs"
    date date "Date"
    dose 0..1000 mg "Dose"
    kind a | b "Kind"
  course list of episodes "Courses"
    dose 0..1000 mg "Dose"
  therapy evidence of episodes "Therapies"
    kind a | b "Kind"
  smoker yes/no measured "Smokes"
  packs 0..10 or not done "Packs"
  years 0..100 "Years"
  days 1..7 "Days of a week"
  weight 20..300 kg "Weight"
  change -50..50 kg "Change"
  born date "Born"
  seen date "Seen"
calculated load "Load"
  packs * years / days - packs
require r "R"
  {}
"""


@cache
def met_as_written(asked: str) -> Check:
    """Whether it is proved of one test, by the copy, that it is met on the side that is written."""

    def check(world: World) -> str | None:
        policy = compiled_in(world, _LISTS.format(asked))
        for held in world.module("analyse.laws.prove").prove_laws(policy, timeout=20):
            if held.law.number == 3 and (held.left or held.tested):
                return f"{asked}: {held.left or held.tested}"
        return None

    return check


BOUNDARIES: tuple[tuple[str, str, str, str, Check], ...] = (
    (
        "the first day of a moving window left out",
        "analyse.encode.patterns",
        'one.day.value > back if pattern.kind == "closer than" else one.day.value >= back',
        'one.day.value > back if pattern.kind == "closer than" else one.day.value > back',
        met_as_written("at most 4 visit within any 6 months"),
    ),
    (
        "so far apart taken for nearer than that",
        "analyse.encode.patterns",
        'one.day.value > back if pattern.kind == "closer than" else one.day.value >= back',
        'one.day.value >= back if pattern.kind == "closer than" else one.day.value >= back',
        met_as_written("every visit at least 14 days apart"),
    ),
    (
        "a row broken by the day on which it still holds",
        "analyse.encode.patterns",
        "linked = conj(any_before, before >= space.calendar.back(one.day.value, pattern.period))",
        "linked = conj(any_before, before > space.calendar.back(one.day.value, pattern.period))",
        met_as_written("at least 3 visit no more than 4 months apart"),
    ),
    (
        "a row that goes on after it was broken",
        "analyse.encode.patterns",
        "choose(linked, row, z3.IntVal(0)) + one.number",
        "row + one.number",
        met_as_written("at least 3 visit no more than 4 months apart"),
    ),
    (
        "a day more between those that are picked",
        "analyse.encode.patterns",
        "before <= space.calendar.back(one.day.value, pattern.period)",
        "before < space.calendar.back(one.day.value, pattern.period)",
        met_as_written("at least 3 visit at least 14 days apart"),
    ),
    (
        "each held against the one before it, picked or not",
        "analyse.encode.patterns",
        "choose(takes, one.day.value, before)",
        "choose(conj(one.counts, one.number > 0), one.day.value, before)",
        met_as_written("at least 3 visit at least 14 days apart"),
    ),
    (
        "per field, whatever the value",
        "analyse.encode.patterns",
        "found.append(replace(other, counts=conj(other.counts, fits)))",
        "found.append(other)",
        met_as_written("at most 2 drug per kind"),
    ),
    (
        "the first day of the window of a picked element left out",
        "analyse.encode.lists",
        "inside = conj(inside, day.value >= space.calendar.back(space.as_of, leaf.window))",
        "inside = conj(inside, day.value > space.calendar.back(space.as_of, leaf.window))",
        met_as_written("latest drug.kind is a within the last 30 days"),
    ),
    (
        "the last day of the window of a value left out",
        "analyse.encode.operators",
        "return conj(space.calendar.back(space.as_of, period) <= day, day <= space.as_of)",
        "return conj(space.calendar.back(space.as_of, period) <= day, day < space.as_of)",
        met_as_written("smoker within the last 30 days"),
    ),
    (
        "a day more between episodes of one stretch",
        "analyse.encode.episodes",
        "joins = conj(there, first - end - 1 <= gap)",
        "joins = conj(there, first - end - 2 <= gap)",
        met_as_written("at least 6 consecutive weeks of course with gaps of at most 3 days"),
    ),
    (
        "an episode inside another one ends both",
        "analyse.encode.episodes",
        "choose(joins, later, last)",
        "last",
        met_as_written("at least 6 consecutive weeks of course"),
    ),
    (
        "only the last stretch counted",
        "analyse.encode.episodes",
        "done + end - begin, done)",
        "end - begin, done)",
        met_as_written("at least 6 weeks of course"),
    ),
    (
        "a total of days held against the shortest months",
        "analyse.encode.episodes",
        "found.sure.last_days(True, longest + more)",
        "found.sure.last_days(True, shortest + more)",
        met_as_written("at least 3 months of course"),
    ),
    (
        "more than for at least, in the condition of what is picked",
        "analyse.encode.operators",
        '">=": operator.ge,',
        '">=": operator.gt,',
        met_as_written("latest drug.kind is a where dose >= 10 mg"),
    ),
    (
        "no more than three stretches in a total",
        "analyse.encode.episodes",
        "done = choose(conj(counts, there, neg(joins)), done + end - begin, done)",
        "done = choose(conj(counts, there, neg(joins), len(steps) < 3), done + end - begin, done)",
        met_as_written("at least 6 weeks of course"),
    ),
    (
        "enough elements that count not enough while it is open whether another does",
        "analyse.encode.lists",
        "surely = reaches(number, low, leaf.pattern, space, sure=True)",
        """surely = conj(
            reaches(number, low, leaf.pattern, space, sure=True),
            *(disj(one.number == 0, one.counts, neg(more.counts)) for one, more in zip(low, high, strict=True)),
        )""",
        met_as_written("at least 2 visit within the last 6 months"),
    ),
    (
        "too many elements in a stretch not too many while it is open whether another counts",
        "analyse.encode.lists",
        "surely = reaches(number, low, leaf.pattern, space, sure=True)",
        """surely = conj(
            reaches(number, low, leaf.pattern, space, sure=True),
            *(disj(one.number == 0, one.counts, neg(more.counts)) for one, more in zip(low, high, strict=True)),
        )""",
        met_as_written("at most 2 visit within any 6 months"),
    ),
    (
        "too few elements that may count not too few while it is open whether one does",
        "analyse.encode.lists",
        "never = neg(reaches(number, high, leaf.pattern, space, sure=False)) if leaf.fact.type.complete else False",
        """never = conj(
            neg(reaches(number, high, leaf.pattern, space, sure=False)) if leaf.fact.type.complete else False,
            *(disj(one.number == 0, one.counts, neg(more.counts)) for one, more in zip(low, high, strict=True)),
        )""",
        met_as_written("at least 2 drug within any 6 months where dose >= 10 mg"),
    ),
    (
        "an episode of which it is open whether it counts left out of all that may",
        "analyse.encode.episodes",
        "sure.append((conj(there, fit.met, first.known, last.known), begin, last.value))",
        """sure.append((conj(there, fit.met, first.known, last.known), begin, last.value))
        there = conj(there, disj(fit.met, fit.unmet))""",
        met_as_written("at most 6 weeks of course where dose >= 10 mg"),
    ),
    (
        "an episode whose first day is not known taken for one that surely lasts",
        "analyse.encode.episodes",
        "sure.append((conj(there, fit.met, first.known, last.known), begin, last.value))",
        "sure.append((conj(there, fit.met, last.known), begin, last.value))",
        met_as_written("at least 6 consecutive weeks of course"),
    ),
    (
        "evidence of too short a time taken for the whole account",
        "analyse.encode.episodes",
        "most = _joined(may, operand.gap or 0, space) if type.complete else None",
        "most = _joined(may, operand.gap or 0, space)",
        met_as_written("at least 6 weeks of therapy where kind is a"),
    ),
    (
        "a day more in what is counted back from another date",
        "analyse.encode.expressions",
        "return replace(day, value=self.space.calendar.back(day.value, period))",
        "return replace(day, value=self.space.calendar.back(day.value, period) + 1)",
        met_as_written("seen at least 6 months before born"),
    ),
    (
        "a percentage of 0",
        "analyse.encode.operators",
        "nothing = disj(symbol.nothing, conj(symbol.known, symbol.value <= 0))",
        "nothing = disj(symbol.nothing, conj(symbol.known, symbol.value < 0))",
        met_as_written("weight at least 5 % below change"),
    ),
    (
        "what is not known taken for what it might be",
        "analyse.encode.truth",
        "return Truth(conj(known, term), conj(known, neg(term)))",
        "return Truth(term, conj(known, neg(term)))",
        met_as_written("packs >= 3"),
    ),
    (
        "no answer on a value beside what was not done",
        "analyse.encode.operators",
        "return Truth(conj(neg(nothing), known, holds), disj(nothing, conj(known, neg(holds))))\n        case _:",
        "return Truth(conj(neg(nothing), known, holds), conj(known, neg(holds)))\n        case _:",
        met_as_written("packs >= years"),
    ),
    (
        "a list that was not stated taken for an empty one",
        "analyse.encode.lists",
        "return Truth(conj(listed.known, truth.met), conj(listed.known, truth.unmet))",
        "return Truth(conj(listed.known, truth.met), truth.unmet)",
        met_as_written("at least 2 visit"),
    ),
    (
        "the earliest for the latest",
        "analyse.encode.lists",
        "best <= day.value if operand.earliest else day.value <= best",
        "day.value <= best if operand.earliest else best <= day.value",
        met_as_written("latest drug.kind is a"),
    ),
    (
        "an element of no day never the latest",
        "analyse.encode.lists",
        "candidates.append(conj(one, disj(neg(day.known), rivals)))",
        "candidates.append(conj(one, day.known, rivals))",
        met_as_written("earliest drug.dose >= 10 mg within the last 6 months"),
    ),
    (
        "a latest element that states no value left out where another one does",
        "analyse.encode.lists",
        "agree.append(disj(neg(candidate), value.known, value.nothing))",
        "agree.append(True)",
        met_as_written("latest drug.dose >= 10 mg"),
    ),
    (
        "none picked where one may be",
        "analyse.encode.lists",
        "no_element = conj(listed.known, neg(disj(*open)))",
        "no_element = conj(listed.known, neg(disj(*sure)))",
        met_as_written("latest drug.kind is a where dose >= 10 mg"),
    ),
    (
        "multiplied by what divides",
        "analyse.encode.operators",
        "term = term / _real(values[one].value)",
        "term = term * _real(values[one].value)",
        met_as_written("load >= 3"),
    ),
    (
        "a sum of what is known of its parts",
        "analyse.encode.operators",
        "conj(neg(nothing), *(one.known for one in values.values()))",
        "conj(neg(nothing), disj(*(one.known for one in values.values())))",
        met_as_written("load >= 3"),
    ),
)
