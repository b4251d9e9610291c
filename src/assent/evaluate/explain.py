"""The evaluated tree of an expression: the interpreter's truths with what each leaf was asked and found."""

from __future__ import annotations

from typing import Any, assert_never

from assent.evaluate.interpreter import Case, NoElement, meaning, operand_value
from assent.evaluate.spacing import pattern_tally
from assent.evaluate.tally import NOTHING, Nothing, Tally, tally
from assent.evaluate.trace import (
    Found,
    Trace,
    all_found,
    any_found,
    at_least_found,
    exception_found,
    not_found,
    pathway_found,
    when_found,
)
from assent.evaluate.wording import (
    duration_hint,
    show_count,
    show_day,
    show_document,
    show_duration,
    show_extent,
    show_judgement,
    show_number,
    show_scale,
    show_text,
    show_yes_no,
    why_count,
    why_day,
    why_duration,
    why_extent,
    why_latest,
    why_value,
)
from assent.language.expressions import (
    AllOf,
    AnyOf,
    AtLeastOf,
    Count,
    Expression,
    Extent,
    FactValue,
    LatestField,
    Leaf,
    Named,
    Not,
    Test,
    Titled,
    fact_of,
)
from assent.language.extent import without_window
from assent.language.operators.dates import window_start
from assent.language.phrases import how_counted, phrase_of
from assent.language.policy import Clause
from assent.language.types import (
    Choice,
    Code,
    Collection,
    Date,
    Document,
    DurationType,
    Judgement,
    Number,
    Scale,
    Type,
    YesNo,
)


def explain_clause(clause: Clause, case: Case) -> Trace:
    """A clause's evaluated tree, its exception and its condition marked as such."""
    demands = clause.verb in ("require", "submit")
    found: Trace = explain(clause.body, case)
    if clause.unless is not None:
        exception = exception_found(explain(clause.unless, case))
        found = any_found(found, exception) if demands else all_found(found, not_found(exception))
    if clause.when is not None:
        applies = when_found(explain(clause.when, case))
        found = any_found(not_found(applies), found) if demands else all_found(applies, found)
    return found


def explain(expression: Expression, case: Case) -> Trace:
    """The evaluated tree of an expression; definitions and clauses named in it are entered."""
    match expression:
        case Test() | Count():
            return _leaf(expression, case)
        case Not(part):
            return not_found(explain(part, case))
        case AllOf(parts):
            return all_found(*(explain(part, case) for part in parts))
        case AnyOf(parts):
            return any_found(*(explain(part, case) for part in parts))
        case AtLeastOf(number, parts):
            return at_least_found(number, *(explain(part, case) for part in parts))
        case Named(id):
            return explain(case.named[id], case)
        case Titled(title, part):
            return pathway_found(title, explain(part, case))
        case _:
            assert_never(expression)


def _leaf(leaf: Leaf, case: Case) -> Found:
    truth = meaning(leaf, case)
    fact, phrase = fact_of(leaf), phrase_of(leaf)
    shown, why = _count_words(leaf, case) if isinstance(leaf, Count) else _test_words(leaf, truth, case)
    return Found(
        truth,
        fact.name,
        phrase.label,
        fact.label,
        shown,
        phrase.says,
        phrase.denies,
        phrase.needed(),
        phrase.needed(negated=True),
        why,
        isinstance(fact.type, Judgement),
    )


def _count_words(count: Count, case: Case) -> tuple[str, str]:
    assert isinstance(count.fact.type, Collection)
    counted = _tally(count, count.fact.type, case)
    return show_count(counted, count.fact.type.complete, how_counted(count)), why_count(counted, count.at_least)


def _tally(count: Count, type: Collection, case: Case) -> Tally | None:
    where = count.where
    elements = case.facts.get(count.fact.name)
    first = window_start(count.window, case.as_of) if count.window else None
    condition = None if where is None else lambda element: meaning(where, case, element)
    if count.pattern is None and count.per is None:
        return tally(elements, type.dated_by, first, case.as_of, condition)
    kind, period = ("", None) if count.pattern is None else (count.pattern.kind, count.pattern.period)
    days, months = (period.days, period.months) if period else (None, None)
    return pattern_tally(elements, type.dated_by, first, case.as_of, kind, days, months, count.per, condition)


def _test_words(test: Test, truth: bool | None, case: Case) -> tuple[str, str]:
    value = operand_value(test.operand, case)
    value = NOTHING if isinstance(value, NoElement) else value
    match test.operand:
        case LatestField(fact, field, _):
            assert isinstance(fact.type, Collection) and fact.type.dated_by is not None
            shown = show(field.type, value)
            why = why_latest(case.facts.get(fact.name), value, fact.type.dated_by)
            if value is not None and truth is None:
                why = "too rough"
        case Extent():
            assert test.argument is not None and not isinstance(value, Nothing)
            shown = show_extent(value)
            enough = test.operator.meaning(without_window(value), test.argument.value, case.as_of)
            why = why_extent(value, truth, enough)
        case FactValue(fact):
            shown = show(fact.type, value)
            why = _why(fact.type, truth, value, case.as_of, test.operator.symbol == "within the last")
        case _:
            raise AssertionError("fields are asked about inside counts only")
    if test.operator.takes == "duration":
        shown += duration_hint(truth, value)
    return shown, why


def _why(type: Type, truth: bool | None, value: Any, as_of: int, window: bool) -> str:
    match type:
        case DurationType():
            return why_duration(truth, value)
        case Date() | Document():
            return why_day(value, as_of, window)
        case _:
            return why_value(value)


def show(type: Type, value: Any) -> str:
    """A value as a reason shows it."""
    match type:
        case YesNo():
            return show_yes_no(value)
        case Judgement():
            return show_judgement(value)
        case Number(unit=unit):
            return show_number(value, unit)
        case Scale(options):
            return show_scale(value, options)
        case Choice() | Code():
            return show_text(value)
        case Date():
            return show_day(value)
        case Document():
            return show_document(value)
        case DurationType():
            return show_duration(value)
        case Collection():
            return "stated"
        case _:
            assert_never(type)
