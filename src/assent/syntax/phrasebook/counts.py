"""Counts as people say them."""

from __future__ import annotations

from assent.syntax.phrasebook.phrase import BEFORE, COUNT, NAME, THING, TIME, Match, digits, phrase

_COUNT = r"(?:(?:at least|at most|exactly) \d+|no)"
_ENDS = "(?= and | or | within | where |$)"
# Where a test begins: not after a name, of which the numbers would be a range.
_BEGINS = r"(?:(?<=\band\x20)|(?<=\bor\x20)|(?<!\w\x20))"
_HEAD = rf"{_COUNT} {THING}"
_BY_SIGN = {">=": ("at least", 0), ">": ("at least", 1), "<=": ("at most", 0), "<": ("at most", -1)}


def _at_least(match: Match) -> str:
    return f"at least {digits(match['count'])} {match['name']}"


def _at_most(match: Match) -> str:
    return f"at most {digits(match['count'])} {match['name']}"


def _some(match: Match) -> str:
    return match["before"] + _at_least(match)


def _more(match: Match) -> str:
    return f"at least {digits(match['count']) + 1} {match['name']}"


def _fewer(match: Match) -> str | None:
    most = digits(match["count"]) - 1
    return f"at most {most} {match['name']}" if most > 0 else f"no {match['name']}" if most == 0 else None


def _by_sign(match: Match) -> str | None:
    words, step = _BY_SIGN.get(match["sign"], ("exactly", 0))
    count = int(match["count"]) + step
    return f"{words} {count} {match['name']}" if count >= 0 else None


def _span(match: Match) -> str:
    return f"{digits(match['low'])} to {digits(match['high'])} {match['name']}"


PHRASES = (
    phrase(rf"(?P<count>{COUNT}) or more (?:of )?(?P<name>{THING})", _at_least),
    phrase(rf"(?P<count>{COUNT}) or (?:fewer|less) (?:of )?(?P<name>{THING})", _at_most),
    phrase(rf"(?:no|not) (?:less|fewer) than (?P<count>{COUNT}) (?P<name>{THING})", _at_least),
    phrase(rf"(?:a )?min(?:imum)?(?: of)? (?P<count>{COUNT}) (?P<name>{THING})", _at_least),
    phrase(rf"(?:no|not) more than (?P<count>{COUNT}) (?P<name>{THING})", _at_most),
    phrase(rf"(?:up to|(?:a )?max(?:imum)?(?: of)?) (?P<count>{COUNT}) (?P<name>{THING})", _at_most),
    phrase(rf"(?:more than|over|greater than) (?P<count>{COUNT}) (?P<name>{THING})", _more),
    phrase(rf"(?:less than|fewer than|under) (?P<count>{COUNT}) (?P<name>{THING})", _fewer),
    phrase(
        rf"{_BEGINS}(?:between |from )?(?P<low>{COUNT}) ?(?:and|to|-|–|\.\.) ?(?P<high>{COUNT}) (?P<name>{THING})",
        _span,
    ),
    phrase(
        rf"(?:the )?(?:count|number|total)(?: of|\()? ?(?P<name>{NAME})\)?"
        r" (?:is )?(?P<sign>>=|<=|>|<|==?) ?(?P<count>\d+)",
        _by_sign,
    ),
    phrase(rf"{BEFORE}(?P<head>at least|at most|exactly) (?P<name>{THING}){_ENDS}", "{before}{head} 1 {name}"),
    phrase(rf"{BEFORE}(?:(?:any|some|an) )?(?P<name>{THING}) where", "{before}at least 1 {name} where"),
    phrase(rf"{BEFORE}(?:any|some|an) (?P<name>{THING}){_ENDS}", "{before}at least 1 {name}"),
    phrase(rf"{BEFORE}(?P<count>\d+) ?x (?P<name>{THING}){_ENDS}", _some),
    phrase(
        rf"(?P<head>{_COUNT}) (?:different|separate|distinct|other|(?:sets?|instances?|occurrences?) of)"
        rf" (?P<name>{THING})",
        "{head} {name}",
    ),
    phrase(rf"{BEFORE}(?P<count>{COUNT}) (?P<name>{THING})$", _some),
    # The latest.
    phrase(
        rf"(?:the )?latest (?P<name>{NAME}) (?:>=?|<=?|is|in) (?P<time>{TIME})(?: old)?",
        "latest {name} within the last {time}",
    ),
    phrase(rf"(?:the )?latest (?P<name>{NAME})$", "latest {name} within the last 6 months"),
    phrase(rf"{BEFORE}(?:the )?(?:last|most recent|newest) (?P<name>{THING})", "{before}latest {name}"),
    phrase(rf"latest (?P<name>{NAME}) (?P<field>{NAME}) (?P<sign>is|>=|<=|>|<)", "latest {name}.{field} {sign}"),
    # Conditions on what is counted.
    phrase(
        rf"(?P<head>{_HEAD}) (?:where|with|whose|having) (?P<field>{NAME}) (?P<value>{NAME})$",
        "{head} where {field} is {value}",
    ),
    phrase(rf"(?P<head>{_HEAD}) (?:with|whose|having|if|when|that has)", "{head} where"),
    phrase(rf"(?P<head>{_HEAD})(?:\.| )(?P<field>{NAME}) (?P<sign>is|>=|<=|>|<)", "{head} where {field} {sign}"),
    phrase(
        rf"(?P<head>{_HEAD}) where (?P<test>[^\n]+?) within the last (?P<time>{TIME})",
        "{head} within the last {time} where {test}",
    ),
    phrase(rf"where {NAME}\.(?P<field>{NAME})", "where {field}"),
    phrase(
        rf"(?P<name>{NAME})\.(?P<field>{NAME}) ?==? ?(?P<rest>[^\n]+)",
        "at least 1 {name} where {field} is {rest}",
        more=", or `latest {name}.{field} is {rest}`",
    ),
    phrase(
        rf"(?P<name>{NAME})\.(?P<field>{NAME}) (?P<rest>(?:is|>=|<=|>|<) [^\n]+)",
        "at least 1 {name} where {field} {rest}",
        more=", or `latest {name}.{field} {rest}`",
    ),
)
