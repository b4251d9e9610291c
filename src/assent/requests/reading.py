"""Reading the facts of a request: a function a type, from what was stated to the value that is decided with.

Each takes the value, its path and the findings. None is unknown. What is wrong is added to the findings, after
which the values decide nothing. Whatever is returned is immutable: changing the request afterwards changes
nothing. This module uses the standard library alone and stands, word for word, in every generated checker.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from assent.language.calendar import format_day, parse_day
from assent.language.duration import Duration, between
from assent.language.nothing import NOTHING
from assent.requests.envelope import is_sound
from assent.requests.findings import (
    LONGEST_AGO,
    LONGEST_LIST,
    LONGEST_TEXT,
    STAYS_OPEN,
    Findings,
    is_mapping,
    listed,
    not_a_date,
    path_to,
    quoted,
)
from assent.requests.slips import meant_code, meant_duration, meant_list, meant_yes_no

LONGEST_CODE = 100
ROLES_OF_ATTESTERS = ("provider", "reviewer")
NOT_DONE = "not done"
# What people write for it. What is not known is left out, and is none of these.
_SAID_FOR_NOT_DONE = frozenset(
    {NOT_DONE, "n/a", "na", "none", "not measured", "not performed", "not taken", "not obtained", "not applicable"}
)
WRAPPER_KEYS = ("value", "on", "source", "by")
_UNITS = {"day": 1, "days": 1, "week": 7, "weeks": 7, "month": 1, "months": 1, "year": 12, "years": 12}
_QUANTITY = re.compile(r"([0-9]{1,15})(?:\.([0-9]{1,6}))? (days?|weeks?|months?|years?)")


def read_if_done(value: Any, path: str, found: Findings, read: Callable[..., Any], *arguments: Any) -> Any:
    """A value by its reader, or NOTHING where it is stated that it was not done."""
    stated = value.get("value") if is_mapping(value) else value
    if not isinstance(stated, str):
        return read(value, path, found, *arguments)
    if stated == NOT_DONE:
        if is_mapping(value):
            unwrapped(value, path, found)
        return NOTHING
    faults = len(found.faults)
    result = read(value, path, found, *arguments)
    if (
        len(found.faults) > faults
        and stated[:20].replace("_", " ").replace("-", " ").strip().casefold() in _SAID_FOR_NOT_DONE
    ):
        at, said = found.faults[-1]
        found.faults[-1] = at, f"{said.partition('; ')[0]}; did you mean `{NOT_DONE}`?"
    return result


def read_yes_no(value: Any, path: str, found: Findings) -> bool | None:
    """Yes or no: a boolean, or the word."""
    if value is None or value is True or value is False:
        return value
    if is_mapping(value):
        value, path = unwrapped(value, path, found)
    return _yes_no(value, path, found)


def _yes_no(value: Any, path: str, found: Findings) -> bool | None:
    if value is None or value is True or value is False:
        return value
    if isinstance(value, str):
        if value == "yes":
            return True
        if value == "no":
            return False
        meant = meant_yes_no(value) or found.suggested(value, ("yes", "no"))
        found.fault(path, f"expected yes or no, not {quoted(value)}{meant}")
    else:
        found.fault(path, f"expected yes or no, not {quoted(value)}")
    return None


def read_judgement(value: Any, path: str, found: Findings, role: str = "") -> bool | None:
    """Yes or no, attested by someone: `{value: yes, by: …}`; where a role is needed, unknown by anyone else."""
    if value is None:
        return None
    if not is_mapping(value):
        found.fault(path, f'expected a judgement with who made it, {{value: yes, by: "…"}}, not {quoted(value)}')
        return None
    faults = len(found.faults)
    inner, inner_path = unwrapped(value, path, found, read_attester)
    truth = _yes_no(inner, inner_path, found)
    if truth is not None and value.get("by") is None and len(found.faults) == faults:
        found.fault(path, "expected `by`, who made this judgement")
        return None
    if truth is not None and role and len(found.faults) == faults:
        by = value.get("by")
        stated = by.get("role") if is_mapping(by) else None
        if stated != role:
            of = f"was made by a {stated}" if stated else "does not say in which role it was made"
            found.note(f"{path}.by", f"this judgement is a {role}’s to make and {of}, {STAYS_OPEN}")
            return None
    return truth


def read_attester(value: Any, path: str, found: Findings) -> None:
    """Check who made a judgement: a name, or a name with the role and the day in which it was made."""
    if not is_mapping(value):
        read_text(value, path, found)
        return
    found.refuse_keys(value, ("name", "role", "on"), path)
    if value.get("name") is None:
        found.fault(path, "expected `name`, who made this judgement")
    read_text(value.get("name"), f"{path}.name", found)
    role = value.get("role")
    if role is not None and role not in ROLES_OF_ATTESTERS:
        near = found.suggested(role, ROLES_OF_ATTESTERS) or " (`provider` treats, `reviewer` decides for the plan)"
        found.fault(f"{path}.role", f"expected {listed(ROLES_OF_ATTESTERS)}, not {quoted(role)}{near}")
    if value.get("on") is not None:
        _day(value["on"], f"{path}.on", found)


def read_scale(value: Any, path: str, found: Findings, options: tuple[str, ...]) -> int | None:
    """The rank of an option of a scale, the least being 0."""
    option = read_choice(value, path, found, options)
    return None if option is None else options.index(option)


def read_choice(value: Any, path: str, found: Findings, options: tuple[str, ...]) -> str | None:
    """One of the options, as it is declared."""
    if value is None or (type(value) is str and value in options):
        return value
    if is_mapping(value):
        value, path = unwrapped(value, path, found)
        if value is None:
            return None
    if isinstance(value, str):
        if value in options:
            return options[options.index(value)]
        found.fault(path, f"expected {listed(options)}, not {quoted(value)}{found.suggested(value, options)}")
    else:
        found.fault(path, f"expected {listed(options)}, not {quoted(value)}")
    return None


def read_code(
    value: Any, path: str, found: Findings, system: str, shape: str = ".+", looks_like: str = "any code"
) -> str | None:
    """A code of a code system, of the shape that its codes have."""
    if is_mapping(value):
        value, path = unwrapped(value, path, found)
    if value is None:
        return None
    if isinstance(value, str) and len(value) <= LONGEST_CODE and value.isprintable() and value == value.strip():
        code = re.fullmatch(shape, value, re.ASCII)
        if code is not None:
            return code[0]
    quotes = ", in quotes" if isinstance(value, (int, float, Decimal)) else ""
    meant = meant_code(value, system, shape) if isinstance(value, str) else ""
    found.fault(path, f"expected a code of {system} ({looks_like}){quotes}, not {quoted(value)}{meant}")
    return None


def read_date(value: Any, path: str, found: Findings) -> int | None:
    """The day of a civil date."""
    if type(value) is str:
        day = parse_day(value)
        if day is not None and found.as_of - LONGEST_AGO <= day <= found.as_of:
            return day
    if value is None:
        return None
    if is_mapping(value):
        value, path = unwrapped(value, path, found)
        if value is None:
            return None
    return _day(value, path, found)


def _day(value: Any, path: str, found: Findings, expected: str = "a date", consequence: str = "") -> int | None:
    """The day of a date that is there; noted where it is after the date of the request, or very long before it."""
    day = None
    if isinstance(value, str):
        day = parse_day(value)
    elif isinstance(value, date) and not isinstance(value, datetime):
        day = value.toordinal()
    if day is None:
        found.fault(path, not_a_date(value, expected))
    elif day > found.as_of:
        found.note_later(path, day, consequence)
    elif day < found.as_of - LONGEST_AGO:
        found.note_long_ago(path, day)
    return day


def read_document(value: Any, path: str, found: Findings) -> int | bool | None:
    """The day a document is of, or False where it is stated that there is none."""
    if value is None or value is False:
        return value
    if type(value) is str:
        day = parse_day(value)
        if day is not None and found.as_of - LONGEST_AGO <= day <= found.as_of:
            return day
    if is_mapping(value) and "value" in value:
        value, path = unwrapped(value, path, found)
        if value is None or value is False:
            return value
    if value is True:
        found.fault(path, "give its date, as YYYY-MM-DD: a document is stated by it (or `false` if it does not exist)")
        return None
    if not is_mapping(value):
        return _day(value, path, found, "a document's date (or `false` if it does not exist)")
    if not found.refuse_keys(value, ("date", "reference"), path) and value.get("date") is None:
        found.fault(path, "expected `date`, the date that the document is of")
        return None
    read_text(value.get("reference"), f"{path}.reference", found)
    return None if value.get("date") is None else _day(value["date"], f"{path}.date", found)


def read_duration(value: Any, path: str, found: Findings) -> Duration | None:
    """How long something lasted: a quantity of time, or its dates."""
    if value is None:
        return None
    if is_mapping(value) and "value" in value:
        value, path = unwrapped(value, path, found)
        if value is None:
            return None
    if is_mapping(value):
        return _stretch(value, path, found)
    stated = _QUANTITY.fullmatch(value) if isinstance(value, str) else None
    if stated is None:
        meant = meant_duration(value) or _meant(value, found)
        found.fault(path, f"expected how long, such as `14 weeks` or {{from: 2026-01-05}}, not {quoted(value)}{meant}")
        return None
    whole, fraction, unit = stated.groups("")
    fraction = fraction.rstrip("0")
    if not fraction:
        amount = int(whole) * _UNITS[unit]
        return Duration(stated[0], days=amount) if unit[0] in "dw" else Duration(stated[0], months=amount)
    if unit[0] in "dw":
        days = Decimal(f"{int(whole + fraction) * _UNITS[unit]}E-{len(fraction)}")
        return Duration(stated[0], days=int(days) if days == int(days) else days)
    months = Decimal(f"{whole}.{fraction}") * _UNITS[unit]
    instead = f"did you mean `{int(months)} months`?" if months == int(months) else "write it in weeks or days"
    found.fault(path, f"expected months and years in whole numbers, not {quoted(value)}; {instead}")
    return None


def _meant(value: Any, found: Findings) -> str:
    """What a quantity that is not written as one may have meant: `12 wekks`, `12weeks`, `12 Weeks`."""
    if not isinstance(value, str) or len(value) > 40:
        return ""
    written = re.fullmatch(r"\s*([0-9]{1,15}(?:\.[0-9]{1,6})?)\s*([A-Za-z]+)\s*", value)
    if written is None:
        return ""
    unit = found.suggested(written[2], tuple(_UNITS)).split("`")
    return f"; did you mean `{written[1]} {unit[1]}`?" if len(unit) > 1 else "; write days, weeks, months or years"


def _stretch(value: Mapping[Any, Any], path: str, found: Findings) -> Duration | None:
    """The time from one date to another, or to the date of the request; it never runs past that."""
    refused = found.refuse_keys(value, ("from", "to"), path)
    first = last = None
    if value.get("from") is not None:
        first = _day(value["from"], f"{path}.from", found, consequence=", so no time has passed")
    elif not refused:
        found.fault(path, "expected `from`, the date on which it began")
    if "to" in value:
        if value["to"] is None:
            found.fault(f"{path}.to", "expected the date on which it ended; leave `to` out if it has not")
        else:
            last = _day(value["to"], f"{path}.to", found, consequence=", up to which the time is counted")
        if last is None:
            return None
    if first is None or refused:
        return None
    if last is not None and last < first:
        found.fault(f"{path}.to", f"expected a date on or after `from`, {format_day(first)}, not `{format_day(last)}`")
        return None
    return between(first, found.as_of if last is None else min(last, found.as_of))


def read_collection(
    value: Any, path: str, found: Findings, fields: tuple[tuple[Any, ...], ...], plain: bool
) -> tuple[tuple[Any, ...], ...] | None:
    """The elements of a list or of evidence, each a tuple of its fields' values.

    `fields` are (name, reader, *arguments); `plain` elements may be stated as bare dates.
    """
    if is_mapping(value) and not value.keys() & WRAPPER_KEYS and (value.keys() & {field[0] for field in fields}):
        found.fault(path, "expected a list, not one of its elements alone; write it in brackets, `[{…}]`")
        return None
    if is_mapping(value):
        value, path = unwrapped(value, path, found)
    if value is None:
        return None
    if not isinstance(value, (list, tuple)):
        found.fault(path, f"expected a list, in brackets or a dash a line, not {quoted(value)}{meant_list(value)}")
        return None
    if len(value) > LONGEST_LIST:
        found.fault(path, f"expected at most {LONGEST_LIST} elements, not {len(value)}")
        return None
    faults = len(found.faults)
    names = tuple([field[0] for field in fields])
    known = frozenset(names)
    elements = tuple(
        [_element(one, f"{path}[{at}]", found, fields, names, known, plain) for at, one in enumerate(value)]
    )
    return elements if len(found.faults) == faults else None


def _element(
    value: Any,
    path: str,
    found: Findings,
    fields: tuple[tuple[Any, ...], ...],
    names: tuple[str, ...],
    known: frozenset[str],
    plain: bool,
) -> tuple[Any, ...]:
    if is_mapping(value):
        if not value.keys() <= known:
            found.refuse_keys(value, names, path)
        return tuple([read(value.get(name), f"{path}.{name}", found, *arguments) for name, read, *arguments in fields])
    if plain and value is not None:
        return (_day(value, path, found),)
    kind = "a date or a mapping" if plain else "a mapping"
    found.fault(path, f"expected {kind} with {listed(names)} (`{{}}` if nothing is known of it), not {quoted(value)}")
    return ()


def unwrapped(
    wrapper: Mapping[Any, Any], path: str, found: Findings, read_by: Callable[[Any, str, Findings], None] | None = None
) -> tuple[Any, str]:
    """The value inside `{value: …, on: …, source: …, by: …}` and its path; what stands beside it is checked."""
    if not found.refuse_keys(wrapper, WRAPPER_KEYS, path) and "value" not in wrapper:
        found.fault(path, f"expected `value` in {{{', '.join(path_to('', key) for key in wrapper)}}}")
    if wrapper.get("on") is not None:
        _day(wrapper["on"], f"{path}.on", found)
    read_text(wrapper.get("source"), f"{path}.source", found)
    (read_by or read_text)(wrapper.get("by"), f"{path}.by", found)
    return wrapper.get("value"), f"{path}.value"


def day_stated(value: Any) -> int | None:
    """The day of `{value: …, on: …}`, None where none is stated; what is wrong with it is found with the value."""
    on = value.get("on") if is_mapping(value) else None
    if isinstance(on, str):
        return parse_day(on)
    return on.toordinal() if isinstance(on, date) and not isinstance(on, datetime) else None


def read_text(value: Any, path: str, found: Findings) -> None:
    """Check that a text, if it is there, says something."""
    if value is None:
        return
    if not isinstance(value, str) or not value.strip():
        found.fault(path, f"expected a text, not {quoted(value)}")
    elif len(value) > LONGEST_TEXT or not is_sound(value):
        found.fault(path, f"expected at most {LONGEST_TEXT} characters, all of them whole, not {quoted(value)}")
