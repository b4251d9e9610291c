"""From the name in a test to what it is about: a fact, a field, or a definition or clause standing for its result."""

from __future__ import annotations

from assent.check.lower.context import Context
from assent.check.rules import beside, extremes, kinds, meant, names, patterns, thresholds, value_sets
from assent.check.scope import Broken, Declared
from assent.check.subject import Subject, example_test
from assent.language.expressions import Elapsed, Fact, FactValue, FieldValue, LatestField
from assent.language.operands import type_of
from assent.language.types import Choice, Collection, Date, Scale, YesNo, describe
from assent.language.values import TIME_UNITS
from assent.syntax.tree import CalculatedNode, Name, Operand, ParameterNode, Place, TableNode, ValueSetNode


def resolve(context: Context, operand: Operand) -> Subject | Declared | None:
    """What an operand names: a subject, a definition or clause, or None with the mistake reported."""
    if context.element is not None:
        return _field(context, context.element, operand)
    if operand.since:
        return _since(context, operand)
    if operand.latest_field is not None:
        return _latest(context, operand, operand.latest_field)
    declared = find(context, operand.name)
    if declared is not None and isinstance(declared.what, ParameterNode | TableNode):
        thresholds.not_compared(context.problems, operand, declared, context.scope.declaration_of(operand.name.word))
        return None
    if declared is not None and isinstance(declared.what, CalculatedNode):
        return _calculated(context, operand)
    if declared is not None and isinstance(declared.what, ValueSetNode):
        value_sets.on_the_left(context.problems, operand, context.scope.declaration_of(operand.name.word))
        return None
    if declared is None or not isinstance(declared.what, Fact):
        return declared
    return subject_of(context, declared.what, operand.at)


def _calculated(context: Context, operand: Operand) -> Subject | None:
    """A calculated value, unless its own mistake has been reported."""
    value = context.scope.calculated.get(operand.name.word)
    label = context.scope.declaration_of(operand.name.word)
    return None if value is None else Subject(value.id, operand.at, type_of(value), value, (label,))


def _since(context: Context, operand: Operand) -> Subject | None:
    """`years since birth_date`: a whole number of that unit."""
    found = resolve(context, Operand(operand.name, None, "", operand.name.at))
    if isinstance(found, Declared):
        label = context.scope.declaration_of(operand.name.word)
        kinds.named_compared(context.problems, operand.at, operand.name.word, found, label)
        return None
    if found is None:
        return None
    if not isinstance(found.type, Date) or found.operand is None:
        beside.since_what(context.problems, operand, found)
        return None
    elapsed = Elapsed(TIME_UNITS[operand.since], found.operand)
    return Subject(f"{operand.since} since {found.words}", operand.at, type_of(elapsed), elapsed, found.others)


def subject_of(context: Context, fact: Fact, at: Place) -> Subject:
    """A fact as the subject of a test."""
    value = None if isinstance(fact.type, Collection) else FactValue(fact)
    return Subject(fact.name, at, fact.type, value, (context.scope.declaration_of(fact.name),))


def find(context: Context, name: Name) -> Declared | None:
    """What a name stands for; None where it stands for nothing, or its own declaration has a mistake."""
    if not name.word:
        return None  # it could not be read, which has been reported
    declared = context.scope.find(name.word)
    if declared is None:
        names.unknown_name(context.problems, context.scope, name)
        return None
    return None if isinstance(declared.what, Broken) else declared


def collection(context: Context, name: Name) -> Subject | None:
    """The list or evidence of a name, or None with the mistake reported."""
    declared = find(context, name)
    if declared is None:
        return None
    label = context.scope.declaration_of(name.word)
    fact = declared.what
    if not isinstance(fact, Fact):
        kinds.not_a_list(context.problems, name.at, name.word, f"a {declared.noun}", name.word, (label,))
        return None
    if not isinstance(fact.type, Collection):
        example = meant.comparison_for_count(context.problems, fact, name.at) or example_test(fact.name, fact.type)
        kinds.not_a_list(context.problems, name.at, name.word, describe(fact.type), example, (label,))
        return None
    return Subject(fact.name, name.at, fact.type, None, (label,))


def _latest(context: Context, operand: Operand, field: Name) -> Subject | None:
    subject = collection(context, operand.name)
    if subject is None:
        return None
    fact = context.scope.fact(operand.name.word)
    assert fact is not None and isinstance(fact.type, Collection)
    found = fact.type.field(field.word)
    if not field.word:
        return None
    if found is None:
        names.unknown_field(context.problems, context.scope, fact, field)
        return None
    if not fact.type.complete:
        kinds.latest_of_evidence(context.problems, operand, fact, field.word, subject.others[0])
        return None
    if not dated(context, subject):
        return None
    if operand.which in ("highest", "lowest"):
        extremes.not_compared(context.problems, operand)
        return None
    position, described = found
    words = f"{operand.which} {fact.name}.{described.name}"
    picked = context.picked
    value = LatestField(fact, described, position, operand.which == "earliest", picked.window, picked.where)
    return Subject(words, operand.at, described.type, value, subject.others)


def counted_by(context: Context, fact: Fact, field: Name) -> int | None:
    """The position of the field by whose values a count goes, or None with the mistake reported."""
    assert isinstance(fact.type, Collection)
    if not field.word:
        return None
    found = fact.type.field(field.word)
    if found is None:
        names.unknown_field(context.problems, context.scope, fact, field)
        return None
    position, described = found
    if not isinstance(described.type, Choice | Scale | YesNo):
        patterns.per_without_options(context.problems, field, described)
        return None
    return position


def dated(context: Context, subject: Subject, *, needed: bool = True) -> bool:
    """Whether the elements of a collection say when they happened; reported where they do not.

    Where no date is needed they may have none, and yet not several: one still to come must not count.
    """
    assert isinstance(subject.type, Collection)
    if subject.type.dated_by is not None:
        return True
    if any(isinstance(field.type, Date) for field in subject.type.fields):
        kinds.ambiguous_date(context.problems, subject.at, subject)
        return False
    if needed:
        kinds.window_without_date(context.problems, subject.at, subject)
    return not needed


def _field(context: Context, element: Fact, operand: Operand) -> Subject | None:
    assert isinstance(element.type, Collection)
    label = context.scope.declaration_of(element.name)
    if operand.since:
        beside.since_a_field(context.problems, operand)
        return None
    found = None if operand.latest_field else element.type.field(operand.name.word)
    if found is not None:
        position, field = found
        return Subject(field.name, operand.at, field.type, FieldValue(field, position), (label,))
    declared = context.scope.find(operand.name.word)
    if not operand.name.word:
        return None
    if declared is None:
        names.unknown_field(context.problems, context.scope, element, operand.name)
    elif not isinstance(declared.what, Broken):
        noun = "list" if operand.latest_field else declared.noun
        words = context.problems.words(operand.at)
        kinds.not_about_a_field(context.problems, operand.at, words, element, noun, label)
    return None
