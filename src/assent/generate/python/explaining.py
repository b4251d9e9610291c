"""The functions that explain: a clause's evaluated tree, with what each leaf was asked and what was found."""

from __future__ import annotations

from assent.generate.python.functions import function, signature, type_text
from assent.generate.python.layout import Call, Code, call, lines
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
from assent.language.phrases import how_counted, phrase_of
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
    parameters = [f"{spelling.fact(fact.name)}: {type_text(fact.type)}" for fact in spelling.asked]
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
        case Named(id):
            return known.spelling.explained(FOUND_IN, id)
        case Titled(title, part):
            return call("pathway_found", text_literal(title), found(part, known))


def _leaf(leaf: Leaf, known: Locals) -> Code:
    fact, phrase = fact_of(leaf), phrase_of(leaf)
    truth, shown, why = _count_words(leaf, known) if isinstance(leaf, Count) else _test_words(leaf, known)
    texts = (phrase.says, phrase.denies, phrase.needed(), phrase.needed(negated=True))
    found = (
        truth,
        text_literal(fact.name),
        text_literal(phrase.label),
        text_literal(fact.label),
        shown,
        *(text_literal(text) for text in texts),
        why,
        *(["True"] if isinstance(fact.type, Judgement) else []),
    )
    return Call("Found", found, packed=True)


def _count_words(count: Count, known: Locals) -> tuple[Code, Code, Code]:
    assert isinstance(count.fact.type, Collection)
    fact = known.spelling.fact(count.fact.name)
    counted = known.assign(("tally", count), f"{fact}_counted", tally_of(count, known))
    how = how_counted(count)
    shown = f"show_count({counted}, {count.fact.type.complete}{', ' + text_literal(how) if how else ''})"
    return count_truth(count, counted), shown, f"why_count({counted}, {count.at_least})"


def _test_words(test: Test, known: Locals) -> tuple[Code, Code, Code]:
    value = operand(test.operand, known)
    lasts = test.operator.takes == "duration"
    truth = test_truth(test, known)
    why: Code
    if lasts or test.operator.takes == "extent":
        truth = known.assign(("truth", test), "truth", truth)
    match test.operand:
        case LatestField(fact, field, _):
            assert isinstance(fact.type, Collection)
            shown = show(field.type, value)
            why = f"why_latest({known.spelling.fact(fact.name)}, {value}, {fact.type.dated_by})"
            if lasts:
                why = f'"too rough" if {value} is not None and {truth} is None else {why}'
        case Extent():
            shown = f"show_extent({value})"
            enough = spelled(test, f"without_window({value})", known.spelling)
            why = call("why_extent", value, truth, enough)
        case FactValue(fact):
            shown = show(fact.type, value)
            why = _why(fact.type, value, str(truth), window=test.operator.symbol == "within the last")
        case _:
            raise AssertionError("fields are asked about inside counts only")
    return truth, f"{shown} + duration_hint({truth}, {value})" if lasts else shown, why


def _why(type: Type, value: str, truth: str, *, window: bool) -> str:
    match type:
        case DurationType():
            return f"why_duration({truth}, {value})"
        case Date() | Document():
            return f"why_day({value}, as_of, {window})"
        case _:
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
