"""`outcome` and `decide` as terms: straight-line code, followed statement by statement.

A condition is plain Python, evaluated from left to right. A test of a value that may be None there would raise:
`hazards` collects when that would be.
"""

from __future__ import annotations

import ast
from dataclasses import dataclass, field
from typing import Protocol

from assent.analyse.encode.symbols import Plain, Symbol
from assent.analyse.encode.terms import Term, conj, disj, neg
from assent.analyse.encode.truth import Truth
from assent.analyse.readback.beside import AWAITS
from assent.analyse.readback.checker import Checker, assignment, body_of, unpacked_names
from assent.analyse.readback.pieces import OutsideSubset
from assent.analyse.readback.python import Reading
from assent.analyse.replay import Replayed
from assent.language.expressions import Expression, Fact, FactValue, LatestField, Test
from assent.language.operators.truth import HOLDS

OUTCOMES = ("deny", "pend", "review", "approve")


class Truths(Protocol):
    """What code is followed over: all requests at once, or one of them."""

    def truth(self, expression: Expression) -> Truth: ...

    def symbol(self, fact: Fact) -> Symbol: ...


@dataclass(frozen=True, slots=True)
class OfOne:
    """The truths of one request, by the interpreter."""

    replayed: Replayed

    def truth(self, expression: Expression) -> Truth:
        """Whether an expression is met, not met, or neither."""
        found = self.replayed.truth(expression)
        return Truth(found is True, found is False)

    def symbol(self, fact: Fact) -> Symbol:
        """Whether a fact is stated."""
        return Plain(fact.type, fact.name in self.replayed.read.facts, False)


@dataclass(slots=True)
class Followed:
    """What is known while code is followed: the truths that locals hold, and when it would raise."""

    checker: Checker
    expressions: Truths
    truths: dict[str, Truth] = field(default_factory=dict)
    reading: Reading = field(init=False)
    hazards: list[Term] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.reading = Reading(self.checker.names)

    def assign(self, node: ast.stmt) -> None:
        """A local that holds an operand, or a truth."""
        name, value = assignment(node)
        if name in self.checker.names.facts or name in self.truths or name in self.reading.known:
            raise OutsideSubset(node, f"`{name}` is given two values")
        operand = self.reading.assigned(value)
        if operand is not None:
            self.reading.known[name] = operand
        else:
            self.truths[name] = self.expressions.truth(self.reading.truth(value))

    def condition(self, node: ast.expr, path: Term) -> Term:
        """Whether a condition holds, where `path` says that it is evaluated at all."""
        match node:
            case ast.BoolOp(operator, parts):
                every = isinstance(operator, ast.And)
                so_far: list[Term] = []
                for part in parts:
                    term = self.condition(part, conj(path, *so_far))
                    so_far.append(term if every else neg(term))
                return conj(*so_far) if every else neg(conj(*so_far))
            case ast.Compare(ast.Name(name), [sign], [ast.Constant(value)]) if value is None or isinstance(value, bool):
                if not isinstance(sign, ast.Is | ast.IsNot):
                    raise OutsideSubset(node)
                term = self._is(node, name, value)
                return term if isinstance(sign, ast.Is) else neg(term)
            case ast.Call(ast.Name(name), arguments, []) if name.startswith(AWAITS):
                return self._called(node, name, arguments, path)
            case ast.Constant(True):
                return True
            case ast.UnaryOp(ast.Not(), test):
                return neg(self._tested(test, path))
            case _:
                return self._tested(node, path)

    def _is(self, node: ast.expr, name: str, value: bool | None) -> Term:
        truth = self.truths.get(name)
        if truth is None:
            operand = self.reading.value(ast.Name(name))
            if isinstance(operand, LatestField) or not isinstance(operand, FactValue):
                raise OutsideSubset(node)
            if value is None:
                symbol = self.expressions.symbol(operand.fact)
                return neg(disj(symbol.known, symbol.nothing))
            test = self.reading.truth(ast.Name(name))
            assert isinstance(test, Test) and test.operator is HOLDS
            truth = self.expressions.truth(test)
        return truth.unknown if value is None else truth.met if value else truth.unmet

    def _tested(self, node: ast.expr, path: Term) -> Term:
        """A test of a value, which has to be there wherever it is evaluated."""
        negated = isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not)
        test = self.reading.test(node.operand if isinstance(node, ast.UnaryOp) and negated else node)
        if test.operator is HOLDS or not isinstance(test.operand, FactValue):
            raise OutsideSubset(node)
        truth = self.expressions.truth(test)
        self.hazards.append(conj(path, truth.unknown))
        return neg(truth.met) if negated else truth.met

    def _called(self, node: ast.expr, name: str, arguments: list[ast.expr], path: Term) -> Term:
        function = self.checker.functions.get(name)
        given = [one.id if isinstance(one, ast.Name) else "" for one in arguments]
        if function is None or given != [one.arg for one in function.args.args]:
            raise OutsideSubset(node)
        inner = Followed(self.checker, self.expressions)
        inner.hazards = self.hazards
        *assigned, last = body_of(function)
        for statement in assigned:
            inner.assign(statement)
        if not isinstance(last, ast.Return) or last.value is None:
            raise OutsideSubset(last)
        return inner.condition(last.value, path)


# What `outcome` begins with: a request with a fault has no outcome.
_GUARD = """if found is not None and found.faults:
    raise Rejected(without_quotes(found.faults, _ABOUT.sensitive))"""


def follow_outcome(checker: Checker, expressions: Truths) -> tuple[dict[str, Term], Term]:
    """When `outcome` gives each outcome, and when it would raise."""
    followed = Followed(checker, expressions)
    _unpacked, guard, *body = body_of(checker.functions["outcome"])
    if ast.unparse(guard) != _GUARD:
        raise OutsideSubset(guard)
    outcomes: dict[str, list[Term]] = {outcome: [] for outcome in OUTCOMES}
    path: Term = True
    for statement in body:
        match statement:
            case ast.If(test, [ast.Return(ast.Constant(str(answer)))], []) if answer in outcomes:
                term = followed.condition(test, path)
                outcomes[answer].append(conj(path, term))
                path = conj(path, neg(term))
            case ast.Return(ast.Constant(str(answer))) if statement is body[-1] and answer in outcomes:
                outcomes[answer].append(path)
            case ast.Assign():
                followed.assign(statement)
            case _:
                raise OutsideSubset(statement)
    if not isinstance(body[-1], ast.Return):
        raise OutsideSubset(body[-1])
    return {outcome: disj(*terms) for outcome, terms in outcomes.items()}, disj(*followed.hazards)


def follow_decide(checker: Checker, expressions: Truths, *, like: ast.FunctionDef) -> tuple[dict[str, Term], Term]:
    """When `decide` comes to each outcome, and when it would raise. `like` is how the compiler writes `decide`."""
    followed = Followed(checker, expressions)
    unpacked, _guard, *body = body_of(checker.functions["decide"])
    expected_unpacked, expected_guard, *expected = body_of(like)
    if not isinstance(unpacked, ast.Assign) or not isinstance(expected_unpacked, ast.Assign):
        raise OutsideSubset(unpacked)
    if unpacked_names(unpacked)[4:] != list(checker.names.facts) or ast.dump(_guard) != ast.dump(expected_guard):
        raise OutsideSubset(unpacked)
    results = body[: len(checker.policy.clauses)]
    for clause, statement in zip(checker.policy.clauses, results, strict=True):
        name, value = assignment(statement)
        if checker.names.ids.get(getattr(getattr(value, "func", None), "id", "")) != clause.id:
            raise OutsideSubset(statement)
        followed.assign(statement)
    branch, *rest = body[len(results) :]
    if [ast.dump(one) for one in rest] != [ast.dump(one) for one in expected[len(results) + 1 :]]:
        raise OutsideSubset(rest[0] if rest else branch, "what follows the outcome is not as this compiler writes it")
    outcomes: dict[str, Term] = dict.fromkeys(OUTCOMES, False)
    path: Term = True
    while True:
        inner = branch.body if isinstance(branch, ast.If) else [branch]
        name, value = assignment(inner[0])
        answer = value.value if isinstance(value, ast.Constant) else None
        if name != "decided" or len(inner) != 1 or answer not in outcomes:
            raise OutsideSubset(branch)
        term = followed.condition(branch.test, path) if isinstance(branch, ast.If) else True
        outcomes[str(answer)] = disj(outcomes[str(answer)], conj(path, term))
        path = conj(path, neg(term))
        if not isinstance(branch, ast.If):
            return outcomes, disj(*followed.hazards)
        if len(branch.orelse) != 1:
            raise OutsideSubset(branch)
        (branch,) = branch.orelse
