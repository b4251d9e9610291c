"""Calculated values, and the formulas below them, as people write them."""

from __future__ import annotations

import re

from assent.syntax.phrasebook.phrase import NAME, NUMBER, OPERAND, UNIT, UNITS, Match, phrase

_TEXT = r'"[^"\n]*"'
_WORDS = r"calculated?|calculates|calculation|comput(?:e|ed|es)|derived?|formula|function"
_A_TITLE = '"..."'
# A name or a number in a formula.
_VALUE = rf"(?:{OPERAND}|{NUMBER})"
_FORMULA = rf"(?P<formula>[^\"\n=]*{_VALUE} ?[-−–+*×/÷][^\"\n=]*?)"


def _headed(match: Match) -> str:
    found = match.groupdict()
    unit = f" {found['unit']}" if found.get("unit") else ""
    return f"calculated {found['name']}{unit} {found.get('title') or _A_TITLE}"


def _powers(match: Match) -> str:
    """`/ height ^ 2`: the sign before it, and the name, as often as the power says."""
    sign, name = match["sign"].strip(), match["name"]
    times = int(match["power"] or {"squared": 2, "cubed": 3}[match["word"].lower()])
    joint = " / " if sign in ("/", "÷") else " * "
    return f"{sign} {joint.join([name] * times)}".strip()


def _multiplied_out(match: Match) -> str | None:
    """`100 * (a - b) / c`, without its brackets; None where what they hold divides, or is taken away."""
    lead, tail = match["lead"], match["tail"]
    if match["before"].strip() or re.search(r"[/÷]\s*$", lead):
        return None
    return f"{lead}{match['one']}{tail} {match['sign']} {lead}{match['other']}{tail}"


# The line that begins one.
EDGE = (
    phrase(
        rf"^(?:{_WORDS}) (?P<name>{NAME})(?: (?P<unit>{UNITS}))?(?: (?P<title>{_TEXT}))?"
        rf" ?(?:=|:=|:|as|is|from) ?{_FORMULA}$",
        _headed,
        more=" and the formula below it, indented by two spaces: `{formula}`",
    ),
    phrase(
        rf"^(?:let |define )?(?P<name>{NAME}) ?:?= ?{_FORMULA}$",
        _headed,
        more=" and the formula below it, indented by two spaces: `{formula}`",
    ),
    phrase(
        rf"^(?:{_WORDS}) (?P<title>{_TEXT})(?: (?P<name>{NAME}))?",
        lambda match: f"calculated {match['name'] or 'pack_years'} {match['title']}",
        more=", with a name of your own, and its unit after the name where it has one",
    ),
)

# What stands in brackets, multiplied out.
BRACKETS = (
    phrase(
        rf"(?P<before>(?:[-−–] ?)?)(?P<lead>(?:{_VALUE} ?[*×/÷] ?)*)"
        rf"\( ?(?P<one>{_VALUE}) ?(?P<sign>[-−–+]) ?(?P<other>{_VALUE}) ?\)(?P<tail>(?: ?[*×/÷] ?{_VALUE})*)",
        _multiplied_out,
        more=": a formula has no brackets, and `*` and `/` come before `+` and `-`",
    ),
    phrase(
        rf"/ ?\( ?(?P<one>{_VALUE}) ?[*×] ?(?P<other>{_VALUE}) ?\)",
        "/ {one} / {other}",
        more=": a formula has no brackets",
    ),
)

# The line below it.
FORMULA = (
    phrase(rf"(?P<one>{_VALUE}) (?:x|times|multiplied by|multiplied with) (?P<other>{_VALUE})", "{one} * {other}"),
    phrase(rf"(?P<one>{_VALUE}) (?:divided by|over|per|by) (?P<other>{_VALUE})", "{one} / {other}"),
    phrase(rf"(?P<one>{_VALUE}) (?:plus|and) (?P<other>{_VALUE})", "{one} + {other}"),
    phrase(rf"(?P<one>{_VALUE}) (?:minus|less) (?P<other>{_VALUE})", "{one} - {other}"),
    phrase(
        rf"(?P<sign>[-−–+*×/÷]? ?)(?P<name>{OPERAND}) ?(?:(?:\^|\*\*) ?(?P<power>[2-4])|(?P<word>squared|cubed))",
        _powers,
    ),
    *BRACKETS,
    phrase(rf"^(?:{NAME} ?)?= ?(?P<rest>\S[^\n]*)$", "{rest}", more=": nothing stands before a formula"),
    phrase(
        rf"(?P<number>{NUMBER}) (?P<unit>{UNIT})",
        "{number}",
        more=": the numbers of a formula have no unit; the result has one, after the name above",
    ),
)
