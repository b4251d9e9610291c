"""What is needed for a request, as people and programs read it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from assent.cli.ask import flow, jsonable
from assent.cli.terminal import Line
from assent.cli.versions import Versions
from assent.source.renderers.cells import safe

if TYPE_CHECKING:
    from assent.analyse.questions.needed import Needed, Way


def need_of(versions: Versions, request: Any, decision: Mapping[str, Any], timeout: float) -> Needed | None:
    """What could settle a request that is pended, or would have changed one that is denied; None of any other."""
    if decision["outcome"] not in ("pend", "deny"):
        return None
    from assent.analyse.questions.needed import what_is_needed

    version = versions.only or versions.for_request(request)
    return what_is_needed(version.policy, request, timeout=timeout)


def needed_data(needed: Needed) -> dict[str, Any]:
    """What is needed, as JSON data."""
    return {
        "ways": [_way(way) for way in needed.ways],
        "surely": needed.surely,
        "changes": [_way(way) for way in needed.changes],
        "not_decided": list(needed.open),
    }


def _way(way: Way) -> dict[str, Any]:
    more = {"more": way.more} if way.more else {}
    return {"outcome": way.outcome, "facts": jsonable(dict(way.facts)), **more}


def needed_lines(needed: Needed) -> Iterator[Line]:
    """What is needed, for people."""
    yield []
    if needed.changes:
        yield [("  What alone would have changed it", "strong")]
    elif needed.ways:
        yield [("  What would settle it", "strong")]
    for way in (*needed.ways, *needed.changes):
        stated = "; ".join(f"{name}: {flow(value)}" for name, value in way.facts.items())
        said = f", with {way.more} ({safe(stated)})" if way.more else f", for example with {safe(stated)}"
        yield [(f"    {way.outcome}", way.outcome), (said, "plain")]
    if needed.surely is not None:
        yield [(f"    Whatever is stated of what is open, it comes to {needed.surely}.", "plain")]
    if not (needed.ways or needed.changes or needed.open):
        yield [("    No single fact that time or treatment can change would have changed it.", "plain")]
    for open in needed.open:
        yield [("    not decided: ", "open"), (safe(open), "plain")]
