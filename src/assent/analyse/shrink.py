"""Making an example smaller: what can be left out of it, or said more simply, so that it still shows the same."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from assent.language.calendar import parse_day

Request = Mapping[str, Any]


def shrunk(request: Request, shows: Callable[[Request], bool]) -> Request:
    """A request out of which no fact, no element and no field can be left, such that it still `shows`."""
    for name in sorted(request["facts"], key=lambda name: isinstance(request["facts"][name], list)):
        without = {key: value for key, value in request["facts"].items() if key != name}
        if shows({**request, "facts": without}):
            request = {**request, "facts": without}
    for name in list(request["facts"]):
        smaller = True
        while smaller:
            smaller = False
            for value in _smaller(request["facts"][name], request["as_of"]):
                candidate = {**request, "facts": {**request["facts"], name: value}}
                if shows(candidate):
                    request, smaller = candidate, True
                    break
    return request


def shortest(elements: list[Any], shows: Callable[[list[Any]], bool]) -> list[Any]:
    """The elements without those that are not needed, such that they still show the same."""
    while (fewer := next((one for one in _shorter(elements) if shows(one)), None)) is not None:
        elements = fewer
    return elements


def _smaller(value: Any, as_of: str) -> Iterator[Any]:
    if isinstance(value, str):
        yield from _simpler(value, as_of)
    elif isinstance(value, dict) and value.keys() == {"from", "to"}:
        days = (parse_day(value["to"]) or 0) - (parse_day(value["from"]) or 0)
        yield f"{days} {'day' if days == 1 else 'days'}"
    elif isinstance(value, dict) and value.keys() == {"value", "on"}:
        yield value["value"]
        if value["on"] != as_of:
            yield {**value, "on": as_of}
    elif isinstance(value, list):
        yield from _shorter(value)
        for at, element in enumerate(value):
            if not isinstance(element, dict):
                continue  # a date that stands for an element of nothing else
            for field, stated in element.items():
                rest = {key: one for key, one in element.items() if key != field}
                yield [*value[:at], rest, *value[at + 1 :]]
                for simpler in _smaller(stated, as_of) if isinstance(stated, str | dict) else ():
                    yield [*value[:at], {**element, field: simpler}, *value[at + 1 :]]


def _shorter(elements: list[Any]) -> Iterator[list[Any]]:
    """The list without half of it, a quarter, and so on to each element: the solver may give thousands of them.

    Of stretches alike that follow one another one is tried: what cannot do without the one needs the other too.
    """
    size = (len(elements) + 1) // 2
    while size:
        before = None
        for at in range(0, len(elements), size):
            stretch = elements[at : at + size]
            if stretch != before:
                yield elements[:at] + elements[at + size :]
            before = stretch
        size //= 2


def _simpler(text: str, as_of: str) -> Iterator[str]:
    """What is easier to read than a date, or a number of days: each is tried until nothing simpler is left."""
    if parse_day(text) is not None and text != as_of:
        yield as_of
    amount, _, unit = text.partition(" ")
    if unit == "days" and amount.endswith(".5"):
        yield f"{amount.removesuffix('.5')} days"
        yield f"{int(amount.removesuffix('.5')) + 1} days"
    elif unit == "days" and amount.isdigit() and int(amount) % 7 == 0 and int(amount) > 7:
        yield f"{int(amount) // 7} weeks"
