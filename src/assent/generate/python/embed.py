"""The modules that every checker carries, word for word, as one text: their imports hoisted, nothing else changed."""

from __future__ import annotations

import ast
import functools
import inspect
from dataclasses import dataclass
from types import ModuleType

from assent.evaluate import decision, episodes, granting, spacing, tally, trace, wording
from assent.generate.python import prelude
from assent.language import calculating, calendar, changed, duration, elapsed, exact, extent, nothing, recent
from assent.requests import envelope, findings, numbers, reading, reading_episodes, slips

# In an order in which each needs only those before it.
MODULES = (
    nothing,
    calendar,
    elapsed,
    duration,
    exact,
    changed,
    calculating,
    recent,
    extent,
    tally,
    spacing,
    episodes,
    trace,
    wording,
    granting,
    slips,
    findings,
    envelope,
    reading,
    numbers,
    reading_episodes,
    decision,
    prelude,
)


@dataclass(frozen=True, slots=True)
class Embedded:
    """The text of the modules, what it imports (by module; no names: the module itself), and the names it binds."""

    text: str
    imports: dict[str, frozenset[str]]
    names: frozenset[str]


@functools.cache
def embedded() -> Embedded:
    """The modules of a checker as one text."""
    texts: list[str] = []
    imports: dict[str, set[str]] = {}
    names: set[str] = set()
    for module in MODULES:
        source = inspect.getsource(module)
        tree = ast.parse(source)
        texts.append(_body(module, source, tree, imports))
        bound = _bound(tree)
        clash = names & bound
        assert not clash, f"two embedded modules both bind {sorted(clash)}"
        names |= bound
    wanted = {name: frozenset(what) for name, what in imports.items()}
    imported = {name for module, what in wanted.items() for name in (what or {module})}
    return Embedded("\n\n\n".join(texts), wanted, frozenset(names | imported))


def _body(module: ModuleType, source: str, tree: ast.Module, imports: dict[str, set[str]]) -> str:
    """The source without its docstring and imports, under a line that says what it is."""
    lines = source.splitlines()
    dropped: set[int] = set()
    for at, node in enumerate(tree.body):
        opening = at == 0 and isinstance(node, ast.Expr)
        if opening or isinstance(node, ast.Import | ast.ImportFrom):
            assert node.end_lineno is not None
            dropped.update(range(node.lineno - 1, node.end_lineno))
        if isinstance(node, ast.Import):
            for alias in node.names:
                assert alias.asname is None
                imports.setdefault(alias.name, set())
        elif isinstance(node, ast.ImportFrom) and node.module != "__future__":
            assert node.module is not None
            if node.module.split(".")[0] != "assent":
                imports.setdefault(node.module, set()).update(alias.name for alias in node.names)
            assert all(alias.asname is None for alias in node.names)
    kept = "\n".join(unmarked(line) for at, line in enumerate(lines) if at not in dropped).strip("\n")
    title = (module.__doc__ or "").splitlines()[0]
    return f"# {title}\n\n\n{kept}" if kept.startswith(("def ", "class ", "@")) else f"# {title}\n\n{kept}"


def unmarked(line: str) -> str:
    """The line without a mark for linters, which its reader's linter may not know."""
    return line.split("  # noqa", 1)[0]


def _bound(tree: ast.Module) -> set[str]:
    """The names that a module binds at its top, imports aside."""
    bound: set[str] = set()
    for node in tree.body:
        if isinstance(node, ast.FunctionDef | ast.ClassDef):
            bound.add(node.name)
        elif isinstance(node, ast.Assign):
            bound.update(target.id for target in node.targets if isinstance(target, ast.Name))
        elif isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name):
            bound.add(node.target.id)
    return bound
