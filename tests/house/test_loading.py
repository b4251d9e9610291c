"""Every module can be loaded before any other: what a mistake loads late, no command has loaded before it."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import assent

_LOAD = """
import importlib, sys
for name in sys.argv[1:]:
    for known in [one for one in sys.modules if one == "assent" or one.startswith("assent.")]:
        del sys.modules[known]
    try:
        importlib.import_module(name)
    except ImportError as error:
        print(f"{name}: {error}")
"""


def test_every_module_of_the_language_loads_first() -> None:
    root = Path(assent.__file__).parent
    rooms = ("source", "language", "syntax", "check", "requests", "evaluate")
    paths = [path for room in rooms for path in sorted((root / room).rglob("*.py"))]
    names = [".".join(("assent", *path.relative_to(root).with_suffix("").parts)) for path in paths]
    wanted = [name.removesuffix(".__init__") for name in names]
    assert len(wanted) > 100
    ran = subprocess.run([sys.executable, "-c", _LOAD, *wanted], capture_output=True, text=True, check=False)
    assert ran.stdout == ""
    assert ran.returncode == 0, ran.stderr
