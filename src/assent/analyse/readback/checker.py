"""A generated checker, read back from its syntax: what each function says, and the steps to an outcome."""

from __future__ import annotations

import ast
import builtins
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from assent.analyse.readback.names import Names
from assent.analyse.readback.pieces import OutsideSubset, constant
from assent.analyse.readback.python import Reading
from assent.language.expressions import Expression, Fact, leaves_of, named_in
from assent.language.operands import day_of, values_of
from assent.language.policy import Clause, Definition, Policy

# Where what every checker carries begins: modules of the compiler, compared word for word and not read.
CARRIED = "\n# What every checker carries"
LONGEST = 20_000_000


@dataclass(frozen=True)
class Checker:
    """The functions of a checker for a policy, by what they stand for."""

    policy: Policy
    names: Names
    functions: dict[str, ast.FunctionDef]
    own: dict[str, ast.FunctionDef]

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


def read_checker(text: str, policy: Policy, *, generated: str) -> Checker:
    """Read a checker. `generated` is the one that the compiler makes: what is not proved has to be as it is there."""
    if len(text) > LONGEST:
        raise OutsideSubset(None, f"it is longer than {LONGEST} characters")
    own, mark, carried = text.partition(CARRIED)
    if not mark or carried != generated.partition(CARRIED)[2]:
        raise OutsideSubset(None, "what every checker carries is not what this compiler writes")
    module, expected = _parsed(own), _parsed(generated.partition(CARRIED)[0])
    functions = _functions(module)
    for name in ("_read", "outcome", "decide"):
        if name not in functions:
            raise OutsideSubset(None, f"there is no function `{name}`")
    if ast.dump(functions["_read"]) != ast.dump(_functions(expected)["_read"]):
        raise OutsideSubset(functions["_read"], "requests are read otherwise than this compiler has it")
    for name in ("_ends", "_offers"):
        granting, like = functions.get(name), _functions(expected).get(name)
        if (granting and ast.dump(granting)) != (like and ast.dump(like)):
            raise OutsideSubset(granting, "what an approval is, is otherwise than this compiler has it")
    _imports(module, expected)
    _distinct(module, carried)
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
    return Checker(policy, names, functions, own_functions)


def functions_of(text: str) -> dict[str, ast.FunctionDef]:
    """The functions that stand before what every checker carries."""
    return _functions(_parsed(text.partition(CARRIED)[0]))


def _parsed(text: str) -> ast.Module:
    try:
        return ast.parse(text)
    except (SyntaxError, ValueError) as error:
        line = f" (line {error.lineno})" if isinstance(error, SyntaxError) else ""
        raise OutsideSubset(None, f"it is not Python: {error.args[0]}{line}") from error
    except (RecursionError, MemoryError) as error:
        raise OutsideSubset(None, "it is nested too deeply to be read") from error


def _functions(module: ast.Module) -> dict[str, ast.FunctionDef]:
    found: dict[str, ast.FunctionDef] = {}
    for node in module.body:
        match node:
            case ast.FunctionDef(decorator_list=[]) if node.name not in found and _is_simple(node.args):
                found[node.name] = node
            case ast.Import() | ast.ImportFrom() | ast.Assign() | ast.Expr(ast.Constant(str())):
                pass
            case _:
                raise OutsideSubset(node)
    return found


def _is_simple(arguments: ast.arguments) -> bool:
    others = (arguments.posonlyargs, arguments.kwonlyargs, arguments.vararg, arguments.kwarg, arguments.defaults)
    return not any(others)


def _imports(module: ast.Module, expected: ast.Module) -> None:
    """Imports have to be those of every checker: another would give a name another meaning."""
    known = {ast.dump(node) for node in expected.body if isinstance(node, ast.Import | ast.ImportFrom)}
    for node in module.body:
        if isinstance(node, ast.Import | ast.ImportFrom) and ast.dump(node) not in known:
            raise OutsideSubset(node)


def _distinct(module: ast.Module, carried: str) -> None:
    """No name may stand for two things: a local that is called as a function is would hide it."""
    top = {name for found in re.findall(r"^(?:def|class) (\w+)|^(\w+) =", carried, re.MULTILINE) for name in found}
    functions = {node.name for node in module.body if isinstance(node, ast.FunctionDef)}
    for node in ast.walk(module):
        bound = node.arg if isinstance(node, ast.arg) else ""
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
            bound = node.id
        if bound and (bound in top or bound in functions or hasattr(builtins, bound)):
            raise OutsideSubset(node, f"`{bound}` stands for two things")
        if isinstance(node, ast.FunctionDef) and (node.name in top or hasattr(builtins, node.name)):
            raise OutsideSubset(node, f"`{node.name}` stands for two things")


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
