"""A policy over every truth that its tests can have, on one request and on another that says more."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from assent.analyse.encode.effects import EncodedPolicy
from assent.analyse.encode.expressions import Expressions
from assent.analyse.encode.normal import normal
from assent.analyse.encode.terms import Term, conj, disj, neg
from assent.analyse.encode.written import Written
from assent.analyse.outline import Outline, asked_in
from assent.language.expressions import Cases
from assent.language.operands import may_have_no_case
from assent.language.places import places_of
from assent.language.policy import Policy


def by_case_in(policy: Policy) -> Iterator[Cases]:
    """The thresholds by case of a policy, those with the same cases once."""
    seen = set()
    for _, expression in places_of(policy):
        if isinstance(expression, Cases) and (whens := tuple(when for when, _ in expression.cases)) not in seen:
            seen.add(whens)
            yield expression


def not_one_of_its_cases(by_case: Cases, expressions: Expressions) -> Term:
    """Whether a case holds while another is not known not to, or none may hold where one has to."""
    whens = [expressions.truth(when) for when, _ in by_case.cases]
    none = False if may_have_no_case(by_case) else conj(*(when.unmet for when in whens))
    pairs = ((one, other) for one in whens for other in whens if one is not other)
    return disj(none, *(conj(one.met, neg(other.unmet)) for one, other in pairs))


class AnyTruths(Outline):
    """A policy of which each test is met, not met or unknown, as `one`; and, as `more`, on a request that says more.

    A test that is decided in the one is decided alike in the other.
    Of `apart`, thresholds by case, no two cases hold, and one does unless there may be none: both have been proved.
    """

    def __init__(self, policy: Policy, *, apart: Iterable[Cases] = (), timeout: float) -> None:
        super().__init__(policy, timeout=timeout)
        truths, later = {}, {}
        for leaf in asked_in(policy):
            truths[normal(leaf)] = one = self.any_truth(leaf)
            later[normal(leaf)] = more = self.any_truth(leaf)
            self.space.demand(disj(neg(one.met), more.met), disj(neg(one.unmet), more.unmet))
        self.one = EncodedPolicy(policy, self.space, written=Written(leaves=truths))
        self.more = EncodedPolicy(policy, self.space, written=Written(leaves=later))
        for by_case in apart:
            for said in (self.one, self.more):
                self.space.demand(neg(not_one_of_its_cases(by_case, said.expressions)))
