"""Mistakes in joining tests: `and`, `or` and blocks."""

from __future__ import annotations

import re

from assent.source.catalogue import Code
from assent.source.diagnostic import Diagnostic
from assent.source.text import Span
from assent.syntax.siblings import siblings
from assent.syntax.stumble import Stumble, shortened

DANGLING_AND_OR = Code("dangling-and-or", "error", "a line that begins or ends with `and` or `or`")
BLOCK_ON_ONE_LINE = Code("block-on-one-line", "error", "the parts of a block on the line that begins it")

CODES = (DANGLING_AND_OR, BLOCK_ON_ONE_LINE)

_JOINTS = frozenset({"AND", "OR"})
_JOINT = re.compile(r"\s(?:and|or)\s")
# A line that is a test and nothing else.
_ONE_TEST = re.compile(
    r"(?!(?:when|unless|cites|because|note|accepts|and|or|either|all of|any of)\b)[a-z_]", re.IGNORECASE
)


def _dangling(stumble: Stumble) -> Diagnostic | None:
    if stumble.kind in _JOINTS and not stumble.line:
        return _begins_with_joint(stumble)
    if stumble.at_line_end and stumble.last_kind in _JOINTS:
        word = str(stumble.last)
        return DANGLING_AND_OR.at(stumble.span, f"a line cannot end with `{word}`", help=_put_under(word))
    return None


def _begins_with_joint(stumble: Stumble) -> Diagnostic:
    """`or b` below a line `a`, and perhaps above others like it: told once, where the first of them stands."""
    word = stumble.word
    message = f"a line cannot begin with `{word}`"
    around = siblings(stumble.source.text, stumble.line_start)
    at = next((number for number, line in enumerate(around) if line.start == stumble.line_start), None)
    if at is None:
        return DANGLING_AND_OR.at(stumble.span, message, help=_put_under(word))
    begins = re.compile(rf"{word} +(?=\S)")
    first = at
    while first > 0 and begins.match(around[first - 1].words) and around[first - 1].column == around[at].column:
        first -= 1
    span = Span(stumble.source, around[first].start, around[first].start + len(word))
    above = around[first - 1] if first else None
    if above is None or above.column > around[at].column or not _ONE_TEST.match(above.words):
        return DANGLING_AND_OR.at(span, message, help=_put_under(word))
    tests = [above.words]
    for line in around[first:]:
        if line.column > around[at].column or not begins.match(line.words):
            break
        tests.append(begins.sub("", line.words, count=1))
    head = "any of" if word == "or" else "all of"
    if any(_JOINT.search(test) for test in tests):
        return DANGLING_AND_OR.at(span, message, help=_put_under(word))
    lines = "\n".join([head, *(f"  {shortened(test)}" for test in tests)])
    return DANGLING_AND_OR.at(span, message, help=f"write `{head}` on a line, and the tests under it:\n{lines}")


def _put_under(word: str) -> str:
    head, joins = ("any of", "one of them is enough") if word == "or" else ("all of", "all of them must hold")
    return f"write `{head}` on a line, and the tests under it, one a line and indented by two more spaces: then {joins}"


def _on_one_line(stumble: Stumble) -> Diagnostic | None:
    if (
        stumble.accepts != {"_NL"}
        or stumble.last_kind != "OF"
        or stumble.kinds[-2:-1] not in {("ALL",), ("ANY",), ("NUMBER",)}
    ):
        return None
    if not stumble.word[:1].isalnum():
        return None
    head = stumble.written[: stumble.start - stumble.line_start].strip()
    parts = [part for part in re.split(r"\s*(?:,|;|\band\b|\bor\b)\s*", stumble.rest) if part][:4]
    lines = "\n".join([head, *(f"  {shortened(part)}" for part in parts)])
    return BLOCK_ON_ONE_LINE.at(
        stumble.span_to_end,
        f"what belongs to `{head}` stands on its line",
        help=f"write it below, one test a line:\n{lines}",
    )


def _block_after_where(stumble: Stumble) -> Diagnostic | None:
    """A block that begins on the line of its `where`, or a `where` with a block on a line of joined tests."""
    if stumble.last_kind != "WHERE":
        return None
    if stumble.kind in ("ALL", "ANY", "AT") and stumble.rest.endswith(" of"):
        return BLOCK_ON_ONE_LINE.at(
            stumble.span_to_end,
            f"`{stumble.rest}` begins a block, and a block begins on a line of its own",
            help=f"end the line after `where`; write `{stumble.rest}` on the next line, indented by two more spaces, "
            "and its tests under it, indented once more",
        )
    if stumble.at_line_end and _JOINTS.intersection(stumble.kinds):
        return BLOCK_ON_ONE_LINE.at(
            stumble.span,
            "a count with its tests below `where` stands on a line of its own, joined with nothing",
            help="write `all of` or `any of` on a line, and this count and the other tests under it, one a line",
        )
    return None


RULES = (_dangling, _on_one_line, _block_after_where)
