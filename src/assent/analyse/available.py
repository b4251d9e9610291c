"""Whether the solver, which is an extra, is installed."""

from __future__ import annotations


def solver_is_there() -> bool:
    """Whether questions can be asked at all."""
    try:
        import z3  # noqa: F401
    except ImportError:
        return False
    return True
