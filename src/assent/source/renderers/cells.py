"""How wide text is on a terminal, and what of it may be shown there."""

from __future__ import annotations

from unicodedata import category, combining, east_asian_width

TAB = 4


def safe(text: str) -> str:
    """Text without what would command a terminal or turn its reading direction: such a character becomes `\ufffd`."""
    return text if text.isascii() and text.isprintable() else "".join(map(_safe, text))


def _safe(character: str) -> str:
    if character.isprintable() or character in "\u200d\ufe0f":  # joiners that emoji are made with
        return character
    return " " if category(character) == "Zs" else "\ufffd"


def cells(text: str) -> int:
    """How many cells a text takes."""
    return len(text) if text.isascii() else sum(map(_cells, text))


def _cells(character: str) -> int:
    if combining(character) or category(character) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if east_asian_width(character) in "WF" else 1


def laid_out(line: str) -> list[str]:
    """Each character of a line as it is shown: tabs as spaces up to the next stop, controls replaced."""
    shown = []
    at = 0
    for character in line:
        text = " " * (TAB - at % TAB) if character == "\t" else safe(character)
        shown.append(text)
        at += cells(text)
    return shown
