"""From a test as written to a test or a count of the core."""

from __future__ import annotations

from dataclasses import replace
from typing import Literal

from assent.check.lower import against, changing, done, literals, measured, operands, thresholds, value_sets
from assent.check.lower.context import Context
from assent.check.rules import bands, counts, duplicates, kinds, not_done, patterns, settled
from assent.check.rules import value_sets as rules
from assent.check.scope import Declared
from assent.check.subject import Subject
from assent.language import shorthand
from assent.language.expressions import Argument, Count, Expression, Fact, FactValue, Named, Pattern, Test
from assent.language.operators import Kind, find
from assent.language.operators.truth import HOLDS, PROVIDED
from assent.language.types import Choice, Collection, Date, Document, DurationType, Judgement, Number, Scale, YesNo
from assent.language.values import Period
from assent.syntax import tree as t


def flag(context: Context, node: t.Flag) -> Expression | None:
    """A name alone: a yes/no fact, a judgement, a definition or a clause."""
    found = operands.resolve(context, node.operand)
    if isinstance(found, Declared):
        return Named(node.operand.name.word)
    if found is None:
        return None
    if not isinstance(found.type, YesNo | Judgement) or found.operand is None:
        kinds.incomplete_test(context.problems, found)
        return None
    test = Test(HOLDS, found.operand)
    condition = context.scope.conditions.get(found.words) if isinstance(found.operand, FactValue) else None
    return test if condition is None else shorthand.asked_when(condition, context.places.mark(test, node.at))


def _subject(context: Context, operand: t.Operand, symbol: str, at: t.Place) -> Subject | None:
    """What a comparison is about: a fact or a field, never a definition or clause."""
    found = operands.resolve(context, operand)
    if isinstance(found, Declared):
        label = context.scope.declaration_of(operand.name.word)
        kinds.named_compared(context.problems, at, operand.name.word, found, label)
        return None
    if found is not None and found.operand is None:
        kinds.wrong_operator(context.problems, at, found, symbol)
        return None
    return found


def comparison(context: Context, node: t.Comparison | t.Change) -> Expression | None:
    """`operand >= value`, `operand is value`, `operand at least 5 % below other`."""
    if isinstance(node, t.Change):
        changed = _subject(context, node.operand, f"{node.how} … {node.side}", node.at)
        return None if changed is None else changing.changed(context, node, changed)
    subject = _subject(context, node.operand, node.symbol, node.at)
    if subject is not None and done.is_asked(context, subject, node):
        return done.tested(context, node, subject)
    if rules.not_compared(context.problems, node, context.scope):
        return None
    if subject is None or subject.operand is None:
        return None
    if node.symbol in ("is in", "is not in"):
        return value_sets.member(context, node, subject)
    if (named := thresholds.named(context, subject, node)) is not None:
        return thresholds.compared(context, node, subject, named)
    found = against.right(context, subject, node.symbol, node.value, node.at)
    if found is None:
        return None
    test = Test(found.operator, subject.operand, found.argument)
    if test.literal is None:
        return test
    return test if settled.test_can_be_met(context.problems, subject, test, node.at) else None


def in_time(context: Context, node: t.Within | t.Around) -> Expression | None:
    """A date in a window of the request, or around another date: `date within 6 months before other`."""
    if isinstance(node, t.Within):
        return _within(context, node)
    subject = _subject(context, node.operand, f"{node.how} … {node.side}", node.at)
    return None if subject is None or subject.operand is None else against.around(context, node, subject)


def one_of(context: Context, node: t.OneOf) -> Expression | None:
    """`operand is one of a, b`: any of its `is` tests."""
    symbol = "is not one of" if node.negated else "is one of"
    subject = _subject(context, node.operand, symbol, node.at)
    if subject is None or subject.operand is None:
        return None
    if rules.listed(context.problems, node, context.scope):
        return None
    if not isinstance(subject.type, Choice | Scale):
        kinds.wrong_operator(context.problems, node.at, subject, symbol)
        return None
    kind: Literal["choice", "scale"] = "choice" if isinstance(subject.type, Choice) else "scale"
    row = find(kind, "is", kind)
    tests: list[Test] = []
    for name in node.options:
        read = literals.option(context.problems, subject, name)
        if read is not None and row is not None:
            tests.append(Test(row, subject.operand, read))
    if len(tests) < len(node.options) or duplicates.repeated_names(context.problems, node.options, "option"):
        return None
    return shorthand.not_one_of(tuple(tests)) if node.negated else shorthand.one_of(tuple(tests))


def band(context: Context, node: t.Band) -> Expression | None:
    """`operand from low to high`, `operand from low up to high`: both of its comparisons."""
    symbol = "from … up to" if node.open else "from … to"
    subject = _subject(context, node.operand, symbol, node.at)
    if subject is None or subject.operand is None:
        return None
    if not isinstance(subject.type, Number | Scale | Date | DurationType):
        kinds.wrong_operator(context.problems, node.at, subject, symbol)
        return None
    if any(thresholds.is_named(context, end) for end in (node.low, node.high)):
        return None
    first, last = node.low, node.high
    if first.kind == last.kind == "number" and first.rest is None:
        first = replace(first, rest=last.rest)  # `from 4 to 6 weeks` has its unit at the end
    ends = ((">=", first), ("<" if node.open else "<=", last))
    read = [literals.argument(context.problems, subject, sign, value, node.at) for sign, value in ends]
    tests = tuple(Test(row, subject.operand, argument) for row, argument in filter(None, read))
    if len(tests) < len(ends) or not bands.is_sound(context.problems, node, tests):
        return None
    if not settled.band_can_be_met(context.problems, subject, tests, node.at):
        return None
    for test, value in zip(tests, (node.low, node.high), strict=True):
        context.places.mark(test, value.at)
    return shorthand.band(tests)


def provided(context: Context, node: t.Provided) -> Expression | None:
    """`document provided`."""
    found = operands.resolve(context, node.operand)
    if found is None:
        return None
    if isinstance(found, Declared):
        label = context.scope.declaration_of(node.operand.name.word)
        kinds.named_compared(context.problems, node.at, node.operand.name.word, found, label)
        return None
    if not isinstance(found.type, Document) or found.operand is None:
        kinds.not_a_document(context.problems, node.at, found)
        return None
    return Test(PROVIDED, found.operand)


def _within(context: Context, node: t.Within) -> Expression | None:
    """`date within the last 6 months`, `date within the next 6 months`."""
    symbol = "within the next" if node.ahead else "within the last"
    period = literals.period(context.problems, node.period)
    subject = _subject(context, node.operand, symbol, node.at)
    if subject is None or subject.operand is None:
        return None
    about = subject.operand.fact if isinstance(subject.operand, FactValue) else None
    if about is not None and about.measured and isinstance(about.type, YesNo) and not node.ahead:
        if period is None:
            return None
        held = measured.held_recently(context, about, period, node.at)
        if context.negated:
            not_done.under_not(context.problems, node, held)
        return held
    if not isinstance(subject.type, Date | Document):
        kinds.window_without_date(context.problems, node.at, subject)
        return None
    if period is None:
        return None
    if node.ahead and isinstance(subject.type, Document):
        kinds.wrong_operator(context.problems, node.at, subject, symbol)
        return None
    kind: Kind = "date" if isinstance(subject.type, Date) else "document"
    row = find(kind, symbol, "period", literals.units_of(period))
    return Test(row, subject.operand, Argument(period, str(period))) if row else None


def counted(context: Context, node: t.Counted, where: Expression | None, *, sound: bool) -> Expression | None:
    """A count of elements. `where` is its condition, lowered; `sound` is False where that had a mistake."""
    problems = context.problems
    period = literals.period(problems, node.window) if node.window else None
    low = literals.whole_number(problems, node.low) if node.low else None
    high = literals.whole_number(problems, node.high) if node.high else None
    length = literals.period(problems, node.pattern.period) if node.pattern else None
    subject = operands.collection(context, node.name)
    if subject is None:
        return None
    if not operands.dated(context, subject, needed=node.window is not None or node.pattern is not None):
        return None
    fact = context.scope.fact(node.name.word)
    if fact is None or (node.low and low is None) or (node.high and high is None):
        return None
    sensible = counts.bounds_make_sense(problems, node, low, high) and patterns.reads_one_way(problems, node, low)
    per = operands.counted_by(context, fact, node.per) if node.per else None
    if not sensible or (node.per and per is None) or (node.pattern and length is None):
        return None
    count = _count(node, fact, low or 0, high or 0, period, where)
    if node.pattern and length:
        count = replace(count, pattern=Pattern(patterns.kind_of(node, node.pattern), length))
    count = replace(count, per=per)
    on_evidence = isinstance(fact.type, Collection) and not fact.type.complete
    if on_evidence and counts.bound_on_evidence(problems, node, count, subject, negated=context.negated):
        return None
    return count if sound and (period is not None or not node.window) else None


def _count(node: t.Counted, fact: Fact, low: int, high: int, window: Period | None, where: Expression | None) -> Count:
    match node.form:
        case "at least":
            return Count(fact, low, None, window, where)
        case "at most":
            return Count(fact, None, low, window, where)
        case "exactly":
            return shorthand.exactly(low, fact, window, where)
        case "no":
            return shorthand.none_of(fact, window, where)
        case "between":
            return shorthand.between(low, high, fact, window, where)
        case "every":
            return Count(fact, None, 1, window, where)
        case _:
            return shorthand.latest_within(fact, window) if window else Count(fact, 1, None)
