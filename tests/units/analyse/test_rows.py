"""Every row of the operator table is told to the solver, or listed here as one that is not."""

from __future__ import annotations

from dataclasses import replace

import pytest
import z3

from assent.analyse.encode.demands import Demands
from assent.analyse.encode.operators import encode, encode_beside
from assent.analyse.encode.space import Inexpressible, Space
from assent.check.subject import kind_of
from assent.language.expressions import Literal
from assent.language.operators import OPERATORS, Operator
from assent.language.operators.done import DONE
from assent.language.types import Choice, Code, Date, Document, DurationType, Number, Scale, Type, YesNo
from assent.language.values import Period

# Rows that the solver is not told about: an answer that turns on one is "not decided".
UNTOLD = frozenset(row.name for row in OPERATORS if row.takes == "extent") | {
    "code is the same",
    "code is not the same",
}

TYPES: tuple[Type, ...] = (
    YesNo(),
    Number(),
    Scale(("low", "high")),
    Choice(("a", "b")),
    Code("ICD10"),
    Date(),
    Document(),
    DurationType(),
)


@pytest.mark.parametrize("row", OPERATORS, ids=lambda row: row.name)
def test_a_row_is_told_to_the_solver(row: Operator) -> None:
    space = Space(700000, 800000, Demands(patterns={("x", ""): {"M54*"}}))
    type = next((one for one in TYPES if kind_of(one) == row.takes), None)
    if type is None:
        assert row.name in UNTOLD
        return
    try:
        symbol = space.declare(type, "x", "x")
        if row.symbol == DONE:  # what is always done is never not met
            symbol = replace(symbol, nothing=z3.FreshBool("x was not done"))
        if row.argument == "another":
            truth = encode_beside(row, symbol, space.declare(type, "y", "y"))
        else:
            truth = encode(row, symbol, argument_of(row), space)
    except Inexpressible:
        assert row.name in UNTOLD
    else:
        assert row.name not in UNTOLD
        assert truth.met is not False and truth.unmet is not False


def argument_of(row: Operator) -> Literal | None:
    """A literal such as the row takes."""
    period = Period(2, row.units or "days")
    literals: dict[str, Literal | None] = {
        "none": None,
        "number": 3,
        "scale": 1,
        "choice": "a",
        "code": "M54*",
        "date": 738000,
        "period": period,
    }
    return literals[row.argument]
