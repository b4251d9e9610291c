"""Values with names: what parameters and tables come to, and the tests that are held against one of them."""

from __future__ import annotations

from itertools import pairwise

from assent.check.lower import against, elements, literals
from assent.check.lower.context import Context
from assent.check.rules import settled, texts
from assent.check.rules import thresholds as rules
from assent.check.scope import Threshold
from assent.check.subject import Subject
from assent.language.calendar import format_day
from assent.language.expressions import AllOf, Argument, AsOf, Cases, Expression, Test
from assent.language.operators import find
from assent.language.thresholds import DatedValue, Parameter, Table, TableCase
from assent.language.types import Choice as ChoiceType
from assent.language.types import Collection, Scale
from assent.syntax import tree as t


def declared(
    context: Context, tree: t.PolicyTree, effective: int, until: int | None
) -> tuple[tuple[Parameter, ...], tuple[Table, ...]]:
    """The parameters and the tables of a policy, their mistakes reported; what is sound may then be used."""
    parameters: list[Parameter] = []
    tables: list[Table] = []
    for block in tree.blocks:
        if isinstance(block, t.ParameterNode) and (parameter := _parameter(context, block)) is not None:
            if not rules.is_in_force(context.problems, block, parameter, effective):
                continue
            rules.after_the_end(context.problems, block, parameter, until)
            parameters.append(parameter)
            context.scope.thresholds.setdefault(block.name.word, _in_force(block, parameter, effective, until))
        if isinstance(block, t.TableNode) and (table := _table(context, block)) is not None:
            tables.append(table)
            cases = zip(block.cases, table.cases, strict=True)
            context.scope.thresholds.setdefault(block.name.word, tuple((node.value, case.when) for node, case in cases))
    return tuple(parameters), tuple(tables)


def _parameter(context: Context, node: t.ParameterNode) -> Parameter | None:
    problems = context.problems
    title = texts.title(problems, node.title, "this title")
    if context.unread.touches(node.at):
        return None
    values: list[DatedValue] = []
    for one in node.values:
        if one.start is None:
            rules.value_without_date(problems, one)
            continue
        start = literals.day(problems, one.start)
        reference = texts.title(problems, one.reference, "this reference") if one.reference else ""
        if start is not None:
            values.append(DatedValue(problems.words(one.value.at), start, reference))
    if len(values) < len(node.values):
        return None
    for (_, first), (late, second) in pairwise(zip(node.values, values, strict=True)):
        if second.start <= first.start:
            rules.out_of_order(problems, late, first, second)
            return None
    return Parameter(node.name.word, title, tuple(values), problems.span(node.at))


def _in_force(node: t.ParameterNode, parameter: Parameter, effective: int, until: int | None) -> Threshold:
    """The values that count on some day of the policy, each with the days on which it does."""
    ends = [*(value.start for value in parameter.values[1:]), None]
    counting = [
        (one.value, max(value.start, effective), end)
        for one, value, end in zip(node.values, parameter.values, ends, strict=True)
        if (end is None or end > effective) and (until is None or value.start <= until)
    ]
    last = len(counting) - 1
    return tuple(
        (value, _days(start if at else None, end if at < last else None))
        for at, (value, start, end) in enumerate(counting)
    )


def _days(start: int | None, end: int | None) -> Expression | None:
    """On which days a value counts: from `start` on, before `end`."""
    tests = tuple(_of_request(sign, day) for sign, day in ((">=", start), ("<", end)) if day is not None)
    return None if not tests else tests[0] if len(tests) == 1 else AllOf(tests)


def _of_request(sign: str, day: int) -> Test:
    row = find("date", sign, "date")
    assert row is not None
    return Test(row, AsOf(), Argument(day, format_day(day)))


def _table(context: Context, node: t.TableNode) -> Table | None:
    problems = context.problems
    title = texts.title(problems, node.title, "this title")
    if context.unread.touches(node.at):
        return None
    cases: list[TableCase] = []
    for case in node.cases:
        if case.when is None:
            rules.case_without_condition(problems, node, case)
        elif (when := elements.lower(context, case.when)) is not None:
            cases.append(TableCase(problems.words(case.value.at), when))
    if len(cases) < len(node.cases):
        return None
    if not rules.cases_make_sense(problems, node, [case.when for case in cases]):
        return None
    return Table(node.name.word, title, tuple(cases), problems.span(node.at))


def named(context: Context, subject: Subject, node: t.Comparison) -> t.Name | None:
    """The name of a parameter or a table on the right of a comparison, where that is what it stands for."""
    value = node.value
    if not isinstance(value, t.Value) or value.kind != "name" or value.rest is not None:
        return None
    name = value.word.word
    if isinstance(subject.type, Scale | ChoiceType) and name in subject.type.options:
        return None
    element = context.element
    if element is not None and isinstance(element.type, Collection) and element.type.field(name) is not None:
        return None
    found = context.scope.names.get(name)
    is_threshold = found is not None and isinstance(found.what, t.ParameterNode | t.TableNode)
    return t.Name(name, value.at) if is_threshold else None


def is_named(context: Context, end: t.Value) -> bool:
    """Whether the end of a band is a parameter or a table, which is reported."""
    found = context.scope.names.get(end.word.word) if end.kind == "name" and end.rest is None else None
    if found is None or not isinstance(found.what, t.ParameterNode | t.TableNode):
        return False
    rules.end_of_band(context.problems, end, context.scope.declaration_of(end.word.word))
    return True


def compared(context: Context, node: t.Comparison, subject: Subject, name: t.Name) -> Expression | None:
    """A value held against a parameter or a table: one test, or one a case."""
    context.scope.find(name.word)
    cases = context.scope.thresholds.get(name.word)
    if cases is None or subject.operand is None:
        return None  # its own mistake has been reported
    known = len(context.problems.found)
    tests = [_test(context, node, subject, value) for value, _ in cases]
    rules.once_each(context.problems, known)
    sound = tuple((when, test) for (_, when), test in zip(cases, tests, strict=True) if test is not None)
    if len(sound) < len(cases):
        return None
    if len(sound) == 1:
        return sound[0][1]
    if context.element is not None:
        rules.in_condition(context.problems, name, context.element, context.scope.declaration_of(name.word))
        return None
    return Cases(name.word, tuple((when, test) for when, test in sound if when is not None))


def _test(context: Context, node: t.Comparison, subject: Subject, value: t.Value) -> Test | None:
    symbol = against.symbol_of(context, subject, node.symbol, node.at)
    read = literals.argument(context.problems, subject, symbol, value, node.at) if symbol else None
    if read is None or subject.operand is None:
        return None
    test = Test(read[0], subject.operand, read[1])
    return test if settled.test_can_be_met(context.problems, subject, test, node.at) else None
