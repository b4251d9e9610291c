"""The rest of a table, for which people write `otherwise`: what its cases leave over, where that is certain."""

from __future__ import annotations

import re
from collections.abc import Callable

OPPOSITE = {">": "<=", "<=": ">", ">=": "<", "<": ">="}

_OPTIONS = re.compile(
    r"(?P<name>[A-Za-z_]\w*)\s+is\s+(?:one\s+of\s+)?(?P<options>[A-Za-z_]\w*(?:\s*,\s*[A-Za-z_]\w*)*)"
)
_FLAG = re.compile(r"[A-Za-z_]\w*")
_SIGNS = re.compile(
    r"(?P<name>[A-Za-z_]\w*)\s*(?P<sign>[<>]=?)\s*(?P<value>\d.*?)"
    r"(?:\s+and\s+(?P=name)\s*(?P<other>[<>]=?)\s*(?P<end>\d.*))?"
)
_BAND = re.compile(
    r"(?P<name>[A-Za-z_]\w*)\s+from\s+(?P<value>\d[\d.]*)(?:\s+(?P<unit>\D.*?))??\s+(?P<up>up\s+)?to\s+(?P<end>\d.*)"
)

# A sign and a value: one end of what a case takes in.
_Edge = tuple[str, str]


def rest_of(cases: list[str], options_of: Callable[[str], list[str]]) -> str:
    """The condition of what some cases leave over, or nothing where it cannot be told."""
    if len(cases) == 1 and _FLAG.fullmatch(cases[0]):
        return f"not {cases[0]}"
    chosen = [match for match in map(_OPTIONS.fullmatch, cases) if match is not None]
    if chosen and len(chosen) == len(cases) and len({match["name"] for match in chosen}) == 1:
        return _other_options(chosen[0]["name"], chosen, options_of)
    ends = [found for found in map(_ends, cases) if found is not None]
    if ends and len(ends) == len(cases) and len({name for name, _ in ends}) == 1:
        return _beyond(ends[0][0], [edges for _, edges in ends])
    return ""


def _other_options(name: str, chosen: list[re.Match[str]], options_of: Callable[[str], list[str]]) -> str:
    taken = [option for match in chosen for option in re.split(r"\s*,\s*", match["options"])]
    declared = options_of(name)
    others = [option for option in declared if option not in taken]
    if not others or not set(taken) <= set(declared):
        return ""
    return f"{name} is {'one of ' if len(others) > 1 else ''}{', '.join(others)}"


def _ends(case: str) -> tuple[str, list[_Edge]] | None:
    """The name that a comparison or a band is about, and its ends, each with its value as it is written."""
    if (match := _SIGNS.fullmatch(case)) is not None:
        edges = [(match["sign"], match["value"]), *([(match["other"], match["end"])] if match["other"] else [])]
    elif (match := _BAND.fullmatch(case)) is not None:
        unit = match["unit"] or match["end"].partition(" ")[2]
        edges = [(">=", f"{match['value']} {unit}".strip()), ("<" if match["up"] else "<=", match["end"])]
    else:
        return None
    return match["name"], [(sign, " ".join(value.split())) for sign, value in edges]


def _beyond(name: str, cases: list[list[_Edge]]) -> str:
    """What lies beyond cases of which one is open and each of the others begins where another ends."""
    begun = [edges for edges in cases if len(edges) == 1]
    if len(begun) != 1:
        return ""
    ((sign, value),) = begun[0]
    left = [edges for edges in cases if len(edges) == 2]
    while left:
        beside = (OPPOSITE[sign], value)
        following = next((edges for edges in left if beside in edges), None)
        if following is None:
            return ""
        left.remove(following)
        (sign, value) = next(edge for edge in following if edge != beside)
    return f"{name} {OPPOSITE[sign]} {value}"
