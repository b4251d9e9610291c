"""The source document as the checks see it: its headings and its statements, each with its place in the text.

A statement is a sentence or a list item. A heading, or a lead-in that only announces what follows, is one
where it holds a quantity. A label before a colon is no part of a statement.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Literal

from assent.check.citations.blocks import VERBS, Block, announces, blocks_of
from assent.check.citations.normal import Normal, Writer
from assent.check.citations.quantities import quantities_in
from assent.check.citations.sentences import sentences_of
from assent.source.record import record
from assent.source.text import SourceText, Span

Kind = Literal["sentence", "item", "row", "lead-in", "heading"]

_BOLD_LABEL = re.compile(r"(\*\*|__)(?=\S)(?P<label>(?:(?!\1).){1,120}?)\1(?P<colon>[ \t]*[:.–—-](?=\s|$))?")
_PLAIN_LABEL = re.compile(r"[*_]{0,2}[A-Z][^.:;!?\n]{0,60}:[*_]{0,2}(?=\s|$)")
_WORD = re.compile(r"\w")


@record
class Statement:
    """Something the source says, from `start` to `end` of the normalised text, and at `span` of the document.

    `heading` is the nearest heading above it, `label` the label before it ("X-rays:"), `value` its text
    without the first cell of a table's row. `below` are the positions of the headings and lead-ins it
    stands below that are statements themselves.
    """

    kind: Kind
    text: str
    start: int
    end: int
    span: Span
    heading: str
    label: str
    value: str
    below: tuple[int, ...]


@record
class Heading:
    """A heading or a run-in label, and the stretch of the normalised text that stands under it."""

    text: str
    start: int
    end: int
    run_in: bool


@record
class Document:
    """A source document, read. `passages` are all its sentences, headings and lead-ins, statements or not."""

    source: SourceText
    normal: Normal
    headings: tuple[Heading, ...]
    statements: tuple[Statement, ...]
    passages: tuple[tuple[int, int], ...]

    def span(self, start: int, end: int) -> Span:
        """Where a stretch of the normalised text stands in the document."""
        return Span(self.source, *self.normal.written(start, end))

    def statements_within(self, start: int, end: int) -> range:
        """The positions of the statements that a stretch of the normalised text touches."""
        first = bisect_right(self.statements, start, key=lambda statement: statement.end)
        last = first
        while last < len(self.statements) and self.statements[last].start < end:
            last += 1
        return range(first, last)


def read_document(source: SourceText) -> Document:
    """Read a source document: plain text or light Markdown. Any text is one; nothing is ever raised."""
    reading = _Reading(source, blocks_of(source.text))
    for at in range(len(reading.blocks)):
        _read_block(reading, at)
    return _finished(reading)


@dataclass(slots=True)
class _Reading:
    source: SourceText
    blocks: tuple[Block, ...]
    writer: Writer = field(init=False)
    leaders: set[int] = field(default_factory=set)
    found: list[_Found] = field(default_factory=list)
    marks: list[_Mark] = field(default_factory=list)
    starts: list[int] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.writer = Writer(self.source.text)
        self.leaders = {block.parents[-1] for block in self.blocks if block.parents}


@record
class _Found:
    """A stretch that may be a statement. A `bare` one is a statement only where it holds a quantity."""

    kind: Kind
    block: int
    start: int
    end: int
    label: tuple[int, int]
    bare: bool


@record
class _Mark:
    """A heading (`level` from 1) or a run-in label (`level` 0), and its block."""

    start: int
    end: int
    level: int
    block: int


def _read_block(reading: _Reading, at: int) -> None:
    block, writer, text = reading.blocks[at], reading.writer, reading.source.text
    reading.starts.append(writer.length)
    label = (0, 0)
    parts = block.parts
    if block.kind in ("paragraph", "item") and (cut := _label_end(text, block, at in reading.leaders)):
        label = writer.add(block.parts[0][0], cut)
        parts = [(cut, block.parts[0][1]), *block.parts[1:]]
        reading.marks.append(_Mark(*label, 0, at))
        reading.found.append(_Found("lead-in", at, *label, (0, 0), bare=True))
    places = [writer.add(*part) for part in parts]
    start, end = places[0][0], places[-1][1]
    if start >= end:
        return
    match block.kind:
        case "heading":
            reading.marks.append(_Mark(start, end, block.level, at))
            reading.found.append(_Found("heading", at, start, end, (0, 0), bare=True))
        case "row":
            first = places[0] if len(places) > 1 else (0, 0)
            reading.found.append(_Found("heading" if block.head else "row", at, start, end, first, bare=block.head))
        case "paragraph" | "item":
            # Sentences are looked for when the whole text is written.
            reading.found.append(
                _Found("item" if block.kind == "item" else "sentence", at, start, end, label, bare=False)
            )
        case "connective":
            pass


def _label_end(text: str, block: Block, leads: bool) -> int | None:
    """Where a block's label ends in the text as written, colon included; None where it has none."""
    start, end = block.parts[0]
    bold = _BOLD_LABEL.match(text, start, end)
    if bold is not None:
        label = bold.group("label")
        ends = bold.group("colon") is not None or label[-1] in ":."
        whole = bold.end() == end and len(block.parts) == 1 and (leads or block.leads)
        if (ends or whole) and len(label.split()) <= 12:
            return bold.end()
    plain = _PLAIN_LABEL.match(text, start, end)
    if plain is None or len(plain.group().split()) > 7 or VERBS.search(plain.group()) or quantities_in(plain.group()):
        return None
    return plain.end()


def _finished(reading: _Reading) -> Document:
    """Split what was found into sentences, drop what says nothing, and link statements, headings and lead-ins."""
    normal = reading.writer.finish()
    text = normal.text
    statements: list[Statement] = []
    passages: list[tuple[int, int]] = []
    last_of: dict[int, int] = {}
    title, title_at = "", -1
    for found in reading.found:
        block = reading.blocks[found.block]
        if found.kind == "heading" and not block.head:
            title, title_at = text[found.start : found.end], -1
        for part in _parts(reading, text, found):
            passages.append((found.label[0] if part.start == found.start and found.label[1] else part.start, part.end))
            if not part.says:
                continue
            above = [last_of[at] for at in block.parents if at in last_of]
            if title_at >= 0:
                above.insert(0, title_at)
            if found.block in last_of and statements[last_of[found.block]].kind == "lead-in":
                above.append(last_of[found.block])
            if part.kind == "heading" and not block.head:
                title_at = len(statements)
            else:
                last_of[found.block] = len(statements)
            statements.append(_statement(reading.source, normal, found, part, title, tuple(above)))
    return Document(reading.source, normal, _headings(reading, text), tuple(statements), tuple(passages))


@record
class _Part:
    """A sentence, heading, row or lead-in. `says` is false where it only announces or names something."""

    kind: Kind
    start: int
    end: int
    says: bool


def _parts(reading: _Reading, text: str, found: _Found) -> Iterator[_Part]:
    if found.kind in ("heading", "row", "lead-in"):
        written = text[found.start : found.end]
        yield _Part(
            found.kind, found.start, found.end, bool(quantities_in(written) if found.bare else _WORD.search(written))
        )
        return
    for start, end in sentences_of(text, found.start, found.end):
        written = text[start:end]
        announcing = end == found.end and found.block in reading.leaders and announces(written)
        if written.endswith(":") or announcing:
            yield _Part("lead-in", start, end, bool(quantities_in(written)))
        else:
            yield _Part(found.kind, start, end, _WORD.search(written) is not None)


def _statement(
    source: SourceText, normal: Normal, found: _Found, part: _Part, title: str, below: tuple[int, ...]
) -> Statement:
    text, span = normal.text, Span(source, *normal.written(part.start, part.end))
    is_row = found.kind == "row"
    label = "" if is_row else text[found.label[0] : found.label[1]]
    value = text[found.label[1] : part.end].strip() if is_row and found.label[1] else text[part.start : part.end]
    return Statement(part.kind, text[part.start : part.end], part.start, part.end, span, title, label, value, below)


def _headings(reading: _Reading, text: str) -> tuple[Heading, ...]:
    """Every heading with the stretch under it: to the next heading of its rank or a higher one."""
    ends: dict[_Mark, int] = {}
    stack: list[_Mark] = []
    for mark in reading.marks:
        if mark.level:
            while stack and stack[-1].level >= mark.level:
                ends[stack.pop()] = mark.start
            stack.append(mark)
    upper = [mark.start for mark in reading.marks if mark.level]
    return tuple(
        Heading(
            text[mark.start : mark.end],
            mark.start,
            ends.get(mark, len(text)) if mark.level else _reach(reading, mark, upper, len(text)),
            run_in=not mark.level,
        )
        for mark in reading.marks
    )


def _reach(reading: _Reading, mark: _Mark, upper: list[int], end: int) -> int:
    """How far a label reaches: over the blocks below its own; a label that stands alone, to the next heading."""
    following = bisect_right(upper, mark.start)
    limit = upper[following] if following < len(upper) else end
    block = reading.blocks[mark.block]
    if block.kind == "paragraph" and block.leads:
        return limit
    at = mark.block + 1
    while at < len(reading.blocks) and mark.block in reading.blocks[at].parents:
        at += 1
    return min(limit, reading.starts[at] if at < len(reading.starts) else end)
