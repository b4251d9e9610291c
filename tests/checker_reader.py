"""Reads a generated checker's functions back, from their syntax alone.

What is read is the grammar of `docs/generated-python.md` and nothing else, and it shares no code with the
generator: a construct outside the grammar raises AssertionError or KeyError.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction
from typing import Any

from assent.language.expressions import (
    AllOf,
    AnyOf,
    AsOf,
    AtLeastOf,
    Calculated,
    Cases,
    Changed,
    Count,
    Elapsed,
    Expression,
    Extent,
    FactValue,
    FieldValue,
    LatestField,
    Named,
    Not,
    Operand,
    Product,
    Recent,
    Shifted,
    Titled,
    parts_of,
)
from assent.language.expressions import Test as Asks
from assent.language.operands import may_have_no_case, values_of
from assent.language.operators.done import DONE
from assent.language.policy import Clause, Policy
from assent.language.types import Collection
from assent.language.values import Period

Form = tuple[Any, ...]
SYMBOLS = {ast.GtE: ">=", ast.Gt: ">", ast.LtE: "<=", ast.Lt: "<", ast.Eq: "is", ast.NotEq: "is not"}
LASTING = {"at_least": ">=", "more_than": ">", "at_most": "<=", "less_than": "<"}
# The functions that work out a value.
_CALLED = ("latest", "calculated", "recent", "lasting", "elapsed_days", "elapsed_months")
# Values of which there may be none.
_NONE_AT_TIMES = ("latest", "elapsed")
# The functions that work out a value on the spot, of another.
_WORKED_OUT = ("months_before", "percent_of", "so_much_more")
ANSWERS = ("deny", "pend", "review")


class Reader:
    """Reads the functions of one checker. Facts and functions are told by their order, as the page says."""

    def __init__(self, text: str, policy: Policy) -> None:
        body = ast.parse(text).body
        self.functions = [node for node in body if isinstance(node, ast.FunctionDef)]
        self.constants = {
            node.targets[0].id: _constant(node.value)
            for node in body
            if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name) and node.lineno < self.start
        }
        conditions = [*policy.definitions, *policy.clauses]
        self.own = self.functions[: len(conditions)]
        self.ids = {node.name: thing.id for node, thing in zip(self.own, conditions, strict=True)}
        self.facts = self._facts(policy)
        self.not_done = {fact.name for fact in policy.facts if fact.not_done}
        self.types = {fact.name: fact.type for fact in policy.facts}

    @property
    def start(self) -> int:
        return self.functions[0].lineno

    def _facts(self, policy: Policy) -> dict[str, str]:
        """The facts by their Python names: what `outcome` unpacks, in the order of declaration."""
        asked = {fact for body in policy.named.values() for fact in _facts_of(body, policy)}
        asked |= {fact for body in policy.conditions for fact in _facts_of(body, policy)}
        asked |= {fact.name for fact in policy.requested}
        unpacked = next(node for node in self.functions if node.name == "outcome").body[1]
        assert isinstance(unpacked, ast.Assign) and ast.unparse(unpacked.value) == "_read(request)"
        target = unpacked.targets[0]
        assert isinstance(target, ast.Tuple)
        names = [_name(one) for one in target.elts]
        assert [name.lstrip("_") for name in names[:4]] == ["found", "request_id", "as_of_text", "as_of"]
        values = [one for fact in policy.facts for one in (fact.name, f"{fact.name}.on") if one in asked]
        return dict(zip(names[4:], values, strict=True))

    def expression(self, node: ast.FunctionDef) -> Form:
        """What a clause function says."""
        assert ast.get_docstring(node)
        known: dict[str, Form] = {}
        *assigned, last = node.body[1:]
        for one in assigned:
            name, value = _assignment(one)
            known[name] = self.latest(value, known)
        assert isinstance(last, ast.Return) and last.value is not None
        return self.truth(last.value, known)

    def truth(self, node: ast.expr, known: dict[str, Form]) -> Form:
        match node:
            case ast.Call(ast.Name("all_of" | "any_of" | "by_case" | "by_known_case" as name), parts, []):
                return (name, *(self.truth(part, known) for part in parts))
            case ast.Call(ast.Name("at_least_of"), [ast.Constant(int(number)), *parts], []):
                return ("at_least_of", number, *(self.truth(part, known) for part in parts))
            case ast.Call(ast.Name("not_"), [part], []):
                return ("not", self.truth(part, known))
            case ast.Call(ast.Name(name), arguments, []) if name in self.ids:
                given = [_name(argument) for argument in arguments]
                function = next(one for one in self.own if one.name == name)
                assert given == [parameter.arg for parameter in function.args.args]
                return ("named", self.ids[name])
            case ast.Call(ast.Name(name), [extent, ast.Constant(int(amount))], []) if name.startswith("lasts_"):
                relation, unit = name.rsplit("_", 1)
                symbol = {"lasts": ">=", "lasts_at_most": "<="}[relation]
                return ("lasting", self.value(extent, known), symbol, unit, amount)
            case ast.Call(ast.Name(name), _, []) if name.endswith(("_days", "_months")):
                return self.lasting(node, known)
            case ast.Call(ast.Name(name), _, []):
                return self.counted(node, known)
            case ast.IfExp(guard, ast.Constant(None), rest):
                return self.test(rest, self.guarded(guard, "None", known), known)
            case ast.IfExp(guard, ast.Constant(False), ast.IfExp(other, ast.Constant(None), rest)):
                form = self.plain(rest, known)
                nothings = self.guarded(guard, "NOTHING", known)
                assert nothings == [one for one in _bases(form) if self.may_be_none(one, one in nothings)]
                assert self.guarded(other, "None", known) == _bases(form)
                return form
            case ast.IfExp(guard, ast.Constant(False), rest):
                lasting = self.lasting(rest, known)
                assert self.guarded(guard, "NOTHING", known) == [lasting[1]] and lasting[1][0] in _NONE_AT_TIMES
                return lasting
            case ast.Compare():
                form = self.plain(node, known)
                assert _bases(form) == []
                return form
            case _:
                return ("holds", self.value(node, known))

    def may_be_none(self, form: Form, guarded: bool) -> bool:
        """Whether a value may be none. Of a field, whose element is not known here, it is as it is written."""
        if form[0] == "field":
            return guarded
        if form[0] == "so_much_more":
            return self.may_be_none(form[1], guarded)
        may_not_be_done = form[0] in ("fact", "recent") and form[1] in self.not_done
        if form[0] == "calculated":
            return any(self.may_be_none(one, guarded) for _, *sides in form[1:] for side in sides for one in side)
        return form[0] in (*_NONE_AT_TIMES, "percent_of") or may_not_be_done

    def guarded(self, node: ast.expr, state: str, known: dict[str, Form]) -> list[Form]:
        """The values of which one is None, or is NOTHING."""
        parts = node.values if isinstance(node, ast.BoolOp) and isinstance(node.op, ast.Or) else [node]
        found = []
        for part in parts:
            assert isinstance(part, ast.Compare) and isinstance(part.ops[0], ast.Is)
            assert ast.unparse(part.comparators[0]) == state
            found.append(self.value(part.left, known))
        return found

    def test(self, node: ast.expr, guarded: list[Form], known: dict[str, Form]) -> Form:
        """A test of values that are there, and are those that were guarded."""
        if self.may_be_none(guarded[0], isinstance(node, ast.BoolOp)):
            assert isinstance(node, ast.BoolOp) and isinstance(node.op, ast.And)
            nothing, node = node.values
            assert isinstance(nothing, ast.Compare) and isinstance(nothing.ops[0], ast.IsNot)
            assert ast.unparse(nothing.comparators[0]) == "NOTHING"
            assert [self.value(nothing.left, known)] == guarded
        form = self.plain(node, known)
        assert _bases(form) == guarded
        return form

    def plain(self, node: ast.expr, known: dict[str, Form]) -> Form:
        match node:
            case ast.Compare(first, [ast.LtE(), ast.LtE()], [value, ast.Name("as_of")]):
                return ("within", self.value(value, known), *_start(first))
            case ast.Compare(ast.Name("as_of"), [ast.LtE(), ast.LtE()], [value, last]):
                return ("ahead", self.value(value, known), *_end(last))
            case ast.Compare(value, [ast.IsNot()], [ast.Constant(None)]):
                return ("done", self.value(value, known))
            case ast.Compare(value, [sign], [other]):
                return ("compare", self.value(value, known), SYMBOLS[type(sign)], self.right(other, known))
            case ast.Call(ast.Name("is_provided"), [value, ast.Name("as_of")], []):
                return ("provided", self.value(value, known))
            case ast.Call(ast.Name("is_within"), [value, first, ast.Name("as_of")], []):
                return ("within", self.value(value, known), *_start(first))
            case ast.Call(ast.Name("code_matches"), [value, codes], []):
                return ("compare", self.value(value, known), "is", self.literal(codes))
            case ast.UnaryOp(ast.Not(), ast.Call(ast.Name("code_matches"), [value, codes], [])):
                return ("compare", self.value(value, known), "is not", self.literal(codes))
            case _:
                return ("holds", self.value(node, known))

    def value(self, node: ast.expr, known: dict[str, Form]) -> Form:
        match node:
            case ast.Subscript(ast.Name("element"), ast.Constant(int(position))):
                return ("field", position)
            case ast.BinOp(inner, ast.Sub(), ast.Constant(int(days))):
                return ("day before", self.value(inner, known), "days", days)
            case ast.Call(ast.Name("months_before"), [inner, ast.Constant(int(months))], []):
                return ("day before", self.value(inner, known), "months", months)
            case ast.Call(ast.Name("percent_of" | "so_much_more" as name), [inner, number], []):
                return (name, self.value(inner, known), Fraction(self.literal(number)))
            case ast.Name("as_of"):
                return ("as_of",)
            case ast.Name(name) if name in known:
                return known[name]
            case ast.Name(name):
                return ("fact", self.facts[name])
            case _:
                raise AssertionError(ast.unparse(node))

    def right(self, node: ast.expr, known: dict[str, Form]) -> Any:
        """What a value is held against: a literal, or another value."""
        other = isinstance(node, ast.Name) and node.id not in self.constants
        dated = isinstance(node, ast.Call) and ast.unparse(node.func) in _WORKED_OUT
        if other or dated or isinstance(node, ast.Subscript | ast.BinOp):
            return self.value(node, known)
        return self.literal(node)

    def literal(self, node: ast.expr) -> Any:
        if isinstance(node, ast.Name):
            return self.constants[node.id]
        value = _constant(node)
        return Decimal(value) if isinstance(value, int) else value

    def lasting(self, node: ast.expr, known: dict[str, Form]) -> Form:
        match node:
            case ast.Call(ast.Name(name), [value, ast.Constant(int(amount))], []):
                compared, unit = name.rsplit("_", 1)
                return ("lasting", self.value(value, known), LASTING[compared], unit, amount)
            case _:
                raise AssertionError(ast.unparse(node))

    def counted(self, node: ast.expr, known: dict[str, Form]) -> Form:
        match node:
            case ast.Call(ast.Name("at_least_counted"), [ast.Constant(int(low)), tally], []):
                return ("count", "list", low, None, *self.tally(tally, known))
            case ast.Call(ast.Name("at_most_counted"), [ast.Constant(int(high)), tally], []):
                return ("count", "list", None, high, *self.tally(tally, known))
            case ast.Call(ast.Name("between_counted"), [ast.Constant(int(low)), ast.Constant(int(high)), tally], []):
                return ("count", "list", low, high, *self.tally(tally, known))
            case ast.Call(ast.Name("at_least_submitted"), [ast.Constant(int(low)), tally], []):
                return ("count", "evidence", low, None, *self.tally(tally, known))
            case _:
                raise AssertionError(ast.unparse(node))

    def tally(self, node: ast.expr, known: dict[str, Form]) -> Form:
        match node:
            case ast.Call(ast.Name("tally"), [fact, ast.Constant(dated_by), first, ast.Name("as_of"), *where], []):
                window = None if ast.unparse(first) == "None" else _start(first)
                return (self.value(fact, {}), dated_by, window, self.filter(where, known))
            case ast.Call(
                ast.Name("pattern_tally"),
                [
                    fact,
                    ast.Constant(dated_by),
                    first,
                    ast.Name("as_of"),
                    ast.Constant(str(kind)),
                    ast.Constant(days),
                    ast.Constant(months),
                    ast.Constant(per),
                    *where,
                ],
                [],
            ):
                plain = ast.Call(
                    ast.Name("tally"), [fact, ast.Constant(dated_by), first, ast.Name("as_of"), *where], []
                )
                return (*self.tally(plain, known), kind, days, months, per)
            case _:
                raise AssertionError(ast.unparse(node))

    def filter(self, where: list[ast.expr], known: dict[str, Form]) -> Form | None:
        """The condition on an element, where there is one."""
        if not where:
            return None
        (test,) = where
        assert isinstance(test, ast.Lambda) and [one.arg for one in test.args.args] == ["element"]
        return self.truth(test.body, known)

    def latest(self, node: ast.expr, known: dict[str, Form]) -> Form:
        match node:
            case ast.Call(
                ast.Name("lasting"),
                [fact, ast.Constant(bool(complete)), ast.Constant(gap), first, ast.Name("as_of"), *where],
                [],
            ):
                window = None if ast.unparse(first) == "None" else _start(first)
                return ("extent", self.value(fact, {})[1], complete, gap, window, self.filter(where, known))
            case ast.Call(ast.Name("calculated"), products, []):
                return ("calculated", *(self.product(one, known) for one in products))
            case ast.Call(ast.Name("recent"), [value, day, first, ast.Name("as_of")], []):
                (_, name), (_, dated) = self.value(value, {}), self.value(day, {})
                assert dated == f"{name}.on"
                return ("recent", name, _start(first))
            case ast.Call(ast.Name("elapsed_days" | "elapsed_months" as name), [date, ast.Constant(many), as_of], []):
                assert ast.unparse(as_of) == "as_of"
                return ("elapsed", name.removeprefix("elapsed_"), many, self.value(date, known))
            case ast.Call(
                ast.Name("latest"),
                [fact, ast.Constant(dated_by), ast.Constant(at), ast.Name("as_of"), *rest],
                [],
            ):
                first, earliest, *where = rest or (ast.Constant(None), ast.Constant(False))
                window = None if ast.unparse(first) == "None" else _start(first)
                chosen = (_constant(earliest), window, self.filter(where, known))
                return ("latest", self.value(fact, {})[1], dated_by, at, *chosen)
            case _:
                raise AssertionError(ast.unparse(node))

    def product(self, node: ast.expr, known: dict[str, Form]) -> Form:
        """A number, the values that it is multiplied by, and those that it is divided by."""
        assert isinstance(node, ast.Tuple)
        number, over, under = node.elts
        assert isinstance(over, ast.Tuple) and isinstance(under, ast.Tuple)
        sides = (tuple(self.value(one, known) for one in side.elts) for side in (over, under))
        return (Fraction(self.literal(number)), *sides)

    def condition(self, node: ast.expr, truths: set[str]) -> None:
        """Check that a condition is of the grammar."""
        match node:
            case ast.BoolOp(_, parts):
                for part in parts:
                    self.condition(part, truths)
            case ast.Compare(ast.Name(name), [ast.Is() | ast.IsNot()], [ast.Constant(None | True | False)]):
                assert name in truths or name in self.facts
            case ast.Call(ast.Name(name), arguments, []) if name.startswith("_awaits_provider_"):
                assert all(_name(one) in {*self.facts, "as_of"} for one in arguments)
            case ast.UnaryOp(ast.Not(), test):
                self.plain(test, {})
            case ast.Constant(True):
                pass
            case _:
                self.plain(node, {})

    def steps(self, body: list[ast.stmt], *, answers: bool) -> None:
        """Check straight-line code: assignments of truths and, with `answers`, tests that return one."""
        known: dict[str, Form] = {}
        truths: set[str] = set()
        given = []
        for node in body:
            match node:
                case ast.Assign([ast.Name(name)], ast.Call(ast.Name(called)) as value) if called in _CALLED:
                    known[name] = self.latest(value, known)
                case ast.Assign([ast.Name(name)], value):
                    self.truth(value, known)
                    truths.add(name)
                case ast.If(test, [ast.Return(ast.Constant(str(answer)))], []) if answers:
                    self.condition(test, truths)
                    given.append(answer)
                case ast.Return(value) if node is body[-1] and value is not None:
                    if answers:
                        assert ast.unparse(value) == "'approve'"
                    else:
                        self.condition(value, truths)
                case _:
                    raise AssertionError(ast.unparse(node))
        assert given == sorted(given, key=ANSWERS.index)

    def decide(self, node: ast.FunctionDef, policy: Policy) -> None:
        """Check `decide`: a result a clause, then the table of outcomes over them."""
        statements = iter(node.body[3:])
        results: dict[str, Clause] = {}
        for clause, statement in zip(policy.clauses, statements, strict=False):
            name, value = _assignment(statement)
            assert self.truth(value, {}) == ("named", clause.id)
            results[name] = clause
        branch: Any = next(statements)
        seen = []
        while isinstance(branch, ast.If):
            (body,) = branch.body
            name, answer = _assignment(body)
            assert name == "decided"
            seen.append(_constant(answer))
            parts = branch.test.values if isinstance(branch.test, ast.BoolOp) else [branch.test]
            for part in parts:
                self.condition(part, set(results))
            (branch,) = branch.orelse
        assert ast.unparse(branch) == "decided = 'approve'"
        assert seen == sorted(seen, key=ANSWERS.index)
        *terms, last = statements
        approval(terms)
        assert isinstance(last, ast.Return) and ast.unparse(last).startswith("return Decision(_ABOUT,")


def approval(terms: list[ast.stmt]) -> None:
    """Check what `decide` says of an approval: its last day and, where there is more to say, what it grants."""
    if len(terms) == 1:
        assert _assignment(terms[0])[0] == "valid_until"
        return
    valid, granted, approves = terms
    assert ast.unparse(valid) == "valid_until: str | None = None"
    assert ast.unparse(granted) == "granted: tuple[Granted, ...] = ()"
    assert isinstance(approves, ast.If) and ast.unparse(approves.test) == "decided == 'approve'" and not approves.orelse
    for statement in approves.body:
        name, value = _assignment(statement)
        starts = ("last_day(_ends(as_of", "format_day(") if name == "valid_until" else ("granted_of(_offers(as_of",)
        assert ast.unparse(value).startswith(starts)


def _name(node: ast.expr) -> str:
    assert isinstance(node, ast.Name)
    return node.id


def _assignment(node: ast.stmt) -> tuple[str, ast.expr]:
    assert isinstance(node, ast.Assign)
    (target,) = node.targets
    return _name(target), node.value


def _constant(node: ast.expr) -> Any:
    if isinstance(node, ast.Call) and ast.unparse(node.func) == "Decimal":
        return Decimal(ast.literal_eval(node.args[0]))
    if isinstance(node, ast.Call) and ast.unparse(node.func) == "Fraction":
        return Fraction(*map(ast.literal_eval, node.args))
    value = ast.literal_eval(node)
    return Decimal(value) if isinstance(value, int) and not isinstance(value, bool) else value


def _start(node: ast.expr) -> Form:
    match node:
        case ast.BinOp(ast.Name("as_of"), ast.Sub(), ast.Constant(int(days))):
            return ("days", days)
        case ast.Call(ast.Name("months_before"), [ast.Name("as_of"), ast.Constant(int(months))], []):
            return ("months", months)
        case _:
            raise AssertionError(ast.unparse(node))


def _end(node: ast.expr) -> Form:
    match node:
        case ast.BinOp(ast.Name("as_of"), ast.Add(), ast.Constant(int(days))):
            return ("days", days)
        case ast.Call(ast.Name("months_after"), [ast.Name("as_of"), ast.Constant(int(months))], []):
            return ("months", months)
        case _:
            raise AssertionError(ast.unparse(node))


def _facts_of(expression: Expression, policy: Policy) -> Iterator[str]:
    match expression:
        case Asks() | Count():
            yield from (fact.name for fact in values_of(expression))
        case Named(id):
            yield from _facts_of(policy.named[id], policy)
        case Not(part) | Titled(_, part):
            yield from _facts_of(part, policy)
        case Cases():
            for part in parts_of(expression):
                yield from _facts_of(part, policy)
        case AllOf(parts) | AnyOf(parts) | AtLeastOf(_, parts):
            for part in parts:
                yield from _facts_of(part, policy)


def form(expression: Expression) -> Form:
    """What an expression says, in the words of the reader."""
    match expression:
        case AllOf(parts):
            return ("all_of", *map(form, parts))
        case AnyOf(parts):
            return ("any_of", *map(form, parts))
        case AtLeastOf(number, parts):
            return ("at_least_of", number, *map(form, parts))
        case Cases():
            function = "by_known_case" if may_have_no_case(expression) else "by_case"
            return (function, *map(form, parts_of(expression)))
        case Not(part):
            return ("not", form(part))
        case Titled(_, part):
            return form(part)
        case Named(id):
            return ("named", id)
        case Count(fact, low, high, window, where, pattern, per):
            assert isinstance(fact.type, Collection)
            kind = "list" if fact.type.complete else "evidence"
            counted = None if where is None else form(where)
            count = ("count", kind, low, high, ("fact", fact.name), fact.type.dated_by, _period(window), counted)
            if pattern is None and per is None:
                return count
            length = _period(pattern.period) if pattern else None
            days, months = (dict([length]).get(unit) if length else None for unit in ("days", "months"))
            return (*count, pattern.kind if pattern else "", days, months, per)
        case Asks(row, operand, argument):
            about = _operand(operand)
            if isinstance(argument, Operand):
                return ("compare", about, row.symbol, _operand(argument))
            value = argument.value if argument else None
            if isinstance(value, Period):
                window = "ahead" if row.symbol == "within the next" else "within"
                kind = ("lasting", about, row.symbol) if row.takes in ("duration", "extent") else (window, about)
                return (*kind, *(_period(value) or ()))
            if argument is None:
                return ("done" if row.symbol == DONE else "provided" if row.takes == "document" else "holds", about)
            return ("compare", about, row.symbol, Decimal(value) if isinstance(value, int) else value)


def _product(product: Product) -> Form:
    sides = (tuple(_operand(one) for one in side) for side in (product.over, product.under))
    return (Fraction(product.number), *sides)


def _period(period: Period | None) -> Form | None:
    if period is None:
        return None
    amount = {"days": 1, "weeks": 7, "months": 1, "years": 12}[period.unit] * period.amount
    return ("days" if period.unit in ("days", "weeks") else "months", amount)


def _bases(form: Form) -> list[Form]:
    """The values that a comparison stands on, each once: those that may be unknown."""
    sides = [form[1], form[3]] if form[0] == "compare" else [form[1]]
    bases = [_base(side) for side in sides if isinstance(side, tuple)]
    return list(dict.fromkeys(base for base in bases if base != ("as_of",)))


def _base(form: Form) -> Form:
    return _base(form[1]) if form[0] == "day before" else form


def _operand(operand: Operand) -> Form:
    match operand:
        case FactValue(fact):
            return ("fact", fact.name)
        case FieldValue(_, position):
            return ("field", position)
        case Extent(fact, gap, window, where):
            assert isinstance(fact.type, Collection)
            condition = None if where is None else form(where)
            return ("extent", fact.name, fact.type.complete, gap, _period(window), condition)
        case Elapsed(unit, inner):
            kind, many = _period(Period(1, unit)) or ("", 0)
            return ("elapsed", kind, many, _operand(inner))
        case Changed(inner, by, above, percent):
            move = Fraction(by) if above else -Fraction(by)
            name, number = ("percent_of", 100 + move) if percent else ("so_much_more", move)
            return (name, _operand(inner), number)
        case Recent(fact, window):
            return ("recent", fact.name, _period(window))
        case Calculated(products=products):
            return ("calculated", *(_product(one) for one in products))
        case AsOf():
            return ("as_of",)
        case Shifted(inner, period):
            return ("day before", _operand(inner), *(_period(period) or ()))
        case LatestField(fact, _, position, earliest, window, where):
            assert isinstance(fact.type, Collection)
            condition = None if where is None else form(where)
            chosen = (earliest, _period(window), condition)
            return ("latest", fact.name, fact.type.dated_by, position, *chosen)
