"""What an approval grants, and for how long, each under its condition."""

from __future__ import annotations

from assent.language.expressions import AllOf, Expression, Fact, Titled
from assent.language.phrases import option_text
from assent.language.types import Scale
from assent.language.values import Period
from assent.source.record import record


@record
class Longer:
    """A validity that holds only under a condition."""

    period: Period
    when: Expression


@record
class Grant:
    """One line of what an approval grants: a `text`, an `amount` of a `unit`, or an `option` of a scale.

    `requested` is the fact that says what was asked for, None where nothing is held against that; `when` the
    condition, None where there is none. Of an amount, what was requested is granted where it is less.
    """

    text: str = ""
    amount: int | None = None
    unit: str = ""
    option: str = ""
    requested: Fact | None = None
    when: Expression | None = None

    @property
    def words(self) -> str:
        """What is granted, for people."""
        if self.amount is not None:
            return f"{self.amount} {self.unit}"
        return self.text or option_text(self.option)

    @property
    def size(self) -> int | None:
        """What is compared with other lines and with what was requested: the amount, or the option's rank."""
        if self.option:
            assert self.requested is not None and isinstance(self.requested.type, Scale)
            return self.requested.type.options.index(self.option)
        return self.amount

    @property
    def pathway(self) -> str:
        """The title of the pathway that a line belongs to, "" where it belongs to none."""
        first = self.when.parts[0] if isinstance(self.when, AllOf) else self.when
        return first.title if isinstance(first, Titled) else ""


def condition(pathway: Titled | None, when: Expression | None) -> Expression | None:
    """The condition of a line: its pathway, its `when`, or both."""
    if pathway is None or when is None:
        return pathway or when
    return AllOf((pathway, when))
