"""`assent check` of one small policy, beside loading the two libraries that it cannot do without."""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

from bench_build import POLICY, SOURCE, VOCABULARY

ROUNDS = 15

LOAD = [sys.executable, "-c", "import lark, click"]
CHECK = [sys.executable, "-c", "from assent.cli.main import main; main()", "check", "policies/splint_1.assent"]
VERSION = [sys.executable, "-c", "from assent.cli.main import main; main()", "--version"]

# As installed: libraries come with compiled bytecode, and so does what is measured beside them.
ENVIRONMENT = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}


def seconds(command: list[str], folder: Path) -> float:
    """The processor time that a command takes, from start to end of its process: it waits for nothing."""
    process = subprocess.Popen(command, cwd=folder, stdout=subprocess.DEVNULL, env=ENVIRONMENT)
    _, status, usage = os.wait4(process.pid, 0)
    assert status == 0
    return usage.ru_utime + usage.ru_stime


def main() -> None:
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        (folder / "policies" / "sources").mkdir(parents=True)
        (folder / "policies" / "hand.assent").write_text(VOCABULARY)
        (folder / "policies" / "splint_1.assent").write_text(POLICY.format(number=1, weeks=6))
        (folder / "policies" / "sources" / "splint.txt").write_text(SOURCE)
        for command in (LOAD, CHECK, VERSION):
            seconds(command, folder)  # whatever is compiled once
        times = {"load": [], "check": [], "version": []}
        for _ in range(ROUNDS):
            times["load"].append(seconds(LOAD, folder))
            times["check"].append(seconds(CHECK, folder))
            times["version"].append(seconds(VERSION, folder))
    load, check, version = (statistics.median(times[name]) for name in ("load", "check", "version"))
    print("assent check, one small policy with a source")
    print(f"  {check * 1000:.0f} ms beside {load * 1000:.0f} ms for `import lark, click`: {check / load:.2f} times")
    print(f"  assent --version: {version * 1000:.0f} ms")


if __name__ == "__main__":
    main()
