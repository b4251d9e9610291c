"""The core: everything a policy can say comes down to these kinds of expression.

The surface is rich and the core is small; `language.shorthand` says what expands into what. Each
target (interpreter, generated Python, document, canonical JSON) is one `match` over `Expression`.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction
from typing import Literal as OneOf

from assent.language.exact import exact
from assent.language.operators.row import Operator
from assent.language.types import Field, Type
from assent.language.values import Period, Unit
from assent.source.record import record


@record
class Coding:
    """What a fact itself is called in a code system: `LOINC 72514-3`."""

    system: str
    code: str


@record
class Fact:
    """A declared fact: its name, its type, its question in plain words, its vocabulary ("" for the policy's own).

    With `not_done`, a request may state that it was not done. Of a `measured` one a request states the day, `on`,
    and a test may ask how long ago that may be. The value of a `sensitive` one is shown only where it is asked for.
    `codes` are its own.
    """

    name: str
    type: Type
    label: str
    vocabulary: str = ""
    not_done: bool = False
    measured: bool = False
    sensitive: bool = False
    codes: tuple[Coding, ...] = ()


# Operands: what a test is about.


@record
class FactValue:
    """The value of a fact."""

    fact: Fact


@record
class FieldValue:
    """The value of a field of the element that a count is looking at (only inside `Count.where`)."""

    field: Field
    position: int


@record
class LatestField:
    """`latest x.field`: the field of the latest element up to the date of the request (lists only).

    With `earliest`, of the earliest one. `window` and `where` are those of a count: of the elements that
    lie in the window and are as it says, the latest.
    """

    fact: Fact
    field: Field
    position: int
    earliest: bool = False
    window: Period | None = None
    where: Expression | None = None


@record
class Extent:
    """How long the episodes of a collection last: in total, or (`gap` is set) the longest run of them.

    A run is not broken by up to `gap` days without treatment. `window` and `where` are those of a count.
    """

    fact: Fact
    gap: int | None
    window: Period | None = None
    where: Expression | None = None


@record
class Recent:
    """`pain_score … within the last 30 days`: the value of a measured fact, unknown unless its day is in the window."""

    fact: Fact
    window: Period


@record
class Product:
    """A number, times some values, over others; no value that stands below can be 0."""

    number: int | Decimal | Fraction
    over: tuple[FactValue | LatestField, ...] = ()
    under: tuple[FactValue | LatestField, ...] = ()


@record
class Calculated:
    """`calculated pack_years "Pack-years"`: a sum of products, exactly; unknown while a value in it is.

    Where there surely is none of a value in it, there is none of it either. Units are in the numbers of the products.
    """

    id: str
    title: str
    unit: str
    products: tuple[Product, ...]

    @property
    def values(self) -> tuple[FactValue | LatestField, ...]:
        """The values that it is worked out of, each once, in order."""
        return tuple(dict.fromkeys(one for product in self.products for one in (*product.over, *product.under)))


@record
class AsOf:
    """The date of the request."""


@record
class Shifted:
    """The day a period before a date, by the one rule for months and years."""

    operand: Operand
    period: Period


@record
class Elapsed:
    """`years since birth_date`: how many whole units have passed since a date; none since a day to come."""

    unit: Unit
    operand: Operand


@record
class Changed:
    """A number so much below or above another: `5 % below baseline_weight`, `2 above earliest test.score`.

    `by` is in percent of it, or in its own unit; `written` is how the policy says it. Of what is not more than 0
    there is no percent: there is none then.
    """

    operand: Operand
    by: int | Decimal | Fraction
    above: bool
    percent: bool
    written: str

    @property
    def number(self) -> int | Decimal | Fraction:
        """How many percent of the other number it is; or what is to be added to that one."""
        by = Fraction(self.by) if self.above else -Fraction(self.by)
        return exact(100 + by if self.percent else by)


# Any operand has one of three states: a value, None (unknown), or NOTHING (`language.nothing`).
Operand = FactValue | FieldValue | LatestField | Extent | Recent | Calculated | AsOf | Shifted | Elapsed | Changed

# A literal as a policy writes it: a number (in its operand's unit; a fraction where it was converted and no decimal
# is it exactly), a period, a day, an option's rank (scale), an option, or a
# code (a trailing `*` stands for any ending).
Literal = int | Decimal | Fraction | Period | str


@record
class Argument:
    """A literal operand: `value` as the operator's `meaning` takes it, `text` as a reader sees it."""

    value: Literal
    text: str


# Tests: the leaves.


@record
class Test:
    """One operator of the table applied to one operand: `conservative_treatment >= 12 weeks`.

    The argument is a literal, or another operand: `weight < baseline_weight`.
    """

    operator: Operator
    operand: Operand
    argument: Argument | Operand | None = None

    @property
    def literal(self) -> Argument | None:
        """The literal that the operand is held against, if it is held against one."""
        return self.argument if isinstance(self.argument, Argument) else None


PatternKind = OneOf["within any", "no more than apart", "at least apart", "closer than"]


@record
class Pattern:
    """How the elements that are counted have to lie to one another. What is counted of some elements is

    within any          the most in one stretch of that length, both its ends included
    no more than apart  the longest row of elements, each no more than that after the one before
    at least apart      the most elements that can be picked so that each is at least that after the one before
    closer than         the most of which each two are less than that apart
    """

    kind: PatternKind
    period: Period


@record
class Count:
    """How many elements of a collection lie in a window and satisfy a condition, held against bounds.

    `at_least` and `at_most` are inclusive; one of them is set, or both. `window` looks back from the
    date of the request. Elements after the date of the request never count. With a `pattern`, what counts
    is as it says; with `per`, the position of a field, what counts is the most of any one value of that field.
    """

    fact: Fact
    at_least: int | None
    at_most: int | None
    window: Period | None = None
    where: Expression | None = None
    pattern: Pattern | None = None
    per: int | None = None


# Connectives: Kleene's strong three-valued logic.


@record
class Not:
    part: Expression


@record
class AllOf:
    parts: tuple[Expression, ...]


@record
class AnyOf:
    parts: tuple[Expression, ...]


@record
class AtLeastOf:
    """At least `number` of the parts."""

    number: int
    parts: tuple[Expression, ...]


@record
class Named:
    """A definition or a clause, by its id, standing for its result, exceptions included."""

    id: str


@record
class Titled:
    """A part with a title of its own, standing for its part: a pathway, one of several ways to meet a criterion."""

    title: str
    part: Expression


@record
class Cases:
    """A test whose threshold depends on something: of each case, where it holds and the test that then counts.

    A test may stand there negated, though no author can write that. `id` names the table or the parameter that it comes
    from. The cases that may hold are those whose condition is
    not known to be not met; what all of their tests agree on is what the whole comes to.
    """

    id: str
    cases: tuple[tuple[Expression, Test | Not], ...]


Leaf = Test | Count
Expression = Leaf | Not | AllOf | AnyOf | AtLeastOf | Named | Titled | Cases


def parts_of(expression: Expression) -> tuple[Expression, ...]:
    """The expressions directly inside one (a count's condition is its own affair)."""
    match expression:
        case Not(part) | Titled(_, part):
            return (part,)
        case AllOf(parts) | AnyOf(parts) | AtLeastOf(_, parts):
            return parts
        case Cases(cases=cases):
            return tuple(part for case in cases for part in case)
        case Test() | Count() | Named():
            return ()


def leaves_of(expression: Expression) -> Iterator[Leaf]:
    """The tests and counts of an expression, in order, named ones not entered."""
    stack = [expression]
    while stack:
        node = stack.pop()
        if isinstance(node, Test | Count):
            yield node
        else:
            stack.extend(reversed(parts_of(node)))


def named_in(expression: Expression) -> Iterator[str]:
    """The ids of the definitions and clauses that an expression names directly."""
    stack = [expression]
    while stack:
        node = stack.pop()
        if isinstance(node, Named):
            yield node.id
        stack.extend(reversed(parts_of(node)))


def condition_of(leaf: Leaf) -> Expression | None:
    """The condition on single elements that a leaf has: a count's, or that of the episodes that it adds up."""
    if isinstance(leaf, Count):
        return leaf.where
    return leaf.operand.where if isinstance(leaf.operand, Extent | LatestField) else None


def titles_in(expression: Expression) -> Iterator[str]:
    """The titles of the pathways of an expression, named ones not entered."""
    stack = [expression]
    while stack:
        node = stack.pop()
        if isinstance(node, Titled):
            yield node.title
        stack.extend(reversed(parts_of(node)))
