"""Tests, definitions and clauses that are never met, or always, whatever a request says."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from itertools import combinations

from assent.check.lower.context import Places
from assent.check.possible import Never, Possibility
from assent.check.problems import Problems
from assent.check.samples import is_met, samples_of
from assent.check.subject import Subject
from assent.language.expressions import Count, Expression, Leaf, Test
from assent.language.operators import find
from assent.language.policy import Clause, Definition
from assent.language.types import Choice, Number, Scale, describe
from assent.language.values import number_text
from assent.source.catalogue import Code
from assent.source.diagnostic import Label
from assent.syntax.tree import Place

NEVER_MET = Code("never-met", "error", "a test, a definition or a clause that no request can meet")
ALWAYS_MET = Code("always-met", "warning", "a test, a definition or a clause that every request meets")
CODES = (NEVER_MET, ALWAYS_MET)

# What comes of a clause that is never met, and of one that always is.
_NEVER = {
    "require": "every request would be denied",
    "exclude": "it would exclude nothing",
    "review": "it would send nothing to review",
    "submit": "no request could be approved",
}
_ALWAYS = {
    "require": "it decides nothing",
    "exclude": "every request would be denied",
    "review": "every request would be reviewed",
    "submit": "it decides nothing",
}


def test_can_be_met(problems: Problems, subject: Subject, test: Test, at: Place) -> bool:
    """Whether a test can be met within its fact's range or options. If not, or if it always is, that is reported."""
    if not isinstance(subject.type, Number | Scale | Choice) or _is_open(test):
        return True
    met = is_met(test, samples_of([test])[0])
    problems.add(
        ALWAYS_MET if met else NEVER_MET,
        at,
        f"`{problems.words(at)}` is {'always' if met else 'never'} met: {_bounds(subject)}",
        label="true of every value it can have" if met else "true of no value it can have",
        others=subject.others,
        help=_ranged_help(problems, subject, test, at, met=met),
    )
    return met


def band_can_be_met(problems: Problems, subject: Subject, tests: tuple[Test, ...], at: Place) -> bool:
    """Whether some value of the fact lies in a band. If none does, or if each does, that is reported."""
    if not isinstance(subject.type, Number | Scale):
        return True
    inside = {all(is_met(test, sample) for test in tests) for sample in samples_of(list(tests))}
    if len(inside) == 1:
        met = inside.pop()
        problems.add(
            ALWAYS_MET if met else NEVER_MET,
            at,
            f"`{problems.words(at)}` is {'always' if met else 'never'} met: {_bounds(subject)}",
            label="every value it can have" if met else "no value it can have",
            others=subject.others,
            help="write another band, or leave the test out",
        )
        return met
    return True


def _is_open(test: Test) -> bool:
    """Whether some values meet a test and others do not."""
    return len({is_met(test, sample) for sample in samples_of([test])}) > 1


# The nearest operator to one that lets no value through, and to one that lets every value through.
_WIDER = {">": ">=", "<": "<="}
_NARROWER = {">=": ">", "<=": "<"}


def _bounds(subject: Subject) -> str:
    match subject.type:
        case Number(low, high) if low is not None and high is not None:
            return f"`{subject.words}` goes from {number_text(low)} to {number_text(high)}"
        case Scale(options):
            return f"`{subject.words}` goes from `{options[0]}` to `{options[-1]}`"
        case Choice(options):
            return f"`{subject.words}` is one of " + ", ".join(f"`{option}`" for option in options)
        case other:
            return f"`{subject.words}` is {describe(other)}"


def _ranged_help(problems: Problems, subject: Subject, test: Test, at: Place, *, met: bool) -> str:
    symbol = test.operator.symbol
    other = (_NARROWER if met else _WIDER).get(symbol, "")
    row = find(test.operator.takes, other, test.operator.argument) if other else None
    if row is not None and _is_open(replace(test, operator=row)):
        return f"did you mean `{problems.words(at).replace(f' {symbol} ', f' {other} ')}`?"
    match subject.type:
        case Number(low, high) if low is not None and high is not None and not met:
            return f"write a number from {number_text(low)} to {number_text(high)}"
        case _:
            return "write another value, or leave the test out"


def condition_can_be_met(problems: Problems, where: Expression, at: Place, name: str) -> bool:
    """Whether any element can satisfy the condition of a count. If not, or if each does, that is reported."""
    possibility = Possibility({name: where}, open_evidence=False)
    never = possibility.needs(where, holds=True)
    if isinstance(never, Never):
        problems.add(
            NEVER_MET,
            at,
            f"no `{name}` can satisfy `{problems.words(at)}`: its tests contradict one another",
            label="never met",
            help="change one of the tests, or join them with `or`",
        )
        return False
    if isinstance(possibility.needs(where, holds=False), Never):
        problems.add(
            ALWAYS_MET,
            at,
            f"every `{name}` satisfies `{problems.words(at)}`: between them its tests leave nothing out",
            label="always met",
            help="change one of the tests, join them with `and`, or leave the condition out",
        )
    return True


def conditions_can_be_met(
    problems: Problems,
    places: Places,
    conditions: Mapping[str, Definition | Clause],
    names: Mapping[str, Place],
) -> None:
    """Report every definition and clause that is never met, or always.

    `conditions` stand each after those that it names, and `names` says where the name of each is written.
    """
    stand_for = {id: _whole(condition) for id, condition in conditions.items()}
    possible = Possibility(stand_for, open_evidence=True)
    for id, condition in conditions.items():
        for part, words, consequences in _parts(condition):
            never = possible.needs(part, holds=True)
            always = possible.certain.needs(part, holds=False)
            if isinstance(never, Never):
                _report(problems, places, names[id], words, never, met=False, consequence=consequences[0])
            elif isinstance(always, Never):
                _report(problems, places, names[id], words, always, met=True, consequence=consequences[1])
            else:
                continue
            break


def _whole(condition: Definition | Clause) -> Expression:
    return condition.whole if isinstance(condition, Clause) else condition.body


def _parts(condition: Definition | Clause) -> list[tuple[Expression, str, tuple[str, str]]]:
    """What to look at in a condition, what to call it, and what follows if it is never met, or always."""
    if isinstance(condition, Definition):
        return [(condition.body, f"the definition `{condition.id}`", ("", ""))]
    follows = (_NEVER[condition.verb], _ALWAYS[condition.verb])
    if condition.unless is None and condition.when is None:
        return [(condition.body, f"the clause `{condition.id}`", follows)]
    if condition.unless is None or condition.when is not None:
        asides = ((condition.when, "condition"), (condition.unless, "exception"))
        return [
            (condition.body, f"the test of `{condition.id}`", ("", "")),
            *((part, f"the {noun} of `{condition.id}`", ("", "")) for part, noun in asides if part is not None),
            (condition.whole, f"the clause `{condition.id}` with its condition", follows),
        ]
    return [
        (condition.body, f"the test of `{condition.id}`", ("", "")),
        (condition.unless, f"the exception of `{condition.id}`", ("", "")),
        (condition.whole, f"the clause `{condition.id}` with its exception", follows),
    ]


def _report(
    problems: Problems, places: Places, at: Place, words: str, never: Never, *, met: bool, consequence: str
) -> None:
    tests = _at_odds(never.tests)
    spans = [problems.first_line(place) for test in tests if (place := places.of(test))]
    so = f", so {consequence}" if consequence else ""
    if len(tests) == 1 and isinstance(tests[0], Count) and not met:
        name = tests[0].fact.name
        labels = [f"`{name}` is evidence, and its absence is never known"]
        help = f"declare `{name}` as a list, which is the whole account, or ask for its presence instead of its absence"
    elif met:
        labels = ["every value meets this,", "or else this"]
        help = "change one of the tests, or put them under `all of`"
    else:
        labels = ["no value meets this", "and this as well"]
        help = "change one of the tests, or put them under `any of`"
    problems.add(
        ALWAYS_MET if met else NEVER_MET,
        at,
        f"{words} {'is always' if met else 'can never be'} met{so}",
        label="whatever a request says",
        others=tuple(Label(span, label) for span, label in zip(spans, labels, strict=False)),
        help=help,
    )


def _at_odds(tests: tuple[Leaf, ...]) -> tuple[Leaf, ...]:
    """Two of the tests that stand against one another by themselves, if there are two; else all."""
    for one, other in combinations(tests, 2):
        if not any(is_met(one, sample) and is_met(other, sample) for sample in samples_of([one, other])):
            return one, other
    return tests
