"""The right side of a comparison: a literal, or another value that the left one is held against."""

from __future__ import annotations

from assent.check.lower import literals, operands
from assent.check.lower.context import Context
from assent.check.rules import beside, kinds
from assent.check.scope import Declared
from assent.check.subject import Subject, kind_of
from assent.language import shorthand
from assent.language.calendar import format_day
from assent.language.expressions import Argument, AsOf, Expression, Fact, FieldValue, Operand
from assent.language.operators import Operator, find, symbols_for
from assent.language.operators.dates import window_end, window_start
from assent.language.types import Choice, Code, Collection, Date, Number, Scale
from assent.language.values import Period
from assent.source.record import record
from assent.source.suggest import nearest
from assent.syntax import tree as t

# Words for an order in time, and the operators they are.
WORDS = {"before": "<", "after": ">", "on or before": "<=", "on or after": ">="}


@record
class Right:
    """What stands on the right: the row of the operator it goes with, and the argument."""

    operator: Operator
    argument: Argument | Operand


def right(context: Context, subject: Subject, symbol: str, value: t.Value | t.Operand, at: t.Place) -> Right | None:
    """The right side of `subject symbol value`; None with the mistake reported."""
    symbol = symbol_of(context, subject, symbol, at)
    if not symbol:
        return None
    if isinstance(value, t.Operand):
        other = _subject(context, value)
        return None if other is None else _other(context, subject, symbol, other, at)
    if value.kind == "name" and value.rest is None and value.word.word:
        name = t.Name(value.word.word, value.at)
        if isinstance(subject.type, Number) and beside.no_value(context.problems, context.scope, subject, symbol, name):
            return None
        named = _named(context, subject, name)
        if isinstance(named, Subject):
            return _other(context, subject, symbol, named, at)
        if not named:
            return None
    if _in_two_words(context, subject, value):
        return None
    read = literals.argument(context.problems, subject, symbol, value, at)
    return None if read is None else Right(*read)


def symbol_of(context: Context, subject: Subject, symbol: str, at: t.Place) -> str:
    """The operator that is written, or that a word for an order in time stands for; "" with the mistake reported."""
    if symbol not in WORDS:
        return symbol
    if not isinstance(subject.type, Date):
        beside.word_for_dates(context.problems, at, subject, symbol)
        return ""
    return WORDS[symbol]


def _named(context: Context, subject: Subject, name: t.Name) -> Subject | bool:
    """What a name on the right stands for: another value, or (True) a word; False with the mistake reported."""
    option = isinstance(subject.type, Scale | Choice) and name.word in subject.type.options
    other = _value_of(context, name)
    if other is None:
        return option or not _misspelt(context, subject, name)
    if not option:
        context.scope.find(other.words)
        return other
    if beside.is_comparable(subject.type, other.type):
        beside.ambiguous_value(context.problems, name, subject, other)
        return False
    return True


def _value_of(context: Context, name: t.Name) -> Subject | None:
    """The field, or else the fact, of a name."""
    if context.element is not None:
        assert isinstance(context.element.type, Collection)
        found = context.element.type.field(name.word)
        if found is not None:
            position, field = found
            label = context.scope.declaration_of(context.element.name)
            return Subject(field.name, name.at, field.type, FieldValue(field, position), (label,))
    declared = context.scope.names.get(name.word)
    if declared is None or not isinstance(declared.what, Fact):
        return None
    return operands.subject_of(context, declared.what, name.at)


def _misspelt(context: Context, subject: Subject, name: t.Name) -> bool:
    """Whether a word is no option, and very like the name of what it could be held against; then reported."""
    if isinstance(subject.type, Scale | Choice) or name.word in context.scope.names:
        return False
    values = [word for word, declared in context.scope.names.items() if _can_be_value(subject, declared)]
    meant = nearest(name.word, values)
    if meant is None:
        return False
    beside.misspelt_value(context.problems, context.scope, name, meant)
    return True


def _can_be_value(subject: Subject, declared: Declared) -> bool:
    """Whether a name can stand on the right of a comparison of the subject."""
    return (
        isinstance(declared.what, t.ParameterNode | t.TableNode)
        or (isinstance(declared.what, t.CalculatedNode) and isinstance(subject.type, Number))
        or (isinstance(declared.what, Fact) and beside.is_comparable(subject.type, declared.what.type))
    )


def _in_two_words(context: Context, subject: Subject, value: t.Value) -> bool:
    """Whether two words, `dose cap`, are a name without its `_`; then reported."""
    if value.kind != "name" or value.rest is None or isinstance(subject.type, Code):
        return False
    meant = f"{value.word.word}_{value.rest.word}"
    declared = context.scope.names.get(meant)
    if declared is None or not _can_be_value(subject, declared):
        return False
    context.scope.find(meant)
    words = t.Name(context.problems.words(value.at), value.at)
    beside.misspelt_value(context.problems, context.scope, words, meant)
    return True


def _subject(context: Context, operand: t.Operand) -> Subject | None:
    """What an operand on the right is about; a field of the latest element stands outside of the one looked at."""
    found = operands.resolve(context.outside() if operand.latest_field else context, operand)
    return None if isinstance(found, Declared) else found


def _other(context: Context, subject: Subject, symbol: str, other: Subject, at: t.Place) -> Right | None:
    kind = kind_of(subject.type)
    if kind is None or symbol not in symbols_for(kind):
        kinds.wrong_operator(context.problems, at, subject, symbol)
        return None
    if not beside.can_be_compared(context.problems, subject, other, at) or other.operand is None:
        return None
    row = find(kind, symbol, "another") or next(
        (row for row in (find(kind, symbol, argument) for argument in ("number", "scale", "date")) if row), None
    )
    return None if row is None else Right(row, other.operand)


def around(context: Context, node: t.Around, subject: Subject) -> Expression | None:
    """`date within 6 months before other`, `date at least 6 months after other`, `date more than 6 months ago`."""
    period = literals.period(context.problems, node.period)
    if not isinstance(subject.type, Date):
        beside.window_on_value(context.problems, node, subject)
        return None
    other: Argument | Operand = AsOf()
    if node.other is not None:
        found = right(context, subject, "<", node.other, node.at)
        if found is None:
            return None
        other = found.argument
    if period is None or subject.operand is None:
        return None
    if isinstance(other, Argument):
        beside.window_around_a_day(context.problems, node, subject, _days(node, period, other))
        return None
    if node.how == "within":
        expand = shorthand.within_before if node.side == "before" else shorthand.within_after
        return expand(subject.operand, period, other)
    strictly = node.how == "more than"
    if node.side == "after":
        return shorthand.so_long_before(other, period, subject.operand, strictly=strictly)
    return shorthand.so_long_before(subject.operand, period, other, strictly=strictly)


def _days(node: t.Around, period: Period, other: Argument) -> str:
    """The same window around a day that is known, as a test of days."""
    assert isinstance(other.value, int)
    before = format_day(max(window_start(period, other.value), 1))
    after = format_day(window_end(period, other.value))
    if node.how == "within":
        return f"from {before} to {other.text}" if node.side == "before" else f"from {other.text} to {after}"
    equal = "" if node.how == "more than" else "="
    return f"<{equal} {before}" if node.side == "before" else f">{equal} {after}"
