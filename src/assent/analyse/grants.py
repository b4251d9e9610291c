"""What an approval grants, thing by thing, so that it can be held against what another policy grants.

A thing is what several lines are about together: an amount of one unit, a place on one scale, a text, or how long the
approval holds. Of each there is a level: how much is granted, and how surely. It is told to the solver, and read off
what the interpreter grants, each by itself.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any, Literal

import z3

from assent.analyse.encode.effects import EncodedPolicy
from assent.analyse.encode.symbols import Plain
from assent.analyse.encode.terms import Term, choose, conj, disj, neg, number
from assent.analyse.replay import Replayed
from assent.evaluate.decide import offer_of, valid_until
from assent.evaluate.granting import Granted, granted_of
from assent.language.calendar import LAST_DAY, parse_day
from assent.language.expressions import AllOf, AnyOf, AtLeastOf, Cases, Expression, Fact, Named, Not, Titled
from assent.language.grants import Grant
from assent.language.phrases import option_text
from assent.language.policy import Authorization, Policy
from assent.language.types import Scale
from assent.language.values import Period

# How surely something is granted: open, less than was requested, in full; or it is not granted at all.
OPEN, LESS, FULL, NONE = range(4)
# How much of nothing, and the end of what does not end.
_NOTHING, _NO_END = -1, 10 * LAST_DAY

Requested = Callable[[Fact], Plain]
Ranks = Mapping[str, Mapping[int, int | float]]


@dataclass(frozen=True, slots=True)
class Thing:
    """One thing that an approval grants: of a unit, on the scale of a fact, a text; or for how long it is valid."""

    kind: Literal["validity", "amount", "scale", "text"]
    name: str = ""


@dataclass(frozen=True, slots=True)
class Level:
    """How much of a thing is granted, and how surely."""

    size: Term
    surely: Term


VALIDITY = Thing("validity")


def lines_of(policy: Policy) -> dict[Thing, tuple[Grant, ...]]:
    """The lines about each thing that an approval grants; how long it is valid is always one of them."""
    found: dict[Thing, list[Grant]] = {VALIDITY: []}
    scales: dict[tuple[str, ...], Thing] = {}
    for grant in policy.authorization.grants if policy.authorization else ():
        if grant.amount is not None:
            thing = Thing("amount", grant.unit.removesuffix("s"))
        elif grant.option:
            assert grant.requested is not None and isinstance(grant.requested.type, Scale)
            thing = scales.setdefault(grant.requested.type.options, Thing("scale", grant.requested.name))
        else:
            thing = Thing("text", grant.text)
        found.setdefault(thing, []).append(grant)
    return {thing: tuple(lines) for thing, lines in found.items()}


def facts_requested(lines: tuple[Grant, ...]) -> frozenset[str]:
    """The facts that some lines are held against."""
    return frozenset(line.requested.name for line in lines if line.requested is not None)


def conditions(thing: Thing, policy: Policy) -> tuple[Expression, ...]:
    """The conditions of what is granted of a thing."""
    authorization = policy.authorization
    if thing == VALIDITY:
        return tuple(one.when for one in authorization.longer) if authorization else ()
    return tuple(line.when for line in lines_of(policy).get(thing, ()) if line.when is not None)


def as_written(thing: Thing, policy: Policy) -> tuple[Any, ...]:
    """What is said of a thing, with what is named in it; two policies that say the same of it grant the same of it."""
    named, authorization = policy.named, policy.authorization
    if thing == VALIDITY:
        if authorization is None or authorization.valid is None:
            return ()
        longer = ((_length(one.period), _expanded(one.when, named)) for one in authorization.longer)
        return (_length(authorization.valid), *longer)
    return tuple(
        (line.words, line.requested, None if line.when is None else _expanded(line.when, named))
        for line in lines_of(policy).get(thing, ())
    )


def _length(period: Period) -> tuple[int | None, int | None]:
    return period.days, period.months


def _expanded(expression: Expression, named: Mapping[str, Expression]) -> Any:
    """An expression without names and titles: what it stands for."""
    match expression:
        case Named(id):
            return _expanded(named[id], named)
        case Titled(_, part):
            return _expanded(part, named)
        case Not(part):
            return ("not", _expanded(part, named))
        case AllOf(parts) | AnyOf(parts):
            return (type(expression).__name__, *(_expanded(part, named) for part in parts))
        case AtLeastOf(least, parts):
            return ("at least", least, *(_expanded(part, named) for part in parts))
        case Cases(cases=cases):
            return ("cases", *((_expanded(when, named), _expanded(then, named)) for when, then in cases))
        case _:
            return expression


# What the solver is told.


def told(thing: Thing, encoded: EncodedPolicy, requested: Requested, ranks: Ranks, *, by_days: bool) -> Level:
    """How much of a thing a policy grants. `by_days`: of how long it is valid, the last day, and not the length."""
    if thing == VALIDITY:
        return Level(_end(encoded, by_days=by_days), FULL)
    lines = lines_of(encoded.policy).get(thing, ())
    truths = [encoded.expressions.truth(line.when) if line.when is not None else None for line in lines]
    unknown = disj(*(truth.unknown for truth in truths if truth is not None))
    level = Level(number(_NOTHING), choose(unknown, z3.IntVal(OPEN), z3.IntVal(NONE)))
    # Of those that apply, the one that grants most; of several that grant as much, the first.
    for line, truth in sorted(
        zip(reversed(lines), reversed(truths), strict=True), key=lambda one: size_of(one[0], ranks)
    ):
        own = _of_line(line, requested, ranks)
        met = True if truth is None else truth.met
        level = Level(choose(met, own.size, level.size), choose(met, own.surely, level.surely))
    return level


def size_of(line: Grant, ranks: Ranks) -> int | Fraction:
    """How much a line grants; an option by its place among those that two policies have in common."""
    size = line.size or 0
    of_scale = ranks.get(line.requested.name) if line.option and line.requested is not None else None
    return Fraction(of_scale[size]) if of_scale is not None else size


def _of_line(line: Grant, requested: Requested, ranks: Ranks) -> Level:
    size = number(size_of(line, ranks))
    if line.requested is None:
        return Level(size, z3.IntVal(FULL))
    asked = requested(line.requested)
    within = choose(asked.value > size, size, choose(asked.value < 0, z3.IntVal(0), asked.value))
    surely = choose(asked.value > size, z3.IntVal(LESS), z3.IntVal(FULL))
    return Level(choose(asked.known, within, size), choose(asked.known, surely, z3.IntVal(OPEN)))


def _end(encoded: EncodedPolicy, *, by_days: bool) -> Term:
    authorization = encoded.policy.authorization
    if authorization is None or authorization.valid is None:
        return z3.IntVal(_NO_END)

    def end(period: Period) -> Term:
        space = encoded.expressions.space
        if by_days:
            return space.calendar.ahead(space.as_of, period)
        return z3.IntVal(period.days if period.days is not None else period.months)

    found = end(authorization.valid)
    for longer in authorization.longer:
        later = end(longer.period)
        found = choose(conj(encoded.expressions.truth(longer.when).met, later > found), later, found)
    return found


def has_one_measure(*policies: Policy) -> bool:
    """Whether all that says how long approvals are valid is in days, or all of it in months."""
    periods: list[Period] = []
    for authorization in (policy.authorization for policy in policies):
        periods += _periods(authorization) if authorization else ()
    return len({period.days is None for period in periods}) < 2


def _periods(authorization: Authorization) -> Iterator[Period]:
    if authorization.valid is not None:
        yield authorization.valid
    yield from (longer.period for longer in authorization.longer)


def is_less(one: Level, other: Level) -> Term:
    """Whether the one grants less than the other."""
    return one.size < other.size


def is_as_much_otherwise(one: Level, other: Level) -> Term:
    """Whether both grant as much, the one more surely than the other, so that a clinician is asked by one alone."""
    return conj(one.size == other.size, neg(one.surely == other.surely))


def is_settled(level: Level) -> Term:
    """Whether nothing of what is granted is open."""
    return neg(level.surely == OPEN)


def options_of_one_alone(thing: Thing, old: Policy, new: Policy) -> tuple[str, ...]:
    """Options that are granted and that one policy alone has, where each of the two grants such a one."""
    lines = [lines_of(policy).get(thing, ()) for policy in (old, new)]
    types = [[line.requested.type for line in each if line.option and line.requested] for each in lines]
    options = [{option for type in each if isinstance(type, Scale) for option in type.options} for each in types]
    own = [
        [line.option for line in each if line.option and line.option not in others]
        for each, others in zip(lines, reversed(options), strict=True)
    ]
    return tuple(dict.fromkeys((*own[0], *own[1]))) if own[0] and own[1] else ()


# What the interpreter grants.


def granted(thing: Thing, replayed: Replayed) -> tuple[Granted, ...]:
    """What is granted of a thing on one request."""
    offers = tuple(offer_of(line, replayed.case) for line in lines_of(replayed.policy).get(thing, ()))
    return granted_of(offers, replayed.case.as_of)


def read_off(thing: Thing, replayed: Replayed, ranks: Ranks) -> Level:
    """How much of a thing is granted on one request."""
    if thing == VALIDITY:
        end = _last_day(replayed)
        return Level(_NO_END if end is None else parse_day(end), FULL)
    found = [_level(thing, one, replayed, ranks) for one in granted(thing, replayed)]
    return max(found, key=lambda level: (level.size, level.surely), default=Level(_NOTHING, NONE))


def _level(thing: Thing, one: Granted, replayed: Replayed, ranks: Ranks) -> Level:
    surely = {"open": OPEN, "less": LESS, "granted": FULL}[one.result]
    lines = lines_of(replayed.policy)[thing]
    if not any(line.when is None or replayed.truth(line.when) is True for line in lines):
        return Level(_NOTHING, surely)
    if thing.kind == "text":
        return Level(0 if surely == FULL else _NOTHING, surely)
    if one.amount is not None:
        return Level(one.amount, surely)
    fact = next(line.requested for line in lines if line.requested is not None)
    assert isinstance(fact.type, Scale)
    rank = [option_text(option) for option in fact.type.options].index(one.what)
    among = ranks.get(fact.name)
    return Level(rank if among is None else among[rank], surely)


def _last_day(replayed: Replayed) -> str | None:
    authorization = replayed.policy.authorization
    return None if authorization is None else valid_until(authorization, replayed.case)


def words(thing: Thing, replayed: Replayed) -> str:
    """What is granted of a thing on one request, for people."""
    if thing == VALIDITY:
        end = _last_day(replayed)
        return "valid without a last day" if end is None else f"valid to {end}"
    found = granted(thing, replayed)
    if thing.kind == "text":  # a line each, of which one is enough
        found = tuple(one for one in found if one.result == "granted")[:1] or found[:1]
    said = {"granted": "", "less": ", less than was requested", "open": ", which is open"}
    return "; ".join(f"{one.what}{said[one.result]}" for one in found) or "nothing"
