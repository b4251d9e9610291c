"""The types of facts and of fields, as written."""

from __future__ import annotations

from assent.source.record import record
from assent.syntax.leaf import Name, NumberWord, Place, place


@record
class SimpleType:
    """`duration`, `date`, `yes/no` or `document`: `word` as written."""

    word: str
    at: Place = place()


@record
class JudgementType:
    """`judgement`, `judgement by reviewer`: `word` as written, `by` the role of who may attest it."""

    word: str
    by: Name | None
    at: Place = place()


@record
class NumberType:
    """`number`, `0..10`, `whole`, `whole 0..10`, each with or without a unit."""

    low: NumberWord | None
    high: NumberWord | None
    unit: NumberWord | None
    whole: bool
    at: Place = place()


@record
class ScaleType:
    options: tuple[Name, ...]
    at: Place = place()


@record
class ChoiceType:
    options: tuple[Name, ...]
    at: Place = place()


@record
class CollectionType:
    """`dated list`, `list of`, `list of episodes`, and the same of evidence."""

    dated: bool
    complete: bool
    episodes: bool
    at: Place = place()


@record
class OtherType:
    """A code system (`ICD10`), or a word that is no type."""

    name: Name
    at: Place = place()


TypeNode = SimpleType | JudgementType | NumberType | ScaleType | ChoiceType | CollectionType | OtherType
