"""The smallest nodes of the syntax tree: names, texts, numbers, periods, values, operands, and where they stand."""

from __future__ import annotations

from dataclasses import field

from assent.language.values import TIME_UNITS
from assent.source.record import record

Place = tuple[int, int]


def place() -> Place:
    return field(compare=False, repr=False)  # type: ignore[no-any-return]


@record
class Name:
    """An identifier, or an option of a scale or a choice.

    An empty `word` stands for what could not be read, in the tree of a text with syntax errors: it has
    been reported, and nothing more need be said about it.
    """

    word: str
    at: Place = place()


@record
class Text:
    """A quoted text, its quotes and escapes undone; a long text's common indentation removed."""

    value: str
    at: Place = place()


@record
class NumberWord:
    """A number, a date, a code, a version or a unit as written."""

    word: str
    at: Place = place()


@record
class PeriodNode:
    """`12 weeks`."""

    amount: NumberWord
    unit: NumberWord
    at: Place = place()


@record
class Value:
    """The right side of a comparison: a number with or without unit, a date, an option, or a code.

    `kind` says which token stood first: "number", "date" or "name"; `rest` is the unit after a number or
    the code after a code system's name. After it may stand `to` the last code of a range, and `beyond` what an
    author wrote after that one.
    """

    kind: str
    word: NumberWord
    rest: NumberWord | None
    at: Place = place()
    to: NumberWord | None = None
    beyond: NumberWord | None = None


@record
class Operand:
    """`pain_score`, `latest prior_treatment.outcome` or `years since birth_date`.

    `which` is "latest", "earliest", "highest" or "lowest" before a field, the unit before `since`, or "".
    """

    name: Name
    latest_field: Name | None
    which: str
    at: Place = place()

    @property
    def since(self) -> str:
        """The unit of time that is counted since a date, or ""."""
        return self.which if self.which in TIME_UNITS else ""


@record
class GrantedAmount:
    """`12 visits`, `12 visits of visits_requested`."""

    amount: NumberWord
    unit: NumberWord
    requested: Name | None
    at: Place = place()


@record
class GrantedOption:
    """`sleep_only of use_requested`."""

    option: Name
    requested: Name
    at: Place = place()
