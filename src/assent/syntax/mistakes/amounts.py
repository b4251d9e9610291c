"""Mistakes with numbers, units, windows and dates."""

from __future__ import annotations

import re

from assent.source.catalogue import Code
from assent.source.diagnostic import Diagnostic
from assent.source.text import Span
from assent.syntax.number_words import NUMBER_WORDS
from assent.syntax.stumble import Stumble, shortened

MISSING_UNIT = Code("missing-unit", "error", "a length of time without its unit")
MISSING_THE_LAST = Code("missing-the-last", "error", "a window that does not say `the last`")
NAMED_WINDOW = Code("named-window", "error", "a name where a window has its length of time")
JOINED_UNIT = Code("joined-unit", "error", "a number and its unit without a space between them")
NUMBER_AS_WORD = Code("number-as-word", "error", "a number written as a word")
NUMBER_RANGE = Code("number-range", "error", "two numbers where one is compared, or a range in another form")
NUMBER_WITH_COMMA = Code("number-with-comma", "error", "a comma inside a number")
DATE_FORM = Code("date-form", "error", "a date in another form than 2026-01-31")

CODES = (
    NAMED_WINDOW, MISSING_UNIT, MISSING_THE_LAST, JOINED_UNIT, NUMBER_AS_WORD, NUMBER_RANGE, NUMBER_WITH_COMMA,
    DATE_FORM,
)  # fmt: skip

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_NAMED = re.compile(
    r"\b(?:[A-Z][a-z]+\.? \d{1,2}(?:st|nd|rd|th)?,? \d{4}"
    r"|\d{1,2}(?:st|nd|rd|th)?\.? [A-Z][a-z]+\.? \d{4}"
    r"|[A-Z][a-z]+ \d{4})\b"
)
_SLASHED = re.compile(r"(\d{1,4})([-/.‐‑‒–—−])(\d{1,2})\2(\d{1,4})(?!\d)")
_RANGE = re.compile(r"(-?\d+(?:\.\d+)?)\s*(?:-|–|—|\.\.\.+|\.\.|…|~|to\b)\s*(\d+(?:\.\d+)?)")
_JOINED = re.compile(r"(\d+(?:\.\d+)?)([A-Za-zµ°]+(?:/[A-Za-zµ°]\w*)*)$")
_BEFORE_NUMBER = re.compile(r"[<>=]*(?:\d+\.\.)?")
_COMMA = re.compile(r"\d+(?:,\d+)+(?:\.\d+)?")
_TYPES = frozenset({"DURATION", "YES_NO"})


def _date(stumble: Stumble) -> Diagnostic | None:
    run = stumble.run
    if match := _SLASHED.match(run.text):
        span, written = Span(stumble.source, run.start, run.start + match.end()), _as_date(match)
    elif named := next((match for match in _NAMED.finditer(stumble.written) if _has_month(match[0])), None):
        span = Span(stumble.source, stumble.line_start + named.start(), stumble.line_start + named.end())
        written = _from_name(named[0])
        if stumble.start > span.end or stumble.end < span.start:
            return None
    else:
        return None
    return DATE_FORM.at(
        span,
        f"`{shortened(span.text)}` is not a date as dates are written here",
        help=f"write the year, then the month and the day in two digits each: {written or 'such as `2026-01-31`'}",
    )


def _has_month(words: str) -> bool:
    return any(word[:3].lower() in _MONTHS for word in re.findall(r"[A-Za-z]+", words))


def _as_date(match: re.Match[str]) -> str | None:
    """The date meant, or both where two can be."""
    first, second, third = match[1], match[3], match[4]
    if len(first) == 4 and len(third) <= 2:
        return f"`{first}-{second:0>2}-{third:0>2}`"
    if len(third) != 4:
        return None
    day_first, month_first = f"`{third}-{second:0>2}-{first:0>2}`", f"`{third}-{first:0>2}-{second:0>2}`"
    if int(first) > 12 or first == second:
        return day_first
    return month_first if int(second) > 12 else f"{month_first} or {day_first}"


def _from_name(words: str) -> str | None:
    """The date meant by `June 30, 2026`."""
    numbers = [int(number) for number in re.findall(r"\d+", words)]
    if len(numbers) != 2:
        return None
    name = next(word[:3].lower() for word in re.findall(r"[A-Za-z]+", words) if word[:3].lower() in _MONTHS)
    return f"`{numbers[1]}-{_MONTHS.index(name) + 1:02}-{numbers[0]:02}`"


def _range(stumble: Stumble) -> Diagnostic | None:
    text = stumble.source.text
    number = next((token for token in reversed(stumble.line[-1:]) if token.type == "NUMBER"), None)
    start = stumble.start if number is None else number.start_pos or 0
    match = _RANGE.match(text, start, stumble.line_end)
    if match is None or not (number is not None or "NUMBER" in stumble.accepts):
        return None
    span = Span(stumble.source, match.start(), match.end())
    if set(stumble.kinds) <= {"NAME", "NUMBER"} and (stumble.accepts & _TYPES or "DOTS" in stumble.accepts):
        return NUMBER_RANGE.at(
            span,
            f"`{span.text}` is not how a range is written",
            help=f"write it with two dots: `{match[1]}..{match[2]}`",
        )
    if "COMPARE" in stumble.kinds:
        name = " ".join(stumble.line[: stumble.kinds.index("COMPARE")])
        unit = text[match.end() : stumble.line_start + len(stumble.written)].split()[:1]
        lower, upper = (" ".join((value, *unit)) for value in match.groups())
        return NUMBER_RANGE.at(
            span,
            f"`{span.text}` is two numbers, and a comparison is with one",
            help=f"write both ends: `{name} >= {lower} and {name} <= {upper}`; or only the one that must be reached",
        )
    return NUMBER_RANGE.at(
        span, f"`{span.text}` is two numbers, and one belongs here", help="write the one that must be reached"
    )


def _comma(stumble: Stumble) -> Diagnostic | None:
    run = stumble.run
    match = _COMMA.match(run.text)
    if match is None:
        return None
    whole = match[0].replace(",", "")
    parts = match[0].split(",")
    help = f"write `{whole}`"
    if len(parts) == 2 and "." not in match[0]:
        help = f"write `{parts[0]}.{parts[1]}`" + (f", or `{whole}` for thousands" if len(parts[1]) == 3 else "")
    return NUMBER_WITH_COMMA.at(
        Span(stumble.source, run.start, run.start + match.end()), f"`{match[0]}` has a comma in it", help=help
    )


def _joined(stumble: Stumble) -> Diagnostic | None:
    run = stumble.run
    before = _BEFORE_NUMBER.match(run.text)
    start = run.start + (before.end() if before else 0)
    match = _JOINED.match(stumble.source.text[start : run.end].rstrip(","))
    if match is None or not ({"NUMBER", "UNIT"} & stumble.accepts or stumble.last_kind == "NUMBER"):
        return None
    span = Span(stumble.source, start, start + match.end())
    return JOINED_UNIT.at(
        span,
        f"`{match[0]}` has no space between the number and its unit",
        help=f"write `{match[1]} {match[2]}`",
    )


def _as_word(stumble: Stumble) -> Diagnostic | None:
    number = NUMBER_WORDS.get(stumble.word.lower())
    if (
        number is None
        or "NUMBER" not in stumble.accepts
        or stumble.last_kind not in {"LEAST", "MOST", "EXACTLY", "LAST", "FOR", "TO", "COMPARE"}
    ):
        return None
    return NUMBER_AS_WORD.at(
        stumble.span,
        f"the number `{stumble.word}` is written as a word",
        help=f"write it in digits: `{stumble.fixed(stumble.span, str(number))}`",
    )


def _unit(stumble: Stumble) -> Diagnostic | None:
    if stumble.last_kind != "NUMBER" or "UNIT" not in stumble.accepts or "_NL" in stumble.accepts:
        return None
    number = stumble.last
    assert number is not None
    return MISSING_UNIT.at(
        stumble.span_of(number),
        f"`{number}` has no unit: days, weeks, months or years",
        help=f"add the unit, such as `{number} {'days' if 'VALID' in stumble.kinds else 'months'}`",
    )


def _the_last(stumble: Stumble) -> Diagnostic | None:
    if {"WITHIN", "NUMBER", "UNIT"} <= set(stumble.kinds[-3:]) and {"BEFORE", "AFTER"} <= stumble.accepts:
        return _around_what(stumble)
    if "THE" in stumble.accepts and stumble.last_kind == "WITHIN":
        words = re.match(r"(?:(?:the|last|past|previous|prior|next|a|an)\s+)*(.*)", stumble.rest)
    elif "LAST" in stumble.accepts and stumble.last_kind == "THE":
        words = re.match(r"(?:(?:past|previous|prior|next|most recent)\s+)*(.*)", stumble.rest)
    else:
        return None
    if "next" in stumble.rest.split():
        help = "of a date, write `within the next 6 months`; what is counted looks back, never ahead"
    else:
        period = " ".join((words[1] if words else "").split()[:2]) or "6 months"
        help = f"write `within the last {shortened(period)}`"
    return MISSING_THE_LAST.at(stumble.span, "this window does not say `the last`", help=help)


def _around_what(stumble: Stumble) -> Diagnostic:
    """`onset within 6 months`: up to the request, or around another date?"""
    within, number, unit = stumble.line[-3:]
    span = stumble.span_of(within)
    period = shortened(f"{number} {unit}")
    return MISSING_THE_LAST.at(
        span,
        "this window does not say `the last`, or before or after which date it lies",
        help=f"write `within the last {period}`, or `within {period} before …` with the name of a date",
    )


def _named_window(stumble: Stumble) -> Diagnostic | None:
    """`within the last lookback`: a parameter in place of a length of time."""
    if stumble.last_kind != "LAST" or stumble.kind != "NAME" or "NUMBER" not in stumble.accepts:
        return None
    if stumble.word.lower() in NUMBER_WORDS:
        return None
    return NAMED_WINDOW.at(
        stumble.span,
        f"`{stumble.said}` stands where a window has its length of time",
        help="write the length itself, such as `6 months`; where it changes from a day on, the policy of that day "
        "is a version of its own",
    )


RULES = (_named_window, _date, _comma, _range, _joined, _as_word, _the_last, _unit)
