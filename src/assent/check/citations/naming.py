"""Numbers that are no quantities: codes, dates, places in a document, kinds, and the ends of a scale."""

from __future__ import annotations

import re
from decimal import Decimal

_MONTHS = (
    "January|February|March|April|May|June|July|August|September|October|November|December"
    "|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec"
)
_DATES = re.compile(
    r"\b\d{4}-\d{2}-\d{2}\b|\b\d{1,2}/\d{1,2}/\d{2,4}\b"
    rf"|\b(?:{_MONTHS})\.? \d{{1,2}}(?:st|nd|rd|th)?(?:, ?\d{{4}})?\b|\b\d{{1,2}} (?:{_MONTHS})\b(?: \d{{4}})?"
    r"|\b(?:\(?\d{3}\)?[ -])?\d{3}-\d{4}\b"
)
_MAY_BE_DATE = re.compile(r"\d[/-]\d|(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)")
# A number after one of these is a name, unless words beside it compare it ("grade 3 or higher").
_NAMED = re.compile(
    r"(?:\b(?:CPT|HCPCS|ICD|ICD-?\d+|ICD-10-CM|DRG|NDC|LCD|NCD|CPB|CFR|U\.?S\.?C\.?|codes?|sections?|tables?"
    r"|figures?|figs?\.?|pages?|pp?\.|steps?|types?|grades?|stages?|phases?|levels?|class(?:es)?|categor(?:y|ies)"
    r"|versions?|chapters?|appendix|parts?|items?|criteri(?:on|a)|numbers?|nos?\.|tiers?|titles?|lines?|notes?"
    r"|polic(?:y|ies)|forms?|exhibit|articles?|paragraphs?|groups?|options?"
    r"|questions?|rows?|columns?|exclusions?|requirements?|covid|days?|weeks?"
    r"|months?|visits?|cycles?|sessions?)|[§#])[\s:#-]*$",
    re.IGNORECASE,
)
_CODED = re.compile(
    r"\b(?:CPT|HCPCS|ICD|DRG|NDC|LCD|NCD|codes?|procedures?|polic(?:y|ies))\b[^.;]{0,60}$", re.IGNORECASE
)

_SCALE_BEFORE = re.compile(
    r"\b(?:(?:scales?|range|spectrum) (?:of|from|is|between)|rated|rating|ranges?(?: from)?|ranging(?: from)?"
    r"|scored|scoring|graded)"
    r"(?: (?:on|a|from|of|the|between))*\s*\(?$|\b(?:scales?|scores?) ?\($",
    re.IGNORECASE,
)
_ACRONYM_BEFORE = re.compile(r"(?:\b[A-Z][A-Za-z]*[A-Z][A-Z0-9-]*|\([A-Za-z][\w ,:/-]{0,40}?),? $")
_SCALE_AFTER = re.compile(r"\)?[\s-]*(?:points? )?(?:pain )?(?:scales?|ratings?|scoring|Likert)\b", re.IGNORECASE)
_USUAL_TOPS = frozenset(map(Decimal, (10, 21, 24, 27, 28, 30, 42, 50, 52, 56, 60, 63, 68, 96, 100)))


def hide_dates(text: str) -> str:
    """The text with its dates and telephone numbers blanked, every other character in its place."""
    if not _MAY_BE_DATE.search(text):
        return text
    return _DATES.sub(lambda date: "\x00" * len(date.group()), text)


def is_named(text: str, start: int) -> bool:
    """Whether the words before a number make it a name: "CPT 97110", "section 4", "type 2"."""
    return _NAMED.search(text, max(0, start - 40), start) is not None


def is_code(text: str, start: int, value: Decimal) -> bool:
    """Whether a long number is a code: "CPT codes 97110, 97112"."""
    return value >= 10000 and _CODED.search(text, max(0, start - 80), start) is not None


def is_scale(text: str, start: int, end: int, low: Decimal, high: Decimal) -> bool:
    """Whether a range says how far a scale reaches, "NRS 0-10", and so demands nothing."""
    if low not in (0, 1):
        return False
    before = max(0, start - 60)
    if _SCALE_BEFORE.search(text, before, start) or _SCALE_AFTER.match(text, end):
        return True
    if text[start - 1 : start] == "(" and text[end : end + 1] == ")":
        return True
    return high in _USUAL_TOPS and _ACRONYM_BEFORE.search(text, before, start) is not None
