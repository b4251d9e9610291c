"""What examples can state: numbers that no decimal is are no example."""

from __future__ import annotations

from fractions import Fraction

import pytest

from assent.analyse.encode.symbols import Plain
from assent.analyse.encode.terms import number
from assent.analyse.session import Example, Session
from assent.analyse.witness import NoDecimal, request_of
from checking import policy_of

LOST = """\
policy drug "Drug"
  version    1.0.0
  effective  2026-01-01
facts
  weight  20..400 kg  "Weight"
  before  20..400 kg  "Weight before"
require lost "Weight lost"
  weight at least 5 % below before
"""


def test_an_example_at_a_bound_that_is_no_decimal_is_one_beside_it() -> None:
    """Of 20 kg that are 5 % less than before, before was 400/19 kg."""
    session = Session(policy_of(LOST))
    answers = [session.can_be("lost", truth) for truth in (True, False, None)]
    assert [type(answer) for answer in answers] == [Example] * 3, answers


def test_nor_is_one_of_two_that_differ_in_such_a_number() -> None:
    policy = policy_of(LOST)
    session = Session(policy)
    lost = session.encoded.expressions.name("lost")
    (fact,) = (fact for fact in policy.facts if fact.name == "before")
    other = session.space.another(fact)
    varied, _ = session.encoded.expressions.varied({}, {"before": other})
    answer = session.can_with(
        {fact: other},
        [lost.unmet, varied.name("lost").met],
        lambda first, second: first.outcome == "deny" and second.outcome == "approve",
        small=False,
    )
    assert isinstance(answer, Example), answer


def test_nor_is_a_number_of_more_digits_than_a_request_may_state() -> None:
    policy = policy_of('policy p "P"\n  version 1.0.0\n  effective 2026-01-01\nfacts\n  dose number "Dose"\n')
    session = Session(policy)
    dose = session.encoded.expressions.symbol(policy.facts[0])
    assert isinstance(dose, Plain)
    for digits, is_stated in ((27, True), (28, True), (29, False), (35, False)):
        exact = Fraction(10 ** (digits - 10)) + Fraction(1, 10**9)
        model = session.solver.model(dose.known, dose.value == number(exact))
        if is_stated:
            assert Fraction(request_of(session.space, model)["facts"]["dose"]) == exact
        else:
            with pytest.raises(NoDecimal):
                request_of(session.space, model)


def test_the_other_value_of_what_was_not_done_has_its_day() -> None:
    """What was not done is of no day; another value of it that is recent has to say of which day it is."""
    policy = policy_of(
        'policy oxygen "Oxygen"\n  version 1.0.0\n  effective 2026-01-01\n'
        'facts\n  saturation 50..100 % or not done measured "Saturation"\n'
        'require low "Low"\n  saturation <= 88 % within the last 30 days\n'
    )
    session = Session(policy)
    (fact,) = policy.facts
    symbol, other = session.encoded.expressions.symbol(fact), session.space.another(fact)
    varied, _ = session.encoded.expressions.varied({}, {"saturation": other})
    answer = session.can_with(
        {fact: other},
        [symbol.nothing, varied.name("low").met],
        lambda first, second: first.outcome == "deny" and second.outcome == "approve",
        small=False,
    )
    assert isinstance(answer, Example), answer
    assert answer.request["facts"]["saturation"] == "not done"
