"""Indentation: turns the white space at the beginning of lines into block marks for the grammar."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from lark import Token
from lark.exceptions import LarkError
from lark.indenter import Indenter

# A tab in an indentation is an error of its own; to read on, it counts as one step.
TAB = 2


class UnevenIndentation(LarkError):
    """A line that goes back to a column where no open block begins."""


def column_after(line_end: str) -> int:
    """The column at which the line after a line end (with the comments and blank lines in it) begins."""
    return len(line_end[line_end.rfind("\n") + 1 :].expandtabs(TAB))


class Layout(Indenter):
    """One is shared by all parses of a process, and holds nothing of any: each parse gets a fresh copy."""

    NL_type = "_NL"
    OPEN_PAREN_types: ClassVar[list[str]] = []
    CLOSE_PAREN_types: ClassVar[list[str]] = []
    INDENT_type = "_INDENT"
    DEDENT_type = "_DEDENT"
    tab_len = TAB

    def process(self, stream: Iterator[Token]) -> Iterator[Token]:
        return Layout()._process(stream)  # type: ignore[no-untyped-call, no-any-return]

    def handle_NL(self, token: Token) -> Iterator[Token]:  # noqa: N802 (lark's name)
        yield token
        column = column_after(token)
        levels = self.indent_level
        if column == levels[-1]:
            return
        if column > levels[-1]:
            levels.append(column)
            yield Token.new_borrow_pos("_INDENT", "", token)
            return
        while column < levels[-1]:
            levels.pop()
            yield Token.new_borrow_pos("_DEDENT", "", token)
        if column != levels[-1]:
            raise UnevenIndentation
