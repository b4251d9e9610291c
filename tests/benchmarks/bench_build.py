"""`assent build` on a project of many policies: time in proportion to their number, a second build, memory.

python tests/benchmarks/bench_build.py [NUMBER]      1000 policies, unless said otherwise
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path

COMMAND = [sys.executable, "-c", "from assent.cli.main import main; main()", "build"]

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


def run(folder: Path) -> tuple[float, float]:
    """Build: the processor time it took, waiting for nothing else that runs, and the most memory it held, in MB."""
    process = subprocess.Popen(COMMAND, cwd=folder, stdout=subprocess.DEVNULL, env=os.environ)
    _, status, usage = os.wait4(process.pid, 0)
    if status:
        raise SystemExit("the build failed")
    return usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024


def main() -> None:
    number = int(sys.argv[1]) if len(sys.argv) > 1 else 1000
    rows = []
    for count in (number // 4, number):
        with tempfile.TemporaryDirectory() as scratch:
            folder = Path(scratch)
            project(folder, count)
            first, memory = run(folder)
            second = min(run(folder)[0] for _ in range(3))
            rows.append((count, first, second, memory))
    print("assent build")
    for count, first, second, memory in rows:
        each = first / count * 1000
        print(
            f"  {count:>5} policies: first {first:7.2f} s ({each:.1f} ms each), again {second:.3f} s "
            f"({first / second:.0f} times faster), at most {memory:.0f} MB"
        )
    smallest, largest = rows[0], rows[-1]
    growth = (largest[1] / largest[0]) / (smallest[1] / smallest[0])
    print(f"  time a policy, {largest[0]} against {smallest[0]}: {growth:.2f} (1 is linear)")
    print(f"  memory, {largest[0]} against {smallest[0]}: {largest[3] / smallest[3]:.2f} (1 is flat)")


if __name__ == "__main__":
    main()
