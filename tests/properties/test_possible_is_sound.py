"""What the check calls never met, or always, the interpreter never sees otherwise."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from assent.check.possible import Never, Possibility
from assent.check.samples import is_met, samples_of
from assent.evaluate.interpreter import Case, meaning
from assent.language.expressions import Count, Leaf, leaves_of
from assent.requests.read import read_request
from strategies.policies import policies
from strategies.requests import requests


@given(st.data())
@settings(max_examples=300, deadline=None)
def test_what_can_never_be_met_is_never_met(data: st.DataObject) -> None:
    policy = data.draw(policies())
    possibility = Possibility(policy.named, open_evidence=True)
    never = {id for id, body in policy.named.items() if isinstance(possibility.needs(body, holds=True), Never)}
    certain = possibility.certain
    always = {id for id, body in policy.named.items() if isinstance(certain.needs(body, holds=False), Never)}
    constant = [leaf for body in policy.named.values() for leaf in leaves_of(body) if _is_constant(leaf)]
    for _ in range(5):
        read = read_request(policy, data.draw(requests(policy)))
        case = Case(read.as_of, read.facts, policy.named)
        for id, body in policy.named.items():
            truth = meaning(body, case)
            assert not (id in never and truth is True)
            assert not (id in always and truth is False)
        for leaf in constant:
            assert meaning(leaf, case) in (None, is_met(leaf, samples_of([leaf])[0]))


def _is_constant(leaf: Leaf) -> bool:
    """Whether a test is met, or not met, at each of its samples."""
    if isinstance(leaf, Count):
        return False
    return len({is_met(leaf, sample) for sample in samples_of([leaf])}) == 1
