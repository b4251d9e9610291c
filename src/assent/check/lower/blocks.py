"""From the blocks of a policy to its sections, definitions and texts."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeVar

from assent.check.lower import authorizations, bodies
from assent.check.lower.assumptions import assumptions
from assent.check.lower.context import Context
from assent.check.lower.properties import properties
from assent.check.problems import Problems
from assent.check.rules import duplicates, texts
from assent.check.rules import header as rules
from assent.language.expressions import Fact
from assent.language.policy import Assumption, Authorization, Clause, Definition, Prose, Section, Untested
from assent.language.properties import Property
from assent.source.record import record
from assent.syntax import tree as t

CRITERIA = "Criteria"

Once = TypeVar("Once", t.Overview, t.Notice, t.AuthorizationNode)


@record
class Blocks:
    """What the blocks of a policy say."""

    overview: Prose | None
    definitions: tuple[Definition, ...]
    sections: tuple[Section, ...]
    untested: tuple[Untested, ...]
    authorization: Authorization | None
    notice: Prose | None
    assumptions: tuple[Assumption, ...]
    properties: tuple[Property, ...]


def blocks(context: Context, tree: t.PolicyTree, facts: Iterable[Fact]) -> Blocks:
    """The blocks of a policy, their mistakes reported in the order in which they are written."""
    problems = context.problems
    overview = _only(problems, tree, t.Overview, "overview")
    notice = _only(problems, tree, t.Notice, "notice")
    authorization = _only(problems, tree, t.AuthorizationNode, "authorization")
    definitions = (bodies.definition(context, block) for block in tree.blocks if isinstance(block, t.Define))
    return Blocks(
        overview=_prose(problems, overview, "Overview"),
        definitions=tuple(definitions),
        sections=_sections(context, tree),
        untested=tuple(_untested(problems, node) for node in untested_in(tree) if not texts.is_stand_in(node.quote)),
        authorization=authorizations.authorization(context, authorization) if authorization else None,
        notice=_prose(problems, notice, "Notice"),
        assumptions=tuple(assumptions(context, tree)),
        properties=tuple(properties(context, tree, facts)),
    )


def clauses_in(tree: t.PolicyTree) -> list[t.ClauseNode]:
    """Every clause as written, in order."""
    found: list[t.ClauseNode] = []
    for block in tree.blocks:
        if isinstance(block, t.ClauseNode):
            found.append(block)
        elif isinstance(block, t.SectionNode):
            found.extend(clause for clause in block.clauses if isinstance(clause, t.ClauseNode))
    return found


def untested_in(tree: t.PolicyTree) -> list[t.UntestedNode]:
    """Every `untested` as written, in order."""
    found: list[t.UntestedNode] = []
    for block in tree.blocks:
        if isinstance(block, t.UntestedNode):
            found.append(block)
        elif isinstance(block, t.SectionNode):
            found.extend(part for part in block.clauses if isinstance(part, t.UntestedNode))
    return found


def _only(problems: Problems, tree: t.PolicyTree, kind: type[Once], keyword: str) -> Once | None:
    found = [block for block in tree.blocks if isinstance(block, kind)]
    for block in found[1:]:
        rules.repeated_block(problems, keyword, found[0].at, block.at)
    return found[0] if found else None


def _sections(context: Context, tree: t.PolicyTree) -> tuple[Section, ...]:
    """The sections in order; clauses outside any section, where they follow one another, share one."""
    sections: list[Section] = []
    loose: list[Clause] = []

    def gather() -> None:
        if loose:
            sections.append(Section(CRITERIA, tuple(loose)))
            loose.clear()

    duplicates.clause_titles(context.problems, [block for block in tree.blocks if isinstance(block, t.ClauseNode)])
    for block in tree.blocks:
        if isinstance(block, t.ClauseNode):
            loose.append(bodies.clause(context, block, CRITERIA))
        elif isinstance(block, t.SectionNode):
            gather()
            title = texts.title(context.problems, block.title, "this title")
            clauses = [part for part in block.clauses if isinstance(part, t.ClauseNode)]
            duplicates.clause_titles(context.problems, clauses)
            sections.append(Section(title, tuple(bodies.clause(context, clause, title) for clause in clauses)))
    gather()
    return tuple(sections)


def _prose(problems: Problems, node: t.Overview | t.Notice | None, default: str) -> Prose | None:
    if node is None:
        return None
    return Prose(_title(problems, node.title, default), texts.prose(problems, node.text, "this text"))


def _title(problems: Problems, node: t.Text | None, default: str) -> str:
    return default if node is None else texts.title(problems, node, "this title")


def _untested(problems: Problems, node: t.UntestedNode) -> Untested:
    return Untested(
        node.quote.value,
        texts.prose(problems, node.because, "this reason"),
        texts.title(problems, node.under, "this heading") if node.under else "",
        problems.span(node.at),
    )
