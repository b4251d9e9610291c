"""Operators that compare numbers, and ranks on a scale. Decimals are exact; nothing is rounded."""

from __future__ import annotations

import operator

from assent.language.operators.row import Kind, Operator


def _rows(kind: Kind, argument: str) -> tuple[Operator, ...]:
    def row(symbol: str, opposite: str, phrase: str, negated: str) -> Operator:
        meaning = {
            ">=": operator.ge,
            ">": operator.gt,
            "<=": operator.le,
            "<": operator.lt,
            "is": operator.eq,
            "is not": operator.ne,
        }[symbol]
        python = {"is": "==", "is not": "!="}
        return Operator(
            name=f"{kind} {symbol}",
            symbol=symbol,
            takes=kind,
            argument="number" if argument == "number" else "scale",
            meaning=lambda value, bound, as_of: meaning(value, bound),
            python=f"{{0}} {python.get(symbol, symbol)} {{1}}",
            opposite=f"{{0}} {python.get(opposite, opposite)} {{1}}",
            phrase=phrase,
            negated=negated,
        )

    return (
        row(">=", "<", "at least {1}", "less than {1}"),
        row(">", "<=", "more than {1}", "at most {1}"),
        row("<=", ">", "at most {1}", "more than {1}"),
        row("<", ">=", "less than {1}", "at least {1}"),
        row("is", "is not", "exactly {1}", "not exactly {1}"),
        row("is not", "is", "not exactly {1}", "exactly {1}"),
    )


ROWS = (*_rows("number", "number"), *_rows("scale", "scale"))
