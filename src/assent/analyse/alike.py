"""A policy told in the facts of another, so that a test which both have is one test."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from fractions import Fraction
from typing import Any

from assent.analyse.shared import FactChange, ranks
from assent.language.expressions import (
    AllOf,
    AnyOf,
    Argument,
    AtLeastOf,
    Calculated,
    Cases,
    Changed,
    Count,
    Elapsed,
    Extent,
    Fact,
    FactValue,
    FieldValue,
    LatestField,
    Not,
    Product,
    Recent,
    Shifted,
    Test,
    Titled,
)
from assent.language.grants import Grant, Longer
from assent.language.policy import Authorization, Policy
from assent.language.types import Collection, Field, Scale

# What an expression is made of, where facts may stand within.
_MADE_OF_PARTS = (
    *(Test, Not, AllOf, AnyOf, AtLeastOf, Titled, Cases),
    *(FactValue, Recent, Product, Calculated, Shifted, Elapsed, Changed),
)


def told_alike(old: Policy, new: Policy, changes: tuple[FactChange, ...]) -> tuple[Policy, Policy]:
    """Both policies, told in the facts of the old one, and in what is common where a range or options differ.

    For the solver alone: no request is read by them. What differs in more than that keeps the fact of its own policy.
    """
    other = {change.name: change for change in changes}
    common = {name: change.common for name, change in other.items() if change.is_of_degree and change.common}
    kept = {fact.name: fact for fact in old.facts if fact.name not in other}
    return _told(old, common, other), _told(new, kept | common, other)


def _told(policy: Policy, facts: Mapping[str, Fact], changes: Mapping[str, FactChange]) -> Policy:
    retold = _Retold(facts, changes)
    if all(facts.get(fact.name, fact) == fact for fact in policy.facts):
        return policy
    sections = tuple(
        replace(
            section,
            clauses=tuple(
                replace(
                    clause,
                    body=retold.of(clause.body),
                    unless=retold.of(clause.unless),
                    when=retold.of(clause.when),
                )
                for clause in section.clauses
            ),
        )
        for section in policy.sections
    )
    definitions = tuple(replace(one, body=retold.of(one.body)) for one in policy.definitions)
    authorization = None if policy.authorization is None else _authorization(policy.authorization, retold)
    return replace(policy, sections=sections, definitions=definitions, authorization=authorization)


def _authorization(authorization: Authorization, retold: _Retold) -> Authorization:
    """What is granted under conditions that are told so; the options of a scale stay those of the policy."""
    grants: tuple[Grant, ...] = tuple(replace(one, when=retold.of(one.when)) for one in authorization.grants)
    longer: tuple[Longer, ...] = tuple(replace(one, when=retold.of(one.when)) for one in authorization.longer)
    return replace(authorization, grants=grants, longer=longer)


@dataclass(frozen=True, slots=True)
class _Retold:
    facts: Mapping[str, Fact]
    changes: Mapping[str, FactChange]

    def of(self, value: Any, fields_of: tuple[Field, ...] | None = None) -> Any:
        """The same in other facts; what has no fact within stays what it is. `fields_of` are those of an element."""
        match value:
            case Fact(name):
                return self.facts.get(name, value)
            case tuple():
                return tuple(self.of(one, fields_of) for one in value)
            case FieldValue(_, position) if fields_of is not None:
                return replace(value, field=fields_of[position])
            case Count(fact) | LatestField(fact) | Extent(fact):
                return self._of_elements(value, self.of(fact))
            case Test(_, FactValue(fact) | Recent(fact), Argument(int(rank), text)) if isinstance(fact.type, Scale):
                argument = Argument(self._rank(fact.type, fact.name, rank), text)
                return replace(value, operand=self.of(value.operand), argument=argument)
            case _ if isinstance(value, _MADE_OF_PARTS):
                parts = {each.name: self.of(getattr(value, each.name), fields_of) for each in fields(value)}
                return replace(value, **parts)
            case _:
                return value

    def _of_elements(self, value: Count | LatestField | Extent, fact: Fact) -> Count | LatestField | Extent:
        """What asks about the elements of a list, in the fields that the list has now."""
        assert isinstance(fact.type, Collection)
        where = self.of(value.where, fact.type.fields)
        if isinstance(value, LatestField):
            return replace(value, fact=fact, field=fact.type.fields[value.position], where=where)
        return replace(value, fact=fact, where=where)

    def _rank(self, type: Scale, name: str, rank: int) -> int | Fraction:
        common = self.facts.get(name)
        if name not in self.changes or common is None or not isinstance(common.type, Scale):
            return rank
        among = Fraction(ranks(type, common.type)[rank])
        return int(among) if among.denominator == 1 else among
