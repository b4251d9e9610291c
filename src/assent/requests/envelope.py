"""Reading what stands around the facts of a request: which policy it is for, its date, its id.

This module uses the standard library alone and stands, word for word, in every generated checker.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from assent.language.calendar import format_day, parse_day
from assent.requests.findings import (
    LARGEST_NUMBER,
    LONGEST_TEXT,
    MOST_DIGITS,
    Findings,
    is_mapping,
    not_a_date,
    path_to,
    quoted,
)

REQUEST_KEYS = ("policy", "as_of", "id", "facts")
_REQUEST_KEYS = frozenset(REQUEST_KEYS)


def read_envelope(
    request: Any, policy_id: str, effective: int, until: int | None, last_as_of: int
) -> tuple[Findings, str | int | None, dict[Any, Any]]:
    """What was found around the facts, the request's id, and the facts as they were given, in a mapping of our own.

    `last_as_of` is the last date of a request whose authorization would still end in the calendar.
    """
    found = Findings()
    if not is_mapping(request):
        found.fault("", f"expected a request, with `as_of` and `facts`, not {quoted(request)}")
        return found, None, {}
    if not request.keys() <= _REQUEST_KEYS:
        found.refuse_keys(request, REQUEST_KEYS, "")
    policy = request.get("policy")
    if policy is not None and (not isinstance(policy, str) or policy != policy_id):
        found.fault("policy", f"expected `{policy_id}`, the policy that decides this request, not {quoted(policy)}")
    as_of = request.get("as_of")
    day = parse_day(as_of) if type(as_of) is str else None
    if day is not None and effective <= day <= last_as_of and (until is None or day <= until):
        found.as_of, found.as_of_text = day, as_of
    else:
        _read_as_of(as_of, effective, until, last_as_of, found)
    id = request.get("id")
    if id is not None:
        id = _read_id(id, found)
    facts = request.get("facts")
    if not is_mapping(facts):
        instead = "" if facts is None else f", not {quoted(facts)}"
        found.fault("facts", f"expected the facts, each by its name (`{{}}` if none is known){instead}")
        facts = {}
    return found, id, dict(facts)


def _read_as_of(value: Any, effective: int, until: int | None, last_as_of: int, found: Findings) -> None:
    day = None
    if isinstance(value, str):
        day, value = parse_day(value), str(value)
    elif isinstance(value, date) and not isinstance(value, datetime):
        day, value = value.toordinal(), value.isoformat()
    if day is None:
        expected = "expected the date that the request is decided for, as YYYY-MM-DD"
        found.fault("as_of", expected if value is None else not_a_date(value))
        return
    found.as_of, found.as_of_text = day, value
    if day < effective:
        found.fault("as_of", f"{value} is before {format_day(effective)}, the first day of this policy")
    elif until is not None and day > until:
        found.fault("as_of", f"{value} is after {format_day(until)}, the last day of this policy")
    elif day > last_as_of:
        found.fault("as_of", f"{value} is too late: an authorization would last beyond the year 9999")


def _read_id(value: Any, found: Findings) -> str | int | None:
    if isinstance(value, str):
        if len(value) <= LONGEST_TEXT and is_sound(value):
            return value
        found.fault("id", f"expected at most {LONGEST_TEXT} characters, all of them whole, not {quoted(value)}")
        return None
    if isinstance(value, int) and not isinstance(value, bool):
        if -LARGEST_NUMBER <= value <= LARGEST_NUMBER:
            return value
        found.fault("id", f"expected at most {MOST_DIGITS} digits")
        return None
    found.fault("id", f"expected a text or a whole number, not {quoted(value)}")
    return None


def is_sound(text: str) -> bool:
    """Whether a text can be written down: it has no half of a character that only a pair makes whole."""
    if text.isascii():
        return True
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True


def read_unknown_facts(facts: Mapping[Any, Any], names: frozenset[str] | tuple[str, ...], found: Findings) -> None:
    """A fault for each name that no vocabulary of the policy declares. Quickest with a frozenset."""
    if type(facts) is dict and type(names) is frozenset and facts.keys() <= names:
        return
    for name in facts:
        if name not in names:
            meant = found.suggested(name, names)
            found.fault(path_to("facts", name), f"no fact of this policy is called {quoted(name)}{meant}")
