"""Words beside names that say no more than a sign would, told from what the rest of the file declares."""

from __future__ import annotations

import re
from functools import partial

from assent.source.diagnostic import Diagnostic
from assent.source.text import Span
from assent.syntax.keywords import KEYWORDS
from assent.syntax.mistakes.comparisons import SPELLED_COMPARISON
from assent.syntax.mistakes.everyday import EVERYDAY_WORDS
from assent.syntax.mistakes.rest_of_table import rest_of
from assent.syntax.number_words import NUMBER_WORDS
from assent.syntax.stumble import Stumble, shortened

_FOR = re.compile(r"for\s+(?:(?P<sign>[<>]=?)|(?P<name>[A-Za-z_]\w*))")
_AFTER_THE = re.compile(r"the\s+(?!(?:last|most|latest|newest|first|oldest|next|past|previous|prior)\b)([A-Za-z_]\w*)")
_THE = re.compile(r"(?<=\band\s)the\s+(?!last\b)|(?<=\bor\s)the\s+(?!last\b)")
_TWO_WORDS = re.compile(r"([A-Za-z_]\w*)\s+(\w+)")
_PRESENT = re.compile(r"\b(?P<name>[A-Za-z_]\w*)\s+(?:present|documented)(?=\s*$|\s+(?:and|or)\s)")
_OTHERWISE = re.compile(r"^(?P<value>\d+(?:\.\d+)?(?:\s+\S+)*?)\s+(?:otherwise|else|in all other cases)$")
_CASE = re.compile(r"\swhen\s+(.*)$")
_STEP = re.compile(
    r"step\s+therapy\s+(?:with|of|on|using)\s+"
    r"(?P<drugs>[A-Za-z_]\w*(?:\s*,\s*(?:or\s+|and\s+)?[A-Za-z_]\w*|\s+(?:or|and)\s+[A-Za-z_]\w*)+)"
    r"(?P<time>\s+for\s+\d+\s+(?:day|week|month|year)s?)?$"
)
# A line longer than this is a sentence, and no test.
_LONGEST = 300
_AMOUNTS = {"LEAST": ">=", "MOST": "<=", "MORE_THAN": ">", "LESS_THAN": "<"}


def _declares(stumble: Stumble, what: str) -> bool:
    """Whether a line of the file begins with these words."""
    return re.search(rf"^[ ]*{what}(?!\w)", stumble.source.text, re.MULTILINE) is not None


def _is_threshold(stumble: Stumble, name: str) -> bool:
    return _declares(stumble, rf"(?:parameter|table)\s+{re.escape(name)}")


def _options(stumble: Stumble, name: str) -> list[str]:
    """The options that a line of the file declares for a fact of this name."""
    line = re.search(rf"^[ ]*{re.escape(name)}[ ]+(\w+(?:[ ]*[|<][ ]*\w+)+)", stumble.source.text, re.MULTILINE)
    return re.findall(r"\w+", line[1]) if line else []


def _spoken(stumble: Stumble, span: Span, words: str, more: str = "") -> Diagnostic:
    """`words` in the place of a part of the line."""
    return EVERYDAY_WORDS.at(
        span,
        f"`{shortened(span.text)}` is not how this is written here",
        help=f"write `{stumble.fixed(span, words)}`{more}",
    )


def _lasting(stumble: Stumble) -> Diagnostic | None:
    """`treated_for for minimum_trial`, and `treated for >= 12 weeks`."""
    last = stumble.last
    match = _FOR.match(stumble.rest)
    if match is None or last is None or last.type != "NAME" or "COMPARE" not in stumble.accepts:
        return None
    if match["sign"]:
        joined = f"{last}_for"
        return _spoken(stumble, stumble.span_from(last), joined if _declares(stumble, joined) else str(last))
    return _spoken(stumble, stumble.span, ">=") if _is_threshold(stumble, match["name"]) else None


def _article(stumble: Stumble) -> Diagnostic | None:
    """`when the site is home`."""
    match = _AFTER_THE.match(stumble.rest)
    if match is None or match[1] in KEYWORDS or not stumble.line or not {"NAME", "NOT"} <= stumble.accepts:
        return None
    rest = _THE.sub("", stumble.rest[match.start(1) :])
    return EVERYDAY_WORDS.at(
        stumble.span,
        "`the` is not written before a name",
        help=f"leave it out: `{stumble.fixed(stumble.span_to_end, rest)}`",
    )


def _named_amount(stumble: Stumble) -> Diagnostic | None:
    """`dose at most dose_cap`: a name where a count, or a time that has passed, would have its number."""
    if stumble.kind != "NAME" or stumble.last_kind not in _AMOUNTS or stumble.word.lower() in NUMBER_WORDS:
        return None
    words = 2 if stumble.last_kind in {"LEAST", "MOST"} else 1
    is_name = "_" in stumble.word or _declares(stumble, rf"(?:\w+\s+)?{re.escape(stumble.word)}(?:_\w+)?")
    if stumble.kinds[-words - 1 : -words] != ("NAME",) or not is_name:
        return None
    first, last = stumble.line[-words], stumble.line[-1]
    span = Span(stumble.source, first.start_pos or 0, last.end_pos or 0)
    sign = _AMOUNTS[last.type]
    fixed = stumble.fixed(span, sign)
    following = _TWO_WORDS.match(stumble.rest)
    if following and _is_threshold(stumble, joined := f"{following[1]}_{following[2]}"):
        end = stumble.start + following.end()
        fixed = stumble.fixed(Span(stumble.source, span.start, end), f"{sign} {joined}")
    return SPELLED_COMPARISON.at(
        span, f"`{span.text}` is a comparison in words", help=f"values are compared with a sign: `{fixed}`"
    )


def _within_a_value(stumble: Stumble) -> Diagnostic | None:
    """`dose within dose_cap`."""
    last = stumble.last
    if last is None or stumble.kinds[-2:] != ("NAME", "WITHIN") or not _is_threshold(stumble, stumble.word):
        return None
    return SPELLED_COMPARISON.at(
        stumble.span_of(last),
        "`within` is of dates, and what follows it here is a value",
        help=f"values are compared with a sign: `{stumble.fixed(stumble.span_of(last), '<=')}`",
    )


def _option(stumble: Stumble) -> Diagnostic | None:
    """`request_type renewal`."""
    last = stumble.last
    if last is None or last.type != "NAME" or "IS" not in stumble.accepts:
        return None
    if stumble.word not in _options(stumble, str(last)):
        return None
    return _spoken(stumble, stumble.span_from(last), f"{last} is {stumble.word}")


def _present(stumble: Stumble) -> Diagnostic | None:
    """`infection present`, of a yes/no fact."""
    at = stumble.start - stumble.line_start
    match = next((one for one in _PRESENT.finditer(stumble.written) if one.start() <= at <= one.end()), None)
    if match is None or not _declares(stumble, rf"{match['name']}\s+(?:yes/no|judge?ment)"):
        return None
    span = Span(stumble.source, stumble.line_start + match.start("name"), stumble.line_start + match.end())
    return _spoken(stumble, span, match["name"], f": `{match['name']}` is a yes/no fact")


def _otherwise(stumble: Stumble) -> Diagnostic | None:
    """The rest of a table, where the cases above it tell what is left over."""
    match = _OTHERWISE.match(stumble.written) if stumble.block == "TABLE" else None
    if match is None:
        return None
    text = stumble.source.text
    start = text.rfind("\ntable ", 0, stumble.line_start) + 1
    if stumble.line_start - start > _LONGEST:
        return None
    lines = [line.partition("#")[0].strip() for line in text[start : stumble.line_start].splitlines()]
    said = [line for line in lines if line]
    cases = [case[1] for line in said[1:] if (case := _CASE.search(line)) is not None]
    whole = said[:1] and said[0].startswith("table ") and len(cases) == len(said) - 1 > 0
    rest = rest_of(cases, partial(_options, stumble)) if whole else ""
    if not rest:
        return None
    span = Span(stumble.source, stumble.line_start, stumble.line_start + match.end())
    return _spoken(stumble, span, f"{match['value']} when {rest}", ": each case says where it counts")


def _drugs(stumble: Stumble) -> Diagnostic | None:
    """`step therapy with azathioprine or methotrexate for 3 months`: the drugs where their list belongs."""
    match = _STEP.search(stumble.written)
    if match is None or not match.start() <= stumble.start - stumble.line_start <= match.end():
        return None
    drugs = [word for word in re.findall(r"\w+", match["drugs"]) if word not in {"or", "and"}]
    if set(drugs) & set(KEYWORDS):
        return None
    record, field = _record_with(stumble.source.text, drugs[0])
    span = Span(stumble.source, stumble.line_start + match.start(), stumble.line_start + match.end())
    words = f"step therapy with {record}{match['time'] or ''} where {field} is"
    if re.search(r"\sand\s", match["drugs"]):
        others = ", ".join(f"`{drug}`" for drug in drugs[1:])
        return _spoken(stumble, span, f"{words} {drugs[0]}", f", and below it a line like it for {others}")
    words += f" one of {', '.join(drugs)}"
    return _spoken(stumble, span, words, ": after `with` stands the list of the drugs that were tried")


def _record_with(text: str, option: str) -> tuple[str, str]:
    """The list, and its field, that has this option; the usual names where no list of the file has it."""
    record = ""
    for line in text.splitlines():
        if len(line) > _LONGEST:
            continue
        if found := re.match(r"\s+(\w+)\s+(?:list|evidence)\s+of\b", line):
            record = found[1]
        elif record and (field := re.match(rf"\s+(\w+)\s+(?:[\w|< ]*[|<]\s*)?{re.escape(option)}\s*[|<\"]", line)):
            return record, field[1]
    return "drug_trial", "drug"


_RULES = (_lasting, _article, _named_amount, _within_a_value, _option, _present, _otherwise, _drugs)


def _beside(stumble: Stumble) -> Diagnostic | None:
    """What the first rule says that knows the mistake; a sentence is not looked through."""
    if len(stumble.written) > _LONGEST:
        return None
    return next((found for rule in _RULES if (found := rule(stumble)) is not None), None)


RULES = (_beside,)
