"""The problems found in one text, collected while it is checked."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from assent.source.catalogue import Code
from assent.source.diagnostic import Diagnostic, Label
from assent.source.text import SourceText, Span
from assent.syntax.tree import Place

# Quoted words that nobody would read to their end.
_LONG = re.compile(r"`([^`\n]{100})[^`\n]{60,}`")


def _shortened(match: re.Match[str]) -> str:
    return f"`{match[1].rstrip()}…`"


@dataclass(slots=True)
class Problems:
    """What is wrong in one text so far. Rules add to it; nothing is ever raised.

    `lost` says that a test was left out for a mistake in it, which is among what was found, or in another text.
    """

    source: SourceText
    found: list[Diagnostic] = field(default_factory=list)
    lost: bool = False

    def span(self, at: Place) -> Span:
        """A place in this text, as a span that knows its text."""
        return self.source.span(*at)

    def first_line(self, at: Place) -> Span:
        """A place as far as its first line goes: enough to point at a block."""
        line = self.source.text[at[0] : at[1]].partition("\n")[0]
        return self.source.span(at[0], at[0] + len(line.rstrip()))

    def words(self, at: Place) -> str:
        """What the author wrote at a place, on one line."""
        return " ".join(self.source.text[at[0] : at[1]].split())

    def add(
        self,
        code: Code,
        at: Place,
        message: str,
        *,
        label: str = "",
        others: tuple[Label, ...] = (),
        help: str = "",
    ) -> None:
        """Report a problem at a place of this text."""
        message, help = _LONG.sub(_shortened, message), _LONG.sub(_shortened, help)
        self.found.append(code.at(self.first_line(at), message, label=label, others=others, help=help))

    @property
    def has_errors(self) -> bool:
        return any(diagnostic.is_error for diagnostic in self.found)
