"""A decision as people read it: the outcome first, then clause by clause why, and what is missing."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby
from typing import Any

from assent.cli.terminal import Line
from assent.source.renderers.cells import cells, safe

# By what a clause calls for: its mark, and the style of both.
MARKS = {None: ("✓", "good"), "deny": ("✗", "bad"), "pend": ("?", "open"), "review": ("!", "ask")}

# What a result is called: an exclusion that is met applies, which is no good news.
WORDS = {"met": "applies", "not met": "does not apply", "unknown": "unknown"}
_WORD = max(map(len, WORDS.values()))
_TITLE = 34
_NAMED = 3


def headline(decision: Mapping[str, Any]) -> str:
    """The outcome in words. An adverse one is a recommendation: only a person decides it."""
    match decision["outcome"]:
        case "approve":
            until = f", valid until {decision['valid_until']}" if decision["valid_until"] else ""
            results = {granted["result"] for granted in decision["granted"] or ()}
            if "less" in results:
                return f"Approve less than was requested{until}; a clinician decides"
            return f"Approve{until}" + ("; a clinician settles what is granted" if "open" in results else "")
        case "deny":
            return "Recommended: deny; a clinician decides"
        case "review":
            return "Review: a clinician decides"
        case "pend":
            return "Pend: more has to be known"
        case _:
            return "Rejected: the request cannot be decided"


def decision_lines(
    decision: Mapping[str, Any], *, title: str, place: str, width: int, full: bool = False
) -> Iterator[Line]:
    """One decision; `title` is the policy's, `place` where the request was read.

    A clause that stands in the way of approval says its whole reason; the others say theirs on one line,
    cut short where it is too long, unless `full`.
    """
    name = decision["request"] if decision["request"] is not None else place.removesuffix(":1")
    about = f"{title} ({decision['policy']} {decision['version']})"
    dated = f" · as of {decision['as_of']}" if decision["as_of"] else ""
    yield [(safe(str(name)), "strong"), (f" · {safe(about)}{dated}", "faint")]
    if decision["rejected"] is not None:
        yield [(f"  {headline(decision)}", "error")]
        for fault in decision["rejected"]:
            yield from _said([(safe(fault["path"]), "place")], fault["message"], width)
        return
    clauses = decision["clauses"]
    decisive = _some([clause["title"] for clause in clauses if clause["effect"] == decision["outcome"]])
    yield [(f"  {headline(decision)}", decision["outcome"]), (f"  ({safe(decisive)})" if decisive else "", "plain")]
    standing = [note for note in decision["notes"] if note["path"] == "policy"]
    for note in standing:
        yield [(f"  {note['message'][:1].upper()}{note['message'][1:]}.", "bad")]
    yield from _granted(decision["granted"] or (), width)
    yield from _clauses(clauses, width, full)
    if decision["missing"]:
        titles = {clause["id"]: clause["title"] for clause in clauses}
        yield []
        yield [("  What is missing", "strong")]
        for entry in decision["missing"]:
            whom = "a clinician has to attest it" if entry["of"] == "clinician" else "ask the provider"
            said = f"{entry['why']}; {whom} (for: {'; '.join(titles[id] for id in entry['clauses'])})"
            yield from _said([(safe(entry["ask"]), "plain"), (f" [{entry['fact']}]", "faint")], said, width)
    notes = [note for note in decision["notes"] if note not in standing]
    if notes:
        yield []
        yield [("  Notes", "strong")]
        for note in notes:
            yield from _said([(safe(note["path"]), "place")], note["message"], width)
    yield []
    yield [(f"  {decision['digest']}", "faint")]


_RESULTS = {"granted": ("✓", "good"), "less": ("!", "ask"), "open": ("?", "open")}


def _granted(granted: Iterable[Mapping[str, Any]], width: int) -> Iterator[Line]:
    """What an approval grants, a line each: until when, by which pathway, and why less than was requested."""
    for at, one in enumerate(granted):
        if not at:
            yield []
            yield [("  Granted", "strong")]
        mark, style = _RESULTS[one["result"]]
        said = f"{one['what']}, until {one['until']}" if one["until"] else one["what"]
        said += f" (pathway “{one['pathway']}”)" if one["pathway"] else ""
        yield [(f"    {mark} ", style), (safe(said), "plain")]
        for line in textwrap.wrap(safe(one["why"]), width - 8):
            yield [(" " * 8 + line, "faint" if one["result"] == "granted" else "plain")]


def _some(titles: list[str]) -> str:
    """The first few of some titles, and how many more there are."""
    more = len(titles) - _NAMED
    return "; ".join(titles if more <= 1 else [*titles[:_NAMED], f"and {more} more"])


def _clauses(clauses: list[Mapping[str, Any]], width: int, full: bool) -> Iterator[Line]:
    column = min(_TITLE, max((cells(safe(clause["title"])) for clause in clauses), default=0)) + 2
    indent = 4 + 2 + _WORD + 2
    for section, group in groupby(clauses, key=lambda clause: clause["section"]):
        yield []
        if section:
            yield [(f"  {safe(section)}", "strong")]
        for clause in group:
            mark, style = MARKS[clause["effect"]]
            applies = clause["kind"] in ("exclude", "review")
            word = WORDS[clause["result"]] if applies else clause["result"]
            title = safe(clause["title"])
            head = [(f"    {mark} {word:<{_WORD}}  ", style), (title, "plain")]
            if full or clause["effect"] is not None:
                yield head
                for line in textwrap.wrap(safe(clause["reason"]), width - indent - 2):
                    yield [(" " * (indent + 2) + line, "faint" if clause["effect"] is None else "plain")]
                continue
            gap = max(column - cells(title), 2)
            yield [*head, (" " * gap + _cut(safe(clause["reason"]), width - indent - cells(title) - gap), "faint")]


def _cut(text: str, room: int) -> str:
    """A text as far as it fits."""
    return text if cells(text) <= room else textwrap.shorten(text, max(room, 8), placeholder=" …")


def _said(head: list[tuple[str, str]], said: str, width: int) -> Iterator[Line]:
    """What is spoken of, a colon, and what is said of it, its further lines indented."""
    named = cells("".join(text for text, _ in head))
    first = 4 + named + 2 if named else 4
    lines = textwrap.wrap(safe(said), width, initial_indent=" " * min(first, width - 20), subsequent_indent=" " * 6)
    yield [("    ", "plain"), *head, (": " if named else "", "plain"), (lines[0].lstrip() if lines else "", "plain")]
    for line in lines[1:]:
        yield [(line, "plain")]
