"""What was probably meant by a value of a request that cannot be read: how its message ends.

Nothing is read here. A slip is refused all the same, because a value that was guessed would be silently wrong; but
whoever made it is told what to write. Texts are looked at only where they are short, and what is offered is made
of what a pattern took, so that nothing in it needs to be quoted. This module uses the standard library alone and
stands, word for word, in every generated checker.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from assent.language.calendar import parse_day

_LONGEST_SLIP = 60
# What people write where nothing is known, where there is none, and where something has not ended.
_SAID = """
unknown|not known|unclear|unsure|uncertain|pending|awaited|tbd|n/k|n/a|na|not available|?|-
none|no|never|nothing|nil|empty|zero|0|false|no history|not any|{}|()|none known|none reported
present|ongoing|current|currently|still|continuing|to date|until now|open
"""
SAID_FOR_UNKNOWN, _SAID_FOR_NONE, _GOES_ON = (frozenset(line.split("|")) for line in _SAID.strip().splitlines())
_YES_NO = {"y": "yes", "t": "yes", "n": "no", "f": "no", "true": "true", "false": "false"}
# Words of other systems for a key of a request: whichever of a line the mapping has is meant by the others.
_KEYS = """
on date day when dated at measured measured_on taken_on
from start begin began begun started since start_date begin_date
to end until till ended stop stopped through end_date stop_date
value result amount quantity
by who author attested_by signed_by
reference ref doc document number
"""
# Patterns are compiled when the first slip is looked into: most requests have none.
_BOUND = (
    r"(?i)[<>≤≥=~≈±]|(?:at least|at most|up to|more than|less than|over|under|below|above|about|approx\w*|around"
    r"|circa|ca|roughly|almost|nearly)[ .]"
)
_RANGE = r"[0-9][0-9.,]*\s?(?:-|–|—|to)\s?[0-9][0-9.,]*(?![0-9.,]*-)"
_AMOUNT = r"([+-]?)([0-9][0-9.,]{0,30})\s*(.{0,40})"
_OUT_OF = r"([0-9]{1,6}(?:\.[0-9]{1,6})?)\s?(?:/|of|out of)\s?([0-9]{1,6})"
# How units are written out, in the order in which they are replaced.
_UNITS_WRITTEN_OUT = (
    (r"\s*\b(?:per|a|every)\b\s*", "/"),
    (r"\s*\b(?:daily|qd)\b", "/day"),
    (r"\s*\b(?:weekly|qw)\b", "/week"),
    (r"\bpercents?\b|\bpct\b|\bper ?cent\b", "%"),
    (r"\bkilos?\b|\bkilogram(?:me)?s?\b|\bkgs\b", "kg"),
    (r"\bmilligram(?:me)?s?\b|\bmgs\b", "mg"),
    (r"\bpounds?\b", "lb"),
    (r"\bdegrees?\b|\bdeg\b|º", "°"),
    (r"\bcelsius\b", "c"),
    (r"\bfahrenheit\b", "f"),
    (r"²", "2"),
    (r"\s|\.$", ""),
)
_YEAR_FIRST = r"([0-9]{4})([-/. ]?)([0-9]{1,2})\2([0-9]{1,2})(?:[T ].*)?"
_YEAR_LAST = r"([0-9]{1,2})([-/. ])([0-9]{1,2})\2([0-9]{4})"
_MONTH_NAMED = r"([0-9]{0,2})\.?[ -]?([A-Za-z]{3})[a-z]*\.?[ -]([0-9]{1,2})?(?:st|nd|rd|th)?,?[ -]?([0-9]{4})"
_MONTHS = "janfebmaraprmayjunjulaugsepoctnovdec"
_HOW_LONG = r"([0-9]{1,6}(?:[.,][0-9]{1,6})?)[\s-]*([A-Za-z]+)\.?"
_SHORT_UNITS = {
    short: unit
    for unit, shorts in {
        "days": "d",
        "weeks": "w wk wks",
        "months": "m mo mos mon mth mths",
        "years": "y yr yrs",
    }.items()
    for short in shorts.split()
}
_DAY = r"[0-9]{4}-[0-9]{2}-[0-9]{2}"


def meant_number(value: str, unit: str, others: Iterable[str], high: object) -> str:
    """Of a text where a number was expected: a decimal comma, a bound, a unit in other letters."""
    text = value.strip()
    if len(text) > _LONGEST_SLIP:
        return ""
    if re.match(_BOUND, text):
        return "; a bound is no value: state the value itself, or leave it out"
    part = re.fullmatch(_OUT_OF, text)
    if part is not None and part[2] == str(high):
        return _did_you_mean(_with_unit(part[1], unit))
    if re.match(_RANGE, text):
        return "; those are two numbers: state one, or leave it out"
    amount = re.fullmatch(_AMOUNT, text)
    if amount is None:
        return ""
    sign, digits, after = amount.groups()
    numbers, said = _without_commas(digits), _unit_meant(after, unit, others)
    if not numbers or said is None or (numbers == [digits] and said == after and not sign):
        return ""
    return _did_you_mean(*(_with_unit(sign.replace("+", "") + number, said) for number in numbers))


def _without_commas(digits: str) -> list[str]:
    """The numbers that digits with commas may be, with a point: of `1,200` it cannot be told which of two."""
    if re.fullmatch(r"(?:0|[1-9][0-9]*)(?:\.[0-9]+)?", digits):
        return [digits]
    if re.fullmatch(r"[1-9][0-9]{0,2},[0-9]{3}", digits):
        return [digits.replace(",", ""), digits.replace(",", ".")]
    if re.fullmatch(r"(?:0|[1-9][0-9]*),[0-9]+", digits):
        return [digits.replace(",", ".")]
    if re.fullmatch(r"[1-9][0-9]{0,2}(?:,[0-9]{3})+(?:\.[0-9]+)?", digits):
        return [digits.replace(",", "")]
    if re.fullmatch(r"[1-9][0-9]{0,2}(?:\.[0-9]{3})+,[0-9]+", digits):
        return [digits.replace(".", "").replace(",", ".")]
    return [digits.lstrip("0")] if re.fullmatch(r"0+[1-9][0-9]*", digits) else []


def _unit_meant(after: str, unit: str, others: Iterable[str]) -> str | None:
    """The unit that a text after a number names, by whatever letters and spaces; never one that is only like it."""
    known = (unit, *others) if unit else tuple(others)
    if not after or after in known:
        return after
    sought = _unit_folded(after)
    if len(known) == 1:  # a unit of its own (`points`), of which one more or less is written without its s
        return unit if sought.rstrip("s") == _unit_folded(unit).rstrip("s") else None
    return next((one for one in known if _unit_folded(one) == sought), None)


def _unit_folded(unit: str) -> str:
    folded = unit.casefold()
    for pattern, sign in _UNITS_WRITTEN_OUT:
        folded = re.sub(pattern, sign, folded)
    return folded


def _with_unit(number: str, unit: str) -> str:
    return f"{number} {unit}" if unit else number


def meant_code(value: str, system: str, shape: str) -> str:
    """Of a text that is no code of its system: one in small letters, with spaces, or with its system before it."""
    words = value.split() if len(value) <= _LONGEST_SLIP else []
    if len(words) > 1 and re.sub(r"[^a-z0-9]", "", words[0].casefold()).startswith(system.casefold()):
        del words[0]
    if len(words) != 1:
        return ""
    word = words[0]
    if shape == ".+":  # a system of one's own: any code may be right as it is, but for spaces around it
        return _did_you_mean(word) if word.isascii() and word.isprintable() else ""
    code = word.rstrip(".,;:").upper().replace(",", ".")
    zeros = code[:1] + code[1:].replace("O", "0")
    for one in (code, f"{code[:3]}.{code[3:]}", zeros, f"{zeros[:3]}.{zeros[3:]}"):
        if re.fullmatch(shape, one, re.ASCII):
            return _did_you_mean(one)
    return ""


def meant_yes_no(value: str) -> str:
    """Of a text that is neither yes nor no: a letter, or a word that stands without quotes."""
    meant = _YES_NO.get(value.strip().casefold()) if len(value) <= _LONGEST_SLIP else None
    if meant in ("true", "false"):
        return f"; write `{meant}` without quotes"
    return _did_you_mean(meant) if meant else ""


def meant_date(value: Any) -> str:
    """Of what is no date: one in another order or with other signs, a month or a year alone, something that goes on."""
    if type(value) is int and 0 < value < 10**8:
        value = str(value)
    text = value.strip() if isinstance(value, str) and len(value) <= _LONGEST_SLIP else ""
    if text.casefold() in _GOES_ON:
        return "; leave it out if it goes on"
    if text.casefold() in ("today", "now"):
        return "; write the day itself"
    if re.fullmatch(r"[0-9]{4}(?:[-/.][0-9]{1,2})?", text):
        return "; the day is needed: leave it out if it is not known"
    days: list[tuple[str, str, str]] = []
    if part := re.fullmatch(_YEAR_FIRST, text):
        days = [(part[1], part[3], part[4])]
    elif part := re.fullmatch(_YEAR_LAST, text):
        days = [(part[4], part[1], part[3]), (part[4], part[3], part[1])]
    elif (part := re.fullmatch(_MONTH_NAMED, text)) and not (at := _MONTHS.find(part[2].casefold())) % 3:
        days = [(part[4], str(at // 3 + 1), part[1] or part[3] or "0")]
    dates = [f"{year}-{month:0>2}-{day:0>2}" for year, month, day in days]
    return _did_you_mean(*dict.fromkeys(day for day in dates if parse_day(day) is not None))


def meant_duration(value: Any) -> str:
    """Of what is no length of time: a number alone, a bound, dates that are not in a mapping, a short unit."""
    if isinstance(value, int) and not isinstance(value, bool):
        return f"; write `{value} days`, `{value} weeks` or `{value} months`" if 0 < value < 10**6 else ""
    if not isinstance(value, str) or len(value) > _LONGEST_SLIP:
        return ""
    text = value.strip()
    if text.casefold() in _SAID_FOR_NONE:
        return "; write `0 days` if it was not done"
    days = [day for day in re.findall(_DAY, text) if parse_day(day) is not None]
    if days:
        last = f", to: {days[1]}" if len(days) > 1 else ""
        return _did_you_mean(f"{{from: {days[0]}{last}}}") if len(days) < 3 else ""
    if re.match(_BOUND, text):
        return "; a bound is no length: state the length itself, or its dates"
    if re.match(_RANGE, text):
        return "; those are two lengths: state one, or its dates"
    long = re.fullmatch(_HOW_LONG, text)
    if long is None:
        return ""
    unit = long[2].casefold()
    unit = _SHORT_UNITS.get(unit, unit)
    if unit.rstrip("s") not in ("day", "week", "month", "year"):
        return ""
    return _did_you_mean(f"{long[1].replace(',', '.')} {unit if unit.endswith('s') or long[1] == '1' else unit + 's'}")


def meant_list(value: Any) -> str:
    """Of what is no list: that there was none, one date, a list in quotes."""
    text = value.strip() if isinstance(value, str) and len(value) <= _LONGEST_SLIP else ""
    if text.casefold() in _SAID_FOR_NONE or (isinstance(value, int) and not value):
        return "; write `[]` if there was none"
    if re.fullmatch(r"\[.*\]", text):
        return "; write it without quotes"
    days = re.findall(_DAY, text)
    return _did_you_mean(f"[{', '.join(days)}]") if days and re.fullmatch(r"[-0-9, ;]+", text) else ""


def meant_key(key: Any, keys: tuple[str, ...]) -> str:
    """Of a key that the format does not have: one that other formats have for it, or what it belongs into."""
    name = key.strip().casefold().replace(" ", "_") if isinstance(key, str) and len(key) <= _LONGEST_SLIP else ""
    if name in ("unit", "units"):
        return "; a unit stands in the value itself, after the number"
    if name in ("role", "name") and "by" in keys:
        return "; it stands inside `by`: {name: …, role: …}"
    same = next((words for line in _KEYS.splitlines() if name in (words := line.split())), [])
    return next((_did_you_mean(one) for one in keys if one in same), "")


def _did_you_mean(*offered: str) -> str:
    """«; did you mean …?», of one or of two between which only the author can tell."""
    return f"; did you mean {' or '.join(f'`{one}`' for one in offered)}?" if offered else ""
