"""The small functions that clause functions are written in: three-valued connectives, documents, codes, counts.

Truth is True (met), False (not met) or None (unknown). This module uses the standard library alone and
stands, word for word, in every generated checker.
"""

from __future__ import annotations

from datetime import date
from functools import cache
from typing import Any

from assent.evaluate.tally import Tally, at_least_counted, at_most_counted
from assent.evaluate.trace import Truth
from assent.requests.findings import Findings


def all_of(*truths: Truth) -> Truth:
    """Met when all are met, not met when one is not, else unknown."""
    return False if False in truths else None if None in truths else True


def any_of(*truths: Truth) -> Truth:
    """Met when one is met, not met when none is, else unknown."""
    return True if True in truths else None if None in truths else False


def at_least_of(number: int, *truths: Truth) -> Truth:
    """Met when `number` are met, not met when fewer still can be, else unknown."""
    met = truths.count(True)
    return True if met >= number else None if met + truths.count(None) >= number else False


def by_case(*truths: Truth) -> Truth:
    """Of cases, each a condition and then a test: what the tests of those that may hold agree on, else unknown."""
    tests = [test for when, test in zip(truths[::2], truths[1::2], strict=True) if when is not False]
    return False if not tests else tests[0] if all(test == tests[0] for test in tests) else None


def by_known_case(*truths: Truth) -> Truth:
    """`by_case` where what the cases are about may be `not done`, and no case holds: met only where one surely does."""
    agreed = by_case(*truths)
    return agreed if agreed is False or True in truths[::2] else None


def not_(truth: Truth) -> Truth:
    """Met when it is not met, and the other way round; unknown when it is unknown."""
    return None if truth is None else not truth


def is_provided(document: int | bool, as_of: int) -> bool:
    """Whether a document exists and is dated on or before the date of the request."""
    return document is not False and document <= as_of


def is_within(document: int | bool, first: int, last: int) -> bool:
    """Whether a document exists and is dated from `first` to `last`, both included."""
    return document is not False and first <= document <= last


def code_matches(code: str, pattern: str) -> bool:
    """Whether a code is the pattern; a trailing `*` in the pattern stands for any ending, or none.

    In a range, `M54.0 to M54.9`, are the codes that begin with one from the first to the last, written like them.
    Of several with `or` between them, as the codes of a value set are, it is any.
    """
    if " or " in pattern:
        singles, starts, ranges = codes_of(pattern)
        return code in singles or code.startswith(starts) or any(code_matches(code, one) for one in ranges)
    if " to " in pattern:
        low, high = pattern.split(" to ")
        begun = code[: len(low)]
        alike = all(one == other or (one.isdigit() and other.isdigit()) for one, other in zip(begun, low, strict=False))
        return low <= begun <= high and alike
    if pattern.endswith("*"):
        return code.startswith(pattern[:-1])
    return code == pattern


@cache
def codes_of(pattern: str) -> tuple[frozenset[str], tuple[str, ...], tuple[str, ...]]:
    """The codes of a value set: single ones, what others begin with, and ranges."""
    each = pattern.split(" or ")
    ranges = tuple(one for one in each if " to " in one)
    starts = tuple(one[:-1] for one in each if one.endswith("*"))
    return frozenset(each), starts, ranges


def between_counted(low: int, high: int, counted: Tally | None) -> Truth:
    """From `low` to `high` elements of a list, which is the whole account."""
    return all_of(at_least_counted(low, counted), at_most_counted(high, counted))


def findings(as_of: int, as_of_text: str | None) -> Findings:
    """Findings for a request of which nothing but its date has been read, and found sound."""
    found = Findings()
    found.as_of, found.as_of_text = as_of, as_of_text
    return found


def is_plain(request: dict[Any, Any], policy_id: str) -> bool:
    """Whether what stands beside the date and the facts of a request needs no reader."""
    policy, id = request.get("policy"), request.get("id")
    if len(request) != ("as_of" in request) + ("facts" in request) + ("policy" in request) + ("id" in request):
        return False
    if policy is not None and (type(policy) is not str or policy != policy_id):
        return False
    return id is None or (type(id) is str and len(id) <= 100 and id.isascii())


def plain_day(value: Any, last: int, first: int = 1) -> int:
    """The day that a plain text `YYYY-MM-DD` names, within bounds; 0 for anything else, which needs a reader."""
    try:
        # Of the forms that `fromisoformat` knows, this one alone has a hyphen there.
        day = _read_iso(value).toordinal() if type(value) is str and value[7] == "-" else 0
    except (ValueError, IndexError):
        return 0
    return day if first <= day <= last else 0


_read_iso = date.fromisoformat
