"""The lines of an authorization as people say them."""

from __future__ import annotations

import re

from assent.syntax.number_words import NUMBER_WORDS
from assent.syntax.phrasebook.phrase import NAME, TIME_UNIT, Match, phrase

_COUNT = rf"\d+|{'|'.join(NUMBER_WORDS)}"
_TITLE = r'"[^"\n]*"'
# What is granted, or how long an approval is valid, without its pathway and its condition.
_WHAT = rf"(?:grants (?:{_TITLE}|[^\"\n]+?)|valid for [^\"\n]+?)"
_WHEN = r"(?: when (?P<when>[^\"\n]+))?"


def _valid(match: Match) -> str:
    count = match["count"]
    return f"valid for {count if count.isdigit() else NUMBER_WORDS[count.lower()]} {match['unit']}"


def _grants(match: Match) -> str | None:
    count = match["count"].lower()
    form = f"grants {NUMBER_WORDS.get(count, count)} {match['rest'] or 'visits'}"
    return None if match[0].split() == form.split() else form


def _of_requested(match: Match) -> str:
    """With a unit, which people call the fact by: `visits_requested`."""
    count = match["count"].lower()
    return f"grants {NUMBER_WORDS.get(count, count)} {match['name'].split('_')[0]} of {match['name']}{match['rest']}"


def _unless(match: Match) -> str | None:
    """The condition as the opposite of an exception, where it is a test, or tests that are joined alike."""
    joints = set(re.findall(r"\s(and|or)\s", match["test"]))
    tests = re.split(r"\s+(?:and|or)\s+", match["test"])
    if len(joints) > 1 or (match["when"] and (" or " in match["when"] or joints == {"and"})):
        return None
    turned = [test.removeprefix("not ") if test.startswith("not ") else f"not {test}" for test in tests]
    turned.sort(key=lambda test: test.startswith("not "))
    joined = (" or " if joints == {"and"} else " and ").join(turned)
    return f"{match['what']} when {match['when']} and {joined}" if match["when"] else f"{match['what']} when {joined}"


def _for(match: Match) -> str:
    """For a pathway, in its place: before the condition."""
    return f"{match['what']} for {match['title']}" + (f" when {match['when']}" if match["when"] else "")


# Sharper ones come first.
AUTHORIZATION = (
    phrase(
        r"^(?:valid|validity)(?: (?:for|of|is|period))* ?:?"
        rf" ?(?P<count>\d+|{'|'.join(NUMBER_WORDS)}) (?P<unit>{TIME_UNIT})",
        _valid,
    ),
    phrase(
        rf"^(?:grants?|approves?|authorizes?|allows?|covers?) (?P<amount>(?:{_COUNT}) \w+)"
        rf" (?P<how>(?:per|a|an|each|every|in|over|within) [^\"\n]+?)(?P<rest>(?: for {_TITLE})?(?: when [^\"\n]+)?)$",
        'grants "{amount} {how}"{rest}',
        more=", or `grants {amount}{rest}` alone, which can be held against what was requested",
    ),
    phrase(
        rf"^grants (?P<count>{_COUNT}) of (?P<name>{NAME})(?P<rest>(?: for {_TITLE})?(?: when [^\"\n]+)?)$",
        _of_requested,
        more=": the unit after the number, the one that the fact `{name}` is declared with",
    ),
    # For several pathways.
    phrase(
        rf"^(?P<what>{_WHAT}) (?:for|when|if) (?P<title>{_TITLE}) ?(?:,|,? ?and|,? ?or|&|/) ?(?P<next>{_TITLE})"
        rf"(?P<others>(?: ?(?:,|,? ?and|,? ?or) ?{_TITLE})*)(?P<rest>(?: when [^\"\n]+)?)$",
        "{what} for {title}{rest}",
        more=", and below it `{what} for {next}{rest}`: a line for each pathway",
    ),
    # For one pathway, in another form or place.
    phrase(rf"^(?P<what>{_WHAT}) when (?P<when>[^\"\n]+?) for (?P<title>{_TITLE})$", _for),
    phrase(rf"^grants? for (?P<title>{_TITLE}) ?:? ?(?P<amount>[^\"\n]+)$", "grants {amount} for {title}"),
    phrase(rf"^(?P<what>{_WHAT}) (?:when|if|where|with|under|by|in) (?P<title>{_TITLE})(?: is met)?{_WHEN}$", _for),
    phrase(rf"^(?P<what>grants [^\"\n]+?(?<!for)) (?P<title>{_TITLE}){_WHEN}$", _for),
    # With an exception, or another word for its condition.
    phrase(
        rf"^(?P<what>{_WHAT}(?: for {_TITLE})?){_WHEN} (?:unless|except when|except if) (?P<test>[^\"\n]+)$", _unless
    ),
    phrase(
        rf"^(?P<what>{_WHAT}(?: for {_TITLE})?) (?:unless|except when|except if) (?P<test>[^\"\n]+)$",
        "{what} when not the_exception",
        more=' and, at the left edge, `define the_exception "…"`, its tests below it, in blocks `all of` and `any of`',
    ),
    phrase(
        rf"^(?P<what>{_WHAT}(?: for {_TITLE})?) (?:if|where|provided that) (?P<test>[^\"\n]+)$", "{what} when {test}"
    ),
    phrase(
        r"^(?:grants?|approves?|authorizes?|allows?|covers?)"
        r"(?: (?:up to|at most|no more than|a maximum of|maximum of|maximum))?"
        rf" (?P<count>{_COUNT})(?: (?P<rest>[^\n]+))?$",
        _grants,
    ),
    phrase(
        r"(?P<when>when|if|unless) (?:all|any|at least \d+) of$",
        "when the_condition",
        more=' and, at the left edge, `define the_condition "…"` with the block below it',
    ),
)
