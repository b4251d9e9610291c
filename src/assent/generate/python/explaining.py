"""The functions that explain: a clause's evaluated tree, with what each leaf was asked and what was found."""

from __future__ import annotations

from typing import NamedTuple

from assent.generate.python.functions import function, signature, type_of_fact
from assent.generate.python.layout import Call, Code, Prefixed, call, lines
from assent.generate.python.literals import docstring, text_literal, tuple_literal
from assent.generate.python.names import EXPLAIN, FOUND_IN
from assent.generate.python.spelling import (
    Locals,
    Spelling,
    count_truth,
    operand,
    spelled,
    tally_of,
    test_truth,
    window_start,
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
from assent.language.phrases import NONE_OR_NOT_DONE, how_counted, label_of, phrase_of
from assent.language.policy import Clause, Definition
from assent.language.types import (
    Choice,
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
from assent.language.types import Code as CodeType


def explain_function(spelling: Spelling) -> list[str]:
    """`_explain`: the evaluated trees of all clauses, in order."""
    policy = spelling.policy
    trees = call("", *(spelling.explained(EXPLAIN, clause.id) for clause in policy.clauses))
    parameters = [f"{spelling.fact(fact.name)}: {type_of_fact(fact)}" for fact in spelling.asked]
    return [
        *signature("_explain", ["as_of: int", *parameters], "tuple[Trace, ...]"),
        *docstring(4, "What was found in each clause, in the order of the policy."),
        *lines(trees, 4, before="return "),
    ]


def clause_explained(clause: Clause, spelling: Spelling) -> list[str]:
    """The function that gives a clause's evaluated tree, its exception marked as one."""
    known = Locals(spelling)
    tree = found(clause.body, known)
    demands = clause.verb in ("require", "submit")
    if clause.unless is not None:
        exception = call("exception_found", found(clause.unless, known))
        tree = call("any_found", tree, exception) if demands else call("all_found", tree, call("not_found", exception))
    if clause.when is not None:
        applies = call("when_found", found(clause.when, known))
        tree = call("any_found", call("not_found", applies), tree) if demands else call("all_found", applies, tree)
    about = [f"What was found in {clause.id}."]
    return function(
        spelling, spelling.names.derived[EXPLAIN, clause.id], clause.id, "Trace", about, known, tree, as_of=True
    )


def named_explained(thing: Definition | Clause, spelling: Spelling) -> list[str]:
    """The function that gives the evaluated tree of a definition or a clause where another names it."""
    known = Locals(spelling)
    tree = found(thing.whole if isinstance(thing, Clause) else thing.body, known)
    about = [f"What was found in {thing.id}, where it is named."]
    name = spelling.names.derived[FOUND_IN, thing.id]
    return function(spelling, name, thing.id, "Trace", about, known, tree, as_of=True)


def found(expression: Expression, known: Locals) -> Code:
    """The evaluated tree of an expression."""
    match expression:
        case Test() | Count():
            return _leaf(expression, known)
        case Not(part):
            return call("not_found", found(part, known))
        case AllOf(parts):
            return call("all_found", *(found(part, known) for part in parts))
        case AnyOf(parts):
            return call("any_found", *(found(part, known) for part in parts))
        case AtLeastOf(number, parts):
            return call("at_least_found", str(number), *(found(part, known) for part in parts))
        case Cases():
            may_be_none = ["may_be_none=True"] if may_have_no_case(expression) else []
            return call("cases_found", *(found(part, known) for part in parts_of(expression)), *may_be_none)
        case Named(id):
            return known.spelling.explained(FOUND_IN, id)
        case Titled(title, part):
            return call("pathway_found", text_literal(title), found(part, known))


class _Part(NamedTuple):
    """One of the values that a leaf needs: its fact and label; in Python: it, its words, why it lacks evidence.

    `stated` is what the request states, which may be more than can be used.
    """

    fact: Fact
    label: str
    value: str
    stated: str
    shown: str
    why: Code


def _leaf(leaf: Leaf, known: Locals) -> Code:
    phrase = phrase_of(leaf)
    truth, shown, first = _counted(leaf, known) if isinstance(leaf, Count) else _tested(leaf, known)
    parts = [*first, *(_part(one, leaf, str(truth), known) for one in inputs_of(leaf))]
    own = isinstance(leaf, Count) or leaf.operand in inputs_of(leaf)
    others = [f"({text_literal(part.label)}, {part.shown})" for part in (parts[1:] if own else parts)]
    hidden = [part._replace(shown=f"show_withheld({part.stated})") if part.fact.sensitive else part for part in parts]
    withheld: list[Code] = []
    if any(part.fact.sensitive for part in parts):
        sides = [f"({text_literal(part.label)}, {part.shown})" for part in (hidden[1:] if own else hidden)]
        if not own and isinstance(leaf, Test) and gives_away(leaf.operand):
            first_side = f"show_withheld({operand(leaf.operand, known)})"  # what is worked out of it gives it away
        else:
            first_side = hidden[0].shown if own else shown
        withheld = [Prefixed("withheld=", call("show_beside", first_side, *sides))]
    (fact, ask, why), *also = _asked(parts) or [('""', '""', '""')]
    found = (
        truth,
        fact,
        text_literal(phrase.label),
        ask,
        call("show_beside", shown, *others) if others else shown,
        *(text_literal(text) for text in (phrase.says, phrase.denies, phrase.needed(), phrase.needed(negated=True))),
        why,
        *(["True"] if is_judged(leaf) else []),
        *([Prefixed("also=", call("", *(call("Asked", *one) for one in also)))] if also else []),
        *withheld,
    )
    return Call("Found", found, packed=True)


def _asked(parts: list[_Part]) -> list[tuple[str, str, Code]]:
    """The facts of a leaf, each with why it lacks evidence: not those that are there, if others are not."""
    values = [part.value for part in parts]
    whys = [
        call("why_beside", part.why, part.value, *values[:at], *values[at + 1 :]) if parts[1:] else part.why
        for at, part in enumerate(parts)
    ]
    return [
        (text_literal(part.fact.name), text_literal(part.fact.label), why)
        for part, why in zip(parts, whys, strict=True)
    ]


def _counted(count: Count, known: Locals) -> tuple[Code, str, list[_Part]]:
    assert isinstance(count.fact.type, Collection)
    fact = known.spelling.fact(count.fact.name)
    counted = known.assign(("tally", count), f"{fact}_counted", tally_of(count, known))
    how = how_counted(count)
    shown = f"show_count({counted}, {count.fact.type.complete}{', ' + text_literal(how) if how else ''})"
    why = f"why_count({counted}, {count.at_least})"
    return count_truth(count, counted), shown, [_Part(count.fact, count.fact.label, fact, fact, shown, why)]


def _tested(test: Test, known: Locals) -> tuple[Code, str, list[_Part]]:
    value, truth = operand(test.operand, known), test_truth(test, known)
    if test.operator.takes in ("duration", "extent"):
        truth = known.assign(("truth", test), "truth", truth)
    if isinstance(test.operand, Extent):
        return truth, f"show_extent({value})", []
    shown = _shown_as(test.operand, value, known)
    return truth, f"{shown} + duration_hint({truth}, {value})" if test.operator.takes == "duration" else shown, []


def _part(one: Input, leaf: Leaf, truth: str, known: Locals) -> _Part:
    value = operand(one, known)
    stated = known.spelling.fact(one.fact.name) if isinstance(one, Recent) else value
    why = _why(one, value, leaf, truth, known)
    return _Part(one.fact, label_of(one), value, stated, _shown_as(one, value, known), why)


def _shown_as(operand: Operand, value: str, known: Locals) -> str:
    """The call that shows what an operand came to."""
    if isinstance(operand, Recent):
        stated, day = known.spelling.fact(operand.fact.name), known.spelling.fact(day_of(operand.fact).name)
        return f"show_recent({stated}, {_shown_as(FactValue(operand.fact), stated, known)}, {day})"
    if isinstance(operand, Extent):
        return f"show_extent({value})"
    shown = show(type_of(operand), value)
    if not may_be_not_done(operand):
        return shown
    none = f", {text_literal(NONE_OR_NOT_DONE)}" if isinstance(operand, LatestField) else ""
    return f"show_done({value}, {shown}{none})"


def _why(one: Input, value: str, leaf: Leaf, truth: str, known: Locals) -> Code:
    if isinstance(leaf, Count):
        return f'"not stated" if {value} is None else ""'
    match one:
        case LatestField(fact):
            why = f"why_latest({known.spelling.fact(fact.name)}, {value}, {elements_of(one).dated_by})"
            if leaf.operator.takes == "duration":
                return f'"too rough" if {value} is not None and {truth} is None else {why}'
            return why
        case Recent(fact, window):
            day = known.spelling.fact(day_of(fact).name)
            return call("why_recent", known.spelling.fact(fact.name), day, window_start(window), "as_of")
        case Extent():
            assert isinstance(leaf, Test)
            return call("why_extent", value, truth, spelled(leaf, known, value=f"without_window({value})"))
        case FactValue(Fact(type=DurationType())):
            return f"why_duration({truth}, {value})"
        case FactValue(Fact(type=Date() | Document())) if isinstance(leaf, Test) and leaf.literal is not None:
            return f"why_day({value}, as_of, {leaf.operator.symbol == 'within the last'})"
        case FactValue(Fact(type=Document())):
            return f"why_day({value}, as_of, False)"
        case FactValue():
            return f"why_value({value})"


def show(type: Type, value: str) -> str:
    """The call that shows a value in a reason."""
    match type:
        case YesNo():
            return f"show_yes_no({value})"
        case Judgement():
            return f"show_judgement({value})"
        case Number(unit=unit):
            return f"show_number({value}, {text_literal(unit)})" if unit else f"show_number({value})"
        case Scale(options):
            return f"show_scale({value}, {tuple_literal([text_literal(option) for option in options])})"
        case Choice() | CodeType():
            return f"show_text({value})"
        case Date():
            return f"show_day({value})"
        case Document():
            return f"show_document({value})"
        case DurationType():
            return f"show_duration({value})"
        case Collection():
            raise AssertionError("collections are counted, not shown")
