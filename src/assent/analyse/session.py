"""A policy and the solver together: questions in, answers out, every example replayed before it is shown."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from assent.analyse.encode.effects import EncodedPolicy, days_of, demands_of
from assent.analyse.encode.space import Space
from assent.analyse.encode.terms import Term
from assent.analyse.replay import Replayed
from assent.analyse.shrink import shrunk
from assent.analyse.solver import TIMEOUT, Model, Solver, Undecided
from assent.analyse.witness import Unstatable, request_of, wishes
from assent.evaluate.interpreter import Truth as Kleene
from assent.language.expressions import Expression
from assent.language.policy import Policy

# A date that reads well, so many days into a policy's first year.
_INTO_THE_YEAR = 73


@dataclass(frozen=True, slots=True)
class Example:
    """Yes, it can happen: a request on which it does, replayed by the interpreter."""

    request: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Impossible:
    """No request does that. `bounds` say how far that was looked into; none: all requests there are."""

    bounds: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class NotDecided:
    """Neither was shown; `because` says why."""

    because: str


Answer = Example | Impossible | NotDecided
Shows = Callable[[Replayed], bool]


class Session:
    """One policy over all of its requests. `asked` are further expressions that questions are about."""

    def __init__(
        self,
        policy: Policy,
        asked: Iterable[Expression] = (),
        *,
        timeout: float = TIMEOUT,
        least_slots: int = 0,
    ) -> None:
        self.policy = policy
        first, last = days_of(policy)
        self.space = Space(first, last, demands_of([policy], asked, least_slots=least_slots))
        self.encoded = EncodedPolicy(policy, self.space)
        self.solver = Solver(self.space, min(first + _INTO_THE_YEAR, last), timeout=timeout)

    @cached_property
    def _named(self) -> Mapping[str, Expression]:
        return self.policy.named

    def can(self, terms: Iterable[Term], shows: Shows) -> Answer:
        """Whether all of the terms can hold at once; `shows` is the same, asked of one request."""
        try:
            model = self.solver.model(*terms, wishes=wishes(self.space))
            return Impossible(tuple(self.space.bounds)) if model is None else self._example(model, shows)
        except (Undecided, Unstatable) as stopped:
            return NotDecided(stopped.why)

    def can_come_out(self, outcome: str) -> Answer:
        """Whether an outcome can come about."""
        return self.can([self.encoded.outcomes[outcome]], lambda replayed: replayed.outcome == outcome)

    def can_be(self, id: str, truth: Kleene) -> Answer:
        """Whether a definition or a clause can be met, not met or unknown."""
        encoded, stands_for = self.encoded.expressions.name(id), self._named[id]
        term = encoded.unknown if truth is None else encoded.met if truth else encoded.unmet
        return self.can([term], lambda replayed: replayed.truth(stands_for) is truth)

    def replayed(self, request: Mapping[str, Any]) -> Replayed:
        """A request as the interpreter decides it."""
        return Replayed(self.policy, request, self._named)

    def _example(self, model: Model, shows: Shows) -> Answer:
        def is_shown(request: Mapping[str, Any]) -> bool:
            replayed = self.replayed(request)
            return replayed.is_valid and shows(replayed)

        request = request_of(self.space, model)
        if not is_shown(request):
            untold = "; ".join(self.space.untold)
            return NotDecided(untold or "the example that the solver gave does not hold when it is decided")
        return Example(shrunk(request, is_shown))
