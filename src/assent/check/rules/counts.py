"""Counts whose bounds cannot be, or can never be met."""

from __future__ import annotations

from assent.check.problems import Problems
from assent.check.subject import Subject
from assent.language.expressions import Count, Fact
from assent.language.types import Collection
from assent.source.catalogue import Code
from assent.syntax.tree import Comparison, Counted, Flag, Group, Lasting, NumberWord, Step

IMPOSSIBLE_BOUNDS = Code("impossible-bounds", "error", "bounds that no number of things meets, or that every one does")
BOUND_ON_EVIDENCE = Code("bound-on-evidence", "error", "an upper bound on evidence, of which there may always be more")
LATEST_WITH_CONDITION = Code("latest-with-condition", "error", "`latest … where …`, which can be read in two ways")
COUNT_IN_CONDITION = Code("count-in-condition", "error", "a count below the `where` of another count")
CODES = (IMPOSSIBLE_BOUNDS, BOUND_ON_EVIDENCE, LATEST_WITH_CONDITION, COUNT_IN_CONDITION)


def impossible_count(problems: Problems, word: NumberWord) -> None:
    """A number of things that is no whole number."""
    problems.add(
        IMPOSSIBLE_BOUNDS,
        word.at,
        f"`{word.word}` is not a number of things",
        label="not a whole number from 0",
        help="write a whole number, for example `2`",
    )


def count_in_condition(problems: Problems, node: Counted | Lasting | Step, element: Fact) -> None:
    """A count below a `where`, which asks about one element at a time."""
    assert isinstance(element.type, Collection)
    fields = ", ".join(f"`{field.name}`" for field in element.type.fields[:6])
    problems.add(
        COUNT_IN_CONDITION,
        node.at,
        f"`where` looks at one `{element.name}` at a time, and nothing can be counted in it",
        label="a count",
        help=f"below `where`, test its fields ({fields}); write this count as a test of its own, in an `all of` block "
        f"with the other",
    )


def bounds_make_sense(problems: Problems, node: Counted, low: int | None, high: int | None) -> bool:
    """Whether a count's bounds leave something to be met and something to fail; reported where not."""
    if node.form == "latest" and node.where is not None:
        name, window, where = node.name.word, node.window, problems.words(node.where.at)
        if isinstance(node.where, Comparison) and node.where.operand.latest_field is None:
            other = f"`latest {name}.{where}`"
        else:
            other = f"`latest {name}.` and the field"
        problems.add(
            LATEST_WITH_CONDITION,
            node.at,
            f"`latest {name} … where` can be read in two ways: the latest of all, or the latest of those",
            help=f"for one of those, write `at least 1 {name} within the last "
            f"{problems.words(window.at) if window else '…'} where {where}`; for the latest of all, write {other}",
        )
        return False
    if node.form == "between" and low is not None and high is not None and node.low and node.high and low > high:
        problems.add(
            IMPOSSIBLE_BOUNDS,
            (node.low.at[0], node.high.at[1]),
            f"no number is from {low} to {high}",
            label="the smaller number comes first",
            help=f"write `{high} to {low} {node.name.word}`",
        )
        return False
    if node.low and low == 0 and (node.form == "at least"):
        problems.add(
            IMPOSSIBLE_BOUNDS,
            (node.at[0], node.low.at[1]),
            "`at least 0` is met by any number, and tests nothing",
            help=f"write `at least 1 {node.name.word}`, or leave the line out",
        )
        return False
    return True


def bound_on_evidence(problems: Problems, node: Counted, count: Count, subject: Subject, *, negated: bool) -> bool:
    """Whether a count of evidence could never be met, because there may be more than was submitted; then reported."""
    name = subject.words
    bounded = count.at_most is not None
    if not bounded and not negated:
        return False
    written = {"no": "no", "between": f"{count.at_least} to {count.at_most}"}.get(node.form) or problems.words(
        (node.at[0], node.low.at[1] if node.low else node.name.at[0])
    )
    if bounded:
        message = f"`{written} {name}` can never be met: `{name}` is evidence, and there may be more than was submitted"
    else:
        message = f"`not {written} {name}` can never be met: `{name}` is evidence, and absence proves nothing"
    problems.add(
        BOUND_ON_EVIDENCE,
        node.at,
        message,
        label="evidence has no upper bound" if bounded else "its absence is never known",
        others=subject.others,
        help=_instead(count, name, negated=negated),
    )
    return True


def _instead(count: Count, name: str, *, negated: bool) -> str:
    declare = f"declare `{name}` as a list, which is the whole account"
    if count.at_most is not None and not negated and count.at_least:
        return f"write `at least {count.at_least} {name}`, or {declare}"
    if count.at_most is not None and negated and count.at_least in (None, 0):
        return f"write `at least {count.at_most + 1} {name}` without the `not`, or {declare}"
    return declare


def impossible_group(problems: Problems, node: Group, number: int) -> bool:
    """Whether `at least N of` can be met by its parts and fail; reported where not."""
    assert node.number is not None
    parts = len(node.elements)
    unread = any(isinstance(part, Flag) and not part.operand.name.word for part in node.elements)
    if 1 <= number <= parts or unread:
        return False
    if number == 0:
        message, help = "`at least 0 of` is met by anything, and tests nothing", "write `at least 1 of`, or `any of`"
    else:
        message = f"`at least {number} of` can never be met: the block has {parts} {'test' if parts == 1 else 'tests'}"
        help = f"write a number from 1 to {parts}, or add the tests that are missing"
    problems.add(
        IMPOSSIBLE_BOUNDS, node.number.at, message, label="too many for the block" if number else "", help=help
    )
    return True
