"""A policy over every truth that its tests can have, whatever is asked in them.

What holds of all truths of the tests holds of all requests: each request gives every test one truth. Connectives,
exceptions and outcomes are looked into so, without dates, numbers and lists.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import z3

from assent.analyse.encode.demands import Demands
from assent.analyse.encode.effects import EncodedPolicy, days_of
from assent.analyse.encode.expressions import Expressions
from assent.analyse.encode.normal import normal
from assent.analyse.encode.space import Space
from assent.analyse.encode.terms import Term, conj, disj, neg
from assent.analyse.encode.truth import Truth, certain
from assent.analyse.encode.written import Written
from assent.analyse.solver import Solver, Undecided
from assent.language.expressions import Cases, Leaf, leaves_of
from assent.language.operands import facts_of, may_have_no_case
from assent.language.places import places_of
from assent.language.policy import Policy


def asked_in(policy: Policy) -> Iterator[Leaf]:
    """The tests and counts of a policy's clauses, of its definitions and of what it grants, each once."""
    seen = set()
    for expression in (*policy.named.values(), *policy.conditions):
        for leaf in leaves_of(expression):
            if normal(leaf) not in seen:
                seen.add(normal(leaf))
                yield leaf


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


class AnyTruths:
    """A policy of which each test is met, not met or unknown, as `one`; and, as `more`, on a request that says more.

    A test that is decided in the one is decided alike in the other. One that asks about no fact is never unknown.
    Of `apart`, thresholds by case, no two cases hold, and one does unless there may be none: both have been proved.
    """

    def __init__(self, policy: Policy, *, apart: Iterable[Cases] = (), timeout: float) -> None:
        first, last = days_of(policy)
        self._space = Space(first, last, Demands())
        self._solver = Solver(self._space, first, timeout=timeout)
        truths, later = {}, {}
        for leaf in asked_in(policy):
            truths[normal(leaf)] = one = self._any(leaf)
            later[normal(leaf)] = more = self._any(leaf)
            self._space.demand(disj(neg(one.met), more.met), disj(neg(one.unmet), more.unmet))
        self.one = EncodedPolicy(policy, self._space, written=Written(leaves=truths))
        self.more = EncodedPolicy(policy, self._space, written=Written(leaves=later))
        for by_case in apart:
            for said in (self.one, self.more):
                self._space.demand(neg(not_one_of_its_cases(by_case, said.expressions)))

    def _any(self, leaf: Leaf) -> Truth:
        if not facts_of(leaf):
            return certain(z3.FreshBool("met"))
        truth = Truth(z3.FreshBool("met"), z3.FreshBool("not met"))
        self._space.demand(neg(conj(truth.met, truth.unmet)))
        return truth

    def rules_out(self, term: Term) -> bool:
        """Whether there are no truths of the tests under which a term holds."""
        try:
            return self._solver.model(term) is None
        except Undecided:
            return False
