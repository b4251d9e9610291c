"""Tests that ask a fact for something its type does not have."""

from __future__ import annotations

from assent.check.problems import Problems
from assent.check.rules.meant import count_for_comparison
from assent.check.scope import Declared
from assent.check.subject import Subject, example_test, kind_of
from assent.language.expressions import Fact, FactValue
from assent.language.operands import may_be_measured
from assent.language.operators import symbols_for
from assent.language.types import Collection, Date, Document, DurationType, Judgement, YesNo, describe
from assent.source.catalogue import Code
from assent.source.diagnostic import Label
from assent.syntax.tree import Operand, Place

INCOMPLETE_TEST = Code("incomplete-test", "error", "a fact standing alone that is not a yes/no fact")
WRONG_OPERATOR = Code("wrong-operator", "error", "a comparison that a type does not have")
NOT_A_DOCUMENT = Code("not-a-document", "error", "`provided` after something that is not a document")
NOT_A_LIST = Code("not-a-list", "error", "a count, or `latest`, of something that is neither a list nor evidence")
WINDOW_WITHOUT_DATE = Code("window-without-date", "error", "a window of time over something that has no date")
AMBIGUOUS_DATE = Code("ambiguous-date", "error", "a count of elements with several dates, none of them named `date`")
LATEST_OF_EVIDENCE = Code("latest-of-evidence", "error", "a field of the latest element of evidence")
NOT_ABOUT_A_FIELD = Code("not-about-a-field", "error", "a condition after `where` that is not about a field")
CODES = (
    INCOMPLETE_TEST,
    WRONG_OPERATOR,
    NOT_A_DOCUMENT,
    NOT_A_LIST,
    WINDOW_WITHOUT_DATE,
    AMBIGUOUS_DATE,
    LATEST_OF_EVIDENCE,
    NOT_ABOUT_A_FIELD,
)


def incomplete_test(problems: Problems, subject: Subject) -> None:
    """A name alone, where only a yes/no fact, a judgement, a definition or a clause can stand."""
    problems.add(
        INCOMPLETE_TEST,
        subject.at,
        f"`{subject.words}` alone is not a test: it is {describe(subject.type)}",
        label="what must hold of it?",
        others=subject.others,
        help=f"write what must hold, for example `{example_test(subject.words, subject.type)}`",
    )


def named_compared(problems: Problems, at: Place, name: str, declared: Declared, label: Label) -> None:
    """A definition or a clause where a fact is needed."""
    problems.add(
        WRONG_OPERATOR,
        at,
        f"`{name}` is a {declared.noun}: it is met or not met, and has no other value",
        others=(label,),
        help=f"write `{name}` alone, or `not {name}`",
    )


def wrong_operator(problems: Problems, at: Place, subject: Subject, symbol: str) -> None:
    """An operator that the subject's type does not have."""
    words, type = subject.words, subject.type
    match type:
        case YesNo() | Judgement():
            help = f"write `{words}` alone, or `not {words}`"
        case Collection() if symbol == "within the last":
            help = f"write `latest {problems.words(at)}`"
        case Collection(episodes=True):
            help = f"ask how long its episodes last, for example `{example_test(words, type)}`, or count them"
        case Collection():
            count = count_for_comparison(problems.words(at), words)
            help = f"write `{count}`" if count else f"count it, for example `{example_test(words, type)}`"
        case Document():
            help = f"write `{words} provided`, or `{words} within the last 6 months`"
        case DurationType() | Date():
            help = f"write `>=`, `>`, `<=` or `<`, for example `{example_test(words, type)}`"
        case _:
            kind = kind_of(type)
            allowed = [f"`{known}`" for known in symbols_for(kind)] if kind else []
            help = f"write {' or '.join(allowed)}, for example `{example_test(words, type)}`"
    problems.add(
        WRONG_OPERATOR,
        at,
        f"`{symbol}` cannot be asked of `{words}`, which is {describe(type)}",
        others=subject.others,
        help=help,
    )


def not_a_document(problems: Problems, at: Place, subject: Subject) -> None:
    """`provided` after something that is not a document."""
    problems.add(
        NOT_A_DOCUMENT,
        at,
        f"only a document can be `provided`, and `{subject.words}` is {describe(subject.type)}",
        others=subject.others,
        help=f"write for example `{example_test(subject.words, subject.type)}`, or declare it as a `document`",
    )


def not_a_list(problems: Problems, at: Place, words: str, what: str, example: str, others: tuple[Label, ...]) -> None:
    """A count, or `latest`, of something that does not have elements. `example` is what to write instead."""
    problems.add(
        NOT_A_LIST,
        at,
        f"`{words}` cannot be counted: it is {what}",
        label="neither a list nor evidence",
        others=others,
        help=f"write `{words}` alone"
        if example == words
        else f"write for example `{example}`, or declare it as a list",
    )


def window_without_date(problems: Problems, at: Place, subject: Subject) -> None:
    """`within the last …` of something that has no date."""
    if isinstance(subject.type, Collection):
        help = f'give it a field for it, `date  date  "…"`, under `{subject.words}`'
        message = f"`{subject.words}` has no field of type `date`, so nothing says when its elements happened"
    else:
        example = example_test(subject.words, subject.type)
        help = f"write for example `{example}`"
        if may_be_measured(subject.type) and isinstance(subject.operand, FactValue):
            mark = "" if subject.operand.fact.measured else ", and `measured` after its type where it is declared"
            help = f"write for example `{example} within the last 3 months`{mark}"
        message = f"`{subject.words}` has no date: it is {describe(subject.type)}"
    problems.add(WINDOW_WITHOUT_DATE, at, message, label="a window needs a date", others=subject.others, help=help)


def ambiguous_date(problems: Problems, at: Place, subject: Subject) -> None:
    """A count or a window over elements with several dates, of which none is named `date`."""
    assert isinstance(subject.type, Collection)
    dates = [f"`{field.name}`" for field in subject.type.fields if isinstance(field.type, Date)]
    problems.add(
        AMBIGUOUS_DATE,
        at,
        f"`{subject.words}` has several dates ({', '.join(dates)}), and none of them is named `date`",
        label="which date is meant?",
        others=subject.others,
        help="name the field that says when an element happened `date`",
    )


def latest_of_evidence(problems: Problems, operand: Operand, fact: Fact, field: str, label: Label) -> None:
    """`latest x.field` of evidence, of which there may always be a later one."""
    which, other = operand.which, {"latest": "a later", "earliest": "an earlier"}.get(operand.which, "another")
    problems.add(
        LATEST_OF_EVIDENCE,
        operand.at,
        f"the {which} `{fact.name}` is never known: it is evidence, and {other} one may not have been submitted",
        others=(label,),
        help=f"write `at least 1 {fact.name} where {field} …`, or declare `{fact.name}` as a list",
    )


def not_about_a_field(problems: Problems, at: Place, words: str, fact: Fact, noun: str, label: Label) -> None:
    """A condition after `where` about something other than a field of the counted elements."""
    problems.add(
        NOT_ABOUT_A_FIELD,
        at,
        f"`{words}` is a {noun}, and what follows `where` is about the fields of `{fact.name}`",
        label=f"not a field of `{fact.name}`",
        others=(label,),
        help="put this test on a line of its own, beside the count in an `all of` block",
    )
