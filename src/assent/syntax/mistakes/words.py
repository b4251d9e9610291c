"""What each terminal of the grammar is called when an author is told that it may stand somewhere."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from types import MappingProxyType

from assent.syntax.keywords import KEYWORDS, SOFT_KEYWORDS

_PHRASES = {
    "NAME": "a name",
    "STRING": "a text in quotes",
    "LONG_STRING": 'a long text between `"""`',
    "NUMBER": "a number",
    "UNIT": "a unit, such as `weeks`",
    "DATE": "a date, such as `2026-01-31`",
    "VERSION_NUMBER": "a version, such as `1.0.0`",
    "SYSTEM": "a code system, such as `LOINC`",
    "CODE": "a code, such as `97110`",
    "COMPARE": "a comparison, such as `>=`",
    "LESS": "`<`",
    "BAR": "`|`",
    "DOTS": "`..`",
    "DOT": "a dot",
    "COMMA": "a comma",
    "ON_OR_BEFORE": "`on or before`",
    "ON_OR_AFTER": "`on or after`",
    "MORE_THAN": "`more than`",
    "LESS_THAN": "`less than`",
    "TIME_SINCE": "`years since`",
    "MORE": "`more`",
    "WANT_OF": "`want of`",
    "A_DOCUMENT": "`a document`",
    "NEVER_WORSENS": "`never worsens the outcome`",
    "FINDING": "the code of a finding, such as `superfluous-clause`",
    "JUDGEMENT": "`judgement`",
    "YES_NO": "`yes/no`",
    "DATE_TYPE": "`date`",
    "NUMBER_TYPE": "`number`",
    "WHOLE": "`whole`",
    "OR_NOT_DONE": "`or not done`",
    "EVERY": "`every`",
    "EARLIEST": "`earliest`",
    "VALUE_SET": "`value set`",
    "PLUS": "`+`",
    "MINUS": "`-`",
    "TIMES": "`*`",
    "OVER": "`/`",
    "HIGHEST": "`highest`",
    "LOWEST": "`lowest`",
    "CONSECUTIVE": "`consecutive`",
    "TIME_OF": "a unit of time",
    "WITH_GAPS_OF": "`with gaps of`",
    "STEP_THERAPY_WITH": "`step therapy with`",
    "NO_MORE_THAN": "`no more than`",
    "_NL": "the end of the line",
    "_INDENT": "an indented block",
    "_DEDENT": "the end of the block",
    "$END": "the end of the file",
}

# Keywords are their own phrase.
PHRASES: Mapping[str, str] = MappingProxyType(
    {**{word.upper(): f"`{word}`" for word in (*KEYWORDS, *SOFT_KEYWORDS)}, **_PHRASES}
)

# Several terminals that together are one idea to an author, the largest first.
_IDEAS = tuple(
    (frozenset(kinds.split()), phrase)
    for kinds, phrase in (
        ("NAME NOT AT EXACTLY NO LATEST NUMBER EVERY TIME_SINCE ALL ANY", "a test, or a block such as `all of`"),
        ("NAME NOT AT EXACTLY NO LATEST NUMBER EVERY TIME_SINCE", "a test"),
        ("NAME NOT LATEST NUMBER DATE ONE TIME_SINCE", "a value, such as `4`, a date or a name, or `one of`"),
        ("NAME NOT LATEST TIME_SINCE", "a test"),
        (
            "COMPARE IS PROVIDED WITHIN AT BEFORE AFTER ON_OR_BEFORE ON_OR_AFTER MORE_THAN LESS_THAN",
            "a comparison, such as `>= 4`, `is moderate`, `within the last 6 months` or `provided`",
        ),
        ("COMPARE IS PROVIDED WITHIN", "a comparison, such as `>= 4`, `is moderate` or `within the last 6 months`"),
        ("STRING LONG_STRING", "a text in quotes"),
        ("REQUIRE EXCLUDE REVIEW SUBMIT", "a clause (`require`, `exclude`, `review` or `submit`)"),
        (
            "DURATION DATE_TYPE YES_NO JUDGEMENT DOCUMENT NUMBER_TYPE WHOLE NUMBER DATED LIST EVIDENCE NAME",
            "a type, such as `yes/no`, `duration`, `date`, `0..10`, `document` or `judgement`",
        ),
    )
)
_ORDER = (
    "NAME", "NUMBER", "UNIT", "DATE", "CODE", "VERSION_NUMBER", "COMPARE", "_NL", "_INDENT", "_DEDENT", "$END",
)  # fmt: skip


def choices(kinds: Iterable[str]) -> tuple[str, ...]:
    """What may stand somewhere, as few phrases as say it."""
    left = set(kinds)
    said = []
    for idea, phrase in _IDEAS:
        if idea <= left:
            said.append(phrase)
            left -= idea
    # An author thinks of what to write, not of where a line or a block ends, unless nothing else is left.
    if left - {"_NL", "_INDENT", "_DEDENT", "$END"} or said:
        left -= {"_INDENT", "_DEDENT", "$END"}
    rank = {kind: number for number, kind in enumerate(_ORDER)}
    ordered = sorted(left, key=lambda kind: (1 if kind == "_NL" else 0, rank.get(kind, len(rank)), kind))
    return (*said, *(PHRASES[kind] for kind in ordered))


def one_of(kinds: Iterable[str]) -> str:
    """`choices` as a phrase: «a, b or c»."""
    said = choices(kinds)
    if len(said) <= 1:
        return "".join(said)
    return f"{', '.join(said[:-1])} or {said[-1]}"
