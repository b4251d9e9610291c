"""JSON as it was written: numbers as decimals, and nothing read twice or lost."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from decimal import Decimal, InvalidOperation
from typing import Any

from assent.requests.findings import MOST_DIGITS, quoted
from assent.requests.yaml_text import MOST_NESTING, Refused

_STRING = re.compile(r'"(?:[^"\\]|\\.)*"?', re.DOTALL)
_BRACKET = re.compile(r"[\[\]{}]")


def json_value(text: str) -> Any:
    """The value of a JSON text; raises Refused where it is none."""
    if text.count("[") + text.count("{") > MOST_NESTING:
        _refuse_deep(text)
    try:
        return json.loads(text, parse_float=_decimal, parse_int=_whole, object_pairs_hook=_mapping)
    except json.JSONDecodeError as error:
        raise Refused(f"not JSON: {error.msg[:1].lower()}{error.msg[1:]}", error.lineno, error.colno) from None


def _mapping(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    mapping = dict(pairs)
    if len(mapping) != len(pairs):
        seen: set[str] = set()
        twice = next(key for key, _ in pairs if key in seen or seen.add(key))  # type: ignore[func-returns-value]
        raise Refused(f"{quoted(twice)} stands twice in one mapping")
    return mapping


def _whole(text: str) -> int | Decimal:
    # A number too long to be one is handed on as such, and refused where it stands.
    return int(text) if len(text) <= MOST_DIGITS else Decimal(text)


def _decimal(text: str) -> Decimal | str:
    try:
        return Decimal(text)
    except InvalidOperation:  # an exponent beyond any number
        return text


def is_closed(text: str) -> bool:
    """Whether every bracket that a text opens is closed in it: a request may stand on one line."""
    return not [0, *_depths(text)][-1]


def _refuse_deep(text: str) -> None:
    """Refuse a text nested too deeply, before the parser runs out of stack."""
    if any(depth > MOST_NESTING for depth in _depths(text)):
        raise Refused(f"more than {MOST_NESTING} levels of nesting")


def _depths(text: str) -> Iterator[int]:
    depth = 0
    for bracket in _BRACKET.finditer(_STRING.sub("", text)):
        depth += 1 if bracket[0] in "[{" else -1
        yield depth
