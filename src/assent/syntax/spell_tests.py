"""How tests, and what they are made of, are written on one line."""

from __future__ import annotations

from typing import assert_never

from assent.syntax import tree as t


def factor_words(factor: t.FactorNode) -> str:
    """A number, a fact or a field in a formula."""
    return _operand(factor.what) if isinstance(factor.what, t.Operand) else factor.what.word


def inline_words(test: t.Test) -> str:
    """A test on one line, without a block that stands below it."""
    match test:
        case t.Flag():
            return _operand(test.operand)
        case t.Comparison():
            return f"{_operand(test.operand)} {test.symbol} {_right(test.value)}"
        case t.OneOf():
            negation = "not " if test.negated else ""
            options = ", ".join(option.word for option in test.options)
            return f"{_operand(test.operand)} is {negation}one of {options}"
        case t.Band():
            to = "up to" if test.open else "to"
            return f"{_operand(test.operand)} from {value_words(test.low)} {to} {value_words(test.high)}"
        case t.Provided():
            return f"{_operand(test.operand)} provided"
        case t.Within():
            return f"{_operand(test.operand)} within the {'next' if test.ahead else 'last'} {period_words(test.period)}"
        case t.Around():
            other = "" if test.other is None else f" {_right(test.other)}"
            return f"{_operand(test.operand)} {test.how} {period_words(test.period)} {test.side}{other}"
        case t.Change():
            return f"{_operand(test.operand)} {test.how} {value_words(test.amount)} {test.side} {_right(test.other)}"
        case t.Counted():
            return _counted(test)
        case t.Lasting():
            return _lasting(test)
        case t.Step():
            return _step(test)
        case t.Selected():
            window = [f"within the last {period_words(test.window)}"] if test.window else []
            return " ".join([inline_words(test.test), *window, *_where(test.where)])
        case t.Negation():
            return f"not {inline_words(test.part)}"
        case t.Joined():
            return f" {test.word} ".join(map(inline_words, test.parts))
        case t.Group() | t.Either():
            raise AssertionError("a block has lines of its own")
        case _:
            assert_never(test)


def block_below(test: t.Test) -> t.Test | None:
    """The block that stands below the line of a test: a count's condition."""
    while isinstance(test, t.Negation):
        test = test.part
    if not isinstance(test, t.Filtered) or test.where is None:
        return None
    return test.where if _takes_lines(test.where) else None


def _takes_lines(condition: t.Test) -> bool:
    """Whether a condition cannot stand after `where` on one line: it is a block, or there is a count in it."""
    match condition:
        case t.Negation(part):
            return _takes_lines(part)
        case t.Joined(_, parts):
            return any(map(_takes_lines, parts))
        case _:
            return isinstance(condition, t.Group | t.Either | t.Filtered)


def _counted(test: t.Counted) -> str:
    number = test.low.word if test.low else ""
    if test.form == "between":
        number += f" to {test.high.word}" if test.high else ""
    words = [] if test.form == "between" else [test.form]
    words += [word for word in (number, test.name.word) if word]
    if test.pattern:
        words.append(f"{test.pattern.form} {period_words(test.pattern.period)}")
        words += ["apart"] if test.pattern.form != "within any" else []
    if test.window:
        words.append(f"within the last {period_words(test.window)}")
    if test.per:
        words.append(f"per {test.per.word}")
    return " ".join([*words, *_where(test.where)])


def _lasting(test: t.Lasting) -> str:
    words = [test.form, test.period.amount.word, *(["consecutive"] if test.consecutive else [])]
    words += [test.period.unit.word, "of", test.name.word]
    if test.gaps:
        words.append(f"with gaps of at most {period_words(test.gaps)}")
    if test.window:
        words.append(f"within the last {period_words(test.window)}")
    return " ".join([*words, *_where(test.where)])


def _step(test: t.Step) -> str:
    words = ["step therapy with", test.name.word]
    words += [f"for {period_words(test.taken)}"] if test.taken else []
    words += [f"at {value_words(test.dose)}"] if test.dose else []
    words += [f"within the last {period_words(test.window)}"] if test.window else []
    return " ".join([*words, *_where(test.where)])


def _where(condition: t.Test | None) -> list[str]:
    if condition is None:
        return []
    return ["where"] if _takes_lines(condition) else [f"where {inline_words(condition)}"]


def _operand(operand: t.Operand) -> str:
    if operand.latest_field:
        return f"{operand.which} {operand.name.word}.{operand.latest_field.word}"
    return f"{operand.since} since {operand.name.word}" if operand.since else operand.name.word


def _right(right: t.Value | t.Operand) -> str:
    return _operand(right) if isinstance(right, t.Operand) else value_words(right)


def value_words(value: t.Value) -> str:
    """A value with its unit, or a code, or a range of codes."""
    words = (value.word, value.rest)
    ends = (value.to, value.beyond)
    said = " ".join(word.word for word in words if word)
    return f"{said} to {' '.join(word.word for word in ends if word)}" if value.to else said


def period_words(period: t.PeriodNode) -> str:
    """A length of time."""
    return f"{period.amount.word} {period.unit.word}"
