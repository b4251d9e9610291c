"""Faults, planted one at a time: each has to be caught by the check it is named with. A sound copy passes them all."""

from __future__ import annotations

import pytest

from planted.checks import Check, examples
from planted.faults import faults
from planted.worlds import Fault, planted

FAULTS = list(faults())
NAMES = [f"{fault.module.removeprefix('assent.')}: {fault.name}" for fault, _ in FAULTS]


@pytest.fixture(autouse=True, scope="module")
def _examples_of_a_sound_copy() -> None:
    """The examples are made before any fault is planted: what the check loads late would be the planted copy's."""
    examples()


@pytest.mark.parametrize(("fault", "check"), FAULTS, ids=NAMES)
def test_a_planted_fault_is_caught(fault: Fault, check: Check) -> None:
    with planted(fault) as world:
        assert check(world) is not None


def test_without_a_fault_nothing_is_found() -> None:
    with planted(None) as world:
        for check in dict.fromkeys(check for _, check in FAULTS):
            assert check(world) is None


def test_no_fault_stands_twice() -> None:
    assert len(set(NAMES)) == len(NAMES)
