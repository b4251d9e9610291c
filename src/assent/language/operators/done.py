"""Whether a value was measured, or found, at all: not met of what was `not done`, as every test is."""

from __future__ import annotations

from assent.language.operators.row import Kind, Operator

# The kinds of value that may be `not done`.
KINDS: tuple[Kind, ...] = ("yes/no", "number", "scale", "choice", "code")
DONE = "is done"
# Options that would read the same as the test or its negation: with one of them, a choice has no such test.
WORDS = ("done", "not_done")


def _row(kind: Kind) -> Operator:
    return Operator(
        name=f"{kind} is done",
        symbol=DONE,
        takes=kind,
        argument="none",
        meaning=lambda value, _, as_of: True,
        python="{0} is not None",
        opposite="{0} is None",
        phrase="done",
        negated="not done",
    )


ROWS = tuple(map(_row, KINDS))
