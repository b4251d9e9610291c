"""`assent build` on a project of many policies: time in proportion to their number, a second build, memory.

python tests/benchmarks/bench_build.py [NUMBER]      1000 policies, unless said otherwise
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import NamedTuple

COMMAND = [sys.executable, "-c", "from assent.cli.main import main; main()", "build"]

# How often nothing is changed.
AGAIN = 5

VOCABULARY = """\
vocabulary hand "Hand"

  symptoms       duration                          "Symptoms, up to the date of the request"
  pain           0..10                             "Pain score (NRS)"
  impairment     none < mild < moderate < severe   "Functional impairment"
  infection      yes/no                            "Active infection"
  expected       judgement                         "Expected to respond"
  examination    document                          "Examination by a therapist"
  xray           dated list                        "X-ray set"
"""

POLICY = """\
policy splint_{number} "Splint {number}"
  procedure  CPT 29125 "Short arm splint"
  version    1.0.0
  effective  2026-01-01
  source     "sources/splint.txt"
  uses       hand

section "Coverage criteria"

  require symptoms_last "Symptoms last"
    symptoms >= {weeks} weeks
    unless infection
    cites "Symptoms must last for at least 6 weeks."

  require severity "Severity"
    all of
      pain >= 4
      impairment >= moderate

  require imaging "Imaging"
    at least 2 xray within the last 6 months

  exclude infected "Infection"
    infection

  submit documents "Documents"
    examination provided

authorization
  valid for 90 days
"""

SOURCE = "Symptoms must last for at least 6 weeks.\n"


def project(folder: Path, number: int) -> None:
    """Lay out a project of that many policies."""
    policies = folder / "policies"
    (policies / "sources").mkdir(parents=True)
    (policies / "sources" / "splint.txt").write_text(SOURCE)
    (policies / "hand.assent").write_text(VOCABULARY)
    for at in range(number):
        (policies / f"splint_{at}.assent").write_text(POLICY.format(number=at, weeks=6))


class Run(NamedTuple):
    """What one run of the command took: by the clock, of the processor (which waits for nobody else), of memory."""

    clock: float
    processor: float
    memory: float


def run(folder: Path, environment: dict[str, str]) -> Run:
    """Build, as a process of its own."""
    begun = time.perf_counter()
    process = subprocess.Popen(COMMAND, cwd=folder, stdout=subprocess.DEVNULL, env=environment)
    _, status, usage = os.wait4(process.pid, 0)
    clock = time.perf_counter() - begun
    if status:
        raise SystemExit("the build failed")
    return Run(clock, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024)


def measure(count: int, environment: dict[str, str]) -> tuple[Run, Run]:
    """The first build of a project of that many policies, and the median of those that find nothing changed."""
    with tempfile.TemporaryDirectory() as scratch:
        project(Path(scratch), count)
        first = run(Path(scratch), environment)
        again = [run(Path(scratch), environment) for _ in range(AGAIN)]
    return first, Run(*(statistics.median(each) for each in zip(*again, strict=True)))


def main() -> None:
    number = int(sys.argv[1]) if len(sys.argv) > 1 else 1000
    with tempfile.TemporaryDirectory() as bytecode:
        # Both builds run a compiler that is installed: its modules were made bytecode once, before either.
        environment = {**os.environ, "PYTHONPYCACHEPREFIX": bytecode}
        environment.pop("PYTHONDONTWRITEBYTECODE", None)
        measure(1, environment)
        rows = [(count, *measure(count, environment)) for count in (number // 4, number)]
    print("assent build, first and again with nothing changed")
    for count, first, again in rows:
        print(f"  {count:>5} policies, at most {first.memory:.0f} MB")
        for name in ("clock", "processor"):
            once, twice = getattr(first, name), getattr(again, name)
            print(
                f"    {name:<9}  first {once:7.2f} s ({once / count * 1000:.1f} ms each), again {twice:.3f} s: "
                f"{once / twice:.0f} times faster"
            )
    (fewer, small, _), (more, large, _) = rows
    growth = (large.processor / more) / (small.processor / fewer)
    print(f"  time a policy, {more} against {fewer}: {growth:.2f} (1 is linear)")
    print(f"  memory, {more} against {fewer}: {large.memory / small.memory:.2f} (1 is flat)")


if __name__ == "__main__":
    main()
