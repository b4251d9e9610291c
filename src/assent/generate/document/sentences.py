"""The sentences of a clause, made from its expression alone.

A test reads `label: phrase`, in the words of the phrase table. A connective is a line of its own over a
list of its parts, so that no sentence mixes "and" with "or". Negation is pushed inward first, until it
stands on tests and on named conditions only, which have negated words of their own.
`docs/documents.md` gives the grammar of what comes out, for programs that read it back.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import assert_never

from assent.generate.document.text import one_line
from assent.language.expressions import (
    AllOf,
    AnyOf,
    AtLeastOf,
    Cases,
    Count,
    Expression,
    LatestField,
    Leaf,
    Named,
    Not,
    Test,
    Titled,
    condition_of,
)
from assent.language.phrases import Phrase, phrase_by_case, phrase_of, without_condition

ALL, ANY = "All of the following", "Any of the following"


@dataclass(frozen=True, slots=True)
class Mention:
    """How a named condition is spoken of: what it is, its title, the anchor and number to find it by, its two verbs."""

    noun: str
    title: str
    anchor: str
    number: str
    says: str
    denies: str

    @property
    def start(self) -> str:
        """What stands before the title: "Criterion ", or nothing for a definition."""
        return f"{self.noun.capitalize()} " if self.noun else ""


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a sentence and, where it ends in a colon, the lines listed under it.

    A test has a `label` and a phrase (`says`); a connective has `says` alone; a named condition has a
    `mention`, and in `says` its verb.
    """

    says: str
    label: str = ""
    mention: Mention | None = None
    parts: tuple[Line, ...] = ()

    @property
    def text(self) -> str:
        """The line as it is read aloud, without what is listed under it."""
        if self.mention is not None:
            return f"{self.mention.start}“{self.mention.title}” {self.says}"
        said = f"{self.label}: {self.says}" if self.label else self.says
        return f"{said}:" if self.parts else said

    def walk(self, depth: int = 0) -> Iterator[tuple[int, Line]]:
        """This line and every line under it, in order, each with its depth."""
        yield depth, self
        for part in self.parts:
            yield from part.walk(depth + 1)


def sentence(expression: Expression, mentions: Mapping[str, Mention]) -> Line:
    """What an expression says. `mentions` are the names that it may use."""
    return _line(inward(expression), mentions)


def inward(expression: Expression, *, negated: bool = False) -> Expression:
    """The same truth with every `not` on a test, a count or a name, and no group of one.

    `not all of` is `any of` the negated parts; `not at least n of k` is `at least k - n + 1` of them.
    What stands against a pathway is none, and loses its title. Each step holds for unknown as well.
    """
    match expression:
        case Test() | Count() | Named() | Cases():
            return Not(expression) if negated else expression
        case Not(part):
            return inward(part, negated=not negated)
        case AllOf(parts):
            return _group(AnyOf if negated else AllOf, parts, negated)
        case AnyOf(parts):
            return _group(AllOf if negated else AnyOf, parts, negated)
        case AtLeastOf(number, parts):
            turned = tuple(inward(part, negated=negated) for part in parts)
            return AtLeastOf(len(parts) - number + 1 if negated else number, turned)
        case Titled(title, part):
            inside = inward(part, negated=negated)
            return inside if negated else Titled(title, inside)
        case _:
            assert_never(expression)


def _group(kind: type[AllOf | AnyOf], parts: tuple[Expression, ...], negated: bool) -> Expression:
    turned = tuple(inward(part, negated=negated) for part in parts)
    return turned[0] if len(turned) == 1 else kind(turned)


def _line(expression: Expression, mentions: Mapping[str, Mention]) -> Line:
    match expression:
        case Test() | Count():
            return _tested(expression, mentions, negated=False)
        case Named(id):
            return Line(mentions[id].says, mention=mentions[id])
        case Not(Named(id)):
            return Line(mentions[id].denies, mention=mentions[id])
        case Cases():
            return _said(phrase_by_case(expression), negated=False)
        case Not(Cases() as part):
            return _said(phrase_by_case(part), negated=True)
        case Not(part):
            assert isinstance(part, Test | Count)
            return _tested(part, mentions, negated=True)
        case AllOf(parts):
            return Line(ALL, parts=_lines(parts, mentions))
        case AnyOf(parts):
            return Line(ANY, parts=_lines(parts, mentions))
        case AtLeastOf(number, parts):
            return Line(f"At least {number} of the following", parts=_lines(parts, mentions))
        case Titled(title, part):
            return _pathway(one_line(title), part, _line(part, mentions))
        case _:
            assert_never(expression)


def _lines(parts: tuple[Expression, ...], mentions: Mapping[str, Mention]) -> tuple[Line, ...]:
    return tuple(_line(part, mentions) for part in parts)


def _pathway(title: str, part: Expression, line: Line) -> Line:
    """A pathway: what it asks for on the lines under its title, the connective of a group beside it."""
    if isinstance(part, AllOf | AnyOf | AtLeastOf):
        return Line(f"Pathway “{title}”, {line.says[0].lower()}{line.says[1:]}", parts=line.parts)
    return Line(f"Pathway “{title}”", parts=(line,))


def _tested(leaf: Leaf, mentions: Mapping[str, Mention], *, negated: bool) -> Line:
    where = condition_of(leaf)
    if where is not None:
        condition = inward(where)
        if isinstance(condition, AllOf | AnyOf | AtLeastOf):
            group = _line(condition, mentions)
            said = _said(phrase_of(without_condition(leaf)), negated)
            chosen = isinstance(leaf, Test) and isinstance(leaf.operand, LatestField)
            of = ", of those with" if chosen else " with"
            return Line(f"{said.says}{of} {group.says.lower()}", said.label, parts=group.parts)
    return _said(phrase_of(leaf), negated)


def _said(phrase: Phrase, negated: bool) -> Line:
    return Line(one_line(phrase.denies if negated else phrase.says), one_line(phrase.label))
