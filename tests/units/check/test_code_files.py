"""Files of codes as people save them: what is wrong with each is named, and the lines that are offered can be read."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from assent.loading import compile_file, compile_texts
from assent.source.diagnostic import Diagnostic

POLICY = """policy back "Back"
  version    1.0.0
  effective  2026-01-01

facts
  code  {system}  "Code"

value set listed {system} "Listed" from "codes/listed.txt"

require one_of_them "One of them"
  code is in listed
"""
# What stands in the file, what is named as the cause, and the lines that were meant.
ICD10 = {
    "no dot": ("M545\nM5450\n", "the dot after the third character is missing", ["M54.5", "M54.50"]),
    "small letters": ("m54.5\n", "the letters of a code are capitals", ["M54.5"]),
    "both": ("m545\n", "the letters of a code are capitals", ["M54.5"]),
    "quotes": ('"M54.5"\n', "a code stands without quotes", ["M54.5"]),
    "quotes, words": ('"M54.5","Pain, low"\n', "a code stands without quotes", ["M54.5, Pain, low"]),
    "dash": ("M54.0-M54.9\n", "a range is written with `to`", ["M54.0 to M54.9"]),
    "long dash": ("M54.0 – M54.9\n", "a range is written with `to`", ["M54.0 to M54.9"]),
    "dash, no dots": ("M540-M549\n", "a range is written with `to`", ["M54.0 to M54.9"]),
    "semicolon": ("M54.5;Low back pain\n", "a comma stands between a code and the words", ["M54.5, Low back pain"]),
    "space": ("M54.5 Low back pain\n", "a comma stands between a code and the words", ["M54.5, Low back pain"]),
    "words first": ("Low back pain,M54.5\n", "a code stands before the words about it", ["M54.5, Low back pain"]),
    "system": ("ICD10 M54.5\n", "the code system is named in the policy", ["M54.5"]),
    "any ending": ("M54.x\nM54.-\n", "the beginning of several codes ends in `*`", ["M54.*", "M54.*"]),
}  # fmt: skip


def found(codes: str, system: str = "ICD10") -> list[Diagnostic]:
    files = {"codes/listed.txt": codes}
    compiled = compile_texts(POLICY.format(system=system), path="p.assent", vocabularies=[], document=None, codes=files)
    return list(compiled.diagnostics)


@pytest.mark.parametrize("case", ICD10)
def test_the_likely_cause_is_named_and_the_line_that_was_meant(case: str) -> None:
    codes, cause, meant = ICD10[case]
    (message,) = found(codes)
    assert message.code == "unreadable-codes" and cause in message.message
    assert re.findall(r"`([^`]*)` in line \d+", message.help) == meant
    assert not found("\n".join(meant) + "\n")


def test_a_tab_before_words_is_no_mistake() -> None:
    assert not found("M54.5\tLow back pain\n")


def test_a_heading_is_told_from_a_code_that_is_miswritten() -> None:
    (message,) = found("ICD-10-CM Code,Description\nM54.5,Low back pain\n")
    assert "a heading is no code" in message.message and "leave line 1 out" in message.help
    assert not found("# ICD-10-CM Code,Description\nM54.5,Low back pain\n")
    (message,) = found("M54.5\nDescription\n")
    assert "heading" not in message.message + message.help, "a heading stands above the codes"


def test_the_line_in_the_file_is_pointed_at() -> None:
    (message,) = found("# remark\n\n  M545  # pain\nM54.6\n")
    (label,) = message.others
    assert (label.span.text, label.span.line, label.span.source.path) == ("M545", 3, "codes/listed.txt")


def test_a_line_that_nobody_can_guess_gets_no_guess() -> None:
    (message,) = found("M54.5\nXX 5\n")
    assert message.message.endswith("(line 2: `XX 5`)") and "in line" not in message.help


def test_a_range_is_not_offered_where_a_system_has_none() -> None:
    (message,) = found("5640-5641\n", "RXNORM")
    assert "to" not in re.findall(r"`([^`]*)` in line", message.help)
    (message,) = found("97110-97112\n", "CPT")
    assert "`97110 to 97112` in line 1" in message.help


def test_codes_below_a_value_set_are_mended_alike() -> None:
    text = POLICY.format(system="ICD10").replace(' from "codes/listed.txt"', "\n  M545\n  m54.6\n  M54.0-M54.3")
    messages = compile_texts(text, path="p.assent", vocabularies=[], document=None).diagnostics
    assert [one.code for one in messages] == ["code-shape"] * 3
    assert [re.findall(r"write (`[^`]*`)", one.help)[0] for one in messages] == [
        "`M54.5`",
        "`M54.6`",
        "`M54.0 to M54.3`",
    ]


@pytest.mark.parametrize(
    ("data", "why"),
    [
        ("M54.5\n".encode("utf-16"), "it is saved in UTF-16"),
        ("M54.5\n".encode("utf-16-le"), "it is saved in UTF-16"),
        ("M54.5,Sjögren\n".encode("cp1252"), "in another encoding, such as Windows-1252"),
        (b"PK\x03\x04\x00\xfe", "it is a workbook"),
    ],
)
def test_the_encoding_of_a_file_is_told(data: bytes, why: str, tmp_path: Path) -> None:
    (tmp_path / "codes").mkdir()
    (tmp_path / "codes" / "listed.txt").write_bytes(data)
    (tmp_path / "p.assent").write_text(POLICY.format(system="ICD10"), "utf-8")
    (message,) = compile_file(tmp_path / "p.assent").diagnostics
    assert why in message.message and "UTF-8" in message.help
