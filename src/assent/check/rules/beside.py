"""One value held against another: of different kinds or units, of a doubtful name, or the same one twice."""

from __future__ import annotations

from assent.check.problems import Problems
from assent.check.rules.names import did_you_mean_one
from assent.check.scope import Scope
from assent.check.subject import Subject, example_test
from assent.language.expressions import Elapsed
from assent.language.types import Choice, Collection, Date, DurationType, Number, Scale, Type, describe
from assent.language.types import Code as CodeType
from assent.language.values import TIME_UNITS
from assent.source.catalogue import Code
from assent.syntax.tree import Around, CalculatedNode, ClauseNode, Define, Name, Operand, Place, Value

INCOMPARABLE = Code(
    "incomparable", "error", "two things held against one another that are of different kinds, units or options"
)
AMBIGUOUS_VALUE = Code("ambiguous-value", "error", "a name that is both an option and another fact")
SAME_VALUE_TWICE = Code("same-value-twice", "error", "a value held against itself")
UNKNOWN_VALUE = Code("unknown-value", "error", "a misspelt name on the right of a comparison")
SINCE_A_FIELD = Code("since-a-field", "error", "the time since a field, inside the condition of a count")
OTHER_UNIT_OF_TIME = Code("other-unit-of-time", "error", "a time since a date held against another unit of time")
NOT_A_DATE = Code("not-a-date", "error", "a word for an order in time, or a window around a date, with no date")
_TURNED = {">=": "<=", "<=": ">=", ">": "<", "<": ">"}
CODES = (INCOMPARABLE, AMBIGUOUS_VALUE, SAME_VALUE_TWICE, UNKNOWN_VALUE, NOT_A_DATE, SINCE_A_FIELD, OTHER_UNIT_OF_TIME)


def is_comparable(one: Type, other: Type) -> bool:
    """Whether values of the two types can be held against one another."""
    match one, other:
        case Number(unit=unit), Number(unit=other_unit):
            return unit == other_unit
        case Scale(options), Scale(others):
            return options == others
        case Choice(options), Choice(others):
            return set(options) == set(others)
        case CodeType(system), CodeType(other_system):
            return system == other_system
        case _:
            return isinstance(one, Date) and isinstance(other, Date)


def can_be_compared(problems: Problems, subject: Subject, other: Subject, at: Place) -> bool:
    """Whether two values can be held against one another; if not, that is reported."""
    if subject.operand == other.operand and subject.operand is not None:
        problems.add(
            SAME_VALUE_TWICE,
            at,
            f"`{subject.words}` is held against itself",
            label="the same value on both sides",
            others=subject.others,
            help="name the other value that is meant, for example the one at the start of treatment",
        )
        return False
    if is_comparable(subject.type, other.type):
        return True
    problems.add(
        INCOMPARABLE,
        at,
        f"`{subject.words}` and `{other.words}` cannot be held against one another: "
        f"one is {describe(subject.type)}, the other {describe(other.type)}",
        label="two different things",
        others=(*subject.others, *(label for label in other.others if label not in subject.others)),
        help=_instead(subject, other),
    )
    return False


def _instead(subject: Subject, other: Subject) -> str:
    match subject.type, other.type:
        case Number(unit=unit), Number():
            given = f"`{unit}`" if unit else "no unit"
            return f"declare `{other.words}` with {given} too, so that both are counted alike"
        case (Scale(), Scale()) | (Choice(), Choice()):
            return "give both the same options" + (" in the same order" if isinstance(subject.type, Scale) else "")
        case DurationType(), DurationType():
            example = example_test(subject.words, subject.type)
            return f"hold a duration against a length of time, for example `{example}`"
        case _, Collection():
            return f"name the value of one element, for example `latest {other.words}.…`"
        case _:
            return f"write for example `{example_test(subject.words, subject.type)}`"


def ambiguous_value(problems: Problems, name: Name, subject: Subject, other: Subject) -> None:
    """`kind is exercise`, where `exercise` is an option of `kind` and another value with the same options."""
    problems.add(
        AMBIGUOUS_VALUE,
        name.at,
        f"`{name.word}` can mean two things here: an option of `{subject.words}`, or the value of `{other.words}`",
        label="which of the two?",
        others=(*subject.others, *(label for label in other.others if label not in subject.others)),
        help=f"give the fact `{other.words}` another name, such as `{other.words}_stated`",
    )


def misspelt_value(problems: Problems, scope: Scope, name: Name, meant: str) -> None:
    """`weight < baseline_wieght`."""
    problems.add(
        UNKNOWN_VALUE,
        name.at,
        f"nothing is called `{name.word}`",
        label="not known",
        help=did_you_mean_one(scope, name.word, (meant,)),
    )


def no_value(problems: Problems, scope: Scope, subject: Subject, symbol: str, name: Name) -> bool:
    """Whether a name on the right is that of something that is no value there; then reported."""
    declared = scope.names.get(name.word)
    if declared is None or not isinstance(declared.what, Define | ClauseNode | CalculatedNode):
        return False
    scope.find(name.word)
    label = scope.declaration_of(name.word)
    if not isinstance(declared.what, CalculatedNode):
        problems.add(
            INCOMPARABLE,
            name.at,
            f"`{name.word}` is a {declared.noun}: it is met or not met, and no value",
            label="no value",
            others=(label,),
            help=f"hold `{subject.words}` against a value, for example `{example_test(subject.words, subject.type)}`; "
            f"write `{name.word}` alone, beside this test in an `all of` or `any of` block",
        )
        return True
    if isinstance(scope.names[subject.words].what if subject.words in scope.names else None, CalculatedNode):
        help = f"calculate what `{subject.words}` and `{name.word}` differ by, and hold that against 0"
    else:
        help = f"turn it round: `{name.word} {_TURNED.get(symbol, symbol)} {subject.words}`"
    problems.add(
        INCOMPARABLE,
        name.at,
        f"`{name.word}` is a calculated value, and stands on the left of a comparison",
        label="on the right",
        others=(label,),
        help=help,
    )
    return True


def word_for_dates(problems: Problems, at: Place, subject: Subject, word: str) -> None:
    """`before` after something that is not a date."""
    problems.add(
        NOT_A_DATE,
        at,
        f"`{word}` stands between two dates, and `{subject.words}` is {describe(subject.type)}",
        label="no date",
        others=subject.others,
        help=f"write for example `{example_test(subject.words, subject.type)}`",
    )


def window_on_value(problems: Problems, node: Around, subject: Subject) -> None:
    """`pain_score within 6 months before surgery_date`: a window around a date, of something that is no date."""
    problems.add(
        NOT_A_DATE,
        node.at,
        f"`{problems.words(node.at)}` asks when `{subject.words}` was, and it is {describe(subject.type)}",
        label="no date",
        others=subject.others,
        help=f"write for example `{example_test(subject.words, subject.type)}`",
    )


def window_around_a_day(problems: Problems, node: Around, subject: Subject, days: str) -> None:
    """`onset within 6 months before 2026-01-01`: both ends are days that are known."""
    problems.add(
        NOT_A_DATE,
        node.at,
        f"`{problems.words(node.at)}` counts from a day that is known, so its days are known too",
        label="write the days themselves",
        help=f"write `{subject.words} {days}`",
    )


def since_what(problems: Problems, operand: Operand, subject: Subject) -> None:
    """`years since pain_score`."""
    problems.add(
        NOT_A_DATE,
        operand.at,
        f"`{problems.words(operand.at)}` counts from a date, and `{subject.words}` is {describe(subject.type)}",
        label="no date",
        others=subject.others,
        help=f"name a fact of the type `date`, such as `{operand.since} since birth_date`",
    )


def since_a_field(problems: Problems, operand: Operand) -> None:
    """`at least 1 visit where years since date >= 2`."""
    problems.add(
        SINCE_A_FIELD,
        operand.at,
        f"`{problems.words(operand.at)}` cannot stand after `where`",
        label="a field of each element",
        help=f"say how long ago it was: `{operand.name.word} at least 2 {operand.since} ago`",
    )


def another_unit_of_time(problems: Problems, subject: Subject, value: Value) -> None:
    """`years since birth_date >= 600 months`."""
    assert isinstance(subject.operand, Elapsed) and value.rest is not None
    unit, written = subject.operand.unit, value.rest.word
    asked = TIME_UNITS.get(written)
    help = f"write `{value.word.word} {unit}`, or leave the unit out"
    if asked is not None:
        help = f"write `{subject.words.replace(unit, asked, 1)}`, or give the number in {unit}"
    problems.add(
        OTHER_UNIT_OF_TIME,
        value.at,
        f"`{subject.words}` is a number of {unit}, and `{problems.words(value.at)}` is not",
        label="another unit",
        others=subject.others,
        help=help,
    )
