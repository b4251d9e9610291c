"""Examples are made smaller in few steps, however long the lists are that the solver gives."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest

from assent.analyse.shrink import shrunk


@pytest.mark.parametrize(("given", "needed"), [(20_000, 6), (20_000, 1_500), (3, 2), (2, 1), (1, 1), (5, 5)], ids=str)
def test_a_list_keeps_what_is_needed_of_it_and_is_asked_about_seldom(given: int, needed: int) -> None:
    asked = 0

    def shows(request: Mapping[str, Any]) -> bool:
        nonlocal asked
        asked += 1
        return len(request["facts"].get("visits", ())) >= needed

    smaller = shrunk({"as_of": "2026-03-15", "facts": {"visits": [{}] * given}}, shows)
    assert smaller["facts"]["visits"] == [{}] * needed
    assert asked < 100


def test_elements_that_differ_are_left_out_one_by_one() -> None:
    days = [f"2026-01-{day:02}" for day in range(1, 12)]
    kept = {"2026-01-03", "2026-01-08"}
    request = {"as_of": "2026-03-15", "facts": {"visits": days}}
    assert shrunk(request, lambda one: kept <= set(one["facts"].get("visits", ())))["facts"]["visits"] == sorted(kept)
