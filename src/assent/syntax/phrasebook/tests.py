"""Comparisons, dates, documents, options and codes as people say them."""

from __future__ import annotations

import re

from assent.syntax.phrasebook.phrase import (
    BEFORE,
    DATE,
    NAME,
    NUMBER,
    OPERAND,
    SIGN,
    THING,
    TIME,
    TIME_UNIT,
    UNIT,
    UNITS,
    VALUE,
    Match,
    phrase,
)

_BE = r"(?:is|are|was|were|has been|have been|must be|should be)"
_ENDS = "(?= and | or |$)"
_LAST = r"(?:last|past|previous|prior|preceding)"
_SYSTEM = r"(?:ICD-?10(?:-?CM)?|CPT|HCPCS)"
_CODE = r"(?:[A-Z]\d[\dA-Z]\.[\dA-Zx]{0,4}\*?|[A-Z]\d[\dA-Z]\*?|[A-Z]\d{4}|\d{5})"
_CODES = rf"(?:{_SYSTEM} )?{_CODE}(?:(?:,|,? or|,? and) (?:{_SYSTEM} )?{_CODE})*"
_WORDS = rf"{NAME}(?:(?:,|,? or|,? and|/) ?{NAME})+"
_LISTED = rf"{NAME}(?:(?:,|/) ?{NAME})+(?:,? (?:or|and) {NAME})?"
_FOUND = "measured|performed|obtained|taken|available"
_LESS = r"(?:decreased?|reduced|fallen|fell|dropped|declined|down|lost|lower|less)"
_MORE = r"(?:increased?|risen|rose|gained|grown|grew|up|higher|more)"
_BY = r"(?:at least|at most|more than|less than)"
_AMOUNT = rf"\d+(?:\.\d+)?(?: ?%|(?: (?!(?:from|since|vs|versus|than|compared|relative|below|above)\b){UNIT}))?"
_CHANGE = rf"(?P<name>{OPERAND}) (?:is |has |was )?(?:been )?(?:{_LESS}|{_MORE}) (?:by )?(?:{_BY} )?(?P<by>{_AMOUNT})"
_COMPARED = {
    **dict.fromkeys(("more than", "greater than", "higher than", "larger than", "longer than", "older than"), ">"),
    **dict.fromkeys(("less than", "fewer than", "lower than", "smaller than", "shorter than", "younger than"), "<"),
    **dict.fromkeys(("at least", "no less than", "not less than"), ">="),
    **dict.fromkeys(("at most", "no more than", "not more than"), "<="),
}
_SIGNS = {
    "before": "<", "on or before": "<=", "until": "<=", "by": "<=", "no later than": "<=", "not after": "<=",
    "after": ">", "on or after": ">=", "since": ">=", "from": ">=", "starting": ">=", "not before": ">=", "on": "is",
}  # fmt: skip


def _between(match: Match) -> str:
    to = "up to" if match["under"] else "to"
    return f"{match['name']} from {match['low']} {to} {match['high']}"


def _compared(match: Match) -> str:
    sign = _COMPARED[" ".join(match["words"].lower().split())]
    return f"{match['name']} {sign}{'=' if match['equal'] and len(sign) == 1 else ''} {match['value']}"


def _dated(match: Match) -> str:
    return f"{match['name']} {_SIGNS[' '.join(match['word'].lower().split())]} {match['date']}"


def _one_of(match: Match) -> str:
    options = [word for word in re.split(r"[\s,/]+", match["options"]) if word.lower() not in {"or", "and"}]
    no = "not " if match["no"] or "none" in match[0].split() else ""
    return f"{match['name']} is {no}one of {', '.join(options)}"


def _numbers(match: Match) -> str | None:
    numbers = re.findall(r"\d+", match["options"])
    low, high = int(numbers[0]), int(numbers[-1])
    if [int(number) for number in numbers] == list(range(low, high + 1)):
        return f"{match['name']} from {low} to {high}"
    return " or ".join(f"{match['name']} is {number}" for number in numbers)


def _coded(match: Match) -> str | None:
    codes = re.findall(rf"(?:({_SYSTEM})\s+)?({_CODE})", match["codes"], re.IGNORECASE)
    is_plain = len(codes) == 1 and codes[0][0].upper() in {"ICD10", "CPT", "HCPCS"} and not match["in"]
    star = "*" if match["like"] else ""
    tests = [
        f"{match['name']} is {match['no'] or ''}{_system(system, code)} {code.removesuffix(star)}{star}"
        for system, code in codes
    ]
    return None if is_plain else (" and " if match["no"] else " or ").join(tests)


def _system(written: str, code: str) -> str:
    known = written.upper()
    if known in {"CPT", "HCPCS"}:
        return known
    return "CPT" if code.isdigit() else "HCPCS" if re.fullmatch(r"[A-Z]\d{4}", code) else "ICD10"


def _changed(match: Match) -> str:
    side = "below" if re.search(rf" {_LESS}(?= )", match[0], re.IGNORECASE) else "above"
    how = next((word for word in ("more than", "less than", "at most") if word in match[0].lower()), "at least")
    other = match.groupdict().get("value") or f"baseline_{match['name'].split('.')[-1]}"
    return f"{match['name']} {how} {match['by']} {side} {other}"


def _done(match: Match) -> str:
    return f"{match['name']} is {'not ' if match['no'] or match['nor'] or match['never'] else ''}done"


def _in_window(match: Match) -> str:
    sign = match["word"] or " ".join(match["sign"].lower().split())
    return f"{match['name']} {_COMPARED.get(sign, sign)} {match['value']} within the last {match['time']}"


def _window(match: Match) -> str:
    return f"within the last {match['count'] or 1} {match['unit']}"


PHRASES = (
    # A window, before what it is a window of.
    phrase(
        rf"(?<!latest\x20)(?<!\d\x20)(?P<name>{OPERAND}) (?:within|in|during|over) (?:the )?{_LAST}"
        rf" (?P<time>{TIME}) ?,?"
        rf" (?:is )?(?:(?P<sign>{SIGN}|{'|'.join(_COMPARED)})|(?P<word>is|from))"
        rf" ?(?P<value>{VALUE}(?: (?:up )?to {VALUE})?|{NAME}){_ENDS}",
        _in_window,
    ),
    # Codes, before their letters are taken for names.
    phrase(
        rf"(?P<name>{OPERAND}) ?(?:\bis\b|==?|\bin\b|(?P<like>starts with|begins with|like)) ?"
        rf"(?P<no>not )?(?P<in>one of |in )?[(\[]? ?(?P<codes>{_CODES})(?: ?[)\]])?",
        _coded,
    ),
    phrase(
        rf"(?P<name>{OPERAND}) (?:(?:was|were|has been|have been) (?P<no>not )?(?:{_FOUND}|done)"
        rf"|is (?P<nor>not )?(?:{_FOUND})|(?P<never>not) (?:{_FOUND}|done)|done){_ENDS}",
        _done,
    ),
    phrase(
        rf"(?P<name>{OPERAND}) is (?P<no>not )?done ?, ?(?:and )?(?P<rest>(?:not )?{NAME})",
        "{name} is {no}done and {rest}",
        more=", or `or` in place of `and`, whichever is meant",
    ),
    # Dates and windows.
    phrase(
        rf"(?P<name>{OPERAND}) (?:{_BE} )?(?:between|from) (?P<start>{DATE})"
        rf" (?:and|to|until|through|-) (?P<end>{DATE})",
        "{name} from {start} to {end}",
    ),
    phrase(rf"(?P<name>{OPERAND}) (?:{_BE} )?(?P<word>{'|'.join(_SIGNS)}) (?P<date>{DATE})", _dated),
    phrase(rf"(?P<name>{OPERAND}) (?:{_BE} )?(?:no|not) older than (?P<time>{TIME})", "{name} within the last {time}"),
    phrase(
        rf"(?P<name>{OPERAND}) (?:{_BE} )?(?:(?:no|not) more than|less than|within|up to|at most|<=?) (?P<time>{TIME})"
        r" (?:ago|old|back)",
        "{name} within the last {time}",
    ),
    phrase(
        rf"(?P<name>{OPERAND}) (?:{_BE} )?"
        rf"(?:(?:more than|longer than|over|>) (?P<time>{TIME}) (?:ago|old|back)|older than (?P<older>{TIME}))",
        "{name} more than {time}{older} ago",
    ),
    phrase(
        rf"(?P<name>{OPERAND}) (?:{_BE} )?(?:at least|>=) (?P<time>{TIME}) (?:ago|old|back)",
        "{name} at least {time} ago",
    ),
    phrase(
        rf"(?:in|during|over|for|from) (?:the )?(?:{_LAST} )+(?:(?P<count>\d+) |(?:a|one) )?(?P<unit>{TIME_UNIT})",
        _window,
    ),
    phrase(rf"(?:in|during|over) (?P<count>\d+) (?P<unit>{TIME_UNIT})", _window),
    phrase(
        rf"(?:within|in|during|over) (?:the )?(?:(?:next|coming|following) )+(?P<time>{TIME})", "within the next {time}"
    ),
    phrase(rf"within (?:the )?(?:{_LAST} )?(?:an? |one )?(?P<count>)(?P<unit>{TIME_UNIT})", _window),
    # Changes from another value.
    phrase(
        rf"{_CHANGE} (?:from|since|of|vs\.?|versus|than|(?:compared|relative) (?:to|with)) (?P<value>{NAME})", _changed
    ),
    phrase(_CHANGE, _changed, more=": name the value that it is held against, as a fact of its own"),
    phrase(
        rf"(?P<name>{OPERAND}) (?:is )?(?P<by>{_AMOUNT}) (?P<side>below|above) (?P<value>{NAME})",
        "{name} at least {by} {side} {value}",
    ),
    # Numbers and lengths of time.
    phrase(
        rf"(?P<name>{OPERAND}) (?:is )?(?:between|from|of) (?P<low>{VALUE}) ?(?:and|to|-|–|through|until|upto|up to|up)"
        rf" ?(?P<under>(?:under|below|less than|before|<) ?)?(?P<high>{VALUE})",
        _between,
    ),
    phrase(rf"(?P<name>{OPERAND}) (?:is )?from (?P<value>{VALUE})(?= and | or |$)", "{name} >= {value}"),
    phrase(
        rf"(?P<name>{OPERAND}) ?(?:\bis |==? ?|: ?)?(?<![\w.])(?P<low>\d+(?:\.\d+)?(?: {UNITS}(?= to ))?)"
        rf" ?(?:\.\.+|…|-|–|—|to|through|up to)"
        rf" ?(?P<under>(?:under|below|less than|<) ?)?(?P<high>\d+(?:\.\d+)?(?![-\d.])(?: {UNITS})?)",
        _between,
    ),
    phrase(
        rf"(?P<name>{OPERAND}) (?:is |of |>= ?)?(?P<value>{VALUE}|{NAME}) or"
        r" (?:more|higher|greater|above|longer|over|older|better|worse)",
        "{name} >= {value}",
    ),
    phrase(
        rf"(?P<name>{OPERAND}) (?:is |of |<= ?)?(?P<value>{VALUE}|{NAME}) or"
        r" (?:less|fewer|lower|below|under|shorter|younger|earlier)",
        "{name} <= {value}",
    ),
    phrase(
        rf"(?P<name>{OPERAND}) (?:is )?(?:one of|in|among|any of)(?: ?[([]| )"
        rf"(?P<options>{NUMBER}(?:, ?{NUMBER})+)[)\]]?",
        _numbers,
    ),
    phrase(
        rf"(?P<name>(?!valid ){OPERAND}) (?:for|of|lasting|lasts|lasted) (?:at least )?(?P<time>{TIME})",
        "{name} >= {time}",
    ),
    phrase(
        rf"{BEFORE}(?:(?:at least|a minimum of) )?(?P<time>{TIME}) (?:of )?(?P<name>{THING})$",
        "{before}{name} >= {time}",
    ),
    phrase(
        rf"{BEFORE}(?:at most|no more than|up to) (?P<time>{TIME}) (?:of )?(?P<name>{THING})$",
        "{before}{name} <= {time}",
    ),
    phrase(rf"{BEFORE}more than (?P<time>{TIME}) (?:of )?(?P<name>{THING})$", "{before}{name} > {time}"),
    phrase(rf"{BEFORE}less than (?P<time>{TIME}) (?:of )?(?P<name>{THING})$", "{before}{name} < {time}"),
    phrase(
        rf"(?P<name>{OPERAND}) (?:(?:is|are) (?=\w+ than)|(?:must|should) be )"
        rf"(?P<words>{'|'.join(_COMPARED)})(?P<equal> or equal to)? (?P<value>{VALUE})",
        _compared,
    ),
    phrase(rf"(?P<value>{NUMBER}) ?(?:out of|/) ?\d+(?![-/.])", "{value}"),
    phrase(
        rf"(?P<name>{OPERAND}) (?:(?:does|do|must|may|should|can) ?not|doesn't|never) exceed (?P<value>{VALUE}|{NAME})",
        "{name} <= {value}",
    ),
    phrase(rf"(?P<sign>>=|<=|>|<) (?:than|to|of) (?P<value>{VALUE})", "{sign} {value}"),
    phrase(rf"(?P<name>{OPERAND}) ?(?:==?|:) ?(?P<time>{TIME})", "{name} >= {time}", more=", or with `>`, `<=` or `<`"),
    phrase(rf"(?P<name>{OPERAND}): ?(?P<rest>(?:>=|<=|>|<) ?{VALUE})", "{name} {rest}"),
    phrase(rf"(?P<value>{NUMBER}) ?mm ?hg", "{value} mm Hg"),
    # Documents.
    phrase(
        rf"(?P<name>{OPERAND}) (?:{_BE} )?provided (?:within|in|during) (?:the )?(?:{_LAST} )?(?P<time>{TIME})",
        "{name} within the last {time}",
    ),
    phrase(rf"(?P<name>{OPERAND}) (?:{_BE} )?not provided", "not {name} provided"),
    phrase(rf"(?P<name>{OPERAND}) {_BE} provided", "{name} provided"),
    phrase(
        rf"(?P<name>{OPERAND}) (?:{_BE} )?(?:present|documented|submitted|attached|available|received|included"
        r"|on file|signed|completed|obtained|performed)$",
        "{name} provided",
        more=", or `{name}` alone if it is a yes/no fact",
    ),
    # Yes and no.
    phrase(rf"(?P<name>{OPERAND}) ?(?:is|are|:|==?)? (?:yes|true){_ENDS}", "{name}"),
    phrase(rf"(?P<name>{OPERAND}) ?(?:is|are|:|==?)? (?:no|false){_ENDS}", "not {name}"),
    # The result of a clause.
    phrase(rf"(?P<name>{OPERAND}) (?:is )?(?P<no>not )?met{_ENDS}", "{no}{name}"),
    phrase(rf"(?P<no>not )?met (?P<name>{NAME}){_ENDS}", "{no}{name}"),
    # Value sets.
    phrase(
        rf"(?P<name>{OPERAND}) (?:is |belongs to |(?:is )?(?:a )?member of )?(?P<no>not )?(?:in |within |from |of )?"
        rf"(?:the )?value set (?P<value>{NAME})",
        "{name} is {no}in {value}",
    ),
    phrase(rf"(?P<name>{OPERAND}) (?P<no>not )?in (?P<value>{NAME})(?= and | or |$)", "{name} is {no}in {value}"),
    # Options.
    phrase(
        rf"(?P<name>{OPERAND}) (?:is )?(?P<no>not )?(?:one of|in|among|any of|either|none of)"
        rf"(?: ?[([]| )(?P<options>{_WORDS})[)\]]?",
        _one_of,
    ),
    phrase(rf"(?P<name>{OPERAND}) is (?P<no>not )?(?P<options>{_LISTED})(?= and | or |$)", _one_of),
    phrase(rf"(?P<name>{OPERAND}) (?:not|isn't|isnt|isnot) (?P<value>{NAME})$", "{name} is not {value}"),
    phrase(rf"(?P<name>latest {NAME}\.{NAME}) (?P<value>{NAME})$", "{name} is {value}"),
)
