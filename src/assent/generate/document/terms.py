"""The lines of an authorization as the document has them: what is granted and how long it holds, with its condition."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from assent.generate.document.sentences import ALL, Line, Mention, sentence
from assent.generate.document.text import one_line
from assent.generate.document.wording import LESS_GRANTED, MOST_GRANTED
from assent.language.expressions import AllOf, Expression, Titled
from assent.language.grants import Grant
from assent.language.policy import Authorization


@dataclass(frozen=True, slots=True)
class TermPart:
    """A line of what an approval is: what it says, and the condition under which it holds, under its lead."""

    id: str
    says: str
    lead: str
    condition: Line | None


def remarks(part: Authorization) -> Iterator[str]:
    """How lines that are about one thing go together, where there are any."""
    things = [
        grant.requested if grant.option else grant.unit.removesuffix("s")
        for grant in part.grants
        if grant.size is not None
    ]
    if len(set(things)) < len(things):
        yield MOST_GRANTED
    if any(grant.requested for grant in part.grants):
        yield LESS_GRANTED


def granted(grant: Grant) -> str:
    """What a line grants, in words."""
    words = one_line(grant.words)
    return f"{words}, no more than was requested ({one_line(grant.requested.label)})" if grant.requested else words


def term(
    id: str, says: str, when: Expression | None, mentions: Mapping[str, Mention], pathways: Mapping[str, str]
) -> TermPart:
    """A line of the authorization; `pathways` are the anchors of pathways by their titles."""
    return TermPart(id, says, f"{says}, when" if when is not None else says, _condition(when, mentions, pathways))


def _condition(when: Expression | None, mentions: Mapping[str, Mention], pathways: Mapping[str, str]) -> Line | None:
    """A condition as it is printed; a pathway is named, and stands in full where it belongs."""
    match when:
        case None:
            return None
        case Titled(title):
            return _pathway(title, pathways)
        case AllOf((Titled(title), other)):
            return Line(ALL, parts=(_pathway(title, pathways), sentence(other, mentions)))
        case _:
            return sentence(when, mentions)


def _pathway(title: str, pathways: Mapping[str, str]) -> Line:
    return Line("is met", mention=Mention("pathway", one_line(title), pathways[title], "", "is met", "is not met"))
