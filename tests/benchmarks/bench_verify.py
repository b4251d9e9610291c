"""How long the solver's answers take, as ratios to one fresh check of a policy's whole encoding.

And how that grows: verifying a policy of twice as many clauses, in time that grows no faster than their square.
"""

from __future__ import annotations

import os
import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path

from many_clauses import policy_text

from assent.analyse.questions.can import ask
from assent.analyse.questions.change import difference
from assent.analyse.session import Session
from assent.analyse.solver import TIMEOUT
from assent.analyse.verify import verify, verify_each
from assent.language.expressions import AllOf, Named
from assent.language.policy import Policy
from assent.loading import compile_file, compile_texts

ROOT = Path(__file__).parents[2]


CLAUSES = (125, 250, 500)
MOST_GROWTH = 4.5


def seconds(work: Callable[[], object]) -> float:
    """The processor time of some work, the median of five."""
    taken = []
    for _ in range(5):
        begun = time.process_time()
        work()
        taken.append(time.process_time() - begun)
    return statistics.median(taken)


def main() -> int:
    policy = compile_file(ROOT / "policies" / "physical_therapy.assent").policy
    assert policy is not None
    outcomes = {"approve": "approve"}

    def fresh() -> None:
        session = Session(policy)
        session.solver.model(session.encoded.outcomes["approve"])

    base = seconds(fresh)
    print(f"one fresh check of physical_therapy: {base * 1000:.0f} ms")
    works: tuple[tuple[str, Callable[[], object], float], ...] = (
        ("all findings", lambda: list(verify(policy)), 10),
        ("a question", lambda: ask(policy, AllOf((Named("approve"), Named("infection"))), outcomes), 3),
        ("a diff", lambda: difference(policy, policy), 3),
    )
    fine = True
    for name, work, most in works:
        ratio = seconds(work) / base
        fine = fine and ratio <= most
        print(f"  {name}: {ratio:.1f} times (aim: at most {most})")
    side_by_side()
    return 0 if growth() and fine else 1


def side_by_side() -> None:
    """How much sooner as many processes as there are processors verify: all policies, and one of many clauses."""
    processors = os.cpu_count() or 1
    for what, policies in (("all policies", sampled()), (f"{CLAUSES[1]} clauses", [of_many(CLAUSES[1])])):
        taken: dict[int, float] = {}
        said: dict[int, str] = {}
        for jobs in (1, processors):
            begun = time.monotonic()
            found = list(verify_each(policies, timeout=TIMEOUT, jobs=jobs, step=lambda _: None))
            taken[jobs] = time.monotonic() - begun
            said[jobs] = repr([[getattr(one, "message", one) for one in each] for each in found])
        assert said[1] == said[processors]
        print(f"  {what}, by {processors} processes: {taken[processors] / taken[1]:.2f} times one")


def sampled() -> list[Policy]:
    """The policies of the project."""
    read = (compile_file(path).policy for path in sorted((ROOT / "policies").glob("*.assent")))
    return [policy for policy in read if policy is not None]


def of_many(clauses: int) -> Policy:
    """A policy of so many clauses, in which nothing is found."""
    policy = compile_texts(policy_text(clauses), path="large", vocabularies=(), document=None).policy
    assert policy is not None
    return policy


def growth() -> bool:
    """Whether verifying takes no more than four times as long for twice as many clauses; a little is noise."""
    fine, before = True, 0.0
    for clauses in CLAUSES:
        policy = of_many(clauses)
        taken = min(once(policy) for _ in range(3 if clauses < CLAUSES[-1] else 1))
        ratio = taken / before if before else 0.0
        fine, before = fine and ratio <= MOST_GROWTH, taken
        grown = f", {ratio:.1f} times half as many (aim: at most {MOST_GROWTH:g})" if ratio else ""
        print(f"  all findings of {clauses} clauses: {taken:.1f} s{grown}")
    return fine


def once(policy: Policy) -> float:
    """The processor time of verifying a policy in which every question is decided and nothing is found."""
    begun = time.process_time()
    found = list(verify(policy))
    assert not found, found
    return time.process_time() - begun


if __name__ == "__main__":
    sys.exit(main())
