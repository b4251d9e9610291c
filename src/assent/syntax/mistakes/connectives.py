"""Mistakes in joining tests: `and`, `or` and blocks."""

from __future__ import annotations

import re

from assent.source.catalogue import Code
from assent.source.diagnostic import Diagnostic
from assent.source.text import Span
from assent.syntax.stumble import Stumble, shortened

MIXED_AND_OR = Code("mixed-and-or", "error", "`and` and `or` on one line")
DANGLING_AND_OR = Code("dangling-and-or", "error", "a line that begins or ends with `and` or `or`")
BLOCK_ON_ONE_LINE = Code("block-on-one-line", "error", "the parts of a block on the line that begins it")

CODES = (MIXED_AND_OR, DANGLING_AND_OR, BLOCK_ON_ONE_LINE)

_JOINTS = frozenset({"AND", "OR"})
_JOINT = re.compile(r"\s(?:and|or)\s")
# A line with more than these is not spelled out.
_MOST_JOINTS = 8
_STATEMENT = re.compile(r"(unless)\s+")


def _mixed(stumble: Stumble) -> Diagnostic | None:
    other = "OR" if stumble.kind == "AND" else "AND"
    if stumble.kind not in _JOINTS or other not in stumble.kinds:
        return None
    first = next(token for token in stumble.line if token.type == other)
    span = Span(stumble.source, first.start_pos or 0, stumble.end)
    if "WHERE" in stumble.kinds:
        return MIXED_AND_OR.at(
            span,
            "`and` and `or` cannot both stand after one `where`",
            help="end the line after `where`, and write its tests below, in blocks `all of` and `any of`",
        )
    return MIXED_AND_OR.at(
        span,
        "`and` and `or` stand on one line, which can be read in two ways",
        label="which belongs together?",
        help=_blocks(stumble),
    )


def _blocks(stumble: Stumble) -> str:
    """Both readings of the line, spelled out as blocks."""
    written = stumble.written
    head = _STATEMENT.match(written)
    prefix = f"{head[1]} " if head else ""
    body = written[head.end() :] if head else written
    if len(_JOINT.findall(body)) > _MOST_JOINTS:
        return "write it as blocks: `all of` or `any of` on a line, and under it, indented, what belongs to it"
    return (
        "write which one you mean:\n"
        + _reading(prefix, body, "or", "any of", "and", "all of")
        + "\nor:\n"
        + _reading(prefix, body, "and", "all of", "or", "any of")
    )


def _reading(prefix: str, body: str, outer: str, outer_head: str, inner: str, inner_head: str) -> str:
    lines = [f"{prefix}{outer_head}"]
    for part in re.split(rf"\s+{outer}\s+", body):
        tests = re.split(rf"\s+{inner}\s+", part)
        if len(tests) == 1:
            lines.append(f"  {shortened(part.strip())}")
        else:
            lines.append(f"  {inner_head}")
            lines += [f"    {shortened(test.strip())}" for test in tests]
    return "\n".join(lines)


def _dangling(stumble: Stumble) -> Diagnostic | None:
    if stumble.kind in _JOINTS and not stumble.line:
        return DANGLING_AND_OR.at(
            stumble.span,
            f"a line cannot begin with `{stumble.word}`",
            help=_put_under("or" if stumble.kind == "OR" else "and"),
        )
    if stumble.at_line_end and stumble.last_kind in _JOINTS:
        word = str(stumble.last)
        return DANGLING_AND_OR.at(stumble.span, f"a line cannot end with `{word}`", help=_put_under(word))
    return None


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


RULES = (_mixed, _dangling, _on_one_line, _block_after_where)
