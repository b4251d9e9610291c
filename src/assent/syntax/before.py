"""What is looked for before reading: mistakes that reading would not survive, or that would hide others."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import replace

from assent.source.catalogue import Code
from assent.source.diagnostic import Diagnostic
from assent.source.record import record
from assent.source.text import SourceText, Span
from assent.syntax.layout import TAB
from assent.syntax.stumble import shortened

MAX_CHARACTERS = 2_000_000
MAX_DEPTH = 64
# More of one kind than this in one text is one mistake made throughout, and said often enough.
MOST = 20

FILE_TOO_LARGE = Code("file-too-large", "error", "a file of more than 2 MB")
EMPTY_FILE = Code("empty-file", "error", "a file with nothing in it")
NESTED_TOO_DEEP = Code("nested-too-deep", "error", "blocks or `not`s inside one another more than 64 deep")
TAB_IN_INDENTATION = Code("tab-in-indentation", "error", "a tab at the beginning of a line")
CURLY_QUOTES = Code("curly-quotes", "error", "quotes that a word processor has bent")
INVISIBLE_CHARACTER = Code("invisible-character", "error", "a character that cannot be seen, outside quotes")

CODES = (FILE_TOO_LARGE, EMPTY_FILE, NESTED_TOO_DEEP, TAB_IN_INDENTATION, CURLY_QUOTES, INVISIBLE_CHARACTER)

_SOMETHING = re.compile(r"^[ \t\f\r\ufeff]*[^\s#\ufeff]", re.MULTILINE)
# Quoted texts and comments may hold anything; they are matched first, to be passed over.
_QUOTED = r'"""(?s:.*?)"""|"(?:[^"\\\n]|\\[^\n])*"|#[^\n]*'
_INDENTED = re.compile(rf"{_QUOTED}|^(?P<indentation>[ \t]+)(?=[^ \t\r\n#])", re.MULTILINE)
_TABBED = re.compile(r"^ *\t", re.MULTILINE)
_FAR_IN = re.compile(rf"^[ \t]{{{MAX_DEPTH // TAB}}}", re.MULTILINE)
_MANY_NOTS = re.compile(rf"\bnot(?:[ \t\f]+not){{{MAX_DEPTH}}}\b")

_BENT = "“”„‟«»‘’‚‛"
_UNSEEN = (
    r"\x00-\x08\x0b\x0e-\x1f\x7f-\xa0\xad\u1680\u180e\u2000-\u200f\u2028-\u202f\u205f-\u206f\u3000\ufeff\ufff9-\ufffb"
)
_ODD = re.compile(f"[{_BENT}{_UNSEEN}]|\r(?!\n)")
_BENT_DOUBLE = re.compile("[“”„‟]")
# A text in bent quotes: up to the one that closes it, with one pair of them inside, and apostrophes.
_BENT_TEXTS = "|".join(
    rf'{opens}(?:[^{opens}{closes}"\n]|{opens}[^{opens}{closes}"\n]*{closes})*{closes}'
    for opens, closes in ("“”", "„“", "„”", "””", "““", "«»", "»«")
)
_ODD_OUTSIDE = re.compile(
    rf"{_QUOTED}|(?P<quoted>{_BENT_TEXTS}|‘[^‘’\"\n]*(?:’(?=\w)[^‘’\"\n]*)*’|‚[^‚‘\"\n]*‘)"
    rf"|(?P<unseen>(?:[{_UNSEEN}]|\r(?!\n))+)"
)
_KNOWN_AS = {
    "\r": "a line end of an old kind",
    "\v": "a vertical tab",
    "\u00a0": "a no-break space",
    "\u200b": "a space of no width",
    "\ufeff": "a byte-order mark",
    "\u00ad": "a soft hyphen",
}


@record
class Early:
    """The text to read, in which every character still stands in its own place, and what was wrong with it."""

    text: str
    diagnostics: tuple[Diagnostic, ...] = ()
    is_fatal: bool = False
    has_tabs: bool = False


def find_before_reading(source: SourceText) -> Early:
    """The mistakes that can be told without the grammar; what can be mended in place is mended for the reading."""
    text = source.text
    fatal = _fatal(source)
    if fatal is not None:
        return Early(text, (fatal,), is_fatal=True)
    found: list[Diagnostic] = []
    if text.startswith("\ufeff"):
        text = " " + text[1:]
    if _ODD.search(text):
        text = _mend_characters(source, text, found)
    if _TABBED.search(text):
        found += _tabs(source, text)
    return Early(text, tuple(found), has_tabs=any(diagnostic.code == TAB_IN_INDENTATION.name for diagnostic in found))


def _fatal(source: SourceText) -> Diagnostic | None:
    text = source.text
    if "\r" in text and "\n" not in text:
        return INVISIBLE_CHARACTER.at(
            Span(source, text.index("\r"), text.index("\r") + 1),
            "the lines of this file end in a way that only old programs know",
            help="save it again with the line ends of Windows, macOS or Linux",
        )
    if len(text) > MAX_CHARACTERS:
        return too_large(Span(source, MAX_CHARACTERS, MAX_CHARACTERS + 1))
    if not _SOMETHING.search(text):
        return EMPTY_FILE.at(
            Span(source, 0, 0),
            "this file is empty",
            help='begin with `policy a_name "A title"` or `vocabulary a_name "A title"`',
        )
    if nots := _MANY_NOTS.search(text):
        return _too_deep(Span(source, nots.start(), nots.end()), "`not`s")
    if _FAR_IN.search(text) and (line := _line_nested_too_deep(text)):
        return _too_deep(Span(source, *line), "blocks")
    return None


def too_large(span: Span) -> Diagnostic:
    """A file that no one has written by hand."""
    return FILE_TOO_LARGE.at(
        span,
        "this file is larger than 2 MB",
        help="split it into several policies, or move facts into a vocabulary",
    )


def _too_deep(span: Span, what: str) -> Diagnostic:
    return NESTED_TOO_DEEP.at(
        span,
        f"more than {MAX_DEPTH} {what} stand inside one another here",
        help="give a part of it a name with `define`, and use the name",
    )


def _line_nested_too_deep(text: str) -> tuple[int, int] | None:
    levels = [0]
    for match in _INDENTED.finditer(text):
        if match["indentation"] is None:
            continue
        column = len(match["indentation"].expandtabs(TAB))
        while column < levels[-1]:
            levels.pop()
        if column > levels[-1]:
            levels.append(column)
        if len(levels) > MAX_DEPTH + 1:
            end = text.find("\n", match.end())
            return match.end(), len(text) if end < 0 else end
    return None


def _mend_characters(source: SourceText, text: str, found: list[Diagnostic]) -> str:
    mended = []
    at = more = 0
    for match in _ODD_OUTSIDE.finditer(text):
        if match["quoted"]:
            straight = f'"{match[0][1:-1]}"'
        elif match["unseen"]:
            straight = " " * len(match[0])
        else:
            continue
        mended += [text[at : match.start()], straight]
        at = match.end()
        if len(found) < MOST:
            span = Span(source, match.start(), match.end())
            found.append(_curly(span) if match["quoted"] else _unseen(span))
        else:
            more += 1
    if more:
        found[-1] = replace(found[-1], help=f"{found[-1].help}; there are {more} more places like these")
    return "".join([*mended, text[at:]])


def _curly(span: Span) -> Diagnostic:
    inside = _BENT_DOUBLE.sub(r'\\"', span.text[1:-1])
    straight = f'"{inside}"'
    return CURLY_QUOTES.at(
        span,
        "these quotes are curly, as a word processor makes them",
        label="curly quotes",
        help=f"use straight quotes: `{shortened(straight, most=120)}`",
    )


def _unseen(span: Span) -> Diagnostic:
    return INVISIBLE_CHARACTER.at(
        span,
        f"a character that cannot be seen stands here: {_name(span.text[0])}",
        label="cannot be seen",
        help="delete it, and type a plain space if one belongs there",
    )


def _name(character: str) -> str:
    known = _KNOWN_AS.get(character) or unicodedata.name(character, "").lower()
    return known or f"number {ord(character)}"


def _tabs(source: SourceText, text: str) -> list[Diagnostic]:
    """One mistake for all tabs: who indents with them does so throughout."""
    tabbed = [match for match in _INDENTED.finditer(text) if "\t" in (match["indentation"] or "")]
    if not tabbed:
        return []
    first = tabbed[0]
    also = {1: "", 2: "; one more line has a tab there"}.get(
        len(tabbed), f"; {len(tabbed) - 1} more lines have tabs there"
    )
    return [
        TAB_IN_INDENTATION.at(
            Span(source, first.start() + first[0].index("\t"), first.end()),
            "this line is indented with a tab",
            label="a tab",
            help=f"use two spaces for each step{also}",
        )
    ]
