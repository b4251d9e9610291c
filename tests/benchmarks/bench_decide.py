"""How fast a generated checker decides, beside the same policy written by hand.

`flat.assent` is compiled, and its checker is run beside `by_hand`, in one process and on the same requests:
nested ones for the checker, which validates them, and flat ones for the function, which does not. Both read
dates from text. Blocks of the two alternate, and the median of their ratios is what is printed.

    python tests/benchmarks/bench_decide.py
"""

from __future__ import annotations

import gc
import random
import statistics
import sys
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path
from types import ModuleType
from typing import Any

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent.parent / "src"))

from assent.check.check import check  # noqa: E402
from assent.generate.python.emit import emit  # noqa: E402
from assent.source.text import SourceText  # noqa: E402
from assent.syntax.parse import parse  # noqa: E402
from assent.syntax.tree import PolicyTree  # noqa: E402

REQUESTS = 20_000
BLOCKS = 9
GOALS = {"outcome": 2.0, "decide": 5.0}

IMPAIRMENTS = ("none", "mild", "moderate", "severe")
# Each fact that is asked for a value: how it looks where the criterion is met, and where it is not.
NUMBERS = {
    "conservative_days": ((84, 400), (0, 83)),
    "symptom_days": ((42, 900), (0, 41)),
    "xray_count": ((2, 5), (0, 1)),
    "mri_count": ((1, 2), (3, 3)),
    "pain_nrs": ((4, 10), (0, 3)),
    "failed_count": ((1, 4), (0, 0)),
}
AGES = {"diag_day": 365, "xray_day": 183, "mri_day": 365}
WANTED = ("hp_present", "hp_dates", "musculoskeletal", "preg_necessary", "preg_documented")
ASKED_FOR = ("treatment_logs", "specialist_consult")
UNWANTED = ("active_infection", "severe_comorbidity", "cosmetic_only")
EITHER = ("nonresponsive", "expected_favorable")


def flat_request(draw: random.Random) -> dict[str, Any]:
    """A request as one flat mapping: mostly in order, at every threshold now and then, None where a fact is missing."""
    clean = draw.random() < 0.6
    missing = draw.choice((0.0, 0.0, 0.1, 0.3))
    day = draw.randrange(737_425 + 300, 737_425 + 2_300)
    facts: dict[str, Any] = {}

    def fine(share: float = 0.90) -> bool:
        return draw.random() < (0.995 if clean else share)

    def edge(low: int, high: int, at: int) -> int:
        return at if draw.random() < 0.2 else draw.randint(low, high)

    for name, (good, bad) in NUMBERS.items():
        facts[name] = edge(*good, good[0]) if fine() else edge(*bad, bad[1])
    for name, days in AGES.items():
        age = edge(0, days, days) if fine() else edge(days + 1, days + 500, days + 1)
        facts[name] = date.fromordinal(day - age).isoformat()
    facts["fabq"] = IMPAIRMENTS[draw.randint(2, 3) if fine() else draw.randint(0, 1)]
    facts |= {name: fine() for name in (*WANTED, *ASKED_FOR)}
    facts |= {name: not fine() for name in UNWANTED}
    facts |= {name: draw.random() < (0.95 if clean else 0.7) for name in EITHER}
    facts["pregnant"] = draw.random() < 0.1
    facts = {name: None if draw.random() < missing else value for name, value in facts.items()}
    return {"request_day": date.fromordinal(day).isoformat(), **facts}


def by_hand(request: dict[str, Any]) -> str:
    """The policy as an engineer would write it: dates are read, then one plain function over days."""
    read = date.fromisoformat
    request = dict(request)
    for name in ("request_day", "diag_day", "xray_day", "mri_day"):
        if request[name] is not None:
            request[name] = read(request[name]).toordinal()
    return _by_hand(request)


def _by_hand(r: dict[str, Any]) -> str:  # noqa: C901 (that it is one long function is the point)
    today = r["request_day"]
    if r["active_infection"] is True or r["cosmetic_only"] is True:
        return "deny"
    if r["pregnant"] is True and (r["preg_necessary"] is False or r["preg_documented"] is False):
        return "deny"
    if r["conservative_days"] is not None and r["conservative_days"] < 84:
        return "deny"
    if r["symptom_days"] is not None and r["symptom_days"] < 42:
        return "deny"
    if r["hp_present"] is False or r["hp_dates"] is False:
        return "deny"
    if r["diag_day"] is not None and today - r["diag_day"] > 365:
        return "deny"
    if r["xray_count"] is not None and r["xray_count"] < 2:
        return "deny"
    if r["xray_day"] is not None and today - r["xray_day"] > 183:
        return "deny"
    if r["mri_count"] is not None and not 1 <= r["mri_count"] <= 2:
        return "deny"
    if r["mri_day"] is not None and today - r["mri_day"] > 365:
        return "deny"
    if r["pain_nrs"] is not None and r["pain_nrs"] < 4:
        return "deny"
    if r["fabq"] is not None and r["fabq"] not in ("moderate", "severe"):
        return "deny"
    if r["musculoskeletal"] is False:
        return "deny"
    if r["nonresponsive"] is False and r["expected_favorable"] is False:
        return "deny"
    if r["failed_count"] is not None and r["failed_count"] < 1:
        return "deny"
    for name in (
        "active_infection", "cosmetic_only", "conservative_days", "symptom_days", "hp_present", "hp_dates",
        "diag_day", "xray_count", "xray_day", "mri_count", "mri_day", "pain_nrs", "fabq", "musculoskeletal",
        "failed_count", "severe_comorbidity",
    ):  # fmt: skip
        if r[name] is None:
            return "pend"
    if r["nonresponsive"] is not True and r["expected_favorable"] is not True:
        return "pend"
    if r["pregnant"] is not False and not (r["preg_necessary"] is True and r["preg_documented"] is True):
        return "pend"
    if r["treatment_logs"] is not True or r["specialist_consult"] is not True:
        return "pend"
    return "review" if r["severe_comorbidity"] else "approve"


def nested(flat: dict[str, Any], *, absent: bool = False) -> dict[str, Any]:
    """The same request as a checker takes it; with `absent`, what is missing is left out instead of None."""
    facts = {name: value for name, value in flat.items() if name != "request_day" and not (absent and value is None)}
    return {"as_of": flat["request_day"], "facts": facts}


def compiled(path: Path) -> Any:
    """The checker of a policy, as a module."""
    source = SourceText(path.name, path.read_text(encoding="utf-8"))
    tree = parse(source).tree
    assert isinstance(tree, PolicyTree)
    policy = check(tree, source, vocabularies={}, source_document=None).policy
    assert policy is not None
    module = ModuleType("checker")
    exec(compile(emit(policy)["checker.py"], "checker.py", "exec"), module.__dict__)
    return module


def block(function: Callable[[Any], object], requests: list[Any]) -> float:
    """The processor time (what else runs is no part of it) of one pass over the requests, in seconds a request."""
    start = time.process_time()
    for request in requests:
        function(request)
    return (time.process_time() - start) / len(requests)


def main() -> int:
    """Hold the two against each other; 1 where they differ or a goal is missed."""
    checker = compiled(HERE / "flat.assent")
    draw = random.Random(7)
    flat = [flat_request(draw) for _ in range(REQUESTS)]
    whole, sparse = [nested(one) for one in flat], [nested(one, absent=True) for one in flat]
    wanted = [by_hand(one) for one in flat]
    for requests in (whole, sparse):
        assert [checker.outcome(one) for one in requests] == wanted
        assert [checker.decide(one).outcome for one in requests] == wanted
    counts = {outcome: wanted.count(outcome) for outcome in ("deny", "pend", "review", "approve")}
    print(f"{REQUESTS} requests, equal outcomes: {counts}")
    timed = {
        "outcome": (checker.outcome, whole),
        "decide": (checker.decide, whole),
        "outcome, missing facts left out": (checker.outcome, sparse),
        "decide, missing facts left out": (checker.decide, sparse),
    }
    ratios: dict[str, list[float]] = {name: [] for name in timed}
    gc.disable()
    for _ in range(BLOCKS):
        for name, (function, requests) in timed.items():
            ratios[name].append(block(function, requests) / block(by_hand, flat))
        gc.collect()
    gc.enable()
    print(f"by hand: {block(by_hand, flat) * 1e6:.2f} microseconds a request, dates read from text, nothing validated")
    missed = False
    for name, measured in ratios.items():
        goal = GOALS[name.split(",")[0]]
        ratio = statistics.median(measured)
        missed |= ratio > goal
        print(f"{name}: {ratio:.2f} times by hand ({min(measured):.2f} to {max(measured):.2f}); goal {goal}")
    return int(missed)


if __name__ == "__main__":
    sys.exit(main())
