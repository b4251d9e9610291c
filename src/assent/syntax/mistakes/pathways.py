"""Mistakes in pathways: titles without quotes or left out, an `or` away from its `either`, tests beside a title."""

from __future__ import annotations

import re

from assent.source.catalogue import Code
from assent.source.diagnostic import Diagnostic
from assent.source.text import Span
from assent.syntax.mistakes.connectives import BLOCK_ON_ONE_LINE
from assent.syntax.stumble import Stumble, shortened

UNTITLED_PATHWAY = Code("untitled-pathway", "error", "a pathway without a title in quotes")
OR_WITHOUT_EITHER = Code("or-without-either", "error", "`or` with a title, and no `either` above it")
MISPLACED_PATHWAY = Code("misplaced-pathway", "error", "pathways below a `not`, or in the condition of a count")

CODES = (UNTITLED_PATHWAY, OR_WITHOUT_EITHER, MISPLACED_PATHWAY)

_TITLE = re.compile(r"(?P<word>either|or)\s+(?P<title>[A-Z][^\"<>=]*?):?$")
_TITLED = re.compile(r'(?:either|or)\s+"')
_HEADS = ("EITHER", "OR")


def _bare_title(stumble: Stumble) -> Diagnostic | None:
    found = _TITLE.match(stumble.written)
    if found is None:
        return None
    start = stumble.line_start + found.start("title")
    return UNTITLED_PATHWAY.at(
        Span(stumble.source, start, start + len(found["title"])),
        "the title of a pathway stands in quotes",
        help=f'write `{found["word"]} "{shortened(found["title"])}"`, and what it asks for below, indented',
    )


def _no_title(stumble: Stumble) -> Diagnostic | None:
    if not stumble.at_line_end or stumble.kinds != ("OR",):
        return None
    return UNTITLED_PATHWAY.at(
        stumble.span,
        "this pathway has no title",
        help='write a title in quotes after `or`, as after `either`: `or "On exertion"`',
    )


def _or_alone(stumble: Stumble) -> Diagnostic | None:
    if stumble.kind != "OR" or stumble.line or not _TITLED.match(stumble.rest):
        return None
    if not any(head in _HEADS for head in stumble.within):
        help = 'begin the first pathway with `either "…"`, and write each `or "…"` right under that `either`'
    else:
        help = "put it right under the `either` of its pathways, as far in and no further"
    return OR_WITHOUT_EITHER.at(stumble.span_to_end, "no `either` stands above this `or`", help=help)


def _negated(stumble: Stumble) -> Diagnostic | None:
    if stumble.kind != "STRING" or stumble.kinds[-2:] != ("NOT", "NAME") or str(stumble.last) != "either":
        return None
    return MISPLACED_PATHWAY.at(
        stumble.span_from(stumble.line[-2]),
        "pathways cannot stand below a `not`: none of them would lead anywhere",
        help="write `not any of`, with the tests under it",
    )


def _beside_title(stumble: Stumble) -> Diagnostic | None:
    if stumble.kinds not in {(head, "STRING") for head in _HEADS} or not stumble.word[:1].isalnum():
        return None
    head = stumble.written[: stumble.start - stumble.line_start].strip()
    return BLOCK_ON_ONE_LINE.at(
        stumble.span_to_end,
        f"what belongs to `{head}` stands on its line",
        help=f"write it below:\n{head}\n  {shortened(stumble.rest)}",
    )


RULES = (_bare_title, _no_title, _or_alone, _negated, _beside_title)
