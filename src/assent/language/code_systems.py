"""The code systems that procedures and facts may name, and the shape of their codes."""

from __future__ import annotations

import re
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class CodeSystem:
    """A code system: how authors write its name, what it is, and what its codes look like."""

    name: str
    title: str
    shape: re.Pattern[str]
    looks_like: str

    def fits(self, code: str) -> bool:
        """Whether a code has the shape of this system; one that ends in `*` may stop anywhere."""
        if code.endswith("*"):
            return len(code) > 1
        return self.shape.fullmatch(code) is not None


def _system(name: str, title: str, shape: str, looks_like: str) -> CodeSystem:
    return CodeSystem(name, title, re.compile(shape), looks_like)


CODE_SYSTEMS = {
    system.name: system
    for system in (
        _system("CPT", "Current Procedural Terminology", r"\d{4}[0-9A-Z]", "five characters, such as 97110"),
        _system(
            "HCPCS",
            "Healthcare Common Procedure Coding System",
            r"[A-Z]\d{4}",
            "a letter and four digits, such as E0601",
        ),
        _system("CDT", "Current Dental Terminology", r"D\d{4}", "`D` and four digits, such as D0120"),
        _system(
            "ICD10",
            "International Classification of Diseases, 10th revision",
            r"[A-Z]\d[0-9A-Z](\.[0-9A-Z]{1,4})?",
            "a letter and two more characters, with up to four after a point, such as M54.50",
        ),
        _system("ICD10PCS", "ICD-10 Procedure Coding System", r"[0-9A-Z]{7}", "seven characters, such as 0SR9019"),
        _system("SNOMED", "SNOMED Clinical Terms", r"\d{6,18}", "6 to 18 digits, such as 279039007"),
        _system(
            "LOINC",
            "Logical Observation Identifiers Names and Codes",
            r"\d{1,7}-\d",
            "digits, a hyphen and one digit, such as 72514-3",
        ),
        _system("RXNORM", "RxNorm", r"\d{1,8}", "up to eight digits, such as 5640"),
        _system(
            "NDC",
            "National Drug Code",
            r"\d{4,5}-\d{3,4}-\d{1,2}|\d{10,11}",
            "three groups of digits, such as 0573-0164-70",
        ),
        _system("LOCAL", "a payer's own codes", r".+", "any code of your own"),
    )
}
