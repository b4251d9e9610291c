"""A policy and the solver together: questions in, answers out, every example replayed before it is shown."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import cached_property, partial
from typing import Any, TypeVar

from assent.analyse.around import Around
from assent.analyse.encode.effects import EncodedPolicy, days_of, demands_of
from assent.analyse.encode.expressions import Expressions
from assent.analyse.encode.space import Space
from assent.analyse.encode.symbols import Symbol
from assent.analyse.encode.terms import Term
from assent.analyse.nearby import Nearby
from assent.analyse.replay import Replayed, with_facts
from assent.analyse.shrink import shrunk
from assent.analyse.solver import TIMEOUT, Model, Solver, Undecided
from assent.analyse.witness import NoDecimal, Unstatable, decimals, request_of, short, stated_as, wishes
from assent.evaluate.interpreter import Truth as Kleene
from assent.language.calendar import format_day
from assent.language.expressions import Expression, Fact
from assent.language.policy import Policy
from assent.language.types import Code

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
    """One policy over all of its requests. `asked` are further expressions that questions are about.

    `longer` are lists that questions hold against the same ones with more elements. With a `test`, questions are about
    that one alone, and hold requests against others that say more.
    """

    def __init__(
        self,
        policy: Policy,
        asked: Iterable[Expression] = (),
        *,
        timeout: float = TIMEOUT,
        least_slots: int = 0,
        longer: frozenset[str] = frozenset(),
        test: Expression | None = None,
        day: int | None = None,
    ) -> None:
        self.policy = policy
        self.timeout = timeout
        first, last = days_of(policy)
        if test is None:
            demands = demands_of([policy], asked, least_slots=least_slots, longer=longer)
        else:
            demands = demands_of([], [test], least_slots=least_slots, twice=True)
        self.space = Space(first, last, demands)
        self.encoded = EncodedPolicy(policy, self.space)
        self._day = min(first + _INTO_THE_YEAR, last) if day is None else day
        self.solver = Solver(self.space, self._day, timeout=timeout)

    @cached_property
    def named(self) -> Mapping[str, Expression]:
        """What each definition and each clause stands for."""
        return self.policy.named

    @cached_property
    def expressions_of_tests(self) -> Expressions:
        """Tests by themselves, without the policy that they are of."""
        return Expressions(self.space, {})

    def in_the_way(self, common: Sequence[Term], parts: dict[str, Term]) -> tuple[str, ...]:
        """Parts, by their names, that cannot all hold along with what is common; none where that takes too long.

        It is asked of what is known to be impossible: which parts see to it is worth saying, and changes no answer.
        """
        try:
            return self.solver.responsible(common, parts) or ()
        except Undecided:
            return ()

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
            days = {fact.name: (fact, other) for fact, other in others.items() if "." in fact.name}
            values = {
                fact.name: stated_as(self.space, fact, other, model, days)
                for fact, other in others.items()
                if fact.name not in days
            }
            return request_of(self.space, model), values

        try:
            found = self._found(terms, both, *others.values(), small=small)
            if found is None:
                return Impossible(tuple(self.space.bounds))
            return self._pair(*found, shows, small=small)
        except (Undecided, Unstatable) as stopped:
            return NotDecided(stopped.why)

    def smaller(self, example: Example, name: str, shows: ShowsPair) -> Answer:
        """An example of two requests that differ in one fact, as it is shown: nothing can be left out of it."""
        assert example.other is not None
        request = {**example.request, "facts": dict(example.request["facts"])}
        return self._pair(request, {name: example.other["facts"].get(name)}, shows, small=True)

    def _pair(self, request: Mapping[str, Any], values: dict[str, Any], shows: ShowsPair, *, small: bool) -> Answer:
        """A request, and what it becomes with other values of some facts."""

        def pair(first: Replayed) -> bool:
            second = self.nearby.beside(first, with_facts(first.request, values))
            return second.is_valid and shows(first, second)

        answer = self._example(request, pair, small=small)
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
        if small:
            model = self.solver.model(*terms, wishes=wishes(self.space, *others))
        else:
            model = self.solver.model(*terms, short=short(self.space, *others))
        if model is None:
            return None
        try:
            return stated(model)
        except NoDecimal:
            for finer in decimals(self.space, *others):
                model = self.solver.model(*terms, *finer)
                with suppress(NoDecimal):
                    if model is not None:
                        return stated(model)
            raise

    @cached_property
    def approved(self) -> Answer:
        """A request that is approved, if there is one."""
        return self.can_come_out("approve")

    def can_come_out(self, outcome: str) -> Answer:
        """Whether an outcome can come about."""
        return self.can([self.encoded.outcomes[outcome]], lambda replayed: replayed.outcome == outcome)

    def can_be(self, id: str, truth: Kleene) -> Answer:
        """Whether a definition or a clause can be met, not met or unknown."""
        stands_for = self.named[id]
        return self.can([self.being(id, truth)], lambda replayed: replayed.truth(stands_for) is truth, small=False)

    def being(self, id: str, truth: Kleene) -> Term:
        """That a definition or a clause is met, not met or unknown."""
        encoded = self.encoded.expressions.name(id)
        return encoded.unknown if truth is None else encoded.met if truth else encoded.unmet

    @cached_property
    def nearby(self) -> Nearby:
        """Requests beside those that were decided."""
        return Nearby(self.policy, self.encoded.expressions.facts_asked)

    @cached_property
    def around(self) -> Around:
        """Requests around those that are known, for questions of which the example is not shown."""
        first = self.replayed(self.approved.request if isinstance(self.approved, Example) else self.bare)
        return Around(self.policy, self.nearby, self.encoded.expressions.facts_asked, self.codes_of, first)

    @property
    def bare(self) -> Mapping[str, Any]:
        """A request that states nothing."""
        return {"as_of": format_day(self._day), "facts": {}}

    def codes_of(self, fact: Fact) -> Iterable[str]:
        """A code of each kind that the policy tells apart, of a fact that is a code."""
        return (
            [code for code in self.space.kinds(fact.type, fact.name).samples if code]
            if isinstance(fact.type, Code)
            else []
        )

    def replayed(self, request: Mapping[str, Any]) -> Replayed:
        """A request as the interpreter decides it."""
        return Replayed(self.policy, request, self.named)

    def _example(self, request: Mapping[str, Any], shows: Shows, *, small: bool) -> Answer:
        last = self.replayed(request)
        if not last.is_valid or not shows(last):
            untold = "; ".join(self.space.untold)
            return NotDecided(untold or "the example that the solver gave does not hold when it is decided")
        if not small:
            return Example(request)  # it is not shown: that there is one is all that is asked

        def is_shown(request: Mapping[str, Any]) -> bool:
            nonlocal last
            replayed = self.nearby.beside(last, request)
            found = replayed.is_valid and shows(replayed)
            last = replayed if found else last
            return found

        replayed = self.replayed(shrunk(request, is_shown))  # whole: what is shown is decided as any request is
        if not shows(replayed) or not replayed.is_as_explained:
            return NotDecided("the example that was found is explained otherwise than it is decided")
        return Example(replayed.request)


def _keeps(stated: Mapping[str, Any], shows: Shows, replayed: Replayed) -> bool:
    facts = replayed.request["facts"]
    return all(name in facts and facts[name] == value for name, value in stated.items()) and shows(replayed)
