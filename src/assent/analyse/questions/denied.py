"""What alone would have changed a denial: what time, treatment or documents add, and what would have to be otherwise.

A longer time, a paper, one more element of a list, what was not done and is done: these are added, and nothing that
was stated becomes untrue. Any other value is a replacement. Whether time or treatment could bring it about (an
infection heals, a past operation stays), and whether for better or worse, no policy says: a clinician does.
"""

from __future__ import annotations

import math
from decimal import Decimal
from functools import partial
from typing import Any

from assent.analyse.encode.symbols import Symbol
from assent.analyse.gathered import Left, gathered
from assent.analyse.pins import pinned
from assent.analyse.questions.ways import Asked, Needed, Way, fact_of
from assent.analyse.session import Example, NotDecided
from assent.language.calendar import shortest_and_longest
from assent.language.duration import Duration
from assent.language.expressions import Fact
from assent.language.nothing import NOTHING
from assent.language.operands import day_of
from assent.language.types import Code, Collection, Document, Judgement, Scale
from assent.language.values import Period, Unit

_BETTER = ("approve", "review", "pend")


def what_would_change(asked: Asked) -> Needed:
    """Single facts with which a request would not have been denied: what is added, and what is otherwise.

    Another judgement is for whoever gave it, and another code makes it another case: neither is looked for.
    """
    changes: list[Way] = []
    otherwise: list[Way] = []
    open = []
    for name, (fact, symbol) in asked.session.space.facts.items():
        if name not in asked.first.read.facts or name != fact_of(name) or isinstance(fact.type, Judgement | Code):
            continue
        found = _with_another(asked, fact, symbol)
        if isinstance(found, NotDecided):
            open.append(f"whether another `{name}` would have changed it, because {found.because}")
        elif found is not None:
            (otherwise if found.instead_of is not None else changes).append(found)
    return Needed(changes=tuple(changes), otherwise=tuple(otherwise), open=tuple(open))


def _with_another(asked: Asked, fact: Fact, symbol: Symbol) -> Way | NotDecided | None:
    """The best that comes of another value of one fact, all else as it was stated."""
    name, session = fact.name, asked.session
    pins = pinned(session.space, asked.first.read, free=frozenset((name, day_of(fact).name)))
    left = Left(frozenset((name,)), {})
    if isinstance(fact.type, Collection):  # what was done stays done
        left = Left(frozenset(), {name: True})
        pins += gathered(session.space, name, asked.first.read.facts[name], growing=True)
    given = asked.stated_without(frozenset((name,)))
    for outcome in _BETTER:
        terms = [*pins, symbol.known, session.encoded.outcomes[outcome]]
        answer = session.can(terms, partial(asked.comes_to, outcome, left), given=given)
        if isinstance(answer, NotDecided):
            return answer
        if isinstance(answer, Example):
            return _way(asked, fact, outcome, answer.request)
    return None


def _way(asked: Asked, fact: Fact, outcome: str, request: Any) -> Way:
    """A change of one fact, as little as does it; with what it takes the place of, where nothing is only added."""
    name = fact.name
    before, after = asked.first.read.facts[name], asked.session.replayed(request).read.facts[name]
    if isinstance(before, Duration) and isinstance(after, Duration):
        unit: Unit = "days" if before.months is None else "months"
        if amount_of(after, unit) > amount_of(before, unit):
            return _least_more(asked, name, outcome, request)
    elif before is NOTHING or isinstance(fact.type, Collection) or (isinstance(fact.type, Document) and after):
        return Way(outcome, {name: asked.said(name, request)})
    stated = asked.request["facts"][name]
    value = request["facts"][name]
    if isinstance(before, int | Decimal) and isinstance(value, int | Decimal) and not isinstance(value, bool):
        value = _nearest(asked, name, outcome, before, request)
    elif isinstance(fact.type, Scale) and isinstance(value, str):
        value = _nearest_option(asked, fact.type, name, outcome, (before, after), request)
    return Way(outcome, {name: value}, instead_of=stated)


def _does(asked: Asked, name: str, outcome: str, value: Any, request: Any) -> bool:
    """Whether a request with this value comes to an outcome."""
    replayed = asked.session.replayed({**request, "facts": {**request["facts"], name: value}})
    return replayed.is_valid and replayed.outcome == outcome


def _least_more(asked: Asked, name: str, outcome: str, request: Any) -> Way:
    """Of a longer time, the least that does it, in the unit stated, and how much more that is."""
    before, after = asked.first.read.facts[name], asked.session.replayed(request).read.facts[name]
    unit: Unit = "days" if before.months is None else "months"
    least, most = amount_of(before, unit), amount_of(after, unit)
    if not _does(asked, name, outcome, period_text(most, unit), request):
        return Way(outcome, {name: request["facts"][name]})
    low, high = least, most
    while high - low > 1:
        middle = (low + high) // 2
        does = _does(asked, name, outcome, period_text(middle, unit), request)
        low, high = (low, middle) if does else (middle, high)
    amount, _, word = period_text(high - least, unit).partition(" ")
    return Way(outcome, {name: period_text(high, unit)}, f"{amount} more {word}")


def _nearest(asked: Asked, name: str, outcome: str, before: int | Decimal, request: Any) -> int | Decimal:
    """The whole number that is nearest to what was stated, of those up to one that does it; else that one."""
    found: int | Decimal = request["facts"][name]
    away = 1 if found > before else -1
    near, far = (math.floor(before), math.ceil(found)) if away > 0 else (math.ceil(before), math.floor(found))
    while abs(far - near) > 1:
        middle = (near + far) // 2
        if _does(asked, name, outcome, middle, request):
            found = far = middle
        else:
            near = middle
    return found


def _nearest_option(asked: Asked, scale: Scale, name: str, outcome: str, ranks: tuple[int, int], request: Any) -> str:
    """The option of a scale that is nearest to what was stated, of those up to one that does it."""
    before, after = ranks
    away = 1 if after > before else -1
    between = (scale.options[rank] for rank in range(before + away, after, away))
    nearer = (option for option in between if _does(asked, name, outcome, option, request))
    return next(nearer, scale.options[after])


def amount_of(duration: Duration, unit: Unit) -> int:
    """How long a duration is at most, in whole days or months."""
    if duration.first is not None and duration.last is not None:
        days = duration.last - duration.first
    elif duration.months is not None:
        if unit == "months":
            return duration.months
        days = shortest_and_longest(duration.months)[1]
    else:
        days = math.ceil(duration.days or 0)
    return days if unit == "days" else math.ceil(days / 28)


def period_text(amount: int, unit: Unit) -> str:
    """A length of time as one would say it: whole weeks where it is those."""
    if unit == "days" and amount and amount % 7 == 0:
        amount, unit = amount // 7, "weeks"
    return str(Period(amount, unit))
