"""Mistakes with the lines that begin a block: what belongs below them stands on them."""

from __future__ import annotations

import re

from assent.source.diagnostic import Diagnostic
from assent.source.text import Span
from assent.syntax.mistakes.connectives import BLOCK_ON_ONE_LINE
from assent.syntax.mistakes.statements import FOREIGN_WORD, MISPLACED_STATEMENT
from assent.syntax.stumble import Stumble, shortened

_CLAUSES = frozenset({"REQUIRE", "EXCLUDE", "REVIEW", "SUBMIT", "DEFINE"})
_SIGN = re.compile(r"[:=]+\s*")
_CONDITION = re.compile(r"(?P<word>when|if|where|unless|except)(?: (?:when|if))? +(?P<test>[^\n]*[^\s:])\s*:?$")
_GRANTS = ("valid", "grants", "appeal")
# Words that people write over a list, and the block that each means.
_OVER_A_LIST = {
    **dict.fromkeys(("either", "anyof", "any_of", "oneof", "one_of", "or"), "any of"),
    **dict.fromkeys(("both", "each", "every", "allof", "all_of"), "all of"),
    **dict.fromkeys(("neither", "none", "noneof", "none_of"), "not any of"),
}


def block_word(span: Span) -> Diagnostic | None:
    """`either` over a list of tests: a word alone on a line with deeper lines below it."""
    head = _OVER_A_LIST.get(span.text.rstrip(" :").lower())
    if head is None:
        return None
    return FOREIGN_WORD.at(span, f"`{span.text}` has no meaning here", help=f"write `{head}`")


def _condition_of_section(stumble: Stumble) -> Diagnostic | None:
    """`section "Renewal" when copd`, and `when copd` as the first line under a section."""
    written = stumble.rest if stumble.line else stumble.written
    found = _CONDITION.match(written)
    on_head = stumble.kinds == ("SECTION", "STRING")
    if found is None or not (on_head or (not stumble.line and stumble.block == "SECTION")):
        return None
    test = shortened(found["test"], most=120)
    word = "unless" if found["word"] in {"unless", "except"} else "when"
    line = "" if not on_head else f"write `{stumble.written[: stumble.start - stumble.line_start].rstrip()}`, and "
    return MISPLACED_STATEMENT.at(
        stumble.span_to_end if stumble.line else Span(stumble.source, stumble.line_start, stumble.line_end),
        "a section has no condition of its own: each of its clauses says when it applies",
        help=f"{line or 'write '}`{word} {test}` on a line of its own under each of its clauses",
    )


def _test_on_head(stumble: Stumble) -> Diagnostic | None:
    """`require a "A" pain_score >= 4`, and `define a = pain_score >= 4`."""
    first = stumble.first
    if first is None or first.type not in _CLAUSES or len(stumble.line) < 2 or stumble.line[1].type != "NAME":
        return None
    sign = _SIGN.match(stumble.rest)
    test = stumble.rest[sign.end() :] if sign else stumble.rest
    has_title = stumble.kinds[2:] == ("STRING",)
    if not test[:1].isalnum() or not (has_title or (sign and len(stumble.line) == 2 and '"' not in test)):
        return None
    name = str(stumble.line[1])
    title = stumble.line[2] if has_title else f'"{name[:1].upper()}{name[1:].replace("_", " ")}"'
    return _on_head(stumble, f"{first} {name}", f"{first} {name} {title}", test)


def _grant_on_head(stumble: Stumble) -> Diagnostic | None:
    """`authorization valid for 90 days`."""
    if stumble.kinds[:1] != ("AUTHORIZATION",) or len(stumble.line) > 2 or not stumble.rest.startswith(_GRANTS):
        return None
    head = " ".join(str(token) for token in stumble.line)
    return _on_head(stumble, "authorization", head, stumble.rest)


def _on_head(stumble: Stumble, said: str, head: str, part: str) -> Diagnostic:
    lines = f"{shortened(head, most=120)}\n  {shortened(part, most=120)}"
    return BLOCK_ON_ONE_LINE.at(
        stumble.span_to_end,
        f"what belongs to `{shortened(said)}` stands on its line",
        help=f"write it below, indented by two more spaces:\n{lines}",
    )


RULES = (_condition_of_section, _test_on_head, _grant_on_head)
