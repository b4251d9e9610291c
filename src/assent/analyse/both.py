"""Two policies, the old and the new, over one set of requests: a question of both, and a request that answers it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property

import z3

from assent.analyse.alike import told_alike
from assent.analyse.encode.effects import EncodedPolicy
from assent.analyse.encode.follows import follows
from assent.analyse.encode.normal import normal
from assent.analyse.encode.space import Space
from assent.analyse.encode.symbols import Plain
from assent.analyse.encode.terms import Term
from assent.analyse.encode.written import Written
from assent.analyse.outline import Outline, any_truth, asked_in
from assent.analyse.replay import Replayed
from assent.analyse.session import Answer, Example, NotDecided, Session
from assent.analyse.shared import FactChange
from assent.language.calendar import LAST_DAY
from assent.language.expressions import Fact, Leaf
from assent.language.operands import facts_of
from assent.language.policy import Policy

# A date that reads well, so many days into the time that both are in force.
_INTO_IT = 73

ShowsBoth = Callable[[Replayed, Replayed], bool]


def in_force_together(old: Policy, new: Policy) -> tuple[int, int | None] | None:
    """The first and the last day on which both are in force; None where there is none."""
    first = max(old.effective, new.effective)
    last = min(LAST_DAY if one.until is None else one.until for one in (old, new))
    return None if last < first else (first, None if last == LAST_DAY else last)


@dataclass(frozen=True)
class Both:
    """Both policies, told to one solver. `changes` are the facts that they declare otherwise.

    An example is a request that each of them, with the facts and the days of the other besides, reads and decides
    as it stands. It never states a fact that there is nothing to compare of. What asks about such a fact may come out
    in any way, in each policy by itself: what is so of all of those, is so of every request that both accept.
    """

    old: Policy
    new: Policy
    changes: tuple[FactChange, ...]
    timeout: float

    @cached_property
    def apart(self) -> frozenset[str]:
        """The facts that there is nothing to compare of."""
        return frozenset(change.name for change in self.changes if change.common is None)

    @cached_property
    def read(self) -> tuple[Policy, Policy]:
        """Both policies as they are, with the facts and the days of either."""
        first = min(self.old.effective, self.new.effective)
        until = None if self.old.until is None or self.new.until is None else max(self.old.until, self.new.until)
        found = []
        for own, other in ((self.old, self.new), (self.new, self.old)):
            facts = {fact.name: fact for fact in (*other.facts, *own.facts)}
            found.append(replace(own, facts=tuple(facts.values()), effective=first, until=until))
        return found[0], found[1]

    @cached_property
    def told(self) -> tuple[Policy, Policy]:
        """Both policies as the solver is told them."""
        return told_alike(*self.read, self.changes)

    @cached_property
    def session(self) -> Session:
        old, new = self.told
        asked = (*old.named.values(), *old.conditions, *new.named.values(), *new.conditions)
        together = in_force_together(self.old, self.new)
        day = None if together is None else min(together[0] + _INTO_IT, together[1] or LAST_DAY)
        session = Session(self.read[0], asked, timeout=self.timeout, day=day)
        self._declare_common(session.space)
        return session

    def _declare_common(self, space: Space) -> None:
        """Let a request state of each fact what both policies take; what is declared first, stands."""
        for change in self.changes:
            if change.common is not None:
                space.fact(change.common)

    @cached_property
    def encoded(self) -> tuple[EncodedPolicy, EncodedPolicy]:
        """Both policies, told to the solver."""
        space, written = self.session.space, Written()
        for leaf in self._open_leaves:
            truth = written.leaves[leaf] = any_truth(leaf, space)
            space.demand(*follows(leaf, truth, written.leaves))
        old, new = self.told
        return EncodedPolicy(old, space, written=written), EncodedPolicy(new, space, written=written)

    @cached_property
    def _open_leaves(self) -> tuple[Leaf, ...]:
        """The tests that ask about a fact of which there is nothing to compare."""
        leaves = [normal(leaf) for policy in self.told for leaf in asked_in(policy)]
        return tuple(dict.fromkeys(leaf for leaf in leaves if self.apart & {fact.name for fact in facts_of(leaf)}))

    @cached_property
    def outline(self) -> tuple[Outline, EncodedPolicy, EncodedPolicy]:
        """Both policies over every truth that their tests can have: what is so of those needs no list, and no date."""
        outline = Outline(self.told[0], timeout=self.timeout)
        self._declare_common(outline.space)
        old, new = outline.policies(self.told)
        return outline, old, new

    def facts_asked(self, *ids: str) -> frozenset[str]:
        """The facts that clauses or definitions of these ids ask about, in either policy."""
        return frozenset().union(
            *(told.expressions.facts_asked(id) for told in self.encoded for id in ids if id in told.policy.named)
        )

    def can(self, terms: Iterable[Term], shows: ShowsBoth, asked: Iterable[str]) -> Answer:
        """Whether the terms can all hold; `shows` is the same of one request, as the old and as the new decides it.

        `asked` are the facts that it turns on.
        """
        wanted, apart = list(terms), sorted(self.apart & frozenset(asked))

        def shown(first: Replayed) -> bool:
            second = Replayed(self.read[1], first.request, self.read[1].named)
            return second.is_valid and shows(first, second)

        answer = self.session.can(wanted, shown)
        if not apart or not isinstance(answer, NotDecided):
            return answer
        # Perhaps there is one that states none of those facts.
        truths = self.encoded[0].expressions.written.leaves
        answer = self.session.can([*wanted, *(truths[leaf].unknown for leaf in self._open_leaves)], shown)
        return answer if isinstance(answer, Example) else NotDecided(_turns_on(apart))

    def replayed(self, request: Mapping[str, object]) -> tuple[Replayed, Replayed]:
        """A request as each of the two decides it."""
        old, new = (Replayed(policy, request, policy.named) for policy in self.read)
        return old, new

    def requested(self, fact: Fact, encoded: EncodedPolicy) -> Plain:
        """What was requested, by a fact; of one that there is nothing to compare of, anything."""
        if fact.name not in self.apart:
            symbol = encoded.expressions.space.fact(fact)
            assert isinstance(symbol, Plain)
            return symbol
        return Plain(fact.type, z3.FreshBool(f"{fact.name} is known"), z3.FreshInt(fact.name))


def _turns_on(names: list[str]) -> str:
    listed = " and ".join(f"`{name}`" for name in names)
    return f"it turns on {listed}, of which the two do not take the same"
