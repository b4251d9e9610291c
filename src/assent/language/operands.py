"""What operands are worked out from, and of which type they are."""

from __future__ import annotations

from typing import TypeVar, assert_never

from assent.language.expressions import (
    AllOf,
    AnyOf,
    AsOf,
    Calculated,
    Cases,
    Changed,
    Count,
    Elapsed,
    Expression,
    Extent,
    Fact,
    FactValue,
    FieldValue,
    LatestField,
    Leaf,
    Not,
    Operand,
    Recent,
    Shifted,
    Test,
    condition_of,
    leaves_of,
)
from assent.language.types import (
    Choice,
    Collection,
    Date,
    DurationType,
    Number,
    Scale,
    Type,
    YesNo,
    is_for_clinician,
)

# What a request states by itself, or does not: a fact, one of a recent day, a field of the latest element of one, how
# long episodes last.
Input = FactValue | Recent | LatestField | Extent

One = TypeVar("One")


def type_of(operand: Operand) -> Type:
    """The type of an operand's value."""
    match operand:
        case FactValue(fact) | Recent(fact):
            return fact.type
        case FieldValue(field) | LatestField(field=field):
            return field.type
        case AsOf() | Shifted():
            return Date()
        case Extent():
            return DurationType()
        case Changed(inner):
            return type_of(inner)
        case Elapsed(unit):
            return Number(unit=unit, whole=True)
        case Calculated(unit=unit):
            return Number(unit=unit)
        case _:
            assert_never(operand)


def sides_of(test: Test) -> tuple[Operand, ...]:
    """The operands of a test: one, or one and the other that it is held against."""
    return (test.operand, test.argument) if isinstance(test.argument, Operand) else (test.operand,)


def inputs_of(leaf: Leaf) -> tuple[Input, ...]:
    """The inputs that a leaf asks about, each once, fields aside; last those that its condition names."""
    own = [] if isinstance(leaf, Count) else [one for side in sides_of(leaf) for one in _inputs(side)]
    condition = condition_of(leaf)
    inside = [one for test in leaves_of(condition) for one in inputs_of(test)] if condition is not None else []
    return _each_once([*own, *inside])


def _each_once(several: list[One]) -> tuple[One, ...]:
    return tuple(several) if len(several) < 2 else tuple(dict.fromkeys(several))


def _inputs(operand: Operand) -> tuple[Input, ...]:
    match operand:
        case FactValue() | Recent() | LatestField() | Extent():
            return (operand,)
        case FieldValue() | AsOf():
            return ()
        case Shifted(inner) | Elapsed(_, inner) | Changed(inner):
            return _inputs(inner)
        case Calculated():
            return operand.values
        case _:
            assert_never(operand)


def gives_away(operand: Operand) -> bool:
    """Whether an operand is worked out of a sensitive value, so that it would tell it."""
    return any(one.fact.sensitive for one in _inputs(operand))


def facts_of(leaf: Leaf) -> tuple[Fact, ...]:
    """The facts that a leaf asks about, each once: a count's own first, then those its condition names."""
    found = [leaf.fact] if isinstance(leaf, Count) else []
    return _each_once([*found, *(one.fact for one in inputs_of(leaf))])


def values_of(leaf: Leaf) -> tuple[Fact, ...]:
    """The facts that a leaf asks about, each with the day it is of where that is asked too."""
    days = {one.fact for one in inputs_of(leaf) if isinstance(one, Recent)}
    return tuple(value for fact in facts_of(leaf) for value in ((fact, day_of(fact)) if fact in days else (fact,)))


def unchanged(operand: Operand) -> Operand:
    """The operand itself, or what it is so much below or above."""
    return operand.operand if isinstance(operand, Changed) else operand


def may_be_none(operand: Operand) -> bool:
    """Whether an operand may have no value, so that every comparison with it is not met."""
    if isinstance(operand, Changed):
        return operand.percent or may_be_none(operand.operand)
    if isinstance(operand, Calculated):
        return any(may_be_none(one) for one in operand.values)
    return isinstance(operand, LatestField | Elapsed) or may_be_not_done(operand)


def decided_by(by_case: Cases) -> tuple[Operand, ...]:
    """What decides which case of a threshold holds: the fact that a table is about, the date for a parameter."""
    tests = (leaf for when, _ in by_case.cases for leaf in leaves_of(when) if isinstance(leaf, Test))
    return tuple(dict.fromkeys(test.operand for test in tests))


def may_have_no_case(by_case: Cases) -> bool:
    """Whether no case holds of some request: what decides which one does may be not done, and none holds of that."""
    undone = any(may_be_not_done(one) for one in decided_by(by_case))
    return undone and not any(_holds_of_nothing(when) for when, _ in by_case.cases)


def _holds_of_nothing(when: Expression) -> bool:
    """Whether a case holds of what there is none of, of which every test is not met."""
    match when:
        case Not(part):
            return not _holds_of_nothing(part)
        case AllOf(parts):
            return all(map(_holds_of_nothing, parts))
        case AnyOf(parts):
            return any(map(_holds_of_nothing, parts))
        case _:
            return False


def may_be_not_done(operand: Operand) -> bool:
    """Whether a request may state of what an operand is about that it was not done."""
    match operand:
        case FactValue(fact) | Recent(fact):
            return fact.not_done
        case FieldValue(field) | LatestField(field=field):
            return field.not_done
        case Changed():
            return may_be_not_done(operand.operand)
        case Calculated():
            return any(may_be_not_done(one) for one in operand.values)
        case _:
            return False


def is_judged(leaf: Leaf) -> bool:
    """Whether a clinician has to attest what a leaf asks about."""
    return any(is_for_clinician(fact.type) for fact in facts_of(leaf))


def may_be_measured(type: Type) -> bool:
    """Whether a value of a type is of some day that the value itself does not say."""
    return isinstance(type, YesNo | Number | Scale | Choice)


def day_of(fact: Fact) -> Fact:
    """The day that a measured fact is of, as a fact by itself: no id has a dot, so that none is called like it."""
    return Fact(f"{fact.name}.on", Date(), f"Date of “{fact.label}”", fact.vocabulary, sensitive=fact.sensitive)


def elements_of(latest: LatestField) -> Collection:
    """The type of the list whose latest element is asked about."""
    assert isinstance(latest.fact.type, Collection)
    return latest.fact.type
