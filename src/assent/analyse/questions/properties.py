"""What has to hold of every request: proved of all of them, or broken by one that is shown."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from assent.analyse.encode.symbols import Lasting, Paper, Plain, Symbol
from assent.analyse.encode.terms import Term, conj, disj, neg, same
from assent.analyse.held import is_broken, is_denied_for_want, is_worse
from assent.analyse.places import first_line
from assent.analyse.session import Answer, Example, Impossible
from assent.analyse.shown import changed_text, example_text
from assent.analyse.subject import Found, Proved, Subject, is_better, undecided
from assent.language.expressions import Fact
from assent.language.properties import Never, NeverDeniedForWant, NeverWorse, Property
from assent.source.catalogue import Code

BROKEN = Code("broken-property", "error", "a property that a request breaks")
CODES = (BROKEN,)


def what_has_to_hold(subject: Subject) -> Iterator[Found]:
    """Of each property of the policy, whether it holds of every request."""
    for property in subject.policy.properties:
        answer = answered(subject, property)
        if (open := undecided(f"whether `{property.written}`", answer)) is not None:
            yield open
        elif isinstance(answer, Impossible):
            yield Proved(subject.policy.id, property.written, answer.bounds)
        elif isinstance(answer, Example):
            yield _report(subject, property, answer)


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
    met = subject.session.encoded.expressions.truth(property.test).met
    terms = [subject.session.encoded.outcomes[property.outcome], neg(met) if property.unless else met]
    return subject.session.can(terms, lambda replayed: is_broken(property, replayed))


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
        return _broken(property, f"it has the outcome `{first.outcome}`: {shown}", "a request breaks this")
    second = subject.session.replayed(answer.other)
    return _broken(
        property,
        f"with {changed_text(answer.request, answer.other)}, `{first.outcome}` becomes `{second.outcome}` ({shown})",
        "two requests that differ in this break it",
    )


def _broken(property: Property, help: str, label: str) -> Found:
    assert property.span is not None
    return BROKEN.at(
        first_line(property.span), f"this does not hold of every request: `{property.written}`", label=label, help=help
    )
