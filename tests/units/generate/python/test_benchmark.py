"""The policy of the benchmark, held against the same rules written by hand."""

from __future__ import annotations

import importlib.util
import random
from pathlib import Path
from types import ModuleType

import pytest

BENCHMARKS = Path(__file__).parents[3] / "benchmarks"


@pytest.fixture(scope="module")
def bench() -> ModuleType:
    spec = importlib.util.spec_from_file_location("bench_decide", BENCHMARKS / "bench_decide.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_outcomes_are_those_of_the_rules_written_by_hand(bench: ModuleType) -> None:
    checker = bench.compiled(BENCHMARKS / "flat.assent")
    draw = random.Random(11)
    seen = set()
    for _ in range(3_000):
        flat = bench.flat_request(draw)
        expected = bench.by_hand(flat)
        seen.add(expected)
        for absent in (False, True):
            request = bench.nested(flat, absent=absent)
            assert checker.outcome(request) == expected
            assert checker.decide(request).outcome == expected
    assert seen == {"deny", "pend", "review", "approve"}


def test_requests_stand_at_every_threshold(bench: ModuleType) -> None:
    """So that another threshold, or another sign, would change an outcome."""
    draw = random.Random(7)
    requests = [bench.flat_request(draw) for _ in range(2_000)]
    for name, (good, bad) in bench.NUMBERS.items():
        assert {good[0], bad[1]} <= {request[name] for request in requests}
