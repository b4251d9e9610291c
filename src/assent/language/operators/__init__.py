"""The table of operators. The interpreter, the generated Python and the sentences are read from its rows."""

from __future__ import annotations

import copyreg

from assent.language.operators import dates, done, durations, extents, numbers, options, truth
from assent.language.operators.row import ArgumentKind, Kind, Operator, Unsupported

OPERATORS: tuple[Operator, ...] = (
    *truth.ROWS,
    *done.ROWS,
    *numbers.ROWS,
    *options.ROWS,
    *dates.ROWS,
    *durations.ROWS,
    *extents.ROWS,
)


def row_at(place: int) -> Operator:
    """The row at a place of the table."""
    return OPERATORS[place]


def _sent(row: Operator) -> tuple[object, tuple[int]]:
    return row_at, (OPERATORS.index(row),)


# A row is functions, which no policy takes along to another process: there it is the row at the same place.
copyreg.pickle(Operator, _sent)  # type: ignore[arg-type]


def find(kind: Kind, symbol: str, argument: ArgumentKind, units: str = "") -> Operator | None:
    """The row for an operand of a kind, a written operator and an argument, or None where there is none."""
    for row in OPERATORS:
        if (row.takes, row.symbol, row.argument, row.units) == (kind, symbol, argument, units):
            return row
    return None


def symbols_for(kind: Kind) -> tuple[str, ...]:
    """How the operators on a kind of operand are written, each once, in the order of the table."""
    return tuple(dict.fromkeys(row.symbol for row in OPERATORS if row.takes == kind))


__all__ = ["OPERATORS", "ArgumentKind", "Kind", "Operator", "Unsupported", "find", "symbols_for"]
