"""Versions of a policy side by side: on each day exactly one is in force."""

from __future__ import annotations

import pytest

from assent.check.rules.versions import check_versions
from assent.language.policy import Policy
from checking import policy_of


def _version(number: str, effective: str, *, id: str = "p") -> Policy:
    facts = 'facts\n  flag  yes/no  "Flag"\n'
    return policy_of(f'policy {id} "P"\n  version {number}\n  effective {effective}\n{facts}require c "C"\n  flag\n')


@pytest.mark.parametrize(
    ("first", "second", "code", "says"),
    [
        ("2025-01-01 to 2025-12-31", "2026-01-01", None, ""),
        ("2025-01-01 to 2025-12-30", "2026-01-01", "gap-between-versions", "in force on 2025-12-31"),
        (
            "2025-01-01 to 2025-11-30",
            "2026-01-01 to 2026-06-30",
            "gap-between-versions",
            "from 2025-12-01 to 2025-12-31",
        ),
        ("2025-01-01 to 2026-01-01", "2026-01-01", "overlapping-versions", "takes effect on 2026-01-01"),
        ("2025-01-01", "2026-01-01", "overlapping-versions", "takes effect on 2026-01-01"),
        ("2026-01-01", "2026-01-01", "overlapping-versions", "takes effect on 2026-01-01"),
        ("2024-01-01 to 2024-02-28", "2024-02-29", None, ""),
        ("2024-01-01 to 2024-02-28", "2024-03-01", "gap-between-versions", "in force on 2024-02-29"),
    ],
)
def test_two_versions(first: str, second: str, code: str | None, says: str) -> None:
    policies = [_version("1.0.0", first), _version("2.0.0", second)]
    for order in (policies, policies[::-1]):
        found = check_versions(order)
        assert [diagnostic.code for diagnostic in found] == ([code] if code else [])
        assert all(says in diagnostic.message for diagnostic in found)


def test_a_version_inside_another_does_not_hide_what_follows() -> None:
    found = check_versions(
        [
            _version("1", "2025-01-01 to 2026-12-31"),
            _version("2", "2025-06-01 to 2025-06-30"),
            _version("3", "2027-01-01"),
        ]
    )
    assert [diagnostic.code for diagnostic in found] == ["overlapping-versions"]


def test_versions_of_different_policies_do_not_meet() -> None:
    assert check_versions([_version("1", "2025-01-01"), _version("1", "2025-01-01", id="q")]) == ()


def test_one_version_twice_is_told_once() -> None:
    found = check_versions([_version("1", "2025-01-01"), _version("1", "2026-01-01")])
    assert [diagnostic.code for diagnostic in found] == ["duplicate-version"]


def test_nothing_is_said_of_no_policies() -> None:
    assert check_versions([]) == ()
