"""Whether two policies over the same facts mean the same, and a request that tells them apart where they do not."""

from __future__ import annotations

from assent.analyse.encode.effects import EncodedPolicy
from assent.analyse.encode.terms import Term, conj, disj, neg
from assent.analyse.encode.truth import Truth
from assent.analyse.replay import Replayed
from assent.analyse.rerun import Rerun
from assent.analyse.session import Answer, Impossible, Session
from assent.language.policy import Policy


def tell_apart(policy: Policy, changed: Policy, touched: frozenset[str], *, timeout: float) -> Answer:
    """A request on which a changed policy comes to another outcome, or else to another result of a clause.

    `touched` are the clauses whose results can be others.
    """
    session = Session(policy, changed.named.values(), timeout=timeout)
    other = EncodedPolicy(changed, session.space)

    def outcome_differs(replayed: Replayed) -> bool:
        rerun = Rerun(policy, replayed.read)
        return rerun.came.outcome != rerun.under(changed, touched).outcome

    def result_differs(replayed: Replayed) -> bool:
        rerun = Rerun(policy, replayed.read)
        return rerun.came.results != rerun.under(changed, touched).results

    answer = session.can([other_outcome(session.encoded, other)], outcome_differs)
    if not isinstance(answer, Impossible):
        return answer
    results = [differ(session.encoded.expressions.name(id), other.expressions.name(id)) for id in sorted(touched)]
    return session.can([disj(*results)], result_differs)


def other_outcome(one: EncodedPolicy, other: EncodedPolicy) -> Term:
    """Whether two policies come to different outcomes."""
    return disj(*(conj(term, neg(other.outcomes[outcome])) for outcome, term in one.outcomes.items()))


def differ(one: Truth, other: Truth) -> Term:
    """Whether two truths are different."""
    return disj(
        conj(one.met, neg(other.met)),
        conj(other.met, neg(one.met)),
        conj(one.unmet, neg(other.unmet)),
        conj(other.unmet, neg(one.unmet)),
    )
