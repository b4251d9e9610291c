"""From the lines of a clause, a definition or an authorization to its parts."""

from __future__ import annotations

from collections.abc import Iterable

from assent.check.lower import elements
from assent.check.lower.context import Context
from assent.check.problems import Problems
from assent.check.rules import accepted, clauses, header, pathways, texts
from assent.language.expressions import AnyOf, Expression
from assent.language.findings import FINDINGS
from assent.language.policy import Acceptance, Citation, Clause, Definition, Verb
from assent.syntax import tree as t

VERBS: dict[str, Verb] = {"require": "require", "exclude": "exclude", "review": "review", "submit": "submit"}


# Stands for a test with a mistake, which has been reported: its clause keeps its place, its quotes and its notes.
MISTAKEN: Expression = AnyOf(())


def is_sound(condition: Definition | Clause) -> bool:
    """Whether the tests of a clause or definition had no mistake."""
    return condition.body is not MISTAKEN and (
        isinstance(condition, Definition) or MISTAKEN not in (condition.unless, condition.when)
    )


def definition(context: Context, node: t.Define) -> Definition:
    """A named condition, its mistakes reported."""
    for item in node.items:
        if isinstance(item, t.When):
            clauses.condition_in_definition(context.problems, node, item)
            elements.lower(context, item.test)
        if isinstance(item, t.Unless):
            clauses.exception_in_definition(context.problems, node, item)
            elements.lower(context, item.test)
    body = _body(context, node)
    title, cites, because, said = _around(context.problems, node)
    return Definition(
        node.name.word,
        title,
        body,
        cites,
        because,
        said,
        context.problems.span(node.at),
        accepts=accepts(context.problems, node),
    )


def clause(context: Context, node: t.ClauseNode, section: str) -> Clause:
    """A clause, its mistakes reported."""
    body = _body(context, node)
    exceptions = [item for item in node.items if isinstance(item, t.Unless)]
    if len(exceptions) > 1:
        clauses.several_exceptions(context.problems, node, exceptions)
    lowered = [elements.lower(context, exception.test) or MISTAKEN for exception in exceptions]
    conditions = [item for item in node.items if isinstance(item, t.When)]
    if len(conditions) > 1:
        clauses.several_conditions(context.problems, node, conditions)
    applies = [elements.lower(context, condition.test) or MISTAKEN for condition in conditions]
    title, cites, because, said = _around(context.problems, node)
    return Clause(
        node.name.word,
        VERBS[node.verb],
        title,
        section,
        body,
        (lowered[0] if len(lowered) == 1 else MISTAKEN) if lowered else None,
        cites,
        because,
        said,
        context.problems.span(node.at),
        when=(applies[0] if len(applies) == 1 else MISTAKEN) if applies else None,
        accepts=accepts(context.problems, node),
    )


def _body(context: Context, node: t.ClauseNode | t.Define) -> Expression:
    tests = [item for item in node.items if isinstance(item, t.Test)]
    is_whole = not context.unread.touches(node.at)
    has_second = is_whole and pathways.second(context.problems, tests)
    lowered = [elements.lower(context, test) for test in tests]
    if not tests:
        if is_whole:
            clauses.no_test(context.problems, node)
        return MISTAKEN
    if len(tests) > 1:
        if is_whole and not has_second:
            clauses.several_tests(context.problems, node, tests)
        return MISTAKEN
    return lowered[0] or MISTAKEN


def _around(
    problems: Problems, node: t.ClauseNode | t.Define
) -> tuple[str, tuple[Citation, ...], str, tuple[str, ...]]:
    """What stands around the test: title, citations, reason, notes."""
    title = texts.title(problems, node.title, "this title")
    return title, citations(problems, node.items), reason(problems, node.items), notes(problems, node.items)


Lines = Iterable[t.Item | t.AuthorizationLine]


def citations(problems: Problems, lines: Lines) -> tuple[Citation, ...]:
    """What a block cites, in order."""
    return tuple(
        Citation(
            line.quote.value,
            texts.title(problems, line.under, "this heading") if line.under else "",
            problems.span(line.at),
        )
        for line in lines
        if isinstance(line, t.Cites) and not texts.is_stand_in(line.quote)
    )


def notes(problems: Problems, lines: Lines) -> tuple[str, ...]:
    """The notes of a block, in order."""
    return tuple(texts.prose(problems, line.text, "this note") for line in lines if isinstance(line, t.Note))


def accepts(problems: Problems, node: t.ClauseNode | t.Define) -> tuple[Acceptance, ...]:
    """The findings that a block accepts, in order, each with its reason."""
    found: dict[str, t.Accepts] = {}
    for line in node.items:
        if not isinstance(line, t.Accepts):
            continue
        word = line.finding.word
        if word not in FINDINGS:
            accepted.unknown_finding(problems, line.finding)
        elif word in found:
            header.repeated_line(problems, f"accepts {word}", found[word].at, line.at)
        found.setdefault(word, line)
    return tuple(
        Acceptance(word, texts.prose(problems, line.because, "this reason"), problems.span(line.at))
        for word, line in found.items()
    )


def reason(problems: Problems, lines: Lines) -> str:
    """Why the block exists, "" where it does not say."""
    found = [line for line in lines if isinstance(line, t.Because)]
    if len(found) > 1:
        header.repeated_line(problems, "because", found[0].at, found[1].at)
    return texts.prose(problems, found[0].text, "this reason") if found else ""
