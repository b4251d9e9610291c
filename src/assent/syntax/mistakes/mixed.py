"""`and` and `or` on one line: both ways in which it can be read, spelled out where the line stands."""

from __future__ import annotations

import re
from collections.abc import Callable

from assent.source.catalogue import Code
from assent.source.diagnostic import Diagnostic
from assent.source.text import Span
from assent.syntax.stumble import Stumble, shortened

MIXED_AND_OR = Code("mixed-and-or", "error", "`and` and `or` on one line")

CODES = (MIXED_AND_OR,)

_JOINTS = frozenset({"AND", "OR"})
_JOINT = re.compile(r"\s(?:and|or)\s")
# A line with more than these is not spelled out.
_MOST_JOINTS = 8
_AS_BLOCKS = "write it as blocks: `all of` or `any of` on a line, and under it, indented, what belongs to it"
_STATEMENT = re.compile(r"(?P<word>unless|when)\s+")
# Lines that hold tests and no blocks: what stands before the tests, and after them.
_ONE_LINE = re.compile(
    r"(?P<before>(?:never\s+\w+\s+(?:when|unless)|assume|(?:grants|valid)\b.*?\bwhen)\s+)(?P<test>.*?)"
    r'(?P<after>\s+because\s+".*)?$'
)
_FACT = re.compile(
    r'(?P<name>\w+)\s[^"]*"(?P<label>(?:[^"\\\n]|\\[^\n])*)"(?:\s+[A-Z]\w*\s+\S+)*\s+when\s+(?P<test>.*)$'
)


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
        help=_help(stumble.written),
    )


def _help(written: str) -> str:
    """Both readings of a line, as blocks where it may hold them, else under a name that it can hold."""
    if match := _FACT.match(written):
        return _of_fact(match["name"], match["label"], match["test"])
    if match := _ONE_LINE.match(written):
        line = f"{match['before']}the_condition{match['after'] or ''}"
        return (
            "this line holds no blocks: give the condition a name, and write it here: "
            f"`{shortened(' '.join(line.split()), most=120)}`; "
            + _readings(match["test"], lambda lines: ['define the_condition "The condition"', *_indented(lines)])
        )
    head = _STATEMENT.match(written)
    if head is None:
        return _readings(written, lambda lines: lines)
    word = head["word"]
    return _readings(written[head.end() :], lambda lines: [f"{word} {lines[0]}", *lines[1:]])


def _of_fact(name: str, label: str, test: str) -> str:
    """A fact's condition stands on its line, and names nothing that holds a block: the policy says it instead."""
    head = f'define {name}_applies "{shortened(label)}, where asked"'
    return (
        "a fact's condition holds no blocks: leave it out, and let the policy's tests name a definition in its place; "
        + (_readings(test, lambda lines: [head, "  all of", *_indented(_indented(lines)), f"    {name}"]))
    )


def _indented(lines: list[str]) -> list[str]:
    return [f"  {line}" for line in lines]


def _readings(test: str, around: Callable[[list[str]], list[str]]) -> str:
    if len(_JOINT.findall(test)) > _MOST_JOINTS:
        return _AS_BLOCKS
    readings = (_reading(test, "or", "any of", "and", "all of"), _reading(test, "and", "all of", "or", "any of"))
    one, other = ("\n".join(around(lines)) for lines in readings)
    return f"write which one you mean:\n{one}\nor:\n{other}"


def _reading(body: str, outer: str, outer_head: str, inner: str, inner_head: str) -> list[str]:
    lines = [outer_head]
    for part in re.split(rf"\s+{outer}\s+", body):
        tests = re.split(rf"\s+{inner}\s+", part)
        if len(tests) == 1:
            lines.append(f"  {shortened(part.strip())}")
        else:
            lines.append(f"  {inner_head}")
            lines += [f"    {shortened(test.strip())}" for test in tests]
    return lines


RULES = (_mixed,)
