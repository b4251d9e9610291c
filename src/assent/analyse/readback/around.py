"""What stands around the sentences of a document: it is not read, and has to be as the compiler writes it."""

from __future__ import annotations

import re

from assent.analyse.readback import document, page
from assent.analyse.readback.document import NotADocument
from assent.analyse.readback.letter import Numbered, first_difference, numbered


def document_text(data: bytes) -> str:
    """The text of a document, as it is shown by what takes it for UTF-8."""
    if not data.strip():
        raise NotADocument("it is empty, and no document")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as fault:
        line = data[: fault.start].count(b"\n") + 1
        raise NotADocument(f"line {line}: it is not text in UTF-8") from fault


def otherwise_around(text: str, written: str, *, html: bool) -> str:
    """The first line, outside of the sentences that are read back, that is not as it is written; "" where all are."""
    block = page.BLOCK if html else document.BLOCK
    return first_difference(_around(text, block), [line for _, line in _around(written, block)])


def _around(text: str, block: re.Pattern[str]) -> list[Numbered]:
    """The lines of a text without what stands between marks; the marks themselves, and their order, are among them."""
    found: list[Numbered] = []
    at = 0
    for one in block.finditer(text):
        found += numbered(text[at : one.start("body")], text.count("\n", 0, at) + 1)
        at = one.end("body")
    return found + numbered(text[at:], text.count("\n", 0, at) + 1)
