"""Finding the heading that `under` names: whatever its case, markup, number or closing parenthesis."""

from __future__ import annotations

import re
from bisect import bisect_right

from assent.check.citations.document import Document, Heading
from assent.check.citations.normal import normalise

_NUMBER = re.compile(
    r"(?:(?:section|part|article|chapter)\s+)?(?:\(?(?:\d{1,3}(?:\.\d{1,3})*|[A-Za-z]|[ivxIVX]{2,5})[.):]|\d{1,3}(?:\.\d{1,3})+)\s+",
    re.IGNORECASE,
)
_PARENTHESIS = re.compile(r"\s*\([^()]*\)\s*$")
# How many headings and labels back a place's own heading is looked for.
_FAR = 200
_MARKS = re.compile(r"^[#\s]+|[\s:.#-]+$")


def plain(heading: str) -> str:
    """A heading without markup, number, closing parenthesis and colon: what an author writes after `under`."""
    text = _MARKS.sub("", normalise(heading).text)
    without = _MARKS.sub("", _PARENTHESIS.sub("", _NUMBER.sub("", text, count=1)))
    return without or text


def headings_named(document: Document, name: str) -> tuple[Heading, ...]:
    """The headings of a name; run-in labels ("Imaging Requirements:") where no heading has it."""
    wanted = {_key(name), _MARKS.sub("", normalise(name).text).casefold()}
    found = [heading for heading in document.headings if _names(heading, wanted)]
    return tuple([heading for heading in found if not heading.run_in] or found)


def heading_above(document: Document, offset: int, *, run_in: bool = False) -> str:
    """The nearest heading above a place, or with `run_in` the nearest label; "" where there is none."""
    at = bisect_right(document.headings, offset, key=lambda heading: heading.start)
    for heading in reversed(document.headings[max(0, at - _FAR) : at]):
        if heading.run_in == run_in and offset < heading.end:
            return plain(heading.text)
    return ""


def heading_names(document: Document) -> tuple[str, ...]:
    """What can be written after `under`, each once, headings before labels."""
    headings = [heading for heading in document.headings if not heading.run_in]
    labels = [heading for heading in document.headings if heading.run_in]
    return tuple(dict.fromkeys(plain(heading.text) for heading in (*headings, *labels)))


def _names(heading: Heading, wanted: set[str]) -> bool:
    return _key(heading.text) in wanted or _MARKS.sub("", heading.text).casefold() in wanted


def _key(text: str) -> str:
    return plain(text).casefold()
