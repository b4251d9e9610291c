"""From declarations as written to facts with their types."""

from __future__ import annotations

from typing import assert_never

from assent.check.lower import literals
from assent.check.problems import Problems
from assent.check.rules import amounts, codes, declarations, duplicates, measures, names, texts
from assent.language.code_systems import CODE_SYSTEMS
from assent.language.expressions import Coding, Fact
from assent.language.types import (
    DATED_FIELDS,
    EPISODE_FIELDS,
    ROLES,
    Choice,
    Code,
    Collection,
    Date,
    Document,
    DurationType,
    Field,
    Judgement,
    Number,
    Scale,
    Type,
    YesNo,
)
from assent.syntax import tree as t


def fact(problems: Problems, node: t.FactNode, vocabulary: str) -> Fact | None:
    """The fact that a line declares, or None with its mistakes reported."""
    type_ = _type(problems, node)
    label = texts.title(problems, node.label, "this label")
    own = _codes(problems, node)
    if type_ is None or declarations.never_not_done(problems, node.not_done, type_):
        return None
    declarations.done_as_option(problems, node.not_done, type_)
    if measures.never_measured(problems, node.measured, type_):
        return None
    not_done, measured, sensitive = (mark is not None for mark in (node.not_done, node.measured, node.sensitive))
    return Fact(node.name.word, type_, label, vocabulary, not_done, measured, sensitive, own)


def _codes(problems: Problems, node: t.FactNode) -> tuple[Coding, ...]:
    """What the fact itself is called in code systems."""
    found = []
    for at, coded in enumerate(node.codes):
        if coded.system.word not in CODE_SYSTEMS:
            names.unknown_code_system(problems, coded.system)
        elif codes.is_of_fact(problems, coded, node.codes[:at]):
            found.append(Coding(coded.system.word, coded.code.word))
    return tuple(found)


def _type(problems: Problems, node: t.FactNode) -> Type | None:
    if isinstance(node.type, t.CollectionType):
        return _collection(problems, node, node.type)
    type_ = scalar(problems, node.type)
    if node.fields:
        if any(field.name.word for field in node.fields):  # a line that could not be read has no name
            declarations.fields_without_list(problems, node)
        return None
    return type_


def scalar(problems: Problems, node: t.TypeNode) -> Type | None:
    """A type that is not a list or evidence."""
    match node:
        case t.SimpleType(word):
            return _simple(word)
        case t.JudgementType(_, by):
            return _judgement(problems, by)
        case t.NumberType():
            return _number(problems, node)
        case t.ScaleType(options):
            sound = not duplicates.repeated_names(problems, options, "option")
            return Scale(tuple(option.word for option in options)) if sound else None
        case t.ChoiceType(options):
            sound = not duplicates.repeated_names(problems, options, "option")
            return Choice(tuple(option.word for option in options)) if sound else None
        case t.OtherType(name):
            if name.word in CODE_SYSTEMS:
                return Code(name.word)
            if name.word:
                names.unknown_type(problems, name)
            return None
        case t.CollectionType():
            return None
        case _:
            assert_never(node)


def _simple(word: str) -> Type:
    match word:
        case "duration":
            return DurationType()
        case "date":
            return Date()
        case "document":
            return Document()
        case _:
            return YesNo()


def _judgement(problems: Problems, by: t.Name | None) -> Judgement | None:
    role = next((role for role in ROLES if by is not None and by.word == role), None)
    if by is not None and role is None:
        if by.word:
            declarations.unknown_role(problems, by)
        return None
    return Judgement(role or "")


def _number(problems: Problems, node: t.NumberType) -> Number | None:
    unit = node.unit.word if node.unit else ""
    if declarations.whole_as_unit(problems, node):
        return None
    if node.unit:
        declarations.unit_spelling(problems, node.unit)
    if node.low is None or node.high is None:
        return Number(unit=unit, whole=node.whole)
    low, high = literals.number(problems, node.low), literals.number(problems, node.high)
    if low is None or high is None:
        return None
    if low > high:
        declarations.reversed_range(problems, node)
        return None
    if node.whole:
        ends = [amounts.whole(problems, word, number) for word, number in ((node.low, low), (node.high, high))]
        return Number(ends[0], ends[1], unit, whole=True) if None not in ends else None
    return Number(low, high, unit)


def _collection(problems: Problems, node: t.FactNode, type_: t.CollectionType) -> Collection | None:
    if type_.dated:
        if node.fields:
            declarations.fields_on_dated(problems, node, complete=type_.complete)
            return None
        return Collection(DATED_FIELDS, type_.complete, plain=True)
    if not node.fields and not type_.episodes:
        declarations.list_without_fields(problems, node, complete=type_.complete)
        return None
    fields = [_field(problems, field) for field in node.fields]
    duplicates.field_labels(problems, node.fields)
    if duplicates.repeated_names(problems, [field.name for field in node.fields], "field"):
        return None
    sound = tuple(field for field in fields if field is not None)
    if len(sound) < len(node.fields) or (type_.episodes and declarations.days_of_episode(problems, node)):
        return None
    if type_.episodes:
        return Collection((*EPISODE_FIELDS, *sound), type_.complete, episodes=True)
    return Collection(sound, type_.complete)


def _field(problems: Problems, node: t.FieldNode) -> Field | None:
    names.long_name(problems, node.name)
    type_ = None if isinstance(node.type, t.CollectionType) else scalar(problems, node.type)
    if isinstance(node.type, t.CollectionType) or isinstance(type_, Judgement | Document | Collection):
        declarations.field_of_wrong_type(problems, node)
        return None
    label = texts.title(problems, node.label, "this label")
    if type_ is None or declarations.never_not_done(problems, node.not_done, type_):
        return None
    declarations.done_as_option(problems, node.not_done, type_)
    return Field(node.name.word, type_, label, node.not_done is not None)
