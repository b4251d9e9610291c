"""What looks like a code of a system, and what begins one."""

from __future__ import annotations

import pytest

from assent.language.code_systems import CODE_SYSTEMS

CODES = {
    "CPT": ("97110", "0001F"),
    "HCPCS": ("E0601",),
    "CDT": ("D0120",),
    "ICD10": ("M54", "M54.5", "M54.50", "S72.001A", "C7A"),
    "ICD10PCS": ("0SR9019",),
    "SNOMED": ("279039", "279039007", "123456789012345678"),
    "LOINC": ("1-8", "72514-3", "1234567-8"),
    "RXNORM": ("5", "5640", "12345678"),
    "NDC": ("0573-0164-70", "12345-123-12", "12345-1234-1", "1234567890", "05730164701"),
    "LOCAL": ("x", "Kn-1"),
}


@pytest.mark.parametrize("name", CODE_SYSTEMS)
def test_every_beginning_of_a_code_fits_with_a_star(name: str) -> None:
    system = CODE_SYSTEMS[name]
    assert all(system.fits(code) for code in (*CODES[name], *system.longest))
    for code in CODES[name]:
        for end in range(1, len(code) + 1):
            assert system.fits(code[:end] + "*"), code[:end]


@pytest.mark.parametrize(
    ("name", "beginning"),
    [
        ("CPT", "971100*"),
        ("CPT", "A*"),
        ("HCPCS", "06*"),
        ("HCPCS", "e06*"),
        ("CDT", "0120*"),
        ("ICD10", "m54*"),
        ("ICD10", "54*"),
        ("ICD10", "M54.5.*"),
        ("ICD10", "M54.50000*"),
        ("ICD10", "M545*"),
        ("ICD10PCS", "0SR90190*"),
        ("SNOMED", "1234567890123456789*"),
        ("LOINC", "72514-30*"),
        ("RXNORM", "123456789*"),
        ("NDC", "057-*"),
        ("NDC", "123456789012*"),
        ("LOCAL", "*"),
    ],
)
def test_what_begins_no_code_does_not_fit(name: str, beginning: str) -> None:
    assert not CODE_SYSTEMS[name].fits(beginning)


@pytest.mark.parametrize(
    ("system", "right", "wrong"),
    [
        ("LOINC", ("72514-3", "2703-7", "4548-4", "718-7"), ("72541-3", "2703-8", "4584-4", "718-0")),
        ("SNOMED", ("279039007", "225908003", "22298006", "73211009"), ("279039008", "279093007", "22298060")),
        ("RXNORM", ("5640",), ()),
    ],
)
def test_check_digits(system: str, right: tuple[str, ...], wrong: tuple[str, ...]) -> None:
    known = CODE_SYSTEMS[system]
    assert all(map(known.check_digit_fits, right))
    assert not any(map(known.check_digit_fits, wrong))
