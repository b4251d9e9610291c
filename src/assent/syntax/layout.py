"""Indentation: turns the white space at the beginning of lines into block marks for the grammar."""

from __future__ import annotations

from lark import Token
from lark.exceptions import LarkError
from lark.indenter import Indenter


class UnevenIndentation(LarkError):
    """A line that goes back to a column where no open block begins."""

    def __init__(self, token: Token, column: int, columns: tuple[int, ...]) -> None:
        super().__init__("uneven indentation")
        self.token = token
        self.column = column
        self.columns = columns


class Layout(Indenter):
    """The state of one parse; never shared between two."""

    NL_type = "_NL"
    OPEN_PAREN_types: list[str] = []
    CLOSE_PAREN_types: list[str] = []
    INDENT_type = "_INDENT"
    DEDENT_type = "_DEDENT"
    tab_len = 8

    def handle_NL(self, token: Token):  # type: ignore[no-untyped-def]  # noqa: N802 (lark's name)
        column = len(token.rpartition("\n")[2])
        if column not in self.indent_level and column < self.indent_level[-1]:
            raise UnevenIndentation(token, column, tuple(self.indent_level))
        yield from super().handle_NL(token)
