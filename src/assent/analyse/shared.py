"""Facts that two policies declare otherwise: what was asked, what is asked, and what a request may state to both."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from math import ceil, floor
from typing import Literal, TypeGuard

from assent.language.expressions import Fact
from assent.language.policy import Policy
from assent.language.types import (
    Choice,
    Collection,
    Document,
    Field,
    Judgement,
    Number,
    Scalar,
    Scale,
    Type,
    YesNo,
)

Rejects = Literal["neither", "old", "new", "each"]


@dataclass(frozen=True, slots=True)
class FactChange:
    """A fact that both policies declare, and of which they take other statements, or take them otherwise.

    `common` takes what both take in the same way, None where there is nothing to compare but that it is left out.
    `rejects` says which of them rejects something that the other one takes. Where a judgement is one by a `role` in
    one of them alone, it is compared as attested in that role.
    """

    old: Fact
    new: Fact
    common: Fact | None
    rejects: Rejects = "each"
    role: str = ""

    @property
    def name(self) -> str:
        return self.old.name

    @property
    def is_restricting(self) -> bool:
        """Whether something that a request may state to one of them is not looked at."""
        return self.common is None or self.rejects != "neither" or bool(self.role)

    @property
    def is_of_degree(self) -> bool:
        """Whether the two differ in a range or in options alone, so that a test of the one is one of the other."""
        old, new = self.old.type, self.new.type
        if isinstance(old, Collection) and isinstance(new, Collection):
            alike = old.complete is new.complete
        else:
            alike = type(old) is type(new) and isinstance(old, Number | Scale | Choice)
        return alike and _manner(self.old) == _manner(self.new) and self.common is not None


def changes_of_facts(old: Policy, new: Policy) -> tuple[FactChange, ...]:
    """The facts of which a request cannot state the same to both policies, or not with the same meaning."""
    were = {fact.name: fact for fact in old.facts}
    return tuple(
        _change(were[fact.name], fact)
        for fact in new.facts
        if fact.name in were and _answer(were[fact.name]) != _answer(fact)
    )


def declared_once(old: Policy, new: Policy) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The facts that only the old policy declares, and those that only the new one does."""
    were, are = [fact.name for fact in old.facts], [fact.name for fact in new.facts]
    return tuple(name for name in were if name not in are), tuple(name for name in are if name not in were)


def ranks(type: Scale, common: Scale) -> Mapping[int, int | float]:
    """Where each option of a scale stands among the options in common: one that is not, halfway between two."""
    found: dict[int, int | float] = {}
    passed = 0
    for at, option in enumerate(type.options):
        if option in common.options:
            passed = common.options.index(option) + 1
            found[at] = passed - 1
        else:
            found[at] = passed - 0.5
    return found


def _manner(fact: Fact) -> tuple[bool, bool]:
    return fact.not_done, fact.measured


def _answer(fact: Fact) -> tuple[object, ...]:
    """What a request may state of a fact, and how it is taken."""
    return _as_stated(fact.type), *_manner(fact)


def _as_stated(type: Type) -> Type:
    """A type without what makes no difference to a request: the order of a choice, and what fields are called."""
    match type:
        case Choice(options):
            return Choice(tuple(sorted(options)))
        case Collection(fields):
            return replace(type, fields=tuple(map(_field_as_stated, fields)))
        case _:
            return type


def _field_as_stated(field: Field) -> Field:
    type = _as_stated(field.type)
    assert _may_be_a_field(type)
    return replace(field, label="", type=type)


def _change(old: Fact, new: Fact) -> FactChange:
    type, role = _in_common(old.type, new.type), _role(old.type, new.type)
    if type is None:
        return FactChange(old, new, None)
    not_done = old.not_done and new.not_done
    # A day beside a value is taken by both, and asked about by the one that has it measured.
    common = replace(old, type=type, not_done=not_done, measured=old.measured or new.measured)
    narrow = [
        _takes_more(one.type, type) or (one.not_done and not not_done) for one in (old, new)
    ]  # what only the old one takes, the new one rejects
    rejects: Mapping[tuple[bool, ...], Rejects] = {
        (False, False): "neither",
        (True, False): "new",
        (False, True): "old",
        (True, True): "each",
    }
    return FactChange(old, new, common, rejects[tuple(narrow)], role)


def _takes_more(type: Type, common: Type) -> bool:
    """Whether a type takes values besides those of what it has in common with another."""
    if isinstance(type, Collection) and isinstance(common, Collection):
        return any(_takes_more(one.type, other.type) for one, other in zip(type.fields, common.fields, strict=True))
    return _as_stated(type) != _as_stated(common) and not isinstance(type, Judgement)


def _role(old: Type, new: Type) -> str:
    match old, new:
        case Judgement(one), Judgement(other) if one != other:
            return one or other
        case _:
            return ""


def _in_common(old: Type, new: Type) -> Type | None:
    """What two types take with the same meaning; None where that is nothing, or is not known."""
    match old, new:
        case Number(), Number():
            return _numbers(old, new)
        case (Scale(ours), Scale(theirs)) | (Choice(ours), Choice(theirs)):
            both = tuple(option for option in ours if option in theirs)
            if isinstance(old, Choice):
                return Choice(both) if both else None
            in_order = both == tuple(option for option in theirs if option in ours)
            return Scale(both) if both and in_order else None
        case (YesNo(), Judgement("")) | (Judgement(""), YesNo()):
            return Judgement()
        case Judgement(one), Judgement(other) if not one or not other or one == other:
            return Judgement(one or other)
        case Collection(), Collection() if (old.plain, old.episodes) == (new.plain, new.episodes):
            fields = [_field(*pair) for pair in zip(old.fields, new.fields, strict=False)]
            found = tuple(field for field in fields if field is not None)
            complete = len(found) == len(old.fields) == len(new.fields)
            return replace(old, fields=found) if complete else None
        case _:
            return old if old == new else None


def _field(old: Field, new: Field) -> Field | None:
    """A field as both lists take it: of one name and at one place, of another range or of other options at most."""
    if (old.name, old.not_done) != (new.name, new.not_done):
        return None
    type = _in_common(old.type, new.type)
    is_told = old.type == new.type or isinstance(type, Number | Choice)
    return replace(old, type=type) if is_told and _may_be_a_field(type) else None


def _may_be_a_field(type: Type | None) -> TypeGuard[Scalar]:
    return type is not None and not isinstance(type, Judgement | Document | Collection)


def _numbers(old: Number, new: Number) -> Number | None:
    lows = [one.low for one in (old, new) if one.low is not None]
    highs = [one.high for one in (old, new) if one.high is not None]
    low, high = max(lows, default=None), min(highs, default=None)
    whole = old.whole or new.whole
    if low is not None and high is not None:
        first, last = (ceil(low), floor(high)) if whole else (low, high)
        if first > last:
            return None
    return Number(low, high, old.unit, whole) if old.unit == new.unit else None
