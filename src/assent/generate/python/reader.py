"""`_read`: a request's values, plain ones at once, all others by the reader of their type."""

from __future__ import annotations

from decimal import Decimal
from math import ceil, floor
from typing import Any

from assent.generate.python.layout import Call, call, chain, filled, lines
from assent.generate.python.literals import WIDTH, docstring, optional_literal, text_literal, tuple_literal
from assent.generate.python.names import OF_FACTS, OTHER_UNITS, units
from assent.generate.python.spelling import Spelling
from assent.language.expressions import Fact
from assent.language.operands import day_of
from assent.language.types import Collection, Date, Document, Number, Scale, YesNo
from assent.language.values import number_text
from assent.requests.read import OtherUnits, last_as_of, reader_of

# Whole numbers up to here need no reader; larger ones are rare, and the reader has its own bound.
PLAIN = 10**9

FOUND = "found := found or findings(as_of, as_of_text)"


def read_function(spelling: Spelling) -> list[str]:
    """The function that reads a request: its findings (None where all was plain), its id and date, its facts."""
    policy = spelling.policy
    last = last_as_of(policy)
    envelope = call(
        "read_envelope",
        "request",
        "POLICY",
        str(policy.effective),
        optional_literal(policy.until),
        str(last),
    )
    names = [spelling.fact(fact.name) for fact in policy.facts]
    asked = [spelling.fact(fact.name) for fact in spelling.asked]
    body = [
        "    found: Findings | None = None",
        "    as_of, as_of_text, request_id, facts = 0, None, None, None",
        "    if type(request) is dict and (len(request) == 2 or is_plain(request, POLICY)):",
        '        as_of_text, request_id, facts = request.get("as_of"), request.get("id"), request.get("facts")',
        f"        as_of = plain_day(as_of_text, {last if policy.until is None else min(last, policy.until)})",
        f"    if as_of < {policy.effective} or type(facts) is not dict:",
        *lines(envelope, 8, before="found, request_id, facts = "),
        "        as_of, as_of_text = found.as_of, found.as_of_text",
    ]
    return [
        "def _read(request: Any) -> tuple[Any, ...]:",
        *docstring(
            4, "What was found, the request's id and date, its facts: plain values at once, others by their readers."
        ),
        *body,
        *_stated(spelling, names),
        *(line for fact in policy.facts for line in _fact_lines(fact, spelling, asked)),
        *lines(call("", "found", "request_id", "as_of_text", "as_of", *asked), 4, before="return "),
    ]


def _stated(spelling: Spelling, names: list[str]) -> list[str]:
    """The lines that take each fact from those stated, and report names that nobody declared."""
    policy = spelling.policy
    many = len(policy.facts)
    if many < 2:
        taken = [f"    {spelling.fact(fact.name)} = facts.get({text_literal(fact.name)})" for fact in policy.facts]
        return [f"    read_unknown_facts(facts, _NAMES, {FOUND})", *taken]
    line = f"    {', '.join(names)} = stated"
    return [
        f"    if len(facts) != {many}:",
        "        facts = _NOTHING_STATED | facts",
        "    try:",
        "        stated = _VALUES(facts)",
        "    except KeyError:",
        "        facts = _NOTHING_STATED | facts",
        "        stated = _VALUES(facts)",
        f"    if len(facts) != {many}:",
        f"        read_unknown_facts(facts, _NAMES, {FOUND})",
        *([line] if len(line) <= WIDTH else ["    (", *filled(names, 8), "    ) = stated"]),
    ]


def _fact_lines(fact: Fact, spelling: Spelling, asked: list[str]) -> list[str]:
    """The lines that read one fact, and before it the day that it is of, where that is asked."""
    name = spelling.fact(fact.name)
    day = spelling.fact(day_of(fact).name) if fact.measured else ""
    return [*([f"    {day} = day_stated({name})"] if day in asked else []), *_value_lines(fact, name, spelling)]


def _value_lines(fact: Fact, name: str, spelling: Spelling) -> list[str]:
    read, *arguments = reader_of(fact.type, not_done=fact.not_done)
    told = (_argument(fact, argument, spelling) for argument in arguments if not _is_idle(argument))
    slow = Call(read.__name__, (name, text_literal(f"facts.{fact.name}"), FOUND, *told), packed=True)
    match fact.type:
        case YesNo():
            other = chain("and", [f"{name} is not {plain}" for plain in ("True", "False", "None")])
            return [*lines(other, 4, before="if ", after=":"), *lines(slow, 8, before=f"{name} = ")]
        case Number(low, high):
            first = max(ceil(low) if low is not None else 0, -PLAIN)
            last = min(floor(high) if high is not None else PLAIN, PLAIN)
            other = chain("or", [f"type({name}) is not int", f"not {first} <= {name} <= {last}"])
            rest = chain("and", [f"{name} is not None", other])
            return [*lines(rest, 4, before="if ", after=":"), *lines(slow, 8, before=f"{name} = ")]
        case Date() | Document():
            there = f"{name} is not None" + (f" and {name} is not False" if isinstance(fact.type, Document) else "")
            return [
                f"    if {there}:",
                *lines(slow, 8, before=f"{name} = plain_day({name}, as_of, as_of - LONGEST_AGO) or "),
            ]
        case Scale(options):
            ranks = spelling.constants.scales[options].name
            return [
                f"    if {name} is not None:",
                f"        rank = {ranks}.get({name}) if type({name}) is str else None",
                *lines(slow, 8, before=f"{name} = rank if rank is not None else "),
            ]
        case _:
            return [f"    if {name} is not None:", *lines(slow, 8, before=f"{name} = ")]


def _argument(fact: Fact, argument: Any, spelling: Spelling) -> str:
    """What a reader takes beside the value, as Python."""
    if isinstance(fact.type, Scale) and isinstance(argument, tuple):
        return f"tuple({spelling.constants.scales[fact.type.options].name})"
    if isinstance(fact.type, Collection) and isinstance(argument, tuple):
        return spelling.names.derived[OF_FACTS, fact.name]
    return literal(argument, spelling)


def _is_idle(argument: Any) -> bool:
    """Whether what a reader takes is a table of other units in which there are none."""
    return isinstance(argument, OtherUnits) and not argument


def tables(spelling: Spelling) -> list[str]:
    """What `_read` reads by: the names of the facts, and the fields of each collection."""
    policy = spelling.policy
    names = [text_literal(fact.name) for fact in policy.facts]
    body = ["_NAMES = frozenset((", *filled(names, 4), "))"] if names else ["_NAMES = frozenset()"]
    if len(policy.facts) > 1:
        body += ["_NOTHING_STATED = dict.fromkeys(_NAMES)", "_VALUES = itemgetter(", *filled(names, 4), ")"]
    for fact in policy.facts:
        if isinstance(fact.type, Collection):
            fields = reader_of(fact.type)[1]
            rows = call("", *(literal(field, spelling) for field in fields))
            body += lines(rows, 0, before=f"{spelling.names.derived[OF_FACTS, fact.name]} = ")
    return [*_other_units(spelling), *body]


def _other_units(spelling: Spelling) -> list[str]:
    """The units in which numbers may also be stated, each with how it becomes one in the unit of its fact."""
    body: list[str] = []
    for unit in units(spelling.policy):
        rows = (f"    {text_literal(given)}: {literal(how, spelling)}," for given, how in OtherUnits(unit).items())
        body += [f"{spelling.names.derived[OTHER_UNITS, unit]} = {{", *rows, "}"]
    return body


def literal(value: Any, spelling: Spelling) -> str:
    """What a reader is told, as Python: texts, numbers, tuples of them, other readers, tables of units."""
    if isinstance(value, str):
        return text_literal(value)
    if isinstance(value, Decimal):
        return f"Decimal({text_literal(number_text(value))})"
    if isinstance(value, tuple):
        return tuple_literal([literal(part, spelling) for part in value if not _is_idle(part)])
    if isinstance(value, OtherUnits):
        return spelling.names.derived[OTHER_UNITS, value.unit]
    return value.__name__ if callable(value) else str(value)
