"""What has to hold of every request: proved of all of them, or broken by one that is shown."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from assent.analyse.encode.symbols import Lasting, Listed, Paper, Plain, Symbol
from assent.analyse.encode.terms import Term, conj, disj, neg, same, total
from assent.analyse.held import is_broken, is_denied_for_want, is_worse
from assent.analyse.places import first_line
from assent.analyse.replay import Replayed, with_facts
from assent.analyse.session import Answer, Example, Impossible, Session
from assent.analyse.shown import changed_text, example_text
from assent.analyse.shrink import shortest
from assent.analyse.subject import Found, Open, Proved, Said, Subject, is_better
from assent.language.expressions import Fact
from assent.language.properties import Never, NeverDeniedForWant, NeverWorse, Property
from assent.language.types import Collection
from assent.source.catalogue import Code

BROKEN = Code("broken-property", "error", "a property that a request breaks")
HOLLOW = Code("hollow-property", "warning", "a property that speaks of no request")
CODES = (BROKEN, HOLLOW)


def what_has_to_hold(place: int, subject: Subject) -> Said:
    """Whether a property of the policy, by its place, holds of every request."""
    property = subject.policy.properties[place]
    answer = answered(subject, property)
    if isinstance(answer, Impossible) and isinstance(property, Never) and _is_hollow(subject, property):
        return Said((_hollow(property),))
    if isinstance(answer, Impossible):
        return Said((Proved(subject.policy.id, property.written, answer.bounds),))
    if isinstance(answer, Example):
        return Said((_report(subject, property, answer),))
    return Said((Open(f"whether `{property.written}`", answer.because),))


def answered(subject: Subject, property: Property) -> Answer:
    """Whether a request breaks a property."""
    match property:
        case Never():
            return _never(subject, property)
        case NeverDeniedForWant():
            return _for_want(subject, property)
        case NeverWorse():
            return _worse(subject, property)


def _never(subject: Subject, property: Never) -> Answer:
    terms = [subject.session.encoded.outcomes[property.outcome], _spoken_of(subject, property)]
    return subject.session.can(terms, lambda replayed: is_broken(property, replayed))


def _spoken_of(subject: Subject, property: Never) -> Term:
    """That a property speaks of a request: its condition is met or, with `unless`, is not."""
    met = subject.session.encoded.expressions.truth(property.test).met
    return neg(met) if property.unless else met


def _is_hollow(subject: Subject, property: Never) -> bool:
    """Whether no request at all is one that a property speaks of, so that it holds whatever the policy says."""

    def speaks_of(replayed: Replayed) -> bool:
        return (replayed.truth(property.test) is True) is not property.unless

    answer = subject.session.can([_spoken_of(subject, property)], speaks_of, small=False)
    return isinstance(answer, Impossible)


def _hollow(property: Never) -> Found:
    assert property.span is not None
    so = "met by every request" if property.unless else "met by no request"
    return HOLLOW.at(
        first_line(property.span),
        f"this holds whatever the policy says, because its condition is {so}: `{property.written}`",
        label="it speaks of no request",
        help="write what was meant: each part of the condition in a line of its own, or `or` between them",
    )


def _for_want(subject: Subject, property: NeverDeniedForWant) -> Answer:
    """Each document is wanting in the first request and provided in the second, or the same in both."""
    others, given = _beside(subject, property.documents), []
    for fact, other in others.items():
        symbol = subject.session.encoded.expressions.symbol(fact)
        assert isinstance(symbol, Paper) and isinstance(other, Paper)
        wanting = disj(symbol.nothing, neg(symbol.known), neg(symbol.exists), symbol.day > subject.session.space.as_of)
        day = disj(neg(symbol.exists), symbol.day == other.day)
        value = disj(neg(symbol.known), conj(same(symbol.exists, other.exists), day))
        alike = conj(same(symbol.known, other.known), same(symbol.nothing, other.nothing), value)
        provided = conj(other.known, neg(other.nothing), other.exists, other.day <= subject.session.space.as_of)
        given.append(disj(conj(wanting, provided), alike))
    ours, theirs = subject.outcomes_with(others)
    return subject.session.can_with(
        others,
        [*given, ours["deny"], neg(theirs["deny"])],
        lambda first, second: is_denied_for_want(property, first, second),
        small=True,
    )


def _worse(subject: Subject, property: NeverWorse) -> Answer:
    if isinstance(property.fact.type, Collection):
        return _worse_when_longer(subject, property)
    others = _beside(subject, (property.fact,))
    (other,) = others.values()
    symbol = subject.session.encoded.expressions.symbol(property.fact)
    lesser, greater = (symbol, other) if property.more else (other, symbol)
    ours, theirs = subject.outcomes_with(others)
    stated = [one for value in (symbol, other) for one in (value.known, neg(value.nothing))]
    return subject.session.can_with(
        others,
        [*stated, _more(greater, lesser), is_better(theirs, ours)],
        lambda first, second: is_worse(property, first, second),
        small=True,
    )


def _worse_when_longer(subject: Subject, property: NeverWorse) -> Answer:
    """A list and the same one with more elements: what both have is told once, so that neither can differ in it.

    The request has the shorter one, its other the longer one; where less is not to worsen anything, the other way
    round is asked of the same two. It takes a session of its own, in which enough elements are kept for both.
    """
    fact, policy = property.fact, subject.policy
    session = Session(policy, timeout=subject.session.timeout, longer=frozenset((fact.name,)))
    symbol = session.encoded.expressions.symbol(fact)
    assert isinstance(symbol, Listed)
    other = session.space.longer(symbol)
    ours, theirs = Subject(session).outcomes_with({fact: other})
    worse = is_better(theirs, ours) if property.more else is_better(ours, theirs)
    more = total(slot.number for slot in other.slots) > total(slot.number for slot in symbol.slots)

    def shows(shorter: Replayed, longer: Replayed) -> bool:
        return is_worse(property, shorter, longer) if property.more else is_worse(property, longer, shorter)

    answer = session.can_with({fact: other}, [symbol.known, other.known, more, worse], shows, small=True)
    if not isinstance(answer, Example):
        return answer
    assert answer.other is not None
    first = session.replayed(answer.request)

    def beside(elements: list[Any]) -> Replayed:
        return session.replayed(with_facts(first.request, {fact.name: elements}))

    second = beside(shortest(answer.other["facts"][fact.name], lambda elements: shows(first, beside(elements)))).request
    return Example(first.request, second) if property.more else Example(second, first.request)


def _more(one: Symbol, other: Symbol) -> Term:
    """Whether one known value is more than another, as `is_more` says of values."""
    match one, other:
        case Plain(), Plain():
            return one.value > other.value
        case Lasting(), Lasting():
            forms = [conj(neg(value.dated), value.in_days) for value in (one, other)]
            in_months = [conj(neg(value.dated), neg(value.in_days)) for value in (one, other)]
            longer = one.last - one.first > other.last - other.first
            return disj(
                conj(one.dated, other.dated, one.first <= other.first, other.last <= one.last, longer),
                conj(*forms, one.halves > other.halves),
                conj(*in_months, one.months > other.months),
            )
        case _:
            raise AssertionError("there is no more of a value that has no order")


def _beside(subject: Subject, facts: tuple[Fact, ...]) -> Mapping[Fact, Symbol]:
    """Another value for each of some facts."""
    return {fact: subject.session.space.another(fact) for fact in facts}


def _report(subject: Subject, property: Property, answer: Example) -> Found:
    first = subject.session.replayed(answer.request)
    shown = example_text(answer.request)
    if answer.other is None:
        assert isinstance(property, Never)
        return _broken(
            property, f"it has the outcome `{first.outcome}`: {shown}", "a request breaks this", (answer.request,)
        )
    second = subject.session.replayed(answer.other)
    return _broken(
        property,
        f"with {changed_text(answer.request, answer.other)}, `{first.outcome}` becomes `{second.outcome}` ({shown})",
        "two requests that differ in this break it",
        (answer.request, answer.other),
    )


def _broken(property: Property, help: str, label: str, examples: tuple[Mapping[str, Any], ...]) -> Found:
    assert property.span is not None
    return BROKEN.at(
        first_line(property.span),
        f"this does not hold of every request: `{property.written}`",
        label=label,
        help=help,
        examples=examples,
    )
