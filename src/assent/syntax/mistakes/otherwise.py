"""What is said where no rule knows the mistake: what may stand there."""

from __future__ import annotations

from assent.source.catalogue import Code
from assent.source.diagnostic import Diagnostic
from assent.source.suggest import did_you_mean
from assent.syntax.keywords import KEYWORDS, SOFT_KEYWORDS
from assent.syntax.mistakes.words import one_of
from assent.syntax.stumble import Stumble, shortened

UNEXPECTED_TEXT = Code("unexpected-text", "error", "a word or a sign where it cannot stand")
UNFINISHED_LINE = Code("unfinished-line", "error", "a line that stops before it says all it must")

CODES = (UNEXPECTED_TEXT, UNFINISHED_LINE)


def explain(stumble: Stumble) -> Diagnostic:
    """Name what may stand there, and the nearest of it."""
    may = one_of(stumble.accepts)
    last = stumble.last
    if stumble.at_line_end:
        after = f" after `{last}`" if last else ""
        return UNFINISHED_LINE.at(
            stumble.span, f"this line stops too early: something is missing{after}", help=f"what comes next is {may}"
        )
    words = [word for word in (*KEYWORDS, *SOFT_KEYWORDS) if word.upper() in stumble.accepts]
    near = did_you_mean(stumble.word, words) if stumble.word not in words else ""
    where = f"after `{last}` can stand" if last else "here can stand"
    return UNEXPECTED_TEXT.at(
        stumble.span,
        f"`{shortened(' '.join(stumble.word.split()))}` cannot stand here",
        help=near or f"{where} {may}",
    )
