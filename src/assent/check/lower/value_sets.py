"""Value sets: the codes that one stands for, and the tests of whether a code is in it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping

from assent.check.lower.context import Context
from assent.check.problems import Problems
from assent.check.rules import code_files, codes, texts
from assent.check.rules import value_sets as rules
from assent.check.rules.code_lines import is_written
from assent.check.scope import Scope
from assent.check.subject import Subject
from assent.language.expressions import Argument, Test
from assent.language.operators import find
from assent.language.types import Code
from assent.language.value_sets import ValueSet
from assent.source.text import SourceText
from assent.syntax import tree as t
from assent.syntax.unread import Unread

# Gives the text of the file that a path names; else why it cannot be read, or None where it lies outside the project.
Read = Callable[[str], SourceText | str | None]


def declared(
    problems: Problems,
    nodes: Iterable[t.ValueSetNode],
    read: Read | None,
    inherited: Mapping[str, ValueSet],
    unread: Unread,
) -> tuple[ValueSet, ...]:
    """The value sets that have no mistake. `inherited` are those that a base has, read where they are written."""
    found: dict[str, ValueSet] = {}
    for node in nodes:
        own = problems.span(node.at).source is problems.span((0, 0)).source
        base = None if own else inherited.get(node.name.word)
        one = base or _value_set(problems, node, read, unread)
        if one is not None:
            found.setdefault(one.id, one)
    return tuple(found.values())


def _value_set(problems: Problems, node: t.ValueSetNode, read: Read | None, unread: Unread) -> ValueSet | None:
    title = texts.title(problems, node.title, "this title")
    if unread.touches(node.at) or not rules.has_known_system(problems, node):
        return None
    if node.path is None:
        listed = _listed(problems, node)
    elif node.codes:
        rules.codes_twice(problems, node)
        return None
    else:
        listed = _of_file(problems, node, node.path, read)
    if listed is None:
        return None
    if not listed:
        rules.empty(problems, node)
        return None
    path = node.path.value if node.path else ""
    return ValueSet(node.name.word, title, node.system.word, tuple(sorted(set(listed))), path, problems.span(node.at))


def _listed(problems: Problems, node: t.ValueSetNode) -> list[str] | None:
    """The codes that stand below the line of a value set."""
    found: list[str] = []
    sound = True
    for line in node.codes:
        if line.last is not None:
            value = t.Value("name", t.NumberWord(node.system.word, line.at), line.first, line.at, line.last)
            sound &= codes.is_range(problems, value, node.system.word)
            written = f"{line.first.word} to {line.last.word}"
        else:
            sound &= codes.is_code(problems, line.first, node.system.word)
            written = line.first.word
        if written in found:
            rules.repeated_code(problems, line, written)
        found.append(written)
    return found if sound else None


def _of_file(problems: Problems, node: t.ValueSetNode, path: t.Text, read: Read | None) -> list[str] | None:
    """The codes of a file: one a line, or a range; what stands after a comma, a tab or a `#` is for readers."""
    if read is None:
        rules.unreadable_codes(problems, path, "files are not read here")
        return None
    text = read(path.value)
    if text is None:
        rules.codes_outside_project(problems, path)
        return None
    if isinstance(text, str):
        rules.unreadable_codes(problems, path, text)
        return None
    return _codes_in(problems, node, path, text)


def _codes_in(problems: Problems, node: t.ValueSetNode, path: t.Text, file: SourceText) -> list[str] | None:
    system = node.system.word
    found: list[str] = []
    wrong: list[code_files.Wrong] = []
    several: list[tuple[int, str]] = []
    start, first = 0, 0
    for number, line in enumerate(file.text.split("\n"), 1):
        written, *others = (" ".join(cell.split()) for cell in re.split("[,\t]", line.partition("#")[0]))
        if written or any(others):
            first = first or number
            if not is_written(written, system):
                at = start + len(line) - len(line.lstrip())
                wrong.append(code_files.Wrong(number, at, line.partition("#")[0].strip()))
            elif any(_looks_like(cell, system) for cell in others):
                several.append((number, line.strip()))
            else:
                found.append(written)
        start += len(line) + 1
    if wrong:
        code_files.wrong_in_file(problems, node, path, file, wrong, first=first)
    elif several:
        rules.several_on_a_line(problems, path, several)
    else:
        return found
    return None


def _looks_like(cell: str, system: str) -> bool:
    """Whether what stands after a comma is a code, and no words about one."""
    return any(character.isdigit() for character in cell) and is_written(cell, system)


def used(scope: Scope, every: Iterable[ValueSet]) -> tuple[ValueSet, ...]:
    """Those that some test of the policy asks about."""
    return tuple(one for one in every if one.id in scope.used)


def member(context: Context, node: t.Comparison, subject: Subject) -> Test | None:
    """`diagnosis is in low_back_pain`."""
    assert isinstance(node.value, t.Value) and subject.operand is not None
    name = t.Name(node.value.word.word, node.value.at)
    if not isinstance(subject.type, Code):
        rules.not_a_code(context.problems, node, subject)
        return None
    if not rules.is_value_set(context.problems, context.scope, name, subject.type.system):
        return None
    found = context.scope.value_sets.get(name.word)
    if found is None:
        return None  # its own mistake has been reported
    if found.system != subject.type.system:
        rules.of_another_system(context.problems, node, subject, found, context.scope.declaration_of(name.word))
        return None
    row = find("code", "is not" if node.symbol == "is not in" else "is", "code")
    assert row is not None
    return Test(row, subject.operand, Argument(found.pattern, found.words))
