"""Mistakes in a comparison: its sign, its words, its order."""

from __future__ import annotations

import re

from assent.source.catalogue import Code
from assent.source.diagnostic import Diagnostic
from assent.source.text import Span
from assent.syntax.stumble import CHARACTER, Stumble, shortened

FOREIGN_COMPARISON = Code("foreign-comparison", "error", "a sign of comparison from another language")
DOUBLED_COMPARISON = Code("doubled-comparison", "error", "two signs of comparison where one is meant")
SPELLED_COMPARISON = Code("spelled-comparison", "error", "a comparison of values in words, where a sign is meant")
VALUE_FIRST = Code("value-first", "error", "a comparison that begins with its number")

CODES = (FOREIGN_COMPARISON, DOUBLED_COMPARISON, SPELLED_COMPARISON, VALUE_FIRST)

_SIGNS = {
    "=": "is", "==": "is", "===": "is", ":=": "is", "!=": "is not", "!==": "is not", "≠": "is not", "/=": "is not",
    "≥": ">=", "=>": ">=", "⩾": ">=", "≤": "<=", "=<": "<=", "⩽": "<=",
}  # fmt: skip
_GREATER = "more than|greater than|higher than|larger than|longer than|older than|over|above"
_LESS = "less than|fewer than|lower than|smaller than|shorter than|younger than|under|below"
_WORDS = (
    (rf"(?:at least|no less than|not less than|no fewer than|minimum of|from|(?:{_GREATER}) or equal to)", ">="),
    (rf"(?:at most|no more than|not more than|up to|maximum of|(?:{_LESS}) or equal to)", "<="),
    (rf"(?:{_GREATER}|exceeds|exceeding)", ">"),
    (rf"(?:{_LESS})", "<"),
    (r"(?:equals|equal to|the same as)", "is"),
)
_BEFORE = r"(?:(?:is|are|of|being|for|lasting|lasts|lasted|must be|should be) )?"
_SPELLED = tuple((re.compile(rf"{_BEFORE}{words}(?: of)?\b\s*", re.IGNORECASE), sign) for words, sign in _WORDS)
_BEGINS_WITH_NUMBER = re.compile(r"-?\d+(?:\.\d+)?(?:\s*[A-Za-z%][\w/%]*)?\s*(?:[<>]=?|is\b)")
_OPPOSITE = {">=": "<=", "<=": ">=", ">": "<", "<": ">"}


def _doubled(stumble: Stumble) -> Diagnostic | None:
    last = stumble.last
    if last is None or last.type not in {"COMPARE", "IS"} or stumble.word[:1] not in {"<", ">", "=", "≥", "≤", "!"}:
        return None
    span = stumble.span_from(last)
    joined = "".join(span.text.split())
    if last.type == "IS":
        sign, help = (
            str(stumble.word),
            f"leave `is` out: `{stumble.fixed(span, _SIGNS.get(stumble.word, stumble.word))}`",
        )
    elif joined in {">=", "<="}:
        sign, help = joined, f"write it without a space: `{stumble.fixed(span, joined)}`"
    elif joined in {"<>", "><"}:
        sign, help = joined, f"for «not equal» write `{stumble.fixed(span, 'is not')}`"
    else:
        sign, help = stumble.word, f"keep one of them: `{stumble.fixed(span, str(last))}`"
    return DOUBLED_COMPARISON.at(
        span, f"`{last}` and `{sign}` both compare" if sign != joined else f"`{span.text}` is not one sign", help=help
    )


def _foreign(stumble: Stumble) -> Diagnostic | None:
    if stumble.kind != CHARACTER or stumble.word not in _SIGNS or not stumble.line:
        return None
    sign = _SIGNS[stumble.word]
    what = {
        "is": "for «equal» write `is`", "is not": "for «not equal» write `is not`",
        ">=": "for «at least» write `>=`", "<=": "for «at most» write `<=`",
    }[sign]  # fmt: skip
    if stumble.last_kind != "NAME":
        return FOREIGN_COMPARISON.at(stumble.span, f"`{stumble.word}` is not a sign of the language", help=what)
    before, after = (
        stumble.written[: stumble.start - stumble.line_start].rstrip(),
        stumble.source.text[stumble.end : stumble.line_end].strip(),
    )
    return FOREIGN_COMPARISON.at(
        stumble.span,
        f"`{stumble.word}` is not a sign of the language",
        help=f"{what}: `{shortened(f'{before} {sign} {after}', most=120)}`",
    )


def _spelled(stumble: Stumble) -> Diagnostic | None:
    last = stumble.last
    if last is None or not ("COMPARE" in stumble.accepts or last.type == "IS"):
        return None
    start = last.start_pos or 0 if last.type == "IS" else stumble.start
    words = stumble.source.text[start : stumble.line_start + len(stumble.written)]
    for pattern, sign in _SPELLED:
        match = pattern.match(words)
        if match and re.match(r"\d|one\b|two\b|three\b|four\b|five\b|six\b|[a-z]", words[match.end() :]):
            span = Span(stumble.source, start, start + len(match[0].rstrip()))
            return SPELLED_COMPARISON.at(
                span,
                f"`{span.text}` is a comparison in words",
                help=f"values are compared with a sign: `{stumble.fixed(span, sign)}`",
            )
    return None


# `x at least 4`, with or without its unit: what would be the start of `x at least 4 months ago`.
_AMOUNT = re.compile(
    r"\b(at\s+least|at\s+most|more\s+than|less\s+than)\s+(?P<value>\d+(?:\.\d+)?(?:\s*(?P<unit>[A-Za-z%µ°][\w/%^]*))?)$"
)


def spelled_amount(stumble: Stumble) -> Diagnostic | None:
    """A number after `at least`, `more than` and the like, with neither a date nor another value after it."""
    if "BELOW" not in stumble.accepts:
        return None
    before = stumble.source.text[stumble.line_start : stumble.start].rstrip()
    match = _AMOUNT.search(before)
    if match is None or not {"AT", "MORE_THAN", "LESS_THAN"} & set(stumble.kinds[1:]):
        return None
    start = stumble.line_start + match.start()
    span = Span(stumble.source, start, start + len(match[1]))
    sign = {"at least": ">=", "at most": "<=", "more than": ">", "less than": "<"}[" ".join(match[1].split())]
    help = f"values are compared with a sign: `{stumble.fixed(span, sign)}`"
    is_time = re.fullmatch(r"(?:day|week|month|year)s?", match["unit"] or "")
    if "AGO" in stumble.accepts and is_time and "TIME_SINCE" not in stumble.kinds:
        help += f"; of a date, say since when: `{shortened(before.strip())} ago`"
    return SPELLED_COMPARISON.at(span, f"`{span.text}` is a comparison in words", help=help)


def _value_first(stumble: Stumble) -> Diagnostic | None:
    if stumble.kinds[:1] != ("NUMBER",) or not _BEGINS_WITH_NUMBER.match(stumble.written):
        return None
    parts = re.match(r"(.*?)\s*(>=|<=|>|<)\s*([A-Za-z_]\w*)\s*(?:(>=|<=|>|<)\s*(.+))?$", stumble.written)
    help = "begin with the name of the fact, such as `pain_score >= 4`"
    if parts:
        help = f"begin with the name: `{parts[3]} {_OPPOSITE[parts[2]]} {parts[1]}"
        help += f" and {parts[3]} {parts[4]} {parts[5]}`" if parts[4] else "`"
    return VALUE_FIRST.at(stumble.span_from(stumble.line[0]), "this comparison begins with its number", help=help)


RULES = (_doubled, _foreign, _spelled, _value_first)
