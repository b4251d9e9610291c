"""One outcome for each request, by the table; and a clause, or something missing, that each denial and pend names.

The table and the rule for what is missing stand here once more, as semantics.md has them, so that what the solver is
told of outcomes is held against something else than itself.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import combinations

from assent.analyse.encode.effects import EncodedPolicy
from assent.analyse.encode.expressions import Expressions
from assent.analyse.encode.terms import Term, conj, disj, neg
from assent.analyse.encode.truth import Truth
from assent.analyse.laws.abstract import AnyTruths
from assent.analyse.laws.law import Part
from assent.analyse.replay import Replayed
from assent.analyse.session import Answer, Impossible, Session
from assent.language.expressions import Cases, Count, Expression, Leaf, Named, Not, Test, parts_of
from assent.language.operands import facts_of, is_judged
from assent.language.policy import Clause

# What a clause calls for when it is met, when it is not, and when it is unknown (there, of whom is asked decides).
CALLS: dict[str, tuple[str, str, tuple[str, ...]]] = {
    "require": ("", "deny", ("pend", "review")),
    "exclude": ("deny", "", ("pend", "review")),
    "review": ("review", "", ("pend", "review")),
    "submit": ("", "pend", ("pend",)),
}
OUTCOMES = ("deny", "pend", "review", "approve")


def one_outcome(truths: AnyTruths, session: Callable[[], Session]) -> Iterator[Part]:
    """Law 1, of the policy as a whole; its tests are looked at one by one."""

    def both(encoded: EncodedPolicy) -> Term:
        named = (encoded.expressions.name(id) for id in encoded.policy.named)
        return disj(*(conj(truth.met, truth.unmet) for truth in named))

    def other(encoded: EncodedPolicy) -> Term:
        wanted, came = outcome_by_table(encoded), encoded.outcomes
        several = (conj(came[one], came[two]) for one, two in combinations(OUTCOMES, 2))
        none = neg(disj(*(came[one] for one in OUTCOMES)))
        return disj(none, *several, *(conj(wanted[one], neg(came[one])) for one in OUTCOMES))

    yield Part("no clause is both met and not met", _answer(truths, session, both, lambda _: False))
    yield Part("exactly one outcome, by the table", _answer(truths, session, other, is_by_no_table))


def what_is_named(truths: AnyTruths, session: Callable[[], Session]) -> Iterator[Part]:
    """Law 7."""

    def unnamed(encoded: EncodedPolicy) -> Term:
        calls = [_denies(clause, encoded.expressions.truth(clause.whole)) for clause in encoded.policy.clauses]
        return conj(encoded.outcomes["deny"], neg(disj(*calls)))

    def not_missing(encoded: EncodedPolicy) -> Term:
        pending = [conj(_pends(encoded, one), _lacks(encoded, one)) for one in encoded.policy.clauses]
        return conj(encoded.outcomes["pend"], neg(disj(*pending)))

    yield Part("a denial names a clause", _answer(truths, session, unnamed, denies_without_clause))
    yield Part("a pend names what is missing", _answer(truths, session, not_missing, pends_without_want))


def _answer(
    truths: AnyTruths,
    session: Callable[[], Session],
    broken: Callable[[EncodedPolicy], Term],
    shows: Callable[[Replayed], bool],
) -> Answer:
    """Whether a law is broken: on no truths of the tests, or else on no request."""
    if truths.rules_out(broken(truths.one)):
        return Impossible()
    asked = session()
    return asked.can([broken(asked.encoded)], shows)


def _denies(clause: Clause, truth: Truth) -> Term:
    met, unmet, _ = CALLS[clause.verb]
    return disj(conj(met == "deny", truth.met), conj(unmet == "deny", truth.unmet))


def _pends(encoded: EncodedPolicy, clause: Clause) -> Term:
    """Whether a clause pends: by the table, and where it is unknown, as somebody else than a clinician is asked."""
    truth = encoded.expressions.truth(clause.whole)
    if clause.verb == "submit":
        return neg(truth.met)
    return conj(truth.unknown, disj(*(here for here, leaf in mattering(encoded, clause) if not is_judged(leaf))))


def _lacks(encoded: EncodedPolicy, clause: Clause) -> Term:
    return disj(*(here for here, leaf in mattering(encoded, clause) if facts_of(leaf)))


def outcome_by_table(encoded: EncodedPolicy) -> dict[str, Term]:
    """When each outcome is the first that any clause calls for."""
    called: dict[str, list[Term]] = {"deny": [], "pend": [], "review": []}
    for clause in encoded.policy.clauses:
        truth = encoded.expressions.truth(clause.whole)
        met, unmet, unknown = CALLS[clause.verb]
        pends = _pends(encoded, clause)
        for outcome, terms in called.items():
            terms.append(conj(met == outcome, truth.met))
            terms.append(conj(unmet == outcome, truth.unmet))
        called["pend"].append(pends)
        if "review" in unknown:
            called["review"].append(conj(truth.unknown, neg(pends)))
    left: Term = True
    found = {}
    for outcome, terms in called.items():
        found[outcome] = conj(left, disj(*terms))
        left = conj(left, neg(disj(*terms)))
    return {**found, "approve": left}


def mattering(encoded: EncodedPolicy, clause: Clause) -> Iterator[tuple[Term, Leaf]]:
    """The tests that matter in a clause, each with when it does: by semantics.md, “What matters, and who is asked”."""
    expressions = encoded.expressions
    wanted = True if clause.verb == "submit" else None
    here = _open(expressions.truth(clause.whole), wanted)
    demands = clause.verb in ("require", "submit")
    if clause.when is not None:
        for one, leaf in _mattering(expressions, clause.when, None):
            yield conj(here, one), leaf
    for part, inner in ((clause.body, wanted), (clause.unless, wanted if demands else _turned(wanted))):
        if part is not None:
            for one, leaf in _mattering(expressions, part, inner):
                yield conj(here, one), leaf


def _mattering(expressions: Expressions, part: Expression, wanted: bool | None) -> Iterator[tuple[Term, Leaf]]:
    truth = expressions.truth(part)
    here = _open(truth, wanted)
    if isinstance(part, Test | Count):
        yield here, part
        return
    inner: list[tuple[Term, Expression, bool | None]] = []
    if isinstance(part, Cases):
        none_holds = conj(*(expressions.truth(when).unmet for when, _ in part.cases))
        inner += [(truth.unknown, when, None) for when, _ in part.cases]
        inner += [(none_holds, when, wanted) for when, _ in part.cases]
        inner += [(neg(expressions.truth(when).unmet), then, wanted) for when, then in part.cases]
    elif isinstance(part, Named):
        inner.append((True, expressions.named[part.id], wanted))
    else:
        turned = _turned(wanted) if isinstance(part, Not) else wanted
        inner += [(True, one, turned) for one in parts_of(part)]
    for given, one, asked in inner:
        for below, leaf in _mattering(expressions, one, asked):
            yield conj(here, given, below), leaf


def _open(truth: Truth, wanted: bool | None) -> Term:
    """Unknown; or, where it is asked to be met, or not to be, anything but that."""
    return truth.unknown if wanted is None else neg(truth.met if wanted else truth.unmet)


def _turned(wanted: bool | None) -> bool | None:
    return None if wanted is None else not wanted


def is_by_no_table(replayed: Replayed) -> bool:
    """Whether a request has an outcome, or a clause an effect, that the table does not give it."""
    called = []
    for clause in replayed.policy.clauses:
        met, unmet, unknown = CALLS[clause.verb]
        truth, effect = replayed.truth(clause.whole), replayed.effects[clause.id] or ""
        called.append(effect)
        if effect not in (unknown if truth is None else (met,) if truth else (unmet,)):
            return True
    return replayed.outcome != next((one for one in OUTCOMES if one in called), "approve")


def denies_without_clause(replayed: Replayed) -> bool:
    """Whether a request is denied though no clause denies it."""
    truths = [(CALLS[clause.verb], replayed.truth(clause.whole)) for clause in replayed.policy.clauses]
    named = any(truth is not None and calls[0 if truth else 1] == "deny" for calls, truth in truths)
    return replayed.outcome == "deny" and not named


def pends_without_want(replayed: Replayed) -> bool:
    """Whether a request is pended though nothing is missing."""
    return replayed.outcome == "pend" and not replayed.missing
