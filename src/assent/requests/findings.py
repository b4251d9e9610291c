"""What reading a request finds: its faults and notes, and the words they are said in.

A value is quoted shortened and with nothing in it that a terminal would obey. This module uses the standard
library alone and stands, word for word, in every generated checker.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from assent.language.calendar import LAST_DAY, format_day
from assent.requests.slips import SAID_FOR_UNKNOWN, meant_date, meant_key

# Beyond these nothing is a request that anyone meant; a bound keeps every fault quick to find.
LONGEST_TEXT = 10_000
LONGEST_LIST = 100_000
# Some days more than 130 years: nobody is that old, and no chart tells of it.
LONGEST_AGO = 47_483
MOST_DIGITS = 30
LARGEST_NUMBER = 10**MOST_DIGITS - 1

_NO_MAPPINGS = frozenset((str, bool, int, float, list, tuple, type(None)))
_QUOTED_LENGTH = 40
_MOST_SUGGESTIONS = 20

# How a note ends of a judgement that was made by someone who is not asked for it.
STAYS_OPEN = "so it stays open"

# How a message ends where it is stated of something that it was not done, and nobody asked.
_NOT_DONE = "not `not done`"


class Findings:
    """What reading one request has found so far. `faults` and `notes` are (path, message).

    `as_of_text` is the date of the request as the decision echoes it, None where it is no date; `as_of` is
    then the last day of the calendar, so that the facts are read for their own faults all the same.
    """

    __slots__ = ("as_of", "as_of_text", "faults", "notes")

    def __init__(self, as_of: int = LAST_DAY) -> None:
        self.as_of = as_of
        self.as_of_text: str | None = None
        self.faults: list[tuple[str, str]] = []
        self.notes: list[tuple[str, str]] = []

    def fault(self, path: str, message: str) -> None:
        """Say what is wrong at a path."""
        if message.endswith(_NOT_DONE):
            message += "; that may be stated only where the policy declares `or not done`"
        elif message.endswith("`") and message.rpartition("not `")[2][:-1].strip().casefold() in SAID_FOR_UNKNOWN:
            message += "; what is not known is left out"
        self.faults.append((path, message))

    def note(self, path: str, message: str) -> None:
        """Say what a reader of the decision should know of a value at a path."""
        self.notes.append((path, message))

    def note_later(self, path: str, day: int, consequence: str = "") -> None:
        """Say of a date that it lies after the date of the request."""
        message = f"{format_day(day)} is after the date of the request, {format_day(self.as_of)}"
        self.notes.append((path, message + consequence))

    def note_long_ago(self, path: str, day: int) -> None:
        """Say of a date that it lies farther back than anyone remembers, where there is a date to hold it against."""
        if self.as_of < LAST_DAY:
            message = f"{format_day(day)} is more than 130 years before the date of the request; is the year right?"
            self.notes.append((path, message))

    def refuse_keys(self, mapping: Mapping[Any, Any], keys: tuple[str, ...], path: str) -> bool:
        """Whether a mapping has keys that the format does not have; each is a fault, with the nearest that it has."""
        refused = False
        for key in mapping:
            if key not in keys:
                refused = True
                # Where the value is wanting, any key may stand for it.
                told = "" if "value" in keys and "value" not in mapping else meant_key(key, keys)
                expected = self.suggested(key, keys) or told or f"; expected {listed(keys)}"
                self.fault(path_to(path, key), f"unknown key {quoted(key)}{expected}")
        return refused

    def suggested(self, word: Any, names: Iterable[str]) -> str:
        """«; did you mean …?», or nothing where no name is near, or so much is wrong that it no longer helps."""
        if not isinstance(word, str) or len(word) > 2 * _QUOTED_LENGTH or len(self.faults) >= _MOST_SUGGESTIONS:
            return ""
        from difflib import get_close_matches

        written = word.casefold()
        folded = {name.casefold(): name for name in sorted(names, reverse=True)}
        found = get_close_matches(written, [name for name in folded if _may_be_meant(written, name)], n=1, cutoff=0.6)
        return f"; did you mean `{folded[found[0]]}`?" if found else ""


def _may_be_meant(written: str, name: str) -> bool:
    """Whether it can be a slip: `new` for `renewal`, or `complete` for `incomplete`, is the opposite instead."""
    if written == name:
        return True
    if len(written) <= 4 and written[:1] != name[:1]:
        return False
    longer, shorter = (name, written) if len(name) > len(written) else (written, name)
    before = longer.removesuffix(shorter)
    return len(before) in (1, len(longer)) or (
        before.endswith("_") and before not in ("no_", "not_", "non_", "un_", "without_")
    )


def is_mapping(value: Any) -> bool:
    """Whether a value is a mapping, told quickly for the kinds that most values are of."""
    kind = type(value)
    return kind is dict or (kind not in _NO_MAPPINGS and isinstance(value, Mapping))


def listed(words: tuple[str, ...]) -> str:
    """`a`, `b` or `c`; of a long list the first ten."""
    shown = [f"`{word}`" for word in words[:10]]
    if len(words) > 10:
        return ", ".join(shown) + f" or one of {len(words) - 10} more"
    return " or ".join((", ".join(shown[:-1]), shown[-1])) if len(shown) > 1 else "".join(shown)


def quoted(value: Any) -> str:
    """A value as a message shows it: in short, on one line, and without anything that a terminal would obey."""
    if value is None:
        return "`null`"
    if value is True or value is False:
        return "`true`" if value else "`false`"
    if isinstance(value, str):
        return f"`{_plain(value)}`" if value else "an empty text"
    if isinstance(value, int):
        small = -LARGEST_NUMBER <= value <= LARGEST_NUMBER
        return f"`{int(value)}`" if small else f"a number of more than {MOST_DIGITS} digits"
    if isinstance(value, float):
        return f"`{float.__repr__(value)}`"
    if isinstance(value, Decimal):
        return f"`{_plain(str(value))}`"
    if isinstance(value, datetime):
        return "a date with a time"
    if isinstance(value, date):
        return f"`{value.isoformat()}`"
    if isinstance(value, (list, tuple)):
        return "a list"
    if isinstance(value, Mapping):
        return "a mapping"
    return f"a value of another kind (`{_plain(type(value).__name__)}`)"


def not_a_date(value: Any, expected: str = "a date") -> str:
    """What to say of a value where a date was expected: no day of the calendar has that date, or it is none at all."""
    if isinstance(value, str) and value.isascii():
        parts = value.split("-", 3)
        if [len(part) for part in parts] == [4, 2, 2] and all(part.isdigit() for part in parts):
            return f"there is no day {quoted(value)} in the calendar"
    return f"expected {expected} as YYYY-MM-DD, not {quoted(value)}{meant_date(value)}"


def path_to(path: str, key: Any) -> str:
    """The path of a key: `facts.xray`, and `facts["x ray"]` where it is no plain name."""
    if isinstance(key, str) and key.isascii() and key.isidentifier() and len(key) <= 2 * _QUOTED_LENGTH:
        return f"{path}.{key}" if path else str(key)
    shown = _plain(key) if isinstance(key, str) else quoted(key).strip("`")
    return path + '["' + shown.replace('"', "'") + '"]'


def _plain(text: str) -> str:
    """Text cut short; what does not print as itself (controls, marks of direction, halves of pairs) is spelled out."""
    start = text[: _QUOTED_LENGTH + 1]
    if not start.isprintable():
        start = "".join(c if c.isprintable() else f"\\u{ord(c):04x}" for c in start)
    return start if len(start) <= _QUOTED_LENGTH else start[: _QUOTED_LENGTH - 1] + "…"
