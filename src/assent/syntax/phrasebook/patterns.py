"""Moving windows, and how far events lie apart, as people say them."""

from __future__ import annotations

from assent.syntax.phrasebook.phrase import NAME, THING, TIME_UNIT, Match, phrase

_COUNT = r"(?:(?:at least|at most|exactly) \d+|no)"
_HEAD = rf"(?P<head>{_COUNT} (?P<name>{THING}))"
_LENGTH = rf"(?P<amount>\d+)[ -]?(?P<unit>{TIME_UNIT})"
_STRETCH = rf"(?:(?:rolling|moving|consecutive|one|single|given) )?{_LENGTH}(?: (?:period|window|span|stretch))?"
_WINDOW = rf"(?P<window> within the last \d+ {TIME_UNIT})"
_FOLLOW = r"(?: apart| from (?:each other|one another)| between (?:them|each))?"
_ONE = {"day": "1 day", "week": "1 week", "month": "1 month", "year": "1 year"}


def _length(match: Match) -> str:
    unit = match["unit"].rstrip("s")
    return f"{match['amount']} {unit}{'' if match['amount'] == '1' else 's'}"


def _moving(match: Match) -> str:
    return f"{match['head']} within any {_length(match)}"


def _moving_one(match: Match) -> str:
    return f"{match['head']} within any {_ONE[match['unit']]}"


def _turned(match: Match) -> str:
    return f"{match['head']} within any {_length(match)}{match['window']}"


def _near(match: Match) -> str:
    return f"{match['head']} no more than {_length(match)} apart"


def _apart(match: Match) -> str:
    return f"{match['head']} at least {_length(match)} apart"


def _every(match: Match) -> str:
    return f"every {match['name']} at least {_length(match)} apart"


_ROW = r"(?:consecutive|continuous|uninterrupted|straight|sequential|successive|contiguous)"
_BOUND = r"(?:(?P<bound>at least|at most|a minimum of|minimum) )?"
_TIME = r"(?P<unit>(?:day|week|month|year)s?)"
_GAPS = r"(?:with|allowing) (?:gaps|breaks|interruptions)(?: of| up to| no longer than| no more than| at most)*"


def _in_a_row(match: Match) -> str:
    bound = "at most" if match["bound"] == "at most" else "at least"
    return f"{bound} {match['amount']} consecutive {match['unit']} of {match['name']}"


PHRASES = (
    # How long episodes last.
    phrase(rf"{_BOUND}(?P<amount>\d+) {_ROW} {_TIME}(?: of)? (?P<name>{THING})", _in_a_row),
    phrase(rf"{_BOUND}(?P<amount>\d+) {_TIME} {_ROW}(?: of)? (?P<name>{THING})", _in_a_row),
    phrase(rf"{_BOUND}(?P<amount>\d+) {_TIME} of {_ROW} (?P<name>{THING})", _in_a_row),
    phrase(
        rf"{_BOUND}(?P<amount>\d+) {_TIME} of (?P<name>{THING}) {_GAPS} (?P<gap>\d+ (?:day|week)s?)",
        lambda match: f"{_in_a_row(match)} with gaps of at most {match['gap']}",
    ),
    phrase(rf"{_GAPS} (?P<gap>\d+ (?:day|week)s?)", "with gaps of at most {gap}"),
    # Step therapy.
    phrase(
        rf"step therapy for (?:at least )?{_LENGTH} (?:with|of|on|using) (?P<name>{THING})",
        lambda match: f"step therapy with {match['name']} for {_length(match)}",
    ),
    phrase(rf"step therapy (?:of |for |on |using )?(?P<name>(?!with\b){THING})", "step therapy with {name}"),
    phrase(
        rf"(?P<step>step therapy with {NAME}) (?:for|of) (?:at least|a minimum of) {_LENGTH}",
        lambda match: f"{match['step']} for {_length(match)}",
    ),
    phrase(
        rf"(?P<step>step therapy with {NAME}(?: for \d+ {TIME_UNIT})?) at (?:at least|a minimum of) (?P<dose>\d+)",
        "{step} at {dose}",
    ),
    # The first, the highest, the lowest of several values.
    *(
        phrase(rf"(?:the )?(?:{said}) (?:of )?(?P<name>{THING})\.(?P<field>{NAME})", f"{which} {{name}}.{{field}}")
        for said, which in (
            ("first|oldest|initial|earliest of", "earliest"),
            ("last|newest|most recent|latest of", "latest"),
            ("maximum|max|peak|greatest|largest|highest of", "highest"),
            ("minimum|min|smallest|lowest of", "lowest"),
        )
    ),
    # Windows that move, and events apart.
    # Where both stand, the stretch that moves comes before the one that looks back.
    phrase(rf"{_HEAD}{_WINDOW} (?:with)?in (?:any|a|one) {_STRETCH}", _turned),
    phrase(rf"{_HEAD} within {_LENGTH} (?:of|from) (?:each other|one another)", _near),
    phrase(rf"{_HEAD} per (?P<per>{NAME}) within any {_LENGTH}", lambda match: f"{_moving(match)} per {match['per']}"),
    phrase(rf"{_HEAD} for (?:each|every) (?P<field>{NAME})", "{head} per {field}"),
    phrase(rf"{_HEAD} (?:with)?in (?:any|a|one|every|each) {_STRETCH}", _moving),
    phrase(rf"{_HEAD} (?:within any|per|every|each|in|in any|over any) {_STRETCH}", _moving),
    phrase(
        rf"{_HEAD} within {_LENGTH}",
        _moving,
        more=", or `within the last {amount} {unit}`, counted back from the date of the request",
    ),
    phrase(rf"{_HEAD} (?:a|an|per|each|every|in any|in a|within a) (?P<unit>day|week|month|year)", _moving_one),
    phrase(rf"{_HEAD} (?:(?:each )?(?:at most|up to|not more than|within)|no more than) {_LENGTH}{_FOLLOW}", _near),
    phrase(
        rf"{_HEAD} (?:separated by|spaced(?: by)?|with) (?:(?:at least|a minimum of) )?{_LENGTH}{_FOLLOW}",
        _apart,
    ),
    phrase(
        rf"{_HEAD} {_LENGTH} apart",
        _apart,
        more=", or `no more than {amount} {unit} apart`, whichever is meant",
    ),
    phrase(rf"(?:all|each|every) (?P<name>{THING}) (?:(?:at least|spaced|separated by) )*{_LENGTH}{_FOLLOW}", _every),
    phrase(rf"^(?P<name>{THING}) at least {_LENGTH} apart", _every),
    phrase(rf"(?:at least|a minimum of) {_LENGTH} between (?:each |all |any |two )?(?P<name>{THING})", _every),
    phrase(
        rf"every (?P<name>{THING}) where (?P<test>[^\n]+?) at least {_LENGTH} apart",
        lambda match: f"{_every(match)} where {match['test']}",
    ),
)
