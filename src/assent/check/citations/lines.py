"""The lines of a source document: what each is by its looks alone (rule, table row, heading, list item, text)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal

from assent.source.record import record

Kind = Literal["blank", "rule", "row", "heading", "connective", "item", "text"]

_LINE_END = re.compile(r"\r\n|[\n\r\f\x0b\u0085\u2028\u2029]")
_RULE = re.compile(r"([=\-*_~#])(?:[ \t]*\1){2,}[ \t]*")
_DELIMITER = re.compile(r"\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*\|?[ \t]*")
_HASHES = re.compile(r"(#{1,6})[ \t]+(?=\S)|(#{1,6})(?=[A-Z])")
_CLOSING_HASHES = re.compile(r"[ \t]+#+[ \t]*$")
_BLOCKQUOTE = re.compile(r"(?:>[ \t]*)+(?=[^\s\d=>]|$)")
_BULLET = re.compile(r"(?:[*+\-•◦▪▫‣·●○■□–—➢✓✔→§]|\uf0b7|o(?=\t|  ))[ \t\u00a0]+(?=\S)")
_BOX = re.compile(r"(?:\[[ xX]\]|[☐☑☒])[ \t]+")
_NUMBER = re.compile(
    r"(?P<open>\()?(?:(?P<digits>\d{1,3})|(?P<letters>[A-Za-z]|[ivxIVX]{2,5}))(?P<close>[.)])[ \t\u00a0]+(?=\S)"
    r"|(?P<levels>\d{1,2}(?:\.\d{1,2}){1,4})\.?[ \t\u00a0]+(?=[A-Z*_])"
)
_BOLD = re.compile(r"(\*\*|__)(?=\S)((?:(?!\1).)+)\1[ \t]*:?[ \t]*")
_CONNECTIVE = re.compile(r"\W*(?:and|or|and/or|and / or|either|plus)\W*", re.IGNORECASE)
_WORD = re.compile(r"\w+")
# A line in capitals or in bold that demands something is a statement, not a heading.
_DEMANDS = re.compile(r"\b(?:must|shall|should|cannot|will)\b", re.IGNORECASE)


@record
class Line:
    """One line. `start` and `end` bound its content, markers excluded; `indent` counts columns.

    `style` tells list markers apart ("*", "1.", "(a)"), `number` is an ordered marker's place in its
    list, `level` a heading's rank, the highest first.
    """

    kind: Kind
    start: int
    end: int
    indent: int = 0
    style: str = ""
    number: int | None = None
    level: int = 0


def lines_of(text: str) -> Iterator[Line]:
    """Every line of a text. Whether a numbered line starts an item is for the reader of blocks to confirm."""
    at = 1 if text.startswith("\ufeff") else 0
    for end in _LINE_END.finditer(text):
        yield _classify(text, at, end.start())
        at = end.end()
    yield _classify(text, at, len(text))


def _classify(text: str, start: int, end: int) -> Line:
    indent = 0
    while start < end and text[start].isspace():
        indent += 4 - indent % 4 if text[start] == "\t" else 1
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if start < end and text[start] == ">" and (quoted := _BLOCKQUOTE.match(text, start, end)):
        start = quoted.end()
    if start >= end or text[start:end].isspace():
        return Line("blank", start, start)
    if _RULE.fullmatch(text, start, end):
        return Line("rule", start, end, indent, style=text[start])
    if text[start] == "|" or (text[end - 1] == "|" and " | " in text[start:end]):
        # A row of dashes only is the line below a table's head.
        return Line("rule" if _DELIMITER.fullmatch(text, start, end) else "row", start, end, indent, style="|")
    if end - start < 20 and _CONNECTIVE.fullmatch(text, start, end):
        return Line("connective", start, end, indent)
    if hashes := _HASHES.match(text, start, end):
        closing = _CLOSING_HASHES.search(text, hashes.end(), end)
        level = len(hashes.group(1) or hashes.group(2))
        return Line("heading", hashes.end(), closing.start() if closing else end, indent, level=level)
    if bullet := _BULLET.match(text, start, end):
        box = _BOX.match(text, bullet.end(), end)
        return Line("item", box.end() if box else bullet.end(), end, indent, style=text[start])
    if number := _NUMBER.match(text, start, end):
        if not (number.group("letters") or "").islower() and _shouts(text, number.end(), end):
            return Line("heading", start, end, indent, style=_style(number), level=7)
        return Line("item", number.end(), end, indent, _style(number), _place(number))
    if level := _heading_level(text, start, end):
        return Line("heading", start, end, indent, level=level)
    return Line("text", start, end, indent)


def after_number(text: str, start: int, end: int) -> int:
    """Where the text after a numbered line's marker begins."""
    number = _NUMBER.match(text, start, end)
    return number.end() if number else start


def _style(number: re.Match[str]) -> str:
    if number.group("levels"):
        return "1.1"
    letters = number.group("letters") or ""
    sign = "1" if not letters else "a" if letters.islower() else "A"
    return f"{number.group('open') or ''}{sign}{number.group('close')}"


def _place(number: re.Match[str]) -> int | None:
    """The place of a marker in its list; None for letters that may be roman numerals."""
    if digits := number.group("digits"):
        return int(digits)
    if number.group("levels"):
        return None
    letters = number.group("letters").lower()
    return ord(letters) - ord("a") + 1 if len(letters) == 1 and letters not in "ivx" else None


def _heading_level(text: str, start: int, end: int) -> int:
    """7 for a line in capitals, 8 for one wholly in bold, 0 for any other."""
    if end - start > 160 or text[end - 1] in ".;,":
        return 0
    bold = _BOLD.fullmatch(text, start, end)
    if _shouts(text, start, end):
        return 7
    if bold is None or _DEMANDS.search(re.sub(r"\([^()]*\)", "", bold.group(2))):
        return 0
    return 8 if len(bold.group(2).split()) <= 16 and bold.group(2)[-1] not in ".;," else 0


def _shouts(text: str, start: int, end: int) -> bool:
    """Whether a line is in capitals, closing parentheses aside: "COVERAGE CRITERIA (Must meet ALL)"."""
    words = text[start : min(end, start + 200)]
    if "(" in words:
        words = re.sub(r"\([^()]*\)", " ", words)
    words = words.strip("*_ \t:#")
    return (
        words.isupper()
        and sum(map(str.isalpha, words)) >= 4
        and len(_WORD.findall(words)) <= 16
        and ": " not in words
        and not _DEMANDS.search(words)
        and text[end - 1] not in ".;,"
    )
