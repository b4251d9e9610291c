"""What clauses and the authorization of two policies say, in the words of their documents, to be read side by side."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher

from assent.generate.document.sentences import Line
from assent.generate.document.tree import ClausePart, Document


@dataclass(frozen=True, slots=True)
class Wording:
    """What is said under the words that introduce it: lines, each with its depth."""

    lead: str
    lines: tuple[tuple[int, str], ...]


def clause_words(document: Document) -> Mapping[str, tuple[Wording, ...]]:
    """What each clause says, by its id."""
    return {clause.id: tuple(_of_clause(clause)) for section in document.sections for clause in section.clauses}


def definition_words(document: Document) -> Mapping[str, tuple[Wording, ...]]:
    """What each definition that a clause uses stands for, by its id."""
    clauses = (clause for section in document.sections for clause in section.clauses)
    return {one.id: tuple(_said(one.title, one.sentence)) for clause in clauses for one in clause.definitions}


def _of_clause(clause: ClausePart) -> Iterator[Wording]:
    yield from _said(clause.condition_lead, clause.condition)
    yield from _said(clause.lead, clause.sentence)
    yield from _said(clause.exception_lead, clause.exception)


def authorization_words(document: Document) -> tuple[Wording, ...]:
    """What the authorization says of what is granted, and for how long."""
    part = document.authorization
    if part is None:
        return ()
    found = [Wording(f"Valid for {part.valid}", ())] if part.valid else []
    for term in part.longer:
        found += _said(term.lead, term.condition) or [Wording(term.lead, ())]
    for term in part.grants:
        found += _said(f"Grants {term.lead}", term.condition) or [Wording(f"Grants {term.lead}", ())]
    return tuple(found)


def _said(lead: str, sentence: Line | None) -> list[Wording]:
    if sentence is None:
        return []
    return [Wording(lead, tuple((depth, line.text) for depth, line in sentence.walk()))]


def flat(wordings: tuple[Wording, ...]) -> list[str]:
    """Everything that is said, a line each."""
    return [text for one in wordings for text in (one.lead, *(f"{'  ' * depth}{line}" for depth, line in one.lines))]


def unlike(old: list[str], new: list[str]) -> tuple[list[str], list[str]]:
    """The lines that only one of the two has, in their order."""
    changed = [one for one in SequenceMatcher(None, old, new, autojunk=False).get_opcodes() if one[0] != "equal"]
    return (
        [line for _, first, last, _, _ in changed for line in old[first:last]],
        [line for _, _, _, first, last in changed for line in new[first:last]],
    )
