"""Value sets that hold nothing, are in no file, or in one with mistakes; and tests that use one wrongly."""

from __future__ import annotations

from collections.abc import Set as AbstractSet

from assent.check.problems import Problems
from assent.check.rules import names
from assent.check.scope import Broken, Scope
from assent.check.subject import Subject, example_test
from assent.language.code_systems import CODE_SYSTEMS
from assent.language.types import describe
from assent.language.value_sets import ValueSet
from assent.source.catalogue import Code
from assent.source.diagnostic import Label
from assent.syntax.tree import CodesNode, Comparison, Name, OneOf, Operand, PolicyTree, Text, ValueSetNode

EMPTY_VALUE_SET = Code("empty-value-set", "error", "a value set without any code")
UNREADABLE_CODES = Code("unreadable-codes", "error", "a file of codes that cannot be read, or has other lines")
REPEATED_CODE = Code("repeated-code", "warning", "a code that a value set lists twice")
NO_VALUE_SET = Code("no-value-set", "error", "`is in` something that is no value set, or of something that is no code")
NOT_COMPARED_WITH_SET = Code("not-in-set", "error", "a value set on the right of a comparison")
UNUSED_VALUE_SET = Code("unused-value-set", "warning", "a value set of the policy that no test asks about")
CODES = (EMPTY_VALUE_SET, UNREADABLE_CODES, REPEATED_CODE, NO_VALUE_SET, NOT_COMPARED_WITH_SET, UNUSED_VALUE_SET)

# So many wrong lines of a file are shown.
_SHOWN = 3


def has_known_system(problems: Problems, node: ValueSetNode) -> bool:
    """Whether the codes of a value set are of a system that is known; else reported."""
    if node.system.word in CODE_SYSTEMS:
        return True
    if node.system.word:
        names.unknown_code_system(problems, node.system)
    return False


def empty(problems: Problems, node: ValueSetNode) -> None:
    """`value set low_back_pain ICD10 "Low back pain"`, and nothing below it; or a file with nothing in it."""
    help = 'write its codes below it, one a line, or name the file that holds them: `from "codes/….txt"`'
    if node.path is not None:
        help = f"write the codes into `{node.path.value}`, one a line"
    problems.add(
        EMPTY_VALUE_SET,
        node.name.at,
        f"the value set `{node.name.word}` has no codes, so nothing could ever be in it",
        label="empty",
        help=help,
    )


def codes_twice(problems: Problems, node: ValueSetNode) -> None:
    """A value set with a file and with codes below it."""
    assert node.path is not None
    problems.add(
        UNREADABLE_CODES,
        node.codes[0].at,
        f"the codes of `{node.name.word}` are in `{node.path.value}`, and here as well",
        label="which of the two?",
        help="write all of them into the file, or all of them here",
    )


def unreadable_codes(problems: Problems, path: Text, why: str) -> None:
    """The file of a value set does not exist, or is not text."""
    help = "give its path from this file's folder, for example `codes/low_back_pain.txt`, with one code a line"
    if why.startswith("it is "):
        help = "save it as plain text in UTF-8, with one code a line: spreadsheets call that `CSV UTF-8`, editors UTF-8"
    problems.add(
        UNREADABLE_CODES,
        path.at,
        f"the codes in `{path.value}` cannot be read: {why}",
        label=why,
        help=help,
    )


def codes_outside_project(problems: Problems, path: Text) -> None:
    """The path of the file is absolute, or leads out of the project."""
    problems.add(
        UNREADABLE_CODES,
        path.at,
        f"the file of codes `{path.value}` lies outside this project",
        label="leads out of the project",
        help="put it into `policies/codes/`, so that whoever has the policy has its codes too",
    )


def several_on_a_line(problems: Problems, path: Text, several: list[tuple[int, str]]) -> None:
    """Lines of a file that have another code after a comma, where only words about the first are looked for."""
    shown = ", ".join(f"line {number}: `{written[:40]}`" for number, written in several[:_SHOWN])
    more = f", and {len(several) - _SHOWN} more" if len(several) > _SHOWN else ""
    problems.add(
        UNREADABLE_CODES,
        path.at,
        f"`{path.value}` has several codes on a line ({shown}{more})",
        label="one code a line",
        help="write each code on a line of its own; what follows a comma or a tab is for readers, and is not read",
    )


def repeated_code(problems: Problems, line: CodesNode, written: str) -> None:
    """A code that stands twice in one value set."""
    problems.add(
        REPEATED_CODE, line.at, f"`{written}` is in this value set already", label="once more", help="leave it out here"
    )


def not_a_code(problems: Problems, node: Comparison, subject: Subject) -> None:
    """`age is in low_back_pain`."""
    problems.add(
        NO_VALUE_SET,
        node.at,
        f"only a code can be in a value set, and `{subject.words}` is {describe(subject.type)}",
        label="no code",
        others=subject.others,
        help=f"write for example `{example_test(subject.words, subject.type)}`",
    )


def is_value_set(problems: Problems, scope: Scope, name: Name, system: str) -> bool:
    """Whether a name is that of a value set; else reported."""
    if not name.word:
        return False
    declared = scope.find(name.word)
    if declared is None:
        names.unknown_value_set(problems, scope, name, system)
        return False
    if isinstance(declared.what, ValueSetNode):
        return True
    if not isinstance(declared.what, Broken):
        problems.add(
            NO_VALUE_SET,
            name.at,
            f"`{name.word}` is a {declared.noun}, and no value set",
            label="no value set",
            others=(scope.declaration_of(name.word),),
            help=f'after `is in` stands a value set: `value set low_back_pain {system} "…"`, and its codes below',
        )
    return False


def of_another_system(problems: Problems, node: Comparison, subject: Subject, found: ValueSet, where: Label) -> None:
    """`procedure_code is in low_back_pain`, which are codes of diagnoses."""
    problems.add(
        NO_VALUE_SET,
        node.value.at,
        f"`{found.id}` holds codes of {found.system}, and `{subject.words}` is {describe(subject.type)}",
        label="another code system",
        others=(*subject.others, where),
        help="ask a fact whose codes are of that system, or declare a value set of the other",
    )


def not_compared(problems: Problems, node: Comparison, scope: Scope) -> bool:
    """Whether a value set stands where a value does, `diagnosis is low_back_pain`; then reported."""
    value = node.value
    word = getattr(getattr(value, "word", None), "word", "") or getattr(getattr(value, "name", None), "word", "")
    code = getattr(getattr(value, "rest", None), "word", "")
    if word in CODE_SYSTEMS and code in scope.names:
        word = code  # `diagnosis is ICD10 low_back_pain`
    declared = scope.names.get(word)
    if node.symbol in ("is in", "is not in") or declared is None or not isinstance(declared.what, ValueSetNode):
        return False
    scope.find(word)
    words = problems.words(node.operand.at)
    problems.add(
        NOT_COMPARED_WITH_SET,
        node.at,
        f"`{word}` is a value set: a code is one of its codes or not, and never the set itself",
        label="not compared like a value",
        others=(scope.declaration_of(word),),
        help=f"write `{words} {'is not in' if node.symbol == 'is not' else 'is in'} {word}`",
    )
    return True


def listed(problems: Problems, node: OneOf, scope: Scope) -> bool:
    """Whether a value set stands after `is one of`; then reported."""
    for name in node.options:
        declared = scope.names.get(name.word)
        if declared is not None and isinstance(declared.what, ValueSetNode):
            scope.find(name.word)
            words = f"{problems.words(node.operand.at)} {'is not in' if node.negated else 'is in'} {name.word}"
            problems.add(
                NOT_COMPARED_WITH_SET,
                name.at,
                f"`{name.word}` is a value set, and `is one of` lists options",
                label="a set of codes",
                others=(scope.declaration_of(name.word),),
                help=f"write `{words}`",
            )
            return True
    return False


def on_the_left(problems: Problems, operand: Operand, label: Label) -> None:
    """A value set that stands alone, or on the left."""
    name = operand.name.word
    problems.add(
        NOT_COMPARED_WITH_SET,
        operand.at,
        f"`{name}` is a value set, which is neither met nor not met by itself",
        label="which code has to be in it?",
        others=(label,),
        help=f"put the fact before it: `diagnosis is in {name}`",
    )


def unused(problems: Problems, tree: PolicyTree, used: AbstractSet[str]) -> None:
    """Value sets of a policy that no test asks about."""
    for block in tree.blocks:
        if isinstance(block, ValueSetNode) and block.name.word not in used:
            problems.add(
                UNUSED_VALUE_SET,
                block.name.at,
                f"no test asks about the value set `{block.name.word}`",
                label="not used",
                help=f"write `is in {block.name.word}` after a code, or leave the value set out",
            )
