"""`request.schema.json`: what a request for a policy looks like, for programs that write requests.

It accepts what the checker accepts and rejects what JSON Schema can express; `docs/requests.md` lists the rest.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from assent.generate.schema.definitions import DEFINITIONS, YES_NO, reference, stated
from assent.language.calendar import format_day
from assent.language.canonical import digest
from assent.language.code_systems import CODE_SYSTEMS
from assent.language.expressions import Fact
from assent.language.phrases import codings_text
from assent.language.policy import Policy
from assent.language.types import (
    Choice,
    Code,
    Collection,
    Date,
    Document,
    DurationType,
    Judgement,
    Number,
    Scale,
    Type,
    YesNo,
    describe,
)
from assent.language.units import conversions
from assent.language.values import number_text
from assent.requests.findings import LARGEST_NUMBER, LONGEST_LIST, LONGEST_TEXT
from assent.requests.reading import LONGEST_CODE, NOT_DONE

Schema = dict[str, Any]


def emit(policy: Policy) -> dict[str, str]:
    """The schema of a policy's requests."""
    schema = _request(policy)
    schema["$defs"] = {name: DEFINITIONS[name] for name in sorted(_used(schema))}
    return {"request.schema.json": _text(schema)}


def _request(policy: Policy) -> Schema:
    force = f"from {format_day(policy.effective)}"
    if policy.until is not None:
        force += f" to {format_day(policy.until)}"
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": f"urn:assent:request:{policy.id}:{policy.version}",
        "$comment": f"{policy.id} {policy.version}, {digest(policy)}",
        "title": f"Request: {policy.title}",
        "description": f"A request for the policy {policy.id}, version {policy.version}, in force {force}.",
        "type": "object",
        "properties": {
            "policy": {"title": "The policy, where it is named", "enum": [policy.id, None]},
            "as_of": {"title": f"The date the request is decided for, {force}", **reference("date")},
            "id": {
                "title": "The request's own name, echoed in the decision",
                "type": ["string", "integer", "null"],
                "maxLength": LONGEST_TEXT,
                "minimum": -LARGEST_NUMBER,
                "maximum": LARGEST_NUMBER,
            },
            "facts": {
                "title": "What is known; a fact left out, or null, is unknown",
                "type": "object",
                "properties": {fact.name: _fact(fact) for fact in policy.facts},
                "additionalProperties": False,
            },
        },
        "required": ["as_of", "facts"],
        "additionalProperties": False,
    }


def _fact(fact: Fact) -> Schema:
    description = describe(fact.type)
    own = f"; {codings_text(fact)}" if fact.codes else ""
    return {
        "title": fact.label,
        "description": description[0].upper() + description[1:] + own,
        **_type(fact.type, not_done=fact.not_done),
    }


def _type(type: Type, *, not_done: bool = False) -> Schema:
    """What may be stated of a type: a value, null, or a value with when, from where and by whom."""
    also: tuple[Schema, ...] = ({"const": NOT_DONE},) if not_done else ()
    match type:
        case YesNo():
            return stated(YES_NO, *also) if not_done else reference("yes_no")
        case Judgement():
            return reference("judgement")
        case Date():
            return reference("stated_date")
        case Document():
            return reference("document")
        case DurationType():
            return reference("duration")
        case Number():
            return stated(*_number(type), *also)
        case Scale(options) | Choice(options):
            return stated({"enum": list(options)}, *also)
        case Code(system):
            return stated(_code(system), *also)
        case Collection():
            return stated(_collection(type))


def _number(type: Number) -> Iterator[Schema]:
    low = -LARGEST_NUMBER if type.low is None else type.low
    high = LARGEST_NUMBER if type.high is None else type.high
    yield {"type": "integer" if type.whole else "number", "minimum": low, "maximum": high}
    if type.unit:
        digit = "0" if type.whole else "[0-9]"
        yield {"type": "string", "pattern": rf"^-?[0-9]{{1,30}}(\.{digit}{{1,30}})? ?{_escaped(type.unit)}$"}
        if others := "|".join(map(_escaped, conversions(type.unit))):
            yield {"type": "string", "pattern": rf"^-?[0-9]{{1,30}}(\.[0-9]{{1,30}})? ?({others})$"}


def _escaped(unit: str) -> str:
    return re.sub(r"[\\^$.*+?()\[\]{}|]", r"\\\g<0>", unit)


def _code(system: str) -> Schema:
    known = CODE_SYSTEMS.get(system)
    shape = known.shape.pattern.replace(r"\d", "[0-9]") if known is not None else ".+"
    if shape == ".+":
        shape = r"\S(.*\S)?"
    return {"type": "string", "pattern": f"^(?:{shape})$", "maxLength": LONGEST_CODE}


def _collection(type: Collection) -> Schema:
    element: Schema = {
        "type": "object",
        "properties": {
            field.name: {"title": field.label, **_type(field.type, not_done=field.not_done)} for field in type.fields
        },
        "additionalProperties": False,
    }
    if type.episodes:
        element["properties"]["to"] = reference("episode_end")
    items = {"anyOf": [reference("date"), element]} if type.plain else element
    return {"type": "array", "items": items, "maxItems": LONGEST_LIST}


def _used(schema: Any) -> set[str]:
    """The definitions that a schema refers to, and those that they refer to."""
    used: set[str] = set()
    waiting = [schema]
    while waiting:
        part = waiting.pop()
        if isinstance(part, dict):
            waiting += part.values()
            name = str(part.get("$ref", "")).removeprefix("#/$defs/")
            if name and name not in used:
                used.add(name)
                waiting.append(DEFINITIONS[name])
        elif isinstance(part, list):
            waiting += part
    return used


def _text(schema: Schema) -> str:
    """The schema as JSON, its decimals as they were written."""
    # The library knows no decimals: each goes through it as a text behind a NUL, which no policy can hold.
    text = json.dumps(schema, indent=2, ensure_ascii=False, default=_marked)
    return re.sub(r'"\\u0000([-0-9.]+)"', r"\1", text) + "\n"


def _marked(value: object) -> str:
    assert isinstance(value, Decimal)
    return "\0" + number_text(value)
