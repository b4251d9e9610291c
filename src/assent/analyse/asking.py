"""Asking the questions of verifying: one after the other, or several at a time in processes of their own.

A question is a function of the policy under examination. Which are asked builds on what earlier ones have shown, and
what they have shown is sent along: so each can be asked in any process, of a session that has not seen the others.
"""

from __future__ import annotations

import pickle
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache

from assent.analyse.processes import Processes
from assent.analyse.replay import Request
from assent.analyse.session import Answer, Session
from assent.analyse.subject import Question, Said, Subject
from assent.language.policy import Policy
from assent.language.properties import Never

# The questions of one kind are dealt out in so many bundles for each process: some take longer than others.
_BUNDLES = 3


@dataclass(frozen=True, slots=True)
class Known:
    """What earlier questions have shown.

    What is approved; the clauses that decide nothing of their own; and requests that others, by their ids, decide.
    """

    approved: Answer | None = None
    idle: frozenset[str] = frozenset()
    decided: Mapping[str, Request] = field(default_factory=dict)

    def besides(self, said: Iterable[Said]) -> Known:
        """This, and which clauses were found to decide nothing."""
        return replace(self, idle=self.idle.union(*(one.idle for one in said)))


Ask = Callable[[Known, Sequence[Question]], list[Said]]


def asked_here(policy: Policy, timeout: float) -> Ask:
    """Questions are asked in this process, one after the other."""
    session = _session_of(policy, timeout)

    def ask(known: Known, questions: Sequence[Question]) -> list[Said]:
        return _answered(session, known, questions)

    return ask


def asked_apart(policy: Policy, timeout: float, side: Processes) -> Ask:
    """Questions are asked in other processes, several at a time; raises Lost where one of those ends."""
    sent = pickle.dumps(policy)

    def ask(known: Known, questions: Sequence[Question]) -> list[Said]:
        size = max(1, -(-len(questions) // (side.number * _BUNDLES)))
        bundles = [questions[at : at + size] for at in range(0, len(questions), size)]
        begun = [side.begin(_answered_apart, sent, timeout, known, bundle) for bundle in bundles]
        return [said for one in begun for said in one.answer()]

    return ask


def _answered_apart(sent: bytes, timeout: float, known: Known, questions: Sequence[Question]) -> list[Said]:
    return _answered(_session_kept(sent, timeout), known, questions)


@lru_cache(maxsize=2)
def _session_kept(sent: bytes, timeout: float) -> Session:
    """A policy's session in a process that is asked about it more than once, as what it has learned serves again."""
    return _session_of(pickle.loads(sent), timeout)  # noqa: S301 -- by this program, a moment ago


def _answered(session: Session, known: Known, questions: Sequence[Question]) -> list[Said]:
    if known.approved is not None:
        session.approved = known.approved
    if known.decided:
        session.around.tell(known.decided)
    subject = Subject(session, known.idle)
    return [question(subject) for question in questions]


def _session_of(policy: Policy, timeout: float) -> Session:
    asked = [one.test for one in policy.assumptions]
    asked += [one.test for one in policy.properties if isinstance(one, Never)]
    return Session(policy, asked, timeout=timeout)
