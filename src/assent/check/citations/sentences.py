"""Where sentences end: at ". ! ?" before a capital or a number, abbreviations and list numbers aside."""

from __future__ import annotations

import re
from collections.abc import Iterator

_END = re.compile(r"(?<![.!?])[.!?]++[\"')\]]*+\s++(?=[\"'(\[]?[A-Z0-9])")
_LAST_WORD = re.compile(r"[\w.&/-]*$")
_BEFORE = 24

_NEVER_LAST = frozenset(
    {"e.g", "i.e", "eg", "ie", "cf", "vs", "viz", "approx", "incl", "dr", "mr", "mrs", "ms", "prof", "st", "rev", "hon"}
)
# Abbreviations that do end a sentence at times: they do before a word that begins one, and never before a number.
_OFTEN_LAST = frozenset(
    {
        "fig", "figs", "sec", "secs", "art", "vol", "pp", "p", "ch", "app", "etc", "al", "ca", "est", "ph.d", "jr",
        "sr", "inc", "ltd", "co", "corp", "dept",
        "max", "min", "wk", "wks", "mo", "mos", "yr", "yrs", "hr", "hrs", "oz", "lb", "lbs",
        "jan", "feb", "mar", "apr", "jun", "jul", "aug", "sep", "sept", "oct", "nov", "dec",
    }
)  # fmt: skip
_INITIALS = re.compile(r"(?:[A-Za-z]\.)+[A-Za-z]|[A-Z]")
_OPENERS = re.compile(
    r"(?:The|This|These|Those|That|A|An|If|It|In|For|All|Any|No|Each|Every|When|Where|Patients?|Members?|Coverage|Documentation"
    r"|Physical|Treatment|Services?|Requests?|Authorization|We|They|You)\b"
)


def sentences_of(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The sentences of a normalised stretch, as offsets into the text, spaces between them left out."""
    begin = start
    for mark in _END.finditer(text, start, end):
        if _is_end(text, begin, mark):
            yield begin, mark.end() - _trailing_spaces(mark.group())
            begin = mark.end()
    if begin < end:
        yield begin, end


def _trailing_spaces(group: str) -> int:
    return len(group) - len(group.rstrip())


def _is_end(text: str, begin: int, mark: re.Match[str]) -> bool:
    if mark.group()[0] != ".":
        return True
    word = _LAST_WORD.search(text, max(begin, mark.start() - _BEFORE), mark.start())
    last = word.group().lstrip("-/&") if word else ""
    if last.isdigit():
        # "as follows: 1. Age" numbers a list; "a score of 4. Age" ends a sentence.
        before = text[begin : word.start() if word else mark.start()].rstrip()
        return bool(before) and before[-1] not in ":;,.(" and not before.endswith((" and", " or"))
    if last.lower() in _NEVER_LAST:
        return False
    if last.lower() in ("no", "nos"):
        return not text[mark.end()].isdigit()
    if last.lower() in _OFTEN_LAST or _INITIALS.fullmatch(last):
        return bool(_OPENERS.match(text, mark.end()))
    return True
