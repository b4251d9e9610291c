"""A window or a `where` after a comparison that is not one of `latest` or `earliest` of a list."""

from __future__ import annotations

from assent.check.problems import Problems
from assent.language.expressions import Fact
from assent.source.catalogue import Code
from assent.syntax.tree import Band, Comparison, OneOf, Selected

NOTHING_TO_SELECT = Code("nothing-to-select", "error", "a window or a condition after the test of a single value")
CODES = (NOTHING_TO_SELECT,)


def two_to_select_from(problems: Problems, node: Selected) -> None:
    """`latest a.x >= latest b.y within the last 6 months`: of which of the two?"""
    test = node.test
    assert isinstance(test, Comparison | OneOf | Band)
    problems.add(
        NOTHING_TO_SELECT,
        node.at,
        f"what stands after `{problems.words(test.at)}` could be about either of the two",
        label="of which one?",
        help="hold each against a value of its own, in an `all of` block",
    )


def nothing_to_select(problems: Problems, node: Selected, element: Fact | None) -> None:
    """`pain_score >= 4 where …`, and a window after a time since something: one value, of which nothing is chosen."""
    test = node.test
    assert isinstance(test, Comparison | OneOf | Band)
    words, inner = problems.words(test.at), test.operand.name.word
    what = "a window" if node.window else "a `where`"
    if element is not None:
        help = f"write the window before `where`: `at least 1 {element.name} within the last … where {words}`"
    elif node.where is not None:
        help = f"write `at least 1 {inner} where …` to count elements, or `latest {inner}.` and a field for one of them"
    else:
        help = f"the time since a day is as of the date of the request: write `{words}`"
    problems.add(
        NOTHING_TO_SELECT,
        node.at,
        f"{what} after `{words}` has nothing to choose from: `{inner}` is one value",
        label="of which one?",
        help=help,
    )
