"""Random requests of a policy: near an approval, and with values on the sides of its thresholds.

What is drawn is the same every time, so that what fails once fails again.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from random import Random
from typing import Any

from assent.evaluate.interpreter import Case
from assent.generate.cases.search import approved_facts, asked_of, options_of
from assent.generate.cases.values import Candidate
from assent.language.calendar import format_day
from assent.language.expressions import Expression
from assent.language.policy import Policy
from assent.requests.read import last_as_of

_SEED = 97110
_DAYS_INTO_FORCE = (0, 73, 400)
# Of the facts of a request that is approved, so many are stated otherwise, or not at all.
_MOST_CHANGED = 4


@dataclass(frozen=True, slots=True)
class _Day:
    """What requests of one date are drawn from: facts under which the policy approves, and values worth trying."""

    text: str
    approved: Mapping[str, Any]
    options: Mapping[str, tuple[Candidate, ...]]


class Drawn:
    """Draws requests, and other values for their facts; `also` are tests that no clause of the policy asks."""

    def __init__(self, policy: Policy, also: Iterable[Expression] = ()) -> None:
        self._random = Random(_SEED)  # noqa: S311 -- nothing here is secret
        last = min(policy.until or last_as_of(policy), last_as_of(policy))
        tests = tuple(also)
        self._days = {
            day.text: day
            for days in _DAYS_INTO_FORCE
            for day in [_day(policy, tests, min(policy.effective + days, last))]
        }

    def request(self) -> Mapping[str, Any]:
        """A request a few facts away from one that is approved, or one of which every fact is drawn."""
        random = self._random
        day = random.choice(list(self._days.values()))
        names = list(day.options)
        if random.random() < 0.25:
            facts = {name: self._value(day, name) for name in names}
        else:
            changed = random.sample(names, min(len(names), random.randint(0, _MOST_CHANGED)))
            facts = {**day.approved, **{name: self._value(day, name) for name in changed}}
        return {"as_of": day.text, "facts": {name: value for name, value in facts.items() if value is not None}}

    def value(self, request: Mapping[str, Any], name: str) -> Any:
        """A value of a fact that is worth trying in a request, or None: it is not stated."""
        return self._value(self._days[request["as_of"]], name)

    def _value(self, day: _Day, name: str) -> Any:
        options = day.options.get(name, ())
        return None if not options or self._random.random() < 0.2 else self._random.choice(options).raw


def _day(policy: Policy, tests: tuple[Expression, ...], as_of: int) -> _Day:
    asked, given = asked_of(policy), Case(as_of, {}, {})
    approved = approved_facts(policy, asked, options_of(policy, asked, given), as_of)
    return _Day(format_day(as_of), approved, options_of(policy, asked_of(policy, tests), given))
