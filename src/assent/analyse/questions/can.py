"""Can this happen? A question in the policy's own words, answered by an example or by a proof."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from assent.analyse.encode import truth
from assent.analyse.encode.terms import Term, disj, neg
from assent.analyse.encode.truth import Truth, certain
from assent.analyse.replay import Replayed
from assent.analyse.session import Answer, Impossible, NotDecided, Session
from assent.analyse.solver import TIMEOUT, Undecided
from assent.evaluate.interpreter import Truth as Kleene
from assent.language.expressions import AllOf, AnyOf, AtLeastOf, Expression, Named, Not
from assent.language.policy import Policy


@dataclass(frozen=True, slots=True)
class Asked:
    """An answer and, where it is "never", why.

    What cannot all hold are `parts` of the question, by their number among so `many`, and where it asks for another
    outcome than a denial, that no clause of `clauses` calls for a worse one. Where it asks for a denial that the other
    parts prevent, `sparing` are the clauses that can deny at all. `outcomes` are those that it asks for at once.
    """

    answer: Answer
    parts: tuple[int, ...] = ()
    clauses: tuple[str, ...] = ()
    sparing: tuple[str, ...] = ()
    many: int = 0
    outcomes: tuple[str, ...] = ()


def ask(policy: Policy, condition: Expression, outcomes: Mapping[str, str], *, timeout: float = TIMEOUT) -> Asked:
    """Whether a condition can be met. `outcomes` are the names that stand for outcomes in it."""
    named = {name: outcome for name, outcome in outcomes.items() if name not in policy.named}
    session = Session(policy, [condition], timeout=timeout)
    question = _Question(session, named)
    met = question.truth(condition).met
    answer = session.can([met], lambda replayed: question.replayed(condition, replayed) is True)
    if not isinstance(answer, Impossible):
        return Asked(answer)
    conjuncts = list(_conjuncts(condition))
    several = tuple(dict.fromkeys(outcome for part in conjuncts if (outcome := question.outcome(part))))
    if len(several) > 1:
        return Asked(answer, many=len(conjuncts), outcomes=several)
    try:
        parts, clauses = question.responsible(conjuncts)
        denied = any(question.outcome(conjuncts[at]) == "deny" for at in parts) and len(parts) > 1
        return Asked(answer, parts, clauses, question.denying() if denied else (), len(conjuncts))
    except Undecided as undecided:
        return Asked(NotDecided(undecided.why))


def _conjuncts(condition: Expression) -> Iterator[Expression]:
    if isinstance(condition, AllOf):
        for part in condition.parts:
            yield from _conjuncts(part)
    else:
        yield condition


@dataclass(frozen=True, slots=True)
class _Question:
    session: Session
    outcomes: Mapping[str, str]

    def outcome(self, part: Expression) -> str:
        """The outcome that a part of a question asks for; "" where it asks for something else."""
        return self.outcomes.get(part.id, "") if isinstance(part, Named) else ""

    def denying(self) -> tuple[str, ...]:
        """The clauses that can deny a request."""
        effects = self.session.encoded.effects
        return tuple(id for id, effect in effects.items() if self.session.solver.model(effect.deny) is not None)

    def truth(self, condition: Expression) -> Truth:
        """The truth of a condition in which outcomes are named."""
        match condition:
            case Named(id) if id in self.outcomes:
                return certain(self.session.encoded.outcomes[self.outcomes[id]])
            case Not(part):
                return truth.not_(self.truth(part))
            case AllOf(parts):
                return truth.all_of([self.truth(part) for part in parts])
            case AnyOf(parts):
                return truth.any_of([self.truth(part) for part in parts])
            case AtLeastOf(number, parts):
                return truth.at_least_of(number, [self.truth(part) for part in parts])
            case _:
                return self.session.encoded.expressions.truth(condition)

    def replayed(self, condition: Expression, replayed: Replayed) -> Kleene:
        """The truth of a condition for one request, by the interpreter."""
        match condition:
            case Named(id) if id in self.outcomes:
                return replayed.outcome == self.outcomes[id]
            case Not(part):
                truth = self.replayed(part, replayed)
                return None if truth is None else not truth
            case AllOf(parts):
                truths = [self.replayed(part, replayed) for part in parts]
                return False if False in truths else None if None in truths else True
            case AnyOf(parts):
                truths = [self.replayed(part, replayed) for part in parts]
                return True if True in truths else None if None in truths else False
            case AtLeastOf(number, parts):
                truths = [self.replayed(part, replayed) for part in parts]
                met, unknown = truths.count(True), truths.count(None)
                return True if met >= number else None if met + unknown >= number else False
            case _:
                return replayed.truth(condition)

    def responsible(self, conjuncts: list[Expression]) -> tuple[tuple[int, ...], tuple[str, ...]]:
        """Which parts of a question cannot all be had, and which clauses that call for what is worse than it asks."""
        parts: dict[str, Term] = {}
        for at, part in enumerate(conjuncts):
            effects = self.session.encoded.effects
            match self.outcome(part):
                case "approve":
                    parts |= {f"clause {id}": effect.none for id, effect in effects.items()}
                case "review":
                    parts |= {f"clause {id}": neg(disj(one.deny, one.pend)) for id, one in effects.items()}
                    parts[f"part {at}"] = disj(*(one.review for one in effects.values()))
                case "pend":
                    parts |= {f"clause {id}": neg(one.deny) for id, one in effects.items()}
                    parts[f"part {at}"] = disj(*(one.pend for one in effects.values()))
                case _:
                    parts[f"part {at}"] = self.truth(part).met
        found = self.session.solver.responsible([], parts) or ()
        of = [name.partition(" ") for name in found]
        return (
            tuple(int(name) for kind, _, name in of if kind == "part"),
            tuple(name for kind, _, name in of if kind == "clause"),
        )
