"""Expressions as Python: three-valued, as clause functions have them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from assent.generate.python.constants import Constants, literal_text
from assent.generate.python.layout import Call, Code, Prefixed, call
from assent.generate.python.literals import text_literal, tuple_literal
from assent.generate.python.names import AWAITS, Names, free
from assent.generate.python.needs import Needs
from assent.language.expressions import (
    AllOf,
    AnyOf,
    Argument,
    AsOf,
    AtLeastOf,
    Calculated,
    Cases,
    Changed,
    Count,
    Elapsed,
    Expression,
    Extent,
    Fact,
    FactValue,
    FieldValue,
    LatestField,
    Leaf,
    Named,
    Not,
    Operand,
    Product,
    Recent,
    Shifted,
    Test,
    Titled,
    parts_of,
)
from assent.language.operands import day_of, may_be_none, may_have_no_case, sides_of
from assent.language.policy import Policy
from assent.language.types import Collection
from assent.language.values import Period


@dataclass(frozen=True, slots=True)
class Spelling:
    """What spelling a policy takes: its names, its constants, what each thing needs, the types of its facts."""

    policy: Policy
    names: Names
    constants: Constants
    needs: Mapping[str, Needs]
    types: Mapping[str, str]

    def fact(self, name: str) -> str:
        """The Python name of a fact."""
        return self.names.ids[name]

    def arguments(self, id: str) -> list[str]:
        """The parameters of the function of a definition or a clause."""
        needs = self.needs[id]
        return (["as_of"] if needs.as_of else []) + [self.fact(name) for name in needs.facts]

    @property
    def asked(self) -> list[Fact]:
        """The facts that some definition or clause asks about, in the order of their declaration, with their days."""
        asked = {name for needs in self.needs.values() for name in needs.facts}
        return [one for fact in self.policy.facts for one in (fact, day_of(fact)) if one.name in asked]

    def named(self, id: str) -> Call:
        """The call of the function of a definition or a clause."""
        return call(self.names.ids[id], *self.arguments(id))

    def awaits_provider(self, id: str) -> Call:
        """The call that tells whether a definition or a clause, being unknown, waits for a provider."""
        return call(self.names.derived[AWAITS, id], *self.arguments(id))

    def explained(self, prefix: str, id: str) -> Call:
        """The call that gives the evaluated tree of a definition or a clause; every one takes the date."""
        facts = [self.fact(name) for name in self.needs[id].facts]
        return call(self.names.derived[prefix, id], "as_of", *facts)


@dataclass(slots=True)
class Locals:
    """The straight-line assignments that the expressions of one function stand on, in order.

    `waiting` are those not yet written down; `given` finds the local of something already assigned.
    """

    spelling: Spelling
    waiting: list[tuple[str, Code]] = field(default_factory=list)
    given: dict[object, str] = field(default_factory=dict)
    numbers: dict[str, int] = field(default_factory=dict)
    used: set[str] = field(default_factory=set)

    def assign(self, key: object, wanted: str, value: Code) -> str:
        """The local that holds a value, assigned where it is not yet."""
        if key not in self.given:
            self.given[key] = self._name(wanted)
            self.waiting.append((self.given[key], value))
        return self.given[key]

    def _name(self, wanted: str) -> str:
        self.numbers[wanted] = self.numbers.get(wanted, 0) + 1
        name = free(f"{wanted}_{self.numbers[wanted]}", self.spelling.names.taken)
        while name in self.used:
            name = free(f"{name}_", self.spelling.names.taken)
        self.used.add(name)
        return name

    def take(self) -> list[tuple[str, Code]]:
        """The assignments not yet written down."""
        taken, self.waiting = self.waiting, []
        return taken


def truth(expression: Expression, known: Locals) -> Code:
    """An expression that is True, False or None, as the policy's meaning has it."""
    match expression:
        case Test():
            return test_truth(expression, known)
        case Count():
            return count_truth(expression, tally_of(expression, known))
        case Not(part):
            return call("not_", truth(part, known))
        case AllOf(parts):
            return call("all_of", *(truth(part, known) for part in parts))
        case AnyOf(parts):
            return call("any_of", *(truth(part, known) for part in parts))
        case AtLeastOf(number, parts):
            return call("at_least_of", str(number), *(truth(part, known) for part in parts))
        case Cases():
            function = "by_known_case" if may_have_no_case(expression) else "by_case"
            return call(function, *(truth(part, known) for part in parts_of(expression)))
        case Named(id):
            return known.spelling.named(id)
        case Titled(_, part):
            return truth(part, known)


def test_truth(test: Test, known: Locals) -> Code:
    """A test: unknown where an operand is, unless its function rules on that itself; not met where there is none."""
    holds = spelled(test, known)
    asked = _asked(test)
    values = [operand(one, known) for one in asked]
    nothing = [f"{value} is NOTHING" for one, value in zip(asked, values, strict=True) if may_be_none(one)]
    if test.operator.sees_unknown:
        return f"False if {nothing[0]} else {holds}" if nothing else holds
    if not values or ([holds] == values and not nothing):
        return holds
    unknown = " or ".join(f"{value} is None" for value in values)
    if len(values) == 1 and nothing:
        return f"None if {unknown} else {values[0]} is not NOTHING and {holds}"
    guarded = f"None if {unknown} else {holds}"
    return f"False if {' or '.join(nothing)} else {guarded}" if nothing else guarded


def spelled(test: Test, known: Locals, *, opposite: bool = False, value: str = "") -> str:
    """What a test, or its opposite, asks of values that are there; of `value` in place of its own operand."""
    template = test.operator.opposite if opposite else test.operator.python
    assert isinstance(template, str), template
    parts = {"{0}": value or operand(test.operand, known)}
    if isinstance(test.argument, Argument):
        parts["{1}"] = literal_text(test, test.argument, known.spelling.constants)
    elif test.argument is not None:
        parts["{1}"] = operand(test.argument, known)
    return re.sub(r"\{[01]\}", lambda match: parts[match[0]], template)


def guards(test: Test, known: Locals) -> list[str]:
    """The values without which a test is unknown, by their names."""
    return [operand(one, known) for one in _asked(test)]


def _asked(test: Test) -> tuple[Operand, ...]:
    """What has to be there for a test to be met or not, each once."""
    return tuple(dict.fromkeys(one for side in sides_of(test) for one in _bases(side)))


def _bases(operand: Operand) -> tuple[Operand, ...]:
    """What has to be there for an operand to be: it, or what it is worked out from on the spot."""
    match operand:
        case AsOf():
            return ()
        case Shifted(inner):
            return _bases(inner)
        case FactValue() | FieldValue() | LatestField() | Extent() | Recent() | Calculated() | Elapsed() | Changed():
            return (operand,)


def operand(about: Operand, known: Locals) -> str:
    """The value of an operand: its name, or how it is worked out from one that is there."""
    match about:
        case AsOf():
            return "as_of"
        case Shifted(inner, period):
            return day_before(operand(inner, known), period)
        case Changed(inner, percent=percent):
            number = known.spelling.constants.number(about.number)
            return f"{'percent_of' if percent else 'so_much_more'}({operand(inner, known)}, {number})"
        case Elapsed(unit, inner):
            one = Period(1, unit)
            function, length = ("elapsed_days", one.days) if one.days is not None else ("elapsed_months", one.months)
            value = call(function, operand(inner, known), str(length), "as_of")
            since = inner.fact.name if isinstance(inner, FactValue | LatestField) else "a_date"
            return known.assign(about, f"{unit}_since_{since}", value)
        case FactValue(fact):
            return known.spelling.fact(fact.name)
        case FieldValue(_, position):
            return f"element[{position}]"
        case Calculated(id):
            products = [_product(product, known) for product in about.products]
            return known.assign(about, f"calculated_{id}", call("calculated", *products))
        case Recent(fact, window):
            dated = [known.spelling.fact(one.name) for one in (fact, day_of(fact))]
            return known.assign(about, f"recent_{fact.name}", call("recent", *dated, window_start(window), "as_of"))
        case LatestField(fact, field, position, earliest, window, where):
            assert isinstance(fact.type, Collection)
            picked: list[Code] = [known.spelling.fact(fact.name), str(fact.type.dated_by), str(position), "as_of"]
            if earliest or window or where is not None:
                picked += [window_start(window) if window else "None", str(earliest)]
            if where is not None:
                picked.append(Prefixed("lambda element: ", truth(where, known)))
            which = "earliest" if earliest else "latest"
            return known.assign(about, f"{which}_{field.name}", call("latest", *picked))
        case Extent(fact, gap, window, where):
            assert isinstance(fact.type, Collection)
            episodes = known.spelling.fact(fact.name)
            start = window_start(window) if window else "None"
            arguments: list[Code] = [episodes, str(fact.type.complete), str(gap), start, "as_of"]
            if where is not None:
                arguments.append(Prefixed("lambda element: ", truth(where, known)))
            return known.assign(about, f"{fact.name}_lasts", call("lasting", *arguments))


def _product(product: Product, known: Locals) -> Code:
    """A product of a calculated value: its number, what it is multiplied by, what it is divided by."""
    sides = (tuple_literal([operand(one, known) for one in side]) for side in (product.over, product.under))
    return f"({known.spelling.constants.number(product.number)}, {', '.join(sides)})"


def tally_of(count: Count, known: Locals) -> Code:
    """The call that counts the elements of a collection."""
    assert isinstance(count.fact.type, Collection)
    first = window_start(count.window) if count.window else "None"
    arguments: list[Code] = [known.spelling.fact(count.fact.name), str(count.fact.type.dated_by), first, "as_of"]
    by_pattern = count.pattern is not None or count.per is not None
    if by_pattern:
        kind, period = (count.pattern.kind, count.pattern.period) if count.pattern else ("", None)
        days, months = (period.days, period.months) if period else (None, None)
        arguments += [text_literal(kind), str(days), str(months), str(count.per)]
    if count.where is not None:
        arguments.append(Prefixed("lambda element: ", truth(count.where, known)))
    return call("pattern_tally" if by_pattern else "tally", *arguments)


def count_truth(count: Count, counted: Code) -> Code:
    """A count held against its bounds."""
    assert isinstance(count.fact.type, Collection)
    low, high = count.at_least, count.at_most
    if not count.fact.type.complete:
        assert low is not None and high is None, "evidence is only ever asked for at least so many"
        return call("at_least_submitted", str(low), counted)
    if low is not None and high is not None:
        return call("between_counted", str(low), str(high), counted)
    if low is not None:
        return call("at_least_counted", str(low), counted)
    return call("at_most_counted", str(high), counted)


def window_start(window: Period) -> str:
    """The first day of a window that looks back from the date of the request."""
    return day_before("as_of", window)


def day_before(day: str, period: Period) -> str:
    """The day a period before another."""
    return f"{day} - {period.days}" if period.days is not None else f"months_before({day}, {period.months})"


def is_plain(leaf: Leaf) -> bool:
    """Whether a leaf is a test of facts that is unknown exactly where one of them is."""
    if isinstance(leaf, Count) or leaf.operator.sees_unknown:
        return False
    return all(isinstance(one, FactValue) and not one.fact.not_done for one in _asked(leaf))


def is_cheap(expression: Expression) -> bool:
    """Whether an expression is tests of plain facts alone."""
    match expression:
        case Test() | Count():
            return is_plain(expression)
        case AtLeastOf() | Cases() | Named():
            return False
        case Not() | AllOf() | AnyOf() | Titled():
            return all(is_cheap(part) for part in parts_of(expression))


def is_open(expression: Expression) -> bool:
    """Whether an expression is a count of evidence, which is never surely too little."""
    return (
        isinstance(expression, Count)
        and isinstance(expression.fact.type, Collection)
        and not expression.fact.type.complete
    )
