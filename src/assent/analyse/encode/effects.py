"""A policy over all requests: what each clause calls for, and the outcome."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

import z3

from assent.analyse.encode.demands import Demands
from assent.analyse.encode.expressions import Expressions, is_for_provider
from assent.analyse.encode.space import Space
from assent.analyse.encode.terms import Term, conj, disj, neg
from assent.analyse.encode.written import Written
from assent.language.calendar import LAST_DAY
from assent.language.expressions import Expression
from assent.language.policy import Clause, Policy
from assent.requests.read import last_as_of

OUTCOMES = ("deny", "pend", "review", "approve")


@dataclass(frozen=True, slots=True)
class Effect:
    """What a clause calls for: at most one of these holds."""

    deny: Term
    pend: Term
    review: Term

    @property
    def none(self) -> Term:
        """Whether it leaves an approval alone."""
        return neg(disj(self.deny, self.pend, self.review))


class EncodedPolicy:
    """A policy over a space of requests; `written` has tests and counts whose truths are given."""

    def __init__(
        self,
        policy: Policy,
        space: Space,
        *,
        like: EncodedPolicy | None = None,
        written: Written | None = None,
    ) -> None:
        self.policy = policy
        written = like.expressions.written if like is not None else written
        self.expressions: Expressions = Expressions(space, policy.named, written=written)

    def like(self, named: Mapping[str, Expression]) -> Expressions:
        """Other expressions over the same space, which share what they have in common."""
        return Expressions(self.expressions.space, named, written=self.expressions.written)

    @cached_property
    def effects(self) -> dict[str, Effect]:
        """What each clause calls for, by its id."""
        return {clause.id: self.effect_in(self.expressions, clause) for clause in self.policy.clauses}

    @cached_property
    def outcomes(self) -> dict[str, Term]:
        """When each outcome is the outcome."""
        return {outcome: self._named(outcome, term) for outcome, term in outcomes_of(self.effects.values()).items()}

    def _named(self, outcome: str, term: Term) -> Term:
        if isinstance(term, bool):
            return term
        name = z3.FreshBool(f"the outcome is {outcome}")
        self.expressions.space.demand(name == term)
        return name

    @staticmethod
    def effect_in(expressions: Expressions, clause: Clause) -> Effect:
        """What a clause calls for, in some expressions."""
        truth = expressions.name(clause.id)
        if clause.verb == "submit":
            return Effect(False, neg(truth.met), False)
        provider = expressions.awaits(expressions.named[clause.id], is_for_provider)
        clinician = conj(truth.unknown, neg(provider))
        match clause.verb:
            case "require":
                return Effect(truth.unmet, provider, clinician)
            case "exclude":
                return Effect(truth.met, provider, clinician)
            case "review":
                return Effect(False, provider, disj(truth.met, clinician))


def outcomes_of(effects: Iterable[Effect]) -> dict[str, Term]:
    """When each outcome is the outcome of clauses with these effects."""
    called = list(effects)
    deny = disj(*(effect.deny for effect in called))
    pend = disj(*(effect.pend for effect in called))
    review = disj(*(effect.review for effect in called))
    return {
        "deny": deny,
        "pend": conj(neg(deny), pend),
        "review": conj(neg(deny), neg(pend), review),
        "approve": conj(neg(deny), neg(pend), neg(review)),
    }


def days_of(policy: Policy) -> tuple[int, int]:
    """The first and the last day on which a request can be decided by a policy."""
    return policy.effective, min(policy.until or LAST_DAY, last_as_of(policy))


def demands_of(
    policies: Iterable[Policy],
    others: Iterable[Expression] = (),
    *,
    least_slots: int = 0,
    longer: frozenset[str] = frozenset(),
    twice: bool = False,
) -> Demands:
    """What policies, and other expressions, ask of facts."""
    demands = Demands(least_slots=least_slots, longer=longer, twice=twice)
    for policy in policies:
        demands.add(policy.named.values())
    demands.add(others)
    return demands
