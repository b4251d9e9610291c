"""What generated checkers carry word for word must be able to stand by itself, in one file."""

from __future__ import annotations

import ast
import inspect
import sys
from collections import Counter
from types import ModuleType

import pytest

from assent.generate.python.embed import MODULES

# The prelude imports what is typed in it alone; its own tests run it.
EMBEDDED = MODULES[:-1]


def _tree(module: ModuleType) -> ast.Module:
    return ast.parse(inspect.getsource(module))


@pytest.mark.parametrize("module", EMBEDDED, ids=lambda module: module.__name__)
def test_imports_the_standard_library_and_embedded_modules_alone(module: ModuleType) -> None:
    for node in ast.walk(_tree(module)):
        if isinstance(node, ast.Import):
            assert all(alias.name in sys.stdlib_module_names and alias.asname is None for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0
            assert all(alias.asname is None for alias in node.names)
            assert node.module is not None
            own = node.module in {other.__name__ for other in EMBEDDED}
            assert own or node.module.split(".")[0] in sys.stdlib_module_names


def test_names_do_not_collide() -> None:
    names: Counter[str] = Counter()
    for module in EMBEDDED:
        for node in _tree(module).body:
            if isinstance(node, ast.FunctionDef | ast.ClassDef):
                names[node.name] += 1
            elif isinstance(node, ast.Assign):
                names.update(target.id for target in node.targets if isinstance(target, ast.Name))
            elif isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name):
                names[node.target.id] += 1
    assert [name for name, times in names.items() if times > 1] == []
