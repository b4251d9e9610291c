"""Every case file in `docs/language.md` passes on the policy above it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from units.cli.commands import Workspace

PAGE = (Path(__file__).parents[3] / "docs" / "language.md").read_text(encoding="utf-8")
BLOCK = re.compile(r"^```(assent|yaml cases)\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def documented() -> list[tuple[str, str]]:
    """Each case file, behind the policy that it is about."""
    found: list[tuple[str, str]] = []
    policy = ""
    for kind, text in BLOCK.findall(PAGE):
        if kind == "assent":
            policy = text
        else:
            found.append((policy, text))
    return found


@pytest.mark.parametrize(("policy", "cases"), documented())
def test_the_cases_pass(place: Workspace, policy: str, cases: str) -> None:
    id = policy.split()[1]
    place.write(f"policies/{id}.assent", policy)
    place.write(f"policies/cases/{id}.yaml", cases)
    said = place.assent("test", f"policies/{id}.assent")
    assert (said.code, said.err) == (0, ""), said.out + said.err
    place.edit(f"policies/cases/{id}.yaml", "1 visit,", "2 visits,")
    assert place.assent("test", f"policies/{id}.assent").code == 1, "a wrong amount is told"


def test_there_is_one() -> None:
    assert documented()
