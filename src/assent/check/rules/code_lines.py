"""A code or a range as a text holds it: whether it is one, and which was meant where it is written as elsewhere."""

from __future__ import annotations

import re

from assent.language.code_systems import CODE_SYSTEMS
from assent.language.operators.options import code_form

_RANGE = re.compile(
    r"(?P<low>\S+?)\s*(?:-|–|—|\.\.+|…|\bthrough\b|\bthru\b|\buntil\b|\bto\b)\s*(?P<high>\S+)", re.IGNORECASE
)
_WITHOUT_DOT = re.compile(r"([A-Z]\d[0-9A-Z])([0-9A-Z]{1,4}\*?)")
# What stands for any ending elsewhere: `M54.x`, `M54.-`, `M54*`.
_ENDING = re.compile(r"\.?[xX*-]$")

_DOT = "the dot after the third character is missing"
_SMALL = "the letters of a code are capitals"
_TO = "a range is written with `to`"
_STAR = "the beginning of several codes ends in `*`"


def is_written(written: str, system: str) -> bool:
    """Whether a text is a code of a system, the beginning of some with a `*`, or a range of them."""
    known = CODE_SYSTEMS[system]
    low, to, high = written.partition(" to ")
    if to:
        ends = all(known.fits(end) and not end.endswith("*") and known.check_digit_fits(end) for end in (low, high))
        return known.ordered and ends and code_form(low) == code_form(high) and low <= high
    return known.fits(written) and known.check_digit_fits(written)


def mended(written: str, system: str) -> tuple[list[str], str] | None:
    """What has to be changed in a code, or in a range, to make it one of its system, and the code that was meant."""
    one = _one_code(written, system)
    ends = _RANGE.fullmatch(written) if one is None else None
    if ends is None:
        return one
    low, high = (_one_code(ends[name], system) or ([], ends[name]) for name in ("low", "high"))
    both = f"{low[1]} to {high[1]}"
    dash = [] if " to " in written.lower() else [_TO]
    return ([*dash, *low[0]], both) if is_written(both, system) else None


def _one_code(written: str, system: str) -> tuple[list[str], str] | None:
    code = written.strip().rstrip(".,")
    if is_written(code, system):
        return [], code
    begun = _ENDING.sub("", code)
    if begun != code and is_written(f"{begun.upper()}.*", system):
        return [_STAR], f"{begun.upper()}.*"
    causes = [_SMALL] if code != code.upper() else []
    code = code.upper()
    if system == "ICD10" and (match := _WITHOUT_DOT.fullmatch(code)):
        code = f"{match[1]}.{match[2]}"
        causes.append(_DOT)
    return (causes, code) if is_written(code, system) else None
