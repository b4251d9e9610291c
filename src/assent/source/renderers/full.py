"""The full form: the message, the lines concerned with what matters underlined, and the fix.

    error[unknown-name]: nothing is called `conservative_treatmnt`
      --> policies/physical_therapy.assent:41:5
       |
    41 |     conservative_treatmnt >= 12 weeks
       |     ^^^^^^^^^^^^^^^^^^^^^ not declared
       = help: did you mean `conservative_treatment`?

A frame is lines of pieces, each with the name of its style: joined they are the plain text; a terminal
colours them. Lines of a policy can be very long (quotations), so that they are clipped around the place.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import Literal

from assent.source.diagnostic import Diagnostic
from assent.source.renderers.cells import cells, laid_out, safe
from assent.source.text import Span

Style = Literal["plain", "message", "error", "warning", "place", "gutter", "other", "help"]
Line = tuple[tuple[str, Style], ...]

WIDTH = 120


@dataclass(frozen=True, slots=True)
class Mark:
    """A place to underline, and the words beneath it."""

    span: Span
    words: str
    style: Style

    @property
    def row(self) -> int:
        return self.span.line


def full(diagnostics: Iterable[Diagnostic], *, width: int = WIDTH) -> str:
    """The listing as plain text, an empty line after each diagnostic."""
    return "".join(
        "".join("".join(text for text, _ in line).rstrip() + "\n" for line in frame(diagnostic, width=width)) + "\n"
        for diagnostic in diagnostics
    )


def frame(diagnostic: Diagnostic, *, width: int = WIDTH) -> list[Line]:
    """One diagnostic as lines of styled pieces."""
    severity: Style = "other" if diagnostic.accepted else diagnostic.severity
    marks = [Mark(diagnostic.span, diagnostic.label, severity)]
    marks += [Mark(label.span, label.message, "other") for label in diagnostic.others]
    margin = max(len(str(mark.row)) for mark in marks)
    lines: list[Line] = [
        ((f"{diagnostic.kind}[{diagnostic.code}]", severity), (f": {safe(diagnostic.message)}", "message")),
    ]
    # The diagnostic's own file first; beyond that, each file in the order in which it is first spoken of.
    sources = list(dict.fromkeys(mark.span.source for mark in marks))
    for source in sources:
        lines += _file([mark for mark in marks if mark.span.source is source], margin, width)
    # Of what is accepted, the reason stands where the way on stands otherwise.
    word, told = ("because", diagnostic.accepted) if diagnostic.accepted else ("help", diagnostic.help)
    for number, text in enumerate(told.splitlines()):
        if number == 0:
            lines.append(((f"{' ' * margin} = ", "gutter"), (word, "help"), (f": {safe(text)}", "plain")))
        else:
            lines.append(((f"{' ' * (margin + len(f' = {word}: '))}{safe(text)}", "plain"),))
    for text in diagnostic.up_to:
        lines.append(((f"{' ' * margin} = ", "gutter"), ("up to", "help"), (f": {safe(text)}", "plain")))
    return lines


def _file(marks: list[Mark], margin: int, width: int) -> Iterator[Line]:
    first = marks[0].span
    yield ((f"{' ' * margin}--> ", "gutter"), (f"{safe(first.source.path)}:{first.line}:{first.column}", "place"))
    yield ((f"{' ' * margin} |", "gutter"),)
    shown = 0
    for row, group in groupby(sorted(marks, key=lambda mark: (mark.row, mark.span.start)), key=lambda mark: mark.row):
        if shown and row > shown + 1:
            yield ((f"{'.' * min(3, margin + 1)}", "gutter"),)
        shown = row
        yield from _row(row, list(group), margin, max(width - margin - 3, 40))


def _row(row: int, marks: list[Mark], margin: int, width: int) -> Iterator[Line]:
    """A line of the text, and beneath it a line for each of its marks."""
    source = marks[0].span.source
    text = source.line(row)
    starts = [mark.span.column - 1 for mark in marks]
    ends = [
        min(start + max(mark.span.end - mark.span.start, 1), max(len(text), start + 1))
        for start, mark in zip(starts, marks, strict=True)
    ]
    shown = laid_out(text)
    first, last = _clip(shown, min(starts), max(ends), width)
    before = "…" if first else ""
    after = "…" if last < len(shown) else ""
    line = before + "".join(shown[first:last]) + after
    yield ((f"{row:>{margin}} | ", "gutter"), (line, "plain"))
    for mark, start, end in zip(marks, starts, ends, strict=True):
        begin = cells(before + "".join(shown[first : max(start, first)]))
        length = max(1, cells("".join(shown[max(start, first) : min(end, last)])))
        sign = "-" if mark.style == "other" else "^"
        words = f" {safe(mark.words)}" if mark.words else ""
        gutter = f"{' ' * margin} | "
        if begin + length + cells(words) <= width or begin + cells(words) > width:
            yield ((gutter, "gutter"), (" " * begin + sign * length + words, mark.style))
        else:
            yield ((gutter, "gutter"), (" " * begin + sign * length, mark.style))
            yield ((gutter, "gutter"), (" " * begin + words.strip(), mark.style))


def _clip(shown: list[str], start: int, end: int, width: int) -> tuple[int, int]:
    """The part of a line to show, as much as fits: all of it, or what lies around `start` to `end`."""
    widths = [cells(text) for text in shown]
    if sum(widths) <= width:
        return 0, len(shown)
    room = width - 2  # for the marks of what was left out
    start = min(start, len(shown))
    end = min(end, len(shown))
    first, used = start, 0
    last = start
    while last < end and used + widths[last] <= room:
        used += widths[last]
        last += 1
    # Around it: up to a third of what is left before it, then what fits after it, then more before.
    lead = (room - used) // 3
    while first > 0 and lead >= widths[first - 1]:
        first -= 1
        lead -= widths[first]
        used += widths[first]
    while last < len(shown) and used + widths[last] <= room:
        used += widths[last]
        last += 1
    while first > 0 and used + widths[first - 1] <= room:
        first -= 1
        used += widths[first]
    return first, last
