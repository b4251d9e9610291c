"""From a text to its syntax tree. Never raises: what cannot be read becomes diagnostics beside a partial tree."""

from __future__ import annotations

import re

from lark.exceptions import LarkError

from assent.source.diagnostic import Diagnostic, by_place
from assent.source.record import record
from assent.source.text import SourceText
from assent.syntax.before import TAB_IN_INDENTATION, find_before_reading
from assent.syntax.grammar import parser
from assent.syntax.tree import Place, Tree
from assent.syntax.unread import NOTHING, Unread

_QUOTED_OR_COMMENT = re.compile(r'"""(?s:.*?)"""|"(?:[^"\\\n]|\\[^\n])*"|(?P<comment>#[^\n]*)')


@record
class Comment:
    """A comment from its `#` to the end of its line; `own_line` where nothing stands before it."""

    text: str
    own_line: bool
    at: Place


@record
class Parsed:
    """What was read. With errors, the tree (if any) lacks the stretches in `skipped`.

    In a partial tree, a `Name` whose word is empty stands for something that could not be read and
    has been reported: nothing more need be said about it.
    """

    source: SourceText
    tree: Tree | None
    diagnostics: tuple[Diagnostic, ...]
    comments: tuple[Comment, ...]
    skipped: tuple[Place, ...] = ()

    @property
    def has_errors(self) -> bool:
        return any(diagnostic.is_error for diagnostic in self.diagnostics)

    @property
    def unread(self) -> Unread:
        """The lines that have mistakes, with all that was left out for them."""
        errors = [diagnostic for diagnostic in self.diagnostics if diagnostic.is_error]
        lines = (_lines_of(self.source.text, (error.span.start, error.span.end)) for error in errors)
        untrusted = any(error.code == TAB_IN_INDENTATION.name for error in errors)
        return Unread(self.source.text, (*self.skipped, *lines), untrusted) if errors else NOTHING


def parse(source: SourceText) -> Parsed:
    """The tree of a text, its comments, and every mistake in it that another does not explain."""
    comments = find_comments(source.text)
    early = find_before_reading(source)
    if early.is_fatal:
        return Parsed(source, None, early.diagnostics, comments)
    text = early.text + "\n"
    try:
        tree: Tree = parser().parse(text)  # type: ignore[assignment]
    except LarkError:
        # Mistakes are rarer than commands: what explains them is loaded when it is needed.
        from assent.syntax.recover import recover

        partial, found, skipped = recover(source, text, trust_layout=not early.has_tabs)
        diagnostics = tuple(sorted((*early.diagnostics, *found), key=by_place))
        return Parsed(source, partial, diagnostics, comments, skipped)
    return Parsed(source, tree, early.diagnostics, comments)


def _lines_of(text: str, place: Place) -> Place:
    """The lines that a place is part of, without the white space before them."""
    start = text.rfind("\n", 0, place[0]) + 1
    end = text.find("\n", place[1])
    while text[start : start + 1] in {" ", "\t"}:
        start += 1
    return start, len(text) if end < 0 else end


def find_comments(text: str) -> tuple[Comment, ...]:
    """The comments of a text, in order."""
    if "#" not in text:
        return ()
    return tuple(
        Comment(
            match[0].rstrip(),
            _begins_line(text, match.start()),
            (match.start(), match.start() + len(match[0].rstrip())),
        )
        for match in _QUOTED_OR_COMMENT.finditer(text)
        if match["comment"]
    )


def _begins_line(text: str, at: int) -> bool:
    return not text[text.rfind("\n", 0, at) + 1 : at].strip(" \t\ufeff")
