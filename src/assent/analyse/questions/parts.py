"""Parts of clauses that change nothing: dead exceptions, swallowed alternatives, tests that follow from others."""

from __future__ import annotations

from collections.abc import Set as AbstractSet

from assent.analyse.bands import ends_of_bands
from assent.analyse.changes import LeftOut, parts_left_out
from assent.analyse.places import named, place_of, words
from assent.analyse.session import Impossible
from assent.analyse.subject import Found, Said, Subject, undecided
from assent.language.expressions import Expression, Titled, leaves_of, parts_of
from assent.language.operands import facts_of
from assent.source.catalogue import Code
from assent.source.diagnostic import Label

DEAD_EXCEPTION = Code("dead-exception", "warning", "an exception, or a part of one, that changes no outcome")
SWALLOWED = Code("swallowed-alternative", "warning", "an alternative that another one always covers")
IDLE_TEST = Code("idle-test", "warning", "a test in a block that changes no outcome, because the others see to it")
CODES = (DEAD_EXCEPTION, SWALLOWED, IDLE_TEST)


def idle_parts(owner: str, subject: Subject) -> Said:
    """Parts of a definition or a clause without which every outcome would be the same.

    Of an exception, once it is known whether it applies: while that is open, a clause that would deny is open too.
    """
    found: list[Found] = []
    asked: set[str] = set()
    told: set[tuple[str, str]] = set()
    whole = named(subject.policy, owner)
    # What an approval grants goes by these: they are not idle where they change no outcome.
    reported: set[int] = set() if owner not in subject.granted.ids else _inside(whole.body)
    reported |= _of_pathways(whole.body, subject.granted.pathways)
    # Where one band ends and another begins, what lies beyond the end is the other's to decide.
    reported |= ends_of_bands(whole.body)
    for left_out in parts_left_out(whole):
        if id(left_out.part) in reported:
            continue
        waives = left_out.in_exception or left_out.id in subject.exceptions
        answer = subject.changes(left_out, known=waives)
        said = words(subject.policy, left_out.part)
        if (open := undecided(f"whether “{said}” in `{left_out.id}` changes anything", answer)) is not None:
            found.append(open)
        if isinstance(answer, Impossible):
            reported |= _inside(left_out.part)
            asked |= {fact.name for leaf in leaves_of(left_out.part) for fact in facts_of(leaf)}
            if (said, left_out.block) not in told:  # two that say the same cannot be told apart, nor where they stand
                found.append(_report(subject, left_out, said, answer.bounds, waives=waives))
            told.add((said, left_out.block))
    return Said(tuple(found), idle_facts=frozenset(asked))


def _report(subject: Subject, left_out: LeftOut, said: str, bounds: tuple[str, ...], *, waives: bool) -> Found:
    place = place_of(subject.policy, left_out.id)
    by = subject.sees_to(left_out, known=waives)
    others = tuple(Label(place_of(subject.policy, id), "this sees to it") for id in by)
    if waives:
        whole = left_out.block == "exception"
        return DEAD_EXCEPTION.at(
            place,
            f"{'the exception of' if whole else f'“{said}” as an exception in'} `{left_out.id}` changes no outcome",
            label="once it is known, every outcome is the same without it",
            others=others,
            help="leave it out; or, if it is meant to help, give the clause that stands in its way the same exception",
            up_to=bounds,
        )
    if left_out.block == "any of":
        return SWALLOWED.at(
            place,
            f"“{said}” in `{left_out.id}` changes no outcome: the other alternatives cover it, or it leads nowhere",
            label="every outcome is the same without this alternative",
            others=others,
            help="leave it out, or change what makes it differ from the others",
            up_to=bounds,
        )
    return IDLE_TEST.at(
        place,
        f"“{said}” in `{left_out.id}` changes no outcome: what else is asked sees to it",
        label="every outcome is the same without this test",
        others=others,
        help="leave it out, or change what it asks",
        up_to=bounds,
    )


def _of_pathways(expression: Expression, titles: AbstractSet[str]) -> set[int]:
    """The parts of an expression that are pathways of some titles, and what lies inside."""
    if isinstance(expression, Titled) and expression.title in titles:
        return _inside(expression)
    return set[int]().union(*(_of_pathways(part, titles) for part in parts_of(expression)))


def _inside(part: Expression) -> set[int]:
    return {id(part)}.union(*(_inside(inner) for inner in parts_of(part)))
