"""`and` and `or` on one line: both ways in which it can be read, spelled out where the line stands."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import partial

from assent.source.catalogue import Code
from assent.source.diagnostic import Diagnostic
from assent.source.text import Span
from assent.syntax.stumble import Stumble, shortened

MIXED_AND_OR = Code("mixed-and-or", "error", "`and` and `or` on one line")

CODES = (MIXED_AND_OR,)

Lines = list[str]

_JOINTS = frozenset({"AND", "OR"})
_JOINT = re.compile(r"\s(?:and|or)\s")
# A line with more than these is not spelled out.
_MOST_JOINTS = 8
_AS_BLOCKS = "write it as blocks: `all of` or `any of` on a line, and under it, indented, what belongs to it"
_STATEMENT = re.compile(r"(?P<word>unless|when)\s+")
# Lines that hold tests and no blocks: what stands before the tests, and after them.
_ONE_LINE = re.compile(
    r"(?P<before>(?:never\s+\w+\s+(?:when|unless)|assume|(?:grants\s+(?:\"|\d|\w+\s+of\b)|valid\s+for\b).*?\bwhen)\s+)(?P<test>.*?)"
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
    return _placed(written, _both_readings) or _AS_BLOCKS


def grouped(written: str) -> str:
    """What to write for a line whose tests are grouped by brackets; nothing where they are not, or not only they."""
    return _placed(written, _one_reading)


def _placed(written: str, spell: Callable[[str], list[Lines]]) -> str:
    """The blocks that the tests of a line come to, spelled where it may hold them, else under a name."""
    before, test = "", written
    around: Callable[[Lines], Lines] = _alone
    if match := _ONE_LINE.match(written):
        line = " ".join(f"{match['before']}the_condition{match['after'] or ''}".split())
        before = (
            f"this line holds no blocks: give the condition a name, and write it here: `{shortened(line, most=120)}`; "
        )
        test, around = match["test"], _defined
    elif match := _FACT.match(written):
        before, test, around = _of_fact(match["name"], match["label"], match["test"])
    elif head := _STATEMENT.match(written):
        test, around = written[head.end() :], partial(_after, head["word"])
    readings = ["\n".join(around(lines)) for lines in spell(test)]
    if not readings:
        return ""
    which = "write which one you mean:\n" if len(readings) > 1 else "write\n"
    return f"{before}{which}" + "\nor:\n".join(readings)


def _alone(lines: Lines) -> Lines:
    return lines


def _defined(lines: Lines) -> Lines:
    return ['define the_condition "The condition"', *_indented(lines)]


def _after(word: str, lines: Lines) -> Lines:
    return [f"{word} {lines[0]}", *lines[1:]]


def _of_fact(name: str, label: str, test: str) -> tuple[str, str, Callable[[Lines], Lines]]:
    """A fact's condition stands on its line, and names nothing that holds a block: the policy says it instead."""
    head = f'define {name}_applies "{shortened(label)}, where asked"'
    why = (
        "a fact's condition holds no blocks: leave it out, and let the policy's tests name a definition in its place; "
    )
    return why, test, lambda lines: [head, "  all of", *_indented(_indented(lines)), f"    {name}"]


def _indented(lines: Lines) -> Lines:
    return [f"  {line}" for line in lines]


def _both_readings(test: str) -> list[Lines]:
    if len(_JOINT.findall(test)) > _MOST_JOINTS:
        return []
    return [_reading(test, "or", "any of", "and", "all of"), _reading(test, "and", "all of", "or", "any of")]


def _one_reading(test: str) -> list[Lines]:
    """The blocks that brackets stand for; none where `and` and `or` meet outside of them as well."""
    if len(_JOINT.findall(test)) > _MOST_JOINTS or re.search(r"\bwhere\b", test):
        return []
    lines = _block(test)
    return [lines] if lines is not None and len(lines) > 1 else []


def _block(test: str) -> Lines | None:
    test = test.strip()
    no = "not " if re.match(r"not\s*\(", test) else ""
    inner = test.removeprefix("not").strip() if no else test
    while inner.startswith("(") and _closes(inner) == len(inner) - 1:
        inner = inner[1:-1].strip()
    parts, joints = _split(inner)
    if len(joints) > 1 or any(not part for part in parts):
        return None
    if not joints:
        return [f"{no}{inner}"] if not set("()[]{}") & set(inner) else None
    lines = [no + ("all of" if joints == {"and"} else "any of")]
    for part in parts:
        block = _block(part)
        if block is None:
            return None
        lines += _indented(block)
    return lines


def _closes(test: str) -> int:
    """Where the bracket with which a text begins is closed; -1 where it does not begin with one, or is not closed."""
    depth = 0
    for at, sign in enumerate(test):
        depth += (sign == "(") - (sign == ")")
        if depth <= 0:
            return at or -1
    return -1


def _split(test: str) -> tuple[Lines, set[str]]:
    """The parts of a line between the `and` and `or` outside of all brackets, and which of the two those are."""
    parts, joints, depth, start = [], set(), 0, 0
    for match in re.finditer(r"[()]|(?<=[\s)])(and|or)(?=[\s(])", test):
        if match[1] is None:
            depth += 1 if match[0] == "(" else -1
        elif depth == 0:
            parts.append(test[start : match.start()].strip())
            joints.add(match[1])
            start = match.end()
    return [*parts, test[start:].strip()], joints


def _reading(body: str, outer: str, outer_head: str, inner: str, inner_head: str) -> Lines:
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
