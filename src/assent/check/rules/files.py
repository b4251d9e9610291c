"""Files that a policy names and that cannot serve: the source document, and two vocabularies of one id."""

from __future__ import annotations

from assent.check.problems import Problems
from assent.source.catalogue import Code
from assent.source.diagnostic import Label
from assent.source.text import Span
from assent.syntax.tree import Name, Source

UNREADABLE_SOURCE = Code("unreadable-source", "error", "a source document that cannot be read")
SOURCE_OUTSIDE_PROJECT = Code("source-outside-project", "error", "a source document outside the policy's project")
REPEATED_VOCABULARY = Code("repeated-vocabulary", "error", "two vocabularies of one name")
CODES = (UNREADABLE_SOURCE, SOURCE_OUTSIDE_PROJECT, REPEATED_VOCABULARY)


def unreadable_source(problems: Problems, node: Source, why: str) -> None:
    """The source document does not exist, or is not text."""
    if node.path.value.startswith(("https://", "http://")):
        help = f'name an address in a line `reference "{node.path.value}"`; a `source` is a file beside the policy'
    else:
        help = "give its path from this policy's folder, for example `sources/policy.txt`, as plain text in UTF-8"
    problems.add(
        UNREADABLE_SOURCE,
        node.path.at,
        f"the source document `{node.path.value}` cannot be read: {why}",
        label=why,
        help=help,
    )


def source_outside_project(problems: Problems, node: Source) -> None:
    """The source document's path is absolute, or leads out of the project."""
    problems.add(
        SOURCE_OUTSIDE_PROJECT,
        node.path.at,
        f"the source document `{node.path.value}` lies outside this project",
        label="leads out of the project",
        help="put the document into `policies/sources/`, so that whoever has the policy has its source too",
    )


def repeated_vocabulary(problems: Problems, name: Name, other: Span) -> None:
    """Two files that declare vocabularies of one name."""
    problems.add(
        REPEATED_VOCABULARY,
        name.at,
        f"there are two vocabularies called `{name.word}`",
        label="the second",
        others=(Label(other, "the first"),),
        help="give one of them another name, or join them in one file",
    )
