"""Operators on yes/no facts, judgements and documents."""

from __future__ import annotations

from assent.language.operators.row import Operator

HOLDS = Operator(
    name="holds",
    symbol="",
    takes="yes/no",
    argument="none",
    meaning=lambda value, _, as_of: value is True,
    python="{0}",
    opposite="not {0}",
    phrase="yes",
    negated="no",
)

PROVIDED = Operator(
    name="provided",
    symbol="provided",
    takes="document",
    argument="none",
    meaning=lambda value, _, as_of: value is not False and value <= as_of,
    python="is_provided({0}, as_of)",
    opposite="not is_provided({0}, as_of)",
    phrase="provided",
    negated="not provided",
)

ROWS = (HOLDS, PROVIDED)
