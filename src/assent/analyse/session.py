"""A policy and the solver together: questions in, answers out, every example replayed before it is shown."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property, partial
from typing import Any, TypeVar

from assent.analyse.encode.effects import EncodedPolicy, days_of, demands_of
from assent.analyse.encode.space import Space
from assent.analyse.encode.symbols import Symbol
from assent.analyse.encode.terms import Term
from assent.analyse.replay import Replayed, with_facts
from assent.analyse.shrink import shrunk
from assent.analyse.solver import TIMEOUT, Model, Solver, Undecided
from assent.analyse.witness import NoDecimal, Unstatable, decimals, request_of, stated_as, wishes
from assent.evaluate.interpreter import Truth as Kleene
from assent.language.expressions import Expression, Fact
from assent.language.policy import Policy

# A date that reads well, so many days into a policy's first year.
_INTO_THE_YEAR = 73


@dataclass(frozen=True, slots=True)
class Example:
    """Yes, it can happen: a request on which it does, replayed by the interpreter; `other` is one it differs from."""

    request: Mapping[str, Any]
    other: Mapping[str, Any] | None = None


@dataclass(frozen=True, slots=True)
class Impossible:
    """No request does that. `bounds` say how far that was looked into; none: all requests there are."""

    bounds: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class NotDecided:
    """Neither was shown; `because` says why."""

    because: str


Answer = Example | Impossible | NotDecided
Stated = TypeVar("Stated")
Shows = Callable[[Replayed], bool]
ShowsPair = Callable[[Replayed, Replayed], bool]


class Session:
    """One policy over all of its requests. `asked` are further expressions that questions are about."""

    def __init__(
        self,
        policy: Policy,
        asked: Iterable[Expression] = (),
        *,
        timeout: float = TIMEOUT,
        least_slots: int = 0,
        day: int | None = None,
    ) -> None:
        self.policy = policy
        first, last = days_of(policy)
        self.space = Space(first, last, demands_of([policy], asked, least_slots=least_slots))
        self.encoded = EncodedPolicy(policy, self.space)
        preferred = min(first + _INTO_THE_YEAR, last) if day is None else day
        self.solver = Solver(self.space, preferred, timeout=timeout)

    @cached_property
    def _named(self) -> Mapping[str, Expression]:
        return self.policy.named

    def can(
        self, terms: Iterable[Term], shows: Shows, *, small: bool = True, given: Mapping[str, Any] | None = None
    ) -> Answer:
        """Whether all of the terms can hold at once; `shows` is the same, asked of one request.

        A `small` example is one out of which nothing can be left. What is `given` is stated in it, word for word.
        """
        try:
            request = self._found(terms, partial(request_of, self.space), small=small)
            if request is None:
                return Impossible(tuple(self.space.bounds))
            stated = dict(given or {})
            request = {**request, "facts": {**request["facts"], **stated}}
            return self._example(request, partial(_keeps, stated, shows), small=small)
        except (Undecided, Unstatable) as stopped:
            return NotDecided(stopped.why)

    def can_with(
        self, others: Mapping[Fact, Symbol], terms: Iterable[Term], shows: ShowsPair, *, small: bool
    ) -> Answer:
        """As `can`, of two requests that differ in some facts, whose other values are `others`.

        The example is the first of them; where it is to be shown, so is what it becomes with the other values.
        """

        def both(model: Model) -> tuple[dict[str, Any], dict[str, Any]]:
            values = {fact.name: stated_as(self.space, fact, other, model) for fact, other in others.items()}
            return request_of(self.space, model), values

        try:
            found = self._found(terms, both, *others.values(), small=small)
            if found is None:
                return Impossible(tuple(self.space.bounds))
            request, values = found

            def pair(first: Replayed) -> bool:
                second = self.replayed(with_facts(first.request, values))
                return second.is_valid and shows(first, second)

            answer = self._example(request, pair, small=small)
        except (Undecided, Unstatable) as stopped:
            return NotDecided(stopped.why)
        if not isinstance(answer, Example):
            return answer
        first = self.replayed(answer.request)
        for name in list(values) if len(values) > 1 else ():  # what need not differ is left as it is
            kept = values.pop(name)
            if not pair(first):
                values[name] = kept
        return replace(answer, other=with_facts(answer.request, values))

    def _found(
        self, terms: Iterable[Term], stated: Callable[[Model], Stated], *others: Symbol, small: bool
    ) -> Stated | None:
        """What a model of the terms stands for; where a number in it is no decimal, another model that has decimals."""
        terms = list(terms)
        model = self.solver.model(*terms, wishes=wishes(self.space) if small else ())
        if model is None:
            return None
        try:
            return stated(model)
        except NoDecimal:
            for finer in decimals(self.space, *others):
                model = self.solver.model(*terms, *finer)
                if model is not None:
                    return stated(model)
            raise

    def can_come_out(self, outcome: str) -> Answer:
        """Whether an outcome can come about."""
        return self.can([self.encoded.outcomes[outcome]], lambda replayed: replayed.outcome == outcome)

    def can_be(self, id: str, truth: Kleene) -> Answer:
        """Whether a definition or a clause can be met, not met or unknown."""
        encoded, stands_for = self.encoded.expressions.name(id), self._named[id]
        term = encoded.unknown if truth is None else encoded.met if truth else encoded.unmet
        return self.can([term], lambda replayed: replayed.truth(stands_for) is truth, small=False)

    def replayed(self, request: Mapping[str, Any]) -> Replayed:
        """A request as the interpreter decides it."""
        return Replayed(self.policy, request, self._named)

    def _example(self, request: Mapping[str, Any], shows: Shows, *, small: bool) -> Answer:
        def is_shown(request: Mapping[str, Any]) -> bool:
            replayed = self.replayed(request)
            return replayed.is_valid and shows(replayed)

        if not is_shown(request):
            untold = "; ".join(self.space.untold)
            return NotDecided(untold or "the example that the solver gave does not hold when it is decided")
        if not small:
            return Example(request)  # it is not shown: that there is one is all that is asked
        request = shrunk(request, is_shown)
        if not self.replayed(request).is_as_explained:
            return NotDecided("the example that was found is explained otherwise than it is decided")
        return Example(request)


def _keeps(stated: Mapping[str, Any], shows: Shows, replayed: Replayed) -> bool:
    facts = replayed.request["facts"]
    return all(name in facts and facts[name] == value for name, value in stated.items()) and shows(replayed)
