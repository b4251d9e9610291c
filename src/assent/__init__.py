"""Prior authorization policy as code. `assent.api` shows how these are used; each is loaded when it is first named."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from assent.api import CheckedPolicy, PolicyError, compile_text, decide, diagnostics, explain, load
    from assent.evaluate.decision import Decision
    from assent.source.diagnostic import Diagnostic

__version__ = "0.1.0"

__all__ = [
    "CheckedPolicy",
    "Decision",
    "Diagnostic",
    "PolicyError",
    "__version__",
    "compile_text",
    "decide",
    "diagnostics",
    "explain",
    "load",
]

_ELSEWHERE = {"Decision": "assent.evaluate.decision", "Diagnostic": "assent.source.diagnostic"}


def __getattr__(name: str) -> Any:
    if name not in __all__:
        raise AttributeError(f"module 'assent' has no attribute {name!r}")
    return getattr(import_module(_ELSEWHERE.get(name, "assent.api")), name)


def __dir__() -> list[str]:
    return sorted(__all__)
