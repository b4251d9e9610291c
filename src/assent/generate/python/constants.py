"""Literals that read better by a name: ranks on a scale, dates, and decimals that are not whole."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from assent.generate.python.literals import text_literal, whole
from assent.generate.python.names import Names, free
from assent.language.calendar import format_day
from assent.language.expressions import (
    Argument,
    Calculated,
    Changed,
    Expression,
    Operand,
    Test,
    condition_of,
    leaves_of,
)
from assent.language.operands import sides_of, type_of
from assent.language.policy import Policy
from assent.language.types import Scale
from assent.language.values import Period, number_text

Key = tuple[str, object]


@dataclass(frozen=True, slots=True)
class Constant:
    """A name for a literal, its text, and a remark for readers."""

    name: str
    value: str
    remark: str = ""


@dataclass(frozen=True, slots=True)
class Constants:
    """The constants of a policy, in the order in which it uses them."""

    tests: Mapping[Key, Constant]
    scales: Mapping[tuple[str, ...], Constant]

    def rank(self, options: tuple[str, ...], rank: int) -> str:
        return self.tests["rank", (options[rank], rank)].name

    def day(self, day: int) -> str:
        return self.tests["day", day].name

    def number(self, number: int | Decimal | Fraction) -> str:
        """A number: itself where it is a whole one, else the constant that stands for it."""
        simple = whole(number)
        return str(simple) if simple is not None else self.tests["number", str(number)].name

    def codes(self, pattern: str) -> str:
        """Codes: the constant that stands for those of a value set, else the pattern itself."""
        known = self.tests.get(("codes", pattern))
        return text_literal(pattern) if known is None else known.name

    def lines(self) -> list[str]:
        """Their assignments."""
        every = [*self.tests.values(), *self.scales.values()]
        return [f"{one.name} = {one.value}{'  # ' + one.remark if one.remark else ''}" for one in every]


def constants_of(policy: Policy, names: Names) -> Constants:
    """The constants that the tests of a policy, and the scales it declares, need."""
    given: set[str] = set(names.taken)
    tests: dict[Key, Constant] = {}
    sets = {one.pattern: one.id for one in policy.value_sets}

    def add(key: Key, wanted: str, value: str, remark: str = "") -> None:
        if key not in tests:
            name = free(wanted, given)
            given.add(name)
            tests[key] = Constant(name, value, remark)

    def add_number(number: int | Decimal | Fraction, text: str = "") -> None:
        if whole(number) is not None:
            return
        if isinstance(number, Fraction):
            wanted = f"NUMBER_{number.numerator}_OVER_{number.denominator}".replace("-", "MINUS_")
            remark = text.encode("unicode_escape").decode("ascii")
            add(("number", str(number)), wanted, f"Fraction({number.numerator}, {number.denominator})", remark)
        else:
            said = number_text(number)
            wanted = "NUMBER_" + said.replace("-", "MINUS_").replace(".", "_")
            add(("number", str(number)), wanted, f"Decimal({text_literal(said)})")

    for test in _tests(policy):
        for side in sides_of(test):
            for product in side.products if isinstance(side, Calculated) else ():
                add_number(product.number)
        literal = None if test.literal is None else test.literal.value
        match test.operator.argument, test.argument.number if isinstance(test.argument, Changed) else literal:
            case "scale", int(rank):
                option = _options(test.operand)[rank]
                add(("rank", (option, rank)), option.upper(), str(rank))
            case "date", int(day):
                add(("day", day), "DAY_" + format_day(day).replace("-", "_"), str(day), format_day(day))
            case "code", str(pattern) if pattern in sets:
                add(("codes", pattern), sets[pattern].upper(), text_literal(pattern))
            case "number", (int() | Decimal() | Fraction()) as number:
                add_number(number, test.literal.text if test.literal else "")
    scales: dict[tuple[str, ...], Constant] = {}
    for fact in policy.facts:
        if isinstance(fact.type, Scale) and fact.type.options not in scales:
            name = free(f"_{fact.name.upper()}", given)
            given.add(name)
            ranks = ", ".join(f"{text_literal(option)}: {rank}" for rank, option in enumerate(fact.type.options))
            scales[fact.type.options] = Constant(name, "{" + ranks + "}")
    return Constants(tests, scales)


def _tests(policy: Policy) -> Iterator[Test]:
    bodies: list[Expression] = [definition.body for definition in policy.definitions]
    bodies += [clause.whole for clause in policy.clauses]
    bodies += policy.conditions
    for body in bodies:
        for leaf in leaves_of(body):
            if isinstance(leaf, Test):
                yield leaf
            condition = condition_of(leaf)
            if condition is not None:
                yield from (inner for inner in leaves_of(condition) if isinstance(inner, Test))


def _options(operand: Operand) -> tuple[str, ...]:
    type = type_of(operand)
    assert isinstance(type, Scale)
    return type.options


def literal_text(test: Test, argument: Argument, constants: Constants) -> str:
    """The literal of a test as generated Python has it: whole days or months for a period."""
    value = argument.value
    match test.operator.argument:
        case "period":
            assert isinstance(value, Period)
            amount = value.days if test.operator.units == "days" else value.months
            assert amount is not None
            return str(amount)
        case "scale":
            assert isinstance(value, int)
            return constants.rank(_options(test.operand), value)
        case "date":
            assert isinstance(value, int)
            return constants.day(value)
        case "number":
            assert isinstance(value, int | Decimal | Fraction)
            return constants.number(value)
        case "code":
            return constants.codes(str(value))
        case "choice":
            return text_literal(str(value))
        case "none" | "another":
            raise AssertionError("there is no literal")
