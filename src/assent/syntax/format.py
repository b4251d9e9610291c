"""The canonical form of a text: its tree written anew, with its comments where they stood.

Never changes what a text says: what is written is read again, and refused unless it has the same tree,
the same comments, and no further change to come.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from assent.source.diagnostic import Diagnostic
from assent.source.text import SourceText
from assent.syntax.layout import TAB
from assent.syntax.parse import Comment, Parsed, parse
from assent.syntax.spell import lines_of
from assent.syntax.written import Line

_STEP = "  "


@dataclass(frozen=True, slots=True)
class Formatted:
    """The canonical text, or none, with why: mistakes to mend first, or what formatting would have spoilt."""

    text: str | None
    diagnostics: tuple[Diagnostic, ...] = ()
    refused: str = ""


def format(parsed: Parsed) -> Formatted:
    """The canonical form of a text without mistakes."""
    if parsed.tree is None or parsed.has_errors:
        return Formatted(None, parsed.diagnostics)
    text = _write(parsed)
    again = parse(SourceText(parsed.source.path, text))
    if again.tree != parsed.tree:
        return Formatted(None, refused="its formatted text would say something else")
    if sorted(comment.text for comment in again.comments) != sorted(comment.text for comment in parsed.comments):
        return Formatted(None, refused="its formatted text would lose a comment")
    if _write(again) != text:
        return Formatted(None, refused="its formatted text would change when formatted again")
    return Formatted(text)


@dataclass(frozen=True, slots=True)
class _Written:
    """A line that was written: how deep it stands there, and its column in the text it was read from."""

    depth: int
    column: int


def _write(parsed: Parsed) -> str:
    assert parsed.tree is not None
    text = parsed.source.text
    lines = lines_of(parsed.tree, text)
    comments = list(parsed.comments)
    out: list[str] = []
    open_lines: list[_Written] = []
    for number, line in enumerate(lines):
        column = _column(text, line.start)
        own = list(_take(comments, line.start))
        out += _above(text, own, open_lines, line, column, is_first=not out)
        after = lines[number + 1].start if number + 1 < len(lines) else len(text)
        trailing = list(_take(comments, after, own_line=False))
        words = _STEP * line.depth + line.words
        out.append("  ".join([words, *(comment.text for comment in trailing)]))
        while open_lines and open_lines[-1].depth >= line.depth:
            open_lines.pop()
        open_lines.append(_Written(line.depth, column))
    out += _below(text, comments, open_lines)
    return "\n".join(out) + "\n"


def _take(comments: list[Comment], until: int, *, own_line: bool = True) -> Iterator[Comment]:
    """The comments before a place, taken off the list; of the kind that shares its line, at most the first."""
    while comments and comments[0].at[0] < until and comments[0].own_line == own_line:
        yield comments.pop(0)


def _above(
    text: str, own: list[Comment], open_lines: list[_Written], line: Line, column: int, *, is_first: bool
) -> Iterator[str]:
    """The blank lines and comments between the line before and this one."""
    depths = _depths(text, own, open_lines, line.depth, column)
    before = True
    for comment, depth in zip(own, depths, strict=True):
        belongs_here = depth == line.depth
        if not is_first:
            if belongs_here and before:
                yield from _blank(line, text, comment.at[0])
            elif line.gap != "none" and _follows_blank(text, comment.at[0]):
                yield ""
        before = before and not belongs_here
        is_first = False
        yield _STEP * depth + comment.text
    if is_first:
        return
    if before:
        yield from _blank(line, text, line.start)
    elif (line.gap != "none" or line.depth == 0) and _follows_blank(text, line.start):
        yield ""


def _blank(line: Line, text: str, start: int) -> Iterator[str]:
    if line.gap == "blank" or (line.gap == "as written" and _follows_blank(text, start)):
        yield ""


def _below(text: str, comments: list[Comment], open_lines: list[_Written]) -> Iterator[str]:
    """The comments after the last line."""
    for comment, depth in zip(comments, _depths(text, comments, open_lines, 0, 0), strict=True):
        if _follows_blank(text, comment.at[0]):
            yield ""
        yield _STEP * depth + comment.text


def _depths(text: str, own: list[Comment], open_lines: list[_Written], depth: int, column: int) -> Iterator[int]:
    """How deep each comment stands: as the line below, or as deep as the blocks above that it is still inside of."""
    deepest = max((written.depth for written in open_lines), default=0)
    for comment in own:
        stands = _column(text, comment.at[0])
        inside = depth
        if stands > column:
            inside = max((written.depth for written in open_lines if written.column <= stands), default=depth)
        deepest = min(deepest, max(inside, depth))
        yield max(deepest, depth)


def _column(text: str, at: int) -> int:
    return len(text[text.rfind("\n", 0, at) + 1 : at].expandtabs(TAB))


def _follows_blank(text: str, at: int) -> bool:
    """Whether the line before the one around a place is blank."""
    start = text.rfind("\n", 0, at) + 1
    return start > 0 and not text[text.rfind("\n", 0, start - 1) + 1 : start - 1].strip()
