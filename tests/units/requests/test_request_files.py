"""Request files: every format, every way to be broken, and nothing lost."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest

from assent.requests.files import LARGEST_TEXT, RequestSource, requests_in, requests_of


def read(content: bytes, ending: str = "") -> list[RequestSource]:
    return list(requests_of(BytesIO(content), "f", ending=ending))


def shown(content: bytes, ending: str = "") -> list[tuple[str, Any]]:
    return [(one.place, one.request if one.fault is None else one.fault) for one in read(content, ending)]


A, B = {"a": 1}, {"b": 2}


@pytest.mark.parametrize(
    ("content", "ending", "expected"),
    [
        (b"a: 1", ".yaml", [("f:1", A)]),
        (b"# first\n\na: 1\n", ".yml", [("f:3", A)]),
        (b"\xef\xbb\xbfa: 1", ".yaml", [("f:1", A)]),
        (b"a: 1\r\n", ".yaml", [("f:1", A)]),
        (b"a: 1\n---\nb: 2\n", ".yaml", [("f:1", A), ("f:3", B)]),
        (b"- a: 1\n- b: 2\n", ".yaml", [("f:1", A), ("f:2", B)]),
        (b"--- \n3", ".yaml", [("f:2", 3)]),
        (b'{"a": 1}', ".json", [("f:1", A)]),
        (b'\xef\xbb\xbf\n{"a":\n1}', ".json", [("f:1", A)]),
        (b'[{"a": 1},\n {"b": 2}]', ".json", [("f:1[0]", A), ("f:1[1]", B)]),
        (b'{"a": 1}\n{"b": 2}', ".ndjson", [("f:1", A), ("f:2", B)]),
        (b'\xef\xbb\xbf{"a": 1}\r\n\r\n \n{"b": 2}\r\n', ".jsonl", [("f:1", A), ("f:4", B)]),
        (b"3\n[]\n", ".ndjson", [("f:1", 3), ("f:2", [])]),
        (b"", ".ndjson", []),
    ],
)
def test_formats(content: bytes, ending: str, expected: list[tuple[str, Any]]) -> None:
    assert shown(content, ending) == expected


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (b"a: 1", [("f:1", A)]),
        (b"\n\n- a: 1\n- b: 2", [("f:3", A), ("f:4", B)]),
        (b"{a: 1}", [("f:1", A)]),
        (b"[{a: 1}]", [("f:1", A)]),
        (b'[{"a": 1}]', [("f:1", A)]),
        (b'{"a": 1}', [("f:1", A)]),
        (b'\xef\xbb\xbf\n{"a": 1}\n{"b": 2}', [("f:2", A), ("f:3", B)]),
        (b'{\n"a": 1}', [("f:1", A)]),
        (b'{"a": {"b": 2}\n}', [("f:1", {"a": {"b": 2}})]),
        (b'{"a": "}"}\n{"b": 2}', [("f:1", {"a": "}"}), ("f:2", B)]),
        (b"", [("f", "there is no request in it")]),
        (b" \n\n", [("f", "there is no request in it")]),
    ],
)
def test_a_format_is_told_from_the_first_line(content: bytes, expected: list[tuple[str, Any]]) -> None:
    assert shown(content) == expected


def test_a_bad_line_rejects_itself_alone() -> None:
    lines = [b'{"a": 1}', b'{"a": ', b"\xff", b'{"a": 1, "a": 2}', b"[" * 50, b'{"a": 01}', b'{"b": 2}']
    results = read(b"\n".join(lines), ".ndjson")
    assert len(results) == len(lines)
    assert [(one.place, one.fault is None) for one in results] == [
        ("f:1", True),
        ("f:2:6", False),
        ("f:3", False),
        ("f:4", False),
        ("f:5", False),
        ("f:6:8", False),
        ("f:7", True),
    ]
    assert [one.fault for one in results[2:5]] == [
        "not UTF-8",
        "`a` stands twice in one mapping",
        "more than 32 levels of nesting",
    ]


def test_a_line_that_is_too_long_is_let_go() -> None:
    long = b'{"a": "' + b"x" * (3 * LARGEST_TEXT) + b'"}'
    for ending in (".ndjson", ""):
        results = read(b'{"a": 1}\n' + long + b'\n{"b": 2}', ending)
        assert [(one.place, one.fault) for one in results] == [
            ("f:1", None),
            ("f:2", "more than 10 MB in one line"),
            ("f:3", None),
        ]


@pytest.mark.parametrize("ending", [".yaml", ".json", ""])
def test_a_document_that_is_too_large(ending: str) -> None:
    results = read(b"#" * (LARGEST_TEXT + 1), ending)
    assert [(one.place, one.fault) for one in results] == [
        ("f", "more than 10 MB; write one request a line, as NDJSON")
    ]


@pytest.mark.parametrize(
    ("content", "ending", "expected"),
    [
        (b"", ".yaml", [("f", "there is no request in it")]),
        (b"# nothing\n", ".yaml", [("f", "there is no request in it")]),
        (b" ", ".json", [("f", "there is no request in it")]),
        (b"[]", ".json", [("f:1", "there is no request in the list")]),
        (b"[]", ".yaml", [("f:1", "there is no request in the list")]),
        (b"a: 1\n\xff: 2", ".yaml", [("f:2", "not UTF-8")]),
        (b'{"a": 1, "a": 1}', ".json", [("f", "`a` stands twice in one mapping")]),
        (b"a: 1\na: 2", ".yaml", [("f:2:1", "`a` stands twice here")]),
    ],
)
def test_faults(content: bytes, ending: str, expected: list[tuple[str, str]]) -> None:
    assert shown(content, ending) == expected


def test_what_was_read_before_a_fault_is_kept() -> None:
    good, bad = read(b"a: 1\n---\nb: [\n", ".yaml")
    assert (good.request, good.fault) == (A, None)
    assert bad.fault is not None
    assert bad.fault.endswith("; nothing after this was read")


def test_json_numbers_are_decimals() -> None:
    request = read(b'{"a": 0.30, "b": 6, "c": 1e2, "d": 1E999999999999999999999, "e": -0}', ".json")[0].request
    assert request == {"a": Decimal("0.30"), "b": 6, "c": Decimal(100), "d": "1E999999999999999999999", "e": 0}
    assert [type(value) for value in request.values()] == [Decimal, int, Decimal, str, int]
    assert str(request["a"]) == "0.30"


def test_a_number_of_many_digits_is_read_at_once_and_left_to_its_reader() -> None:
    for ending, content in ((".json", b'{"a": %b}'), (".yaml", b"a: %b")):
        assert read(content % (b"9" * 1_000_000), ending)[0].request["a"] == Decimal("9" * 1_000_000)


def test_files(tmp_path: Path) -> None:
    for name, content in (("a.yaml", b"a: 1"), ("a.json", b'{"a": 1}'), ("a.NDJSON", b'{"a": 1}'), ("a", b"a: 1")):
        (tmp_path / name).write_bytes(content)
        assert [(one.place, one.request) for one in requests_in(str(tmp_path / name))] == [(f"{tmp_path / name}:1", A)]


def test_standard_input() -> None:
    assert [(one.place, one.request) for one in requests_in("-", stdin=BytesIO(b"a: 1"))] == [("standard input:1", A)]


def test_what_cannot_be_read(tmp_path: Path) -> None:
    for path, fault in (
        (str(tmp_path / "none.yaml"), "it cannot be read: no such file or directory"),
        (str(tmp_path), "it cannot be read: is a directory"),
        ("a\0b", "no file can have this name"),
    ):
        assert [one.fault for one in requests_in(path)] == [fault]


class Breaking(BytesIO):
    """A stream that fails after its first line."""

    def readline(self, size: int | None = -1, /) -> bytes:
        if self.tell():
            raise OSError(5, "Input/output error")
        return super().readline(size)


def test_a_stream_that_breaks_says_so() -> None:
    results = list(requests_of(Breaking(b'{"a": 1}\n{"b": 2}\n'), "f", ending=".ndjson"))
    assert [(one.place, one.fault) for one in results] == [
        ("f:1", None),
        ("f", "it cannot be read: input/output error"),
    ]


def test_lines_are_read_as_they_are_asked_for() -> None:
    stream = BytesIO(b'{"a": 1}\n' * 1000)
    first: Iterator[RequestSource] = requests_of(stream, "f", ending=".ndjson")
    next(first)
    assert stream.tell() == len(b'{"a": 1}\n')
