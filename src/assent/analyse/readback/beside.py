"""What a checker has beside what is proved of it: it is compared with what this compiler writes, and not read.

It runs all the same, so that nothing of it may be otherwise: another import or constant could give any name another
meaning, an annotation runs where it is not put off, and what explains a decision is called with it.
"""

from __future__ import annotations

import ast
import builtins
import re
from collections.abc import Iterator, Mapping
from itertools import pairwise

from assent.analyse.readback.pieces import OutsideSubset

AWAITS = "_awaits_provider_"
# Functions that grant or read: where one of these is otherwise, nothing else is worth being looked at.
_TO_THE_LETTER = {
    "_read": "requests are read otherwise than this compiler has it",
    "_ends": "what an approval is, is otherwise than this compiler has it",
    "_offers": "what an approval is, is otherwise than this compiler has it",
}

Functions = Mapping[str, ast.FunctionDef]


def require_as_written(module: ast.Module, expected: ast.Module, functions: Functions, written: Functions) -> None:
    """The imports, the tables and the readers, which have to be those that the compiler writes."""
    _same(module, expected, (ast.Import, ast.ImportFrom), "another import than this compiler writes")
    for before, node in pairwise(module.body):
        if _imports(node) and not _imports(before) and before is not module.body[0]:
            raise OutsideSubset(node, "an import stands after what uses it")
    tables = "the values that requests may state are not those that this compiler writes"
    _same(module, expected, (ast.Assign,), tables)
    for name, why in _TO_THE_LETTER.items():
        ours, theirs = functions.get(name), written.get(name)
        if (ours and ast.dump(ours)) != (theirs and ast.dump(theirs)):
            raise OutsideSubset(ours, why)


def _imports(node: ast.stmt) -> bool:
    return isinstance(node, ast.Import | ast.ImportFrom)


def _same(module: ast.Module, expected: ast.Module, kinds: tuple[type[ast.stmt], ...], why: str) -> None:
    ours, theirs = list(_statements(module, kinds)), list(_statements(expected, kinds))
    for at, node in enumerate(ours):
        if at >= len(theirs) or ast.dump(node) != ast.dump(theirs[at]):
            raise OutsideSubset(node, f"`{ast.unparse(node)[:60]}`: {why}")
    if len(ours) < len(theirs):
        raise OutsideSubset(None, f"`{ast.unparse(theirs[len(ours)])[:60]}` is missing")


def _statements(module: ast.Module, kinds: tuple[type[ast.stmt], ...]) -> Iterator[ast.stmt]:
    """Statements of some kinds; of assignments, those of tables, which are not read as constants are."""
    for node in module.body:
        if isinstance(node, kinds) and not (isinstance(node, ast.Assign) and not isinstance(node.value, ast.Dict)):
            yield node


def explained_otherwise(module: ast.Module, expected: ast.Module, functions: Functions, written: Functions) -> str:
    """Where what explains a decision is not as the compiler writes it; "" where it is.

    `functions` and `written` are those that are neither proved nor read: without the policy's own, `outcome`, `decide`.
    """
    for name, node in functions.items():
        if name not in written:
            return f"line {node.lineno}: this compiler writes no function `{name}`"
        if ast.dump(node) != ast.dump(written[name]):
            return f"line {node.lineno}: `{name}` is not as this compiler writes it"
    missing = [name for name in written if name not in functions]
    if missing:
        return f"there is no function `{missing[0]}`"
    used = {one.id for node in written.values() for one in ast.walk(node) if isinstance(one, ast.Name)}
    ours, theirs = _constants(module), _constants(expected)
    other = [name for name in sorted(used & theirs.keys()) if ours.get(name) != theirs[name]]
    return f"`{other[0]}` is not what this compiler writes" if other else ""


def _constants(module: ast.Module) -> dict[str, str]:
    assigned = ((node.targets[0], node.value) for node in module.body if isinstance(node, ast.Assign))
    return {target.id: ast.dump(value) for target, value in assigned if isinstance(target, ast.Name)}


def require_distinct(module: ast.Module, carried: str) -> None:
    """No name may stand for two things: a local that is called as a function is would hide it."""
    top = {name for found in re.findall(r"^(?:def|class) (\w+)|^(\w+) =", carried, re.MULTILINE) for name in found}
    for node in module.body:
        if isinstance(node, ast.Import | ast.ImportFrom) and getattr(node, "module", "") != "__future__":
            top |= {alias.asname or alias.name for alias in node.names}
    functions = {node.name for node in module.body if isinstance(node, ast.FunctionDef)}
    for part in ast.walk(module):
        bound = part.arg if isinstance(part, ast.arg) else ""
        if isinstance(part, ast.Name) and isinstance(part.ctx, ast.Store):
            bound = part.id
        if bound and (bound in top or bound in functions or hasattr(builtins, bound)):
            raise OutsideSubset(part, f"`{bound}` stands for two things")
        if isinstance(part, ast.FunctionDef) and (part.name in top or hasattr(builtins, part.name)):
            raise OutsideSubset(part, f"`{part.name}` stands for two things")
