"""Does a checker say what the policy says? Each clause, `outcome` and `decide`, for all valid requests."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial

from assent.analyse.encode.terms import Term, disj, neg, same
from assent.analyse.readback.checker import functions_of, read_checker
from assent.analyse.readback.identity import OfAnother
from assent.analyse.readback.labels import conditions_of
from assent.analyse.readback.pieces import OutsideSubset
from assent.analyse.readback.steps import OUTCOMES, OfOne, Truths, follow_decide, follow_outcome
from assent.analyse.replay import Replayed
from assent.analyse.session import Answer, Impossible, NotDecided, Session
from assent.analyse.solver import TIMEOUT
from assent.language.expressions import Expression
from assent.language.policy import Policy

# Two things that are compared and not proved, so that they are named only where they differ.
STATED, EXPLAINED = "the policy that it states", "how it explains a decision"

Follow = Callable[[Truths], tuple[dict[str, Term], Term]]


@dataclass(frozen=True, slots=True)
class Differs:
    """A difference that needs no request to show it; `how` is a phrase for people."""

    how: str


@dataclass(frozen=True, slots=True)
class Compared:
    """One thing that was compared with the policy: `answer` is an example on which the two differ, or none."""

    what: str
    answer: Answer | Differs

    @property
    def is_proved(self) -> bool:
        return isinstance(self.answer, Impossible)


def prove_checker(policy: Policy, data: bytes, *, generated: str, timeout: float = TIMEOUT) -> Iterator[Compared]:
    """Hold a checker against its policy. It is read, never run. `generated` is the one that the compiler makes."""
    try:
        checker = read_checker(data, policy, generated=generated)
        expressions = checker.expressions
    except OfAnother as another:
        yield Compared(STATED, Differs(another.why))
        return
    except OutsideSubset as outside:
        yield Compared("checker", NotDecided(outside.why))
        return
    if checker.digest:  # every decision would name it
        yield Compared(STATED, Differs(checker.digest))
    session = Session(policy, expressions.values(), timeout=timeout)
    read = session.encoded.like(expressions)
    for condition in conditions_of(policy):
        ours, theirs = session.encoded.expressions.name(condition.id), read.name(condition.id)
        differ = disj(neg(same(ours.met, theirs.met)), neg(same(ours.unmet, theirs.unmet)))
        shows = partial(_means_another, condition.id, policy.named, expressions)
        yield Compared(f"{condition.id}", session.can([differ], shows))
    followers: dict[str, Follow] = {
        "outcome": partial(follow_outcome, checker),
        "decide": partial(follow_decide, checker, like=functions_of(generated)["decide"]),
    }
    for what, follow in followers.items():
        try:
            outcomes, hazard = follow(read)
        except OutsideSubset as outside:
            yield Compared(what, NotDecided(outside.why))
            continue
        differ = disj(hazard, *(neg(same(outcomes[one], session.encoded.outcomes[one])) for one in OUTCOMES))
        yield Compared(what, session.can([differ], partial(_comes_out_otherwise, follow, expressions)))
    if checker.explains:
        yield Compared(EXPLAINED, NotDecided(checker.explains))


def _means_another(
    id: str, named: Mapping[str, Expression], read: Mapping[str, Expression], replayed: Replayed
) -> bool:
    other = Replayed(replayed.policy, replayed.request, read)
    return replayed.truth(named[id]) is not other.truth(read[id])


def _comes_out_otherwise(follow: Follow, read: Mapping[str, Expression], replayed: Replayed) -> bool:
    outcomes, hazard = follow(OfOne(Replayed(replayed.policy, replayed.request, read)))
    return hazard is True or outcomes[replayed.outcome] is not True
