"""Requests next to one that was decided: of each, only what asks about a changed fact is read and decided anew."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from functools import cached_property
from typing import Any

from assent.analyse.overlay import Overlay, may_differ
from assent.analyse.replay import Replayed, Request, without_none
from assent.language.operands import day_of
from assent.language.policy import Clause, Policy
from assent.requests.read import Read, read_request


class Nearby:
    """Requests that differ in a few facts from one that was decided: only what asks about those is decided anew.

    A fact is read by itself, and a clause that does not ask about it, nor names what does, comes out as it did.
    """

    def __init__(self, policy: Policy, facts_asked: Callable[[str], Iterable[str]]) -> None:
        self._facts = {fact.name: fact for fact in policy.facts}
        self._days = {name: day_of(fact).name for name, fact in self._facts.items()}
        self._alone: dict[str, Policy] = {}
        self._asking: dict[str, list[int]] = {}
        self._clauses = policy.clauses
        for at, clause in enumerate(self._clauses):
            for name in facts_asked(clause.id):
                self._asking.setdefault(name, []).append(at)

    def asking(self, names: Iterable[str]) -> list[Clause]:
        """The clauses that ask about any of some facts."""
        return [self._clauses[at] for at in sorted({at for name in names for at in self._asking.get(name, ())})]

    def beside(self, first: Replayed, request: Request) -> Replayed:
        """A request that differs from another, which was decided, in what it states of facts alone."""
        before, after = first.request["facts"], request["facts"]
        changed = [name for name in may_differ(before, after) if before.get(name) is not after.get(name)]
        rest = {key: value for key, value in request.items() if key != "facts"}
        alike = rest == {key: value for key, value in first.request.items() if key != "facts"}
        if not alike or not first.is_valid or not self._facts.keys() >= set(changed):
            return first.beside(request)
        return self.with_values(first, request, {name: self.read(first.policy, request, name) for name in changed})

    def read(self, policy: Policy, request: Request, name: str) -> Read:
        """What a request states of one fact, as it is read."""
        if name not in self._alone:
            self._alone[name] = replace(policy, facts=(self._facts[name],))
        stated = request["facts"].get(name)
        facts = {} if stated is None else {name: stated}
        return read_request(self._alone[name], {"as_of": request["as_of"], "facts": facts})

    def with_values(self, first: Replayed, request: Request, values: Mapping[str, Read]) -> Replayed:
        """A request that states of some facts what was read of them, and for the rest is as the first."""
        over: dict[str, Any] = {}
        for name, read in values.items():
            over |= {name: None, self._days[name]: None, **read.facts}
        facts = Overlay(first.read.facts, over)
        faults = tuple(fault for read in values.values() for fault in read.faults)
        return _Beside(first, request, replace(first.read, facts=facts, faults=faults), self.asking(values))


class _Beside(Replayed):
    """A request next to one that was decided."""

    def __init__(self, first: Replayed, request: Request, read: Read, touched: Sequence[Clause]) -> None:
        super().__init__(first.policy, request, first.case.named, read=read)
        self._before, self._touched = first.called, {clause.id: clause for clause in touched}

    def effect(self, clause: Clause) -> str | None:
        """What one clause calls for: one that is not touched, what it called for before."""
        return super().effect(clause) if clause.id in self._touched else self._before.get(clause.id)

    @cached_property
    def called(self) -> Mapping[str, str]:
        """What is called for."""
        before = ((id, effect) for id, effect in self._before.items() if id not in self._touched)
        return without_none((*before, *((id, self.effect(clause)) for id, clause in self._touched.items())))
