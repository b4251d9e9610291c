"""How the time to decide grows with the number of dated events in a request: n log n at most.

A policy with every way of counting events is decided, by its checker and by the interpreter, on requests of
more and more events. What is printed is how many times longer twice as many take, beside what n log n takes.

    python tests/benchmarks/bench_events.py
"""

from __future__ import annotations

import math
import random
import statistics
import sys
import time
from collections.abc import Callable
from datetime import date
from functools import partial
from pathlib import Path
from types import ModuleType
from typing import Any

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent.parent / "src"))

from assent.check.check import check  # noqa: E402
from assent.evaluate.decide import decide  # noqa: E402
from assent.generate.python.emit import emit  # noqa: E402
from assent.source.text import SourceText  # noqa: E402
from assent.syntax.parse import parse  # noqa: E402
from assent.syntax.tree import PolicyTree  # noqa: E402

SIZES = (2_500, 5_000, 10_000, 20_000)
ROUNDS = 5
# How much worse than n log n a doubling may look on a machine that does other things as well.
LEEWAY = 1.4

POLICY = """policy events "Events"
  version    1.0.0
  effective  2000-01-01

facts
  session   list of                       "Session"
    region  cervical | thoracic | lumbar    "Region"
    score   0..10                           "Score"
    date    date                            "Date"
  therapy   list of episodes              "Therapy"
    kind    exercise | manual               "Kind"

require events "Events"
  all of
    at most 20000 session within any 12 months per region
    at least 12 session within any 6 weeks within the last 12 months
    at least 3 session no more than 4 months apart where score >= 3
    at least 2 session at least 14 days apart
    not every session at least 3 days apart per region
    latest session.score >= 0 within the last 12 months where region is lumbar
    earliest session.score >= 0
    highest session.score >= 5
    at least 6 weeks of therapy within the last 6 months
    at least 6 consecutive weeks of therapy with gaps of at most 30 days where kind is exercise
"""


def request(size: int, draw: random.Random) -> dict[str, Any]:
    """A request with so many sessions and episodes over some years, in no order; a few leave their region out."""
    last = date(2026, 8, 31).toordinal()

    def day(back: int) -> str:
        return date.fromordinal(last - back).isoformat()

    sessions = [
        {
            "region": draw.choice(("cervical", "thoracic", "lumbar")) if draw.random() < 0.98 else None,
            "score": draw.randint(0, 10),
            "date": day(draw.randrange(3000)),
        }
        for _ in range(size)
    ]
    episodes = []
    for _ in range(size):
        first = draw.randrange(5, 3000)
        days = {"from": day(first), "to": day(draw.randrange(max(first - 20, 0), first))}
        episodes.append({**days, "kind": draw.choice(("exercise", "manual"))})
    return {"as_of": day(0), "facts": {"session": sessions, "therapy": episodes}}


def seconds(decided: Callable[[], Any]) -> float:
    """The processor time of one decision, the least of a few."""
    times = []
    for _ in range(ROUNDS):
        start = time.process_time()
        decided()
        times.append(time.process_time() - start)
    return min(times)


def main() -> int:
    source = SourceText("events.assent", POLICY)
    tree = parse(source).tree
    assert isinstance(tree, PolicyTree)
    checked = check(tree, source, vocabularies={}, source_document=None)
    policy = checked.policy
    assert policy is not None, [one.message for one in checked.diagnostics]
    module = ModuleType("checker")
    exec(compile(emit(policy)["checker.py"], "checker.py", "exec"), module.__dict__)
    targets: dict[str, Callable[[dict[str, Any]], Any]] = {
        "checker": lambda one: module.decide(one).to_json(),
        "interpreter": lambda one: decide(policy, one, digest="").to_json(),
    }
    print(f"deciding {SIZES[0]:,} to {SIZES[-1]:,} events and as many episodes")
    too_slow = False
    for name, run in targets.items():
        times = [seconds(partial(run, request(size, random.Random(size)))) for size in SIZES]
        pairs = list(zip(SIZES, times, SIZES[1:], times[1:], strict=False))
        growth = statistics.median(later / earlier for _, earlier, _, later in pairs)
        allowed = statistics.median(2 * math.log(more) / math.log(few) for few, _, more, _ in pairs)
        ten = times[SIZES.index(10_000)]
        print(f"  {name}: 10,000 of each in {ten * 1000:.0f} ms; twice as many take {growth:.2f} times as long")
        print(f"    n log n takes {allowed:.2f}")
        too_slow |= growth > allowed * LEEWAY
    return 1 if too_slow else 0


if __name__ == "__main__":
    sys.exit(main())
