"""Mistakes in the line of a fact: its name, its type, its options."""

from __future__ import annotations

import re

from assent.source.catalogue import Code
from assent.source.diagnostic import Diagnostic
from assent.source.text import Span
from assent.syntax.keywords import KEYWORDS
from assent.syntax.mistakes.names import BROKEN_NAME, RESERVED_WORD
from assent.syntax.stumble import Stumble, shortened

MISSING_TYPE = Code("missing-type", "error", "a fact that does not say what kind of answer it has")
INCOMPLETE_TYPE = Code("incomplete-type", "error", "a type that stops half-way")
WRONG_OPTIONS = Code("wrong-options", "error", "options that are not separated by `|` or `<`")
MISPLACED_CONDITION = Code("misplaced-condition", "error", "a fact's condition that does not stand after its label")

CODES = (MISSING_TYPE, INCOMPLETE_TYPE, WRONG_OPTIONS, MISPLACED_CONDITION)

_TYPES = "`yes/no`, `duration`, `date`, `number`, `0..10`, `document` or `judgement`"
_BEGINS_TYPE = re.compile(r"\s+(?:duration|date|yes/no|judge?ment|document|number|dated|list|evidence|-?\d|\w+\s*[|<])")
_YES_NO = re.compile(r"\b(?:yes\s*(?:/|\\|\||or|,)\s*no|y/n)\b", re.IGNORECASE)
_WHOLE = {
    "LIST": "`list of` for entries with fields of their own, or `dated list` for entries with a date",
    "EVIDENCE": "`evidence of` for entries with fields of their own, or `dated evidence` for entries with a date",
    "DATED": "`dated list` or `dated evidence`",
}


def _in_fact(stumble: Stumble) -> bool:
    """Whether the line is a fact's or a field's."""
    return stumble.block in {"FACTS", "VOCABULARY", "NAME"}


_SEPARATED = re.compile(r'(?P<name>\w+)\s+(?P<options>\w+(?:\s*(?:[,/;|]|\bor\b)+\s*\w+)+)\s+(?P<rest>".*)$')
_CONDITIONS = frozenset({"when", "if", "where", "unless", "except"})
_BEFORE_LABEL = re.compile(r'(?P<before>.*?)\s*\bwhen\s+(?P<test>[^"]*?)\s*(?P<label>"[^"]*")$')


def _condition(stumble: Stumble) -> Diagnostic | None:
    """`pregnant yes/no when …`: the condition under which a fact is asked, in the wrong place or form."""
    last = stumble.last
    if not _in_fact(stumble):
        return None
    if last is not None and last.type == "WHEN" and stumble.kind in {"ALL", "ANY", "AT"}:
        return MISPLACED_CONDITION.at(
            stumble.span_from(last),
            "the condition of a fact stands on its line, and has no block",
            help="write its tests after `when`, joined with `and`, or with `or`",
        )
    if stumble.word not in _CONDITIONS:
        return None
    if stumble.block == "NAME" and not stumble.line:
        return MISPLACED_CONDITION.at(
            stumble.span,
            f"`{stumble.word}` cannot stand on a line of its own here",
            help="write `when` and the test at the end of the line of the fact, after its label",
        )
    if not stumble.line:
        return None
    if stumble.word in {"unless", "except"}:
        help = "a fact is asked `when` a test is met: write `when not` and the test, after its label"
    else:
        match = _BEFORE_LABEL.match(re.sub(rf"\b{stumble.word}\b", "when", stumble.written, count=1))
        moved = (
            f": `{shortened('{before} {label} when {test}'.format(**match.groupdict()), most=200)}`" if match else ""
        )
        help = f"write `when` and the test at the end of the line, after the label{moved}"
    return MISPLACED_CONDITION.at(stumble.span, f"`{stumble.said}` cannot stand here in the line of a fact", help=help)


def _reserved(stumble: Stumble) -> Diagnostic | None:
    if not _in_fact(stumble) or stumble.line or stumble.word not in KEYWORDS:
        return None
    if not _BEGINS_TYPE.match(stumble.rest, len(stumble.word)):
        return None
    return RESERVED_WORD.at(
        stumble.span,
        f"`{stumble.word}` is a word of the language and cannot be a name",
        help=f"add another word to it, such as `first_{stumble.word}` or `{stumble.word}_date`",
    )


def _missing(stumble: Stumble) -> Diagnostic | None:
    if not _in_fact(stumble) or stumble.kinds != ("NAME",) or stumble.kind not in {"STRING", "_NL"}:
        return None
    return MISSING_TYPE.at(
        stumble.span_of(stumble.line[0]),
        f"the fact `{shortened(stumble.line[0])}` has no type",
        help=f"say after its name what kind of answer it has: {_TYPES}",
    )


def _incomplete(stumble: Stumble) -> Diagnostic | None:
    last = stumble.last
    if not _in_fact(stumble) or last is None or last.type not in _WHOLE or stumble.kinds[:1] != ("NAME",):
        return None
    return INCOMPLETE_TYPE.at(stumble.span_of(last), f"`{last}` alone is not a type", help=f"write {_WHOLE[last.type]}")


def _options(stumble: Stumble) -> Diagnostic | None:
    if not _in_fact(stumble) or not stumble.line:
        return None
    if (match := _YES_NO.search(stumble.written)) and match[0] != "yes/no":
        span = Span(stumble.source, stumble.line_start + match.start(), stumble.line_start + match.end())
        return WRONG_OPTIONS.at(span, f"`{match[0]}` is not how this type is written", help="write `yes/no`")
    if not {"BAR", "LESS"} & stumble.accepts or stumble.word not in {",", "or", "/", ";"}:
        return None
    help = "put `|` between options, as in `left | right`; or `<` from the least to the most, as in `mild < severe`"
    if match := _SEPARATED.match(stumble.written):
        options = " | ".join(re.split(r"\s*(?:[,/;|]|\bor\b)+\s*", match["options"].strip()))
        line = f"{match['name']}  {options}  {match['rest']}"
        help = f"put `|` between them: `{shortened(line, most=200)}`; or `<`, from the least to the most"
    return WRONG_OPTIONS.at(stumble.span, f"options are not separated by `{stumble.word}`", help=help)


def _several_words(stumble: Stumble) -> Diagnostic | None:
    """`my fact date`: the name of a fact in two words; `full time | part_time`: an option in two words."""
    last = stumble.last
    if not _in_fact(stumble) or last is None or last.type != "NAME" or not {"BAR", "LESS"} & stumble.accepts:
        return None
    if not stumble.word[:1].isalpha():
        return None
    if len(stumble.line) == 2 and _BEGINS_TYPE.match(" " + stumble.rest):
        span = Span(stumble.source, stumble.line_start, last.end_pos or 0)
    else:
        span = stumble.span_from(last)
    name = "_".join(span.text.split())
    return BROKEN_NAME.at(
        span,
        f"`{shortened(span.text)}` cannot be a name: a name is one word",
        help=f"join its words with `_`: `{stumble.fixed(span, name)}`",
    )


RULES = (_condition, _reserved, _missing, _incomplete, _options, _several_words)
