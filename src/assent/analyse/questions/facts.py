"""Facts that cannot matter, that push both ways, or whose direction looks wrong."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property, partial
from typing import Any

from assent.analyse.encode.symbols import Lasting, Plain
from assent.analyse.encode.terms import Term, disj, neg, same
from assent.analyse.places import place_of
from assent.analyse.replay import BEST_LAST, Replayed
from assent.analyse.session import Answer, Example, Impossible
from assent.analyse.shown import changed_text, example_text
from assent.analyse.subject import Found, Said, Subject, is_better, undecided
from assent.language.duration import Duration
from assent.language.expressions import Fact
from assent.language.types import DurationType, Judgement, YesNo
from assent.source.catalogue import Code
from assent.source.diagnostic import Label
from assent.source.text import Span

NO_MATTER = Code("fact-cannot-matter", "warning", "a fact that is asked, and whose value changes no outcome")
BOTH_WAYS = Code("pushes-both-ways", "warning", "a fact that helps in one clause and harms in another")
WRONG_WAY = Code(
    "direction-looks-wrong", "warning", "a duration of which more makes an outcome worse, and never better"
)
CODES = (NO_MATTER, BOTH_WAYS, WRONG_WAY)


def cannot_matter(name: str, subject: Subject) -> Said:
    """Whether of any two values of a fact both give the same outcome."""
    fact = _named(subject, name)

    def shows(first: Replayed, second: Replayed) -> bool:
        return _states(first, fact) and subject.outcome(first) != subject.outcome(second)

    def answered() -> Answer:
        symbol, other = subject.session.encoded.expressions.symbol(fact), subject.session.space.another(fact)
        ours, theirs = subject.outcomes_with({fact: other})
        differ = disj(*(neg(same(ours[outcome], theirs[outcome])) for outcome in BEST_LAST[:3]))
        stated = [disj(one.known, one.nothing) for one in (symbol, other)]
        return subject.session.can_with({fact: other}, [*stated, differ], shows, small=False)

    if name not in subject.pushes or name in subject.granted.facts:
        return Said()
    answer = subject.can_with(fact, shows, answered)
    if (open := undecided(f"whether `{name}` can matter", answer)) is not None:
        return Said((open,))
    if not isinstance(answer, Impossible):
        return Said()
    found = NO_MATTER.at(
        _asked_first(subject, fact),
        f"`{name}` is asked, and whatever its value is, no outcome changes",
        label="asked here",
        help="leave the tests of it out: nobody need gather it",
        up_to=answer.bounds,
    )
    return Said((found,))


def wrong_direction(name: str, subject: Subject) -> Said:
    """Whether a yes helps and harms, or more of a duration only harms."""
    fact, ways = _named(subject, name), subject.pushes.get(name, frozenset())
    if isinstance(fact.type, YesNo | Judgement) and len(ways) == 2:
        return Said(tuple(_both_ways(subject, fact)))
    if isinstance(fact.type, DurationType) and ways == {False}:
        return Said(tuple(_wrong_way(subject, fact)))
    return Said()


def _named(subject: Subject, name: str) -> Fact:
    return next(fact for fact in subject.policy.facts if fact.name == name)


def _both_ways(subject: Subject, fact: Fact) -> Iterator[Found]:
    ways = _Ways(subject, fact)
    better = ways.answer(better=True)
    worse = better if isinstance(better, Impossible) else ways.answer(better=False)  # then it does not push both ways
    if isinstance(better, Example) and isinstance(worse, Example):
        better, worse = ways.shown(better, better=True), ways.shown(worse, better=False)
    for answer in (better, worse):
        if (open := undecided(f"whether `{fact.name}` pushes both ways", answer)) is not None:
            yield open
    if isinstance(better, Example) and isinstance(worse, Example):
        helps, harms = _clauses(subject, better, better=True), _clauses(subject, worse, better=False)
        yield BOTH_WAYS.at(
            place_of(subject.policy, harms[0]),
            f"`{fact.name}` pushes both ways: it harms in {_listed(harms)}, and helps in {_listed(helps)}",
            label="harms here",
            others=tuple(Label(place_of(subject.policy, id), "helps here") for id in helps),
            help=f"{_told(subject, fact, better, helps)}; {_told(subject, fact, worse, harms)}",
            examples=(*_both(better), *_both(worse)),
        )


def _wrong_way(subject: Subject, fact: Fact) -> Iterator[Found]:
    ways = _Ways(subject, fact)
    better = ways.answer(better=True)
    worse = better if isinstance(better, Example) else ways.answer(better=False)  # then more of it may help
    if isinstance(better, Impossible) and isinstance(worse, Example):
        worse = ways.shown(worse, better=False)
    for answer in (better, worse):
        if (open := undecided(f"whether more of `{fact.name}` can harm", answer)) is not None:
            yield open
    if isinstance(better, Impossible) and isinstance(worse, Example):
        harms = _clauses(subject, worse, better=False)
        yield WRONG_WAY.at(
            place_of(subject.policy, harms[0]),
            f"more `{fact.name}` makes an outcome worse, and never better",
            label="harms here",
            help=f"should it be `>=` instead of `<=`? {_told(subject, fact, worse, harms)}",
            examples=_both(worse),
            up_to=better.bounds,
        )


@dataclass(frozen=True)
class _Ways:
    """Whether more of a fact makes outcomes better, or worse; a yes is more than a no. None of them is pended."""

    subject: Subject
    fact: Fact

    def answer(self, *, better: bool) -> Answer:
        """Whether there are such requests; they are not to be shown."""
        return self.subject.can_with(
            self.fact, partial(self._shows, better=better), partial(self._asked, better=better)
        )

    def shown(self, example: Example, *, better: bool) -> Answer:
        """Such requests as they are to be shown: small ones."""
        return self.subject.session.smaller(example, self.fact.name, partial(self._shows, better=better))

    @cached_property
    def _other(self) -> Plain | Lasting:
        other = self.subject.session.space.another(self.fact)
        assert isinstance(other, Plain | Lasting)
        return other

    @cached_property
    def _outcomes(self) -> tuple[Mapping[str, Term], Mapping[str, Term]]:
        return self.subject.outcomes_with({self.fact: self._other})

    def _asked(self, *, better: bool) -> Answer:
        ours, theirs = self._outcomes
        way = is_better(ours, theirs) if better else is_better(theirs, ours)
        terms = [*self._more(), neg(ours["pend"]), neg(theirs["pend"]), way]
        shows = partial(self._shows, better=better)
        return self.subject.session.can_with({self.fact: self._other}, terms, shows, small=False)

    def _more(self) -> list[Term]:
        """That the other value is more than the first; of a length of time, that both are stated in days."""
        match self.subject.session.encoded.expressions.symbol(self.fact), self._other:
            case Plain() as symbol, Plain() as other:
                return [neg(symbol.value), other.value, symbol.known, other.known]
            case Lasting() as symbol, Lasting() as other:
                forms = [one for each in (symbol, other) for one in (each.known, neg(each.dated), each.in_days)]
                return [*forms, symbol.halves < other.halves]
            case _:
                raise AssertionError("a value of which there is more is of one of these types")

    def _is_more(self, first: Replayed, second: Replayed) -> bool:
        match first.read.facts.get(self.fact.name), second.read.facts.get(self.fact.name):
            case bool(one), bool(other):
                return other and not one
            case Duration(days=(int() | Decimal()) as one), Duration(days=(int() | Decimal()) as other):
                return one < other
            case _:
                return False

    def _shows(self, first: Replayed, second: Replayed, *, better: bool) -> bool:
        if not self._is_more(first, second) or (before := self.subject.outcome(first)) == "pend":
            return False
        after = self.subject.outcome(second)
        one, two = BEST_LAST.index(before), BEST_LAST.index(after)
        return after != "pend" and (two > one if better else two < one)


def _states(replayed: Replayed, fact: Fact) -> bool:
    """Whether a request states a fact: an example shows what another value of it does."""
    return fact.name in replayed.request["facts"]


def _clauses(subject: Subject, example: Example, *, better: bool) -> list[str]:
    """The clauses that call for something better, or worse, with the other value."""
    assert example.other is not None
    ours, theirs = subject.session.replayed(example.request).effects, subject.session.replayed(example.other).effects
    ranks = {"deny": 0, "pend": 1, "review": 2, None: 3}
    changed = ((clause.id, ranks[theirs[clause.id]] - ranks[ours[clause.id]]) for clause in subject.kept)
    return [id for id, change in changed if (change > 0 if better else change < 0)]


def _told(subject: Subject, fact: Fact, example: Example, clauses: list[str]) -> str:
    assert example.other is not None
    outcomes = [subject.session.replayed(one).outcome for one in (example.request, example.other)]
    asked = {name for id in clauses for name in subject.session.encoded.expressions.facts_asked(id)} - {fact.name}
    changed, shown = changed_text(example.request, example.other), example_text(example.request, {*asked, fact.name})
    more = len(example.request["facts"].keys() - asked - {fact.name})
    rest = f"; and {more} more, as `--format json` has it" if more else ""
    return f"with {changed}, `{outcomes[0]}` becomes `{outcomes[1]}` ({shown}{rest})"


def _both(example: Example) -> tuple[Mapping[str, Any], ...]:
    """The two requests of an example."""
    assert example.other is not None
    return example.request, example.other


def _listed(ids: list[str]) -> str:
    return " and ".join(f"`{id}`" for id in ids)


def _asked_first(subject: Subject, fact: Fact) -> Span:
    for clause in subject.kept:
        if fact.name in subject.session.encoded.expressions.facts_asked(clause.id):
            return place_of(subject.policy, clause.id)
    raise AssertionError("only facts that are asked are looked at")
