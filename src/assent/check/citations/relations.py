"""The words beside a number that say which way it counts: "at least", "up to", "or higher", "within the last"."""

from __future__ import annotations

import re
from typing import Literal

from assent.source.record import record

Way = Literal["", "at least", "more than", "at most", "less than", "exactly"]

_REACH = 80

_COMPARED = "more|greater|longer|higher|older|larger|later|bigger"
_COMPARED_DOWN = "less|fewer|lower|shorter|younger|smaller|sooner|earlier"

_NOT_TO = r"(?:not|cannot|never)(?: to| be)?"

_AT_LEAST = (
    r"\bat (?:the )?least",
    r"\b(?:a |an )?(?:minimum|min\.)(?: [a-z]+){0,2}?(?: of| is| be)?:?",
    rf"\bnot? (?:{_COMPARED_DOWN}) than",
    rf"\b(?:{_COMPARED}) than or equal to",
    rf"\bequal to or (?:{_COMPARED}|above)(?: than)?",
    r"\bat or above",
    r"\bnot (?:be )?(?:below|under)",
    r"\bupwards of",
    r">\s?=|≥|⩾|=>|> or =",
)
_AT_MOST = (
    r"\bat (?:the )?most",
    r"\b(?:a |an )?(?:maximum|max\.)(?: [a-z]+){0,2}?(?: of| is| be)?:?",
    rf"\bnot? (?:{_COMPARED}) than",
    rf"\b(?:{_COMPARED_DOWN}) than or equal to",
    rf"\bequal to or (?:{_COMPARED_DOWN}|below)(?: than)?",
    r"\bat or below",
    r"\bnot (?:be )?(?:above|over)",
    r"\bup to",
    rf"\b(?:{_NOT_TO}|no) exceed(?:ing)?",
    r"\b(?:limited|limit|capped|cap)(?: to| of| at)",
    r"\bas many as",
    r"\bwithin",
    r"<\s?=|≤|⩽|=<|< or =",
)
_MORE_THAN = (rf"\b(?:{_COMPARED}) than", r"\bexceed(?:s|ed|ing)?", r"\bin excess of", r"\b(?:above|beyond|over)", r">")
_LESS_THAN = (rf"\b(?:{_COMPARED_DOWN}) than", r"\b(?:below|under)", r"<")
_EXACTLY = (r"\bexactly", r"\bequals?(?: to)?", r"=")

_LAST = r"last|past|previous|preceding|prior|most recent"
# "last" and "past" alone are words of their own: "symptoms last 6 weeks".
_WINDOW = (
    r"(?:\b(?P<lead>within|in|during|over|of|from|throughout|for|lasting)\s+)?"
    rf"(?:\b(?:the|their|his|her|any)\s+(?:immediately\s+)?(?:{_LAST})|\b(?:previous|preceding|prior|most recent))"
    r"|\b(?P<for>for)\s+(?:last|past)|\b(?:within|in|during|over|from)\s+(?:last|past)|(?<=\()(?:last|past)"
)
# Words that may stand between a relation and its number.
_FILL = (
    r"(?P<fill>(?:\s+(?:a|an|the|of|is|be|total|about|approximately|roughly|any|each|age|minimum|maximum|immediately"
    rf"|and including|including|{_LAST}))*)\s*$"
)


def _any(alternatives: tuple[str, ...]) -> str:
    return "|".join(alternatives)


# A relation begins a word or is a sign: looking there only makes the search five times as fast.
_PREFIX = re.compile(
    r"(?=[<>=≥≤⩾⩽]|(?<![A-Za-z])[A-Za-z])"
    rf"(?:(?P<at_least>{_any(_AT_LEAST)})|(?P<at_most>{_any(_AT_MOST)})|(?P<more_than>{_any(_MORE_THAN)})"
    rf"|(?P<less_than>{_any(_LESS_THAN)})|(?P<exactly>{_any(_EXACTLY)})|(?P<window>{_WINDOW})){_FILL}",
    re.IGNORECASE,
)

_SUFFIX = re.compile(
    r"\s?\+(?!\s?\d)"
    r"|,? or (?P<up>more|greater|higher|above|longer|older|over|later|better|up|upwards?|larger)\b(?! than\b|-)"
    r"|,? (?:and|&) (?P<and_up>older|over|above|up|upwards?|greater|longer)\b(?! than\b|-)"
    r"|,? or (?P<down>less|fewer|lower|below|under|younger|shorter|earlier|smaller)\b(?! than\b|-)"
    r"|,? (?:and|&) (?P<and_down>younger|under|below)\b(?! than\b|-)"
    r"|,? \(?(?:at (?:a |the )?)?(?P<minimum>minimum)\)?(?! (?:of|\d))\b"
    r"|,? \(?(?:at (?:a |the )?)?(?P<maximum>maximum)\)?(?! (?:of|\d))\b",
    re.IGNORECASE,
)

_LASTLY = re.compile(rf"\b(?:{_LAST})\b", re.IGNORECASE)
_AGE = re.compile(r"\b(?:older|younger)\b", re.IGNORECASE)
_AGED = re.compile(
    r"\b(?:ages?|aged)(?:\s+(?:of|is|between|from|range|group|at least|over|under|above|below|>=?|<=?|≥|≤))*\s*$",
    re.IGNORECASE,
)
_BETWEEN = re.compile(r"\b(?:between|from|of)\s+$", re.IGNORECASE)


@record
class Relation:
    """Which way a number counts, and from where to where the words for it reach.

    `window`: they look back ("within the last"); `within`: they are that one word; `of_age`: they speak
    of age ("older than"); `loose`: it is "over", which may mean "during".
    """

    way: Way
    start: int
    end: int
    window: bool = False
    within: bool = False
    of_age: bool = False
    loose: bool = False


def relation_before(text: str, start: int) -> Relation | None:
    """The relation that the words before a number state, or None."""
    begin = max(0, start - _REACH)
    found = _PREFIX.search(text, begin, start)
    if found is None:
        return None
    looks_back = found.lastgroup == "window" or found.group("window") is not None
    if looks_back:
        lasting = (found.group("lead") or found.group("for") or "").lower() in ("for", "throughout", "lasting")
        return Relation("" if lasting else "at most", found.start(), start, window=not lasting)
    way = _way(found)
    words = found.group().lower()
    if _LASTLY.search(found.group("fill")) and (way == "at most" or words.startswith("over")):
        return Relation("at most", found.start(), start, window=True)
    return Relation(
        way,
        found.start(),
        start,
        of_age=_AGE.search(words) is not None,
        loose=words.split()[0] == "over",
        within=words.split()[0] == "within",
    )


def _way(found: re.Match[str]) -> Way:
    if found.group("at_least"):
        return "at least"
    if found.group("at_most"):
        return "at most"
    if found.group("more_than"):
        return "more than"
    return "less than" if found.group("less_than") else "exactly"


def relation_after(text: str, end: int) -> Relation | None:
    """The relation that the words right after a number or its unit state, or None."""
    found = _SUFFIX.match(text, end)
    if found is None:
        return None
    down = found.group("down") or found.group("and_down") or found.group("maximum")
    return Relation("at most" if down else "at least", end, found.end(), of_age=_AGE.search(found.group()) is not None)


def speaks_of_age(text: str, start: int) -> bool:
    """Whether the words before a number say that it is an age."""
    return _AGED.search(text, max(0, start - 40), start) is not None


def is_between(text: str, start: int) -> bool:
    """Whether "between" or "from" stands before a number."""
    return _BETWEEN.search(text, max(0, start - 10), start) is not None
