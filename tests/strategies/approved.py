"""The physical therapy policy, and requests that a policy approves, from which others are varied."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from assent.evaluate.interpreter import Case
from assent.generate.cases.search import approved_facts, asked_of, options_of
from assent.language.calendar import format_day
from assent.language.policy import Policy
from strategies.reading import policy_of
from strategies.requests import Request

POLICIES = Path(__file__).parents[2] / "policies"


@cache
def physical_therapy() -> Policy:
    """The policy of `policies/physical_therapy.assent`."""
    vocabulary = (POLICIES / "musculoskeletal.assent").read_text("utf-8")
    source = (POLICIES / "sources" / "physical_therapy_97110.txt").read_text("utf-8")
    text = (POLICIES / "physical_therapy.assent").read_text("utf-8")
    return policy_of(text, {"musculoskeletal": vocabulary}, source)


def approved(policy: Policy) -> Request:
    """A request that a policy approves, as the worked examples find it."""
    as_of = policy.effective + 73
    asked = asked_of(policy)
    options = options_of(policy, asked, Case(as_of, {}, {}))
    return {"as_of": format_day(as_of), "facts": approved_facts(policy, asked, options, as_of)}
