"""Civil dates as terms: days by their number, and the one rule for months, over the whole calendar.

The rule is told in two ways. `demands` say how long a stretch of months can be, and in which order shifted days
lie; what they exclude, the calendar excludes. `exact` is the calendar itself, which takes the solver far longer.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial

import z3

from assent.analyse.encode.terms import Term, conj, disj
from assent.language.calendar import LAST_DAY, months_after, months_before, shortest_and_longest
from assent.language.elapsed import elapsed_months
from assent.language.values import Period

_BEFORE_MONTH = (0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334)

# How far a clamped day may lie from where the lengths of whole stretches would put it.
_SLACK = 3

# How far so many days of a stretch of months may lie from its average, in days.
_ROUGHLY = 5

# On so many days an example is looked for before the calendar is told in full.
_CANDIDATES = 24


class Calendar:
    """The dates that an encoding speaks of."""

    def __init__(self) -> None:
        self.demands: list[Term] = []
        self.exact: list[Term] = []
        self.shifts: dict[tuple[Term, int], Term] = {}
        self.between: dict[tuple[Term, Term], Term] = {}
        self._parts: dict[Term, tuple[Term, Term, Term]] = {}

    def back(self, day: Term, period: Period) -> Term:
        """The day a period earlier; 0 before year 1."""
        if period.days is not None:
            return day - period.days
        return self.shifted(day, -(period.months or 0))

    def ahead(self, day: Term, period: Period) -> Term:
        """The day a period later; one past the last day after year 9999."""
        if period.days is not None:
            return day + period.days
        return self.shifted(day, period.months or 0)

    def shifted(self, day: Term, months: int) -> Term:
        """The day so many calendar months later, or earlier where negative, clamped to the end of its month."""
        if isinstance(day, int):
            return shifted(day, months)
        key = (day, months)
        if key not in self.shifts:
            found = z3.FreshInt("day")
            self._bound(day, months, found)
            self._define(day, months, found)
            self.shifts[key] = found
        return self.shifts[key]

    def months_between(self, day: Term, later: Term) -> Term:
        """The whole months from a day to a later one."""
        key = (day, later)
        if key not in self.between:
            found, distance = z3.FreshInt("months"), later - day
            self.between[key] = found
            # A month is 146097 / 4800 days, give or take what clamping and February do.
            low, high = 146097 * found - 4800 * _ROUGHLY, 146097 * (found + 1) + 4800 * _ROUGHLY
            whole = z3.And(found >= 0, low <= 4800 * distance, 4800 * distance <= high)
            self.demands.append(z3.Implies(distance >= 0, whole))
            (year, month, at), (last_year, last_month, last_at) = self._parts_of(day), self._parts_of(later)
            months = 12 * (last_year - year) + last_month - month - z3.If(at <= last_at, 0, 1)
            self.exact.append(z3.Implies(distance >= 0, found == months))
        return self.between[key]

    def at(self, as_of: Term, day: int) -> list[Term]:
        """The calendar for requests of one date, where every other date that is shifted lies near it or steps off."""
        asked: dict[Term, list[tuple[Term, Callable[[int], int]]]] = {}
        for (one, months), found in self.shifts.items():
            asked.setdefault(one, []).append((found, partial(_shift, months)))
        for (one, later), found in self.between.items():
            assert later.eq(as_of)
            asked.setdefault(one, []).append((found, partial(_elapsed, day)))
        steps = {abs(months) for _, months in self.shifts}
        near = _near(day, steps) if any(not one.eq(as_of) for one in asked) else [day]
        return [
            disj(
                *(
                    conj(one == each, *(found == value(each) for found, value in looked_up))
                    for each in ([day] if one.eq(as_of) else near)
                )
            )
            for one, looked_up in asked.items()
        ]

    def _bound(self, day: Term, months: int, found: Term) -> None:
        shortest, longest = shortest_and_longest(abs(months))
        distance = day - found if months < 0 else found - day
        slack = 0 if months < 0 else _SLACK
        near_the_end = day <= longest if months < 0 else day > LAST_DAY - longest - slack
        self.demands.append(
            z3.Or(
                z3.And(shortest - slack <= distance, distance <= longest + slack, found >= 1, found <= LAST_DAY),
                z3.And(near_the_end, found == (0 if months < 0 else LAST_DAY + 1)),
            )
        )
        for (other, there), before in self.shifts.items():
            if there == months:
                self.demands += [z3.Implies(other <= day, before <= found), z3.Implies(day <= other, found <= before)]
            elif other is day and there * months > 0:
                low, high = shortest_and_longest(abs(there - months))
                apart = found - before if there < months else before - found
                self.demands += [apart >= 0, apart <= high + _SLACK]
                self.demands.append(z3.Or(apart >= low - _SLACK, found == 0, before == 0, near_the_end))

    def _define(self, day: Term, months: int, found: Term) -> None:
        year, month, at = self._parts_of(day)
        years, rest = divmod(abs(months), 12)
        if months < 0:
            wraps = month <= rest
            year, month = year - years - z3.If(wraps, 1, 0), month - rest + z3.If(wraps, 12, 0)
        else:
            wraps = month + rest > 12
            year, month = year + years + z3.If(wraps, 1, 0), month + rest - z3.If(wraps, 12, 0)
        length = _month_length(year, month)
        clamped = _month_start(year, month) + z3.If(at < length, at, length)
        inside, beyond = (year >= 1, 0) if months < 0 else (year <= 9999, LAST_DAY + 1)
        self.exact.append(z3.If(inside, found == clamped, found == beyond))

    def _parts_of(self, day: Term) -> tuple[Term, Term, Term]:
        """A date's year, month (1 to 12) and day of the month."""
        if day not in self._parts:
            year, month, at = z3.FreshInt("year"), z3.FreshInt("month"), z3.FreshInt("at")
            in_year = day - _year_start(year)
            self.exact += [
                z3.And(year >= 1, year <= 9999, month >= 1, month <= 12),
                z3.And(at >= 1, at <= _month_length(year, month)),
                day == _month_start(year, month) + at,
                # These follow, and lead the solver from a day to its year and its month.
                z3.And(146097 * (year - 1) - 800 <= 400 * day, 400 * day <= 146097 * year + 800),
                z3.And(in_year >= 1, in_year <= 366, 30 * month - 32 < in_year, in_year <= 31 * month),
            ]
            self._parts[day] = (year, month, at)
        return self._parts[day]


def _shift(months: int, day: int) -> int:
    return shifted(day, months)


def _elapsed(as_of: int, day: int) -> int:
    return int(elapsed_months(day, 1, as_of)) if day <= as_of else 0


def _near(day: int, steps: Iterable[int]) -> list[int]:
    """Days that are told apart most often from one: steps away, and the days beside those."""
    reached = [day]
    for months in sorted(steps):
        reached += [shifted(day, -months), shifted(day, -2 * months), shifted(day, months)]
    around = [one + off for one in reached for off in (0, -1, 1)]
    return list(dict.fromkeys(one for one in around if 1 <= one <= LAST_DAY))[:_CANDIDATES]


def shifted(day: int, months: int) -> int:
    """A day so many months later, or earlier where negative."""
    return months_after(day, months) if months >= 0 else months_before(day, -months)


def _is_leap(year: Term) -> Term:
    return z3.And(year % 4 == 0, z3.Or(year % 100 != 0, year % 400 == 0))


def _month_length(year: Term, month: Term) -> Term:
    short = disj(*(month == number for number in (4, 6, 9, 11)))
    return z3.If(month == 2, z3.If(_is_leap(year), 29, 28), z3.If(short, 30, 31))


def _year_start(year: Term) -> Term:
    """The number of the day before the first of a year."""
    past = year - 1
    return 365 * past + past / 4 - past / 100 + past / 400


def _month_start(year: Term, month: Term) -> Term:
    """The number of the day before the first of a month."""
    before = z3.IntVal(_BEFORE_MONTH[-1])
    for at in range(10, -1, -1):
        before = z3.If(month == at + 1, z3.IntVal(_BEFORE_MONTH[at]), before)
    leap_day = z3.If(z3.And(month > 2, _is_leap(year)), 1, 0)
    return _year_start(year) + before + leap_day
