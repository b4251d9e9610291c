"""Lines as people say them, where the language has a form of its own: the form is offered, ready to be copied."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from assent.source.catalogue import Code
from assent.source.diagnostic import Diagnostic
from assent.source.text import Span
from assent.syntax.phrasebook import (
    blocks,
    counts,
    facts,
    formulas,
    grants,
    heads,
    patterns,
    properties,
    tests,
    thresholds,
    value_sets,
)
from assent.syntax.phrasebook.phrase import Phrase
from assent.syntax.stumble import Stumble, shortened

EVERYDAY_WORDS = Code("everyday-words", "error", "words as people say them, where the language has a form of its own")

CODES = (EVERYDAY_WORDS,)

_HOLD_TESTS = (
    "REQUIRE",
    "EXCLUDE",
    "REVIEW",
    "SUBMIT",
    "DEFINE",
    "REPLACE",
    "UNLESS",
    "ALL",
    "ANY",
    "AT",
    "NOT",
    "EITHER",
    "OR",
)
_HOLD_TEXTS = frozenset({"CITES", "BECAUSE", "NOTE"})
_TESTS = (*patterns.PHRASES, *blocks.PHRASES, *counts.PHRASES, *tests.PHRASES)

# What is said, by the kind of word that begins the line above a block.
_PHRASES: Mapping[str, tuple[Phrase, ...]] = MappingProxyType(
    {
        **dict.fromkeys(_HOLD_TESTS, _TESTS),
        **dict.fromkeys(("FACTS", "NAME"), facts.PHRASES),
        "VOCABULARY": (*value_sets.EDGE, *formulas.EDGE, *facts.PHRASES),
        "POLICY": heads.HEADER,
        "AUTHORIZATION": grants.AUTHORIZATION,
        "": (*thresholds.EDGE, *value_sets.EDGE, *formulas.EDGE, *properties.EDGE, *heads.EDGE),
        "VALUE_SET": value_sets.CODES,
        "CALCULATED": formulas.FORMULA,
        "PARAMETER": thresholds.PARAMETER,
        "TABLE": thresholds.TABLE,
    }
)
# A sentence longer than this is not searched for phrases.
_LONGEST = 300


def _spoken(stumble: Stumble) -> Diagnostic | None:
    written = stumble.written
    if len(written) > _LONGEST or (stumble.first and stumble.first.type in _HOLD_TEXTS):
        return None
    at = stumble.start - stumble.line_start
    for phrase in _PHRASES.get(stumble.block, ()):
        found = phrase.find(written, at)
        if found is None:
            continue
        match, form = found
        span = Span(stumble.source, stumble.line_start + match.start(), stumble.line_start + match.end())
        more = phrase.more.format(**match.groupdict(default=""))
        return EVERYDAY_WORDS.at(
            span,
            f"`{shortened(span.text)}` is not how this is written here",
            help=f"write `{stumble.fixed(span, form)}`{more}",
        )
    return None


RULES = (_spoken,)
