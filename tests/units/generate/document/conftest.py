"""The physical therapy policy, checked, and its document in both formats."""

from __future__ import annotations

from pathlib import Path

import pytest

from assent.generate.document.emit import emit
from assent.language.policy import Policy
from checking import policy_of

POLICIES = Path(__file__).parents[4] / "policies"


@pytest.fixture(scope="session")
def physical_therapy() -> Policy:
    text, vocabulary = (
        (POLICIES / f"{name}.assent").read_text(encoding="utf-8") for name in ("physical_therapy", "musculoskeletal")
    )
    return policy_of(text, vocabulary)


@pytest.fixture(scope="session")
def documents(physical_therapy: Policy) -> dict[str, str]:
    return emit(physical_therapy)
