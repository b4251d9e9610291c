"""Bands that hold nothing, and bands of one value that leave a hole between them or overlap."""

from __future__ import annotations

import re
from decimal import Decimal
from fractions import Fraction

from assent.check.lower.context import Places
from assent.check.problems import Problems
from assent.check.samples import type_of
from assent.language.expressions import (
    AllOf,
    AsOf,
    Calculated,
    Changed,
    Elapsed,
    Expression,
    Extent,
    FactValue,
    FieldValue,
    LatestField,
    Operand,
    Recent,
    Shifted,
    Test,
)
from assent.language.phrases import label_of
from assent.language.types import Date, DurationType, Number
from assent.language.values import Period
from assent.source.catalogue import Code
from assent.source.diagnostic import Label
from assent.source.record import record
from assent.syntax.tree import Band, Place

REVERSED_BAND = Code("reversed-band", "error", "a band that ends before it begins")
HOLE_BETWEEN_BANDS = Code("hole-between-bands", "warning", "two bands with values between them in neither")
OVERLAPPING_BANDS = Code("overlapping-bands", "warning", "two bands of one value that share values")
# What lies between bands is a question of the policy as a whole, which `assent verify` is asked too.
BETWEEN_BANDS = frozenset((HOLE_BETWEEN_BANDS.name, OVERLAPPING_BANDS.name))
CODES = (REVERSED_BAND, HOLE_BETWEEN_BANDS, OVERLAPPING_BANDS)


@record
class _End:
    """An end of a band on one line of values: where it is, whether the value there is in, and the test that says so."""

    at: Fraction
    inside: bool
    test: Test


@record
class _Stretch:
    """The values that one alternative allows: from `low` to `high`, either of which may be missing."""

    low: _End | None
    high: _End | None

    @property
    def is_band(self) -> bool:
        return self.low is not None and self.high is not None


# A line up to the end of its band, and a comparison.
_BAND = re.compile(r"\s*([\w. ]+\sfrom\s[^\n]*?)\s+(?:up\s+)?to\s+")
_COMPARISON = re.compile(r"(\S.*?) ?[<>]=? ?[^<>]*")
# What one line of values is about: an operand, and for durations whether it is measured in days or in months.
_Line = tuple[Operand, str]


def is_sound(problems: Problems, node: Band, tests: tuple[Test, ...]) -> bool:
    """Whether a band holds any value: `from 14 to 5` and `from 5 up to 5` hold none, which is reported."""
    low, high = (_end_of(test) for test in tests)
    if low is None or high is None or tests[0].operator.units != tests[1].operator.units:
        return True
    if low.at < high.at or (low.at == high.at and high.inside):
        return True
    to = "up to" if node.open else "to"
    first, last = problems.words(node.low.at), problems.words(node.high.at)
    if low.at == high.at:
        message = f"no value is from {first} up to {last}: `up to` leaves {last} out"
        help = f"write `to {last}`, which is {last} alone, or the end that is meant"
    else:
        message, help = f"no value is from {first} {to} {last}", f"write `from {last} {to} {first}`"
        if node.low.rest is None and node.high.rest is not None:
            help = f"write `from {node.high.word.word} {to} {first} {node.high.rest.word}`"
    at = (node.low.at[0], node.high.at[1])
    problems.add(REVERSED_BAND, at, message, label="the smaller value comes first", help=help)
    return False


def alternatives(problems: Problems, places: Places, parts: tuple[Expression, ...]) -> None:
    """Report holes and overlaps between the bands of one value among the alternatives of a block."""
    lines: dict[_Line, list[_Stretch]] = {}
    for part in parts:
        for line, stretch in _stretches(part).items():
            lines.setdefault(line, []).append(stretch)
    for stretches in lines.values():
        if len(stretches) > 1 and any(stretch.is_band for stretch in stretches):
            _compare(problems, places, sorted(stretches, key=_from))


def _from(stretch: _Stretch) -> tuple[Fraction | Decimal, bool]:
    return (Decimal("-Infinity"), False) if stretch.low is None else (stretch.low.at, not stretch.low.inside)


def _to(stretch: _Stretch) -> tuple[Fraction | Decimal, bool]:
    return (Decimal("Infinity"), True) if stretch.high is None else (stretch.high.at, stretch.high.inside)


def _stretches(part: Expression) -> dict[_Line, _Stretch]:
    """What an alternative says of each value that it compares, where all that it says has to hold at once."""
    found: dict[_Line, _Stretch] = {}
    waiting = [part]
    while waiting:
        node = waiting.pop()
        if isinstance(node, AllOf):
            waiting.extend(node.parts)
        if not isinstance(node, Test) or (end := _end_of(node)) is None:
            continue
        line = (node.operand, node.operator.units)
        low, high = (found[line].low, found[line].high) if line in found else (None, None)
        if node.operator.symbol in (">=", ">"):
            low = end if low is None or (low.at, not low.inside) < (end.at, not end.inside) else low
        else:
            high = end if high is None or (high.at, high.inside) > (end.at, end.inside) else high
        found[line] = _Stretch(low, high)
    return found


def _end_of(test: Test) -> _End | None:
    """The end that a comparison sets, None for any other test."""
    if test.literal is None or test.operator.symbol not in (">=", ">", "<=", "<"):
        return None
    value = test.literal.value
    if isinstance(value, Period):
        value = (value.days if value.days is not None else value.months) or 0
    return None if isinstance(value, str) else _End(Fraction(value), "=" in test.operator.symbol, test)


def _compare(problems: Problems, places: Places, stretches: list[_Stretch]) -> None:
    furthest = stretches[0]
    for stretch in stretches[1:]:
        high, low = furthest.high, stretch.low
        if high is not None and low is not None and (furthest.is_band or stretch.is_band):
            if _is_hole(high, low):
                _report(problems, places, high, low, hole=True)
            elif _to(furthest) < _to(stretch) and _from(furthest) < _from(stretch) and _share(high, low):
                _report(problems, places, high, low, hole=False)
        furthest = max(furthest, stretch, key=_to)


def _share(high: _End, low: _End) -> bool:
    return low.at < high.at or (low.at == high.at and low.inside and high.inside)


def _is_hole(high: _End, low: _End) -> bool:
    """Whether so little lies between two bands that it was overlooked rather than left out."""
    gap = low.at - high.at
    if _has_steps(high.test):
        between = gap + 1 - high.inside - low.inside  # how many values there are in neither
        return between == 1
    if gap == 0:
        return not high.inside and not low.inside
    return 0 < gap <= max(_last_place(high), _last_place(low))


def _has_steps(test: Test) -> bool:
    """Whether there is a next value, with nothing in between."""
    type = type_of(test)
    if isinstance(type, DurationType):
        value = test.literal.value if test.literal else None
        return isinstance(value, Period) and value.unit == "days"
    return isinstance(type, Date) or not isinstance(type, Number) or type.whole


def _last_place(end: _End) -> int | Decimal:
    """What one more in the last place of a number is: 1 for 39, 0.1 for 34.9, 7 days for 6 weeks."""
    value = end.test.literal.value if end.test.literal else 1
    if isinstance(value, Period):
        return {"days": 1, "weeks": 7, "months": 1, "years": 12}[value.unit]
    return Decimal(1).scaleb(int(value.as_tuple().exponent)) if isinstance(value, Decimal) else 1


def _report(problems: Problems, places: Places, high: _End, low: _End, *, hole: bool) -> None:
    first, second = places.of(high.test), places.of(low.test)
    if first is None or second is None or high.test.literal is None or low.test.literal is None:
        return
    words = _words(low.test.operand)
    below, above = high.test.literal.text, low.test.literal.text
    if hole:
        where = f"of {above}" if below == above else f"between {below} and {above}"
        message = f"`{words}` {where} is in neither of two bands"
        help = _closing(problems, high, low, first)
        labels = ("one band ends here", "the next begins here")
    else:
        where = f"of {above}" if below == above else f"from {above} to {below}"
        message = f"`{words}` {where} is in two bands"
        help = f"if it belongs to the upper one, end the lower with `up to {above}`"
        labels = ("one band ends here", "the other begins here")
    code = HOLE_BETWEEN_BANDS if hole else OVERLAPPING_BANDS
    others = (Label(problems.first_line(first), labels[0]),)
    problems.add(code, second, message, label=labels[1], others=others, help=help)


def _closing(problems: Problems, high: _End, low: _End, at: Place) -> str:
    """How to leave no hole between two bands, the lower of which is written at a place."""
    assert low.test.literal is not None
    type, operand, above = type_of(high.test), high.test.operand, low.test.literal.text
    if isinstance(type, Number) and type.whole:
        left = high.at + 1 if high.inside else high.at
        end = f"{left} {type.unit}".rstrip()
        return (
            f"let one of them take in {left}: `{_ending(problems, at, 'to', '<=', end)}`, or begin the next one there"
        )
    if _has_steps(high.test):
        return "let one band begin right after the other ends"
    to, sign = ("up to", "<") if low.inside else ("to", "<=")
    help = f"let one band end where the next begins: `{_ending(problems, at, to, sign, above)}`"
    help += f", which leaves {above} to the next" if low.inside else ""
    if (
        isinstance(type, Number)
        and isinstance(operand, FactValue | FieldValue)
        and high.at < low.at
        and _is_whole(high, low)
    ):
        help += f"; where `{_words(operand)}` is only ever a whole number, declare it `whole`"
    return help


def _ending(problems: Problems, at: Place, to: str, sign: str, end: str) -> str:
    """A comparison, or the band whose end is written at a place, with another end."""
    comparison = _COMPARISON.fullmatch(problems.words(at))
    if comparison is not None:
        return f"{comparison[1]} {sign} {end}"
    text = problems.source.text
    band = _BAND.fullmatch(text[text.rfind("\n", 0, at[0]) + 1 : at[0]])
    return f"{' '.join(band[1].split())} {to} {end}" if band is not None else f"{to} {end}"


def _is_whole(*ends: _End) -> bool:
    return all(end.at.denominator == 1 and _last_place(end) == 1 for end in ends)


def _words(operand: Operand) -> str:
    match operand:
        case FactValue(fact):
            return fact.name
        case FieldValue(field):
            return field.name
        case LatestField(fact, field):
            return f"latest {fact.name}.{field.name}"
        case Extent(fact):
            return fact.name
        case Calculated(id):
            return id
        case Recent(fact, window):
            return f"{fact.name} within the last {window}"
        case AsOf() | Shifted() | Elapsed() | Changed():
            return label_of(operand)
