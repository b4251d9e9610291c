"""Parts of clauses that change nothing: dead exceptions, swallowed alternatives, tests that follow from others."""

from __future__ import annotations

from collections.abc import Iterator

from assent.analyse.changes import LeftOut, parts_left_out
from assent.analyse.places import place_of, words
from assent.analyse.session import Impossible
from assent.analyse.subject import Found, Subject, undecided
from assent.language.expressions import Expression, leaves_of, named_in, parts_of
from assent.language.operands import facts_of
from assent.source.catalogue import Code

DEAD_EXCEPTION = Code("dead-exception", "warning", "an exception, or a part of one, that changes no outcome")
SWALLOWED = Code("swallowed-alternative", "warning", "an alternative that another one always covers")
IDLE_TEST = Code("idle-test", "warning", "a test in a block that changes no outcome, because the others see to it")
CODES = (DEAD_EXCEPTION, SWALLOWED, IDLE_TEST)


def idle_parts(subject: Subject) -> Iterator[Found]:
    """Parts without which every outcome would be the same: of an exception, once it is known whether it applies."""
    reported: set[int] = set()
    waived = _exceptions(subject)
    for left_out in parts_left_out(subject.policy):
        if left_out.id in subject.idle or id(left_out.part) in reported:
            continue
        waives = left_out.in_exception or left_out.id in waived
        # While it is open whether an exception applies, a clause that would deny is open too.
        answer = subject.changes(left_out, known=waives)
        said = words(subject.policy, left_out.part)
        if (open := undecided(f"whether “{said}” in `{left_out.id}` changes anything", answer)) is not None:
            yield open
        if isinstance(answer, Impossible):
            reported |= _inside(left_out.part)
            subject.idle_facts |= {fact.name for leaf in leaves_of(left_out.part) for fact in facts_of(leaf)}
            yield _report(subject, left_out, said, waives=waives)


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


def _exceptions(subject: Subject) -> set[str]:
    """The definitions that serve as exceptions, and as nothing else."""
    inside: set[str] = set()
    elsewhere: set[str] = set()
    for clause in subject.policy.clauses:
        inside |= set(named_in(clause.unless)) if clause.unless is not None else set()
        for part in (clause.body, clause.when):
            elsewhere |= set(named_in(part)) if part is not None else set()
    return inside - elsewhere


def _inside(part: Expression) -> set[int]:
    return {id(part)}.union(*(_inside(inner) for inner in parts_of(part)))
