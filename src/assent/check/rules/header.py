"""Header lines and blocks that are missing, stand twice, or contradict one another."""

from __future__ import annotations

from assent.check.problems import Problems
from assent.source.catalogue import Code
from assent.source.diagnostic import Label
from assent.syntax.tree import Effective, Place, PolicyTree

MISSING_LINE = Code("missing-line", "error", "a line that every policy needs, and that is not there")
REPEATED_LINE = Code("repeated-line", "error", "a line that may stand once, and stands twice")
REPEATED_BLOCK = Code("repeated-block", "error", "a block that a policy has once, and that stands twice")
ENDS_BEFORE_START = Code("ends-before-start", "error", "a policy that ends before it takes effect")
NO_CLAUSES = Code("no-clauses", "warning", "a policy without a clause, which approves everything")
CODES = (MISSING_LINE, REPEATED_LINE, REPEATED_BLOCK, ENDS_BEFORE_START, NO_CLAUSES)

_NEEDED = {
    "version": ("version    1.0.0", "which version this is"),
    "effective": ("effective  2026-01-01", "from which day it applies"),
}


def missing_line(problems: Problems, tree: PolicyTree, keyword: str) -> None:
    """A policy that does not say its version, or when it takes effect."""
    line, why = _NEEDED[keyword]
    problems.add(
        MISSING_LINE,
        tree.name.at,
        f"the policy `{tree.name.word}` does not say {why}",
        label=f"no `{keyword}` line",
        help=f"add a line below the title, indented: `{line}`",
    )


def repeated_line(problems: Problems, keyword: str, first: Place, second: Place) -> None:
    """A line of the header, of a clause or of the authorization that stands twice."""
    problems.add(
        REPEATED_LINE,
        second,
        f"`{keyword}` stands twice",
        label="the second",
        others=(Label(problems.first_line(first), "the first"),),
        help="join the two in one text" if keyword in ("because", "appeal") else "leave one out",
    )


def repeated_block(problems: Problems, keyword: str, first: Place, second: Place) -> None:
    """A block that stands twice."""
    problems.add(
        REPEATED_BLOCK,
        second,
        f"the block `{keyword}` stands twice",
        label="the second",
        others=(Label(problems.first_line(first), "the first"),),
        help="put everything into one of the two",
    )


def ends_before_start(problems: Problems, node: Effective) -> None:
    """`effective 2026-12-31 to 2026-01-01`."""
    assert node.end is not None
    problems.add(
        ENDS_BEFORE_START,
        node.at,
        f"this version ends on {node.end.word}, before it takes effect on {node.start.word}",
        label="the earlier date comes first",
        help=f"write `effective {node.end.word} to {node.start.word}`, or leave the end out",
    )


def no_clauses(problems: Problems, tree: PolicyTree) -> None:
    """A policy that asks for nothing."""
    problems.add(
        NO_CLAUSES,
        tree.name.at,
        f"the policy `{tree.name.word}` has no clause, so it approves every request",
        help='add a clause, for example `require severity "Severity"` with a test below it',
    )
