"""The nodes of tests that count the elements of a list or of evidence, or say how long its episodes last."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assent.source.record import record
from assent.syntax.leaf import Name, NumberWord, PeriodNode, Place, Value, place

if TYPE_CHECKING:
    from assent.syntax.tree import Test


@record
class Pattern:
    """How counted elements lie to one another: `form` is "within any", "no more than" or "at least" (so long apart)."""

    form: str
    period: PeriodNode
    at: Place = place()


@record
class Counted:
    """A count: `form` is "at least", "at most", "exactly", "no", "between", "latest" or "every".

    `low` and `high` are the numbers as written (only `low` unless `between`). A `where` that is a group
    stands below, on lines of its own.
    """

    form: str
    low: NumberWord | None
    high: NumberWord | None
    name: Name
    pattern: Pattern | None
    window: PeriodNode | None
    per: Name | None
    where: Test | None
    at: Place = place()


@record
class Step:
    """`step therapy with drug_trial for 3 months at 15 mg/week`: `taken` is how long, `dose` how much."""

    name: Name
    taken: PeriodNode | None
    dose: Value | None
    window: PeriodNode | None
    where: Test | None
    at: Place = place()


@record
class Selected:
    """A test of a value from a window, `latest visit.score >= 4 within the last 6 months`, or of elements `where …`."""

    test: Test
    window: PeriodNode | None
    where: Test | None
    at: Place = place()


@record
class Lasting:
    """`at least 6 weeks of therapy`, `at most …`, `consecutive` in a row, with `gaps` of at most so long."""

    form: str
    period: PeriodNode
    consecutive: bool
    name: Name
    gaps: PeriodNode | None
    window: PeriodNode | None
    where: Test | None
    at: Place = place()
