"""Calculated values of what is no number, of what may be 0 where it divides, and in units that do not go together."""

from __future__ import annotations

from collections.abc import Set as AbstractSet

from assent.check.problems import Problems
from assent.language import units
from assent.language.expressions import FactValue, LatestField
from assent.language.types import Number, Type, describe
from assent.source.catalogue import Code
from assent.source.diagnostic import Label
from assent.syntax.tree import CalculatedNode, FactorNode, NumberWord, Operand, PolicyTree

NO_NUMBER = Code("not-calculable", "error", "a formula with something in it that is no number of a request")
DIVIDED_BY_NOTHING = Code("divided-by-nothing", "error", "a formula that divides by what may be 0")
OTHER_UNIT = Code("unit-of-formula", "error", "a formula whose result is not in the unit that is stated")
UNUSED_CALCULATION = Code("unused-calculation", "warning", "a calculated value that no test asks about")
PERCENT = Code("percent-in-formula", "warning", "a formula that counts 21 % as 21, or a part of 1 as a percentage")
CODES = (PERCENT, NO_NUMBER, DIVIDED_BY_NOTHING, OTHER_UNIT, UNUSED_CALCULATION)


def described(type: Type) -> str:
    return describe(type)


def no_number(problems: Problems, operand: Operand, what: str, others: tuple[Label, ...]) -> None:
    """`smoker * 20`."""
    words = problems.words(operand.at)
    problems.add(
        NO_NUMBER,
        operand.at,
        f"a formula is made of numbers, and `{words}` is {what}",
        label="no number",
        others=others,
        help="name facts that are numbers; the latest of a list is `latest visit.weight`",
    )


def of_calculated(problems: Problems, operand: Operand, others: tuple[Label, ...]) -> None:
    """A calculated value in the formula of another."""
    problems.add(
        NO_NUMBER,
        operand.at,
        f"`{problems.words(operand.at)}` is calculated itself, and a formula is made of what a request states",
        label="calculated",
        others=others,
        help="write its own formula here in its place",
    )


def percent_as_whole(problems: Problems, factors: list[FactorNode]) -> None:
    """`po2 / fio2`, where `fio2` is in %; or `weight / before`, where the result is."""
    at = (factors[0].what.at[0], factors[-1].what.at[1])
    words = problems.words(at)
    problems.add(
        PERCENT,
        at,
        f"`{words}` counts 1 % as 1, and a part of 1 as it is",
        label="is this meant?",
        help=f"where a percentage is meant as a part of 1, or a part of 1 is wanted in percent, write `100 * {words}` "
        "or divide by 100",
    )


def without_values(problems: Problems, node: CalculatedNode) -> None:
    """`20 * 2`: nothing is worked out of a request."""
    problems.add(
        NO_NUMBER,
        (node.formula[0].at[0], node.formula[-1].at[1]),
        "nothing in this formula comes from a request, so its result is known",
        label="always the same",
        help="write the number itself where it is needed",
    )


def divides_by_nothing(problems: Problems, word: NumberWord) -> bool:
    """`weight / 0`; reported."""
    problems.add(
        DIVIDED_BY_NOTHING,
        word.at,
        "nothing can be divided by 0",
        label="0",
        help="divide by a number that is not 0",
    )
    return True


def may_be_nothing(problems: Problems, operand: Operand, value: FactValue | LatestField) -> bool:
    """Whether a value that divides may be 0; then reported."""
    type = value.fact.type if isinstance(value, FactValue) else value.field.type
    assert isinstance(type, Number)
    if (type.low is not None and type.low > 0) or (type.high is not None and type.high < 0):
        return False
    unit = f" {type.unit}" if type.unit else ""
    words = problems.words(operand.at)
    problems.add(
        DIVIDED_BY_NOTHING,
        operand.at,
        f"`{words}` may be 0, and nothing can be divided by that",
        label="may be 0",
        help=f"declare it with a range that begins above 0, for example `{operand.name.word}  1..300{unit}`",
    )
    return True


def other_unit(
    problems: Problems, node: CalculatedNode, factors: list[FactorNode], of: tuple[list[str], list[str]], unit: str
) -> None:
    """`weight + height`, or a result that is said to be in a unit that it is not in."""
    over, under = (", ".join(sorted({f"`{one}`" if one else "no unit" for one in side})) for side in of)
    made = f"{over or 'no unit'} divided by {under}" if under else over or "no unit"
    stated = f"`{node.name.word}` is in `{unit}`" if unit else f"`{node.name.word}` has no unit"
    help = "write the unit of the result after its name, as in `calculated bmi kg/m2 …`; add only what has that unit"
    if node.unit is not None and (usual := units.usual(unit)) is not None:
        help = f"write `{usual}`: `{unit}` is not a unit that people know"
    problems.add(
        OTHER_UNIT,
        (factors[0].at[0], factors[-1].at[1]),
        f"{stated}, and this comes to a number of {made}",
        label="another unit",
        help=help,
    )


def unused(problems: Problems, tree: PolicyTree, used: AbstractSet[str]) -> None:
    """Calculated values of a policy that no test asks about."""
    for block in tree.blocks:
        if isinstance(block, CalculatedNode) and block.name.word not in used:
            problems.add(
                UNUSED_CALCULATION,
                block.name.at,
                f"no test asks about the calculated value `{block.name.word}`",
                label="not used",
                help="hold it against a number in a clause, or leave it out",
            )
