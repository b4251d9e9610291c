"""Values as a policy writes them: periods of time, and the text of any literal."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction
from types import MappingProxyType
from typing import Literal

from assent.source.record import record

Unit = Literal["days", "weeks", "months", "years"]


# The units of time as they may be written, one and several.
TIME_UNITS: Mapping[str, Unit] = MappingProxyType(
    {word: unit for unit in ("days", "weeks", "months", "years") for word in (unit, unit[:-1])}
)


@record
class Period:
    """A length of time as written: `12 weeks`. A whole number of one unit, at least 1."""

    amount: int
    unit: Unit

    @property
    def days(self) -> int | None:
        """The whole days it is, or None for months and years, which have no fixed length."""
        return {"days": 1, "weeks": 7}[self.unit] * self.amount if self.unit in ("days", "weeks") else None

    @property
    def months(self) -> int | None:
        """The calendar months it is, or None for days and weeks."""
        return {"months": 1, "years": 12}[self.unit] * self.amount if self.unit in ("months", "years") else None

    def __str__(self) -> str:
        return f"{self.amount} {self.unit if self.amount != 1 else self.unit[:-1]}"


def number_text(value: int | Decimal | Fraction) -> str:
    """A number in plain decimal notation, never with an exponent: `0.30` stays `0.30`; a fraction as `1/3`."""
    return format(value, "f") if isinstance(value, Decimal) else str(value)
