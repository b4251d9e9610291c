"""From what is assumed of requests, as written, to the assumptions of a policy."""

from __future__ import annotations

from collections.abc import Iterator

from assent.check.lower import elements
from assent.check.lower.context import Context
from assent.check.rules import texts
from assent.language.policy import Assumption
from assent.syntax import tree as t


def assumptions(context: Context, tree: t.PolicyTree) -> Iterator[Assumption]:
    """The assumptions of a policy in order; those with a mistake, which is reported, are left out."""
    problems = context.problems
    for block in assumed_in(tree):
        test = elements.lower(context, block.test)
        because = texts.prose(problems, block.because, "this reason")
        if test is not None:
            yield Assumption(test, because, problems.words(block.test.at), problems.span(block.at))


def assumed_in(tree: t.PolicyTree) -> list[t.Assume]:
    """Every assumption as written, in order."""
    return [block for block in tree.blocks if isinstance(block, t.Assume)]
