"""A policy of many clauses over a vocabulary of many facts: check and build, in time linear in their size.

python tests/benchmarks/bench_scale.py [CLAUSES]      500 clauses over 2,000 facts, unless said otherwise
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

COMMAND = [sys.executable, "-c", "from assent.cli.main import main; main()"]
FACTS_A_CLAUSE = 4
KINDS = (
    ("yes/no", "{}"),
    ("0..10", "{} >= 4"),
    ("duration", "{} >= 12 weeks"),
    ("dated list", "at least 2 {} within the last 6 months"),
    ("document", "{} provided"),
    ("none < mild < severe", "{} >= mild"),
)


def vocabulary(facts: int) -> Iterator[str]:
    """The text of a vocabulary of so many facts, of every kind in turn."""
    yield 'vocabulary field "Field"\n\n'
    for at in range(facts):
        yield f'  fact_{at}  {KINDS[at % len(KINDS)][0]}  "Question {at}"\n'


def policy(clauses: int, facts: int) -> Iterator[str]:
    """The text of a policy of so many clauses, that ask about every fact once."""
    yield 'policy large "Large"\n  version    1.0.0\n  effective  2026-01-01\n  uses       field\n'
    for at in range(clauses):
        if at % 10 == 0:
            yield f'\nsection "Section {at // 10}"\n'
        yield f'\n  require clause_{at} "Clause {at}"\n    any of\n'
        for fact in range(at * facts // clauses, (at + 1) * facts // clauses):
            yield f"      {KINDS[fact % len(KINDS)][1].format(f'fact_{fact}')}\n"


def seconds(folder: Path, command: str) -> float:
    """The processor time of a command, from start to end of its process."""
    process = subprocess.Popen([*COMMAND, command], cwd=folder, stdout=subprocess.DEVNULL, env=os.environ)
    _, status, usage = os.wait4(process.pid, 0)
    if status:
        raise SystemExit(f"{command} failed")
    return usage.ru_utime + usage.ru_stime


def measured(clauses: int) -> tuple[float, float]:
    """The time that `check` and a first `build` take on a policy of so many clauses."""
    facts = clauses * FACTS_A_CLAUSE
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        (folder / "policies").mkdir()
        (folder / "policies" / "field.assent").write_text("".join(vocabulary(facts)))
        (folder / "policies" / "large.assent").write_text("".join(policy(clauses, facts)))
        return seconds(folder, "check"), seconds(folder, "build")


def main() -> None:
    number = int(sys.argv[1]) if len(sys.argv) > 1 else 500
    sizes = (number // 4, number, number * 2)
    times = [measured(size) for size in sizes]
    print("one policy, with four facts a clause")
    for size, (check, build) in zip(sizes, times, strict=True):
        print(f"  {size:>5} clauses, {size * FACTS_A_CLAUSE:>5} facts: check {check:.2f} s, build {build:.2f} s")
    for at, command in enumerate(("check", "build")):
        # What a clause more costs, so that the time every process takes to start does not flatter the ratio.
        first = (times[1][at] - times[0][at]) / (sizes[1] - sizes[0])
        second = (times[2][at] - times[1][at]) / (sizes[2] - sizes[1])
        steps = f"{sizes[1]} to {sizes[2]} against {sizes[0]} to {sizes[1]}"
        print(f"  {command}: a clause more, {steps}: {second / first:.2f} (1 is linear)")


if __name__ == "__main__":
    main()
