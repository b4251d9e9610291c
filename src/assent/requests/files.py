"""Reading request files: YAML, JSON, and NDJSON with one request a line.

Nothing is lost: each request of a file gives one result, in order, and what cannot be read is one too.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from itertools import chain
from pathlib import Path
from typing import Any, BinaryIO

from assent.requests.json_text import is_closed, json_value
from assent.requests.yaml_text import Refused, yaml_documents

STANDARD_INPUT = "-"
LARGEST_TEXT = 10_000_000  # bytes of a document, or of a line of NDJSON
_MARK = b"\xef\xbb\xbf"  # of byte order, which some editors write first
_TOO_LARGE = f"more than {LARGEST_TEXT // 1_000_000} MB"


@dataclass(frozen=True, slots=True)
class RequestSource:
    """A request and its place ("file:line"), or, where it cannot be read, a fault and the place of that."""

    place: str
    request: Any = None
    fault: str | None = None


def requests_in(path: str, *, stdin: BinaryIO | None = None) -> Iterator[RequestSource]:
    """The requests of a file, read as they are asked for; `-` is standard input.

    The format is that of the name's ending (`.yaml`, `.yml`, `.json`, `.ndjson`, `.jsonl`); of standard
    input and of other names it is told from the first line.
    """
    if path == STANDARD_INPUT:
        yield from requests_of(stdin or sys.stdin.buffer, "standard input")
        return
    file = Path(path)
    try:
        stream = file.open("rb")
    except OSError as error:
        yield _unreadable(path, error)
    except ValueError:
        yield RequestSource(path.replace("\0", "\\0"), fault="no file can have this name")
    else:
        with stream:
            yield from requests_of(stream, path, ending=file.suffix.lower())


def _unreadable(name: str, error: OSError) -> RequestSource:
    return RequestSource(name, fault=f"it cannot be read: {(error.strerror or 'no reason given').lower()}")


def requests_of(stream: BinaryIO, name: str, *, ending: str = "") -> Iterator[RequestSource]:
    """The requests of an open stream, called `name` in places; `ending` tells the format where it is known."""
    try:
        yield from _requests_of(stream, name, ending)
    except OSError as error:
        yield _unreadable(name, error)


def _requests_of(stream: BinaryIO, name: str, ending: str) -> Iterator[RequestSource]:
    start = b""
    if ending not in (".yaml", ".yml", ".json", ".ndjson", ".jsonl"):
        start, ending = _told(stream)
    if ending in (".ndjson", ".jsonl"):
        yield from _lines(stream, name, start)
        return
    content = start + stream.read(max(LARGEST_TEXT + 1 - len(start), 0))
    if len(content) > LARGEST_TEXT:
        yield RequestSource(name, fault=f"{_TOO_LARGE}; write one request a line, as NDJSON")
    else:
        yield from _documents(content, name, is_json=ending == ".json")


def _told(stream: BinaryIO) -> tuple[bytes, str]:
    """What was read to tell a format, and the ending that it has."""
    start = line = b""
    while not line.removeprefix(_MARK).strip() and len(start) <= LARGEST_TEXT:
        line = stream.readline(LARGEST_TEXT + 1)
        start += line
        if not line:
            break
    text = line.removeprefix(_MARK).strip()
    if text[:1] not in (b"{", b"[") or text.lstrip(b"[{ \t")[:1] not in (b"", b'"', b"}", b"]"):
        return start, ".yaml"  # flow style among it: only JSON has its names in quotes
    return start, ".ndjson" if text[:1] == b"{" and is_closed(text.decode("utf-8", "replace")) else ".json"


def _lines(stream: BinaryIO, name: str, start: bytes) -> Iterator[RequestSource]:
    """One request a line; a line that cannot be read is a fault by itself. Empty lines are no requests."""
    for number, line in enumerate(_pieces(stream, start), 1):
        content = line.removeprefix(_MARK) if number == 1 else line
        if content.strip():
            yield _one(content, f"{name}:{number}")


def _pieces(stream: BinaryIO, start: bytes) -> Iterator[bytes]:
    """The lines of a stream, of which `start` has been read; of one that is too long only the start is kept."""
    for line in chain(BytesIO(start), iter(lambda: stream.readline(LARGEST_TEXT + 1), b"")):
        yield line
        while len(line) > LARGEST_TEXT and not line.endswith(b"\n"):
            line = stream.readline(LARGEST_TEXT + 1)  # noqa: PLW2901 (the rest of it is let go)


def _one(line: bytes, place: str) -> RequestSource:
    if len(line) > LARGEST_TEXT:
        return RequestSource(place, fault=f"{_TOO_LARGE} in one line")
    try:
        return RequestSource(place, json_value(_decoded(line).rstrip()))
    except Refused as refused:
        return RequestSource(f"{place}:{refused.column}" if refused.column else place, fault=refused.message)


def _documents(content: bytes, name: str, *, is_json: bool) -> Iterator[RequestSource]:
    """The requests of a whole document: one, a list of them, or (in YAML) documents one after another."""
    empty = True
    try:
        text = _decoded(content.removeprefix(_MARK))
        if is_json and text.strip():
            yield from _each(json_value(text), name, [1])
            empty = False
        elif not is_json:
            for document in yaml_documents(text):
                lines = [document.line]
                if isinstance(document.value, list):
                    lines = [document.lines[(at,)] for at in range(len(document.value))]
                yield from _each(document.value, name, lines)
                empty = False
    except Refused as refused:
        place = ":".join([name, *(str(number) for number in (refused.line, refused.column) if number)])
        yield RequestSource(place, fault=refused.message + ("" if empty else "; nothing after this was read"))
        return
    if empty:
        yield RequestSource(name, fault="there is no request in it")


def _each(value: Any, name: str, lines: list[int]) -> Iterator[RequestSource]:
    """The requests that a document is: itself, or the elements of a list."""
    requests = value if isinstance(value, list) else [value]
    if not requests:
        yield RequestSource(f"{name}:{lines[0] if lines else 1}", fault="there is no request in the list")
    for at, request in enumerate(requests):
        place = f"{name}:{lines[min(at, len(lines) - 1)]}"
        yield RequestSource(place if len(lines) == len(requests) else f"{place}[{at}]", request)


def _decoded(content: bytes) -> str:
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError as error:
        raise Refused("not UTF-8", content.count(b"\n", 0, error.start) + 1) from None
