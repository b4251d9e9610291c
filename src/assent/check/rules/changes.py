"""How much one number lies below or above another: of no number, from a written one, by an unclear amount."""

from __future__ import annotations

from decimal import Decimal

from assent.check.problems import Problems
from assent.check.subject import Subject, example_test
from assent.language.types import describe
from assent.source.catalogue import Code
from assent.syntax.tree import Change

NO_CHANGE = Code("no-change", "error", "so much below or above something, where two numbers have to stand")
UNCLEAR_CHANGE = Code("unclear-change", "error", "a change by an amount that can mean several things, or nothing")
CODES = (NO_CHANGE, UNCLEAR_CHANGE)


def no_number(problems: Problems, node: Change, subject: Subject) -> None:
    """`arthritis at least 5 % below baseline_arthritis`."""
    problems.add(
        NO_CHANGE,
        node.at,
        f"only a number can be so much {node.side} another, and `{subject.words}` is {describe(subject.type)}",
        label="no number",
        others=subject.others,
        help=f"write for example `{example_test(subject.words, subject.type)}`",
    )


def from_a_number(problems: Problems, node: Change, subject: Subject) -> None:
    """`weight at least 5 % below 80 kg`: what that is can be written down."""
    problems.add(
        NO_CHANGE,
        node.at,
        f"`{problems.words(node.other.at)}` is a number that is known, so what is {node.side} it is known too",
        label="no other value",
        others=subject.others,
        help=f"write the number itself, such as `{example_test(subject.words, subject.type)}`, "
        "or name the fact that it is held against",
    )


def unclear_amount(problems: Problems, node: Change, subject: Subject, unit: str) -> None:
    """`weight at least 5 below baseline_weight`; or percent of a value that is counted in percent."""
    number = node.amount.word.word
    if node.amount.rest is None:
        message = f"`{number}` can be `{number} {unit}` or `{number} %`: it needs its unit"
        help = f"write `{number} {unit}`, or `{number} %` of what it was"
        if unit == "%":
            message = f"`{number}` needs its unit: `{subject.words}` is counted in `%`"
            help = f"write `{number} points` for the difference of the two percentages"
    else:
        message = f"`{subject.words}` is counted in `%`, so `{number} %` {node.side} can mean two things"
        help = f"write `{number} points` for the difference: {number} points below 90 % is {_less(number)} %"
    problems.add(UNCLEAR_CHANGE, node.amount.at, message, label="how much?", others=subject.others, help=help)


def _less(number: str) -> Decimal:
    return 90 - Decimal(number)


def can_be(problems: Problems, node: Change, number: int | Decimal, *, percent: bool) -> bool:
    """Whether a value can be so much below or above another; if not, that is reported."""
    if number <= 0:
        problems.add(
            UNCLEAR_CHANGE,
            node.amount.at,
            f"`{problems.words(node.amount.at)}` {node.side} is no change",
            label="has to be more than 0",
            help="write how much below or above as a number greater than 0, or compare the two with `<=` or `>=`",
        )
        return False
    if percent and node.side == "below" and number > 100:
        problems.add(
            UNCLEAR_CHANGE,
            node.amount.at,
            f"nothing is `{problems.words(node.amount.at)}` below what it was: all of it is 100 %",
            label="more than all of it",
            help="write at most `100 %`",
        )
        return False
    return True
