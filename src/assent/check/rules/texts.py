"""Texts that are empty, and characters that make a text read differently from what it says."""

from __future__ import annotations

import re
import unicodedata

from assent.check.problems import Problems
from assent.source.catalogue import Code
from assent.syntax.tree import Text

EMPTY_TEXT = Code("empty-text", "error", "a title, a label or another text with nothing in it")
DECEPTIVE_CHARACTER = Code("deceptive-character", "error", "a character that makes a text read as it is not written")
CODES = (EMPTY_TEXT, DECEPTIVE_CHARACTER)

# More of them than this in one text is said once.
MOST = 20

# Marks that turn the direction of writing, characters without width or shape, control characters, and the
# line ends that only some programs take for one.
_DECEPTIVE = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\U000e0000-\U000e007f]"
)
_QUOTED_OR_COMMENT = re.compile(r'"""(?s:.*?)"""|"(?:[^"\\\n]|\\[^\n])*"|#[^\n]*')


def title(problems: Problems, text: Text, what: str) -> str:
    """A text that stands on one line: a title or a label. Reported where it is empty."""
    return " ".join(prose(problems, text, what).split())


def prose(problems: Problems, text: Text, what: str) -> str:
    """A text as it is. Reported where it is empty."""
    if not text.value.strip() and not is_stand_in(text):
        problems.add(EMPTY_TEXT, text.at, f"{what} is empty", label="nothing in it", help="write it between the quotes")
    return text.value


def is_stand_in(text: Text) -> bool:
    """Whether a text stands for one in a line that could not be read, which has been reported."""
    return text.at[0] == text.at[1]


def deceptive_characters(problems: Problems) -> None:
    """Every deceptive character in the quoted texts and the comments of the text; elsewhere the parser reports them."""
    text = problems.source.text
    if not _DECEPTIVE.search(text):
        return
    found = 0
    for stretch in _QUOTED_OR_COMMENT.finditer(text):
        for match in _DECEPTIVE.finditer(text, stretch.start(), stretch.end()):
            found += 1
            if found > MOST:
                return
            name = unicodedata.name(match[0], "a control character").lower()
            problems.add(
                DECEPTIVE_CHARACTER,
                match.span(),
                f"a character that cannot be seen stands in this text: {name} (U+{ord(match[0]):04X})",
                label="a reader sees something else than what is written here",
                help="delete it",
            )
