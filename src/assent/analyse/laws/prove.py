"""The laws that every policy obeys, proved of one policy: test by test, and of what the policy makes of its tests.

A law of the whole is proved over all truths that the tests can have. That its tests have one truth each, and keep it,
is proved of each test by itself: so few facts are asked about in one that lists can be looked into as far as need be.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import cache, partial

from assent.analyse.encode.space import Inexpressible
from assent.analyse.encode.terms import Term, conj, disj
from assent.analyse.encode.truth import Truth
from assent.analyse.laws import boundaries
from assent.analyse.laws.abstract import AnyTruths, by_case_in, not_one_of_its_cases
from assent.analyse.laws.information import of_a_test, of_the_whole
from assent.analyse.laws.law import BOUNDARIES, INFORMATION, NAMED, ONE_OUTCOME, Held, Part, in_words
from assent.analyse.laws.outcomes import one_outcome, what_is_named
from assent.analyse.laws.sides import ByTests, Expected
from assent.analyse.laws.windows import has_window, of_windows
from assent.analyse.outline import asked_in
from assent.analyse.replay import Replayed
from assent.analyse.session import Answer, Impossible, NotDecided, Session
from assent.analyse.solver import TIMEOUT
from assent.language.expressions import AnyOf, Cases, Leaf
from assent.language.operands import facts_of
from assent.language.policy import Policy


def prove_laws(policy: Policy, *, timeout: float = TIMEOUT) -> tuple[Held, ...]:
    """What is so of each law that the solver is asked about, by their numbers."""
    apart = [one for one in by_case_in(policy) if _has_one_case(policy, one, timeout=timeout)]
    truths, whole = AnyTruths(policy, apart=apart, timeout=timeout), cache(lambda: Session(policy, timeout=timeout))
    settled, kept, met = _Answers(), _Answers(), _Answers()
    for leaf in asked_in(policy):
        session = Session(policy, timeout=timeout, test=leaf)
        settled.ask(session, leaf, _has_one_truth)
        wide = Session(policy, timeout=timeout, test=leaf, least_slots=boundaries.elements_looked_into(leaf))
        if boundaries.has_threshold(leaf):
            met.ask(wide, leaf, _at_its_boundary)
        if boundaries.is_length_of_episodes(leaf):
            met.ask(Session(policy, timeout=timeout, test=leaf), leaf, _where_it_is_open)
        if boundaries.conditions_of(leaf):
            met.ask(wide, leaf, _in_its_conditions)
        if has_window(leaf):
            met.ask(wide, leaf, _in_its_windows)
        kept.ask(session, leaf, of_a_test)
    return (
        Held(ONE_OUTCOME, (*settled.parts, *one_outcome(truths, whole)), tuple(settled.tested)),
        Held(INFORMATION, (*kept.parts, *of_the_whole(truths, whole)), tuple(kept.tested)),
        Held(BOUNDARIES, tuple(met.parts), tuple(met.tested)),
        Held(NAMED, tuple(what_is_named(truths, whole))),
    )


def _has_one_case(policy: Policy, by_case: Cases, *, timeout: float) -> bool:
    """Whether it is proved that one case of a threshold holds, and no other."""
    session = Session(policy, timeout=timeout, test=AnyOf(tuple(when for when, _ in by_case.cases)))
    try:
        broken = not_one_of_its_cases(by_case, session.expressions_of_tests)
    except Inexpressible:
        return False
    return not session.space.untold and isinstance(session.can([broken], lambda _: False, small=False), Impossible)


@dataclass(slots=True)
class _Answers:
    """What is answered of each test; what the solver is not told of one is no answer, and is held by tests."""

    parts: list[Part] = field(default_factory=list)
    tested: dict[str, None] = field(default_factory=dict)

    def ask(self, session: Session, leaf: Leaf, question: Callable[[Session, Leaf], Answer]) -> None:
        try:
            answer = question(session, leaf)
        except (ByTests, Inexpressible) as by_tests:
            self.tested[f"{in_words(leaf)} ({by_tests.why})"] = None
            return
        if isinstance(answer, NotDecided) and session.space.untold:
            self.tested[f"{in_words(leaf)} ({'; '.join(session.space.untold)})"] = None
        else:
            self.parts.append(Part(in_words(leaf), answer))


def _has_one_truth(session: Session, leaf: Leaf) -> Answer:
    """Whether a test can be both met and not met; or, where it asks about no fact, unknown."""
    truth = session.expressions_of_tests.truth(leaf)
    unknown = False if facts_of(leaf) else truth.unknown
    return session.can([disj(conj(truth.met, truth.unmet), unknown)], lambda _: False, small=False)


def _at_its_boundary(session: Session, leaf: Leaf) -> Answer:
    """Whether a test comes out otherwise than its threshold says; raises ByTests."""
    return _as_expected(session, leaf, list(boundaries.of_leaf(leaf, session.expressions_of_tests)))


def _where_it_is_open(session: Session, leaf: Leaf) -> Answer:
    """The same of how long episodes last where that is open."""
    return _as_expected(session, leaf, list(boundaries.of_open_lengths(leaf, session.expressions_of_tests)))


def _in_its_windows(session: Session, leaf: Leaf) -> Answer:
    """The same of the windows of the values in it, and of the elements that are picked."""
    return _as_expected(session, leaf, list(of_windows(leaf, session.expressions_of_tests)))


def _as_expected(session: Session, leaf: Leaf, expected: Sequence[tuple[Truth, Expected]]) -> Answer:
    shows = [partial(_comes_out_otherwise, leaf, one) for _, one in expected]
    return _first_broken(session, [boundaries.broken(*one) for one in expected], shows)


def _in_its_conditions(session: Session, leaf: Leaf) -> Answer:
    """The same of the tests in its conditions on elements: what one element is asked cannot be replayed by itself."""
    expected = list(boundaries.of_conditions(leaf, session.expressions_of_tests))
    return _first_broken(session, [boundaries.broken(*one) for one in expected], [lambda _: False] * len(expected))


def _first_broken(session: Session, broken: Sequence[Term], shows: Sequence[Callable[[Replayed], bool]]) -> Answer:
    """One thing is asked after the other: of many elements that takes the solver far less time than all at once."""
    answer: Answer = Impossible(tuple(session.space.bounds))
    for term, shown in zip(broken, shows, strict=True):
        answer = session.can([term], shown, small=False)
        if not isinstance(answer, Impossible):
            break
    return answer


def _comes_out_otherwise(leaf: Leaf, expected: Expected, replayed: Replayed) -> bool:
    return replayed.truth(leaf) is not expected.truth
