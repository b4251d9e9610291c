"""The words of a fact's line in another order than they must stand in."""

from __future__ import annotations

import re

from assent.source.catalogue import Code
from assent.source.diagnostic import Diagnostic
from assent.source.text import Span
from assent.syntax.stumble import Stumble

ORDER_OF_WORDS = Code("order-of-words", "error", "the words of a fact's line in another order than they must stand in")

CODES = (ORDER_OF_WORDS,)

_STRING = r'"(?:[^"\\\n]|\\[^\n])*"'
_LINE = re.compile(rf"(?P<name>[A-Za-z_]\w*)\s(?P<before>[^\"]*)(?P<label>{_STRING})(?P<after>[^\"]*)$")
_CODED = re.compile(r"(?:\s+[A-Z][A-Z0-9]*\s+[A-Za-z0-9][\w.\-]*)+")
_WHEN = re.compile(r"\swhen\s.*$")
# What may stand after a type, in its order, as it is written and as people write it.
_AFTER_TYPE = (
    ("or not done", re.compile(r"(?<!\w)(?:or\s+)?not[\s_-]+(?:done|measured)(?!\w)")),
    ("measured", re.compile(r"(?<!\w)measured(?!\w)")),
    ("sensitive", re.compile(r"(?<!\w)sensitive(?!\w)")),
)
_KIND = re.compile(r"(?<!\w)(?:number|whole)(?!\w)")
_RANGE = re.compile(r"(?<![\w.])-?\d+(?:\.\d+)?\.\.-?\d+(?:\.\d+)?(?![\w.])")
_UNIT = re.compile(r"(?:(?:mm|cm)\s+(?:Hg|H2O)|[A-Za-zµμ°%][\w%/^°]*(?:\.[0-9]+ ?m2)?)")
_OTHER = re.compile(
    r"(?:duration|date|yes/no|document|judge?ment(?:\s+by\s+\w+)?|[A-Z][A-Z0-9]+|\w+(?:\s*\|\s*\w+)+|\w+(?:\s*<\s*\w+)+)"
)


def _fact(stumble: Stumble) -> Diagnostic | None:
    """`pao2 number measured mm Hg "PaO2"`."""
    if stumble.block not in {"FACTS", "VOCABULARY", "NAME"}:
        return None
    written = stumble.written
    found = _LINE.match(written)
    if found is None:
        return None
    meant = _in_order(found, is_field=stumble.block == "NAME")
    if meant is None or meant.split() == written.split():
        return None
    words = "`or not done`" if stumble.block == "NAME" else "`or not done`, `measured`, `sensitive`"
    message = "the words of this line stand in another order than they must"
    if sorted(meant.split()) != sorted(written.split()):
        message = "the words of this line are not quite those of a fact"
    return ORDER_OF_WORDS.at(
        Span(stumble.source, stumble.line_start, stumble.line_start + len(written)),
        message,
        help=f"write `{meant}`: first the name, the type and its unit, then {words}, then the label",
    )


def _in_order(found: re.Match[str], *, is_field: bool) -> str | None:
    """The line in its order, where all that it is made of is known; else None."""
    after = found["after"]
    coded = match[0] if (match := _CODED.match(after)) else ""
    applies = match[0] if (match := _WHEN.search(after)) else ""
    rest = f" {found['before']} {after[len(coded) : len(after) - len(applies)]} ".replace(",", " ")
    marks: list[str] = []
    for mark, form in _AFTER_TYPE:
        rest, times = form.subn(" ", rest)
        if times > 1:
            return None
        marks += [mark] * times
    if is_field and (coded or applies or set(marks) - {"or not done"}):
        return None
    type = _type(rest)
    if type is None:
        return None
    words = [found["name"], type, *marks, found["label"], *coded.split(), *applies.split()]
    return " ".join(words)


def _type(rest: str) -> str | None:
    """A type of which the words stand in any order."""
    kind, span = _KIND.search(rest), _RANGE.search(rest)
    if kind is None and span is None:
        type = " ".join(rest.split())
        return type if _OTHER.fullmatch(type) else None
    unit = " ".join(_RANGE.sub(" ", _KIND.sub(" ", rest, count=1), count=1).split())
    if unit and not _UNIT.fullmatch(unit):
        return None
    return " ".join(filter(None, (kind[0] if kind else "", span[0] if span else "", unit)))


RULES = (_fact,)
