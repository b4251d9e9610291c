"""Codes of procedures and diagnoses that belong to another system, or do not look like their own."""

from __future__ import annotations

from assent.check.problems import Problems
from assent.check.subject import Subject
from assent.language.code_systems import CODE_SYSTEMS
from assent.language.types import Code as CodeType
from assent.source.catalogue import Code
from assent.syntax.tree import NumberWord, Value

WRONG_CODE_SYSTEM = Code("wrong-code-system", "error", "a code of another system than its fact")
CODE_SHAPE = Code("code-shape", "warning", "a code that does not look like its system's codes")
CODES = (WRONG_CODE_SYSTEM, CODE_SHAPE)


def wrong_code_system(problems: Problems, subject: Subject, symbol: str, value: Value) -> None:
    """A code of another system than the fact's: `diagnosis is CPT 97110` where it is an ICD10 code."""
    assert isinstance(subject.type, CodeType) and value.rest is not None
    problems.add(
        WRONG_CODE_SYSTEM,
        value.word.at,
        f"`{subject.words}` is an `{subject.type.system}` code, not a `{value.word.word}` code",
        label="another code system",
        others=subject.others,
        help=f"write `{subject.words} {symbol} {subject.type.system} …`",
    )


def code_shape(problems: Problems, code: NumberWord, system: str) -> None:
    """A code that does not have the shape of its system's codes."""
    problems.add(
        CODE_SHAPE,
        code.at,
        f"`{code.word}` does not look like a code of {system}",
        label=f"expected {CODE_SYSTEMS[system].looks_like}",
        help="compare it with the source; a payer's own codes are of the system `LOCAL`",
    )
