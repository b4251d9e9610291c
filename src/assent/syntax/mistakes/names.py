"""Mistakes with names: missing, reserved, or of more than one word."""

from __future__ import annotations

import re
import unicodedata

from assent.source.catalogue import Code
from assent.source.diagnostic import Diagnostic
from assent.source.suggest import nearest
from assent.source.text import Span
from assent.syntax.keywords import KEYWORDS
from assent.syntax.stumble import CHARACTER, Stumble, shortened

MISSING_NAME = Code("missing-name", "error", "a clause or a definition without its short name")
RESERVED_WORD = Code("reserved-word", "error", "a word of the language used as a name")
BROKEN_NAME = Code("broken-name", "error", "a name of several words, or with a sign in it")

CODES = (MISSING_NAME, RESERVED_WORD, BROKEN_NAME)

_NAMED = frozenset({"POLICY", "VOCABULARY", "DEFINE", "REQUIRE", "EXCLUDE", "REVIEW", "SUBMIT"})
_TESTS = frozenset({"COMPARE", "IS", "PROVIDED", "WITHIN"})
# Words that join or begin tests: where one stands instead of a name, a name is missing rather than badly chosen.
_JOINTS = frozenset({"AND", "OR", "UNLESS", "TO", "OF", "WHERE", "IS", "UNDER", "WITHIN", "THE", "CITES", "BECAUSE"})
# Words that may follow a name, and be misspelt.
_AFTER_A_NAME = ("provided", "within", "and", "or", "where")
_NEXT_WORD = re.compile(r"[ \t]+([A-Za-z_][A-Za-z0-9_]*)")
_MOST_WORDS = 6
_NOT_IN_NAME = re.compile(r"[^A-Za-z0-9]+")


def _missing(stumble: Stumble) -> Diagnostic | None:
    if stumble.last_kind not in _NAMED or len(stumble.line) != 1 or "NAME" not in stumble.accepts:
        return None
    if stumble.kind not in {"STRING", "_NL"}:
        return None
    verb = str(stumble.last)
    name = _name_from(stumble.word[1:-1]) or "a_short_name"
    stands = f"{verb} {name} {stumble.rest}" if stumble.kind == "STRING" else f'{verb} {name} "A title"'
    return MISSING_NAME.at(
        stumble.span,
        f"`{verb}` needs a short name before its title",
        help=f"such as `{shortened(stands, most=120)}`",
    )


def _name_from(words: str) -> str:
    return "_".join(_NOT_IN_NAME.sub(" ", words).lower().split()[:4])


def _reserved(stumble: Stumble) -> Diagnostic | None:
    word, span = stumble.word, stumble.span
    first = stumble.first
    if first is not None and len(stumble.line) == 1 and first.type.lower() in KEYWORDS and stumble.kind in _TESTS:
        word, span = str(first), stumble.span_of(first)
    elif (
        word not in KEYWORDS
        or "NAME" not in stumble.accepts
        or (stumble.kind in _JOINTS and stumble.last_kind not in _NAMED)
    ):
        return None
    return RESERVED_WORD.at(
        span,
        f"`{word}` is a word of the language and cannot be a name",
        help=f"add another word to it, such as `first_{word}` or `{word}_date`",
    )


def _broken(stumble: Stumble) -> Diagnostic | None:
    return _sign_in_name(stumble) or _words_in_name(stumble)


def _sign_in_name(stumble: Stumble) -> Diagnostic | None:
    last = stumble.last
    run = stumble.run
    joined = last is not None and last.type == "NAME" and last.end_pos == stumble.start
    begins = stumble.kind in {"CODE", CHARACTER} and "NAME" in stumble.accepts
    if (joined and ((stumble.word[:1] in "-/.'&" and run.end > stumble.end) or not stumble.word.isascii())) or (
        begins and stumble.word[:1].isalnum() and any(letter.isalpha() for letter in run.text)
    ):
        span = run
    else:
        return None
    name = _name_from(span.text) if span.text.isascii() else ""
    also = f": `{name}`" if name and not name[0].isdigit() else ""
    foreign = next((letter for letter in span.text if letter.isalpha() and not letter.isascii()), "")
    if foreign:
        also = f"; `{foreign}` is none of these: {unicodedata.name(foreign, 'an unknown letter').lower()}"
    return BROKEN_NAME.at(
        span,
        f"`{shortened(span.text)}` cannot be a name",
        help=f"a name has letters from a to z, digits and `_`, and begins with a letter{also}",
    )


def _words_in_name(stumble: Stumble) -> Diagnostic | None:
    last = stumble.last
    if last is None or last.type != "NAME" or stumble.kind != "NAME":
        return None
    names_clause = stumble.kinds[0] in _NAMED and len(stumble.line) == 2 and '"' in stumble.rest
    if not names_clause and (not _TESTS & stumble.accepts or nearest(stumble.word, _AFTER_A_NAME)):
        return None
    words = [str(last)]
    end = last.end_pos or 0
    while (
        (match := _NEXT_WORD.match(stumble.source.text, end)) and match[1] not in KEYWORDS and len(words) < _MOST_WORDS
    ):
        words.append(match[1])
        end = match.end()
    span = Span(stumble.source, last.start_pos or 0, end)
    return BROKEN_NAME.at(
        span,
        f"`{shortened(span.text)}` cannot be a name: a name is one word",
        help=f"join its words with `_`: `{stumble.fixed(span, '_'.join(words))}`",
    )


RULES = (_missing, _reserved, _broken)
