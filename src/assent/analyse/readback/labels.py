"""What the labels of a document stand for, and the phrases that name a value."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import get_args

from assent.language.expressions import (
    AsOf,
    Calculated,
    Elapsed,
    FactValue,
    FieldValue,
    LatestField,
    Operand,
    Shifted,
)
from assent.language.policy import Clause, Definition, Policy
from assent.language.types import Collection, Date
from assent.language.values import Period, Unit

_NOUNS = {"require": "Criterion", "exclude": "Exclusion", "review": "Review", "submit": "Documentation"}

PERIOD = r"\d+ (?:days?|weeks?|months?|years?)"


class Unreadable(Exception):
    """A line that does not say what the language can say; `why` quotes it."""

    def __init__(self, line: str) -> None:
        super().__init__(line)
        self.why = f"the line “{line}” cannot be read"


@dataclass(frozen=True, slots=True)
class Labels:
    """What each label stands for: a fact, a field of the latest element, a list; inside a count, a field.

    `mentions` are the words by which a sentence names a definition or a clause, by the anchor that it links to.
    `codes` are those of the value sets, by their titles, as the document lists them.
    """

    operands: Mapping[str, Operand]
    mentions: Mapping[str, str]
    around: Mapping[str, Operand]
    codes: Mapping[str, str] = dataclasses.field(default_factory=dict)

    @classmethod
    def of_policy(
        cls, policy: Policy, codes: Mapping[str, str] = MappingProxyType({}), calculated: Iterable[Calculated] = ()
    ) -> Labels:
        found: dict[str, Operand] = {}
        for fact in policy.facts:
            found[plain(fact.label)] = FactValue(fact)
            if isinstance(fact.type, Date):
                found |= {
                    f"{unit.capitalize()} since “{plain(fact.label)}”": Elapsed(unit, FactValue(fact))
                    for unit in get_args(Unit)
                }
            for at, field in enumerate(fact.type.fields if isinstance(fact.type, Collection) else ()):
                for which, earliest in (("latest", False), ("earliest", True)):
                    label = f"{plain(field.label)} of the {which} “{plain(fact.label)}”"
                    found[label] = LatestField(fact, field, at, earliest)
        found |= {plain(one.title): one for one in calculated}
        mentions = {f"definition-{one.id}": f"“{plain(one.title)}”" for one in policy.definitions}
        mentions |= {f"clause-{one.id}": f"{_NOUNS[one.verb]} “{plain(one.title)}”" for one in policy.clauses}
        return cls(found, mentions, {}, codes)

    @classmethod
    def of_elements(cls, type: Collection, around: Labels) -> Labels:
        fields = {plain(field.label): FieldValue(field, at) for at, field in enumerate(type.fields)}
        return cls(fields, {}, around.operands, around.codes)

    def named_by(self, text: str) -> tuple[Operand, str] | None:
        """What a line is about, and what it says of it, where it begins with a label."""
        labels = [label for label in self.operands if text.startswith(f"{label}: ")]
        if not labels:
            return None
        label = max(labels, key=len)
        return self.operands[label], text[len(label) + 2 :]

    def worked_out(self, text: str) -> tuple[Operand, str] | None:
        """The same of a line about a date that is worked out."""
        for at in (at for at in range(1, len(text)) if text.startswith(": ", at)):
            operand = self.named(text[0].lower() + text[1:at])
            if isinstance(operand, Shifted):
                return operand, text[at + 2 :]
        date, _, says = text.partition(": ")
        return (AsOf(), says) if date == "Date of the request" else None

    def named(self, text: str) -> Operand | None:
        """The operand that a phrase names: a label in quotation marks, or a date that is worked out."""
        if text == "the date of the request":
            return AsOf()
        before = re.fullmatch(rf"the day ({PERIOD}) before (.+)", text)
        if before is not None:
            inner = self.named(before[2])
            return None if inner is None else Shifted(inner, period_of(before[1]))
        if text.startswith("“") and text.endswith("”"):
            return self.operands.get(text[1:-1]) or self.around.get(text[1:-1])
        return None


def conditions_of(policy: Policy) -> tuple[Definition | Clause, ...]:
    """Every definition and every clause."""
    return (*policy.definitions, *policy.clauses)


def plain(text: str) -> str:
    """A text on one line."""
    return " ".join(text.split())


def period_of(text: str) -> Period:
    """A length of time as a document writes it."""
    amount, unit = text.split(" ")
    units: Iterable[Unit] = get_args(Unit)
    return Period(int(amount), next(one for one in units if one.removesuffix("s") == unit.removesuffix("s")))
