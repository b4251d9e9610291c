"""Requests with something wrong in them: at times harmless, mostly not."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

from hypothesis import strategies as st

from assent.language.policy import Policy
from strategies.choices import Choices
from strategies.requests import Request

_DAY_AND_HOUR = datetime(2026, 1, 1, 12, tzinfo=UTC)
JUNK: tuple[Any, ...] = (
    *(
        "junk",
        "",
        "yes",
        "no",
        "2026-02-30",
        "2026-2-1",
        "12 wekks",
        "2.5 months",
        "12 weeks",
        "-1 days",
        "7 kg",
        "\ud800",
    ),
    *("M54.50", True, False, 0, 1, -1, 10**40, 1.5, 1e300, float("nan"), float("inf"), date(2026, 1, 1), _DAY_AND_HOUR),
    *(Decimal("0.3"), Decimal("NaN"), Decimal("Infinity"), b"bytes", object),
    *([], {}, [{}], [[]], [None], ["junk"], ("2026-01-01",), [{"junk": 1}], {1: 2}),
    *({"value": 1}, {"value": None}, {"value": 1, "junk": 2}, {"by": "x"}),
    *({"value": True, "by": ""}, {"value": True, "by": "x"}),
    *({"value": True, "by": {"name": "x", "role": "reviewer"}}, {"value": True, "by": {"role": "nurse", "on": 1}}),
    *(
        {"from": "2026-01-02", "to": "2026-01-01"},
        {"to": "2026-01-01"},
        {"from": "2026-01-01", "to": None},
        {"from": None},
    ),
    *({"date": "2026-01-01"}, {"date": None}, {"reference": "x"}, {"date": "2026-13-01"}),
)
_PARTS = ("fact", "fact", "fact", "inside", "inside", "name", "key", "as_of", "policy", "id", "facts", "whole")
_KEYS = ("junk", "as_off", "fact", "Facts", "x y", "</script>", "")


@st.composite
def corrupted(draw: st.DrawFn, policy: Policy, request: Request) -> Any:
    """A request with one to three things changed for junk."""
    choose = Choices.of(draw)
    facts = dict(request["facts"])
    found: dict[Any, Any] = {**request, "facts": facts}
    for _ in range(choose.number(1, 3)):
        match choose.one(
            ("fact", "fact", "fact", "inside", "inside", "name", "key", "as_of", "policy", "id", "facts", "whole")
        ):
            case "fact":
                facts[choose.one(policy.facts).name] = choose.one(JUNK)
            case "inside":
                _corrupt_inside(choose, facts)
            case "name":
                facts[choose.one((*_KEYS, policy.facts[0].name + "s"))] = choose.one((1, None, "x"))
            case "key":
                found[choose.one(_KEYS)] = 1
            case "as_of" | "policy" | "id" | "facts" as key if choose.chance(3):
                found[key] = choose.one(JUNK)
            case "whole" if choose.chance(10):
                return choose.one(JUNK)
            case _:
                facts[choose.one(policy.facts).name] = choose.one(JUNK)
    return found


def _corrupt_inside(choose: Choices, facts: dict[Any, Any]) -> None:
    """Junk in place of an element of a list, a field of one, or a part of a mapping."""
    names = [name for name, value in facts.items() if isinstance(value, list | dict) and value]
    if not names:
        return
    name = choose.one(names)
    value = facts[name]
    if isinstance(value, dict):
        facts[name] = {**value, choose.one([*value, "junk"]): choose.one(JUNK)}
        return
    at = choose.number(0, len(value) - 1)
    element = value[at]
    if isinstance(element, dict) and element:
        element = {**element, choose.one([*element, "junk"]): choose.one(JUNK)}
    else:
        element = choose.one(JUNK)
    facts[name] = [*value[:at], element, *value[at + 1 :]]
