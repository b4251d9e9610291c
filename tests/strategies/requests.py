"""Requests for a policy, made from its own types and thresholds; and requests that state one more thing."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from hypothesis import strategies as st

from assent.language.calendar import LAST_DAY, format_day, months_before
from assent.language.duration import Duration
from assent.language.expressions import (
    Count,
    Extent,
    Fact,
    FactValue,
    FieldValue,
    LatestField,
    Literal,
    Recent,
    Shifted,
    Test,
    leaves_of,
)
from assent.language.policy import Policy
from assent.language.types import Collection, DurationType
from assent.requests.findings import Findings
from assent.requests.reading import read_duration
from strategies.choices import Choices
from strategies.values import Raw, Thresholds, day, days_of_episode, elements, same_months, value
from walking import leaves, operands

Request = dict[str, Any]
_LATELY = date(2024, 1, 1).toordinal()
_NOTABLE = tuple(
    date(*day).toordinal()
    for day in (
        (2024, 2, 29),
        (2025, 2, 28),
        (2026, 8, 31),
        (2026, 3, 31),
        (2026, 5, 31),
        (2024, 3, 31),
        (2025, 11, 30),
    )
)


class Asked:
    """What a policy asks of each fact: its thresholds, those of its fields by position, and how many it counts."""

    def __init__(self, policy: Policy) -> None:
        self.facts: dict[str, list[Literal]] = {fact.name: [] for fact in policy.facts}
        self.fields: dict[str, dict[int, list[Literal]]] = {fact.name: {} for fact in policy.facts}
        self.days: dict[str, list[Literal]] = {fact.name: [] for fact in policy.facts}
        self.most = 2
        for leaf in leaves(policy):
            if isinstance(leaf, Count):
                self.facts[leaf.fact.name] += [leaf.window] if leaf.window else []
                self.facts[leaf.fact.name] += [leaf.pattern.period] if leaf.pattern else []
                self.most = max(self.most, leaf.at_least or 0, leaf.at_most or 0)
                for test in leaves_of(leaf.where) if leaf.where else ():
                    assert isinstance(test, Test)
                    self._test(test, leaf.fact)
            else:
                self._test(leaf)

        for grant in policy.authorization.grants if policy.authorization else ():
            if grant.requested is not None and grant.size is not None:
                self.facts[grant.requested.name].append(grant.size)

    def _test(self, test: Test, element: Fact | None = None) -> None:
        """The thresholds of a test: for all that it holds against a literal, or against one another."""
        near = _near(test)
        for operand in operands(test):
            if isinstance(operand, FactValue | Recent):
                self.facts[operand.fact.name] += near
                self.days[operand.fact.name] += [operand.window] if isinstance(operand, Recent) else []
            elif isinstance(operand, Extent):
                self.facts[operand.fact.name] += [*near, *([operand.window] if operand.window else [])]
                for inner in leaves_of(operand.where) if operand.where else ():
                    assert isinstance(inner, Test)
                    self._test(inner, operand.fact)
            elif isinstance(operand, LatestField):
                self.fields[operand.fact.name].setdefault(operand.position, []).extend(near)
                self.facts[operand.fact.name] += [operand.window] if operand.window else []
                for inner in leaves_of(operand.where) if operand.where else ():
                    assert isinstance(inner, Test)
                    self._test(inner, operand.fact)
            elif isinstance(operand, FieldValue) and element is not None:
                self.fields[element.name].setdefault(operand.position, []).extend(near)


def _near(test: Test) -> list[Literal]:
    """The literal of a test and the lengths of its windows; without a literal, a number that both sides are near."""
    found: list[Literal] = [test.literal.value] if test.literal else []
    if test.operator.takes == "number" and not found:
        found = [4]
    return found + [operand.period for operand in operands(test) if isinstance(operand, Shifted)]


def _as_of(choose: Choices, policy: Policy) -> int:
    """A date on which the policy is in force: its first and last days, ends of months, leap days, and others."""
    first = policy.effective
    last = policy.until if policy.until is not None else max(first, _LATELY) + 1500
    inside = [day for day in (first, last, *_NOTABLE) if first <= day <= last]
    return choose.one(inside) if choose.chance(2) else choose.number(min(max(first, _LATELY), last), last)


@st.composite
def requests(draw: st.DrawFn, policy: Policy) -> Request:
    """A valid request."""
    return request(Choices.of(draw), policy)


def request(choose: Choices, policy: Policy) -> Request:
    """A valid request that states some facts, few, most or all."""
    as_of, asked = _as_of(choose, policy), Asked(policy)
    left_out = choose.one((6, 4, 2, 100))
    facts: dict[str, Raw] = {}
    for fact in policy.facts:
        if choose.chance(left_out):
            if choose.chance(2):
                facts[fact.name] = None
        else:
            facts[fact.name] = _fact(choose, fact, asked, as_of)
    found: Request = {"as_of": date.fromordinal(as_of) if choose.chance(5) else format_day(as_of), "facts": facts}
    if choose.chance(4):
        found |= {"policy": policy.id, "id": choose.one(("R-1", 17, '"</script>{{x}}\\'))}
    return found


def _fact(choose: Choices, fact: Fact, asked: Asked, as_of: int) -> Raw:
    if isinstance(fact.type, Collection):
        return elements(choose, fact.type, asked.fields[fact.name], asked.facts[fact.name], as_of, asked.most + 1)
    found = value(choose, fact.type, asked.facts[fact.name], as_of, not_done=fact.not_done)
    return _of_a_day(choose, found, asked.days[fact.name], as_of) if fact.measured and not choose.chance(4) else found


def _of_a_day(choose: Choices, stated: Raw, windows: list[Literal], as_of: int) -> Raw:
    """A measured value with a day, near the windows that it is asked for in."""
    if isinstance(stated, Mapping):
        return {"on": day(choose, windows, as_of), **stated}
    return {"value": stated, "on": day(choose, windows, as_of)}


def variation(choose: Choices, policy: Policy, base: Request) -> Request:
    """A request that states a few facts otherwise, or not at all: what a base that is approved leaves untried."""
    as_of, asked = as_of_of(base), Asked(policy)
    facts = dict(base["facts"])
    for fact in choose.some(policy.facts, 1, choose.one((2, 4, 12))):
        facts[fact.name] = None if choose.chance(6) else _fact(choose, fact, asked, as_of)
    return {**base, "facts": facts}


def as_of_of(request: Request) -> int:
    """The date of a request as a day."""
    as_of = request["as_of"]
    return (as_of if isinstance(as_of, date) else date.fromisoformat(as_of)).toordinal()


@st.composite
def fuller(draw: st.DrawFn, policy: Policy, request: Request) -> Request:
    """The request with some of what it leaves out stated."""
    return fuller_request(Choices.of(draw), policy, request)


def fuller_request(choose: Choices, policy: Policy, request: Request) -> Request:
    """The request with some of what it leaves out stated: facts, fields of elements, dates of rough durations."""
    as_of, asked = as_of_of(request), Asked(policy)
    facts = dict(request["facts"])
    for fact in policy.facts:
        stated = facts.get(fact.name)
        if choose.chance(3):
            continue
        if stated is None:
            facts[fact.name] = _fact(choose, fact, asked, as_of)
        elif fact.measured:
            facts[fact.name] = _of_a_day(choose, stated, asked.days[fact.name], as_of)
        elif isinstance(fact.type, DurationType):
            facts[fact.name] = choose.one(_dated(stated, as_of) or [stated])
        elif isinstance(fact.type, Collection):
            listed = stated["value"] if isinstance(stated, Mapping) else stated
            fields, windows = asked.fields[fact.name], asked.facts[fact.name]
            facts[fact.name] = [_fuller_element(choose, fact.type, one, fields, windows, as_of) for one in listed]
            if not fact.type.complete:  # of evidence more may be submitted
                facts[fact.name] += elements(choose, fact.type, fields, windows, as_of, 2, wrapped=False)
    return {**request, "facts": facts}


def _fuller_element(
    choose: Choices, type: Collection, element: Raw, asked: Mapping[int, Thresholds], windows: Thresholds, as_of: int
) -> Raw:
    if not isinstance(element, Mapping):
        return element
    found = dict(element)
    if type.episodes and not choose.chance(3) and element.get("from") is None and isinstance(element.get("to"), str):
        ended = date.fromisoformat(element["to"]).toordinal()
        found["from"] = format_day(max(ended - choose.number(0, 60), 1))
    if type.episodes and not element.get("from") and not element.get("to"):
        found |= days_of_episode(choose, windows, as_of)
    for at, field in enumerate(type.fields[2 if type.episodes else 0 :], 2 if type.episodes else 0):
        stated = element.get(field.name)
        if choose.chance(3):
            continue
        if stated is None:
            thresholds = [*asked.get(at, ()), *(windows if at == type.dated_by else ())]
            found[field.name] = value(choose, field.type, thresholds, as_of, not_done=field.not_done)
        elif isinstance(field.type, DurationType):
            found[field.name] = choose.one(_dated(stated, as_of) or [stated])
    return found


def _dated(stated: Raw, as_of: int) -> list[Raw]:
    """Dates that last exactly as long as a duration that was stated as a quantity."""
    if isinstance(stated, Mapping):
        stated = stated.get("value")
    if not isinstance(stated, str):
        return []
    duration = read_duration(stated, "", Findings())
    assert isinstance(duration, Duration)
    ends = [as_of, as_of - 1, as_of - 30, as_of - 59, months_before(as_of, 1)]
    if duration.months is not None:
        return [dates for end in ends if (dates := same_months(duration.months, end))]
    days = duration.days
    if not isinstance(days, int):
        return []
    return [{"from": format_day(end - days), "to": format_day(end)} for end in ends if 1 <= end - days <= LAST_DAY]
