"""A generated checker, read back from its syntax: what each function says, and the steps to an outcome."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from assent.analyse.readback.beside import AWAITS, explained_otherwise, require_as_written, require_distinct
from assent.analyse.readback.identity import held_against, identity_of
from assent.analyse.readback.letter import first_difference, numbered
from assent.analyse.readback.names import Names
from assent.analyse.readback.pieces import OutsideSubset, constant
from assent.analyse.readback.python import Reading
from assent.analyse.readback.source import parsed, text_of
from assent.language.expressions import Expression, Fact, leaves_of, named_in
from assent.language.operands import day_of, values_of
from assent.language.policy import Clause, Definition, Policy

# Where what every checker carries begins: modules of the compiler, compared word for word and not read.
CARRIED = "\n# What every checker carries"


@dataclass(frozen=True)
class Checker:
    """The functions of a checker for a policy, by what they stand for."""

    policy: Policy
    names: Names
    functions: dict[str, ast.FunctionDef]
    own: dict[str, ast.FunctionDef]
    digest: str  # how the digest that it states is another one, and how it explains decisions otherwise; else ""
    explains: str

    @cached_property
    def expressions(self) -> dict[str, Expression]:
        """What the function of each definition and clause says."""
        return {id: self._expression(node) for id, node in self.own.items()}

    def _expression(self, node: ast.FunctionDef) -> Expression:
        reading = Reading(self.names)
        *assigned, last = body_of(node)
        for statement in assigned:
            name, value = assignment(statement)
            operand = reading.assigned(value)
            if operand is None or name in self.names.facts:
                raise OutsideSubset(statement)
            reading.known[name] = operand
        if not isinstance(last, ast.Return) or last.value is None:
            raise OutsideSubset(last)
        expression = reading.truth(last.value)
        given = {one.arg for one in node.args.args}
        for free in ast.walk(node):
            if isinstance(free, ast.Name) and free.id in self.names.facts and free.id not in given:
                raise OutsideSubset(free, f"`{free.id}` is not among the facts that `{node.name}` takes")
        return expression


def read_checker(data: bytes, policy: Policy, *, generated: str) -> Checker:
    """Read a checker. `generated` is the one that the compiler makes: what is not proved has to be as it is there.

    Raises OutsideSubset, and OfAnother where it says that it is of another policy.
    """
    text = text_of(data)
    own, mark, carried = text.partition(CARRIED)
    before, _, expected_carried = generated.partition(CARRIED)
    whole, expected = parsed(data), parsed(before)
    digest = held_against(identity_of(whole), identity_of(expected))
    line = own.count("\n") + 2
    if not mark:
        raise OutsideSubset(None, f"it is no checker: it has no line `{CARRIED.strip()}`")
    differs = first_difference(numbered(carried, line), expected_carried.split("\n"))
    if differs:
        raise OutsideSubset(None, f"what every checker carries is not what this compiler writes: {differs}")
    module = ast.Module([node for node in whole.body if node.lineno < line], [])
    if any((node.end_lineno or line) >= line for node in module.body):
        raise OutsideSubset(module.body[-1], "what stands before what every checker carries does not end there")
    functions, written = _functions(module), _functions(expected)
    for name in ("_read", "outcome", "decide"):
        if name not in functions:
            raise OutsideSubset(None, f"there is no function `{name}`")
    require_as_written(module, expected, functions, written)
    require_distinct(module, carried)
    conditions: list[Definition | Clause] = [*policy.definitions, *policy.clauses]
    first = list(functions.values())[: len(conditions)]
    if len(first) < len(conditions):
        raise OutsideSubset(None, "it has fewer functions than the policy has definitions and clauses")
    own_functions = {condition.id: node for condition, node in zip(conditions, first, strict=True)}
    names = Names(
        facts=_facts(policy, functions["outcome"]),
        ids={node.name: id for id, node in own_functions.items()},
        parameters={node.name: tuple(one.arg for one in node.args.args) for node in first},
        constants=dict(_constants(module)),
        calculated=policy.calculated,
    )
    explains = explained_otherwise(
        module, expected, _unread(functions, len(conditions)), _unread(written, len(conditions))
    )
    return Checker(policy, names, functions, own_functions, digest, explains)


def _unread(functions: dict[str, ast.FunctionDef], conditions: int) -> dict[str, ast.FunctionDef]:
    """The functions that are neither proved nor read where they are called: those that explain a decision."""
    later = list(functions.items())[conditions:]
    return {name: node for name, node in later if name not in ("outcome", "decide") and not name.startswith(AWAITS)}


def functions_of(text: str) -> dict[str, ast.FunctionDef]:
    """The functions that stand before what every checker carries."""
    return _functions(parsed(text.partition(CARRIED)[0]))


def _functions(module: ast.Module) -> dict[str, ast.FunctionDef]:
    found: dict[str, ast.FunctionDef] = {}
    for node in module.body:
        match node:
            case ast.FunctionDef(decorator_list=[]) if node.name not in found and _is_simple(node):
                found[node.name] = node
            case ast.Import() | ast.ImportFrom() | ast.Assign() | ast.Expr(ast.Constant(str())):
                pass
            case _:
                raise OutsideSubset(node)
    return found


def _is_simple(node: ast.FunctionDef) -> bool:
    arguments = node.args
    others = (arguments.posonlyargs, arguments.kwonlyargs, arguments.vararg, arguments.kwarg, arguments.defaults)
    return not any(others) and not getattr(node, "type_params", None)


def _constants(module: ast.Module) -> Iterator[tuple[str, Any]]:
    seen: set[str] = set()
    for node in module.body:
        if isinstance(node, ast.Assign):
            name, value = assignment(node)
            if name in seen:
                raise OutsideSubset(node, f"`{name}` is given two values")
            seen.add(name)
            if not isinstance(value, ast.Dict):
                yield name, constant(value)


def _facts(policy: Policy, outcome: ast.FunctionDef) -> dict[str, Fact]:
    """The facts by their Python names: what `outcome` unpacks, in the order of declaration."""
    named = policy.named
    asked = {fact.name for body in named.values() for leaf in leaves_of(body) for fact in values_of(leaf)}
    asked |= {fact.name for body in policy.conditions for leaf in leaves_of(body) for fact in values_of(leaf)}
    asked |= {fact.name for fact in policy.requested}
    assert all(id in named for body in named.values() for id in named_in(body))
    unpacked = body_of(outcome)[0]
    if not isinstance(unpacked, ast.Assign) or ast.unparse(unpacked.value) != "_read(request)":
        raise OutsideSubset(unpacked)
    names = unpacked_names(unpacked)
    facts = [one for fact in policy.facts for one in (fact, day_of(fact)) if one.name in asked]
    if [name.lstrip("_") for name in names[:4]] != ["found", "request_id", "as_of_text", "as_of"]:
        raise OutsideSubset(unpacked)
    if len(names) - 4 != len(facts):
        raise OutsideSubset(unpacked, "it is about other facts than the policy")
    return dict(zip(names[4:], facts, strict=True))


def unpacked_names(node: ast.Assign) -> list[str]:
    """The names that a tuple is unpacked into."""
    (target,) = node.targets
    if not isinstance(target, ast.Tuple) or not all(isinstance(one, ast.Name) for one in target.elts):
        raise OutsideSubset(node)
    return [one.id for one in target.elts if isinstance(one, ast.Name)]


def body_of(node: ast.FunctionDef) -> Sequence[ast.stmt]:
    """The statements of a function after its docstring."""
    has_docstring = ast.get_docstring(node) is not None
    body = node.body[1:] if has_docstring else node.body
    if not body:
        raise OutsideSubset(node)
    return body


def assignment(node: ast.stmt) -> tuple[str, ast.expr]:
    """The name and the value of an assignment."""
    if isinstance(node, ast.Assign) and len(node.targets) == 1 and isinstance(node.targets[0], ast.Name):
        return node.targets[0].id, node.value
    raise OutsideSubset(node)
