"""Mistakes of layout: the white space at the beginning of lines says what belongs to what."""

from __future__ import annotations

import re

from lark import Token

from assent.source.catalogue import Code
from assent.source.diagnostic import Diagnostic, Label
from assent.source.text import SourceText, Span
from assent.syntax.siblings import above
from assent.syntax.stumble import shortened
from assent.syntax.tree import Place

UNEXPECTED_INDENTATION = Code("unexpected-indentation", "error", "a line that is deeper than it may be")
CONTINUED_LINE = Code("continued-line", "error", "a sentence that goes on in the next line")
UNEVEN_INDENTATION = Code("uneven-indentation", "error", "a line that lines up with no line above")
MISSING_INDENTATION = Code("missing-indentation", "error", "lines that should be deeper than the line they belong to")
MISSING_BLOCK = Code("missing-block", "error", "a line that should have others under it, and has none")

CODES = (UNEXPECTED_INDENTATION, CONTINUED_LINE, UNEVEN_INDENTATION, MISSING_INDENTATION, MISSING_BLOCK)

_WANTED = {
    "SECTION": "write its clauses under it, indented by two spaces",
    "FACTS": "write a fact under it, indented by two spaces",
    "OVERVIEW": "write its text under it, in quotes and indented by two spaces",
    "NOTICE": "write its text under it, in quotes and indented by two spaces",
    "CALCULATED": "write its formula under it, such as `packs * years`, indented by two spaces",
    "AUTHORIZATION": "write what holds for it under it, such as `valid for 90 days`, indented by two spaces",
}


def too_deep(source: SourceText, place: Place, *, continues: bool, is_first: bool) -> Diagnostic:
    """A line deeper than the one above, which takes no lines under it."""
    span = Span(source, *place)
    if is_first:
        return UNEXPECTED_INDENTATION.at(
            span, "this line is indented, and no line stands above it", help="begin it at the left edge"
        )
    before = above(source.text, place[0])
    granted = _granted(before.words, span.text.rstrip()) if before is not None else ""
    if granted:
        return CONTINUED_LINE.at(
            span,
            "a line cannot go on in the next one",
            help=f"write it all on one line: `{shortened(granted, most=200)}`",
        )
    if continues:
        help = "write it all on one line, however long it gets"
        if before is not None:
            help += f": `{shortened(f'{before.words} {span.text.rstrip()}', most=200)}`"
        return CONTINUED_LINE.at(span, "a line cannot go on in the next one", help=help)
    return UNEXPECTED_INDENTATION.at(
        span,
        "this line is indented deeper than the line above, which takes no lines under it",
        help="begin it where the line above begins",
    )


def _granted(line: str, below: str) -> str:
    """What is granted with its exception, its condition or its pathway, where that stands on the next line."""
    found = re.match(r"(unless|except when|if|when|for)\s+(\S.*)", below)
    if not re.match(r"(?:grants|valid)\b", line) or found is None:
        return ""
    word, rest = found[1], found[2]
    if word in ("unless", "except when"):
        return "" if re.search(r"\s(?:and|or)\s", rest) else f"{line} when not {rest}"
    return f"{line} {'when' if word == 'if' else word} {rest}"


def deeper_than_block(source: SourceText, place: Place) -> Diagnostic:
    """A head that stands deeper than the lines which belong to it."""
    return UNEXPECTED_INDENTATION.at(
        Span(source, *place),
        "this line is indented deeper than the lines that belong to it",
        help="begin it two spaces before them",
    )


def uneven(source: SourceText, place: Place, column: int, columns: tuple[int, ...]) -> Diagnostic:
    """A line that begins between two columns."""
    near = sorted(sorted(columns, key=lambda known: abs(known - column))[:2])
    return UNEVEN_INDENTATION.at(
        Span(source, *place),
        f"this line begins after {_spaces(column)}, where no line above begins",
        help=f"begin it after {' or '.join(str(known) for known in near[:-1])} or {_spaces(near[-1])}",
    )


def _spaces(count: int) -> str:
    return "1 space" if count == 1 else f"{count} spaces"


def not_indented(source: SourceText, head: Token, place: Place) -> Diagnostic:
    """The lines under a head, at the head's own column."""
    return MISSING_INDENTATION.at(
        Span(source, *place),
        f"this line belongs under `{_words(source, head)}` and is not indented",
        others=(Label(_line(source, head), "it belongs under this line"),),
        help="put two spaces before it, and before each line that belongs there",
    )


def no_block(source: SourceText, head: Token, place: Place) -> Diagnostic:
    """A head with nothing under it."""
    return MISSING_BLOCK.at(
        Span(source, *place),
        f"nothing stands under `{_words(source, head)}`",
        help=_WANTED.get(head.type, "write its tests under it, one a line, indented by two more spaces"),
    )


def _line(source: SourceText, head: Token) -> Span:
    start = head.start_pos or 0
    line = source.text[start:].split("\n", 1)[0].rstrip()
    return Span(source, start, start + len(line))


def _words(source: SourceText, head: Token) -> str:
    """The beginning of a line, up to its first text: `require imaging`, `all of`."""
    return _line(source, head).text.split('"')[0].split("#")[0].strip()
