"""Policy text made fit to publish: on one line, with nothing invisible, and escaped for Markdown.

Policy text is never trusted to be harmless: whatever it holds is shown, and does nothing.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

_SPACE = re.compile(r"\s+")
_PARAGRAPH = re.compile(r"\n\s*\n")
_WORD = re.compile(r"[^\s(<]+")

# Joiners that some scripts and emoji need; every other invisible character is shown by its number.
_JOINERS = "\u200c\u200d"


def one_line(text: str) -> str:
    """Text on one line, each run of white space as one space, invisible characters shown."""
    return _shown(_SPACE.sub(" ", text).strip())


def paragraphs(text: str) -> tuple[str, ...]:
    """The paragraphs of a text, each on one line; a blank line parts them."""
    lines = (one_line(part) for part in _PARAGRAPH.split(text.replace("\r\n", "\n")))
    return tuple(line for line in lines if line)


def _shown(text: str) -> str:
    if text.isascii() and text.isprintable():
        return text
    return "".join(
        f"‹U+{ord(char):04X}›" if unicodedata.category(char) in ("Cc", "Cf", "Cs") and char not in _JOINERS else char
        for char in text
    )


# What Markdown would read as markup. `_` and `&` are left where they cannot be: between letters, and
# where no entity follows.
_MARKUP = re.compile(
    r"""
    [\\`*\[\]<~]                      # escapes, code, emphasis, links, tags, strikethrough
    | (?<![^\W_]) _ | _ (?![^\W_])    # emphasis with underscores, which needs an edge of a word
    | & (?=\#?\w+;)                   # an entity
    | \| | (?<=<!-) -                 # a table's bar; a comment's opening
    | \{ (?=[{%\#]) | (?<=[}%\#]) \}  # the braces of template languages that sites run over Markdown
    | (?<!\S) \# | (?<=\{) \{
    | \$ (?=.*\$)                     # a formula
    """,
    re.VERBOSE,
)
# What Markdown would read as the start of a block: a quotation, a list, a rule, an underline.
_BLOCK = re.compile(r"([>]|[-+=](?=\s|$|[-+=]))")
_NUMBERED = re.compile(r"(\d{1,9})([.)])(?=\s|$)")


def escape_markdown(text: str) -> str:
    """Text that Markdown shows as it is, whether or not it begins a line."""
    escaped = _MARKUP.sub(lambda match: "\\" + match[0], text)
    escaped = _BLOCK.sub(lambda match: "\\" + match[0], escaped, count=1) if _BLOCK.match(escaped) else escaped
    return _NUMBERED.sub(r"\1\\\2", escaped, count=1) if _NUMBERED.match(escaped) else escaped


# An address that may become a link: https, a plain host without a user or a port, and nothing that HTML or
# Markdown would read as more than an address.
_ADDRESS = re.compile(r"https://[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+(?:/[A-Za-z0-9/._~%=?&,:+-]*)?(?:#[A-Za-z0-9._-]*)?")
_AFTER_ADDRESS = ".,;:!?)\"'”’"


def with_addresses(text: str) -> Iterator[tuple[str, bool]]:
    """The text in pieces, each with whether it is an address that may become a link."""
    start = 0
    for match in _WORD.finditer(text):
        word = match[0].rstrip(_AFTER_ADDRESS)
        if _ADDRESS.fullmatch(word):
            if start < match.start():
                yield text[start : match.start()], False
            yield word, True
            start = match.start() + len(word)
    if start < len(text):
        yield text[start:], False


def css_string(text: str) -> str:
    """A string of a style sheet in which nothing but letters, digits and spaces stands as itself."""
    # The space after an escape belongs to it.
    return '"' + "".join(c if c.isascii() and (c.isalnum() or c == " ") else f"\\{ord(c):x} " for c in text) + '"'
