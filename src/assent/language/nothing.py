"""NOTHING: the value of what there surely is none of.

A value has three states: a value, None (unknown), and NOTHING. Every comparison with NOTHING is not met.
This module uses the standard library alone and stands, word for word, in every generated checker.
"""

from __future__ import annotations


class Nothing:
    """There is none: no comparison with it is met."""

    __slots__ = ()

    def __reduce__(self) -> str:
        return "NOTHING"  # a copy of it, or one that was sent elsewhere, is itself


NOTHING = Nothing()
