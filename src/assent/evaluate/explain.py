"""The evaluated tree of an expression: the interpreter's truths with what each leaf was asked and found."""

from __future__ import annotations

from typing import Any, NamedTuple, assert_never

from assent.evaluate.interpreter import Case, meaning, operand_value
from assent.evaluate.spacing import pattern_tally
from assent.evaluate.tally import Tally, tally
from assent.evaluate.trace import (
    Asked,
    Found,
    Trace,
    all_found,
    any_found,
    at_least_found,
    cases_found,
    exception_found,
    not_found,
    pathway_found,
    when_found,
)
from assent.evaluate.wording import (
    duration_hint,
    show_beside,
    show_count,
    show_day,
    show_document,
    show_done,
    show_duration,
    show_extent,
    show_judgement,
    show_number,
    show_recent,
    show_scale,
    show_text,
    show_withheld,
    show_yes_no,
    why_beside,
    why_count,
    why_day,
    why_duration,
    why_extent,
    why_latest,
    why_recent,
    why_value,
)
from assent.language.expressions import (
    AllOf,
    AnyOf,
    AtLeastOf,
    Cases,
    Count,
    Expression,
    Extent,
    Fact,
    FactValue,
    LatestField,
    Leaf,
    Named,
    Not,
    Operand,
    Recent,
    Test,
    Titled,
    parts_of,
)
from assent.language.extent import without_window
from assent.language.operands import (
    Input,
    day_of,
    elements_of,
    gives_away,
    inputs_of,
    is_judged,
    may_be_not_done,
    may_have_no_case,
    type_of,
)
from assent.language.operators.dates import window_start
from assent.language.phrases import NONE_OR_NOT_DONE, how_counted, label_of, phrase_of
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
        case Cases():
            may_be_none = may_have_no_case(expression)
            return cases_found(*(explain(part, case) for part in parts_of(expression)), may_be_none=may_be_none)
        case Named(id):
            return explain(case.named[id], case)
        case Titled(title, part):
            return pathway_found(title, explain(part, case))
        case _:
            assert_never(expression)


class _Part(NamedTuple):
    """One of the values that a leaf needs: its fact, its label, the value, how it is shown, why it lacks evidence.

    `stated` is what the request states, which may be more than can be used.
    """

    fact: Fact
    label: str
    value: Any
    stated: Any
    shown: str
    why: str


def _leaf(leaf: Leaf, case: Case) -> Found:
    truth, phrase = meaning(leaf, case), phrase_of(leaf)
    parts = [_part(one, leaf, truth, case) for one in inputs_of(leaf)]
    if isinstance(leaf, Count):
        parts.insert(0, _counted(leaf, case))
        shown = parts[0].shown
    else:
        shown = _shown(leaf, truth, case)
    own = isinstance(leaf, Count) or leaf.operand in inputs_of(leaf)
    others = [(part.label, part.shown) for part in (parts[1:] if own else parts)]
    hidden = [part._replace(shown=show_withheld(part.stated)) if part.fact.sensitive else part for part in parts]
    withheld = ""
    if any(part.fact.sensitive for part in parts):
        if not own and isinstance(leaf, Test) and gives_away(leaf.operand):
            shown_first = show_withheld(operand_value(leaf.operand, case))  # what is worked out of it gives it away
        else:
            shown_first = hidden[0].shown if own else shown
        withheld = show_beside(shown_first, *((part.label, part.shown) for part in (hidden[1:] if own else hidden)))
    (fact, ask, why), *also = _asked(parts) or [Asked("", "", "")]
    return Found(
        truth,
        fact,
        phrase.label,
        ask,
        show_beside(shown, *others),
        phrase.says,
        phrase.denies,
        phrase.needed(),
        phrase.needed(negated=True),
        why,
        is_judged(leaf),
        tuple(also),
        withheld,
    )


def _asked(parts: list[_Part]) -> list[Asked]:
    """The facts of a leaf, each with why it lacks evidence: not those that are there, if others are not."""
    values = [part.value for part in parts]
    return [
        Asked(part.fact.name, part.fact.label, why_beside(part.why, part.value, *values[:at], *values[at + 1 :]))
        for at, part in enumerate(parts)
    ]


def _counted(count: Count, case: Case) -> _Part:
    assert isinstance(count.fact.type, Collection)
    counted = _tally(count, count.fact.type, case)
    shown = show_count(counted, count.fact.type.complete, how_counted(count))
    why = why_count(counted, count.at_least)
    stated = case.facts.get(count.fact.name)
    return _Part(count.fact, count.fact.label, stated, stated, shown, why)


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


def _shown(test: Test, truth: bool | None, case: Case) -> str:
    value = operand_value(test.operand, case)
    shown = _shown_as(test.operand, value, case)
    return shown + duration_hint(truth, value) if test.operator.takes == "duration" else shown


def _part(one: Input, leaf: Leaf, truth: bool | None, case: Case) -> _Part:
    value = operand_value(one, case)
    stated = case.facts.get(one.fact.name) if isinstance(one, Recent) else value
    why = _why(one, value, leaf, truth, case)
    return _Part(one.fact, label_of(one), value, stated, _shown_as(one, value, case), why)


def _shown_as(operand: Operand, value: Any, case: Case) -> str:
    if isinstance(operand, Recent):
        stated, day = case.facts.get(operand.fact.name), case.facts.get(day_of(operand.fact).name)
        return show_recent(stated, _shown_as(FactValue(operand.fact), stated, case), day)
    if isinstance(operand, Extent):
        return show_extent(value)
    shown = show(type_of(operand), value)
    if not may_be_not_done(operand):
        return shown
    return show_done(value, shown, NONE_OR_NOT_DONE) if isinstance(operand, LatestField) else show_done(value, shown)


def _why(one: Input, value: Any, leaf: Leaf, truth: bool | None, case: Case) -> str:
    if isinstance(leaf, Count):  # what its condition names lacks nothing once it is there: the elements may
        return "not stated" if value is None else ""
    match one:
        case LatestField(fact):
            if value is not None and truth is None and isinstance(leaf, Test) and leaf.operator.takes == "duration":
                return "too rough"
            dated_by = elements_of(one).dated_by
            assert dated_by is not None
            return why_latest(case.facts.get(fact.name), value, dated_by)
        case Recent(fact, window):
            day = case.facts.get(day_of(fact).name)
            return why_recent(case.facts.get(fact.name), day, window_start(window, case.as_of), case.as_of)
        case Extent():
            assert isinstance(leaf, Test) and leaf.literal is not None
            enough = leaf.operator.meaning(without_window(value), leaf.literal.value, case.as_of)
            return why_extent(value, truth, enough)
        case FactValue(Fact(type=DurationType())):
            return why_duration(truth, value)
        case FactValue(Fact(type=Date() | Document())) if isinstance(leaf, Test) and leaf.literal is not None:
            return why_day(value, case.as_of, leaf.operator.symbol == "within the last")
        case FactValue(Fact(type=Document())):
            return why_day(value, case.as_of, False)
        case FactValue():
            return why_value(value)
        case _:
            assert_never(one)


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
