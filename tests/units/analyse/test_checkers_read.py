"""A checker is read as Python reads it, is of the policy that it is held against, and has nothing else beside that."""

from __future__ import annotations

from functools import cache
from itertools import chain

import pytest

from assent.analyse.questions.same import EXPLAINED, STATED, Compared, Differs, prove_checker
from assent.analyse.readback.letter import excerpt, first_difference, numbered
from assent.analyse.session import NotDecided
from deciding import checker_text
from strategies.approved import physical_therapy


@cache
def written() -> str:
    return checker_text(physical_therapy())


def left(data: bytes) -> list[Compared]:
    """What is not proved of a checker; it is read until something is found that is more than another text."""
    return [one for one in prove_checker(physical_therapy(), data, generated=written()) if not one.is_proved]


def why(data: bytes) -> str:
    """Why nothing of a checker is decided."""
    (one,) = left(data)
    assert one.what == "checker" and isinstance(one.answer, NotDecided)
    return one.answer.because


def changed(old: str, new: str, *, every: bool = False) -> bytes:
    assert old in written()
    return written().replace(old, new, -1 if every else 1).encode()


HIDDEN = "# \\u000aimport os\n"


@pytest.mark.parametrize(
    ("head", "line", "encoding"),
    [
        ("# coding: raw_unicode_escape\n" + HIDDEN, 1, "raw_unicode_escape"),
        ("#!/usr/bin/python\n# vim: set fileencoding=utf-7 :\n", 2, "utf-7"),
        ("\n\f # -*- Xcoding=\t latin-1 -*-\n", 2, "latin-1"),
        ("\ufeff# coding: unicode_escape\n", 1, "unicode_escape"),
        ("# coding: utf-16\n# coding: utf-8\n", 1, "utf-16"),
        ("x = 1\n# coding: rot13\n", 2, "rot13"),
        ("# coding: utf-8-sig-x\n", 1, "utf-8-sig-x"),
    ],
)
def test_another_encoding_is_refused_whatever_it_would_hide(head: str, line: int, encoding: str) -> None:
    said = why((head + written()).encode())
    assert said.startswith(f"line {line}: it asks Python to read it in the encoding `{encoding}`")


@pytest.mark.parametrize("head", ["# coding: utf-8\n", "# -*- coding: UTF_8 -*-\n", "#\n# coding=utf8\n", "\ufeff"])
def test_utf_8_may_be_said(head: str) -> None:
    assert not left((head + written()).encode())


def test_a_declaration_further_down_is_a_comment() -> None:
    assert not left(changed("MODERATE = 2\n", "MODERATE = 2\n# coding: raw_unicode_escape\n" + HIDDEN))


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"", "it is no checker: it is empty"),
        (b" \n\n", "it is no checker: it is empty"),
        (b"\x7fELF\x02\x01\0\0", "it is no checker: it is no text"),
        (b"\xff\xfeP\0", "it is no checker: it is no text"),
        (b"x = 1\n", "it is no checker: it does not state its `POLICY`"),
        (b"def f(:\n", "it is not Python"),
        (b"def f():\n    return\nreturn\n", "it is not Python: 'return' outside function"),
    ],
)
def test_what_is_no_checker_is_said(data: bytes, says: str) -> None:
    assert why(data).startswith(says)


@pytest.mark.parametrize(
    ("comment", "says"),
    [
        (b"# \rimport os", "line 24: a carriage return"),
        (b"# \r", "line 24: a carriage return"),
        (b"# \xff", "line 24: it is not in UTF-8"),
        (b"# \0", "it is no checker: it is no text"),
    ],
)
def test_bytes_that_readers_read_differently_are_refused(comment: bytes, says: str) -> None:
    assert why(changed("MODERATE = 2", "MODERATE = 2  @").replace(b"@", comment, 1)).startswith(says)


@pytest.mark.parametrize("parting", ["\f", "\u2028", "\x85", "\v", "\x1c"])
def test_what_ends_no_line_for_python_ends_none_here(parting: str) -> None:
    assert not left(changed("MODERATE = 2", f"MODERATE = 2  # {parting}import os"))
    assert left(changed("MODERATE = 2", f"MODERATE = 2{parting}\nimport os"))


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ('POLICY = "physical_therapy"', 'POLICY = "another"', "it is of the policy `another` 1.0.0, and it is held"),
        ('VERSION = "1.0.0"', 'VERSION = "2.0.0"', "`physical_therapy` 2.0.0, and it is held against `physical_t"),
        ('DIGEST = "sha256:', 'DIGEST = "sha256:0', "it says that its policy has the digest sha256:0"),
    ],
)
def test_a_checker_that_says_it_is_of_another_policy_is_refuted(old: str, new: str, says: str) -> None:
    (one,) = left(changed(old, new))
    assert one.what == STATED and isinstance(one.answer, Differs) and says in one.answer.how


def test_what_it_is_of_is_said_once() -> None:
    assert "outside the subset" in why(changed("\nMODERATE", '\nPOLICY = "another"\nMODERATE'))
    assert "outside the subset" in why(changed('POLICY = "physical_therapy"', "POLICY = str()"))
    assert why(changed('DIGEST = "', 'OTHER = "')) == "it is no checker: it does not state its `DIGEST`"


def test_the_first_line_that_differs_is_said() -> None:
    said = why(changed("def parse_day(text: str) -> int | None:", "def parse_day(text: str) -> int:"))
    assert "“def parse_day(text: str) -> int:” is not what this compiler writes there: “def parse_day(" in said
    assert written().split("\n")[int(said.split("line ")[1].split(":")[0]) - 1].startswith("def parse_day")
    assert "“print(1)” is not what this compiler writes there: an empty line" in why(written().encode() + b"print(1)")
    assert "it has no line `# What every checker carries`" in why(changed("# What every checker carries", "# What"))


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ('"severe": 3}', '"severe": print(3)}', "the values that requests may state"),
        ("_FUNCTIONAL_IMPAIRMENT =", "_OTHER = {}\n_FUNCTIONAL_IMPAIRMENT =", "the values that requests may state"),
        ("import re\n", "import re\nfrom os import path as re\n", "another import"),
        ("from __future__ import annotations\n\n", "", "another import"),
        ("from typing import Any, NamedTuple\n", "", "is missing"),
        ("import re\n", "MODERATE = 2\nimport re\n", "an import stands after what uses it"),
        ("def symptoms(", "def Decimal(text):\n    return 1\n\n\ndef symptoms(", "`Decimal` stands for two things"),
        ("def symptoms(symptom_duration: ", "def symptoms[T: print(1)](symptom_duration: ", ""),
        ("\n\n# What every checker", '\n\n"""\n# What every checker', "it is not Python"),
    ],
)  # fmt: skip
def test_what_would_run_beside_what_is_proved_is_refused(old: str, new: str, says: str) -> None:
    assert says in why(changed(old, new))


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ('"less than 12 weeks"', '"less than 2 weeks"', "`_found_in_conservative_care` is not as this compiler wr"),
        ("def _explain(\n", "def _more():\n    return 1\n\n\ndef _explain(\n", "this compiler writes no function `_m"),
        (
            '    """What was found in symptoms."""\n',
            '    """What was found in symptoms."""\n    print()\n',
            "_symptoms",
        ),
    ],
)
def test_other_reasons_than_the_compiler_gives_are_not_decided(old: str, new: str, says: str) -> None:
    (one,) = left(changed(old, new))
    assert one.what == EXPLAINED and isinstance(one.answer, NotDecided) and says in one.answer.because


def test_a_constant_that_only_the_reasons_need_has_to_stay() -> None:
    text = changed(">= MODERATE", ">= 2").decode().replace("< MODERATE", "< 2").replace("MODERATE = 2\n", "", 1)
    assert [one.what for one in left(text.encode())] == [EXPLAINED]


def difference(found: str, expected: str) -> str:
    return first_difference(numbered(found), expected.split("\n"))


def test_a_first_difference_in_words() -> None:
    assert difference("a\nb", "a\nb") == ""
    assert difference("a\nb", "a\nc") == "line 2: “b” is not what this compiler writes there: “c”"
    assert difference("a\n\nb", "a\nb") == "line 2: an empty line is not what this compiler writes there: “b”"
    assert difference("a\nb\nc", "a\nb") == "line 3: “c” stands after what this compiler writes"
    assert difference("a\nb\n\n\nc", "a\nb") == "line 5: “c” stands after what this compiler writes"
    assert difference("a\nb\n", "a\nb") == "line 3: an empty line stands after what this compiler writes"
    assert difference("a", "a\nb") == "line 1: it ends there, and this compiler goes on: “b”"
    assert "‹U+202E›" in difference("a\u202e", "a")
    long = "".join(chain.from_iterable(["word "] * 60))
    assert difference(f"{long}x{long}", f"{long}y{long}").count("x") == 1
    assert len(excerpt(long)) == 91
