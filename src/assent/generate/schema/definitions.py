"""The parts of every request's schema that do not depend on the policy."""

from __future__ import annotations

from typing import Any, Final

from assent.language.types import ROLES
from assent.requests.findings import LONGEST_TEXT

Schema = dict[str, Any]


def reference(name: str) -> Schema:
    """A definition, by its name."""
    return {"$ref": f"#/$defs/{name}"}


def stated(*plain: Schema) -> Schema:
    """A value of one of these kinds, by itself or with when, from where and by whom it is; or null."""
    return {"anyOf": [*plain, {"type": "null"}, _wrapper({"anyOf": [*plain, {"type": "null"}]})]}


def _wrapper(value: Schema, *, attested: bool = False) -> Schema:
    return {
        "type": "object",
        "properties": {
            "value": value,
            "on": reference("date_or_null"),
            "source": reference("text_or_null"),
            "by": reference("attester" if attested else "text_or_null"),
        },
        "required": ["value", "by"] if attested else ["value"],
        "additionalProperties": False,
    }


def _mapping(required: str, **properties: Schema) -> Schema:
    return {"type": "object", "properties": properties, "required": [required], "additionalProperties": False}


YES_NO: Final[Schema] = {"enum": [True, False, "yes", "no"]}

DEFINITIONS: Final[dict[str, Schema]] = {
    "date": {
        "title": "A date, YYYY-MM-DD",
        "type": "string",
        "format": "date",
        "pattern": "^(?!0000)[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$",
        "maxLength": 10,
    },
    "date_or_null": {"anyOf": [reference("date"), {"type": "null"}]},
    "text": {"title": "A text that says something", "type": "string", "pattern": r"\S", "maxLength": LONGEST_TEXT},
    "text_or_null": {"anyOf": [reference("text"), {"type": "null"}]},
    "yes_no": {"title": "Yes or no", **stated(YES_NO)},
    "judgement": {
        "title": "A judgement, and who made it",
        "anyOf": [
            {"type": "null"},
            _wrapper(YES_NO, attested=True),
            _wrapper({"type": "null"}),
            _wrapper({"type": "null"}, attested=True),
        ],
    },
    "attester": {
        "title": "Who made a judgement: a name, or a name with the role and the day",
        "anyOf": [
            reference("text"),
            _mapping(
                "name",
                name=reference("text"),
                role={"enum": [*ROLES, None]},
                on=reference("date_or_null"),
            ),
        ],
    },
    "stated_date": {"title": "A date", **stated(reference("date"))},
    "document": {
        "title": "A document: the date it is of, or false if it does not exist",
        **stated({"const": False}, reference("date"), reference("document_with_reference")),
    },
    "document_with_reference": _mapping("date", date=reference("date"), reference=reference("text_or_null")),
    "duration": {
        "title": "How long: a quantity of time, or its dates; without `to`, up to the date of the request",
        **stated(reference("quantity"), reference("stretch")),
    },
    "quantity": {
        "type": "string",
        "pattern": r"^[0-9]{1,15}((\.[0-9]{1,6})? (days?|weeks?)|(\.0{1,6})? (months?|years?))$",
    },
    "episode_end": {
        "title": "The date it ended; left out, it goes on",
        "anyOf": [reference("date"), _wrapper(reference("date"))],
    },
    "stretch": _mapping("from", **{"from": reference("date"), "to": reference("date")}),
}
