"""From bytes to text, and the bytes that are none."""

from __future__ import annotations

import pytest

from assent.syntax.encoding import MAX_BYTES, read_text

POLICY = b'policy p "P"\r\n  version 1.0.0\n'


@pytest.mark.parametrize("data", [b"", POLICY, b"\xef\xbb\xbf" + POLICY, "policy é \u2265 \U0001f9b4".encode()])
def test_utf_8_is_read_with_or_without_a_mark(data: bytes) -> None:
    source, diagnostics = read_text("policies/p.assent", data)
    assert diagnostics == ()
    assert source is not None
    assert source.path == "policies/p.assent"
    assert source.text == data.decode("utf-8-sig")


@pytest.mark.parametrize(
    ("data", "line", "column", "where"),
    [
        (b"caf\xe9", 1, 4, "another encoding"),
        ("ab\ncé".encode() + b"\x93x\x94", 2, 3, "another encoding"),
        (b"\xef\xbb\xbfab\xff", 1, 3, "another encoding"),
        ("policy".encode("utf-16"), 1, 1, "UTF-16"),
        (b"ab\xe2\x82", 1, 3, "another encoding"),
        (b"\xed\xa0\x80", 1, 1, "another encoding"),
    ],
)
def test_other_encodings_are_refused_at_the_first_character_that_cannot_be_read(
    data: bytes, line: int, column: int, where: str
) -> None:
    source, (diagnostic,) = read_text("p", data)
    assert source is None
    assert diagnostic.code == "wrong-encoding"
    assert (diagnostic.span.line, diagnostic.span.column) == (line, column)
    assert where in diagnostic.message


def test_a_nul_byte_is_refused_in_its_place() -> None:
    source, (diagnostic,) = read_text("p", "é\nab\0c\0".encode())
    assert source is None
    assert diagnostic.code == "nul-byte"
    assert (diagnostic.span.line, diagnostic.span.column) == (2, 3)


def test_two_megabytes_are_read_and_no_more() -> None:
    source, diagnostics = read_text("p", b"#" * MAX_BYTES)
    assert source is not None and diagnostics == ()
    source, (diagnostic,) = read_text("p", b"\xff" * (MAX_BYTES + 1))
    assert source is None
    assert diagnostic.code == "file-too-large"
