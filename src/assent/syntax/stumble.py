"""The place where reading stopped, and all that a message needs to know about it."""

from __future__ import annotations

import re

from lark import Token

from assent.source.record import record
from assent.source.text import SourceText, Span

# Kinds that are no terminal of the grammar: a character that begins no word of the language, and the end of the text.
CHARACTER = ""
END = "$END"

_RUN = re.compile(r"[^\s\"#]*")
_COMMENT = re.compile(r'("(?:[^"\\\n]|\\[^\n])*"|[^"#\n])*')


@record
class Stumble:
    """`kind` is the terminal that stood at `start` where `accepts` says what could have.

    `line` holds the tokens before it on its logical line, which runs from its first word at `line_start`
    to `line_end`; `within` names the first terminal of the line above each enclosing block, outermost first.
    """

    source: SourceText
    kind: str
    start: int
    end: int
    line: tuple[Token, ...]
    line_start: int
    line_end: int
    accepts: frozenset[str]
    within: tuple[str, ...]
    in_vocabulary: bool

    @property
    def word(self) -> str:
        """What stood there."""
        return self.source.text[self.start : self.end]

    @property
    def said(self) -> str:
        """What stood there, short enough for a message."""
        return shortened(self.word)

    @property
    def rest(self) -> str:
        """The line from there on, without its comment."""
        return self._words(self.start)

    @property
    def written(self) -> str:
        """The whole line as the author wrote it, without its comment."""
        return self._words(self.line_start)

    def _words(self, start: int) -> str:
        match = _COMMENT.match(self.source.text, start, self.line_end)
        words = match[0] if match else ""
        # A quote that is never closed is part of the line as well.
        if start + len(words) < self.line_end and self.source.text[start + len(words)] == '"':
            words = self.source.text[start : self.line_end]
        return words.rstrip()

    @property
    def run(self) -> Span:
        """All that is written there without a space, with what stands directly before it."""
        text = self.source.text
        start = self.start
        while start > self.line_start and text[start - 1] not in ' \t"#':
            start -= 1
        after = _RUN.match(text, self.start, self.line_end)
        return Span(self.source, start, max(after.end() if after else start, start))

    @property
    def first(self) -> Token | None:
        """The first token of the line, if reading came past it."""
        return self.line[0] if self.line else None

    @property
    def last(self) -> Token | None:
        """The token just before."""
        return self.line[-1] if self.line else None

    @property
    def kinds(self) -> tuple[str, ...]:
        """The kinds of the tokens before it on its line."""
        return tuple(token.type for token in self.line)

    @property
    def last_kind(self) -> str:
        return self.line[-1].type if self.line else ""

    @property
    def block(self) -> str:
        """The kind of word that begins the line above the innermost block, or nothing at the left edge."""
        return self.within[-1] if self.within else ""

    @property
    def at_line_end(self) -> bool:
        return self.kind == "_NL"

    @property
    def span(self) -> Span:
        """What stood there; at the end of a line, the word before."""
        if self.start == self.end and self.line:
            return self.span_of(self.line[-1])
        return Span(self.source, self.start, self.end)

    @property
    def span_to_end(self) -> Span:
        """From there to the end of the line, without its comment."""
        return Span(self.source, self.start, self.start + len(self.rest))

    def span_of(self, token: Token) -> Span:
        return Span(self.source, token.start_pos or 0, token.end_pos or 0)

    def span_from(self, token: Token) -> Span:
        """From a token of the line up to and with what stood there."""
        return Span(self.source, token.start_pos or 0, max(self.end, token.end_pos or 0))

    def fixed(self, span: Span, words: str) -> str:
        """The whole line as it would be with other words at a place of it."""
        written = self.written
        start = span.start - self.line_start
        return shortened((written[:start] + words + written[span.end - self.line_start :]).rstrip(), most=200)


def shortened(words: str, *, most: int = 60) -> str:
    """Words as they are, or their beginning where they are many."""
    return words if len(words) <= most else words[: most - 1].rstrip() + "…"
