"""Parsing to our tree with positions, beside Lark's own tree with positions, from one grammar in one process.

python tests/benchmarks/bench_parse.py
"""

from __future__ import annotations

import gc
import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "src"))
# Lark compares all terminals while interegular can be imported, which a user's environment does not have.
sys.modules["interegular"] = None  # type: ignore[assignment]

from lark import Lark  # noqa: E402

from assent.source.text import SourceText  # noqa: E402
from assent.syntax.grammar import build_parser, grammar_text, parser  # noqa: E402
from assent.syntax.layout import Layout  # noqa: E402
from assent.syntax.parse import parse  # noqa: E402

GOAL = 1.5
BLOCKS = 15


def seconds(run: Callable[[], object], times: int) -> float:
    """The time of some runs."""
    start = time.perf_counter()
    for _ in range(times):
        run()
    return time.perf_counter() - start


def main() -> None:
    """Print the ratios; fail where one is over its goal."""
    lark = Lark(
        grammar_text(),
        parser="lalr",
        lexer="contextual",
        postlex=Layout(),
        propagate_positions=True,
        maybe_placeholders=True,
    )
    gc.disable()
    worst = 0.0
    for name in ("physical_therapy", "musculoskeletal"):
        text = (ROOT / "policies" / f"{name}.assent").read_text(encoding="utf-8")
        source, ended = SourceText(name, text), text + "\n"
        seconds(lambda: (parse(source), lark.parse(ended)), 2)  # noqa: B023 (called at once)
        pairs = [
            (seconds(lambda: parse(source), 10), seconds(lambda: lark.parse(ended), 10))  # noqa: B023
            for _ in range(BLOCKS)
        ]
        ratio = statistics.median(ours / raw for ours, raw in pairs)
        worst = max(worst, ratio)
        print(f"parse {name}: {ratio:.2f} times raw Lark (at most {GOAL})")
    made, read = (statistics.median(seconds(run, 1) for _ in range(5)) for run in (build_parser, parser.__wrapped__))
    print(f"parser: read from its tables in {read * 1e3:.0f} ms, made from the grammar in {made * 1e3:.0f} ms")
    sys.exit(worst > GOAL)


if __name__ == "__main__":
    main()
