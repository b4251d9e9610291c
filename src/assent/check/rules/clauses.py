"""Clauses and definitions with too little or too much in them."""

from __future__ import annotations

from collections.abc import Sequence

from assent.check.problems import Problems
from assent.language.expressions import Expression
from assent.source.catalogue import Code
from assent.source.diagnostic import Label
from assent.syntax.tree import ClauseNode, Define, Group, Negation, Test, Unless, When

NO_TEST = Code("no-test", "error", "a clause or a definition without a test")
SEVERAL_TESTS = Code(
    "several-tests", "error", "several tests in one clause, definition or `where`, without `all of` or `any of`"
)
SEVERAL_CONDITIONS = Code("several-conditions", "error", "a clause with more than one `when`")
CONDITION_IN_DEFINITION = Code("condition-in-definition", "error", "`when` in a definition")
SEVERAL_EXCEPTIONS = Code("several-exceptions", "error", "a clause with more than one `unless`")
EXCEPTION_IN_DEFINITION = Code("exception-in-definition", "error", "`unless` in a definition")
REPEATED_TEST = Code("repeated-test", "warning", "a test that stands twice in one block")
NOT_BEFORE_OR = Code("not-before-or", "warning", "`not` at the start of a line of tests joined by `or`")
DOUBLE_NEGATION = Code("double-negation", "warning", "`not not`, which says nothing")
CODES = (
    NO_TEST,
    SEVERAL_TESTS,
    SEVERAL_CONDITIONS,
    CONDITION_IN_DEFINITION,
    SEVERAL_EXCEPTIONS,
    EXCEPTION_IN_DEFINITION,
    REPEATED_TEST,
    NOT_BEFORE_OR,
    DOUBLE_NEGATION,
)


def no_test(problems: Problems, node: ClauseNode | Define) -> None:
    """Nothing that could be met or not met."""
    noun = "definition" if isinstance(node, Define) else "clause"
    problems.add(
        NO_TEST,
        node.name.at,
        f"the {noun} `{node.name.word}` has no test",
        label="what must hold?",
        help="write a test on an indented line below, for example `pain_score >= 4`; "
        'a statement that no rule decides is written `untested "…" because "…"`',
    )


def several_tests(problems: Problems, node: ClauseNode | Define, tests: list[Test]) -> None:
    """Two tests below one another, with no word for whether one or both must hold."""
    problems.add(
        SEVERAL_TESTS,
        tests[1].at,
        f"`{node.name.word}` has {len(tests)} tests, and nothing says whether all or any of them must hold",
        label="a second test",
        others=(Label(problems.first_line(tests[0].at), "the first test"),),
        help="put them under a line `all of` or `any of`, indented one step further",
    )


def several_conditions_below(problems: Problems, node: Group) -> None:
    """Two tests below one `where`, with no word for whether one or both must hold."""
    first, second, *_ = node.elements
    problems.add(
        SEVERAL_TESTS,
        second.at,
        f"{len(node.elements)} tests stand under one `where`, and nothing says whether all or any of them must hold",
        label="a second test",
        others=(Label(problems.first_line(first.at), "the first test"),),
        help="put them under a line `all of` or `any of`, indented one step further",
    )


def several_conditions(problems: Problems, node: ClauseNode, conditions: list[When]) -> None:
    """Two `when` in one clause."""
    problems.add(
        SEVERAL_CONDITIONS,
        conditions[1].at,
        f"`{node.name.word}` has {len(conditions)} conditions, and nothing says whether one or all of them must hold",
        label="a second `when`",
        others=(Label(problems.first_line(conditions[0].at), "the first"),),
        help="join them in one block: `when all of` where all are needed, `when any of` where one is enough",
    )


def condition_in_definition(problems: Problems, node: Define, condition: When) -> None:
    """`when` in a definition, which is met or not met, and nothing else."""
    problems.add(
        CONDITION_IN_DEFINITION,
        condition.at,
        f"the definition `{node.name.word}` cannot apply to some requests only",
        label="`when` belongs to a clause",
        help="write the condition as a test of the definition, in an `all of` block, "
        "or move `when` to the clause that names the definition",
    )


def several_exceptions(problems: Problems, node: ClauseNode, exceptions: list[Unless]) -> None:
    """Two `unless` in one clause."""
    problems.add(
        SEVERAL_EXCEPTIONS,
        exceptions[1].at,
        f"`{node.name.word}` has {len(exceptions)} exceptions",
        label="a second exception",
        others=(Label(problems.first_line(exceptions[0].at), "the first exception"),),
        help="join them in one block: `unless any of` where either is enough, `unless all of` where both are needed",
    )


def exception_in_definition(problems: Problems, node: Define, exception: Unless) -> None:
    """`unless` in a definition, which is met or not met and makes no exceptions."""
    problems.add(
        EXCEPTION_IN_DEFINITION,
        exception.at,
        f"the definition `{node.name.word}` cannot have an exception",
        label="`unless` belongs to a clause",
        help="write the exception as a test of the definition, in an `all of` block with `not` before it, "
        "or move `unless` to the clause that names the definition",
    )


def repeated_tests(problems: Problems, nodes: Sequence[Test], parts: Sequence[Expression]) -> None:
    """One test that stands twice in a block, where `at least 2 of` would count it twice."""
    first: dict[Expression, Test] = {}
    for node, part in zip(nodes, parts, strict=True):
        if part in first:
            problems.add(
                REPEATED_TEST,
                node.at,
                f"`{problems.words(node.at)}` stands twice in one block",
                label="the second",
                others=(Label(problems.first_line(first[part].at), "the first"),),
                help="leave one out, or write the test that is meant",
            )
        first.setdefault(part, node)


def not_before_or(problems: Problems, parts: Sequence[Test]) -> None:
    """`not a or b`, which many take for neither: told where `not` stands before the first test alone."""
    first, *others = parts
    if not isinstance(first, Negation) or any(isinstance(other, Negation) for other in others):
        return
    inner = problems.words(first.part.at)
    rest = [problems.words(other.at) for other in others]
    neither = " and ".join(f"not {words}" for words in (inner, *rest))
    problems.add(
        NOT_BEFORE_OR,
        first.at,
        f"`not` stands before `{inner}` alone, and this line can be read in two ways",
        label="not this, or …",
        help=f"write `{' or '.join(rest)} or not {inner}` if that is meant, and for none of them `{neither}`",
    )


def double_negation(problems: Problems, node: Negation) -> None:
    """`not not x`."""
    problems.add(
        DOUBLE_NEGATION,
        node.at,
        "`not not` says nothing",
        label="twice not",
        help="write one `not`, or none",
    )
