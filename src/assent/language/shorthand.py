"""What an author may write that only expands: functions from the core to the core, one entry each.

No target knows any of these. `SHORTHANDS` lists them for the language reference.
"""

from __future__ import annotations

from dataclasses import replace

from assent.language.expressions import AllOf, AnyOf, Count, Expression, Fact, Not, Operand, Shifted, Test, Titled
from assent.language.operators import Operator, find
from assent.language.values import Period
from assent.source.record import record


@record
class Shorthand:
    """How a shorthand is written, and the longer form that means the same: a test holds the two together."""

    written: str
    means: str


SHORTHANDS = (
    Shorthand("latest xray within the last 6 months", "at least 1 xray within the last 6 months"),
    Shorthand("no mri", "at most 0 mri"),
    Shorthand("exactly 2 mri", "2 to 2 mri"),
    Shorthand("pain_score from 4 to 7", "all of\n  pain_score >= 4\n  pain_score <= 7"),
    Shorthand("pain_score from 4 up to 7", "all of\n  pain_score >= 4\n  pain_score < 7"),
    Shorthand("xray_date before mri_date", "xray_date < mri_date"),
    Shorthand("xray_date on or after 2026-01-01", "xray_date >= 2026-01-01"),
    Shorthand("side is one of left, right", "any of\n  side is left\n  side is right"),
    Shorthand(
        "step therapy with trial for 3 months",
        "at least 1 trial where\n  any of\n    result is not_tolerated\n    result is contraindicated\n"
        "    all of\n      result is failed\n      taken >= 3 months",
    ),
    Shorthand("highest visit.score >= 4", "at least 1 visit where score >= 4"),
    Shorthand("highest visit.score < 4", "all of\n  at least 1 visit\n  no visit where score >= 4"),
    Shorthand("lowest visit.score >= 4", "all of\n  at least 1 visit\n  no visit where score < 4"),
    Shorthand("side is not one of left, right", "not any of\n  side is left\n  side is right"),
)


def latest_within(fact: Fact, window: Period) -> Count:
    """`latest x within the last W`: one in the window is enough, so the latest is."""
    return Count(fact, at_least=1, at_most=None, window=window)


def none_of(fact: Fact, window: Period | None, where: Expression | None) -> Count:
    """`no x`."""
    return Count(fact, at_least=None, at_most=0, window=window, where=where)


def exactly(number: int, fact: Fact, window: Period | None, where: Expression | None) -> Count:
    """`exactly n x`."""
    return Count(fact, at_least=number, at_most=number, window=window, where=where)


def between(low: int, high: int, fact: Fact, window: Period | None, where: Expression | None) -> Count:
    """`low to high x`."""
    return Count(fact, at_least=low, at_most=high, window=window, where=where)


def band(ends: tuple[Test, ...]) -> AllOf:
    """`x from a to b`, `x from a up to b`, from its two comparisons."""
    return AllOf(ends)


def one_of(tests: tuple[Test, ...]) -> AnyOf:
    """`x is one of a, b`, from its `is` tests."""
    return AnyOf(tests)


def not_one_of(tests: tuple[Test, ...]) -> Not:
    """`x is not one of a, b`, from its `is` tests."""
    return Not(AnyOf(tests))


def either(pathways: tuple[tuple[str, Expression], ...]) -> AnyOf:
    """`either "A" … or "B" …`: any of its pathways, each under its title."""
    return AnyOf(tuple(Titled(title, part) for title, part in pathways))


def within_before(date: Operand, period: Period, other: Operand) -> AllOf:
    """`date within 6 months before other`: from the day that long before the other up to the other."""
    return AllOf((Test(_date(">="), date, Shifted(other, period)), Test(_date("<="), date, other)))


def within_after(date: Operand, period: Period, other: Operand) -> AllOf:
    """`date within 6 months after other`: the other lies from the day that long before the date up to the date."""
    return AllOf((Test(_date(">="), date, other), Test(_date(">="), other, Shifted(date, period))))


def so_long_before(earlier: Operand, period: Period, later: Operand, *, strictly: bool) -> Test:
    """`earlier at least 6 months before later`, `more than` with `strictly`; `later` is the request for `ago`."""
    return Test(_date("<" if strictly else "<="), earlier, Shifted(later, period))


def _date(symbol: str) -> Operator:
    row = find("date", symbol, "date")
    assert row is not None
    return row


def step_therapy(
    fact: Fact,
    window: Period | None,
    where: Expression | None,
    spared: tuple[Expression, ...],
    failed: tuple[Expression, ...],
) -> Count:
    """`step therapy with x for 3 months at 15 mg/week`: one that `failed` as long and as much, or was `spared`."""
    tried = AnyOf((*spared, AllOf(failed) if len(failed) > 1 else failed[0]))
    return Count(fact, at_least=1, at_most=None, window=window, where=_both(where, tried))


def extreme(highest: bool, fact: Fact, window: Period | None, where: Expression | None, test: Expression) -> Expression:
    """`highest x.field >= 4`, `lowest x.field from 4 to 7`, …, from the test of one element's field.

    Where there is no element, every comparison is not met.
    """
    some = Count(fact, at_least=1, at_most=None, window=window, where=where)
    match test:
        case AllOf(parts):
            return AllOf(tuple(extreme(highest, fact, window, where, part) for part in parts))
        case AnyOf(parts):
            return AnyOf(tuple(extreme(highest, fact, window, where, part) for part in parts))
        case Not(part):
            return AllOf((some, Not(extreme(highest, fact, window, where, part))))
        case Test(operator=Operator(symbol="is not") as row):
            equal = replace(test, operator=_with_symbol(row, "is"))
            return AllOf((some, Not(extreme(highest, fact, window, where, equal))))
        case Test(operator=row):
            beyond = ">" if highest else "<"
            met = replace(some, where=_both(where, test))
            if row.symbol in (beyond, f"{beyond}="):
                return met
            sign = beyond if row.symbol == "is" or row.symbol.endswith("=") else f"{beyond}="
            further = replace(test, operator=_with_symbol(row, sign))
            none = Count(fact, at_least=None, at_most=0, window=window, where=_both(where, further))
            return AllOf((met if row.symbol == "is" else some, none))
        case _:
            raise AssertionError("the test of a field holds tests alone")


def _with_symbol(row: Operator, symbol: str) -> Operator:
    found = find(row.takes, symbol, row.argument, row.units)
    assert found is not None
    return found


def _both(where: Expression | None, test: Expression) -> Expression:
    if where is None:
        return test
    return AllOf((*where.parts, test)) if isinstance(where, AllOf) else AllOf((where, test))


def done_where_asked(condition: Expression, done: Expression) -> AnyOf:
    """Whether a fact that is asked only when `condition` holds was done: where it does not, it is known to be no."""
    return AnyOf((Not(condition), done))


def asked_when(condition: Expression, test: Expression) -> AllOf:
    """A test of a fact that is asked only when `condition` holds: where it does not, the fact is known to be no."""
    conditions = condition.parts if isinstance(condition, AllOf) else (condition,)
    return AllOf((*conditions, test))
