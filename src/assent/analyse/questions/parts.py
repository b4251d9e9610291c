"""Parts of clauses that change nothing: dead exceptions, swallowed alternatives, tests that follow from others."""

from __future__ import annotations

from assent.analyse.changes import LeftOut, parts_left_out
from assent.analyse.places import named, place_of, words
from assent.analyse.session import Impossible
from assent.analyse.subject import Found, Said, Subject, undecided
from assent.language.expressions import Expression, leaves_of, parts_of
from assent.language.operands import facts_of
from assent.source.catalogue import Code

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
    reported: set[int] = set()
    for left_out in parts_left_out(named(subject.policy, owner)):
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
            found.append(_report(subject, left_out, said, waives=waives))
    return Said(tuple(found), idle_facts=frozenset(asked))


def _report(subject: Subject, left_out: LeftOut, said: str, *, waives: bool) -> Found:
    place = place_of(subject.policy, left_out.id)
    if waives:
        whole = left_out.block == "exception"
        return DEAD_EXCEPTION.at(
            place,
            f"{'the exception of' if whole else f'“{said}” as an exception in'} `{left_out.id}` changes no outcome",
            label="once it is known, every outcome is the same without it",
            help="leave it out; or, if it is meant to help, give the clause that stands in its way the same exception",
        )
    if left_out.block == "any of":
        return SWALLOWED.at(
            place,
            f"“{said}” in `{left_out.id}` changes no outcome: the other alternatives cover it, or it leads nowhere",
            label="every outcome is the same without this alternative",
            help="leave it out, or change what makes it differ from the others",
        )
    return IDLE_TEST.at(
        place,
        f"“{said}” in `{left_out.id}` changes no outcome: what else is asked sees to it",
        label="every outcome is the same without this test",
        help="leave it out, or change what it asks",
    )


def _inside(part: Expression) -> set[int]:
    return {id(part)}.union(*(_inside(inner) for inner in parts_of(part)))
