"""Versions of one policy: exactly one is in force on each day from the first to the last."""

from __future__ import annotations

from collections.abc import Iterable

from assent.language.calendar import format_day
from assent.language.meaning import changed_parts
from assent.language.policy import Policy
from assent.language.value_sets import ValueSet
from assent.source.catalogue import Code
from assent.source.diagnostic import Diagnostic, Label, by_place
from assent.source.text import Span

DUPLICATE_VERSION = Code("duplicate-version", "error", "two policies of one id and version")
OVERLAPPING_VERSIONS = Code("overlapping-versions", "error", "two versions of one policy in force on the same day")
GAP_BETWEEN_VERSIONS = Code("gap-between-versions", "error", "days between two versions on which neither is in force")
CHANGED_MEANING = Code("changed-meaning", "error", "a version that was built, and means something else now")
CODES = (DUPLICATE_VERSION, OVERLAPPING_VERSIONS, GAP_BETWEEN_VERSIONS, CHANGED_MEANING)

# So many things that changed are named; of more, their number is.
_NAMED = 3


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


def changed_meaning(before: Policy, after: Policy, folder: str) -> tuple[Diagnostic, ...]:
    """What decides otherwise than when the version was built, as `folder` has it."""
    changed = changed_parts(before, after)
    if not changed or after.span is None:
        return ()
    spans = {f"clause {clause.id}": clause.span for clause in after.clauses}
    spans |= {f"definition {definition.id}": definition.span for definition in after.definitions}
    spans |= {f"value set {one.id}": one.span for one in after.value_sets}
    place = next((_first_line(span) for part in changed if (span := spans.get(part)) is not None), None)
    sets = {f"value set {one.id}": one for one in after.value_sets}
    parts = [
        _called(part) + (f" in `{sets[part].source}`" if part in sets and sets[part].source else "") for part in changed
    ]
    more = len(parts) - _NAMED
    said = parts if more <= 1 else [*parts[:_NAMED], f"{more} things more"]
    return (
        CHANGED_MEANING.at(
            place or after.span,
            f"version {after.version} of `{after.id}` was built, and means something else now: "
            + (said[0] if len(said) == 1 else f"{', '.join(said[:-1])} and {said[-1]}"),
            label=_label(before, sets.get(changed[0])) if place else "",
            others=(Label(after.span, "built with another meaning"),) if place else (),
            help="give the changed policy a new version, and the day from which it applies; "
            f"if nobody decides by version {after.version} yet, delete `{folder}` and build again",
        ),
    )


def _label(before: Policy, after: ValueSet | None) -> str:
    """What to say at the place: of a value set, which of its codes are not those that were built."""
    built = next((one for one in before.value_sets if after is not None and one.id == after.id), None)
    if after is None or built is None:
        return "this decides otherwise than what was built"
    added = [code for code in after.codes if code not in built.codes]
    gone = [code for code in built.codes if code not in after.codes]
    said = [f"{what} {_some(codes)}" for what, codes in (("added:", added), ("left out:", gone)) if codes]
    return "its codes are not those that were built; " + "; ".join(said)


def _some(codes: list[str]) -> str:
    more = f" and {len(codes) - _NAMED} more" if len(codes) > _NAMED else ""
    return ", ".join(codes[:_NAMED]) + more


def _first_line(span: Span) -> Span:
    return Span(span.source, span.start, span.start + len(span.text.partition("\n")[0].rstrip()))


def _called(part: str) -> str:
    """A part of a policy, as an author calls it."""
    kind, _, id = part.rpartition(" ") if part.startswith("value set ") else part.partition(" ")
    return f"{kind} `{id}`" if id else {"effective": "the day it takes effect"}.get(kind, f"its {kind}")


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
