"""Pathways: alone, twice of one title, with too much under a title, or where no decision could name them."""

from __future__ import annotations

from collections.abc import Sequence

from assent.check.problems import Problems
from assent.check.rules.duplicates import same_words
from assent.check.scope import Pathway, Scope
from assent.language.expressions import Fact
from assent.source.catalogue import Code
from assent.source.diagnostic import Label
from assent.syntax.tree import Either, PathwayNode, Test

SINGLE_PATHWAY = Code("single-pathway", "error", "`either` without an `or`")
PATHWAY_TESTS = Code("pathway-tests", "error", "several tests in one pathway, without `all of` or `any of`")
DUPLICATE_PATHWAY = Code("duplicate-pathway", "error", "two pathways of one title")
SECOND_EITHER = Code("second-either", "error", "`either` before a pathway that is not the first")
CODES = (SINGLE_PATHWAY, PATHWAY_TESTS, DUPLICATE_PATHWAY, SECOND_EITHER)


def second(problems: Problems, nodes: Sequence[Test]) -> bool:
    """`either "At rest" … either "On exertion" …`, one below the other. Returns whether that was reported."""
    for number, node in enumerate(nodes):
        if isinstance(node, Either):
            run = [node]
            for after in nodes[number + 1 :]:
                if not isinstance(after, Either):
                    break
                run.append(after)
            if len(run) > 1 and any(len(one.pathways) == 1 for one in run):
                _once_only(problems, run)
                return True
    return False


def _once_only(problems: Problems, run: Sequence[Either]) -> None:
    titles = [f"`or {problems.words(one.pathways[0].title.at)}`" for one in run[1:]]
    first, after, *others = (problems.first_line(one.at) for one in run)
    problems.add(
        SECOND_EITHER,
        (after.start, after.end),
        "`either` stands before the first pathway only: each other begins with `or`",
        label="another way, or a choice of its own?",
        others=(Label(first, "the first pathway"), *(Label(other, "and here") for other in others)),
        help=f"write {' and '.join(titles)}, as far in as the first `either`",
    )


def _was_told(problems: Problems, node: Either) -> bool:
    """Whether a message says already that this `either` is one too many, or the first of several."""
    here = problems.first_line(node.at)
    told = (one for one in problems.found if one.code == SECOND_EITHER.name)
    return any(here == span for one in told for span in (one.span, *(label.span for label in one.others)))


def single(problems: Problems, node: Either) -> bool:
    """One pathway alone is no choice. Returns whether that was reported."""
    if len(node.pathways) > 1:
        return False
    if _was_told(problems, node):
        return True
    title = node.pathways[0].title
    problems.add(
        SINGLE_PATHWAY,
        node.at,
        f"`{problems.words(title.at)}` is the only pathway: there is no other to choose",
        label="either this, or what?",
        help='write the other pathway below, its `or "…"` right under `either`;\n'
        "where there is one way only, write its tests without `either`",
    )
    return True


def several_tests(problems: Problems, node: PathwayNode) -> bool:
    """Two tests under one title, with no word for whether one or both must hold. Returns whether that was reported."""
    if len(node.tests) == 1:
        return False
    first, second = node.tests[:2]
    problems.add(
        PATHWAY_TESTS,
        second.at,
        f"the pathway {problems.words(node.title.at)} has {len(node.tests)} tests, "
        "and nothing says whether all or any of them must hold",
        label="a second test",
        others=(Label(problems.first_line(first.at), "the first test"),),
        help="put them under a line `all of` or `any of`, indented one step further",
    )
    return True


def duplicate(problems: Problems, scope: Scope, node: PathwayNode, title: str) -> bool:
    """A title that another pathway of the policy has already. Returns whether that was reported."""
    key = same_words(title)
    first = scope.pathways.get(key)
    if first is None:
        if key:
            scope.pathways[key] = Pathway(title, problems.span(node.title.at))
        return False
    problems.add(
        DUPLICATE_PATHWAY,
        node.title.at,
        f"another pathway is called {problems.words(node.title.at)} already",
        label="the second of this title",
        others=(Label(first.span, "the first"),),
        help="decisions, and what is granted, name pathways by their titles: say in the title how the two differ",
    )
    return True


def out_of_place(problems: Problems, node: Either, *, negated: bool, element: Fact | None) -> bool:
    """Pathways that are no way to meet anything. Returns whether that was reported."""
    if element is not None:
        message = f"the elements of `{element.name}` have no pathways"
        help = "write `any of`, with the conditions under it"
    elif negated:
        message = "pathways cannot stand below a `not`: none of them would lead anywhere"
        help = "write `any of` in place of `either`, or put the pathways in a definition and name it after `not`"
    else:
        return False
    from assent.syntax.mistakes.pathways import MISPLACED_PATHWAY  # loaded when there is a mistake to explain

    problems.add(MISPLACED_PATHWAY, node.at, message, label="`either` here", help=help)
    return True
