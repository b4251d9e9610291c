"""Proved and tried agree: of random policies, no property that was proved is broken by a request that is tried."""

from __future__ import annotations

from hypothesis import given

from assent.analyse.questions.properties import answered
from assent.analyse.session import Impossible, Session
from assent.analyse.subject import Subject
from assent.language.policy import Policy
from assent.language.properties import Never
from properties.profile import examples
from strategies.policies import policies
from trying import broken_by_trying


@examples(25)
@given(policies().filter(lambda policy: bool(policy.properties)))
def test_what_is_proved_is_broken_by_nothing(policy: Policy) -> None:
    tests = [one.test for one in policy.properties if isinstance(one, Never)]
    subject = Subject(Session(policy, tests, timeout=1))
    answers = [answered(subject, one) for one in policy.properties]
    broken = [broke.property for broke in broken_by_trying(policy, 60)]
    for property, answer in zip(policy.properties, answers, strict=True):
        assert property not in broken or not isinstance(answer, Impossible), property
