"""Lines that belong at the left edge, and read as the line of a fact where they are indented below some."""

from __future__ import annotations

import re

from assent.source.diagnostic import Diagnostic
from assent.source.text import Span
from assent.syntax.mistakes.statements import MISPLACED_STATEMENT
from assent.syntax.stumble import Stumble, shortened

_LINE = re.compile(
    r"never +(?:approve|deny|pend|review)\b|assume +\w+ .*\bbecause\b|(?:more|less|later|earlier) +\w+ +never\b"
)


def _among_facts(stumble: Stumble) -> Diagnostic | None:
    """`  never approve when infected`, indented like the facts above it."""
    written = stumble.written.strip()
    if stumble.block not in ("FACTS", "NAME") or _LINE.match(written) is None:
        return None
    start = stumble.line_start
    return MISPLACED_STATEMENT.at(
        Span(stumble.source, start, start + len(stumble.written)),
        f"`{shortened(written)}` stands among the facts",
        help="begin it at the left edge, without spaces before it",
    )


RULES = (_among_facts,)
