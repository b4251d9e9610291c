"""The parser's own tables, walked without building anything: what may stand next, and what may not."""

from __future__ import annotations

from typing import Any

from lark import Lark
from lark.parsers.lalr_analysis import Shift

Stack = list[Any]


class Automaton:
    """The states of the grammar. A stack of them says where in a text a reader is."""

    __slots__ = ("_end", "_states", "start")

    def __init__(self, parser: Lark) -> None:
        table = parser.parser.parser._parse_table
        self._states: dict[Any, dict[str, Any]] = table.states
        self.start: Stack = [table.start_states["start"]]
        self._end = table.end_states["start"]

    def feed(self, stack: Stack, kind: str) -> bool:
        """Move `stack` past a token of this kind; where none may stand, leave it as it was."""
        moved = stack.copy()
        while True:
            entry = self._states[moved[-1]].get(kind)
            if entry is None:
                return False
            action, to = entry
            if action is Shift:
                moved.append(to)
                break
            if to.expansion:
                del moved[-len(to.expansion) :]
            moved.append(self._states[moved[-1]][to.origin.name][1])
            if kind == "$END" and moved[-1] == self._end:
                break
        stack[:] = moved
        return True

    def feed_all(self, stack: Stack, kinds: tuple[str, ...]) -> bool:
        """Move `stack` past all of these tokens, or leave it as it was."""
        moved = stack.copy()
        if not all(self.feed(moved, kind) for kind in kinds):
            return False
        stack[:] = moved
        return True

    def accepts(self, stack: Stack) -> frozenset[str]:
        """The kinds of token that may stand next."""
        return frozenset(kind for kind in self._states[stack[-1]] if kind.isupper() and self.feed(stack.copy(), kind))

    def wants(self, stack: Stack, kind: str) -> bool:
        """Whether nothing but this kind of token may stand next."""
        return list(self._states[stack[-1]]) == [kind]
