"""Reading a request for a policy: the envelope, names that nobody declared, then each declared fact in order."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any, assert_never

from assent.language.calendar import LAST_DAY, months_before
from assent.language.code_systems import CODE_SYSTEMS
from assent.language.operands import day_of
from assent.language.policy import Policy
from assent.language.types import (
    Choice,
    Code,
    Collection,
    Date,
    Document,
    DurationType,
    Judgement,
    Number,
    Scale,
    Type,
    YesNo,
)
from assent.language.units import conversions, may_be_known
from assent.language.values import TIME_UNITS, Period
from assent.requests.envelope import read_envelope, read_unknown_facts
from assent.requests.numbers import read_number, read_whole
from assent.requests.reading import (
    day_stated,
    read_choice,
    read_code,
    read_collection,
    read_date,
    read_document,
    read_duration,
    read_if_done,
    read_judgement,
    read_scale,
    read_yes_no,
)
from assent.requests.reading_episodes import read_episodes

# A reader and what it takes after the value, its path and the findings.
Reader = tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class Read:
    """A request as read: captured whole, so that changing the request afterwards changes nothing.

    `as_of_text` is None where the request states no date. `facts` are the values that `language.types`
    describes, without those that are unknown, and the days that measured
    ones are of. A request with faults is not decided.
    """

    id: str | int | None
    as_of: int
    as_of_text: str | None
    facts: Mapping[str, Any]
    faults: tuple[tuple[str, str], ...]
    notes: tuple[tuple[str, str], ...]


class OtherUnits(Mapping[str, tuple[int, int, int, int]]):
    """The units in which a number may also be stated; they are looked up when a request first states another."""

    def __init__(self, unit: str) -> None:
        self.unit = unit

    def __getitem__(self, given: str) -> tuple[int, int, int, int]:
        how = conversions(self.unit)[given]
        return (*how.factor.as_integer_ratio(), *how.offset.as_integer_ratio())

    def __iter__(self) -> Iterator[str]:
        return iter(conversions(self.unit))

    def __len__(self) -> int:
        return len(conversions(self.unit))


def read_request(policy: Policy, request: Any) -> Read:
    """Read a request by the types of the policy's facts. Never raises: whatever is wrong is among the faults."""
    found, id, stated = read_envelope(request, policy.id, policy.effective, policy.until, last_as_of(policy))
    read_unknown_facts(stated, frozenset(fact.name for fact in policy.facts), found)
    facts: dict[str, Any] = {}
    for fact in policy.facts:
        read, *arguments = reader_of(fact.type, not_done=fact.not_done)
        value = read(stated.get(fact.name), f"facts.{fact.name}", found, *arguments)
        if value is not None:
            facts[fact.name] = value
        if fact.measured and (day := day_stated(stated.get(fact.name))) is not None:
            facts[day_of(fact).name] = day
    return Read(id, found.as_of, found.as_of_text, MappingProxyType(facts), tuple(found.faults), tuple(found.notes))


def reader_of(type: Type, *, not_done: bool = False) -> Reader:
    """What reads a fact of a type: the reader, and what it takes after the value, its path and the findings."""
    if not_done:
        return (read_if_done, *reader_of(type))
    match type:
        case YesNo():
            return (read_yes_no,)
        case Judgement(by):
            return (read_judgement, by) if by else (read_judgement,)
        case Number(low, high, unit, whole):
            read = read_whole if whole else read_number
            return (read, low, high, unit, OtherUnits(unit)) if may_be_known(unit) else (read, low, high, unit)
        case Scale(options):
            return (read_scale, options)
        case Choice(options):
            return (read_choice, options)
        case Code(name):
            system = CODE_SYSTEMS.get(name)
            return (read_code, name, system.shape.pattern, system.looks_like) if system else (read_code, name)
        case Date():
            return (read_date,)
        case Document():
            return (read_document,)
        case DurationType():
            return (read_duration,)
        case Collection(fields, plain=plain, episodes=episodes):
            readers = tuple((field.name, *reader_of(field.type, not_done=field.not_done)) for field in fields)
            return (read_episodes, readers) if episodes else (read_collection, readers, plain)
        case _:
            assert_never(type)


def last_as_of(policy: Policy) -> int:
    """The last date of a request whose authorization, and all that it grants, still ends in the calendar."""
    authorization = policy.authorization
    if authorization is None:
        return LAST_DAY
    periods = [authorization.valid] if authorization.valid else []
    periods += [longer.period for longer in authorization.longer]
    periods += [
        Period(grant.amount, unit)
        for grant in authorization.grants
        if grant.amount is not None and (unit := TIME_UNITS.get(grant.unit)) is not None
    ]
    return min((_last_start(period) for period in periods), default=LAST_DAY)


def _last_start(period: Period) -> int:
    if period.days is not None:
        return max(LAST_DAY - period.days, 0)
    return months_before(LAST_DAY, period.months or 0)
