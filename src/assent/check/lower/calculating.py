"""Calculated values: from a formula as written to a sum of products, its units looked after."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from fractions import Fraction

from assent.check.lower import literals, operands
from assent.check.lower.context import Context
from assent.check.rules import calculating as rules
from assent.check.rules import declarations, texts
from assent.check.scope import Declared, Scope
from assent.language import units
from assent.language.exact import exact
from assent.language.expressions import Calculated, FactValue, LatestField, Product
from assent.language.types import Number
from assent.syntax import tree as t

Operand = FactValue | LatestField

# What a number may be in that measures nothing: a percentage is the number that stands before its sign.
_NO_DIMENSION = ("", "%")


def declared(context: Context, nodes: Iterable[t.CalculatedNode]) -> tuple[Calculated, ...]:
    """The calculated values that have no mistake; they may then be used."""
    found: dict[str, Calculated] = {}
    for node in nodes:
        one = _calculated(context, node)
        if one is not None:
            found.setdefault(one.id, one)
    context.scope.calculated.update(found)
    return tuple(found.values())


def used(scope: Scope, every: Iterable[Calculated]) -> tuple[Calculated, ...]:
    """Those that some test of the policy asks about."""
    return tuple(one for one in every if one.id in scope.used)


def _calculated(context: Context, node: t.CalculatedNode) -> Calculated | None:
    title = texts.title(context.problems, node.title, "this title")
    if context.unread.touches(node.at):
        return None
    unit = node.unit.word if node.unit else ""
    parts = [_product(context, factors) for factors in _products(node.formula)]
    products = [product for product in parts if product is not None]
    if len(products) < len(parts):
        return None
    if not any(product.over or product.under for product in products):
        rules.without_values(context.problems, node)
        return None
    converted = []
    for product, factors in zip(products, _products(node.formula), strict=True):
        factor = conversion(product, unit)
        if factor is None:
            rules.other_unit(context.problems, node, factors, units_of(product), unit)
            return None
        if _counts_percent_as_whole(product, unit):
            rules.percent_as_whole(context.problems, factors)
        converted.append(replace(product, number=exact(Fraction(product.number) * factor)))
    if node.unit is not None:
        declarations.unit_spelling(context.problems, node.unit)
    return Calculated(node.name.word, title, unit, tuple(converted))


def _counts_percent_as_whole(product: Product, wanted: str) -> bool:
    """Whether a percentage is multiplied or divides as it is written, with no number to bring it to a part of 1.

    The same of a quotient whose result is to be in percent.
    """
    over, under = units_of(product)
    percent = sum(unit == "%" for unit in over) - sum(unit == "%" for unit in under) - (wanted == "%")
    return abs(product.number) == 1 and len(over) + len(under) > 1 and percent != 0


def _products(formula: tuple[t.FactorNode, ...]) -> list[list[t.FactorNode]]:
    """The factors of each product: a `+` or a `-` begins a new one."""
    found: list[list[t.FactorNode]] = []
    for factor in formula:
        if factor.sign in "+-":
            found.append([])
        found[-1].append(factor)
    return found


def _product(context: Context, factors: list[t.FactorNode]) -> Product | None:
    number, over, under, sound = Fraction(-1 if factors[0].sign == "-" else 1), list[Operand](), list[Operand](), True
    for factor in factors:
        below = factor.sign == "/"
        if not isinstance(factor.what, t.Operand):
            read = literals.number(context.problems, factor.what)
            if read is None or (below and not read):
                sound = sound and read is not None and not rules.divides_by_nothing(context.problems, factor.what)
                continue
            number = number / Fraction(read) if below else number * Fraction(read)
            continue
        value = _value(context, factor.what)
        if value is None or (below and rules.may_be_nothing(context.problems, factor.what, value)):
            sound = False
            continue
        (under if below else over).append(value)
    return Product(exact(number), tuple(over), tuple(under)) if sound else None


def _value(context: Context, operand: t.Operand) -> Operand | None:
    """A number that a request states: a fact, or a field of the latest element of a list."""
    own = context.scope.find(operand.name.word) if operand.latest_field is None else None
    if own is not None and isinstance(own.what, t.CalculatedNode):
        rules.of_calculated(context.problems, operand, (context.scope.declaration_of(operand.name.word),))
        return None
    found = operands.resolve(context, operand)
    if found is None:
        return None
    if isinstance(found, Declared):
        label = context.scope.declaration_of(operand.name.word)
        rules.no_number(context.problems, operand, f"a {found.noun}", (label,))
        return None
    if not isinstance(found.type, Number) or not isinstance(found.operand, FactValue | LatestField):
        rules.no_number(context.problems, operand, rules.described(found.type), found.others)
        return None
    return found.operand


def units_of(product: Product) -> tuple[list[str], list[str]]:
    """The units of the values above and below the line."""
    return [_unit(one) for one in product.over], [_unit(one) for one in product.under]


def _unit(operand: Operand) -> str:
    type = operand.fact.type if isinstance(operand, FactValue) else operand.field.type
    assert isinstance(type, Number)
    return type.unit


def conversion(product: Product, wanted: str) -> Fraction | None:
    """What makes a product of numbers in the units of their facts one in the wanted unit; None where nothing does.

    Units that nobody knows (`points`, `packs`) measure nothing that could be converted: a product with one of them is
    taken as it is, and a single value has to have the wanted unit.
    """
    over, under = units_of(product)
    if len(over) == 1 and not under:
        how = units.conversion(over[0], wanted)
        return how.factor if how is not None and not how.offset else None
    if not all(units.may_be_known(unit) for unit in (*over, *under, wanted) if unit not in _NO_DIMENSION):
        return Fraction(1)
    factor, powers = Fraction(1), dict[str, int]()
    for side, sign in ((over, 1), ([*under, wanted], -1)):
        for unit in (unit for unit in side if unit not in _NO_DIMENSION):
            measure = units.measure(unit)
            if measure.offset:
                return None
            factor *= measure.factor**sign
            for name, power in measure.dimension:
                powers[name] = powers.get(name, 0) + sign * power
    return factor if not any(powers.values()) else None
