"""Reading on after a mistake: each is reported once, and what can be kept of its line and its block is kept.

A second reading, made only for a text that has a mistake. It walks the grammar's tables without building
anything; where a word cannot stand it asks `mistakes` for a message, puts a stand-in in the place of the
line (or leaves the line out), and goes on with the next. At the end the tree is built from the tokens
that were kept.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from lark import Token
from lark.parsers.lalr_parser_state import ParseConf, ParserState

from assent.source.diagnostic import Diagnostic
from assent.source.text import SourceText, Span
from assent.syntax.automaton import Automaton, Stack
from assent.syntax.grammar import parser
from assent.syntax.layout import TAB, column_after
from assent.syntax.lines import Lines
from assent.syntax.mistakes import explain, heads, indentation, quotes
from assent.syntax.mistakes.quotes import swallowed_from
from assent.syntax.stand_in import block_stand_in, stand_ins
from assent.syntax.stumble import CHARACTER, END, Stumble
from assent.syntax.tree import Place, Tree
from assent.syntax.words import Words

# Past these, the text is something else than a policy with mistakes in it.
MOST_REPORTED = 100
MOST_STUMBLES = 500

_LAYOUT = frozenset({"_NL", "_INDENT", "_DEDENT"})
# The kinds of word that begin a block of a policy.
BLOCKS = frozenset(
    {
        "OVERVIEW",
        "FACTS",
        "DEFINE",
        "SECTION",
        "REQUIRE",
        "EXCLUDE",
        "REVIEW",
        "SUBMIT",
        "UNTESTED",
        "REPLACE",
        "WITHOUT",
        "ASSUME",
        "NEVER",
        "MORE",
        "PARAMETER",
        "TABLE",
        "VALUE_SET",
        "CALCULATED",
        "AUTHORIZATION",
        "NOTICE",
    }
)


def _is_long_text(stumble: Stumble) -> bool:
    """Whether a text begins there that goes on below: with quotes that never closes, or without any quotes."""
    if stumble.kind == CHARACTER and stumble.word.startswith('"""'):
        return True
    return not stumble.line and stumble.accepts <= {"STRING", "LONG_STRING"}


@dataclass(frozen=True, slots=True)
class Level:
    """An open block: its column, and the kind of word that began the line above it.

    Lines that are deeper than they may be make a level that is not `known` to the grammar. A block that its
    author forgot to indent is `unindented`: it ends where a line begins that it cannot hold.
    """

    column: int
    head: str = ""
    known: bool = True
    unindented: bool = False


@dataclass(frozen=True, slots=True)
class Mark:
    """A place in the reading, to come back to."""

    tokens: int
    stack: Stack
    levels: tuple[Level, ...]


def recover(
    source: SourceText, text: str, *, trust_layout: bool = True
) -> tuple[Tree | None, tuple[Diagnostic, ...], tuple[Place, ...]]:
    """The tree of what can be read, the mistakes, and the stretches of text that the tree lacks.

    `text` is the source's text as the grammar wants it. Where its layout is not to be trusted (there are
    tabs in it), nothing is said of the layout.
    """
    reading = _Reading(source, text, trust_layout=trust_layout)
    complete = reading.read()
    return _build(reading.tokens) if complete else None, tuple(reading.found), tuple(reading.skipped)


def _build(tokens: list[Token]) -> Tree:
    lalr = parser().parser.parser
    state: ParserState[int] = ParserState(ParseConf(lalr._parse_table, lalr.parser.callbacks, "start"), None)  # type: ignore[arg-type]
    for token in tokens:
        state.feed_token(token)
    return state.feed_token(Token(END, ""), is_end=True)  # type: ignore[no-any-return]


class _Reading:
    """One reading of one text."""

    def __init__(self, source: SourceText, text: str, *, trust_layout: bool) -> None:
        lark = parser()
        self.source = source
        self.text = text
        self.trust_layout = trust_layout
        self.tokens: list[Token] = []
        self.found: list[Diagnostic] = []
        self.skipped: list[Place] = []
        self._lines = Lines(text)
        self._words = Words(lark, text)
        self._automaton = Automaton(lark)
        self._stack: Stack = self._automaton.start.copy()
        self._levels: tuple[Level, ...] = (Level(0),)
        # Before the line end above this line, and before this line's first word.
        self._above = self._line = self._mark()
        # The same for the line before it.
        self._previous = (self._above, self._line)
        self._stumbles = 0
        self._left_out_above = False
        self._hopeless = False
        self._lines_reported: set[int] = set()

    def read(self) -> bool:
        """Read to the end; false where no tree can be made of the text."""
        while not self._hopeless and self._stumbles < MOST_STUMBLES and len(self.found) < MOST_REPORTED:
            token = self._words.next(self._stack)
            if token is None:
                while len(self._levels) > 1:
                    self._close()
                return self._automaton.feed(self._stack, END)
            if token.type == "_NL":
                self._end_line(token)
            elif self._feed(token):
                self._left_out_above = False
            else:
                self._stumble(token)
        if self.found and not self._hopeless:
            more = "mend these first: what follows was not read"
            self.found[-1] = replace(self.found[-1], help="\n".join(filter(None, (self.found[-1].help, more))))
        return False

    # ---- the grammar

    def _feed(self, token: Token) -> bool:
        if not self._automaton.feed(self._stack, token.type):
            return False
        self.tokens.append(token)
        return True

    def _feed_mark(self, kind: str, at: int) -> bool:
        return self._feed(Token(kind, "", at, end_pos=at))

    def _accepts(self, stack: Stack | None = None) -> frozenset[str]:
        return self._automaton.accepts(self._stack if stack is None else stack)

    # ---- places to come back to

    def _mark(self) -> Mark:
        return Mark(len(self.tokens), self._stack.copy(), self._levels)

    def _come_back(self, mark: Mark) -> None:
        del self.tokens[mark.tokens :]
        self._stack = mark.stack.copy()
        self._levels = mark.levels

    # ---- lines and blocks

    def _end_line(self, token: Token) -> None:
        above = self._mark()
        if not self._feed(token):
            self._stumble(token)
            return
        self._previous = (self._above, self._line)
        self._above = above
        start = token.end_pos or 0
        self._begin_line(start, column_after(token) if start < len(self.text) else 0)
        self._line = self._mark()

    def _begin_line(self, start: int, column: int) -> None:
        """Open and close blocks until the line that begins here stands in its own."""
        here = self._levels[-1]
        if column > here.column:
            self._open(start, column)
            return
        if self._automaton.wants(self._stack, "_INDENT") and not self._stand_in_for_block(start, column):
            return
        if column == here.column and not self._may_begin(start) and self._belongs_above(start, column):
            return
        while column < self._levels[-1].column:
            if column > self._levels[-2].column:
                self._settle(start, column)
                return
            self._close()
        while self._levels[-1].unindented and not self._may_begin(start):
            self._close()

    def _open(self, start: int, column: int) -> None:
        above = self._line_above()
        if self._feed_mark("_INDENT", start):
            self._levels = (*self._levels, Level(column, above.type))
            return
        block_word = heads.block_word(Span(self.source, *self._lines.words(above.start_pos or 0)))
        if above.type == "NAME" and block_word is not None:
            self._report(block_word)
            self._levels = (*self._levels, Level(column, self._levels[-1].head, known=False))
            return
        continues = bool(self._lines.kinds_at(start) & self._accepts(self._above.stack))
        self._report_layout(
            start,
            indentation.too_deep(self.source, self._lines.words(start), continues=continues, is_first=not above.type),
        )
        self._levels = (*self._levels, Level(column, self._levels[-1].head, known=False))

    def _settle(self, start: int, column: int) -> None:
        """Report a column between those of two blocks, and take the line for one of the nearer block."""
        outer, inner = self._levels[-2].column, self._levels[-1].column
        columns = tuple(dict.fromkeys(level.column for level in self._levels))
        self._report_layout(start, indentation.uneven(self.source, self._lines.words(start), column, columns))
        if column - outer < inner - column:
            self._close()
            self._levels = (*self._levels, Level(column, self._levels[-1].head, known=False))
        else:
            self._levels = (*self._levels[:-1], replace(self._levels[-1], column=column))

    def _belongs_above(self, start: int, column: int) -> bool:
        """Whether a line belongs to a block that the line above may have, and is not indented; then it is reported."""
        inside = self._stack.copy()
        if not self._automaton.feed(inside, "_INDENT") or not self._lines.kinds_at(start) & self._accepts(inside):
            return False
        head = self._line_above()
        self._report_layout(start, indentation.not_indented(self.source, head, self._lines.words(start)))
        self._feed_mark("_INDENT", start)
        self._levels = (*self._levels, Level(column, head.type, unindented=True))
        return True

    def _stand_in_for_block(self, start: int, column: int) -> bool:
        """Make up for a block that is not there; false when the line that begins here turns out to be in it."""
        inside = self._stack.copy()
        self._automaton.feed(inside, "_INDENT")
        accepts = self._accepts(inside)
        head = self._line_above()
        if not self._left_out_above:
            if column == self._levels[-1].column and self._lines.kinds_at(start) & accepts:
                self._report_layout(start, indentation.not_indented(self.source, head, self._lines.words(start)))
                self._feed_mark("_INDENT", start)
                self._levels = (*self._levels, Level(column, head.type, unindented=True))
                return False
            if self._head_is_too_deep(start, column, head, accepts):
                return False
            self._report(indentation.no_block(self.source, head, self._lines.words(head.start_pos or 0)))
        tokens = block_stand_in(accepts, start)
        if tokens is None:
            self._above, head_line = self._previous
            self._come_back(head_line)
            return True
        self._feed_mark("_INDENT", start)
        for token in tokens:
            self._feed(token)
        self._feed_mark("_NL", start)
        self._feed_mark("_DEDENT", start)
        return True

    def _head_is_too_deep(self, start: int, column: int, head: Token, inside: frozenset[str]) -> bool:
        """Whether the line above stands deeper than its own block; if so, that block is opened."""
        if len(self._levels) < 2 or not self._levels[-2].column < column < self._levels[-1].column:
            return False
        if not self._lines.kinds_at(start) & inside:
            return False
        place = self._lines.words(head.start_pos or 0)
        self._report_layout(place[0], indentation.deeper_than_block(self.source, place))
        self._feed_mark("_INDENT", start)
        likely = min(self._levels[-2].column + TAB, column - 1)
        self._levels = (*self._levels[:-1], replace(self._levels[-1], column=likely), Level(column, head.type))
        return True

    def _close(self) -> None:
        level = self._levels[-1]
        self._levels = self._levels[:-1]
        if level.known:
            self._feed_mark("_DEDENT", (self.tokens[-1].end_pos or 0) if self.tokens else 0)

    def _may_begin(self, start: int) -> bool:
        return bool(self._lines.kinds_at(start) & self._accepts())

    def _line_above(self) -> Token:
        """The first word of the line above the one that begins."""
        nothing = Token("", "", 0, end_pos=0)
        return next((token for token in self.tokens[self._line.tokens :] if token.type not in _LAYOUT), nothing)

    # ---- mistakes

    def _report(self, diagnostic: Diagnostic) -> None:
        line = diagnostic.span.line
        if line not in self._lines_reported:
            self._lines_reported.add(line)
            self.found.append(diagnostic)

    def _report_layout(self, start: int, diagnostic: Diagnostic) -> None:
        if self.trust_layout and start < len(self.text):
            self._report(diagnostic)

    def _stumble(self, token: Token) -> None:
        self._stumbles += 1
        if self._swallowed_a_block():
            return
        stumble = self._describe(token)
        self._report(explain(stumble))
        if not self._line.tokens and "POLICY" in self._accepts(self._line.stack):
            self._begin_file(stumble)
        elif not stumble.line and token.type in {"POLICY", "VOCABULARY"}:
            self._leave_out(stumble, len(self.text) - 1)
        elif _is_long_text(stumble) and self._feed_text(stumble.start):
            self._skip_to(stumble, self._lines.block_stop(stumble.start, self._lines.column(stumble.start) - 1))
        elif not self._stand_in(stumble):
            self._leave_out(stumble, self._lines.block_stop(stumble.line_end, self._lines.column(stumble.line_start)))

    def _describe(self, token: Token) -> Stumble:
        line = tuple(self.tokens[self._line.tokens :])
        start, end = token.start_pos or 0, token.end_pos or 0
        if token.type == "_NL" and line:
            start = end = line[-1].end_pos or 0
        first = (line[0].start_pos or 0) if line else start
        return Stumble(
            source=self.source,
            kind=token.type,
            start=start,
            end=min(end, len(self.source.text)),
            line=line,
            line_start=self._lines.words(first)[0],
            line_end=self._lines.stop(end),
            accepts=self._accepts(),
            within=tuple(level.head for level in self._levels if level.head),
            in_vocabulary=bool(self.tokens) and any(token.type == "VOCABULARY" for token in self.tokens[:2]),
        )

    def _swallowed_a_block(self) -> bool:
        """Whether a long text was never closed and took in the lines before the next one; if so, give them back."""
        for number in range(max(0, self._above.tokens - 1), len(self.tokens)):
            text = self.tokens[number]
            swallowed = swallowed_from(self.source.text, text) if text.type == "LONG_STRING" else None
            if swallowed is None:
                continue
            self._report(quotes.unclosed_long_text(self.source, text.start_pos or 0))
            mark = self._line if number >= self._line.tokens else self._above
            again = self.tokens[mark.tokens : number + 1]
            self._come_back(mark)
            for token in again:
                self._feed(token)
            self._words.go_to(swallowed)
            return True
        return False

    def _begin_file(self, stumble: Stumble) -> None:
        if self._stand_in(stumble):
            return
        if not self._lines.kinds_at(stumble.line_start) & BLOCKS:
            self._hopeless = True
            return
        # Without its header, nobody knows what the policy uses.
        self.skipped.append((0, len(self.text) - 1))
        self._come_back(self._line)
        for kind, words in (("POLICY", "policy"), ("NAME", ""), ("STRING", '""')):
            self._feed(Token(kind, words, stumble.line_start, end_pos=stumble.line_start))
        self._above = self._mark()
        self._feed_mark("_NL", stumble.line_start)
        self._line = self._mark()
        self._previous = (self._above, self._line)
        self._words.go_to(stumble.line_start)

    def _feed_text(self, at: int) -> bool:
        return self._feed(Token("STRING", '""', at, end_pos=at))

    def _stand_in(self, stumble: Stumble) -> bool:
        """Put what was meant in the place of the line, where that can be told."""
        column = self._lines.column(stumble.line_start)
        block_stop = self._lines.block_stop(stumble.line_end, column)
        for tokens in stand_ins(stumble.written, stumble.line_start, has_block=block_stop > stumble.line_end):
            stack = self._line.stack.copy()
            if not self._automaton.feed_all(stack, (*(token.type for token in tokens), "_NL")):
                continue
            self._come_back(self._line)
            for token in tokens:
                self._feed(token)
            keeps_block = self._automaton.feed(stack, "_INDENT")
            self._skip_to(stumble, stumble.line_end if keeps_block else block_stop)
            return True
        return False

    def _leave_out(self, stumble: Stumble, stop: int) -> None:
        self._come_back(self._above)
        self._above, self._line = self._previous
        self._left_out_above = True
        self._skip_to(stumble, stop)

    def _skip_to(self, stumble: Stumble, stop: int) -> None:
        self.skipped.append((stumble.line_start, stop))
        self._words.go_to(stop)
