"""Pathways that are written with another word than `either` and `or`, or with none: how they are written instead."""

from __future__ import annotations

import re

from assent.source.diagnostic import Diagnostic
from assent.source.text import SourceText, Span
from assent.syntax.layout import TAB
from assent.syntax.mistakes.connectives import DANGLING_AND_OR
from assent.syntax.mistakes.pathways import UNTITLED_PATHWAY
from assent.syntax.mistakes.statements import UNKNOWN_STATEMENT
from assent.syntax.siblings import Line, siblings
from assent.syntax.stumble import Stumble, shortened

_NOUNS = r"(?:pathways?|path|way|option|alternative|route|variant|branch|case|method|scenario|group)"
_HEAD = re.compile(
    rf"(?:(?P<word>(?:or\s+)?(?:either|or|and|else|{_NOUNS})(?!\w))(?:\s+[\w.]+)?\s*:?\s*)?"
    r'(?P<title>"[^"\n]*")\s*:?\s*(?P<test>[^"\n]*)$',
    re.IGNORECASE,
)
_BARE = re.compile(rf'(?P<word>{_NOUNS})(?:\s+\d+)?\s*:?\s+(?P<title>[A-Z][^"<>=]*?)\s*:?(?P<test>)$')
_OVER = re.compile(r'(?P<over>any of|one of|all of|at least \d+ of)\s*:?\s*(?P<title>"[^"\n]*")\s*:?$')
_TEST = re.compile(r"(?:not )?[a-z_]\w*(?:\.\w+)?\s*(?:$|[<>]|is\b|from\b|within\b|provided\b)|(?:no|latest|at least) ")
_HOLD_TESTS = frozenset(
    {"REQUIRE", "EXCLUDE", "REVIEW", "SUBMIT", "DEFINE", "UNLESS", "WHEN", "ALL", "ANY", "AT", "EITHER", "OR"}
)
# A word over a list, as people write it.
_LIST = re.compile(r"(?:either|one|any|either one|one or more)(?: of)?(?: the following)?:?$", re.IGNORECASE)
# What ends the pathways of a clause.
_REMARK = re.compile(r"(?:when|unless|cites|because|note|accepts)\b")
# Of more lines than these, the heads alone are shown.
_MOST_LINES = 12


def _head(line: str) -> re.Match[str] | None:
    """A line as that of a pathway."""
    return _HEAD.match(line) or _BARE.match(line)


def _is_mistaken(head: re.Match[str]) -> bool:
    return head["word"] not in ("either", "or")


def _ways(source: SourceText, start: int) -> tuple[list[tuple[Line, re.Match[str]]], str]:
    """The titled lines of the block in which a line stands, and all of it as pathways are written."""
    heads: list[tuple[Line, re.Match[str]]] = []
    written: list[str] = []
    lines = siblings(source.text, start)
    column = min((line.column for line in lines), default=0)
    for line in lines:
        if line.column == column and _REMARK.match(line.words):
            if heads:
                break
            continue
        head = _head(line.words) if line.column == column else None
        if head is not None:
            title = head["title"] if head["title"].startswith('"') else f'"{head["title"]}"'
            written.append(f"{'or' if heads else 'either'} {title}")
            heads.append((line, head))
            if head["test"]:
                written.append(f"{' ' * TAB}{head['test'].strip()}")
        elif heads:
            written.append(" " * max(TAB, line.column - column) + line.words)
    if len(written) > _MOST_LINES:
        written = [line for line in written if not line.startswith(" ")]
    return heads, "\n".join(shortened(line, most=120) for line in written)


def _first(stumble: Stumble, start: int | None = None) -> tuple[Span, str]:
    """The first mistaken line of the block of this one, and what to write for all of them.

    Told there for each of them, the mistake is told once.
    """
    start = stumble.line_start if start is None else start
    heads, written = _ways(stumble.source, start)
    mistaken = [(line, head) for line, head in heads if _is_mistaken(head)]
    if not any(line.start == start for line, _ in mistaken):
        return stumble.span_to_end, 'write `either "…"` before the first of them, and `or "…"` before each other'
    line, head = mistaken[0]
    return Span(stumble.source, line.start, line.start + head.end("title")), f"write\n{written}"


def _is_head(stumble: Stumble) -> bool:
    return bool(_head(stumble.written)) and _may_be_way(stumble)


def _may_be_way(stumble: Stumble) -> bool:
    """Whether a test, and so a pathway, may stand on the line."""
    begun = stumble.line[:1]
    return ("EITHER" in stumble.accepts) if not begun else begun[0].type == "NAME" and stumble.block in _HOLD_TESTS


def _joined_by_and(stumble: Stumble) -> Diagnostic | None:
    """`and "On exertion"` where the next pathway begins."""
    if stumble.kind != "AND" or stumble.line or not _head(stumble.written):
        return None
    span, help = _first(stumble)
    return DANGLING_AND_OR.at(
        span,
        "pathways are joined by `or`, for one of them is enough",
        help=f"{help}\nwhere all of them must hold, they are no pathways: put their tests under a line `all of`",
    )


def _other_word(stumble: Stumble) -> Diagnostic | None:
    """`pathway "At rest"`."""
    head = _head(stumble.written)
    if (
        head is None
        or not head["word"]
        or not _is_mistaken(head)
        or not (_is_head(stumble) or stumble.kinds == ("OR",))
    ):
        return None
    span, help = _first(stumble)
    word = " ".join(head["word"].split())
    said = f"`{word}` begins no pathway" if word.lower() != word or " " in word else f"there is no statement `{word}`"
    return UNKNOWN_STATEMENT.at(
        span, f"{said}: the first pathway begins with `either`, and each other with `or`", help=help
    )


def _no_word(stumble: Stumble) -> Diagnostic | None:
    """Titles alone, as below a line `any of`."""
    if stumble.kind != "STRING" or stumble.line or not _is_head(stumble):
        return None
    span, help = _first(stumble)
    return _untitled(span, f"in the place of `any of` {help}" if stumble.block == "ANY" else help)


def _above_titles(stumble: Stumble) -> Diagnostic | None:
    """`one of` above titles: what stands below it is what has to be mended."""
    if stumble.line or "EITHER" not in stumble.accepts or not _LIST.match(stumble.written):
        return None
    below = next(
        (line for line in siblings(stumble.source.text, stumble.line_start) if line.start > stumble.line_start), None
    )
    head = _head(below.words) if below is not None else None
    if below is None or head is None or head["word"] or below.column <= stumble.line_start - _line_begin(stumble):
        return None
    span, help = _first(stumble, below.start)
    return _untitled(span, f"in the place of `{stumble.written.rstrip(':')}` {help}")


def _line_begin(stumble: Stumble) -> int:
    return stumble.source.text.rfind("\n", 0, stumble.line_start) + 1


def _untitled(span: Span, help: str) -> Diagnostic:
    return UNTITLED_PATHWAY.at(
        span,
        "a text alone is no test: the title of a pathway stands after `either` or `or`",
        help=f"where it is the title of one of several ways to meet this, {help}",
    )


def _after_block_head(stumble: Stumble) -> Diagnostic | None:
    """`any of "At rest"`: the title on the line of a block that has none."""
    found = _OVER.match(stumble.written)
    if found is None or stumble.kind != "STRING":
        return None
    return UNTITLED_PATHWAY.at(
        stumble.span,
        f"`{found['over']}` has no title",
        help=f"a way to meet this that has a title begins with `either`: write `either {shortened(found['title'])}`, "
        'and `or "…"` for each other way',
    )


def _test_for_title(stumble: Stumble) -> Diagnostic | None:
    """`or sat <= 80 %` where the next pathway begins."""
    if stumble.kinds != ("OR",) or not _TEST.match(stumble.rest):
        return None
    return UNTITLED_PATHWAY.at(
        stumble.span_to_end,
        "this pathway has a test, and no title",
        help=f'write its title after `or`, and the test below:\nor "A title"\n{" " * TAB}{shortened(stumble.rest)}',
    )


RULES = (_joined_by_and, _other_word, _no_word, _above_titles, _after_block_head, _test_for_title)
