"""How long the solver's answers take, as ratios to one fresh check of a policy's whole encoding."""

from __future__ import annotations

import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path

from assent.analyse.questions.can import ask
from assent.analyse.questions.change import difference
from assent.analyse.session import Session
from assent.analyse.verify import verify
from assent.language.expressions import AllOf, Named
from assent.loading import compile_file

ROOT = Path(__file__).parents[2]


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
    return 0 if fine else 1


if __name__ == "__main__":
    sys.exit(main())
