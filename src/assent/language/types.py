"""What a fact can be. Each type fixes how a request states it and how its value is held.

| type       | held as (None everywhere: unknown)                         |
|------------|------------------------------------------------------------|
| YesNo      | bool                                                       |
| Judgement  | bool                                                       |
| Number     | int or Decimal, never float; whole ones int                |
| Scale      | the option's rank, an int from 0                           |
| Choice     | the option, a str                                          |
| Code       | the code, a str                                            |
| Date       | the day, an int (`language.calendar`)                      |
| Document   | the day it is of, or False where it is stated not to exist |
| Duration   | `language.duration.Duration`                               |
| Collection | a tuple of elements, each a tuple of its fields' values    |
"""

from __future__ import annotations

from decimal import Decimal
from typing import Literal

from assent.source.record import record

# Who may attest a judgement; "" is anyone who is named.
Role = Literal["", "provider", "reviewer"]
ROLES: tuple[Role, ...] = ("provider", "reviewer")


@record
class YesNo:
    """`yes/no`."""


@record
class Judgement:
    """`judgement`: yes or no, attested by someone named; with `by`, by someone of that role."""

    by: Role = ""


@record
class Document:
    """`document`: provided on a date, or stated not to exist."""


@record
class DurationType:
    """`duration`: how long something lasted."""


@record
class Date:
    """`date`: a civil date."""


@record
class Number:
    """`number`, `number kg/m2`, `0..10`, `0..10 points`: a decimal, both ends of a range included.

    With `whole` (`whole 0..10`), a whole number.
    """

    low: int | Decimal | None = None
    high: int | Decimal | None = None
    unit: str = ""
    whole: bool = False


@record
class Scale:
    """`none < mild < moderate`: options in order, the least first."""

    options: tuple[str, ...]


@record
class Choice:
    """`nsaid | exercise`: options without an order."""

    options: tuple[str, ...]


@record
class Code:
    """`ICD10` and the like: a code of a code system."""

    system: str


@record
class Field:
    """A field of an element: its name, its type (any but judgement, document, collection), its label.

    With `not_done`, a request may state of it that it was not done.
    """

    name: str
    type: Scalar
    label: str
    not_done: bool = False


@record
class Collection:
    """`dated list`, `list of`, `dated evidence`, `evidence of`: elements with fields.

    `complete` is true of a list (the whole account) and false of evidence (there may be more).
    `plain` is true of the dated forms, whose elements a request may state as bare dates; their one
    field is `date`. `dated_by` is the position of the field that says when an element happened: the
    field named `date`, else the only field of type date, else None. An episode, of `list of episodes`, has
    its first and its last day before its other fields, and is dated by the first.
    """

    fields: tuple[Field, ...]
    complete: bool
    plain: bool = False
    episodes: bool = False

    @property
    def dated_by(self) -> int | None:
        if self.episodes:
            return 0
        dates = [at for at, field in enumerate(self.fields) if isinstance(field.type, Date)]
        named = [at for at in dates if self.fields[at].name == "date"]
        return named[0] if named else dates[0] if len(dates) == 1 else None

    def field(self, name: str) -> tuple[int, Field] | None:
        """The position and the field of a name, or None."""
        for at, field in enumerate(self.fields):
            if field.name == name:
                return at, field
        return None


DATED_FIELDS = (Field("date", Date(), "Date"),)
EPISODE_FIELDS = (Field("from", Date(), "From"), Field("to", Date(), "To"))

Scalar = YesNo | Number | Scale | Choice | Code | Date | DurationType
Type = Scalar | Judgement | Document | Collection


def is_for_clinician(type: Type) -> bool:
    """Whether a clinician is asked for a value, and not the provider: a judgement that is not the provider's own."""
    return isinstance(type, Judgement) and type.by != "provider"


def describe(type: Type) -> str:
    """A type in an author's words, for messages: "a number from 0 to 10"."""
    match type:
        case YesNo():
            return "a yes/no fact"
        case Judgement(by):
            return f"a judgement by a {by}" if by else "a judgement"
        case Document():
            return "a document"
        case DurationType():
            return "a duration"
        case Date():
            return "a date"
        case Number(low, high, unit, whole):
            within = f" from {low} to {high}" if low is not None else ""
            return f"a {'whole ' if whole else ''}number{within}{' in ' + unit if unit else ''}"
        case Scale(options):
            return "a scale (" + " < ".join(options) + ")"
        case Choice(options):
            return "a choice (" + " | ".join(options) + ")"
        case Code(system):
            return f"a code ({system})"
        case Collection(complete=complete, episodes=episodes):
            kind = "a list" if complete else "evidence"
            return f"{kind} of episodes" if episodes else kind
