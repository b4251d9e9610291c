"""The marked sentences of a document, in Markdown or HTML, as `docs/documents.md` defines the marks."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from html.parser import HTMLParser

KINDS = ("clause", "condition", "exception", "definition", "codes", "calculated")

_KIND = "|".join(KINDS)
_BLOCK = re.compile(rf"<!-- ({_KIND}): (\w+) -->\n(.*?)<!-- /(\w+) -->", re.DOTALL)
_MARK = re.compile(rf"<!-- /?(?:{_KIND})\b")
_ITEM = re.compile(r"( *)- (.*)")
_LINK = re.compile(r"\[((?:[^\\\]]|\\.)*)\]\(#([\w-]+)\)")


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
    for kind, id, body, closing in _BLOCK.findall(text):
        if closing != kind or _MARK.search(body) or (kind, id) in found:
            raise NotADocument(f"the marks of the {kind} `{id}` do not pair")
        lead, lines = "", Flat()
        for line in filter(str.strip, body.split("\n")):
            if not lead:
                lead = line.removeprefix("**").removesuffix("**")
                continue
            item = _ITEM.fullmatch(line)
            if item is None and lines:
                raise NotADocument(f"`{line[:60]}` is no line of the {kind} `{id}`")
            depth = len(item[1]) // 2 + 1 if item else 0
            lines.append((depth, *_plain(item[2] if item else line)))
        found[kind, id] = Marked(lead, _nested(lines, f"{kind} `{id}`"))
    if len(_MARK.findall(text)) != 2 * len(found):
        raise NotADocument("a mark stands by itself")
    return found


def _plain(line: str) -> tuple[str, str]:
    """A line without its markup, and the anchor of its link."""
    link = _LINK.search(line)
    if link is not None:
        line = line[: link.start()] + link[1] + line[link.end() :]
    return re.sub(r"\\(.)", r"\1", line), link[2] if link else ""


def _nested(lines: Flat, what: str) -> Line:
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


def of_html(text: str) -> Sentences:
    """The sentences of an HTML document, by kind and id."""
    reader = _Page()
    reader.feed(text)
    reader.close()
    return {key: Marked(lead, _nested(lines, f"{key[0]} `{key[1]}`")) for key, lead, lines in reader.sentences()}


class _Page(HTMLParser):
    """Gathers the marked elements of a page: their paragraphs, and the items of their lists by depth."""

    def __init__(self) -> None:
        super().__init__()
        self._open: list[str] = []
        self._found: list[tuple[tuple[str, str], list[str], Flat]] = []
        self._at: int | None = None
        self._depth = 0
        self._text: list[str] | None = None
        self._anchor = ""

    def sentences(self) -> Iterator[tuple[tuple[str, str], str, Flat]]:
        seen = set()
        for key, paragraphs, items in self._found:
            if key in seen or len(paragraphs) != 2:
                raise NotADocument(f"the marks of the {key[0]} `{key[1]}` do not pair")
            seen.add(key)
            anchor, _, line = paragraphs[1].partition("\0")
            yield key, paragraphs[0].partition("\0")[2], [(0, line, anchor), *items]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        marks = [(name[5:], value or "") for name, value in attrs if name.startswith("data-") and name[5:] in KINDS]
        if marks and self._at is None:
            self._found.append((marks[0], [], []))
            self._at = len(self._open)
        elif self._at is not None and tag == "ul":
            self._finish()
            self._depth += 1
        elif self._at is not None and tag in ("li", "p"):
            self._finish()
            self._text, self._anchor = [], ""
        elif self._at is not None and tag == "a":
            self._anchor = dict(attrs).get("href", "") or ""
        self._open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        while self._open and self._open.pop() != tag:
            pass
        if self._at is None:
            return
        if tag in ("li", "p"):
            self._finish()
        elif tag == "ul":
            self._depth -= 1
        if len(self._open) <= self._at:
            self._at = None

    def handle_data(self, data: str) -> None:
        if self._text is not None:
            self._text.append(data)

    def _finish(self) -> None:
        """The text of a paragraph or of an item, as far as its own goes."""
        if self._text is None:
            return
        text, anchor = " ".join("".join(self._text).split()), self._anchor.removeprefix("#")
        if self._depth:
            self._found[-1][2].append((self._depth, text, anchor))
        else:
            self._found[-1][1].append(f"{anchor}\0{text}")
        self._text = None
