"""From the bytes of a file to its text: UTF-8, of a size a person can have written."""

from __future__ import annotations

from assent.source.catalogue import Code
from assent.source.diagnostic import Diagnostic
from assent.source.text import SourceText, Span
from assent.syntax.before import too_large

WRONG_ENCODING = Code("wrong-encoding", "error", "a file that is not saved as UTF-8")
NUL_BYTE = Code("nul-byte", "error", "a NUL byte: a file that is no text, or is damaged")

CODES = (WRONG_ENCODING, NUL_BYTE)

MAX_BYTES = 2_000_000
_MARK = b"\xef\xbb\xbf"
_ARCHIVE = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")
_UTF16 = (b"\xff\xfe", b"\xfe\xff")


def read_text(path: str, data: bytes) -> tuple[SourceText | None, tuple[Diagnostic, ...]]:
    """The text of a file, without a byte-order mark, or what keeps it from being one.

    `path` is the file's name for people. Both kinds of line end stay as they are.
    """
    if len(data) > MAX_BYTES:
        beginning = SourceText(path, data[:200].decode("utf-8", "replace"))
        return None, (too_large(Span(beginning, 0, 0)),)
    try:
        text = data.removeprefix(_MARK).decode("utf-8")
    except UnicodeDecodeError as fault:
        return None, (_wrong_encoding(path, data.removeprefix(_MARK), fault),)
    source = SourceText(path, text)
    nul = text.find("\0")
    if nul >= 0:
        return None, (
            NUL_BYTE.at(
                Span(source, nul, nul + 1),
                "this file has a NUL byte in it, which no text has",
                label="here",
                help="it may be another kind of file, or damaged: write or copy the text anew, and save it as UTF-8",
            ),
        )
    return source, ()


def what_it_is(data: bytes, fault: UnicodeDecodeError | None) -> str:
    """Why bytes are no text in UTF-8, for somebody who saved them: `fault` is where they cannot be read as such."""
    if data.startswith(_ARCHIVE):
        return "it is a workbook, or a word processor's file, and no plain text"
    if data.startswith(_UTF16) or data[:200].count(b"\0") * 3 >= len(data[:200]):
        return "it is saved in UTF-16, and not in UTF-8"
    if fault is None or b"\0" in data:
        return "it is not text"
    line = data.count(b"\n", 0, fault.start) + 1
    return f"it is not text in UTF-8 (line {line}), but in another encoding, such as Windows-1252"


def _wrong_encoding(path: str, data: bytes, fault: UnicodeDecodeError) -> Diagnostic:
    before = len(data[: fault.start].decode("utf-8"))
    source = SourceText(path, data.decode("utf-8", "replace"))
    encoding = "UTF-16" if data.startswith(_UTF16) else "another encoding"
    return WRONG_ENCODING.at(
        Span(source, before, before + 1),
        f"this file is not saved as UTF-8 but in {encoding}",
        label="the first character that cannot be read",
        help="open it in an editor and save it again as UTF-8",
    )
