"""The blocks of a source document (headings, paragraphs, list items, table rows) and which stands below which."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Literal

from assent.check.citations.lines import Line, after_number, lines_of

BlockKind = Literal["heading", "paragraph", "item", "row", "connective"]

_LABELLED = re.compile(r"[A-Z*_][^.:;!?\n]{0,60}:(?:\*\*|__)?(?:[ \t]|$)")
_CELL = re.compile(r"(?:[^|\\]|\\.)+")
_TITLE_WORD = re.compile(r"[^\W\d_][\w'’-]*")
_CLOSING_PARENTHESIS = re.compile(r"\s*\([^()]*\)\s*$")
VERBS = re.compile(
    r"\b(?:is|are|was|were|be|been|must|may|shall|should|will|can|cannot|has|have|had|do|does|not|meets?|requires?"
    r"|failed)\b",
    re.IGNORECASE,
)
_ANNOUNCING = re.compile(
    r"\b(?:the following|as follows|following (?:\w+ )?(?:criteria|conditions|requirements|tests|items|documents)"
    r"|(?:listed|described|stated|given|set out|outlined|shown|specified|noted|criteria|requirements|conditions) below"
    r"|below[.:)]*$)",
    re.IGNORECASE,
)
_MAX_NESTING = 20


@dataclass(slots=True)
class Block:
    """One block: the stretches of the text it is made of, and the blocks it stands below, the nearest last.

    `leads` is true where it ends in a colon or says that something follows; `head` of a table's first row.
    """

    kind: BlockKind
    indent: int
    style: str = ""
    number: int | None = None
    level: int = 0
    parts: list[tuple[int, int]] = field(default_factory=list)
    parents: tuple[int, ...] = ()
    leads: bool = False
    head: bool = False
    alone: bool = False


def blocks_of(text: str) -> tuple[Block, ...]:
    """The blocks of a text, in order."""
    blocks = _Reader(text).read()
    for at, block in enumerate(blocks):
        following = blocks[at + 1] if at + 1 < len(blocks) else None
        if _is_listed(block) and ((following and _is_listed(following)) or (at and _was_listed(blocks[at - 1]))):
            # Numbered lines in capitals with nothing between them are a list.
            start, end = block.parts[0]
            block.kind, block.parts = "item", [(after_number(text, start, end), end)]
        elif _is_title(text, block) and (at == 0 or _is_text(text, following)):
            block.kind, block.level = "heading", 9
    return tuple(blocks)


class _Reader:
    """Goes through the lines once, holding the block that is open and the stack of blocks it stands below."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.blocks: list[Block] = []
        self.stack: list[int] = []
        self.open: Block | None = None
        self.gap = True

    def read(self) -> list[Block]:
        lines = list(lines_of(self.text))
        written = sum(1 for line in lines if line.kind not in ("blank", "rule"))
        capitals = sum(1 for line in lines if line.kind == "heading" and line.level == 7)
        # A document all in capitals has no headings that capitals could tell.
        shouted = capitals > 5 and capitals * 2 > written
        for line in lines:
            is_text = shouted and line.level == 7
            self._take(Line("text", line.start, line.end, line.indent) if is_text else line)
            self.gap = line.kind == "blank"
        self._close()
        return self.blocks

    def _take(self, line: Line) -> None:
        match line.kind:
            case "blank":
                self._close()
            case "rule":
                self._rule(line)
            case "heading":
                self._start(Block("heading", line.indent, line.style, level=line.level), line)
                self._close()
            case "connective":
                self._close()
                self.blocks.append(Block("connective", line.indent, parts=[(line.start, line.end)]))
            case "row":
                self._start(Block("row", line.indent), line)
                self.blocks[-1].parts = _cells(self.text, line)
                self._close()
            case "item" if self._begins_item(line):
                self._start(Block("item", line.indent, line.style, line.number), line)
            case _:
                self._text(line)

    def _rule(self, line: Line) -> None:
        """An underline makes a heading of the one line above it; any other rule only parts."""
        block, self.open = self.open, None
        last = self.blocks[-1] if self.blocks else None
        if last is None or self.gap:
            return
        if line.style == "|":
            last.head = last.kind == "row"
        elif line.style in "=-~" and (last.kind == "heading" or (block is not None and self._may_be_heading(block))):
            last.kind, last.level = "heading", 1 if line.style == "=" else 2
            self.stack.clear()

    def _may_be_heading(self, block: Block) -> bool:
        start, end = block.parts[0]
        return (
            block.kind == "paragraph"
            and len(block.parts) == 1
            and end - start <= 100
            and self.text[end - 1] not in ".;,:"
        )

    def _begins_item(self, line: Line) -> bool:
        """Whether a marker is one: a number within running text is the text's own ("at least\\n12. Then")."""
        ordered = line.style[-1] in ".)" or line.style == "1.1"
        if not ordered or self.open is None or line.number == 1 or self._last().endswith(":"):
            return True
        if line.number is None:
            return self.open.kind == "item"
        before = line.number - 1
        return any(self.blocks[at].style == line.style and self.blocks[at].number == before for at in self.stack)

    def _text(self, line: Line) -> None:
        if line.kind == "item":
            # What looked like a marker is text.
            start = self.text.rfind("\n", 0, line.start) + 1
            line = Line("text", start, line.end, line.indent)
        if self.open is not None and self._goes_on(self.open, line):
            self.open.parts.append((line.start, line.end))
        else:
            self._start(Block("paragraph", line.indent, alone=self.gap), line)

    def _goes_on(self, block: Block, line: Line) -> bool:
        """Whether a line of text continues the open block."""
        if block.kind == "item" and line.indent > block.indent:
            return True
        last = self._last()
        if last.endswith(":") or self._is_labelled(line):
            return False
        # A short line without an end mark, before a capital, is a line of its own ("Procedure\nPhysical therapy").
        return len(last) >= 45 or last[-1:] in ".!?;,-" or not self.text[line.start : line.start + 1].isupper()

    def _last(self) -> str:
        """The last line of the open block."""
        assert self.open is not None
        start, end = self.open.parts[-1]
        return self.text[start:end].rstrip("*_ ")

    def _is_labelled(self, line: Line) -> bool:
        found = _LABELLED.match(self.text, line.start, line.end)
        return found is not None and VERBS.search(found.group()) is None

    def _start(self, block: Block, line: Line) -> None:
        self._close()
        block.parts.append((line.start, line.end))
        self._place(block)
        self.blocks.append(block)
        self.open = block

    def _place(self, block: Block) -> None:
        """Find the blocks that a new one stands below; it goes on the stack, for it may have others below it."""
        if block.kind == "heading":
            self.stack.clear()
            return
        while self.stack and not self._is_above(self.blocks[self.stack[-1]], block):
            self.stack.pop()
        block.parents = tuple(self.stack[-_MAX_NESTING:])
        self.stack.append(len(self.blocks))

    def _is_above(self, upper: Block, block: Block) -> bool:
        if upper.kind == "row":
            return False
        if upper.kind == "paragraph":
            # A table belongs to the lead-in right above it.
            is_next = block.kind == "item" or self.blocks[-1] is upper or self.blocks[-1].kind == "row"
            return upper.leads and block.kind != "paragraph" and is_next and upper.indent <= block.indent
        if upper.indent < block.indent:
            return True
        # "1. Imaging:" with its bullets at the same column, as text copied from a page has them.
        level = [self.blocks[at].style for at in self.stack if self.blocks[at].indent == block.indent]
        return block.kind == "item" and upper.indent == block.indent and upper.leads and block.style not in level

    def _close(self) -> None:
        if self.open is not None:
            last = self._last()
            self.open.leads = last.endswith(":") or announces(last)
        self.open = None


def announces(written: str) -> bool:
    """Whether a text says that what it speaks of comes next, though it may end without a colon."""
    return _ANNOUNCING.search(written, max(0, len(written) - 200)) is not None


def _is_listed(block: Block) -> bool:
    return block.kind == "heading" and bool(block.style)


def _was_listed(block: Block) -> bool:
    return block.style != "" and block.level == 7


def _cells(text: str, line: Line) -> list[tuple[int, int]]:
    cells = [cell.span() for cell in _CELL.finditer(text, line.start, line.end) if cell.group().strip()]
    return cells or [(line.start, line.end)]


def _is_title(text: str, block: Block) -> bool:
    """Whether a line that stands alone looks like a heading: a few words, no verb, no end mark."""
    start, end = block.parts[0]
    if block.kind != "paragraph" or not block.alone or len(block.parts) > 1 or block.parents or end - start > 90:
        return False
    written = _CLOSING_PARENTHESIS.sub("", text[start:end])
    words = _TITLE_WORD.findall(written)
    return (
        0 < len(words) <= 8
        and written[0].isupper()
        and written[-1] not in ".!?:;,)"
        and ": " not in written
        and not VERBS.search(written)
        and (len(words) <= 6 or all(word[0].isupper() for word in words if len(word) > 3))
    )


def _is_text(text: str, block: Block | None) -> bool:
    """Whether a block is what a heading can stand above. Two lone lines in a row may be a list without markers."""
    return block is not None and block.kind in ("paragraph", "item", "row") and not _is_title(text, block)
