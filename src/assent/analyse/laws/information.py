"""What is stated besides never changes what was decided: of each test, and of what a policy makes of its tests."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from assent.analyse.encode.effects import OUTCOMES, EncodedPolicy, outcomes_of
from assent.analyse.encode.expressions import Expressions
from assent.analyse.encode.symbols import Symbol
from assent.analyse.encode.terms import Term, conj, disj, neg
from assent.analyse.laws.abstract import AnyTruths
from assent.analyse.laws.fuller import Fuller
from assent.analyse.laws.law import Part
from assent.analyse.laws.says_more import says_more
from assent.analyse.outline import asked_in
from assent.analyse.replay import Replayed
from assent.analyse.session import Answer, Example, Impossible, NotDecided, Session
from assent.language.expressions import Expression, Fact, Leaf
from assent.language.operands import values_of

# What an outcome may become: what was decided stays, a clinician is asked about what a provider need not say, and
# what waits for something may become anything.
BECOMES = {"deny": ("deny",), "approve": ("approve",), "review": ("review", "approve", "deny"), "pend": OUTCOMES}


def of_a_test(session: Session, leaf: Leaf) -> Answer:
    """Whether a test that is decided can be decided otherwise, or no longer, on a request that says more."""
    first = session.expressions_of_tests
    before = first.truth(leaf)
    others, given = _fuller(session, first, [leaf])
    after = Expressions(session.space, {}, facts=_by_name(others), truths={}).truth(leaf)
    changed = disj(conj(before.met, neg(after.met)), conj(before.unmet, neg(after.unmet)))

    def shows(one: Replayed, more: Replayed) -> bool:
        return says_more(one, more) and one.truth(leaf) not in (None, more.truth(leaf))

    return _asked(session, others, [*given.given, changed], given.as_stated, shows)


def of_the_whole(truths: AnyTruths, session: Callable[[], Session]) -> Iterator[Part]:
    """The same of clauses, of definitions, of conditions and of the outcome, given that it is so of every test."""
    policy = truths.one.policy
    wholes: tuple[Expression, ...] = (*policy.named.values(), *policy.conditions)
    one, more = truths.one.expressions, truths.more.expressions

    def changed(first: Expressions, second: Expressions) -> Term:
        pairs = [(first.truth(whole), second.truth(whole)) for whole in wholes]
        return disj(*(disj(conj(a.met, neg(b.met)), conj(a.unmet, neg(b.unmet))) for a, b in pairs))

    def decided_otherwise(one: Replayed, more: Replayed) -> bool:
        return any(one.truth(whole) not in (None, more.truth(whole)) for whole in wholes)

    def turned(one: Replayed, more: Replayed) -> bool:
        return more.outcome not in BECOMES[one.outcome]

    questions: tuple[tuple[str, Callable[[Expressions, Expressions], Term], Callable[..., bool]], ...] = (
        ("clauses, definitions and conditions", changed, decided_otherwise),
        ("the outcome", lambda first, second: _turns(truths.one, first, second), turned),
    )
    for what, broken, shows in questions:
        if truths.rules_out(broken(one, more)):
            yield Part(what, Impossible())
        else:
            yield Part(what, _on_requests(session(), broken, shows))


def _on_requests(
    session: Session, broken: Callable[[Expressions, Expressions], Term], shows: Callable[..., bool]
) -> Answer:
    """Where truths alone leave it open: two requests, of which one says more."""
    leaves = list(asked_in(session.policy))
    first = session.encoded.expressions
    for leaf in leaves:
        first.truth(leaf)
    others, given = _fuller(session, first, leaves)
    second = Expressions(session.space, session.policy.named, facts=_by_name(others), truths={})
    terms = [*given.given, broken(first, second)]
    return _asked(session, others, terms, given.as_stated, lambda one, more: says_more(one, more) and shows(one, more))


def _asked(
    session: Session, others: dict[Fact, Symbol], terms: list[Term], as_stated: list[Term], shows: Callable[..., bool]
) -> Answer:
    """What can be. Where an example does not hold, its dates may last longer than a quantity: then without any."""
    answer = session.can_with(others, terms, shows, small=False)
    if isinstance(answer, NotDecided) and as_stated:
        plainer = session.can_with(others, [*terms, *as_stated], shows, small=False)
        return plainer if isinstance(plainer, Example) else answer
    return answer


def _turns(policy: EncodedPolicy, first: Expressions, second: Expressions) -> Term:
    """Whether the outcome becomes one that it may not become."""
    clauses = policy.policy.clauses
    before, after = (
        outcomes_of(policy.effect_in(expressions, clause) for clause in clauses) for expressions in (first, second)
    )
    return disj(*(conj(before[one], after[two]) for one in OUTCOMES for two in OUTCOMES if two not in BECOMES[one]))


def _fuller(session: Session, first: Expressions, leaves: list[Leaf]) -> tuple[dict[Fact, Symbol], Fuller]:
    """What each fact that is asked about, and the day it is of, is on a request that says more."""
    fuller = Fuller(session.space, leaves)
    facts = dict.fromkeys(fact for leaf in leaves for fact in values_of(leaf))
    others = {fact: fuller.symbol(fact, first.symbol(fact)) for fact in facts}
    return others, fuller


def _by_name(others: dict[Fact, Symbol]) -> dict[str, Symbol]:
    return {fact.name: symbol for fact, symbol in others.items()}
