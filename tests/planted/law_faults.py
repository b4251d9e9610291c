"""Faults by which a policy, as the solver is told it, would break a law that every policy obeys."""

from __future__ import annotations

from functools import cache

from planted.boundary_faults import BOUNDARIES
from planted.checks import Check
from planted.property_faults import compiled_in
from planted.worlds import World

_POLICY = """policy p "P"
  version 1.0.0
  effective 2026-01-01
facts
  age whole 0..120 "Age"
  pain 0..10 measured "Pain"
  treated duration "Treated"
  quit date "Quit on"
  infected yes/no "Infected"
  fit judgement "Fit"
  visit dated list "Visits"
  paper dated evidence "Papers"
  course list of episodes "Courses"
require grown "Grown"
  age >= 18
  unless fit
require years_ago "Quit"
  years since quit > 2
require long_enough "Treated"
  treated >= 90 days
exclude painless "Painless"
  pain <= 3 within the last 30 days
exclude infection "Infection"
  infected
require visits "Visits"
  3 to 8 visit within the last 90 days
submit papers "Papers"
  at least 2 paper
require courses "Courses"
  at least 6 consecutive weeks of course
review unfit "Unfit"
  not fit
"""


@cache
def law(number: int) -> Check:
    """Whether a law is proved of a policy by the copy."""

    def check(world: World) -> str | None:
        policy = compiled_in(world, _POLICY)
        for held in world.module("analyse.laws.prove").prove_laws(policy, timeout=20):
            if held.law.number == number and held.left:
                return f"law {number}: {held.left[0].what}: {held.left[0].answer}"
        return None

    return check


def told_alike(world: World) -> str | None:
    """Whether two requests, of which one says more, are among those that the solver is told of."""
    policy = compiled_in(world, _POLICY)
    session_of, fuller = world.module("analyse.session").Session, world.module("analyse.laws.fuller").Fuller
    leaves = list(world.module("analyse.outline").asked_in(policy))
    for leaf in leaves:
        session = session_of(policy, test=leaf)
        first = session.expressions_of_tests
        first.truth(leaf)
        told = fuller(session.space, [leaf])
        facts = world.module("language.operands").values_of(leaf)
        pairs = [(first.symbol(fact), told.symbol(fact, first.symbol(fact))) for fact in facts]
        neg = world.module("analyse.encode.terms").neg
        for before, after in ((True, True), (False, True), (False, False)):
            known = [
                one if wanted else neg(one) for a, b in pairs for one, wanted in ((a.known, before), (b.known, after))
            ]
            if session.solver.model(*told.given, *known) is None:
                return f"{leaf}: {before}, then {after}"
    return None


LAWS: tuple[tuple[str, str, str, str, Check], ...] = (
    (
        "an exclusion that is unknown taken for one that is not met",
        "analyse.encode.effects",
        "return Effect(truth.met, provider, clinician)",
        "return Effect(truth.met, False, False)",
        law(2),
    ),
    (
        "an exclusion that is unknown, and the table",
        "analyse.encode.effects",
        'case "exclude":\n                return Effect(truth.met, provider, clinician)',
        'case "exclude":\n                return Effect(truth.met, False, clinician)',
        law(1),
    ),
    (
        "a denial that no clause calls for",
        "analyse.encode.effects",
        '"deny": deny,',
        '"deny": disj(deny, conj(pend, review)),',
        law(7),
    ),
    (
        "a pend for which nothing is missing",
        "analyse.encode.effects",
        '"pend": conj(neg(deny), pend),',
        '"pend": conj(neg(deny), disj(pend, review)),',
        law(7),
    ),
    (
        "two outcomes at once",
        "analyse.encode.effects",
        '"review": conj(neg(deny), neg(pend), review),',
        '"review": conj(neg(deny), review),',
        law(1),
    ),
    (
        "a review for what a provider is asked",
        "analyse.encode.expressions",
        "return not is_judged(leaf)",
        "return is_judged(leaf)",
        law(1),
    ),
    (
        "an unknown test taken for one that is not met",
        "analyse.encode.truth",
        "return Truth(conj(known, term), conj(known, neg(term)))",
        "return Truth(conj(known, term), neg(conj(known, term)))",
        law(2),
    ),
    (
        "a test that is met and not met",
        "analyse.encode.truth",
        "return Truth(conj(known, term), conj(known, neg(term)))",
        "return Truth(conj(known, term), known)",
        law(1),
    ),
    (
        "a value of no day taken for a recent one",
        "analyse.encode.operators",
        'known=conj(symbol.known, day.known, _inside(day.value, "within the last", window, space))',
        'known=conj(symbol.known, disj(neg(day.known), _inside(day.value, "within the last", window, space)))',
        law(2),
    ),
    (
        "too little evidence taken for the whole account",
        "analyse.encode.lists",
        "space, sure=False)) if leaf.fact.type.complete else False",
        "space, sure=False))",
        law(2),
    ),
    (
        "any of unknown parts not met",
        "analyse.encode.truth",
        "return Truth(disj(*(part.met for part in parts)), conj(*(part.unmet for part in parts)))",
        "return Truth(disj(*(part.met for part in parts)), conj(*(neg(part.met) for part in parts)))",
        law(2),
    ),
    (
        "more than for at least",
        "analyse.encode.operators",
        '">=": operator.ge,',
        '">=": operator.gt,',
        law(3),
    ),
    (
        "a day more than is asked for",
        "analyse.encode.operators",
        "dated = certain(lasting.last - lasting.first >= reached)",
        "dated = certain(lasting.last - lasting.first > reached)",
        law(3),
    ),
    (
        "half a day less than is asked for",
        "analyse.encode.operators",
        "lasting.halves > 2 * days if longer else lasting.halves >= 2 * days)",
        "lasting.halves > 2 * days if longer else lasting.halves > 2 * days - 2)",
        law(3),
    ),
    (
        "months as long as the longest, however long",
        "analyse.encode.operators",
        "shortest = lasting.months >= _months_of(reached, 0)",
        "shortest = lasting.months >= _months_of(reached, 1)",
        law(3),
    ),
    (
        "a window a day longer than it is",
        "analyse.encode.operators",
        "return conj(space.calendar.back(space.as_of, period) <= day, day <= space.as_of)",
        "return conj(space.calendar.back(space.as_of, period) <= day, day <= space.as_of + 1)",
        law(3),
    ),
    (
        "one element more than may be",
        "analyse.encode.lists",
        "(None if leaf.at_most is None else leaf.at_most + 1, True)",
        "(None if leaf.at_most is None else leaf.at_most + 2, True)",
        law(3),
    ),
    (
        "the first day of a window left out of a count",
        "analyse.encode.lists",
        "inside = conj(inside, day.value >= space.calendar.back(space.as_of, leaf.window))",
        "inside = conj(inside, day.value > space.calendar.back(space.as_of, leaf.window))",
        law(3),
    ),
    (
        "a year more for years since",
        "analyse.encode.elapsed",
        '">": reached[floor + 1],',
        '">": reached[floor],',
        law(3),
    ),
    (
        "episodes a day longer than they are",
        "analyse.encode.episodes",
        "return disj(*(conj(there, end - begin >= days) for there, begin, end in self.steps))",
        "return disj(*(conj(there, end - begin + 1 >= days) for there, begin, end in self.steps))",
        law(3),
    ),
    *BOUNDARIES,
    (
        "no request that says more, so that nothing is broken by one",
        "analyse.laws.fuller",
        "self.given.append(disj(neg(known), then))",
        "self.given.append(conj(known, then))",
        told_alike,
    ),
    (
        "no value of a fact that was not stated, so that nothing is broken by one",
        "analyse.laws.fuller",
        'then = z3.FreshBool("then known")',
        "then = known",
        told_alike,
    ),
)
