"""Versions of one policy: exactly one is in force on each day from the first to the last."""

from __future__ import annotations

from collections.abc import Iterable

from assent.language.calendar import format_day
from assent.language.policy import Policy
from assent.source.catalogue import Code
from assent.source.diagnostic import Diagnostic, Label, by_place

DUPLICATE_VERSION = Code("duplicate-version", "error", "two policies of one id and version")
OVERLAPPING_VERSIONS = Code("overlapping-versions", "error", "two versions of one policy in force on the same day")
GAP_BETWEEN_VERSIONS = Code("gap-between-versions", "error", "days between two versions on which neither is in force")
CODES = (DUPLICATE_VERSION, OVERLAPPING_VERSIONS, GAP_BETWEEN_VERSIONS)


def check_versions(policies: Iterable[Policy]) -> tuple[Diagnostic, ...]:
    """What is wrong between the versions of each policy of a project."""
    by_id: dict[str, list[Policy]] = {}
    for policy in policies:
        by_id.setdefault(policy.id, []).append(policy)
    found: list[Diagnostic] = []
    for versions in by_id.values():
        known: dict[str, Policy] = {}
        for policy in versions:
            if policy.version in known:
                found += _duplicate(known[policy.version], policy)
            known.setdefault(policy.version, policy)
        found += _gaps_and_overlaps(sorted(known.values(), key=lambda policy: policy.effective))
    return tuple(sorted(found, key=by_place))


def _duplicate(first: Policy, second: Policy) -> list[Diagnostic]:
    if second.span is None:
        return []
    return [
        DUPLICATE_VERSION.at(
            second.span,
            f"there are two policies `{second.id}` of version {second.version}",
            label="the second",
            others=_other(first, "the first"),
            help="give the newer one the next version number, or another id",
        )
    ]


def _gaps_and_overlaps(versions: list[Policy]) -> list[Diagnostic]:
    """Each version held against the one before it that lasts longest."""
    found: list[Diagnostic] = []
    longest = versions[0]
    for later in versions[1:]:
        found += _between(longest, later)
        if longest.until is not None and (later.until is None or later.until > longest.until):
            longest = later
    return found


def _between(earlier: Policy, later: Policy) -> list[Diagnostic]:
    if later.span is None:
        return []
    day_before = format_day(later.effective - 1) if later.effective > 1 else ""
    until = f"version {earlier.version} runs " + (f"to {format_day(earlier.until)}" if earlier.until else "without end")
    if earlier.until is None or earlier.until >= later.effective:
        start = format_day(earlier.effective)
        mend = f"end version {earlier.version} the day before: `effective {start} to {day_before}`"
        if earlier.effective == later.effective:
            mend = "give one of the two a later day to take effect"
        return [
            OVERLAPPING_VERSIONS.at(
                later.span,
                f"version {later.version} of `{later.id}` takes effect on {format_day(later.effective)}, "
                f"while version {earlier.version} is in force",
                label=f"in force from {format_day(later.effective)}",
                others=_other(earlier, until),
                help=mend,
            )
        ]
    if earlier.until + 1 < later.effective:
        first, last = format_day(earlier.until + 1), day_before
        days = f"on {first}" if first == last else f"from {first} to {last}"
        return [
            GAP_BETWEEN_VERSIONS.at(
                later.span,
                f"no version of `{later.id}` is in force {days}",
                label=f"in force from {format_day(later.effective)}",
                others=_other(earlier, until),
                help=f"let version {later.version} take effect on {first}, or version {earlier.version} end on {last}",
            )
        ]
    return []


def _other(policy: Policy, message: str) -> tuple[Label, ...]:
    return (Label(policy.span, message),) if policy.span is not None else ()
