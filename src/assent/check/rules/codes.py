"""Codes that belong to another system, do not look like their own or are miswritten, and ranges of codes."""

from __future__ import annotations

from assent.check.problems import Problems
from assent.check.rules.code_lines import mended
from assent.check.subject import Subject
from assent.language.code_systems import CODE_SYSTEMS
from assent.language.operators.options import code_form
from assent.language.types import Code as CodeType
from assent.source.catalogue import Code
from assent.syntax.tree import CodedNode, NumberWord, Place, Value

WRONG_CODE_SYSTEM = Code("wrong-code-system", "error", "a code of another system than its fact")
CODE_SHAPE = Code("code-shape", "error", "a code that does not look like its system's codes")
CHECK_DIGIT = Code("check-digit", "error", "a code whose check digit does not go with its other digits")
CODE_RANGE = Code("code-range", "error", "a range of codes that is none")
CODE_OF_FACT = Code("code-of-fact", "error", "a fact's own code that is not one code, or is said twice")
CODES = (WRONG_CODE_SYSTEM, CODE_SHAPE, CHECK_DIGIT, CODE_RANGE, CODE_OF_FACT)


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
    meant = mended(code.word, system)
    help = "compare it with the source; a payer's own codes are of the system `LOCAL`"
    if meant is not None:
        causes, whole = meant
        help = f"write `{whole}`: {causes[0]}" if causes else f"write `{whole}`"
    problems.add(
        CODE_SHAPE,
        code.at,
        f"`{code.word}` does not look like a code of {system}",
        label=f"expected {CODE_SYSTEMS[system].looks_like}",
        help=help,
    )


def is_code(problems: Problems, code: NumberWord, system: str) -> bool:
    """Whether a code, or the beginning of one, looks like its system's codes and is not miswritten; else reported."""
    known = CODE_SYSTEMS[system]
    if not known.fits(code.word):
        code_shape(problems, code, system)
        return False
    if not known.check_digit_fits(code.word):
        check_digit(problems, code, system)
        return False
    return True


def check_digit(problems: Problems, code: NumberWord, system: str) -> None:
    """A code of which a digit was mistaken, or two were swapped."""
    known, digits = CODE_SYSTEMS[system], code.word[:-1]
    right = next(digit for digit in "0123456789" if known.check_digit_fits(digits + digit))
    problems.add(
        CHECK_DIGIT,
        code.at,
        f"`{code.word}` is no code of {system}: its last digit, which checks the others, would have to be {right}",
        label="a digit is mistaken, or two are swapped",
        help="compare every digit with the source: the mistake may lie in any of them",
    )


def is_range(problems: Problems, value: Value, system: str) -> bool:
    """Whether `M54.0 to M54.9` is a range of codes; else reported."""
    assert value.rest is not None and value.to is not None
    low, high, at = value.rest, value.to, (value.rest.at[0], (value.beyond or value.to).at[1])
    if value.beyond is not None:
        _range_with_second_system(problems, value, system, at)
        return False
    starred = next((end for end in (low, high) if "*" in end.word), None)
    if starred is not None:
        bare = starred.word.rstrip("*").rstrip(".")
        _no_range(
            problems,
            starred.at,
            f"an end of a range is a code, and `{starred.word}` is none",
            "not one code",
            f"write `{bare}`: everything below it is in the range anyway",
        )
        return False
    if not CODE_SYSTEMS[system].ordered:
        _no_range(
            problems,
            at,
            f"there are no ranges of codes of {system}: what lies between two of them has nothing in common",
            "no order",
            "name each code, a test each, under `any of`",
        )
        return False
    if not (is_code(problems, low, system) and is_code(problems, high, system)):
        return False
    if not same_form(low.word, high.word):
        _no_range(
            problems,
            at,
            f"`{low.word}` and `{high.word}` are not written alike, so no order says what lies between them",
            "different letters, or another length",
            "give both ends as many characters and the same letters: `M54.30 to M54.59`, `A00 to A99`",
        )
        return False
    if low.word > high.word:
        _no_range(
            problems,
            at,
            f"no code is from `{low.word}` to `{high.word}`",
            "its end comes before its start",
            f"write `{high.word} to {low.word}`",
        )
        return False
    return True


def same_form(low: str, high: str) -> bool:
    """Whether the ends of a range are written alike."""
    return code_form(low) == code_form(high)


def _range_with_second_system(problems: Problems, value: Value, system: str, at: Place) -> None:
    assert value.rest is not None and value.to is not None and value.beyond is not None
    if value.to.word == system:
        _no_range(
            problems,
            value.to.at,
            "a range names its code system once",
            "once more",
            f"write `{system} {value.rest.word} to {value.beyond.word}`",
        )
    elif value.to.word in CODE_SYSTEMS:
        _no_range(
            problems,
            at,
            f"a range from a code of {system} to a code of {value.to.word} holds nothing",
            "two code systems",
            "both ends are of one system",
        )
    else:
        _no_range(
            problems,
            value.beyond.at,
            "a range has two ends",
            "one code too many",
            f"write `{system} {value.rest.word} to {value.to.word}`",
        )


def _no_range(problems: Problems, at: Place, message: str, label: str, help: str) -> None:
    problems.add(CODE_RANGE, at, message, label=label, help=help)


def is_of_fact(problems: Problems, node: CodedNode, before: tuple[CodedNode, ...]) -> bool:
    """Whether a fact's own code is one code of its system, said once; else reported. The system exists."""
    if node.code.word.endswith("*"):
        problems.add(
            CODE_OF_FACT,
            node.code.at,
            f"a fact has one code of its own in {node.system.word}, and `{node.code.word}` stands for many",
            label="not one code",
            help="write the whole code of what the fact asks; a code that a test looks for stands in the test",
        )
        return False
    if not is_code(problems, node.code, node.system.word):
        return False
    if any((one.system.word, one.code.word) == (node.system.word, node.code.word) for one in before):
        problems.add(
            CODE_OF_FACT,
            node.at,
            f"`{node.system.word} {node.code.word}` is said twice of one fact",
            label="once more",
            help="leave it out here",
        )
        return False
    return True
