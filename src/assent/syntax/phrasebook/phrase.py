"""What a phrase of everyday speech is, and the words that phrases are made of."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from assent.syntax.keywords import KEYWORDS
from assent.syntax.number_words import NUMBER_WORDS

Match = re.Match[str]

_NAMES = ("name", "field", "value")

# What is called `name`, `field` or `value` in a phrase is no word of the language (`Phrase.find` sees to it).
NAME = r"[A-Za-z_]\w*"
OPERAND = rf"(?:latest {NAME}\.)?{NAME}"
NUMBER = r"-?\d+(?:\.\d+)?(?![\w.])"
UNIT = r"(?!(?:and|or|to|where|within|unless|because|of|ago|old|in|is)\b)[A-Za-zµ°%][\w%/^]*"
# A unit, which may be two words.
UNITS = rf"(?:(?:mm|cm) Hg|{UNIT})"
VALUE = rf"{NUMBER}(?: {UNITS})?"
COUNT = rf"(?:\d+|{'|'.join(word for word in NUMBER_WORDS if len(word) > 2)})"
TIME_UNIT = r"(?:day|week|month|year)s?"
# What is counted: a name, and neither a unit nor a number in letters.
THING = rf"(?!{TIME_UNIT}\b|ago\b|{COUNT}\b){NAME}"
BEFORE = r"^(?P<before>(?:unless |not )*)"
TIME = rf"\d+(?:\.\d+)? {TIME_UNIT}"
SIGN = r"(?:>=|<=|>|<)"
DATE = r"\d{4}-\d{2}-\d{2}"


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words that are looked for in a line, the form to write in their place, and what else may be meant.

    They are compiled when they are first looked for: most texts have no mistakes.
    """

    words: str
    form: str | Callable[[Match], str | None]
    more: str = ""

    def find(self, line: str, at: int) -> tuple[Match, str] | None:
        """The words where they stand around a place of a line, and the form for them."""
        for match in re.finditer(self.words, line, re.IGNORECASE):
            groups = match.groupdict(default="")
            end = match.end("here") if "here" in groups else match.end()
            if not match.start() <= at <= end or any(groups.get(name) in KEYWORDS for name in _NAMES):
                continue
            form = self.form.format(**groups) if isinstance(self.form, str) else self.form(match)
            if form is not None and form != match[0]:
                return match, form
        return None


def phrase(words: str, form: str | Callable[[Match], str | None], *, more: str = "") -> Phrase:
    """A phrase. A space in `words` stands for any, and ` ?` also for none; `form` is a template, or makes the form."""
    spaced = words.replace(" ?", r"\s*").replace(" ", r"\s+")
    return Phrase(rf"(?<![\w.])(?:{spaced})(?!\w)", form, more)


def digits(word: str) -> int:
    """A count in digits or in letters, as a number."""
    return int(word) if word.isdigit() else NUMBER_WORDS[word.lower()]
