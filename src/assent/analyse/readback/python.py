"""The small part of Python that `docs/generated-python.md` defines: from syntax to expressions of the core.

A checker is read, never run. What is outside the subset is refused with its line.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal
from fractions import Fraction
from typing import Any

from assent.analyse.readback.names import Names
from assent.analyse.readback.pieces import (
    OutsideSubset,
    constant,
    end_of,
    innermost,
    is_none,
    kind_of,
    name_of,
    pattern_of,
    start_of,
    type_of,
    unit_of,
    whole,
)
from assent.language.exact import exact
from assent.language.expressions import (
    AllOf,
    AnyOf,
    Argument,
    AsOf,
    AtLeastOf,
    Calculated,
    Cases,
    Changed,
    Count,
    Elapsed,
    Expression,
    Extent,
    Fact,
    FactValue,
    FieldValue,
    LatestField,
    Literal,
    Named,
    Not,
    Operand,
    Product,
    Recent,
    Shifted,
    Test,
)
from assent.language.operands import day_of, may_be_none, may_have_no_case, sides_of
from assent.language.operators import ArgumentKind, Kind, Operator, find
from assent.language.operators.done import DONE
from assent.language.types import (
    Collection,
)
from assent.language.values import Period, Unit

SYMBOLS = {ast.GtE: ">=", ast.Gt: ">", ast.LtE: "<=", ast.Lt: "<", ast.Eq: "is", ast.NotEq: "is not"}
LASTING = {"at_least": ">=", "more_than": ">", "at_most": "<=", "less_than": "<"}
EXTENTS = {"lasts": ">=", "lasts_at_most": "<="}


# Which units of time the functions count since a day, by the length that they are given.
_ELAPSED: Mapping[tuple[str, int], Unit] = {
    ("elapsed_days", 1): "days",
    ("elapsed_days", 7): "weeks",
    ("elapsed_months", 1): "months",
    ("elapsed_months", 12): "years",
}

# What a row takes on its right where another value stands there.
_BESIDE: Mapping[Kind, ArgumentKind] = {
    "number": "number",
    "scale": "scale",
    "choice": "another",
    "code": "another",
    "date": "date",
}


@dataclass(frozen=True, slots=True)
class Reading:
    """Reads truths. `known` are the locals that hold an operand, `element` the fact whose elements are looked at."""

    names: Names
    known: dict[str, Operand] = field(default_factory=dict)
    element: Fact | None = None

    def truth(self, node: ast.expr) -> Expression:
        """What is True, False or None."""
        match node:
            case ast.Call(ast.Name("all_of" | "any_of" as name), parts, []) if parts:
                return (AllOf if name == "all_of" else AnyOf)(tuple(self.truth(part) for part in parts))
            case ast.Call(ast.Name("at_least_of"), [number, *parts], []) if parts:
                return AtLeastOf(whole(number), tuple(self.truth(part) for part in parts))
            case ast.Call(ast.Name("by_case" | "by_known_case" as name), parts, []) if parts and len(parts) % 2 == 0:
                return self._by_case(node, name, parts)
            case ast.Call(ast.Name("not_"), [part], []):
                return Not(self.truth(part))
            case ast.Call(ast.Name(name), arguments, []) if name in self.names.ids:
                if tuple(name_of(one) for one in arguments) != self.names.parameters[name]:
                    raise OutsideSubset(node, f"`{name}` is called with other facts than it is about")
                return Named(self.names.ids[name])
            case ast.Call(ast.Name(name), [value, amount], []) if name.endswith(("_days", "_months")):
                return self._lasting(node, name, self.value(value), whole(amount))
            case ast.Call(ast.Name(), _, []):
                return self._counted(node)
            case ast.IfExp(ast.BoolOp() as nones, ast.Constant(None), rest):
                return self._beside(rest, nones=nones)
            case ast.IfExp(nothings, ast.Constant(False), ast.IfExp(nones, ast.Constant(None), rest)):
                return self._beside(rest, nones=nones, nothings=nothings)
            case ast.IfExp(ast.Compare(value, [ast.Is()], [ast.Constant(None)]), ast.Constant(None), rest):
                return self._guarded(rest, value)
            case ast.IfExp(ast.Compare(value, [ast.Is()], [ast.Name("NOTHING")]), ast.Constant(False), rest):
                test = self.truth(rest)
                if not isinstance(test, Test) or test.operand != self.value(value) or not may_be_none(test.operand):
                    raise OutsideSubset(node)
                return test
            case ast.Compare(_, [sign], _) if type(sign) in SYMBOLS:
                test = self.test(node)
                if any(innermost(side) is not None for side in sides_of(test)):
                    raise OutsideSubset(node, "a value is tested that may not be there")
                return test
            case _:
                return self._holds(node)

    def _by_case(self, node: ast.expr, name: str, parts: list[ast.expr]) -> Cases:
        """Of each case where it holds, and its test, in the function that fits what the cases are about."""
        pairs = zip(parts[::2], parts[1::2], strict=True)
        by_case = Cases("", tuple(self._case(when, then) for when, then in pairs))
        fitting = "by_known_case" if may_have_no_case(by_case) else "by_case"
        if name != fitting:
            raise OutsideSubset(node, f"`{fitting}` is to stand in place of `{name}` here")
        return by_case

    def _case(self, when: ast.expr, then: ast.expr) -> tuple[Expression, Test]:
        test = self.truth(then)
        if not isinstance(test, Test):
            raise OutsideSubset(then, "what counts in a case is no test")
        return self.truth(when), test

    def _beside(self, node: ast.expr, *, nones: ast.expr, nothings: ast.expr | None = None) -> Test:
        """A test of several values, each of which has to be guarded: against None, and where it may be, NOTHING."""
        test = self.test(node)
        asked = {one for side in sides_of(test) if (one := innermost(side)) is not None}
        guarded = set(self._guards(nones, "None"))
        guarded_none = set() if nothings is None else set(self._guards(nothings, "NOTHING"))
        if guarded != asked or guarded_none != {one for one in asked if may_be_none(one)}:
            raise OutsideSubset(node, "it tests other values than those that are guarded")
        return test

    def _guards(self, node: ast.expr, against: str) -> Iterator[Operand]:
        parts = node.values if isinstance(node, ast.BoolOp) and isinstance(node.op, ast.Or) else [node]
        for part in parts:
            match part:
                case ast.Compare(value, [ast.Is()], [other]) if ast.unparse(other) == against:
                    yield self.value(value)
                case _:
                    raise OutsideSubset(part)

    def _guarded(self, node: ast.expr, guarded: ast.expr) -> Test:
        """A test of a value that is there, which has to be the one that was guarded."""
        value = self.value(guarded)
        if may_be_none(value):
            if not (isinstance(node, ast.BoolOp) and isinstance(node.op, ast.And) and len(node.values) == 2):
                raise OutsideSubset(node)
            nothing, node = node.values
            if ast.unparse(nothing) != f"{ast.unparse(guarded)} is not NOTHING":
                raise OutsideSubset(nothing)
        test = self.test(node)
        if test.operand != value:
            raise OutsideSubset(node, f"`{ast.unparse(node)}` tests another value than the one that is guarded")
        return test

    def test(self, node: ast.expr) -> Test:
        """A test of a value that is there: true or false."""
        match node:
            case ast.Compare(first, [ast.LtE(), ast.LtE()], [value, ast.Name("as_of")]):
                return self._window("within the last", value, start_of(first), "date")
            case ast.Compare(ast.Name("as_of"), [ast.LtE(), ast.LtE()], [value, last]):
                return self._window("within the next", value, end_of(last), "date")
            case ast.Compare(value, [ast.IsNot()], [ast.Constant(None)]):
                operand = self.value(value)
                return self._made(node, kind_of(type_of(operand)), DONE, operand, "none", None)
            case ast.Compare(value, [sign], [other]) if type(sign) in SYMBOLS:
                return self._compared(node, self.side(value), SYMBOLS[type(sign)], other)
            case ast.Call(ast.Name("is_provided"), [value, ast.Name("as_of")], []):
                return self._made(node, "document", "provided", self.value(value), "none", None)
            case ast.Call(ast.Name("is_within"), [value, first, ast.Name("as_of")], []):
                return self._window("within the last", value, start_of(first), "document")
            case ast.Call(ast.Name("code_matches"), [value, codes], []):
                return self._made(node, "code", "is", self.value(value), "code", self._pattern(codes))
            case ast.UnaryOp(ast.Not(), ast.Call(ast.Name("code_matches"), [value, codes], [])):
                return self._made(node, "code", "is not", self.value(value), "code", self._pattern(codes))
            case _:
                return self._holds(node)

    def _pattern(self, node: ast.expr) -> str:
        """Codes: a text, or the constant that stands for those of a value set."""
        pattern = self.names.constants.get(node.id) if isinstance(node, ast.Name) else constant(node)
        if not isinstance(pattern, str):
            raise OutsideSubset(node)
        return pattern

    def side(self, node: ast.expr) -> Operand:
        """One side of a comparison: a value, the date of the request, or a day so long before one of them."""
        match node:
            case ast.Name("as_of"):
                return AsOf()
            case ast.BinOp(side, ast.Sub(), days):
                return Shifted(self.side(side), Period(whole(days), "days"))
            case ast.Call(ast.Name("months_before"), [side, months], []):
                return Shifted(self.side(side), Period(whole(months), "months"))
            case _:
                return self.value(node)

    def value(self, node: ast.expr) -> Operand:
        """What a test is about."""
        match node:
            case ast.Subscript(ast.Name("element"), position) if self.element is not None:
                at = whole(position)
                assert isinstance(self.element.type, Collection)
                if not 0 <= at < len(self.element.type.fields):
                    raise OutsideSubset(node)
                return FieldValue(self.element.type.fields[at], at)
            case ast.Call(ast.Name("percent_of" | "so_much_more" as name), [value, number], []):
                return self._changed(node, self.value(value), name == "percent_of", number)
            case ast.Name(name) if name in self.known:
                return self.known[name]
            case ast.Name(name) if name in self.names.facts:
                return FactValue(self.names.facts[name])
            case _:
                raise OutsideSubset(node)

    def _calculated(self, products: tuple[Product, ...]) -> Calculated:
        """A calculated value; in which unit it is, is the policy's to say of the same products."""
        unit = next((one.unit for one in self.names.calculated if one.products == products), "")
        return Calculated("", "", unit, products)

    def _product(self, node: ast.expr) -> Product:
        if not isinstance(node, ast.Tuple) or len(node.elts) != 3:
            raise OutsideSubset(node)
        first, *sides = node.elts
        number = self.names.constants.get(first.id) if isinstance(first, ast.Name) else constant(first)
        if not isinstance(number, int | Decimal | Fraction) or isinstance(number, bool):
            raise OutsideSubset(first)
        values = []
        for side in sides:
            found = [self.value(one) for one in side.elts] if isinstance(side, ast.Tuple) else []
            fits = [one for one in found if isinstance(one, FactValue | LatestField)]
            if not isinstance(side, ast.Tuple) or any(kind_of(type_of(one)) != "number" for one in found):
                raise OutsideSubset(side)
            values.append(tuple(fits))
        return Product(number, *values)

    def _changed(self, node: ast.expr, value: Operand, percent: bool, number: ast.expr) -> Changed:
        """A number so much below or above another, by what it is in percent of it, or by what is added."""
        given = self.names.constants.get(number.id) if isinstance(number, ast.Name) else constant(number)
        if kind_of(type_of(value)) != "number" or not isinstance(given, int | Decimal | Fraction):
            raise OutsideSubset(node)
        by = Fraction(given) - 100 if percent else Fraction(given)
        if not by:
            raise OutsideSubset(node)
        return Changed(value, exact(abs(by)), by > 0, percent, "")

    def assigned(self, node: ast.expr) -> Operand | None:
        """The operand that a local holds, where it holds one."""
        match node:
            case ast.Call(ast.Name("latest"), [fact, dated_by, at, ast.Name("as_of"), *chosen], []):
                listed, type = self._collection(fact)
                position = whole(at)
                if whole(dated_by) != type.dated_by or not type.complete or not 0 <= position < len(type.fields):
                    raise OutsideSubset(node)
                return self._chosen(node, LatestField(listed, type.fields[position], position), chosen)
            case ast.Call(ast.Name("elapsed_days" | "elapsed_months" as name), [day, length, ast.Name("as_of")], []):
                unit = _ELAPSED.get((name, whole(length)))
                if unit is None:
                    raise OutsideSubset(node)
                return Elapsed(unit, self.side(day))
            case ast.Call(ast.Name("calculated"), products, []) if products:
                return self._calculated(tuple(self._product(one) for one in products))
            case ast.Call(ast.Name("recent"), [value, day, first, ast.Name("as_of")], []):
                measured = self.value(value)
                if not isinstance(measured, FactValue) or self.value(day) != FactValue(day_of(measured.fact)):
                    raise OutsideSubset(node, "a value is given the day of another")
                return Recent(measured.fact, start_of(first))
            case ast.Call(ast.Name("lasting"), [fact, complete, gap, first, ast.Name("as_of"), *where], []):
                listed, type = self._collection(fact)
                if constant(complete) is not type.complete or len(where) > 1:
                    raise OutsideSubset(node)
                window = None if is_none(first) else start_of(first)
                return Extent(listed, None if is_none(gap) else whole(gap), window, self._where(listed, where))
            case _:
                return None

    def _chosen(self, node: ast.expr, operand: LatestField, chosen: list[ast.expr]) -> LatestField:
        """The latest, or the earliest, of those in a window or that satisfy a condition."""
        match chosen:
            case []:
                return operand
            case [first, ast.Constant(bool(earliest)), *where] if len(where) < 2:
                window = None if is_none(first) else start_of(first)
                return replace(operand, earliest=earliest, window=window, where=self._where(operand.fact, where))
            case _:
                raise OutsideSubset(node)

    def _holds(self, node: ast.expr) -> Test:
        return self._made(node, "yes/no", "", self.value(node), "none", None)

    def _compared(self, node: ast.expr, operand: Operand, symbol: str, other: ast.expr) -> Test:
        kind = kind_of(type_of(operand))
        if self._is_side(other):
            beside, row = self.side(other), find(kind, symbol, _BESIDE.get(kind, "none"))
            if row is None or kind_of(type_of(beside)) != kind:
                raise OutsideSubset(node)
            return Test(row, operand, beside)
        value: Any = self.names.constants.get(other.id) if isinstance(other, ast.Name) else constant(other)
        argument: Mapping[str, tuple[ArgumentKind, type | tuple[type, ...]]] = {
            "number": ("number", (int, Decimal, Fraction)),
            "scale": ("scale", int),
            "choice": ("choice", str),
            "date": ("date", int),
        }
        if kind not in argument or not isinstance(value, argument[kind][1]) or isinstance(value, bool):
            raise OutsideSubset(node)
        literal: Any = value
        return self._made(node, kind, symbol, operand, argument[kind][0], literal)

    def _is_side(self, node: ast.expr) -> bool:
        """Whether what stands on the right is a value of the request, and no literal."""
        if isinstance(node, ast.Name):
            return node.id == "as_of" or node.id in self.known or node.id in self.names.facts
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            return node.func.id in ("months_before", "percent_of", "so_much_more")
        return isinstance(node, ast.BinOp | ast.Subscript)

    def _window(self, symbol: str, value: ast.expr, period: Period, kind: Kind) -> Test:
        return self._made(value, kind, symbol, self.value(value), "period", period)

    def _lasting(self, node: ast.expr, name: str, operand: Operand, amount: int) -> Test:
        compared, _, unit = name.rpartition("_")
        symbol = (EXTENTS if isinstance(operand, Extent) else LASTING).get(compared)
        if symbol is None:
            raise OutsideSubset(node)
        kind: Kind = "extent" if isinstance(operand, Extent) else "duration"
        return self._made(node, kind, symbol, operand, "period", Period(amount, unit_of(unit)))

    def _made(
        self, node: ast.expr, kind: Kind, symbol: str, operand: Operand, argument: ArgumentKind, value: Literal | None
    ) -> Test:
        units = ("days" if value.days is not None else "months") if isinstance(value, Period) else ""
        row: Operator | None = find(kind, symbol, argument, units)
        if row is None or kind_of(type_of(operand)) != kind:
            raise OutsideSubset(node)
        return Test(row, operand, None if value is None else Argument(value, ""))

    def _counted(self, node: ast.Call) -> Expression:
        complete, low, high = True, None, None
        match node:
            case ast.Call(ast.Name("at_least_counted"), [least, tally], []):
                low = whole(least)
            case ast.Call(ast.Name("at_most_counted"), [most, tally], []):
                high = whole(most)
            case ast.Call(ast.Name("between_counted"), [least, most, tally], []):
                low, high = whole(least), whole(most)
            case ast.Call(ast.Name("at_least_submitted"), [least, tally], []):
                complete, low = False, whole(least)
            case _:
                raise OutsideSubset(node)
        count, type = self._tally(tally)
        if type.complete is not complete:
            raise OutsideSubset(node, "a list is counted as evidence, or evidence as a list")
        return Count(count.fact, low, high, count.window, count.where, count.pattern, count.per)

    def _tally(self, node: ast.expr) -> tuple[Count, Collection]:
        pattern, per, where = None, None, list[ast.expr]()
        match node:
            case ast.Call(ast.Name("tally"), [fact, dated_by, first, ast.Name("as_of"), *where], []):
                pass
            case ast.Call(
                ast.Name("pattern_tally"),
                [fact, dated_by, first, ast.Name("as_of"), ast.Constant(str(kind)), days, months, by, *where],
                [],
            ):
                pattern = pattern_of(node, kind, days, months)
                per = None if is_none(by) else whole(by)
            case _:
                raise OutsideSubset(node)
        listed, type = self._collection(fact)
        if (None if is_none(dated_by) else whole(dated_by)) != type.dated_by or len(where) > 1:
            raise OutsideSubset(node)
        window = None if is_none(first) else start_of(first)
        return Count(listed, None, None, window, self._where(listed, where), pattern, per), type

    def _where(self, listed: Fact, where: list[ast.expr]) -> Expression | None:
        if not where:
            return None
        (condition,) = where
        if not isinstance(condition, ast.Lambda) or ast.unparse(condition.args) != "element":
            raise OutsideSubset(condition)
        return Reading(self.names, self.known, listed).truth(condition.body)

    def _collection(self, node: ast.expr) -> tuple[Fact, Collection]:
        value = self.value(node)
        if not isinstance(value, FactValue) or not isinstance(value.fact.type, Collection):
            raise OutsideSubset(node)
        return value.fact, value.fact.type
