"""Names and labels that stand twice."""

from __future__ import annotations

from collections.abc import Sequence

from assent.check.problems import Problems
from assent.language.expressions import Fact
from assent.source.catalogue import Code
from assent.source.diagnostic import Label
from assent.source.text import Span
from assent.syntax.tree import ClauseNode, FieldNode, Name, Text

DUPLICATE_ID = Code("duplicate-id", "error", "two facts, definitions or clauses of one name")
DUPLICATE_LABEL = Code("duplicate-label", "error", "two facts or definitions that read the same")
DUPLICATE_TITLE = Code("duplicate-title", "warning", "two clauses of one section that read the same")
DUPLICATE_FIELD = Code("duplicate-field", "error", "two fields of one name in one list")
DUPLICATE_OPTION = Code("duplicate-option", "error", "an option that stands twice")
DUPLICATE_VOCABULARY = Code("duplicate-vocabulary", "warning", "a vocabulary that `uses` names twice")
CODES = (DUPLICATE_ID, DUPLICATE_LABEL, DUPLICATE_TITLE, DUPLICATE_FIELD, DUPLICATE_OPTION, DUPLICATE_VOCABULARY)


def duplicate_id(problems: Problems, name: Name, noun: str, first: Span, first_noun: str) -> None:
    """A name that another fact, definition or clause already has."""
    already = f"a {first_noun}" if noun != first_noun else f"another {first_noun}"
    problems.add(
        DUPLICATE_ID,
        name.at,
        f"`{name.word}` is already the name of {already}",
        label=f"the second `{name.word}`",
        others=(Label(first, f"the first `{name.word}`, a {first_noun}"),),
        help="facts, definitions and clauses share one set of names: give one of the two another name",
    )


def duplicate_label(problems: Problems, label: Text, first: Span, first_name: str) -> None:
    """A label or title that another fact or definition already has: a reader could not tell them apart."""
    problems.add(
        DUPLICATE_LABEL,
        label.at,
        f'`{first_name}` already reads "{label.value}"',
        label="a reader could not tell the two apart",
        others=(Label(first, f"`{first_name}` reads the same"),),
        help="say in the text how the two differ",
    )


def clause_titles(problems: Problems, clauses: Sequence[ClauseNode]) -> None:
    """Two clauses of one section that read the same: a decision names them by their titles."""
    first: dict[str, ClauseNode] = {}
    for clause in clauses:
        key = same_words(clause.title.value)
        if key and key in first:
            problems.add(
                DUPLICATE_TITLE,
                clause.title.at,
                f'`{first[key].name.word}` already reads "{clause.title.value}"',
                label="a decision names both by this title",
                others=(Label(problems.span(first[key].title.at), f"`{first[key].name.word}` reads the same"),),
                help="say in the title how the two differ",
            )
        first.setdefault(key, clause)


def field_labels(problems: Problems, fields: Sequence[FieldNode]) -> None:
    """Two fields of one list that read the same."""
    first: dict[str, FieldNode] = {}
    for field in fields:
        key = same_words(field.label.value)
        if key and key in first:
            duplicate_label(problems, field.label, problems.span(first[key].label.at), first[key].name.word)
        first.setdefault(key, field)


def same_words(label: str) -> str:
    """What two labels that a reader could not tell apart have in common."""
    return " ".join(label.split()).casefold()


def label_in_two_vocabularies(problems: Problems, used: Name, fact: Fact, first: Span, first_name: str) -> None:
    """Facts of two vocabularies that one policy uses read the same."""
    problems.add(
        DUPLICATE_LABEL,
        used.at,
        f'`{fact.name}` in `{used.word}` reads "{fact.label}", as `{first_name}` does',
        label="a reader could not tell the two apart",
        others=(Label(first, f"`{first_name}` reads the same"),),
        help="say in one of the two labels how they differ",
    )


def repeated_names(problems: Problems, names: Sequence[Name], what: str) -> bool:
    """Whether an option or a field stands twice; each repetition is reported."""
    code = {"option": DUPLICATE_OPTION, "field": DUPLICATE_FIELD, "vocabulary": DUPLICATE_VOCABULARY}[what]
    first: dict[str, Name] = {}
    repeated = False
    for name in names:
        if name.word and name.word in first:
            repeated = True
            problems.add(
                code,
                name.at,
                f"the {what} `{name.word}` stands twice",
                label="the second",
                others=(Label(problems.span(first[name.word].at), "the first"),),
                help="leave one out" if what != "field" else "give one of the two another name",
            )
        first.setdefault(name.word, name)
    return repeated


def fact_in_two_vocabularies(problems: Problems, used: Name, name: str, first: Span) -> None:
    """Two vocabularies that one policy uses declare a fact of one name."""
    problems.add(
        DUPLICATE_ID,
        used.at,
        f"`{used.word}` declares `{name}`, which another vocabulary in use declares too",
        label=f"has a second `{name}`",
        others=(Label(first, f"the first `{name}`"),),
        help="give one of the two facts another name, or use only one of the vocabularies",
    )
