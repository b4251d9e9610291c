"""What is needed for a request, as people and programs read it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from assent.cli.ask import flow, jsonable
from assent.cli.terminal import Line
from assent.cli.versions import Versions
from assent.source.renderers.cells import safe

if TYPE_CHECKING:
    from assent.analyse.questions.ways import Needed, Way

# What stands for a value that would tell what was stated of a sensitive fact.
_HIDDEN = "another value (sensitive)"


def need_of(versions: Versions, request: Any, decision: Mapping[str, Any], timeout: float) -> Needed | None:
    """What could settle a request that is pended, or would have changed one that is denied; None of any other."""
    if decision["outcome"] not in ("pend", "deny"):
        return None
    from assent.analyse.questions.needed import what_is_needed

    version = versions.only or versions.for_request(request)
    return what_is_needed(version.policy, request, timeout=timeout)


def needed_data(needed: Needed, hidden: frozenset[str]) -> dict[str, Any]:
    """What is needed, as JSON data, without what was stated of the facts that are `hidden`."""
    shown = _without(needed, hidden)
    return {
        "ways": [_way(way) for way in shown.ways],
        "other_ways": [_way(way) for way in shown.others],
        "more_ways": list(shown.and_more),
        "surely": shown.surely,
        "changes": [_way(way) for way in shown.changes],
        "otherwise": [_way(way) for way in shown.otherwise],
        "not_decided": list(shown.open),
    }


def _way(way: Way) -> dict[str, Any]:
    more = {"more": way.more} if way.more else {}
    stated = {} if way.instead_of is None else {"stated": jsonable(way.instead_of)}
    return {"outcome": way.outcome, "facts": jsonable(dict(way.facts)), **more, **stated}


def sensitive_in(versions: Versions, request: Any) -> frozenset[str]:
    """The facts of a request whose values a decision does not show."""
    if not isinstance(request, dict) or not isinstance(request.get("facts"), dict):
        return frozenset()
    facts = (versions.only or versions.for_request(request)).policy.facts
    return frozenset(fact.name for fact in facts if fact.sensitive and fact.name in request["facts"])


def _without(needed: Needed, hidden: frozenset[str]) -> Needed:
    """The same, where what could be stated instead of a sensitive value would tell what that is."""

    def every(ways: tuple[Way, ...]) -> tuple[Way, ...]:
        return tuple(
            replace(
                way,
                facts={name: _HIDDEN if name in hidden else value for name, value in way.facts.items()},
                more="" if hidden & way.facts.keys() else way.more,
                instead_of=None if hidden & way.facts.keys() else way.instead_of,
            )
            for way in ways
        )

    return replace(
        needed,
        ways=every(needed.ways),
        others=every(needed.others),
        changes=every(needed.changes),
        otherwise=every(needed.otherwise),
    )


def needed_lines(needed: Needed, hidden: frozenset[str]) -> Iterator[Line]:
    """What is needed, for people, without what was stated of the facts that are `hidden`."""
    shown = _without(needed, hidden)
    yield []
    if shown.ways or shown.surely is not None:
        yield from _settling(shown)
    elif shown.changes or shown.otherwise or not shown.open:
        yield from _changing(shown)
    for open in shown.open:
        yield [("    not decided: ", "open"), (safe(open), "plain")]


def _settling(needed: Needed) -> Iterator[Line]:
    yield [("  What would settle it", "strong")]
    for way in needed.ways:
        yield [(f"    {way.outcome}", way.outcome), (f", for example with {_facts(way.facts)}", "plain")]
        for other in needed.others:
            if other.outcome == way.outcome:
                yield [(f"      or {_beside(way, other)}", "plain")]
        if way.outcome in needed.and_more:
            yield [("      There are other ways, too, with as many facts or more.", "faint")]
    if needed.surely is not None:
        yield [(f"    Whatever is stated of what is open, it comes to {needed.surely}.", "plain")]


def _changing(needed: Needed) -> Iterator[Line]:
    yield [("  What more time, treatment or documents alone would have changed", "strong")]
    for way in needed.changes:
        said = f", with {way.more} ({_facts(way.facts)})" if way.more else f", for example with {_facts(way.facts)}"
        yield [(f"    {way.outcome}", way.outcome), (said, "plain")]
    if not needed.changes and not needed.open:
        yield [("    Nothing: no longer time, further treatment or document alone would have changed it.", "plain")]
    if not needed.otherwise:
        return
    yield []
    yield [("  What would also have changed it, if it was stated wrongly or has changed since", "strong")]
    for way in needed.otherwise:
        stated = "" if way.instead_of is None else f", which was stated as {safe(flow(way.instead_of))}"
        yield [(f"    {way.outcome}", way.outcome), (f", with {_facts(way.facts)}{stated}", "plain")]
    yield [("    Whether that can be, and is for better or worse, no policy says: a clinician does.", "faint")]


def _beside(first: Way, other: Way) -> str:
    """Another way: as it differs from the first where most of it is the same, else in full."""
    new = {name: value for name, value in other.facts.items() if first.facts.get(name) != value}
    gone = [name for name in first.facts if name not in other.facts]
    if len(new) + len(gone) < len(other.facts):
        return f"the same with {_facts(new)}, and without {safe(', '.join(gone))}"
    return f"with {_facts(other.facts)}"


def _facts(facts: Mapping[str, Any]) -> str:
    return safe("; ".join(f"{name}: {flow(value)}" for name, value in facts.items()))
