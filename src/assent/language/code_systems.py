"""The code systems that procedures and facts may name, and the shape of their codes."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

from assent.source.record import record


@record
class CodeSystem:
    """A code system: how authors write its name, what it is, and what its codes look like.

    `longest` are codes as long as they come: whatever begins a code is made one by the end of one of them.
    `checked` says whether the check digit of a code of the right shape is the one it has to be, where there is one.
    `ordered` is true where what lies between two codes belongs together, so that there are ranges of them.
    """

    name: str
    title: str
    shape: re.Pattern[str]
    looks_like: str
    longest: tuple[str, ...]
    checked: Callable[[str], bool] | None = None
    ordered: bool = False

    def check_digit_fits(self, code: str) -> bool:
        """Whether a whole code of the right shape has the check digit that goes with its other digits."""
        return self.checked is None or code.endswith("*") or self.checked(code)

    def fits(self, code: str) -> bool:
        """Whether a code has the shape of this system, or, where it ends in `*`, begins one that has."""
        if not code.endswith("*"):
            return self.shape.fullmatch(code) is not None
        begun = code[:-1]
        ends = (long[at:] for long in self.longest for at in range(len(long) + 1))
        return begun != "" and any(self.shape.fullmatch(begun + end) for end in ends)


def _system(name: str, title: str, shape: str, looks_like: str, *longest: str) -> CodeSystem:
    return CodeSystem(name, title, re.compile(shape), looks_like, longest)


def _luhn(code: str) -> bool:
    """The check digit of LOINC: from the right, every second digit twice, the sum of all digits a multiple of ten."""
    digits = [int(character) for character in reversed(code.replace("-", ""))]
    doubled = (sum(divmod(2 * digit, 10)) if at % 2 else digit for at, digit in enumerate(digits))
    return sum(doubled) % 10 == 0


def _verhoeff(code: str) -> bool:
    """The check digit of SNOMED CT, by Verhoeff: the digits, each turned by its place, multiply to 0 in the group."""
    result = 0
    for at, character in enumerate(reversed(code)):
        digit = int(character)
        for _ in range(at % 8):
            digit = int("1576283094"[digit])
        # The symmetries of a pentagon: 0 to 4 turn it, 5 to 9 turn it over.
        if result < 5:
            result = (result + digit) % 5 if digit < 5 else (result + digit) % 5 + 5
        else:
            result = (result - digit) % 5 + 5 if digit < 5 else (result - digit) % 5
    return result == 0


_CHECKED: dict[str, Callable[[str], bool]] = {"LOINC": _luhn, "SNOMED": _verhoeff}
_ORDERED = ("CPT", "HCPCS", "CDT", "ICD10")

CODE_SYSTEMS = {
    system.name: replace(system, checked=_CHECKED.get(system.name), ordered=system.name in _ORDERED)
    for system in (
        _system("CPT", "Current Procedural Terminology", r"\d{4}[0-9A-Z]", "five characters, such as 97110", "97110"),
        _system(
            "HCPCS",
            "Healthcare Common Procedure Coding System",
            r"[A-Z]\d{4}",
            "a letter and four digits, such as E0601",
            "E0601",
        ),
        _system("CDT", "Current Dental Terminology", r"D\d{4}", "`D` and four digits, such as D0120", "D0120"),
        _system(
            "ICD10",
            "International Classification of Diseases, 10th revision",
            r"[A-Z]\d[0-9A-Z](\.[0-9A-Z]{1,4})?",
            "a letter and two more characters, with up to four after a point, such as M54.50",
            "M54.5000",
        ),
        _system(
            "ICD10PCS",
            "ICD-10 Procedure Coding System",
            r"[0-9A-Z]{7}",
            "seven characters, such as 0SR9019",
            "0SR9019",
        ),
        _system(
            "SNOMED",
            "SNOMED Clinical Terms",
            r"\d{6,18}",
            "6 to 18 digits, such as 279039007",
            "279039007279039007",
        ),
        _system(
            "LOINC",
            "Logical Observation Identifiers Names and Codes",
            r"\d{1,7}-\d",
            "digits, a hyphen and one digit, such as 72514-3",
            "1072514-3",
        ),
        _system("RXNORM", "RxNorm", r"\d{1,8}", "up to eight digits, such as 5640", "10005640"),
        _system(
            "NDC",
            "National Drug Code",
            r"\d{4,5}-\d{3,4}-\d{1,2}|\d{10,11}",
            "three groups of digits, such as 0573-0164-70",
            "10573-0164-70",
            "10573016470",
        ),
        _system("LOCAL", "a payer's own codes", r".+", "any code of your own", "A1"),
    )
}
