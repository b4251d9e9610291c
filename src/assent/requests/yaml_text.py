"""YAML without surprises: what a person sees is what is read.

Values are made from the parser's events here, not by the library's loader: a plain word is null (`null`,
`~`, nothing), true or false (`true`, `false`), a number (`6`, `-0.5`), or text: no octal, no sexagesimal, no
dates, no `yes` and `no` as booleans. Keys are text. Duplicate and merged keys, anchors, aliases and tags are
refused, so that a small file stays small.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

import yaml

from assent.requests.findings import MOST_DIGITS, quoted

MOST_NESTING = 32
_NUMBER = re.compile(r"-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?")
_NO_TEXT = "not YAML: a character that may not stand in a text"
_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class Refused(Exception):
    """A text that is not read: why, and where (from 1; 0 where the place is not known)."""

    def __init__(self, message: str, line: int = 0, column: int = 0) -> None:
        super().__init__(message)
        self.message = message
        self.line = line
        self.column = column


@dataclass(slots=True)
class Document:
    """One YAML document: its value, its first line, and the line of each element and key by its path."""

    value: Any
    line: int
    lines: dict[tuple[str | int, ...], int] = field(default_factory=dict)


def yaml_documents(text: str) -> Iterator[Document]:
    """The documents of a YAML text, one after another; raises Refused at the first thing that is not read."""
    try:
        events: Iterator[Any] = iter(yaml.parse(text, Loader=_LOADER))
        for event in events:
            if isinstance(event, yaml.DocumentStartEvent):
                document = Document(None, 0)
                first = next(events)
                document.line = first.start_mark.line + 1
                document.value = _value(first, events, document, ())
                yield document
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        problem = _printable(error.problem or error.context or "it cannot be read")
        raise Refused(f"not YAML: {problem}", *((mark.line + 1, mark.column + 1) if mark else ())) from None
    except UnicodeEncodeError as error:
        raise Refused(_NO_TEXT, text.count("\n", 0, error.start) + 1) from None
    except yaml.YAMLError as error:  # a character that no YAML text may have
        position = getattr(error, "position", None)
        line = text.count("\n", 0, position) + 1 if isinstance(position, int) else 0
        raise Refused(_NO_TEXT, line) from None


def _value(event: Any, events: Iterator[Any], document: Document, path: tuple[str | int, ...]) -> Any:
    if isinstance(event, yaml.AliasEvent):
        raise _refused(event, f"an alias, {quoted(f'*{event.anchor}')}; write the value out")
    if event.anchor is not None:
        raise _refused(event, f"an anchor, {quoted(f'&{event.anchor}')}; write the value out where it is needed")
    if event.tag is not None:
        raise _refused(event, f"a tag, {quoted(event.tag)}; write the value alone")
    document.lines[path] = event.start_mark.line + 1
    if isinstance(event, yaml.ScalarEvent):
        return _plain(event.value) if event.implicit[0] else event.value
    if len(path) >= MOST_NESTING:
        raise _refused(event, f"more than {MOST_NESTING} levels of nesting")
    if isinstance(event, yaml.SequenceStartEvent):
        elements: list[Any] = []
        while not isinstance(event := next(events), yaml.SequenceEndEvent):
            elements.append(_value(event, events, document, (*path, len(elements))))
        return elements
    mapping: dict[str, Any] = {}
    while not isinstance(event := next(events), yaml.MappingEndEvent):
        key = _key(event, mapping)
        value = next(events)
        mapping[key] = _value(value, events, document, (*path, key))
        document.lines[*path, key] = event.start_mark.line + 1
    return mapping


def _key(event: Any, mapping: dict[str, Any]) -> str:
    """The text of a key, as it is written."""
    if not isinstance(event, yaml.ScalarEvent):
        what = "an alias" if isinstance(event, yaml.AliasEvent) else "a list or a mapping"
        raise _refused(event, f"{what} where a name was expected")
    if event.anchor is not None or event.tag is not None:
        raise _refused(event, "an anchor or a tag; write the name alone")
    key = str(event.value)
    if event.implicit[0] and key == "<<":
        raise _refused(event, "a merge key, `<<`; write the facts out")
    if event.implicit[0] and not key:
        raise _refused(event, "nothing where a name was expected")
    if key in mapping:
        raise _refused(event, f"{quoted(key)} stands twice here")
    return key


def _plain(word: str) -> Any:
    """What a word without quotes stands for."""
    if word in ("", "~", "null"):
        return None
    if word in ("true", "false"):
        return word == "true"
    if _NUMBER.fullmatch(word):
        # A number too long to be one is handed on as such, and refused where it stands.
        return int(word) if "." not in word and len(word) <= MOST_DIGITS else Decimal(word)
    return word


def _refused(event: Any, message: str) -> Refused:
    return Refused(message, event.start_mark.line + 1, event.start_mark.column + 1)


def _printable(text: str) -> str:
    return "".join(c if c.isprintable() else f"\\u{ord(c):04x}" for c in text)
