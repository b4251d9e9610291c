"""The operators as terms: one builder for each row of the table.

`encode` answers for every row, or raises Inexpressible with the reason; a test holds the two together.
"""

from __future__ import annotations

import operator
from collections.abc import Callable, Mapping
from dataclasses import replace
from fractions import Fraction

import z3

from assent.analyse.encode.space import Inexpressible, Space
from assent.analyse.encode.symbols import Lasting, Paper, Plain, Symbol
from assent.analyse.encode.terms import Term, conj, disj, neg, number
from assent.analyse.encode.truth import Truth, certain, known_if
from assent.language.calendar import shortest_and_longest
from assent.language.expressions import Calculated, Changed, Literal, Operand
from assent.language.operands import type_of
from assent.language.operators import Operator
from assent.language.types import Choice, Scale
from assent.language.values import Period

Comparison = Callable[[Term, Term], Term]
COMPARISONS: dict[str, Comparison] = {
    ">=": operator.ge,
    ">": operator.gt,
    "<=": operator.le,
    "<": operator.lt,
    "is": operator.eq,
    "is not": operator.ne,
}


def encode(row: Operator, symbol: Symbol, argument: Literal | None, space: Space) -> Truth:
    """An operator of the table on a value."""
    truth = _known(row, symbol, argument, space)
    return Truth(conj(neg(symbol.nothing), truth.met), disj(symbol.nothing, truth.unmet))


def encode_beside(row: Operator, symbol: Symbol, other: Symbol) -> Truth:
    """An operator of the table that holds one value against another."""
    comparable = ("number", "scale", "date")
    match symbol, other:
        case Plain(type=Choice(options)), Plain(type=Choice(others)):
            shared = [(options.index(one), others.index(one)) for one in options if one in others]
            alike = disj(*(conj(symbol.value == at, other.value == there) for at, there in shared))
            nothing, known = disj(symbol.nothing, other.nothing), conj(symbol.known, other.known)
            holds = alike if row.symbol == "is" else neg(alike)
            return Truth(conj(neg(nothing), known, holds), disj(nothing, conj(known, neg(holds))))
        case Plain(), Plain() if row.takes in comparable and row.symbol in COMPARISONS and _alike(symbol, other):
            nothing = disj(symbol.nothing, other.nothing)
            known, holds = conj(symbol.known, other.known), COMPARISONS[row.symbol](symbol.value, other.value)
            return Truth(conj(neg(nothing), known, holds), disj(nothing, conj(known, neg(holds))))
        case _:
            raise Inexpressible(f"the solver does not hold one value against another by `{row.name}`")


def changed(symbol: Symbol, change: Changed) -> Plain:
    """A number so much below or above another; of one that is not more than 0 there is no percent."""
    assert isinstance(symbol, Plain)
    if not change.percent:
        return replace(symbol, value=symbol.value + number(change.number))
    nothing = disj(symbol.nothing, conj(symbol.known, symbol.value <= 0))
    return replace(symbol, value=symbol.value * number(Fraction(change.number) / 100), nothing=nothing)


def calculated(operand: Calculated, symbols: Mapping[Operand, Symbol]) -> Plain:
    """A sum of products; no value that divides can be 0."""
    values = {one: symbol for one, symbol in symbols.items() if isinstance(symbol, Plain)}
    assert len(values) == len(symbols)
    found: Term = number(0)
    for product in operand.products:
        term: Term = number(product.number)
        for one in product.over:
            term = term * _real(values[one].value)
        for one in product.under:
            term = term / _real(values[one].value)
        found = found + term
    nothing = disj(*(one.nothing for one in values.values()))
    return Plain(type_of(operand), conj(neg(nothing), *(one.known for one in values.values())), found, nothing=nothing)


def _real(term: Term) -> Term:
    return z3.ToReal(term) if z3.is_int(term) else term


def recent(symbol: Symbol, day: Symbol, window: Period, space: Space) -> Plain:
    """A measured value: unknown where its day is, and where that is not in the window."""
    assert isinstance(symbol, Plain) and isinstance(day, Plain)
    return replace(symbol, known=conj(symbol.known, day.known, _inside(day.value, "within the last", window, space)))


def _alike(one: Plain, other: Plain) -> bool:
    """Whether two values are told in the same terms: the options of a scale by their rank in the same list."""
    if isinstance(one.type, Scale) or isinstance(other.type, Scale):
        return one.type == other.type
    return True


def _known(row: Operator, symbol: Symbol, argument: Literal | None, space: Space) -> Truth:
    match row.takes, row.symbol, symbol:
        case _, "is done", Plain(known=known):
            return known_if(known, True)
        case "yes/no", "", Plain(known=known, value=value):
            return known_if(known, value)
        case "number", sign, Plain(known=known, value=value) if isinstance(argument, int) or _is_decimal(argument):
            return known_if(known, COMPARISONS[sign](value, number(argument)))  # type: ignore[arg-type]
        case "scale", sign, Plain(known=known, value=value) if isinstance(argument, int | Fraction):
            return known_if(known, COMPARISONS[sign](value, number(argument)))
        case "choice", sign, Plain(type=Choice(options), known=known, value=value):
            # One that the value cannot be, of options that two policies have in common, is the place of none.
            at = options.index(str(argument)) if argument in options else -1
            return known_if(known, COMPARISONS[sign](value, at))
        case "code", sign, Plain(known=known, value=value, kinds=kinds) if kinds is not None:
            fits = disj(*(value == at for at in kinds.that_fit(str(argument))))
            return known_if(known, fits if sign == "is" else neg(fits))
        case "date", ("within the last" | "within the next") as window, Plain(known=known, value=value):
            assert isinstance(argument, Period)
            return known_if(known, _inside(value, window, argument, space))
        case "date", sign, Plain(known=known, value=value) if isinstance(argument, int):
            return known_if(known, COMPARISONS[sign](value, argument))
        case "document", "provided", Paper(known=known, exists=exists, day=day):
            return known_if(known, conj(exists, day <= space.as_of))
        case "document", ("within the last" as window), Paper(known=known, exists=exists, day=day):
            assert isinstance(argument, Period)
            return known_if(known, conj(exists, _inside(day, window, argument, space)))
        case "duration", sign, Lasting() if isinstance(argument, Period):
            truth = _lasting(sign, symbol, argument, space)
            return Truth(conj(symbol.known, truth.met), conj(symbol.known, truth.unmet))
        case _:
            raise Inexpressible(f"the solver does not know `{row.name}`")


def _is_decimal(argument: object) -> bool:
    return not isinstance(argument, str | Period) and argument is not None


def _inside(day: Term, window: str, period: Period, space: Space) -> Term:
    if window == "within the last":
        return conj(space.calendar.back(space.as_of, period) <= day, day <= space.as_of)
    return conj(space.as_of <= day, day <= space.calendar.ahead(space.as_of, period))


def _lasting(sign: str, lasting: Lasting, period: Period, space: Space) -> Truth:
    """A duration against a period. "At most" is "not more than", and "less than" is "not at least"."""
    longer = sign in (">", "<=")
    truth = _of_days(lasting, period.days, longer) if period.days is not None else None
    truth = truth or _of_months(lasting, period.months or 0, longer, space)
    return truth if sign in (">=", ">") else Truth(truth.unmet, truth.met)


def _of_days(lasting: Lasting, days: int, longer: bool) -> Truth:
    reached = days + 1 if longer else days
    dated = certain(lasting.last - lasting.first >= reached)
    in_days = certain(lasting.halves > 2 * days if longer else lasting.halves >= 2 * days)
    shortest = lasting.months >= _months_of(reached, 0)
    longest = lasting.months >= _months_of(reached, 1)
    return _by_form(lasting, dated, in_days, Truth(shortest, neg(longest)))


def _of_months(lasting: Lasting, months: int, longer: bool, space: Space) -> Truth:
    back = space.calendar.shifted(lasting.last, -months)
    dated = certain(lasting.first < back if longer else lasting.first <= back)
    low, high = shortest_and_longest(months)
    if longer:
        in_days = Truth(lasting.halves > 2 * high, lasting.halves <= 2 * low)
    else:
        in_days = Truth(lasting.halves >= 2 * high, lasting.halves < 2 * low)
    in_months = certain(lasting.months > months if longer else lasting.months >= months)
    return _by_form(lasting, dated, in_days, in_months)


def _by_form(lasting: Lasting, dated: Truth, in_days: Truth, in_months: Truth) -> Truth:
    other = neg(lasting.dated)
    forms = (
        (lasting.dated, dated),
        (conj(other, lasting.in_days), in_days),
        (conj(other, neg(lasting.in_days)), in_months),
    )
    return Truth(
        disj(*(conj(form, truth.met) for form, truth in forms)),
        disj(*(conj(form, truth.unmet) for form, truth in forms)),
    )


def _months_of(days: int, end: int) -> int:
    """The fewest months whose shortest length (`end` 0), or longest (1), is so many days."""
    low, high = 0, days // 28 + 2
    while low < high:
        middle = (low + high) // 2
        if shortest_and_longest(middle)[end] >= days:
            high = middle
        else:
            low = middle + 1
    return low
