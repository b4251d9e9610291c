"""From the formula of a calculated value, as a document has it, to what it is worked out of."""

from __future__ import annotations

import re
from fractions import Fraction

from assent.analyse.readback.labels import Labels, Unreadable
from assent.analyse.readback.pieces import type_of
from assent.language.exact import exact
from assent.language.expressions import Calculated, FactValue, LatestField, Operand, Product
from assent.language.types import Number

_NUMBER = re.compile(r"(\d+(?:\.\d+)?)(?:/(\d+))?(?= [×÷+−] |$)")
_SIGN = re.compile(r" ([×÷+−]) ")


def read_formula(text: str, unit: str, labels: Labels) -> Calculated:
    """What a formula says; each value in it stands in quotation marks, with its unit."""
    products: list[Product] = []
    at, sign = (1, "−") if text.startswith("−") else (0, "+")
    number = Fraction(-1 if sign == "−" else 1)
    over: list[FactValue | LatestField] = []
    under: list[FactValue | LatestField] = []
    sign = "×"
    while True:
        found, at = _factor(text, at, labels)
        if isinstance(found, Fraction):
            number = number / found if sign == "÷" else number * found
        else:
            (under if sign == "÷" else over).append(found)
        then = _SIGN.match(text, at)
        if then is None or then[1] in "+−":
            products.append(Product(exact(number), tuple(over), tuple(under)))
            number, over, under = Fraction(-1 if then is not None and then[1] == "−" else 1), [], []
        if then is None:
            break
        sign, at = then[1] if then[1] in "×÷" else "×", then.end()
    if at != len(text):
        raise Unreadable(text)
    return Calculated("", "", unit, tuple(products))


def _factor(text: str, at: int, labels: Labels) -> tuple[Fraction | FactValue | LatestField, int]:
    """A number or a value, and where what follows it begins."""
    written = _NUMBER.match(text, at)
    if written is not None:
        return Fraction(int(written[1]) if written[2] else written[1]) / int(written[2] or 1), written.end()
    for label, operand in sorted(labels.operands.items(), key=lambda one: -len(one[0])):
        said = _said(label, operand)
        if said and text.startswith(said, at) and isinstance(operand, FactValue | LatestField):
            return operand, at + len(said)
    raise Unreadable(text)


def _said(label: str, operand: Operand) -> str:
    type = type_of(operand)
    if not isinstance(type, Number):
        return ""
    return f"“{label}” in {type.unit}" if type.unit else f"“{label}”"
