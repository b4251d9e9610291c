"""Where findings point: the first line of a clause, a definition or a policy; and what a part of one is called."""

from __future__ import annotations

from assent.language.expressions import (
    AllOf,
    AnyOf,
    AtLeastOf,
    Cases,
    Count,
    Expression,
    Named,
    Not,
    Test,
    Titled,
    leaves_of,
)
from assent.language.phrases import phrase_by_case, phrase_of
from assent.language.policy import Clause, Definition, Policy
from assent.source.text import SourceText, Span


def first_line(span: Span | None) -> Span:
    """A span as far as its first line goes; the start of no text where there is none."""
    if span is None:
        return Span(SourceText("policy", "\n"), 0, 0)
    line = span.source.text[span.start : span.end].partition("\n")[0]
    return Span(span.source, span.start, span.start + len(line.rstrip()))


def place_of(policy: Policy, id: str) -> Span:
    """The first line of a definition or a clause."""
    return first_line(named(policy, id).span)


def named(policy: Policy, id: str) -> Definition | Clause:
    """The definition or the clause of an id."""
    return next(one for one in owners_of(policy) if one.id == id)


def owners_of(policy: Policy) -> tuple[Definition | Clause, ...]:
    """What parts and findings belong to: the definitions and the clauses."""
    return (*policy.definitions, *policy.clauses)


def words(policy: Policy, part: Expression) -> str:
    """What a part of a clause says, in a few words."""
    match part:
        case Test() | Count():
            phrase = phrase_of(part)
            return f"{phrase.label}: {phrase.says}"
        case Cases():
            phrase = phrase_by_case(part)
            return f"{phrase.label}: {phrase.says}"
        case Named(id):
            return named(policy, id).title
        case Not(inner) if isinstance(inner, Test | Count):
            phrase = phrase_of(inner)
            return f"{phrase.label}: {phrase.denies}"
        case Titled(title):
            return title
        case Not(inner):
            return f"not {words(policy, inner)}"
        case AllOf() | AnyOf() | AtLeastOf():
            first = next(leaves_of(part), None)
            return f"the block that begins with “{words(policy, first)}”" if first is not None else "the block"
