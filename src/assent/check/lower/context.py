"""What lowering carries along: the problems so far, the names in force, and where each expression was written."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from assent.check.problems import Problems
from assent.check.scope import Scope
from assent.language.expressions import Expression, Fact
from assent.language.values import Period
from assent.source.record import record
from assent.syntax.tree import Place
from assent.syntax.unread import NOTHING, Unread


@dataclass(slots=True)
class Places:
    """Where each expression was written. By identity: two equal tests stand in two places."""

    known: dict[int, tuple[Expression, Place]] = field(default_factory=dict)

    def mark(self, expression: Expression, at: Place) -> Expression:
        """Remember a place, and hand the expression on."""
        self.known[id(expression)] = (expression, at)
        return expression

    def of(self, expression: Expression) -> Place | None:
        """Where an expression was written, or None for one that only an expansion made."""
        found = self.known.get(id(expression))
        return found[1] if found else None


@record
class Picked:
    """Of which elements the latest or the earliest is meant: those in a window, those that are as a condition says."""

    window: Period | None = None
    where: Expression | None = None


@record
class Context:
    """Where a test stands.

    `unread` is the part of the policy's text that could not be read.
    `element` is the fact whose elements a condition after `where` looks at; `negated` says that an odd
    number of `not` stands above; `picked` narrows down what `latest` and `earliest` look at.
    """

    problems: Problems
    scope: Scope
    places: Places
    unread: Unread = NOTHING
    element: Fact | None = None
    negated: bool = False
    picked: Picked = Picked()

    def picking(self, window: Period | None, where: Expression | None) -> Context:
        """The context of a test of the latest or the earliest of some elements only."""
        return replace(self, picked=Picked(window, where))

    def inside(self, element: Fact) -> Context:
        """The context of a condition on an element."""
        return replace(self, element=element, negated=False)

    def outside(self) -> Context:
        """The context of what is no affair of the element that a condition looks at."""
        return replace(self, element=None)

    def opposite(self) -> Context:
        """The context below a `not`."""
        return replace(self, negated=not self.negated)
