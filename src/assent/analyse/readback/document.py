"""The marked sentences of a document in Markdown, as `docs/documents.md` defines the marks."""

from __future__ import annotations

import re
from dataclasses import dataclass

from assent.analyse.readback.letter import Numbered, excerpt, numbered

KINDS = ("clause", "condition", "exception", "definition", "codes", "calculated")

_KIND = "|".join(KINDS)
BLOCK = re.compile(rf"<!-- (?P<kind>{_KIND}): (?P<id>\w+) -->\n(?P<body>.*?)<!-- /(?P<closing>\w+) -->", re.DOTALL)
_MARK = re.compile(rf"<!-- /?(?:{_KIND})\b")
_LEAD = re.compile(r"\*\*(.*)\*\*")
_ITEM = re.compile(r"((?:  )*)- (.*)")
_LINK = re.compile(r"\[((?:[^\\\]]|\\.)*)\]\(#([\w-]+)\)")
# What Markdown would read as markup wherever it stands in a line, unless a backslash stands before it.
_MARKUP = re.compile(r"[`*\[\]<~|]|&(?=#?\w+;)|(?<![^\W_])_|_(?![^\W_])")


class NotADocument(Exception):
    """A document whose marks are not those of a document; `why` says what is wrong."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a sentence as it reads, and the lines under it. `anchor` is what a link in it leads to."""

    text: str
    anchor: str
    parts: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Marked:
    """A sentence: what introduces it, and its first line."""

    lead: str
    line: Line


Sentences = dict[tuple[str, str], Marked]
Flat = list[tuple[int, str, str]]


def of_markdown(text: str) -> Sentences:
    """The sentences of a Markdown document, by kind and id."""
    found: Sentences = {}
    for block in BLOCK.finditer(text):
        kind, id = block["kind"], block["id"]
        if block["closing"] != kind or _MARK.search(block["body"]) or (kind, id) in found:
            raise NotADocument(f"the marks of the {kind} `{id}` do not pair")
        lines = numbered(block["body"], text.count("\n", 0, block.start("body")) + 1)
        found[kind, id] = _marked([line for line in lines if line[1].strip()], f"{kind} `{id}`")
    if len(_MARK.findall(text)) != 2 * len(found):
        raise NotADocument("a mark stands by itself")
    return found


def _marked(lines: list[Numbered], what: str) -> Marked:
    """A sentence by its lines that are not blank: what introduces it, its first line, and items."""
    lead = _LEAD.fullmatch(lines[0][1]) if lines else None
    if lead is None:
        raise NotADocument(f"the {what} is not introduced by words in bold")
    flat: Flat = []
    for number, line in lines[1:]:
        item = _ITEM.fullmatch(line)
        if item is None and flat:
            raise NotADocument(f"line {number}: “{excerpt(line)}” is no line of the {what}")
        said = _plain(item[2] if item else line)
        if said is None:
            raise NotADocument(f"line {number}: “{excerpt(line)}”, in the {what}, has markup in it")
        flat.append((len(item[1]) // 2 + 1 if item else 0, *said))
    return Marked(lead[1], nested(flat, what))


def _plain(line: str) -> tuple[str, str] | None:
    """A line as it reads, and the anchor of its link; None where it has other markup, which would show otherwise."""
    link = _LINK.search(line)
    if link is not None:
        line = line[: link.start()] + link[1] + line[link.end() :]
    text, escaped = "", set[int]()
    for one in re.finditer(r"\\(.)|(.)", line):
        if one[1]:
            escaped.add(len(text))
        text += one[1] or one[2]
    if any(one.start() not in escaped for one in _MARKUP.finditer(text)):
        return None
    return text, link[2] if link else ""


def nested(lines: Flat, what: str) -> Line:
    """Lines by their depths as a tree."""
    if not lines or lines[0][0] != 0 or any(depth == 0 for depth, _, _ in lines[1:]):
        raise NotADocument(f"the {what} has no sentence, or more than one")
    at = 0

    def take(depth: int) -> Line:
        nonlocal at
        _, text, anchor = lines[at]
        at += 1
        parts = []
        while at < len(lines) and lines[at][0] == depth + 1:
            parts.append(take(depth + 1))
        return Line(text, anchor, tuple(parts))

    line = take(0)
    if at != len(lines):
        raise NotADocument(f"the lines of the {what} are not one below the other")
    return line
