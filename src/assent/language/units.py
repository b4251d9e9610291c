"""Units as clinicians write them, and exact conversion between those of one dimension.

What a unit measures, and how much of it, is the units library's to say (pint, in fractions); it is asked for one
plain unit at a time, and loaded when the first conversion is asked for. A unit that nobody knows (`points`,
`visits`) is a unit of its own, and so is a month, which has no fixed length.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Mapping
from fractions import Fraction
from types import MappingProxyType
from typing import Any

from assent.language.exact import exact
from assent.source.record import record

# What a plain unit is called in the library, by every way in which it is written here. Only these are asked for:
# to the library `points` would be a length.
_KNOWN = {
    written: name
    for name, spellings in {
        "kilogram": "kg kgs",
        "gram": "g",
        "milligram": "mg",
        "microgram": "µg μg ug mcg",
        "nanogram": "ng",
        "picogram": "pg",
        "pound": "lb lbs pound pounds",
        "ounce": "oz",
        "kilometer": "km",
        "meter": "m",
        "centimeter": "cm",
        "millimeter": "mm",
        "micrometer": "µm μm um",
        "inch": "in inch inches",
        "foot": "ft foot feet",
        "liter": "L l",
        "deciliter": "dL dl",
        "milliliter": "mL ml cc",
        "microliter": "µL μL uL",
        "femtoliter": "fL",
        "mole": "mol",
        "millimole": "mmol",
        "micromole": "µmol μmol umol",
        "nanomole": "nmol",
        "picomole": "pmol",
        "second": "s sec second seconds",
        "minute": "min minute minutes",
        "hour": "h hr hrs hour hours",
        "day": "d day days",
        "week": "wk wks week weeks",
        "millimeter_Hg": "mmHg",
        "centimeter_H2O": "cmH2O",
        "kilopascal": "kPa",
        "kilocalorie": "kcal",
        "kilojoule": "kJ",
        "millijoule": "mJ",
        "joule": "J",
        "gray": "Gy",
        "hertz": "Hz",
        "kilohertz": "kHz",
        "watt": "W",
    }.items()
    for written in spellings.split()
}
# Units of activity, of charge and of dose, which the library does not know or takes for others, with what they are
# counted in.
_COUNTED = {
    written: (Fraction(1, 10**places), base)
    for base, spellings in {
        "IU": {"IU": 0, "mIU": 3, "µIU": 6, "μIU": 6, "uIU": 6},
        "U": {"U": 0, "mU": 3, "µU": 6, "μU": 6, "uU": 6},
        "Sv": {"Sv": 0, "mSv": 3},
        "Eq": {"Eq": 0, "mEq": 3, "µEq": 6, "μEq": 6, "uEq": 6},
    }.items()
    for written, places in spellings.items()
}
# Degrees are counted from a point of their own: kelvins are degrees times the first number and the second more.
_DEGREES = {
    **dict.fromkeys(("°C", "degC", "C"), (Fraction(1), Fraction(27315, 100))),
    **dict.fromkeys(("°F", "degF", "F"), (Fraction(5, 9), Fraction(27315, 100) - Fraction(160, 9))),
}
# The spellings in which a request may state a value, where the unit of its fact measures the same.
_COMMON = """
    kg g mg µg mcg ug ng pg lb lbs oz | km m cm mm µm in ft | L dL mL cc µL uL | h hr hours min minutes s | days weeks
    kg/m2 kg/m^2 | mg/dL g/dL g/L mg/L µg/L ug/L mcg/L µg/dL ug/dL mcg/dL µg/mL ug/mL mcg/mL mg/mL
    ng/mL ng/dL ng/L pg/mL | mol/L mmol/L µmol/L umol/L nmol/L nmol/mL pmol/L
    IU IU/L IU/mL mIU/L mIU/mL µIU/mL uIU/mL | U U/L U/mL mU/mL U/kg U/day
    mEq mEq/L | mmHg mm|Hg kPa cmH2O cm|H2O | mL/min L/min mL/s L/s mL/h mL/hr L/h L/day mL/day
    mg/day mg/week mg/d mg/wk g/day g/week µg/day mcg/day ug/day mg/h mcg/h µg/h
    mg/kg mg/kg/day mg/kg/week g/kg g/kg/day µg/kg mcg/kg mcg/kg/day mcg/kg/min µg/kg/min mg/m2 mL/kg mL/kg/h mL/kg/min
    mL/min/1.73|m2 mL/min/1.73m2 | kcal kJ kcal/day kcal/kg kcal/kg/day | °C °F C F | Gy mSv Sv | Hz kHz | /min
"""
COMMON = tuple(
    word.replace("|", " ") for word in re.sub(r"\s\|\s", " ", _COMMON).split() if not word.startswith(("|", "/"))
)
# Units that are written out where the language has a sign for them.
_WORDS = {
    word: sign
    for sign, words in {
        "%": "percent percents percentage percentages pct per_cent prozent",
        "kg": "kilo kilos kilogram kilograms kilogramme kilogrammes",
        "g": "gram grams gramme grammes gm",
        "mg": "milligram milligrams",
        "mcg": "microgram micrograms",
        "cm": "centimeter centimeters centimetre centimetres",
        "mm": "millimeter millimeters millimetre millimetres",
        "m": "meter meters metre metres",
        "L": "liter liters litre litres",
        "mL": "milliliter milliliters millilitre millilitres",
        "oz": "ounce ounces",
        "°C": "celsius centigrade",
        "°F": "fahrenheit",
        "kPa": "kilopascal kilopascals",
    }.items()
    for word in words.split()
}
_PART = re.compile(r"(?P<number>[0-9]+(?:\.[0-9]+)?)?(?P<name>[^0-9^]*?)\^?(?P<power>[0-9]*)")
_POWER_OF_TEN = re.compile(r"x10\^?([0-9]{1,2})")

# The exponent of each thing that a unit measures or counts, in order of name.
Dimension = tuple[tuple[str, int], ...]


@record
class Measure:
    """What a unit measures, and how much of it: a value in the unit, times `factor` and `offset` more."""

    dimension: Dimension
    factor: Fraction
    offset: Fraction = Fraction(0)


@record
class Conversion:
    """From one unit to another: a value, times `factor` and `offset` more."""

    factor: Fraction
    offset: Fraction = Fraction(0)

    def of(self, value: Any) -> Any:
        """A number in the other unit, exactly."""
        return exact(Fraction(value) * self.factor + self.offset)


SAME = Conversion(Fraction(1))


def conversion(given: str, wanted: str) -> Conversion | None:
    """How a number in one unit becomes one in another, or None where they do not measure the same."""
    if given == wanted:
        return SAME
    if not given or not wanted:
        return None
    source, target = measure(given), measure(wanted)
    if source.dimension != target.dimension:
        return None
    return Conversion(source.factor / target.factor, (source.offset - target.offset) / target.factor)


@functools.cache
def conversions(wanted: str) -> Mapping[str, Conversion]:
    """The units in which a number may also be stated, each with how it becomes one in the wanted unit."""
    if not may_be_known(wanted):
        return MappingProxyType({})
    found = {given: how for given in COMMON if given != wanted and (how := conversion(given, wanted)) is not None}
    return MappingProxyType(found)


def may_be_known(unit: str) -> bool:
    """Whether any part of a unit is one that measures something: only then is it worth asking."""
    parts = plainly(unit).split("/")
    names = [match["name"] for part in parts if (match := _PART.fullmatch(part)) is not None]
    return any(name in _KNOWN or name in _COUNTED or name in _DEGREES for name in (*parts, *names))


def usual(unit: str, wanted: str = "") -> str | None:
    """How people write a unit that nobody knows as it is written: `kPa` for `kpa`, `%` for `percent`.

    Only of what can be converted to the unit that is `wanted`, if any.
    """
    if may_be_known(unit):
        return None
    plain = plainly(unit).casefold()
    same = [_WORDS[plain]] if plain in _WORDS else [one for one in COMMON if plainly(one).casefold() == plain]
    return next((one for one in same if one == wanted or not wanted or conversion(one, wanted) is not None), None)


@functools.cache
def measure(unit: str) -> Measure:
    """What a unit measures."""
    plain = plainly(unit)
    if plain in _DEGREES:
        factor, offset = _DEGREES[plain]
        return Measure((("kelvin", 1),), factor, offset)
    factor, powers = Fraction(1), dict[str, int]()
    for place, part in enumerate(plain.split("/")):
        sign = -1 if place else 1
        size, dimension = _part(part)
        factor *= size**sign
        for name, power in dimension:
            powers[name] = powers.get(name, 0) + power * sign
    return Measure(tuple(sorted((name, power) for name, power in powers.items() if power)), factor)


def measured(unit: str) -> str:
    """What a unit measures, in one word: `gram/meter3`."""
    dimension = measure(unit).dimension

    def words(sign: int) -> str:
        return " ".join(
            f"{what}{abs(power) if abs(power) > 1 else ''}" for what, power in dimension if power * sign > 0
        )

    return "/".join(filter(None, (words(1), words(-1))))


def plainly(unit: str) -> str:
    """A unit without the spaces inside it: `mm Hg` and `mmHg` are one, and `1.73 m2` and `1.73m2`."""
    return "".join(unit.split())


def _part(part: str) -> tuple[Fraction, Dimension]:
    """One part of a unit between slashes: `m2`, `kg`, `1.73m2`, `x10^9`."""
    if (ten := _POWER_OF_TEN.fullmatch(part)) is not None:
        return Fraction(10) ** int(ten[1]), ()
    if part in _KNOWN:
        return _asked(_KNOWN[part])
    match = _PART.fullmatch(part)
    if match is None or not match["name"]:
        return Fraction(1), ((part, 1),)
    number, name, power = Fraction(match["number"] or 1), match["name"], int(match["power"] or 1)
    if name in _COUNTED:
        size, base = _COUNTED[name]
        return number * size**power, ((base, power),)
    if name not in _KNOWN:
        return Fraction(1), ((part, 1),)
    size, dimension = _asked(_KNOWN[name])
    return number * size**power, tuple((what, times * power) for what, times in dimension)


@functools.cache
def _asked(name: str) -> tuple[Fraction, Dimension]:
    """A plain unit, as the library knows it: how much of what."""
    quantity = _registry().Quantity(Fraction(1), name).to_root_units()
    dimension = tuple((str(unit), int(power)) for unit, power in quantity.unit_items())
    return Fraction(quantity.magnitude), dimension


@functools.cache
def _registry() -> Any:
    import pint  # takes as long to load as a small policy to check

    return pint.UnitRegistry(non_int_type=Fraction)
