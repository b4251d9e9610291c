"""Policies over every truth that their tests can have, whatever is asked in them.

What holds of all truths of the tests holds of all requests, lists of any length included: each request gives every test
one truth. Connectives, exceptions and outcomes are looked into so, without dates, numbers and lists.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import z3

from assent.analyse.encode.demands import Demands
from assent.analyse.encode.effects import EncodedPolicy
from assent.analyse.encode.follows import follows
from assent.analyse.encode.normal import normal
from assent.analyse.encode.space import Space
from assent.analyse.encode.terms import Term, conj, neg
from assent.analyse.encode.truth import Truth, certain
from assent.analyse.encode.written import Written
from assent.analyse.solver import Solver, Undecided
from assent.language.expressions import Leaf, leaves_of
from assent.language.operands import facts_of
from assent.language.policy import Policy


def asked_in(policy: Policy) -> Iterator[Leaf]:
    """The tests and counts of a policy's clauses, of its definitions and of what it grants, each once."""
    seen = set()
    for expression in (*policy.named.values(), *policy.conditions):
        for leaf in leaves_of(expression):
            if normal(leaf) not in seen:
                seen.add(normal(leaf))
                yield leaf


def any_truth(leaf: Leaf, space: Space) -> Truth:
    """A truth that a test may have."""
    if not facts_of(leaf):
        return certain(z3.FreshBool("met"))
    truth = Truth(z3.FreshBool("met"), z3.FreshBool("not met"))
    space.demand(neg(conj(truth.met, truth.unmet)))
    return truth


class Outline:
    """Tests of which each is met, not met or unknown. One that asks about no fact is never unknown."""

    def __init__(self, policy: Policy, *, timeout: float) -> None:
        self.space = Space(policy.effective, policy.effective, Demands())
        self._solver = Solver(self.space, policy.effective, timeout=timeout)

    def any_truth(self, leaf: Leaf) -> Truth:
        """A truth that a test may have here."""
        return any_truth(leaf, self.space)

    def policies(self, policies: Iterable[Policy]) -> list[EncodedPolicy]:
        """Policies over the same requests: a test that several have, and what follows from it, is so in all of them."""
        given, written = list(policies), Written()
        for policy in given:
            for leaf in map(normal, asked_in(policy)):
                if leaf not in written.leaves:
                    written.leaves[leaf] = self.any_truth(leaf)
                    self.space.demand(*follows(leaf, written.leaves[leaf], written.leaves))
        return [EncodedPolicy(policy, self.space, written=written) for policy in given]

    def rules_out(self, *terms: Term) -> bool:
        """Whether there are no truths of the tests under which all of the terms hold."""
        try:
            return self._solver.model(*terms) is None
        except Undecided:
            return False
