"""From the canonical data of types to types."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from assent.language.types import (
    ROLES,
    Choice,
    Code,
    Collection,
    Date,
    Document,
    DurationType,
    Field,
    Judgement,
    Number,
    Scale,
    Type,
    YesNo,
)

Data = Mapping[str, Any]


class NotCanonicalError(ValueError):
    """The data is not the canonical form of a policy."""


def read_type(data: Data) -> Type:
    """A type from its JSON data."""
    match data["kind"]:
        case "yes/no":
            return YesNo()
        case "judgement":
            if data.get("by", "") not in ("", *ROLES):
                raise NotCanonicalError(f"nobody attests as {data['by']!r}")
            return Judgement(data.get("by", ""))
        case "document":
            return Document()
        case "duration":
            return DurationType()
        case "date":
            return Date()
        case "number" | "whole number" as kind:
            return Number(read_number(data["low"]), read_number(data["high"]), data["unit"], kind == "whole number")
        case "scale":
            return Scale(tuple(data["options"]))
        case "choice":
            return Choice(tuple(data["options"]))
        case "code":
            return Code(data["system"])
        case "list" | "evidence" as kind:
            return Collection(
                tuple(_field(field) for field in data["fields"]),
                kind == "list",
                data["plain"],
                data.get("episodes", False),
            )
        case other:
            raise NotCanonicalError(f"there is no type of the kind {other!r}")


def _field(data: Data) -> Field:
    type_ = read_type(data["type"])
    if isinstance(type_, Judgement | Document | Collection):
        raise NotCanonicalError(f"the field {data['name']!r} cannot be a {data['type']['kind']}")
    return Field(data["name"], type_, data["label"], data.get("not_done", False))


def read_number(value: int | str | None) -> int | Decimal | None:
    return Decimal(value) if isinstance(value, str) else value
