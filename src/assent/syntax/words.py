"""The words of a text one after another, each read with regard to what may stand in its place, or as what it is."""

from __future__ import annotations

import re

from lark import Lark, Token, UnexpectedCharacters
from lark.lexer import LexerState, LineCounter
from lark.utils import TextSlice

from assent.syntax.automaton import Stack
from assent.syntax.keywords import KEYWORDS
from assent.syntax.stumble import CHARACTER

_WORD = re.compile(r"\w+")
_STRANGE = re.compile(r"\"+|[^\s\w\"#]+|\w+|.", re.DOTALL)


class Words:
    """A place in a text that moves from word to word, and can be moved back."""

    __slots__ = ("_any", "_by_state", "_place", "_text")

    def __init__(self, parser: Lark, text: str) -> None:
        contextual = parser.parser.lexer.lexer
        self._by_state = contextual.lexers
        self._any = contextual.root_lexer
        self._text = text
        self.go_to(0)

    def go_to(self, at: int) -> None:
        """Read on from a place."""
        lines = LineCounter("\n")  # type: ignore[no-untyped-call]
        lines.char_pos = at
        self._place = LexerState(TextSlice.cast_from(self._text), lines)

    def next(self, stack: Stack) -> Token | None:
        """The next word: one that may stand here, or the one that stands there instead; None at the end."""
        try:
            return self._by_state[stack[-1]].next_token(self._place, None)  # type: ignore[no-any-return]
        except EOFError:
            return None
        except UnexpectedCharacters as stop:
            return self._instead(stop.pos_in_stream or 0)

    def _instead(self, at: int) -> Token:
        word = _WORD.match(self._text, at)
        if word and word[0] in KEYWORDS:
            # Out of place, a word of the language could be taken for other things that words may be.
            self.go_to(word.end())
            return Token(word[0].upper(), word[0], at, end_pos=word.end())
        self.go_to(at)
        try:
            return self._any.next_token(self._place, None)  # type: ignore[no-any-return]
        except UnexpectedCharacters:
            match = _STRANGE.match(self._text, at)
            assert match
            return Token(CHARACTER, match[0], at, end_pos=match.end())
