"""Properties tried on random requests, as `assent test` tries them."""

from __future__ import annotations

from assent.analyse.tried import TRIED, Broke, tried
from assent.generate.cases.drawn import Drawn
from assent.language.policy import Policy
from assent.language.properties import Never


def broken_by_trying(policy: Policy, number: int = TRIED) -> list[Broke]:
    """What does not hold of one of so many requests."""
    tests = [one.test for one in policy.properties if isinstance(one, Never)]
    return list(tried(policy, Drawn(policy, tests), number=number))
