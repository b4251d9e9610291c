"""Who stands behind a policy: what its header says, and what it cannot say."""

from __future__ import annotations

import pytest

from assent.language.calendar import parse_day
from assent.language.governance import Approval, Governance
from checking import HEADER, codes_of, policy_of

REST = 'facts\n  flag  yes/no  "Flag"\nrequire c "C"\n  flag\n'


def day(text: str) -> int:
    found = parse_day(text)
    assert found is not None
    return found


def test_all_that_can_be_said() -> None:
    lines = """  owner "The  team"
  approved by "A" on 2026-01-01
  approved by "B" on 2025-11-20
  review by 2026-01-01
"""
    assert policy_of(HEADER + lines + REST).governance == Governance(
        "The team",
        (Approval("A", day("2026-01-01")), Approval("B", day("2025-11-20"))),
        day("2026-01-01"),
        False,
    )
    assert policy_of(HEADER + "  status draft\n" + REST).governance == Governance(draft=True)
    assert policy_of(HEADER + REST).governance == Governance()


@pytest.mark.parametrize(
    ("lines", "codes"),
    [
        ('  reference "A"\n  reference "A"\n', []),
        ('  reference " "\n', ["empty-text"]),
        ("  status final\n", ["unknown-status"]),
        ("  status Draft\n", ["unknown-status"]),
        ("  status draft\n  status draft\n", ["repeated-line"]),
        ('  owner "A"\n  owner "B"\n', ["repeated-line"]),
        ('  owner ""\n', ["empty-text"]),
        ('  approved by " " on 2025-11-20\n', ["empty-text"]),
        ('  approved by "A" on 2025-02-30\n', ["impossible-date"]),
        ('  approved by "A" on 2026-01-01\n', []),
        ('  approved by "A" on 2026-01-02\n', ["approved-late"]),
        ('  approved by "A" on 2025-11-20\n  status draft\n', ["approved-draft"]),
        ("  review by 2026-01-01\n", []),
        ("  review by 2025-12-31\n", ["review-before-effective"]),
        ("  review by 2026-02-30\n", ["impossible-date"]),
        ("  review by 2026-06-30\n  review by 2026-12-31\n", ["repeated-line"]),
    ],
    ids=repr,
)
def test_what_is_wrong(lines: str, codes: list[str]) -> None:
    assert codes_of(HEADER + lines + REST) == codes


def test_its_words_may_still_name_facts() -> None:
    facts = "".join(
        f'  {word}  yes/no  "{word}"\n' for word in ("reference", "owner", "approved", "by", "on", "status", "draft")
    )
    policy_of(
        f'{HEADER}facts\n{facts}require c "C"\n  reference and owner and approved and by and on and status and draft\n'
    )
