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


_SHARED = re.compile(r"value +set +\w|calculated +\w")


def _in_vocabulary(stumble: Stumble) -> Diagnostic | None:
    """`value set …` or `calculated …` at the left edge of a vocabulary, where it is indented like the facts."""
    written = stumble.written.strip()
    start = stumble.line_start
    if not stumble.in_vocabulary or stumble.within or not (_SHARED.match(written) or written == "facts"):
        return None
    at = Span(stumble.source, start, start + len(stumble.written))
    if written == "facts":
        help = "leave this line out: in a vocabulary the facts follow its first line, indented by two spaces"
        return MISPLACED_STATEMENT.at(at, "`facts` does not stand in a vocabulary", help=help)
    said = "value set" if written.startswith("value") else "calculated"
    return MISPLACED_STATEMENT.at(
        at,
        f"`{said}` stands at the left edge of a vocabulary",
        help="indent it, and what is below it, by two spaces: in a vocabulary it stands below the facts, as they do",
    )


RULES = (_among_facts, _in_vocabulary)
